using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Oversight.Warnings.Pages;

public sealed class WarningList(DivisionDirectory divisions, WarningBook book)
{
    public ListDefinition<EarlyWarning> Definition { get; } = new ListDefinition<EarlyWarning>("warnings", "预警")
        .Key(w => w.Id)
        .Column("title", "对象", w => w.Title, c => c.Wide().Link(w => $"/oversight/warnings/{w.Id}"))
        .Computed("rule", "预警", w => book.Title(w.RuleCode), c => c.Wide())
        .Computed("finding", "情况", w => book.Say(w), c => c.Wide())
        .Computed("kind", "类别", w => w.Kind.Text(), c => c.Hidden().NoWrap())
        .Computed("place", "所在区划", w => divisions.Name(w.DivisionCode), c => c.NoWrap())
        .Column("found", "发现日期", w => w.FoundOn, c => c.Sortable().NoWrap())
        .Computed("state", "状态", w => w.State.Text(), c => c.NoWrap().Cell(w => Badge(w.State)))
        .Column("told", "已告知", w => w.ToldTo, c => c.Wide())
        .Column("toldOn", "告知日期", w => w.ToldOn, c => c.Hidden().NoWrap())
        .Column("handled", "处置日期", w => w.HandledOn, c => c.Hidden().NoWrap())
        .Column("closed", "消除日期", w => w.ClosedOn, c => c.Hidden().NoWrap())
        .Search("单位、证书、区县", (rows, q) => rows.Where(w => w.Title.Contains(q)))
        .Select("kind", "类别", [.. Enum.GetValues<WarningKind>().Select(k => new Option(k.ToString(), k.Text()))], (rows, value) => Enum.TryParse<WarningKind>(value, out var kind) ? rows.Where(w => w.Kind == kind) : rows)
        .Select("rule", "预警", [.. book.All.Select(r => new Option(r.Code, r.Title))], (rows, code) => rows.Where(w => w.RuleCode == code))
        .Pick("county", "所在区划", OwnDivisionPicker.Kind, (rows, code) => divisions.Find(code) is { } place ? rows.Under(place.Path) : rows.Where(_ => false))
        .Dates("found", "发现日期", w => w.FoundOn)
        .CountUpTo(10_000)
        .OrderBy("found", descending: true);

    public static Microsoft.AspNetCore.Html.IHtmlContent Badge(WarningState state) => Badges.Status(state.Text(), state switch { WarningState.Open => Tone.Danger, WarningState.Handled => Tone.Info, _ => Tone.Success });
}
