using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Documents.Pages;

[Requires(PapersRoom.View)]
public sealed class DetailModel(ZhijianDb db, PaperDesk desk, IPdfConverter pdf) : PageModel
{
    public Paper Paper { get; private set; } = null!;
    public IPdfConverter Pdf => pdf;
    public string CodeForPeople => VerificationCode.TryParse(Paper.Code, out var code) ? code.ToString() : Paper.Code;

    [BindProperty] public string? Reason { get; set; }

    public async Task OnGetAsync(Guid id, CancellationToken ct) =>
        Paper = await db.Set<Paper>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();

    [Requires(PapersRoom.Void)]
    public async Task<IActionResult> OnPostVoidAsync(Guid id, [FromForm(Name = "__key")] string? key, CancellationToken ct)
    {
        try
        {
            await desk.VoidAsync(id, Reason, key, ct);
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(nameof(Reason), refusal.Message);
            await OnGetAsync(id, ct);
            return Page();
        }
        this.Flash("文书已作废，编号保留。");
        return RedirectToPage(new { id });
    }
}
