using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Registry.Registration;

public sealed class RegistrationList(DivisionDirectory divisions)
{
    public ListDefinition<EmployerRegistration> Definition { get; } = new ListDefinition<EmployerRegistration>("registrations", "单位注册")
        .Key(r => r.Id)
        .Column("submitted", "提交时间", r => r.SubmittedAt, c => c.Sortable().NoWrap())
        .Column("name", "单位名称", r => r.Name, c => c.Wide().Link(r => $"/registry/registrations/{r.Id}"))
        .Column("creditCode", "统一社会信用代码", r => r.CreditCode, c => c.NoWrap())
        .Computed("place", "所在区划", r => divisions.Name(r.DivisionCode))
        .Computed("state", "状态", r => r.State.ChineseName(), c => c.Cell(r => Badges.Status(r.State.ChineseName(), ToneOf(r.State))))
        .Column("decided", "审核时间", r => r.DecidedAt, c => c.NoWrap())
        .Search("单位名称、信用代码", (rows, q) => rows.Where(r => r.Name.Contains(q) || r.CreditCode.StartsWith(q)))
        .Select("state", "状态", EmployerList.Options<RegistrationState>(s => s.ChineseName()), (rows, v) => Enum.Parse<RegistrationState>(v) is var state ? rows.Where(r => r.State == state) : rows)
        .OrderBy("submitted", descending: true)
        .CountUpTo(EmployerList.CountLimit)
        .NoExport();

    public static Tone ToneOf(RegistrationState state) => state switch { RegistrationState.Approved => Tone.Success, RegistrationState.Refused => Tone.Danger, _ => Tone.Warning };
}
