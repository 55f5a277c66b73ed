using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Credit.Pages;

[Requires(CreditModule.View)]
public sealed class GoodFaithModel(ZhijianDb db, CreditLists lists, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public ListPage<GoodFaithEntry> List { get; private set; } = null!;
    public bool MayHandle => viewer.May(CreditModule.Handle);

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await lists.GoodFaith.LoadAsync(Rows(), request, ct);
        List.EmptyText = "还没有守信名单。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(lists.GoodFaith, Rows(), request, ct);
    }

    IQueryable<GoodFaithEntry> Rows() => db.Set<GoodFaithEntry>().AsNoTracking().InScopeOf(viewer.Scope);
}

[Requires(CreditModule.Handle)]
public sealed class GoodFaithNewModel(GoodFaithDesk desk) : PageModel
{
    [BindProperty] public Form Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.ProposeAsync(Input.EmployerId, Input.Reason, this.Key(), ct))) return Page();
        this.Flash("已提出，等待审批。");
        return Redirect($"/credit/good-faith/{id}");
    }

    public sealed class Form
    {
        [Display(Name = "用人单位")] public Guid? EmployerId { get; set; }
        [Display(Name = "守信事实"), StringLength(CreditTables.Clause)] public string? Reason { get; set; }
    }
}

[Requires(CreditModule.View)]
public sealed class GoodFaithDetailModel(ZhijianDb db, GoodFaithDesk desk, Viewer viewer, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public GoodFaithEntry Entry { get; private set; } = null!;
    public IReadOnlyList<string> Obstacles { get; private set; } = [];
    public bool MayDecide => Entry.State == GoodFaithState.Proposed && Entry.ProposerId != viewer.UserId && MayApprove;
    public bool MayEnd => Entry.State == GoodFaithState.Approved && MayApprove;
    bool MayApprove => viewer.May(CreditModule.Approve) && desk.IsCompetent(Entry);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(CreditModule.Approve)]
    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => DoAsync(() => desk.ApproveAsync(Id, this.Key(), ct), "已列入守信名单。", ct);

    [Requires(CreditModule.Approve)]
    public Task<IActionResult> OnPostRefuseAsync(string? reason, CancellationToken ct) => DoAsync(() => desk.RefuseAsync(Id, reason, this.Key(), ct), "未批准。", ct);

    [Requires(CreditModule.Approve)]
    public Task<IActionResult> OnPostEndAsync(string? reason, CancellationToken ct) => DoAsync(() => desk.EndAsync(Id, reason, this.Key(), ct), "已移出守信名单。", ct);

    async Task<IActionResult> DoAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.TryAsync(act, "")) return Page();
        this.Flash(done);
        return Redirect($"/credit/good-faith/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        Entry = await db.Set<GoodFaithEntry>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == Id, ct) ?? throw new NotFoundException();
        if (Entry.State is not (GoodFaithState.Proposed or GoodFaithState.Approved)) return;
        var employer = await db.Set<Employer>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleAsync(e => e.Id == Entry.EmployerId, ct);
        Obstacles = await desk.ObstaclesAsync(employer, Display.Today(clock), ct);
    }
}
