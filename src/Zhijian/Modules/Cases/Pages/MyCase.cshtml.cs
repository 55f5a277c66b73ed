using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Penalties;

namespace Zhijian.Modules.Cases.Pages;

/// <param name="Until">Last day; null: no term.</param>
public sealed record PartyRight(string What, DateOnly? Until, string Article);

/// <summary>One case as its party sees it: what it is charged with, what it may do, until when; nothing of the authority's deliberation.</summary>
[Requires(CasesModule.Own)]
public sealed class MyCaseModel(ZhijianDb db, PartyCaseDesk desk, CaseBook book, DivisionDirectory divisions, TimeProvider clock) : PageModel
{
    public static readonly IReadOnlyList<string> Steps = ["告知", "陈述申辩、听证", "决定", "缴款", "结案"];

    /// <summary>Lines that the party knows of anyway; opinions and deliberation stay in the file.</summary>
    static readonly HashSet<CaseActKind> Known =
    [
        CaseActKind.Deliver, CaseActKind.Defend, CaseActKind.WaiveDefence, CaseActKind.RequestHearing, CaseActKind.WithdrawHearing, CaseActKind.HoldHearing, CaseActKind.ServeDecision, CaseActKind.Pay, CaseActKind.AskInstalments, CaseActKind.GrantInstalments,
        CaseActKind.SeekReview, CaseActKind.SeekCourt, CaseActKind.EndRemedy, CaseActKind.ApplyToCourt, CaseActKind.Close, CaseActKind.Publish, CaseActKind.WithdrawPublication, CaseActKind.Transfer, CaseActKind.Terminate, CaseActKind.DecideNoPenalty,
    ];

    CaseLaw law = null!;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public CaseFolder Folder { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public string Authority { get; private set; } = "";
    public IReadOnlyList<Paper> Papers { get; private set; } = [];
    public IReadOnlyList<CaseEvidence> Evidence { get; private set; } = [];
    public IReadOnlyList<CaseActKind> Open { get; private set; } = [];
    public IReadOnlyList<PartyRight> Rights { get; private set; } = [];
    public CaseBalance Balance { get; private set; } = null!;
    public string? Text { get; private set; }
    public DateOnly? Until { get; private set; }

    public bool May(CaseActKind kind) => Open.Contains(kind);
    public string Facts => StepPapers.Facts(Folder);
    public IReadOnlyList<Sanction> Sanctions => Folder.File.DecidedOn is null ? Folder.File.Noticed : Folder.File.Sanctions;

    public string Says => Folder.Row.State switch
    {
        CaseState.NoticeServed when Folder.File.DefendedOn is not null => "本单位的陈述申辩已经收到，监管机关复核后作出决定。",
        CaseState.NoticeServed => "监管机关拟对本单位作出行政处罚。对事实、理由、依据和处罚内容有意见的，请在期限内陈述申辩；符合条件的可以申请听证。",
        CaseState.HearingRequested => "已申请听证，监管机关将在举行听证的七个工作日前书面通知时间和地点。",
        CaseState.HearingNotified => Folder.File.HearingNoticeOn is null ? "已申请听证，听证会通知书即将送达。" : $"听证会定于 {Display.Text(Folder.File.HearingOn)} 举行，主持人{Folder.File.Host?.Name}。无正当理由不出席的，视为放弃听证权利。",
        CaseState.HearingHeld => "听证已经举行，监管机关根据听证笔录作出决定。",
        CaseState.Decided => "处罚决定已经作出，决定书即将送达。",
        CaseState.Served when Folder.File.RemedySince is not null => "复议、诉讼正在进行。",
        CaseState.Served when Balance.Outstanding > 0 => "请在期限内缴纳罚款；逾期不缴纳的，每日加处罚款。不服决定的，可以申请行政复议或者提起行政诉讼。",
        CaseState.Served => "处罚决定已经履行。",
        CaseState.CourtEnforcement => "监管机关已申请人民法院强制执行。",
        CaseState.Filed or CaseState.ReportDone or CaseState.NoticeIssued => "案件补充调查后，监管机关将重新告知。",
        _ => "案件已经办结。",
    };

    public static int Step(PenaltyCase file) => file.State switch
    {
        CaseState.NoticeServed or CaseState.HearingRequested or CaseState.HearingNotified or CaseState.HearingHeld => 2,
        CaseState.Decided => 3,
        CaseState.Served or CaseState.CourtEnforcement => 4,
        >= CaseState.NotFiled => 6,
        _ => 1,
    };

    public IReadOnlyList<TimelineItem> History => [.. Folder.Lines.Where(l => Known.Contains(l.Kind) || l is { Kind: CaseActKind.ServeNotice, To: CaseState.NoticeServed }).Reverse().Select(l => new TimelineItem(Display.Date(l.On), l.Kind.Text(), Note(l), l.PaperNumber, Tone: l.Kind is CaseActKind.Pay or CaseActKind.Close ? Tone.Success : Tone.Info))];

    /// <summary>What the chairman of a hearing thinks of it is for the file.</summary>
    static string? Note(CaseLine line) => line.Kind == CaseActKind.HoldHearing ? null : line.Note;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostStepAsync(CaseActKind kind, string? text, DateOnly? until, long? seen, CancellationToken ct)
    {
        await LoadAsync(ct);
        (Text, Until) = (text, until);
        if (!ModelState.IsValid) return Page();
        if (!await this.TryAsync(() => desk.StepAsync(Id, kind, text, until, seen, this.Key(), ct), "")) return Page();
        this.Flash($"{kind.Text()}：已提交。");
        return Redirect($"/my/cases/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        Folder = await desk.ReadAsync(Id, ct);
        await divisions.LoadAsync(db, ct);
        (Today, law, Authority) = (Display.Today(clock), await book.LawAsync(ct), divisions.Name(Folder.Row.AuthorityCode));
        Balance = CaseMoney.On(Folder.File, law, Today);
        Papers = await desk.PapersAsync(Id, ct);
        Evidence = await db.Set<CaseEvidence>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(e => e.CaseId == Id && e.ByParty).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(ct);
        Open = [.. CaseOptions.Next(Folder.File, law, Today).Where(o => o.Allowed && PartyCaseDesk.Steps.Contains(o.Kind)).Select(o => o.Kind)];
        Rights = [.. RightsOf(Folder.File)];
    }

    IEnumerable<PartyRight> RightsOf(PenaltyCase file)
    {
        foreach (var due in CaseDues.Of(file, law).Where(d => d is { IsWindow: true, Actor: CaseActor.Party } && d.On >= Today)) yield return new(due.Kind.Text(), due.On, due.Article);
        if (file.ServedOn is not { } served || file.Annulled || file.RemedySince is not null || file.CourtEndedOn is not null) yield break;
        if (file.ReviewEndedOn is { } ended)
        {
            if (law.End("litigation-after-review", ended) is var last && last >= Today) yield return new("不服复议决定，提起行政诉讼", last, law.Article("litigation-after-review", ended));
            yield break;
        }
        if (law.End("review", served) is var review && review >= Today) yield return new("申请行政复议", review, law.Article("review", served));
        if (law.End("litigation", served) is var court && court >= Today) yield return new("提起行政诉讼", court, law.Article("litigation", served));
    }
}
