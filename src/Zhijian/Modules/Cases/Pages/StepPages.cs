using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Penalties;

namespace Zhijian.Modules.Cases.Pages;

/// <summary>The form of one step. Which page it stands on says who may do it; the desk asks again.</summary>
/// <param name="permission">Of the page; steps of another stand on another page.</param>
/// <param name="usual">Step of an address that names none.</param>
[PreviewsPaper]
public abstract class StepModel(string permission, CaseActKind usual, CaseViews views, CaseDesk desk, CaseAccess access, CaseActs acts, CaseBook book, CaseFairness fairness) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public CaseActKind Kind { get; set; }
    [BindProperty] public long SeenVersion { get; set; }
    [BindProperty] public CaseStepForm Input { get; set; } = new();

    public CaseView View { get; private set; } = null!;
    public CaseOption Option { get; private set; } = null!;
    public IReadOnlyList<CasePerson> Persons { get; private set; } = [];
    public IReadOnlyList<Option> Officers { get; private set; } = [];
    public IReadOnlyList<Circumstance> Circumstances { get; private set; } = [];
    public IReadOnlyList<Option> Tiers { get; private set; } = [];
    public IReadOnlyList<Option> Measures { get; private set; } = [];
    public PenaltyAct? Act { get; private set; }
    public FineProposal? Proposal { get; private set; }
    /// <summary>What similar cases got, beside the fine that is proposed or decided.</summary>
    public SimilarCases? Similar { get; private set; }
    public bool StandsOut => Input.Fine is { } fine && Similar?.City.IsOutlier(fine) == true;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new() { On = View.Today };
        if (View.File.Investigators is [var first, var second, ..]) (Input.First, Input.Second) = (Guid.Parse(first.Id), Guid.Parse(second.Id));
        if (Kind == CaseActKind.ServeNotice) Propose(fill: true);
        if (Kind == CaseActKind.Decide && View.File.Noticed is [var noticed, ..]) (Input.Fine, Input.Reason) = (noticed.Fine, noticed.Reason);
        if (Kind == CaseActKind.GrantInstalments) Input.Day = View.File.AskedUntil;
        if (Kind == CaseActKind.Pay) Input.Amount = View.Balance.Outstanding;
        SeenVersion = View.Row.Version;
        return Page();
    }

    /// <summary>The fine that tier and circumstances speak for, with its working; nothing is written.</summary>
    protected async Task<IActionResult> ProposeAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await this.TryAsync(() => { Propose(fill: true); return Task.CompletedTask; });
        ModelState.Remove("Input.Fine");
        ModelState.Remove("Input.Yes");
        return Page();
    }

    protected async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        CaseLine? line = null;
        if (!await this.TryAsync(async () => line = await desk.StepAsync(Id, Kind, Input, SeenVersion, this.Key(), ct)))
        {
            if (Kind == CaseActKind.ServeNotice && Act is not null) await this.TryAsync(() => { Propose(fill: false); return Task.CompletedTask; });
            return Page();
        }
        this.Flash(line!.PaperNumber is { } number ? $"{Kind.Text()}：已出具 {number}。" : $"{Kind.Text()}：已记录。");
        return Redirect($"/cases/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        if (Kind == CaseActKind.RequestFiling) Kind = usual;
        if (!Enum.IsDefined(Kind) || !CasePermissions.Of(Kind).Contains(permission)) throw new NotFoundException();
        View = await views.LoadAsync(Id, ct);
        Option = View.Options.FirstOrDefault(o => o.Kind == Kind) ?? throw new NotFoundException();
        Persons = await access.PersonsAsync(View.Row.AuthorityCode, View.Row.EmployerId, View.Today, ct);
        Officers = [.. Persons.Where(p => p.Certificate is not null).Select(p => new Option(p.Id, p.RecusalReason is null ? $"{p.Name}（{p.Certificate}）" : $"{p.Name}（应当回避）"))];
        if (Kind == CaseActKind.TakeMeasure) Measures = [.. book.MeasuresOn(View.Today).Select(m => new Option(m.Key, $"{m.Title}（{m.Article}{(m.Confidence is "low" or "recalled" ? "，条款凭记忆录入，待核对" : "")}）"))];
        if (Kind is not (CaseActKind.ServeNotice or CaseActKind.Decide) || book.Catalogue.Applicable(View.Row.ActCode, View.Row.ActEndedOn ?? View.Today, View.Today) is null) return;
        Act = acts.ActOf(View.Row, View.Today);
        Similar = await fairness.SimilarAsync(View.Row, Kind == CaseActKind.ServeNotice ? Input.Tier : View.Row.Tier, View.Today, ct);
        Circumstances = [.. book.Discretion.CircumstancesOn(View.Today)];
        Tiers = [.. book.Discretion.TiersOf(Act, Act.Range(Input.Gains ?? 0), View.Row.AuthorityCode, View.Today).Select(t => new Option(t.Level.ToString(), $"{t.Level.Text()}：{t.Range}", t.Circumstances))];
    }

    void Propose(bool fill)
    {
        if (Act is null) return;
        Proposal = acts.Propose(Input, View.Row, View.Today);
        if (!fill) return;
        var mayFine = Act.Mode != FineMode.OnOverdue || (View.Row.OrderDeadline is { } deadline && deadline < View.Today);
        Input.Fine = mayFine ? Proposal?.Fine : null;
        Input.Yes = Input.Severe || Input.Fine >= View.Law.Find("hearing-unit", View.Today)?.Count;
    }
}

/// <summary>Steps of the investigators, and those of the party as they put them on record.</summary>
[Requires(CasesModule.Handle)]
public sealed class StepPage(CaseViews views, CaseDesk desk, CaseAccess access, CaseActs acts, CaseBook book, CaseFairness fairness) : StepModel(CasesModule.Handle, CaseActKind.CollectEvidence, views, desk, access, acts, book, fairness)
{
    public Task<IActionResult> OnPostAsync(CancellationToken ct) => DoAsync(ct);

    public Task<IActionResult> OnPostProposeAsync(CancellationToken ct) => ProposeAsync(ct);
}

/// <summary>Steps that the head of the authority signs.</summary>
[Requires(CasesModule.Approve)]
public sealed class ApprovePage(CaseViews views, CaseDesk desk, CaseAccess access, CaseActs acts, CaseBook book, CaseFairness fairness) : StepModel(CasesModule.Approve, CaseActKind.File, views, desk, access, acts, book, fairness)
{
    public Task<IActionResult> OnPostAsync(CancellationToken ct) => DoAsync(ct);
}

/// <summary>法制审核.</summary>
[Requires(CasesModule.Review)]
public sealed class ReviewPage(CaseViews views, CaseDesk desk, CaseAccess access, CaseActs acts, CaseBook book, CaseFairness fairness) : StepModel(CasesModule.Review, CaseActKind.LegalReview, views, desk, access, acts, book, fairness)
{
    public Task<IActionResult> OnPostAsync(CancellationToken ct) => DoAsync(ct);
}

/// <summary>举行听证, by its host.</summary>
[Requires(CasesModule.Hearing)]
public sealed class HearingPage(CaseViews views, CaseDesk desk, CaseAccess access, CaseActs acts, CaseBook book, CaseFairness fairness) : StepModel(CasesModule.Hearing, CaseActKind.HoldHearing, views, desk, access, acts, book, fairness)
{
    public Task<IActionResult> OnPostAsync(CancellationToken ct) => DoAsync(ct);
}
