using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>The list of dangers as officers use it: the nearest day first.</summary>
public sealed class DangerList
{
    const int CountTo = 10_000;

    public ListDefinition<HiddenDanger> Definition { get; }

    public DangerList(DivisionDirectory divisions, Viewer viewer, TimeProvider clock)
    {
        DateOnly Today() => Display.Today(clock);
        Definition = new ListDefinition<HiddenDanger>("dangers", "隐患")
            .Key(d => d.Id)
            .Computed("title", "隐患", DangerWords.Title, c => c.Wide().Link(d => $"/dangers/{d.Id}"))
            .Column("employer", "用人单位", d => d.EmployerName, c => c.Wide().Link(d => $"/registry/{d.EmployerId}?tab=dangers"))
            .Computed("state", "状态", d => d.State.Text(), c => c.Cell(d => DangerWords.Badge(d.State)))
            .Computed("grade", "等级", d => d.Grade.Text(), c => c.Cell(d => DangerWords.Badge(d.Grade)))
            .Column("next", "办理期限", d => d.NextOn, c => c.Sortable().NoWrap().Cell(d => d.NextOn is { } due ? Badges.Deadline(due, due.DayNumber - Today().DayNumber) : Markup.Text(Display.Nothing)))
            .Computed("turn", "待办方", d => d.Turn.Text(), c => c.Hidden().NoWrap())
            .Computed("value", "检测值 / 限值", d => d.Value is null ? null : $"{d.Value} / {d.Limit}", c => c.NoWrap())
            .Column("ratio", "倍数", d => d.Ratio, c => c.Hidden().AlignEnd().Say(d => d.Ratio is { } ratio ? Display.Number(Math.Round(ratio, 2)) : null))
            .Computed("latest", "最近检测", d => d.LatestVerdict is null ? null : $"{d.LatestSampledOn:yyyy-MM-dd} {(d.LatestVerdict == Verdict.Exceeds ? "超标" : d.LatestVerdict == Verdict.Undetermined ? "不能判定" : "达标")}", c => c.Hidden())
            .Computed("source", "来源", d => d.Source.Text(), c => c.Hidden().NoWrap())
            .Computed("county", "所在区县", d => divisions.Name(d.CountyCode), c => c.NoWrap())
            .Column("owner", "责任人", d => d.OwnerName, c => c.Hidden())
            .Column("deadline", "整改期限", d => d.Deadline, c => c.Hidden().NoWrap())
            .Column("found", "发现日期", d => d.FoundOn, c => c.Sortable().Hidden().NoWrap())
            .Column("order", "责令文书", d => d.OrderNumber, c => c.Hidden().NoWrap())
            .Column("listed", "挂牌督办", d => d.ListedOn, c => c.Hidden())
            .Column("escalated", "报上级日期", d => d.EscalatedOn, c => c.Hidden().NoWrap())
            .Column("closed", "销号日期", d => d.ClosedOn, c => c.Hidden())
            .Column("persons", "接触人数", d => d.Persons, c => c.Hidden().AlignEnd())
            .Column("finding", "隐患情况", d => d.Finding, c => c.Hidden().Wide())
            .Column("article", "违反条款", d => d.Article, c => c.Hidden().Wide())
            .Search("单位、检测点、因素、文书编号", (rows, q) => rows.Where(d => d.EmployerName.Contains(q) || d.PointName!.Contains(q) || d.FactorName!.Contains(q) || d.OrderNumber == q))
            .Select("state", "状态", [.. Enum.GetValues<DangerState>().Select(s => new Option(s.ToString(), s.Text()))], (rows, value) => Enum.TryParse<DangerState>(value, out var state) ? rows.Where(d => d.State == state) : rows)
            .Select("due", "办理期限", [new("overdue", "已超过"), new("3", "3 天内"), new("7", "7 天内"), new("30", "30 天内")], (rows, value) => Due(rows, value, Today()))
            .Select("grade", "等级", [.. Enum.GetValues<DangerGrade>().Select(g => new Option(g.ToString(), g.Text()))], (rows, value) => Enum.TryParse<DangerGrade>(value, out var grade) ? rows.Where(d => d.Grade == grade) : rows)
            .Select("source", "来源", [.. Enum.GetValues<DangerSource>().Select(s => new Option(s.ToString(), s.Text()))], (rows, value) => Enum.TryParse<DangerSource>(value, out var source) ? rows.Where(d => d.Source == source) : rows)
            .Select("turn", "待办方", [new(nameof(DangerTurn.Supervisor), "监管机关"), new(nameof(DangerTurn.Employer), "用人单位")], (rows, value) => Enum.TryParse<DangerTurn>(value, out var turn) ? rows.Where(d => d.Turn == turn) : rows)
            .Select("owner", "责任人", [new("mine", "我负责的"), new("none", "未指派")], (rows, value) => value == "none" ? rows.Where(d => d.OwnerId == null) : rows.Where(d => d.OwnerId == viewer.UserId))
            .Select("latest", "最近检测", [new("good", "达标"), new("bad", "超标")], (rows, value) => value == "bad" ? rows.Where(d => d.LatestVerdict == Verdict.Exceeds) : rows.Where(d => d.LatestVerdict == Verdict.Compliant || d.LatestVerdict == Verdict.Action))
            .Pick("county", "所在区县", "own-division", (rows, code) => divisions.Find(code) is { } place ? rows.Under(place.Path) : rows.Where(_ => false))
            .Pick("factor", "危害因素", "factor", (rows, code) => rows.Where(d => d.FactorCode == code))
            .Text("industry", "行业大类代码", (rows, code) => rows.Where(d => d.IndustryCode == code))
            .Dates("found", "发现日期", d => d.FoundOn)
            .Bulk(new("Register", "登记", "clipboard-check", DangersModule.Handle))
            .Bulk(new("Remind", "催办", "bell-ringing", DangersModule.Urge, "向所选隐患的用人单位发出催办通知，每处隐患每天最多一次。确定吗？"))
            .Bulk(new("Mine", "指派给我", "user-check", DangersModule.Handle))
            .OrderBy("next")
            .CountUpTo(CountTo);
    }

