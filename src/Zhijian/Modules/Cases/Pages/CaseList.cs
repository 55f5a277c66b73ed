using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Penalties;

namespace Zhijian.Modules.Cases.Pages;

/// <summary>The list of cases as officers use it: the nearest day first.</summary>
public sealed class CaseList
{
    public ListDefinition<CaseRecord> Definition { get; }

    public CaseList(DivisionDirectory divisions, CaseBook book, TimeProvider clock)
    {
        DateOnly Today() => Display.Today(clock);
        Definition = new ListDefinition<CaseRecord>("cases", "行政处罚案件")
            .Key(c => c.Id)
            .Column("number", "案号", c => c.Number, c => c.NoWrap().Link(x => $"/cases/{x.Id}").Say(x => x.Number ?? "待立案"))
            .Column("party", "当事人", c => c.PartyName, c => c.Wide().Link(x => $"/registry/{x.EmployerId}"))
            .Column("cause", "案由", c => c.Cause, c => c.Wide())
            .Computed("state", "状态", c => c.State.Text(), c => c.Cell(x => CaseLook.Badge(x.State)))
            .Column("next", "期限", c => c.NextOn, c => c.Sortable().NoWrap().Cell(x => x is { IsOpen: true, NextOn: { } due } ? Badges.Deadline(due, due.DayNumber - Today().DayNumber) : Markup.Text(Display.Nothing)))
            .Computed("step", "期限事项", c => c.IsOpen ? c.NextKind?.Text() : null, c => c.NoWrap())
            .Column("officers", "办案人员", c => c.Officers, c => c.Wide())
            .Column("fine", "现行罚款（元）", c => c.Fine, c => c.AlignEnd().Say(x => x.DecidedOn is null ? null : Display.Number(x.Fine)))
            .Computed("outcome", "决定的现状", c => c.Outcome(), c => c.NoWrap())
            .Column("decidedfine", "原决定罚款（元）", c => c.DecidedFine, c => c.AlignEnd().Say(x => x.DecidedOn is null ? null : Display.Number(x.DecidedFine)))
            .Column("paid", "已缴（元）", c => c.Paid, c => c.AlignEnd().Say(x => x.DecidedOn is null ? null : Display.Number(x.Paid)))
            .Computed("county", "所在区县", c => divisions.Name(c.CountyCode), c => c.NoWrap())
            .Column("filed", "立案日期", c => c.FiledOn, c => c.Sortable().NoWrap())
            .Column("decided", "决定日期", c => c.DecidedOn, c => c.Sortable().Hidden().NoWrap())
            .Column("decision", "决定书", c => c.DecisionNumber, c => c.Hidden().NoWrap())
            .Column("published", "公开日期", c => c.PublishedOn, c => c.Hidden().NoWrap())
            .Column("late", "超期环节", c => c.LateSteps, c => c.Hidden().AlignEnd())
            .Search("当事人、案号、决定书", (rows, q) => rows.Where(c => c.PartyName.Contains(q) || c.Number == q || c.DecisionNumber == q))
            .Select("state", "状态", [.. Enum.GetValues<CaseState>().Where(s => s != CaseState.Clue).Select(s => new Option(s.ToString(), s.Text()))], (rows, value) => Enum.TryParse<CaseState>(value, out var state) ? rows.Where(c => c.State == state) : rows)
            .Select("due", "期限", [new("overdue", "已超过"), new("7", "7 天内")], (rows, value) => Due(rows, value, Today()))
            .Select("act", "案由", [.. book.Catalogue.On(Today()).Select(a => new Option(a.Code, Texts.Cut(a.Act, 40)))], (rows, value) => rows.Where(c => c.ActCode == value))
            .Select("remedy", "复议、诉讼", [new("pending", "正在进行"), new("changed", "决定已变更、撤销")], (rows, value) => value == "pending" ? rows.Where(c => c.RemedyPending) : rows.Where(c => c.Annulled || c.Fine != c.DecidedFine))
            .Dates("decided", "决定日期", c => c.DecidedOn)
            .Pick("county", "所在区县", "own-division", (rows, code) => divisions.Find(code) is { } place ? rows.Under(place.Path) : rows.Where(_ => false))
            .Dates("filed", "立案日期", c => c.FiledOn)
            .OrderBy("next");
    }

    static IQueryable<CaseRecord> Due(IQueryable<CaseRecord> rows, string value, DateOnly today)
    {
        var soon = today.AddDays(7);
        return value == "overdue" ? rows.Where(c => c.IsOpen && c.NextOn < today) : rows.Where(c => c.IsOpen && c.NextOn >= today && c.NextOn <= soon);
    }
}

