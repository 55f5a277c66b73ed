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

/// <summary>An act that is punished beside the first, as the form shows it.</summary>
/// <param name="Input">What is typed for it, at the same place of <see cref="CaseStepForm.Charges"/>.</param>
public sealed record OtherAct(Charge Charge, PenaltyAct Act, IReadOnlyList<Option> Tiers, ChargeSanction Input, FineProposal? Proposal);

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
    public IReadOnlyList<OtherAct> Others { get; private set; } = [];
    /// <summary>What may be added to the case: acts of the catalogue, and dangers of the party that are proposed for a case.</summary>
    public IReadOnlyList<Option> Acts { get; private set; } = [];
    public IReadOnlyList<Option> Dangers { get; private set; } = [];
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
        if (Kind == CaseActKind.Decide && View.File.Noticed is [var noticed, ..])
        {
            (Input.Fine, Input.Reason) = (noticed.Fine, noticed.Reason);
            Input.Charges = [.. View.File.Noticed.Skip(1).Select(s => new ChargeSanction { Key = s.ActKey, Fine = s.Fine, Reason = s.Reason })];
        }
        ShowOthers();
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
        foreach (var field in ModelState.Keys.Where(k => k.EndsWith(".Fine", StringComparison.Ordinal) || k == "Input.Yes").ToList()) ModelState.Remove(field);
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
        if (Kind == CaseActKind.AddCharge)
        {
            Acts = [.. book.Catalogue.On(View.Today).Select(a => new Option(a.Code, $"{a.Act}（{a.Article}）"))];
            Dangers = [.. (await views.CandidatesAsync(View.Row, ct)).Select(d => new Option(d.Id.ToString(), d.Finding))];
        }
        if (Kind is not (CaseActKind.ServeNotice or CaseActKind.Decide) || book.Catalogue.Applicable(View.Row.ActCode, View.Row.ActEndedOn ?? View.Today, View.Today) is null) return;
        Act = acts.ActOf(CaseActs.MainOf(View.Row), View.Today);
        Similar = await fairness.SimilarAsync(View.Row, Kind == CaseActKind.ServeNotice ? Input.Tier : View.Row.Tier, View.Today, ct);
        Circumstances = [.. book.Discretion.CircumstancesOn(View.Today)];
        Tiers = TiersOf(Act, Input);
        ShowOthers();
    }

    IReadOnlyList<Option> TiersOf(PenaltyAct act, SanctionForm form) =>
        [.. book.Discretion.TiersOf(act, act.Range(form.Gains ?? 0), View.Row.AuthorityCode, View.Today).Select(t => new Option(t.Level.ToString(), $"{t.Level.Text()}：{t.Range}", t.Circumstances))];

    /// <summary>One part of the form for each act beside the first, whatever was sent.</summary>
    void ShowOthers()
    {
        if (Kind is not (CaseActKind.ServeNotice or CaseActKind.Decide)) return;
        var charges = Kind == CaseActKind.Decide ? View.File.Charges.Where(c => View.File.Noticed.Skip(1).Any(s => s.ActKey == c.Key)) : View.File.Charges;
        var shown = charges.Where(c => book.Catalogue.Applicable(c.Code, c.EndedOn ?? View.Today, View.Today) is not null).Select(c => (Charge: c, Form: Input.Charges.Find(f => f.Key == c.Key) ?? new() { Key = c.Key })).ToList();
        Input.Charges = shown.ConvertAll(s => s.Form);
        Others = shown.ConvertAll(s =>
        {
            var act = acts.ActOf(s.Charge, View.Today);
            return new OtherAct(s.Charge, act, TiersOf(act, s.Form), s.Form, Kind == CaseActKind.ServeNotice ? Spoken(s.Form, s.Charge) : null);
        });
    }

    /// <summary>Null: what was sent is no choice; it is refused with the rest.</summary>
    FineProposal? Spoken(SanctionForm form, Charge charge)
    {
        try
        {
            return acts.Propose(form, charge, View.Row.AuthorityCode, View.Today);
        }
        catch (Refusal)
        {
            return null;
        }
    }

    void Propose(bool fill)
    {
        if (Act is null) return;
        Proposal = acts.Propose(Input, CaseActs.MainOf(View.Row), View.Row.AuthorityCode, View.Today);
        if (!fill) return;
        ShowOthers();
        Input.Fine = MayFine(Act, View.Row.OrderDeadline) ? Proposal?.Fine : null;
        foreach (var other in Others) other.Input.Fine = MayFine(other.Act, other.Charge.OrderDeadline) ? other.Proposal?.Fine : null;
        SanctionForm[] imposed = [Input, .. Input.Charges.Where(c => c.Included)];
        Input.Yes = imposed.Any(s => s.Severe) || imposed.Sum(s => s.Fine ?? 0) >= View.Law.Find("hearing-unit", View.Today)?.Count;
    }

    bool MayFine(PenaltyAct act, DateOnly? orderedUntil) => act.Mode != FineMode.OnOverdue || orderedUntil < View.Today;
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
