using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Pages;

/// <summary>One inspection: its plan, where it stands, what can be done now.</summary>
[Requires(InspectionsModule.View)]
[PreviewsPaper, AsksApproval]
public sealed class DetailModel(InspectionViews views, InspectionAccess access, TaskDesk tasks, VisitDesk visits, InspectionOfficers officers, InspectionBook book, Viewer viewer, ApprovalDesk approvals) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public long SeenVersion { get; set; }

    public InspectionView View { get; private set; } = null!;
    /// <summary>On-site measures that wait for a head.</summary>
    public PaperRequest? Waiting { get; private set; }
    /// <summary>Where the last draft was returned: as it was written.</summary>
    public MeasuresDraft? Returned { get; private set; }
    public IReadOnlyList<Option> Officers { get; private set; } = [];
    public DateOnly MeasuresLast => View.Today.AddMonths(book.Clock(InspectionBook.MeasuresClock, View.Today));
    public bool IsOnSite => View.Row.State == InspectionState.OnSite && MayAct(InspectionsModule.Visit);
    public bool MayAssign => View.Row.State is InspectionState.Planned or InspectionState.Approved && MayAct(InspectionsModule.Plan);
    /// <summary>Where orders and rechecks of the problems are made, one paper for all.</summary>
    public Guid? FirstDanger => View.Findings.FirstOrDefault(f => f.DangerId is not null && f.Removed != true)?.DangerId;

    bool MayAct(string permission) => viewer.May(permission) && access.IsCompetent(View.Row.AuthorityCode);

    /// <summary>The act can follow now, and the viewer may do it.</summary>
    public bool May(InspectionActKind act) => InspectionTransitions.From(View.Row.State).Contains(act) && act switch
    {
        InspectionActKind.Approve => MayAct(InspectionsModule.Approve) && View.Row.PlannerId != viewer.UserId,
        InspectionActKind.CallOff => MayAct(InspectionsModule.Plan),
        _ => MayAct(InspectionsModule.Visit),
    };

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(InspectionsModule.Approve)]
    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => ActAsync(() => tasks.ApproveAsync([Id], this.Key(), ct), "检查方案已批准。", ct);

    [Requires(InspectionsModule.Plan)]
    public Task<IActionResult> OnPostAssignAsync(Guid? first, Guid? second, string? reason, CancellationToken ct) => ActAsync(() => tasks.AssignAsync(Id, SeenVersion, first, second, reason, this.Key(), ct), "已指派执法人员。", ct);

    [Requires(InspectionsModule.Plan)]
    public Task<IActionResult> OnPostRecuseAsync(Guid? officer, string? reason, CancellationToken ct) => ActAsync(() => officers.RecuseAsync(Id, officer, reason, access, this.Key(), ct), "回避已登记。", ct);

    [Requires(InspectionsModule.Plan)]
    public Task<IActionResult> OnPostCallOffAsync(string? reason, CancellationToken ct) => ActAsync(() => tasks.CallOffAsync(Id, SeenVersion, reason, this.Key(), ct), "检查已取消。", ct);

    [Requires(InspectionsModule.Visit)]
    public Task<IActionResult> OnPostArriveAsync(Guid? first, Guid? second, bool shown, CancellationToken ct) => ActAsync(() => visits.ArriveAsync(Id, SeenVersion, first, second, shown, this.Key(), ct), "已到达现场，可以填写检查表。", ct);

    [Requires(InspectionsModule.Visit)]
    public Task<IActionResult> OnPostConcludeAsync(CancellationToken ct) => ActAsync(() => visits.ConcludeAsync(Id, SeenVersion, this.Key(), ct), "已认定未发现问题。", ct);

    [Requires(InspectionsModule.Visit)]
    public Task<IActionResult> OnPostMeasuresAsync(string? basis, string? decision, DateOnly? until, CancellationToken ct) => ActAsync(() => visits.MeasuresAsync(new(Id, basis, decision, until), SeenVersion, this.Key(), ct), "已出具现场处理措施决定书。", ct);

    [Requires(InspectionsModule.Visit)]
    public Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => ActAsync(() => visits.CloseAsync(Id, SeenVersion, this.Key(), ct), "检查已办结。", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (await this.TryAsync(act, ""))
        {
            this.Flash(done);
            return Redirect($"/inspections/{Id}");
        }
        return Page();
    }

    async Task LoadAsync(CancellationToken ct)
    {
        View = await views.LoadAsync(Id, ct);
        if (View.Row.MeasuresPaperId is null)
        {
            Waiting = await approvals.WaitingAsync(InspectionPapers.Measures.Code, nameof(InspectionTask), Id.ToString(), ct);
            Returned = await approvals.ReturnedDraftAsync<MeasuresDraft>(InspectionPapers.Measures.Code, nameof(InspectionTask), Id.ToString(), ct);
        }
        Officers = InspectionOfficers.Options(await officers.OfAsync(View.Row.AuthorityCode, ct));
    }
}