/// <summary>How states look, and what a case's page shows.</summary>
public static class CaseLook
{
    public static Microsoft.AspNetCore.Html.IHtmlContent Badge(CaseState state) => Badges.Status(state.Text(), state switch
    {
        CaseState.Closed or CaseState.Archived => Tone.Success,
        CaseState.FilingRequested or CaseState.HearingRequested => Tone.Warning,
        CaseState.CourtEnforcement => Tone.Danger,
        CaseState.NotFiled or CaseState.NoPenalty or CaseState.Terminated or CaseState.Transferred => Tone.Neutral,
        _ => Tone.Info,
    });

    /// <summary>Where one stands, for the row of steps.</summary>
    public static readonly IReadOnlyList<string> Steps = ["立案", "调查", "告知", "听证", "审核", "决定", "送达", "执行", "结案"];

    public static int Step(PenaltyCase file) => file.State switch
    {
        CaseState.Clue or CaseState.FilingRequested or CaseState.NotFiled => 1,
        CaseState.Filed or CaseState.ReportDone => file.ReportOn is null ? 2 : 3,
        CaseState.NoticeIssued => 3,
        CaseState.HearingRequested or CaseState.HearingNotified => 4,
        CaseState.NoticeServed or CaseState.HearingHeld => file.LegalReviewOn is null ? 5 : 6,
        CaseState.Decided => 7,
        CaseState.Served or CaseState.CourtEnforcement => 8,
        CaseState.Closed or CaseState.Archived => 10,
        _ => 9,
    };
}

/// <summary>A case as its pages show it.</summary>
public sealed record CaseView(CaseFolder Folder, CaseLaw Law, DateOnly Today, string Place, string Authority, IReadOnlyList<CaseEvidence> Evidence, bool IsCompetent)
{
    public CaseRecord Row => Folder.Row;
    public PenaltyCase File => Folder.File;
    public IReadOnlyList<CaseDue> Dues { get; } = [.. CaseDues.Of(Folder.File, Law).OrderBy(d => d.On)];
    public IReadOnlyList<CaseOption> Options { get; } = [.. CaseOptions.Next(Folder.File, Law, Today).Where(o => o.Kind is not (CaseActKind.RequestFiling or CaseActKind.DecideOnSpot))];
    public CaseBalance Balance { get; } = CaseMoney.On(Folder.File, Law, Today);

    public IReadOnlyList<TimelineItem> History => [.. Folder.Lines.Reverse().Select(l => new TimelineItem(Display.Date(l.On), l.Kind.Text(), Detail(l), l.By, Tone: l.LateSince is not null ? Tone.Danger : l.Kind is CaseActKind.Close or CaseActKind.Pay ? Tone.Success : Tone.Info))];

    string? Detail(CaseLine line) => string.Join("　", new[] { line.Note, line.PaperNumber, line.LateSince is { } late ? $"超过期限 {late:yyyy-MM-dd}" : null, CaseArticles.Article(line.Kind, Law, line.On) }.Where(t => !string.IsNullOrEmpty(t)));

    /// <summary>Page of the form of a step.</summary>
    public string Link(CaseActKind kind) => Folder.PaperToServe(kind) is { } paper ? $"/papers/{paper}/service" : $"/cases/{Row.Id}/{CasePermissions.Of(kind)[0] switch { CasesModule.Approve => "approve", CasesModule.Review => "review", CasesModule.Hearing => "hearing", _ => "step" }}?kind={kind}";
}

/// <summary>Gathers what the pages of a case show.</summary>
public sealed class CaseViews(ZhijianDb db, CaseAccess access, CaseBook book, DivisionDirectory divisions, TimeProvider clock)
{
    /// <summary>Dangers of the party that are proposed for a case and may be dealt with in this one.</summary>
    public Task<List<HiddenDanger>> CandidatesAsync(CaseRecord row, CancellationToken ct)
    {
        var (employer, authority, own) = (row.EmployerId, row.AuthorityCode, row.DangerId);
        return db.Set<HiddenDanger>().AsNoTracking().Where(d => d.EmployerId == employer && d.AuthorityCode == authority && d.State == DangerState.CaseCandidate && d.Id != own).OrderBy(d => d.FoundOn).ThenBy(d => d.Id).Take(DangerAccess.MostAtOnce).ToListAsync(ct);
    }

    public async Task<CaseView> LoadAsync(Guid id, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var folder = await access.ReadAsync(id, ct);
        return new(folder, await book.LawAsync(ct), Display.Today(clock), divisions.Name(folder.Row.DivisionCode), divisions.Name(folder.Row.AuthorityCode),
            await db.Set<CaseEvidence>().AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(ct), access.IsCompetent(folder.Row));
    }
}
