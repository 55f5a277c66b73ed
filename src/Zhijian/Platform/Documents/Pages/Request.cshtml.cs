using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Files;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Documents.Pages;

/// <summary>One paper that was sent for approval: the draft, the head's word, what became of it.</summary>
[Requires(PapersRoom.View)]
public sealed class RequestModel(ZhijianDb db, ApprovalDesk desk, NoticeBoard board, FileStore files, IPdfConverter pdf, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public long SeenVersion { get; set; }
    [BindProperty, Display(Name = "审批意见"), StringLength(PaperRequestTable.Opinion)] public string? Opinion { get; set; }

    public PaperRequest Row { get; private set; } = null!;
    public IReadOnlyList<string> Officers { get; private set; } = [];
    public bool MayDecide => desk.MayDecide(Row);
    public bool MayWithdraw => desk.MayWithdraw(Row);
    /// <summary>Returned to the viewer, who has neither written it anew nor left it.</summary>
    public bool IsReturnedToMe { get; private set; }
    /// <summary>Form where it is written anew.</summary>
    public string Again => Row.FormLink;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnGetDraftAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await using var stored = files.OpenRead(Row.DraftHash);
        using var docx = new MemoryStream();
        await stored.CopyToAsync(docx, ct);
        return await PreviewsPaperAttribute.ShownAsync(new(Row.Title, docx.ToArray()), pdf, Response, ct);
    }

    [Requires(PapersRoom.Approve)]
    public async Task<IActionResult> OnPostApproveAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var number = "";
        if (!await this.TryAsync(async () => number = await desk.ApproveAsync(Id, SeenVersion, Opinion, this.Key(), ct), "")) return Page();
        this.Flash($"已批准，出具{Row.Title} {number}。");
        return Redirect($"/papers/requests/{Id}");
    }

    [Requires(PapersRoom.Approve)]
    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => ActAsync(() => desk.ReturnAsync(Id, SeenVersion, Opinion, this.Key(), ct), "已退回送审人。", ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => ActAsync(() => desk.WithdrawAsync(Id, this.Key(), ct), "已撤回。", ct);

    public Task<IActionResult> OnPostLeaveAsync(CancellationToken ct) => ActAsync(() => desk.LeaveAsync(Id, this.Key(), ct), "已放弃，待办已办结。", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.TryAsync(act, "")) return Page();
        this.Flash(done);
        return Redirect($"/papers/requests/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        Row = await db.Set<PaperRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == Id, ct) ?? throw new NotFoundException();
        Guid?[] officers = [Row.FirstOfficerId, Row.SecondOfficerId];
        Officers = await db.Users.AsNoTracking().Where(u => officers.Contains(u.Id)).OrderBy(u => u.FullName).Select(u => u.FullName).ToListAsync(ct);
        IsReturnedToMe = Row.State == RequestState.Returned && Row.RequesterId == viewer.UserId && await board.IsOpenAsync(ApprovalDesk.ReturnedKind, ApprovalDesk.Returned(Row.Form, (Row.SubjectKind, Row.SubjectId)), ct);
    }
}
