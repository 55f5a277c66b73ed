using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Jobs.Pages;

[SignedIn]
public sealed class JobModel(ZhijianDb db, JobDesk desk) : PageModel
{
    public JobRun Run { get; private set; } = null!;
    public Progress Progress { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, CancellationToken ct)
    {
        Run = await db.Set<JobRun>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, ct) ?? throw new NotFoundException();
        Progress = Run.Draw($"/jobs/{id}?handler=Progress");
    }

    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken ct)
    {
        await OnGetAsync(id, ct);
        // The page around shows the result: let it load anew when the work is over.
        if (Run.IsOver) Response.Headers["HX-Refresh"] = "true";
        return this.Piece(Progress.Draw());
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await desk.CancelAsync(id, ct);
            this.Flash("已请求取消。");
        }
        catch (Refusal refusal)
        {
            this.Flash(refusal.Message, Tone.Warning);
        }
        return RedirectToPage(new { id });
    }
}