    static IQueryable<HiddenDanger> Due(IQueryable<HiddenDanger> rows, string value, DateOnly today)
    {
        if (value == "overdue") return rows.Where(d => d.IsOpen && d.NextOn < today);
        var until = today.AddDays(int.Parse(value, CultureInfo.InvariantCulture));
        return rows.Where(d => d.IsOpen && d.NextOn >= today && d.NextOn <= until);
    }
}

/// <summary>A line of the board: how many dangers stand in a state, and how near their days are.</summary>
public sealed record BoardLine(DangerState State, int All, int Major, int Overdue, int Week);

/// <summary>Counts for the board, in SQL inside the viewer's scope.</summary>
public sealed class DangerBoard(ZhijianDb db, Viewer viewer, TimeProvider clock)
{
    public const int Soon = 7;

    public async Task<IReadOnlyList<BoardLine>> LinesAsync(CancellationToken ct)
    {
        var (today, soon) = (Display.Today(clock), Display.Today(clock).AddDays(Soon));
        var found = await db.Set<HiddenDanger>().AsNoTracking().InScopeOf(viewer.Scope).Where(d => d.IsOpen).GroupBy(d => d.State)
            .Select(g => new BoardLine(g.Key, g.Count(), g.Sum(d => d.Grade == DangerGrade.Major ? 1 : 0), g.Sum(d => d.NextOn < today ? 1 : 0), g.Sum(d => d.NextOn >= today && d.NextOn <= soon ? 1 : 0))).ToListAsync(ct);
        return [.. Enum.GetValues<DangerState>().Where(s => s != DangerState.Closed).Select(s => found.Find(f => f.State == s) ?? new(s, 0, 0, 0, 0))];
    }
}
