using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Reference.Pages;

/// <summary>One version: what it says of itself, what differs from the one before, and the decision on it.</summary>
[Public]
public sealed class VersionModel(ReferenceQueries queries, ReferenceDesk desk, IViewer viewer) : PageModel
{
    public VersionLine Version { get; private set; } = null!;
    public VersionLine? Before { get; private set; }
    public DifferencePage? Difference { get; private set; }
    public IReadOnlyList<EditLine> Edits { get; private set; } = [];
    public string? Typed { get; private set; }

    bool IsMine => viewer.UserId is { } id && Version.ProposerId == id;
    public bool MayEdit => IsMine && Version.Status == VersionStatus.Draft && viewer.May(ReferenceDesk.MayPropose);
    public bool MayDecide => !IsMine && Version.Status == VersionStatus.Proposed && viewer.May(ReferenceDesk.MayApprove);
    public bool MayWithdraw => IsMine && Version.Status is VersionStatus.Draft or VersionStatus.Proposed && IsMine;
    public bool IsOwnProposal => IsMine && Version.Status == VersionStatus.Proposed;

    public async Task<IActionResult> OnGetAsync(Guid id, string? p, CancellationToken ct) => await ShowAsync(id, p, ct) ? Page() : NotFound();

    [Requires(ReferenceDesk.MayApprove)]
    public Task<IActionResult> OnPostApproveAsync(Guid id, string? reason, [FromForm(Name = "__key")] string? key, CancellationToken ct) =>
        DoAsync(id, reason, "已批准，按生效日期执行。", () => desk.ApproveAsync(id, reason, key, ct), ct);

    [Requires(ReferenceDesk.MayApprove)]
    public Task<IActionResult> OnPostRejectAsync(Guid id, string? reason, [FromForm(Name = "__key")] string? key, CancellationToken ct) =>
        DoAsync(id, reason, "已退回。", () => desk.RejectAsync(id, reason, key is null ? null : key + "r", ct), ct);

    [Requires(ReferenceDesk.MayPropose)]
    public Task<IActionResult> OnPostWithdrawAsync(Guid id, string? reason, CancellationToken ct) =>
        DoAsync(id, reason, "已撤回。", () => desk.WithdrawAsync(id, reason, null, ct), ct);

    async Task<IActionResult> DoAsync(Guid id, string? reason, string done, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
            this.Flash(done);
            return RedirectToPage(new { id });
        }
        catch (Refusal e)
        {
            Typed = reason;
            ModelState.AddModelError(e.Field ?? "reason", e.Message);
            return await ShowAsync(id, null, ct) ? Page() : NotFound();
        }
        catch (NotFoundException) { return NotFound(); }
    }

    async Task<bool> ShowAsync(Guid id, string? p, CancellationToken ct)
    {
        try
        {
            Version = await queries.VersionAsync(id, ct);
            Edits = queries.SeesProposals ? await queries.EditsAsync(id, ct) : [];
            if (Version.BasedOnId is not { } based) return true;
            Before = await queries.VersionAsync(based, ct);
            var number = int.TryParse(p, out var n) && n > 0 ? Math.Min(n, 10_000) : 1;
            Difference = new(await queries.CompareAsync(Before, Version, true, ct), number, to => $"?p={to}");
            return true;
        }
        catch (NotFoundException) { return false; }
    }
}
