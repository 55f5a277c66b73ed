using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>Side by side: this version, the last, the register, the trade; odd values on top; then what may be done.</summary>
[Requires(DeclarationsModule.View)]
public sealed class DetailModel(
    ZhijianDb db, DeclarationAccess access, ReviewDesk desk, DeclarationReview review, DeclarationBook book, FactorCatalogue catalogue, WorkplaceFacts facts, KnownHazards hazards,
    TradeHazards trades, DivisionDirectory divisions, Viewer viewer, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    /// <summary>Another version of the chain to compare with; the one before by default.</summary>
    [BindProperty(SupportsGet = true)] public Guid? With { get; set; }
    [BindProperty] public long SeenVersion { get; set; }

    public HazardDeclaration Declaration { get; private set; } = null!;
    public HazardDeclaration? Other { get; private set; }
    public FiledForm Filed { get; private set; } = null!;
    public DeclarationComparison Comparison { get; private set; } = null!;
    public IReadOnlyList<ReviewFlag> Flags { get; private set; } = [];
    public IReadOnlyList<CheckFinding> Warnings { get; private set; } = [];
    public IReadOnlyList<ReturnReason> Reasons { get; private set; } = [];
    public IReadOnlyList<HazardDeclaration> Versions { get; private set; } = [];
    public IReadOnlyList<DeclarationOffence> Offences { get; private set; } = [];
    public string Authority => divisions.Name(Declaration.AuthorityCode);
    public DateOnly Today => Display.Today(clock);
    public IReadOnlyList<Option> Breaches => [.. book.Breaches.Where(b => b.From <= Today && (b.To is null || Today <= b.To)).Select(b => new Option(b.Code, $"{b.Code} {b.Act}"))];
    public IEnumerable<FormField> ReturnFields => Filed.Edition.Fields.Where(f => f.Source != FieldSource.Computed && (!f.Key.Contains('.') || f.Key == "Workshops.Name") && FormFields.IsShown(f, Declaration.Kind, false, Filed.Form));
    public bool IsCompetent => access.ActorOf(Declaration) == DeclarationActor.Competent;

    public bool May(DeclarationAct act, string permission = DeclarationsModule.Review) =>
        viewer.May(permission) && access.Judge(Declaration, act).IsAllowed;
    /// <summary>Could be approved, but by another person.</summary>
    public bool IsOwnEntry => viewer.May(DeclarationsModule.Review) && access.IsOwnEntry(Declaration) && Declaration.State == DeclarationState.Submitted;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(DeclarationsModule.Review)]
    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => ActAsync(() => desk.ApproveAsync(Id, SeenVersion, this.Key(), ct), "已审核通过，等待单位交纸质申报表。", ct);

    [Requires(DeclarationsModule.Review)]
    public Task<IActionResult> OnPostReturnAsync(Dictionary<string, string?>? reasons, CancellationToken ct) =>
        ActAsync(() => desk.ReturnAsync(Id, SeenVersion, [.. (reasons ?? []).Where(r => r.Value is not null).Select(r => new ReturnReason(r.Key == "all" ? "" : r.Key, r.Value!))], this.Key(), ct), "已退回单位补正。", ct);

    [Requires(DeclarationsModule.Review)]
    public Task<IActionResult> OnPostPaperAsync(DateOnly? receivedOn, CancellationToken ct) =>
        ActAsync(() => desk.ReceivePaperAsync(Id, SeenVersion, receivedOn ?? throw new Refusal("请填写收到日期。", "PaperReceivedOn"), this.Key(), ct), "已登记收到纸质申报表。", ct);

    [Requires(DeclarationsModule.Review)]
    public Task<IActionResult> OnPostReceiptAsync(CancellationToken ct) => ActAsync(() => desk.IssueReceiptAsync(Id, SeenVersion, this.Key(), ct), "回执已出具，申报生效。", ct);

    [Requires(DeclarationsModule.Review)]
    public Task<IActionResult> OnPostCancelAsync(CancellationToken ct) => ActAsync(() => desk.ConfirmCancellationAsync(Id, SeenVersion, this.Key(), ct), "申报已注销。", ct);

    [Requires(DeclarationsModule.Verify)]
    public Task<IActionResult> OnPostVerifyAsync(string? reason, CancellationToken ct) => ActAsync(() => desk.StartVerificationAsync(Id, SeenVersion, reason, this.Key(), ct), "已开始抽查核实。", ct);

    [Requires(DeclarationsModule.Verify)]
    public Task<IActionResult> OnPostTrueAsync(string? result, CancellationToken ct) => ActAsync(() => desk.ConfirmTrueAsync(Id, SeenVersion, result, this.Key(), ct), "已记录：申报属实。", ct);

    [Requires(DeclarationsModule.Verify)]
    public Task<IActionResult> OnPostFalseAsync(string? breach, string? evidence, CancellationToken ct) =>
        ActAsync(() => desk.FindFalseAsync(Id, SeenVersion, breach, evidence, this.Key(), ct), "已认定申报不实，并列为疑似隐患。", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        try
        {
            await act();
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Message);
            return Page();
        }
        catch (DbUpdateConcurrencyException e)
        {
            await LoadAsync(ct);
            Response.StatusCode = StatusCodes.Status409Conflict;
            ModelState.AddModelError("", Faults.Of(e).Message);
            return Page();
        }
        this.Flash(done);
        return Redirect($"/declarations/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Declaration = await access.ReadAsync(Id, ct);
        var edition = book.Edition(Declaration.Edition);
        var factorOf = await catalogue.LoadAsync(ct);
        var form = await access.FormAsync(Declaration, ct);
        Filed = new(edition, Declaration.Kind, form, FormSums.Of(form, c => factorOf(c)?.Class), code => code is null ? null : factorOf(code));
        Versions = await db.Set<HazardDeclaration>().AsNoTracking().Where(d => d.WorkplaceId == Declaration.WorkplaceId).OrderByDescending(d => d.Number).Take(50).ToListAsync(ct);
        Other = Versions.FirstOrDefault(v => v.Id == (With ?? Declaration.PreviousId) && v.Id != Id);
        Comparison = DeclarationComparison.Of(edition, Declaration.Kind, form, Other is null ? null : await access.FormAsync(Other, ct),
            await facts.FindAsync(Declaration.WorkplaceId, ct), await hazards.OfAsync(Declaration.WorkplaceId, ct), trades.Usual(form.IndustryCode ?? Declaration.IndustryCode, factorOf), factorOf);
        Flags = DeclarationMachine.IsOpen(Declaration.State) && Declaration.State != DeclarationState.Draft ? await review.FlagsAsync(Declaration, form, ct) : [];
        Warnings = [.. FormCheck.Of(form, edition, Declaration.Kind, Today, factorOf).Where(f => f.Severity == CheckSeverity.Warning)];
        Reasons = ReviewDesk.ReasonsOf(Declaration);
        Offences = await db.Set<DeclarationOffence>().AsNoTracking().Where(o => o.DeclarationId == Id).OrderByDescending(o => o.FoundOn).ToListAsync(ct);
    }
}
