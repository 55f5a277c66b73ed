using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Registry.Corrections;

/// <summary>An application with the name of the employer, as listed.</summary>
public sealed class CorrectionLine
{
    public Guid Id { get; init; }
    public required string Employer { get; init; }
    public required string Field { get; init; }
    public required string Wish { get; init; }
    public DateTime AskedAt { get; init; }
    public CorrectionState State { get; init; }
}

public sealed class CorrectionList
{
    public ListDefinition<CorrectionLine> Definition { get; } = new ListDefinition<CorrectionLine>("corrections", "更正申请")
        .Key(c => c.Id)
        .Column("asked", "提出时间", c => c.AskedAt, c => c.Sortable().NoWrap().Link(c => $"/registry/corrections/{c.Id}"))
        .Column("employer", "用人单位", c => c.Employer, c => c.Wide())
        .Computed("field", "更正内容", c => FieldWords.OfEmployer.GetValueOrDefault(c.Field, c.Field))
        .Column("wish", "更正为", c => c.Wish, c => c.Wide())
        .Computed("state", "状态", c => c.State.ChineseName(), c => c.Cell(x => Badges.Status(x.State.ChineseName(), ToneOf(x.State))))
        .Select("state", "状态", EmployerList.Options<CorrectionState>(s => s.ChineseName()), (rows, v) => Enum.Parse<CorrectionState>(v) is var state ? rows.Where(c => c.State == state) : rows)
        .OrderBy("asked", descending: true)
        .CountUpTo(EmployerList.CountLimit)
        .NoExport();

    public static Tone ToneOf(CorrectionState state) => state switch { CorrectionState.Accepted => Tone.Success, CorrectionState.Declined => Tone.Neutral, _ => Tone.Warning };
}
