using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>One danger as officers see it: what is wrong, what the law demands, where it stands, what can be done now.</summary>
[Requires(DangersModule.View)]
public sealed class DetailModel(DangerViews views, DangerAccess access, DangerDesk desk, SupervisionDesk supervision, DangerOfficers officers, Viewer viewer, ApprovalDesk approvals) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public long SeenVersion { get; set; }

    public DangerView View { get; private set; } = null!;
    /// <summary>An order that waits for a head.</summary>
    public PaperRequest? Waiting { get; private set; }
    public IReadOnlyList<Option> Officers { get; private set; } = [];
    public bool IsCompetent => access.IsCompetent(View.Row);
    public bool MayUrge => viewer.May(DangersModule.Urge) && View.Row.State is DangerState.Ordered or DangerState.Rectifying or DangerState.Overdue or DangerState.CaseFiled;
    public bool MaySupervise => viewer.May(DangersModule.Supervise) && View.Row.IsOpen;

    /// <summary>The act can follow now, and the viewer may do it.</summary>
    public bool May(DangerActKind act) => viewer.May(DangersModule.Handle) && IsCompetent && DangerTransitions.From(View.Row.State).Contains(act)
        && act switch { DangerActKind.Close => View.Row.IsClosable, DangerActKind.Order or DangerActKind.ProposeCase => !View.Row.IsClosable, _ => true };

    public bool MayHandle => viewer.May(DangersModule.Handle) && IsCompetent && View.Row.IsOpen;
    public bool MayOrder => May(DangerActKind.Order) || May(DangerActKind.Register);
    public CaseGround Ground => View.Row.State == DangerState.Overdue ? CaseGround.Overdue : CaseGround.StillExceeding;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(DangersModule.Handle)]
    public Task<IActionResult> OnPostRegisterAsync(CancellationToken ct) => ActAsync(() => desk.RegisterAsync([Id], this.Key(), ct), "隐患已登记。", ct);

    [Requires(DangersModule.Handle)]
    public Task<IActionResult> OnPostExtendAsync(DateOnly? deadline, string? reason, CancellationToken ct) =>
        ActAsync(() => desk.ExtendAsync(Id, SeenVersion, deadline, reason, this.Key(), ct), "整改期限已延长，并已告知单位。", ct);

    [Requires(DangersModule.Handle)]
    public Task<IActionResult> OnPostRefuseExtensionAsync(string? reason, CancellationToken ct) =>
        ActAsync(() => desk.RefuseExtensionAsync(Id, SeenVersion, reason, this.Key(), ct), "已答复单位：不同意延期。", ct);

    [Requires(DangersModule.Handle)]
    public Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => ActAsync(() => desk.CloseAsync(Id, SeenVersion, this.Key(), ct), "隐患已销号。", ct);

    [Requires(DangersModule.Handle)]
    public Task<IActionResult> OnPostReopenAsync(string? reason, CancellationToken ct) => ActAsync(() => desk.ReopenAsync(Id, SeenVersion, reason, this.Key(), ct), "隐患已重新打开，历史保留。", ct);

    [Requires(DangersModule.Handle)]
    public Task<IActionResult> OnPostCaseAsync(string? evidence, CaseGround ground, CancellationToken ct) =>
        ActAsync(() => desk.ProposeCaseAsync(Id, SeenVersion, ground, evidence, this.Key(), ct), "已提请立案。", ct);

    [Requires(DangersModule.Handle)]
    public Task<IActionResult> OnPostAssignAsync(Guid? owner, CancellationToken ct) => ActAsync(() => supervision.AssignAsync([Id], owner, this.Key(), ct), "责任人已更新。", ct);

    [Requires(DangersModule.Handle)]
    public Task<IActionResult> OnPostRecuseAsync(Guid? officer, string? reason, CancellationToken ct) => ActAsync(() => officers.RecuseAsync(Id, officer, reason, this.Key(), ct), "回避已登记。", ct);

    [Requires(DangersModule.Urge)]
    public Task<IActionResult> OnPostRemindAsync(CancellationToken ct) => ActAsync(() => supervision.RemindAsync([Id], this.Key(), ct), "已催办（每天最多一次）。", ct);

    [Requires(DangersModule.Supervise)]
    public Task<IActionResult> OnPostListAsync(bool listed, string? reason, CancellationToken ct) =>
        ActAsync(() => supervision.ListAsync(Id, listed, reason, this.Key(), ct), listed ? "已挂牌督办。" : "已解除挂牌督办。", ct);

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
        return Redirect($"/dangers/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        View = await views.LoadAsync(Id, ct);
        if (MayOrder) Waiting = await approvals.WaitingAsync(DangerPapers.Order.Code, nameof(HiddenDanger), Id.ToString(), ct);
        Officers = [.. (await officers.OfAsync(View.Row.AuthorityCode, ct)).Select(o => new Option(o.Id.ToString(), o.Name))];
    }
}
