using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>A line of the desks' list: no text of the form, no phone.</summary>
public sealed class DeclarationLine
{
    public Guid Id { get; init; }
    public required string EmployerName { get; init; }
    public string? CreditCode { get; init; }
    public required string CountyCode { get; init; }
    public required string AuthorityCode { get; init; }
    public required string IndustryCode { get; init; }
    public DeclarationKind Kind { get; init; }
    public DeclarationState State { get; init; }
    public int Number { get; init; }
    public DateOnly? FiledOn { get; init; }
    public DateOnly? DueOn { get; init; }
    public DateOnly? DeadlineOn { get; init; }
    public int FlagCount { get; init; }
    public int Classes { get; init; }
    public int? TotalExposed { get; init; }
    public string? ReceiptNumber { get; init; }

    public static IQueryable<DeclarationLine> Of(ZhijianDb db) => db.Set<HazardDeclaration>().AsNoTracking().Select(d => new DeclarationLine
    {
        Id = d.Id, EmployerName = d.EmployerName, CreditCode = d.CreditCode, CountyCode = d.CountyCode, AuthorityCode = d.AuthorityCode, IndustryCode = d.IndustryCode, Kind = d.Kind,
        State = d.State, Number = d.Number, FiledOn = d.FiledOn, DueOn = d.DueOn, DeadlineOn = d.DeadlineOn, FlagCount = d.FlagCount, Classes = d.Classes, TotalExposed = d.TotalExposed, ReceiptNumber = d.ReceiptNumber,
    });
}

/// <summary>The list of declarations as desks use it.</summary>
public sealed class DeclarationList(DivisionDirectory divisions, TimeProvider clock)
{
    public const string ApproveHandler = "Approve";
    const int CountTo = 10_000;

    public ListDefinition<DeclarationLine> Definition { get; } = new ListDefinition<DeclarationLine>("declarations", "职业病危害项目申报")
        .Key(d => d.Id)
        .Column("employer", "用人单位", d => d.EmployerName, c => c.Wide().Link(d => $"/declarations/{d.Id}"))
        .Computed("kind", "类别", d => d.Kind.ChineseName(), c => c.NoWrap())
        .Computed("state", "状态", d => d.State.ChineseName(), c => c.Cell(d => DeclarationWords.Badge(d.State)))
        .Column("deadline", "办理期限", d => d.DeadlineOn, c => c.Sortable().NoWrap().Cell(d => d.DeadlineOn is { } due
            ? Badges.Deadline(due, due.DayNumber - Display.Today(clock).DayNumber) : Markup.Text(Display.Nothing)))
        .Column("filed", "提交日期", d => d.FiledOn, c => c.Sortable().NoWrap())
        .Computed("late", "是否按期", d => d.FiledOn is null || d.DueOn is null ? Display.Nothing : d.FiledOn > d.DueOn ? "逾期" : "按期")
        .Column("flags", "异常提示", d => d.FlagCount, c => c.AlignEnd().Cell(d => d.FlagCount > 0 ? Badges.Status($"{d.FlagCount} 处", Tone.Warning) : Markup.Text("无")))
        .Computed("classes", "危害类别", d => string.Join("、", Enum.GetValues<HazardClass>().Where(c => (d.Classes & (1 << (int)c)) != 0).Select(c => c.ChineseName())))
        .Column("exposed", "接触人数", d => d.TotalExposed, c => c.AlignEnd())
        .Computed("county", "所在区县", d => divisions.Name(d.CountyCode), c => c.NoWrap())
        .Computed("authority", "受理机关所在地", d => divisions.Name(d.AuthorityCode), c => c.NoWrap())
        .Column("receipt", "回执编号", d => d.ReceiptNumber, c => c.Hidden().NoWrap())
        .Column("code", "统一社会信用代码", d => d.CreditCode, c => c.Hidden().NoWrap())
        .Column("industry", "行业代码", d => d.IndustryCode, c => c.Hidden())
        .Search("单位名称、信用代码、回执编号", (rows, q) => rows.Where(d => d.EmployerName.Contains(q) || d.CreditCode == q || d.ReceiptNumber == q))
        .Select("state", "状态", [.. Enum.GetValues<DeclarationState>().Where(s => s is not DeclarationState.Draft).Select(s => new Option(s.ToString(), s.ChineseName()))],
            (rows, value) => Enum.TryParse<DeclarationState>(value, out var state) ? rows.Where(d => d.State == state) : rows)
        .Select("kind", "类别", [.. Enum.GetValues<DeclarationKind>().Select(k => new Option(k.ToString(), k.ChineseName()))],
            (rows, value) => Enum.TryParse<DeclarationKind>(value, out var kind) ? rows.Where(d => d.Kind == kind) : rows)
        .Select("class", "危害类别", [.. Enum.GetValues<HazardClass>().Select(c => new Option(((int)c).ToString(System.Globalization.CultureInfo.InvariantCulture), c.ChineseName()))],
            (rows, value) => int.TryParse(value, out var bit) ? rows.Where(d => (d.Classes & (1 << bit)) != 0) : rows)
        .Pick("county", "所在区县", OwnDivisionPicker.Kind, (rows, code) => rows.Where(d => d.CountyCode == code))
        .Text("industry", "行业代码（前几位）", (rows, prefix) => rows.Where(d => d.IndustryCode.StartsWith(prefix)))
        .Dates("filed", "提交日期", d => d.FiledOn)
        .Flag("flagged", "有异常提示", rows => rows.Where(d => d.FlagCount > 0))
        .Flag("plain", "无异常提示", rows => rows.Where(d => d.FlagCount == 0))
        .Bulk(new(ApproveHandler, "批量审核通过", "checks", DeclarationsModule.Review, "只有没有异常提示、由本机关受理的待审核申报会通过，其余留待逐份审核。确定批量审核吗？"))
        .OrderBy("deadline")
        .CountUpTo(CountTo);
}
