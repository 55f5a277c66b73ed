using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>Photos and papers, by officers on the spot.</summary>
[Requires(DangersModule.Handle)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit(EvidenceUpload.MostBytes)]
public sealed class EvidenceModel(DangerViews views, EmployerDangerDesk desk) : PageModel
{
    public DangerView View { get; private set; } = null!;
    [Display(Name = "照片、文件")] public string? Upload => null;

    public async Task OnGetAsync([FromRoute] Guid id, CancellationToken ct) => View = await views.LoadAsync(id, ct);

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken ct)
    {
        View = await views.LoadAsync(id, ct);
        return await EvidenceUpload.TakeAsync(this, desk, id, $"/dangers/{id}", ct);
    }
}

/// <summary>The same for the employer.</summary>
[Requires(DangersModule.Own)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit(EvidenceUpload.MostBytes)]
public sealed class MyEvidenceModel(DangerViews views, EmployerDangerDesk desk) : PageModel
{
    public DangerView View { get; private set; } = null!;
    [Display(Name = "照片、文件")] public string? Upload => null;

    public async Task OnGetAsync([FromRoute] Guid id, CancellationToken ct) => View = await views.LoadAsync(id, ct);

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken ct)
    {
        View = await views.LoadAsync(id, ct);
        return await EvidenceUpload.TakeAsync(this, desk, id, $"/my/dangers/{id}", ct);
    }
}

/// <summary>Reads the form as it arrives; several files at once, each judged by its content.</summary>
static class EvidenceUpload
{
    public const int MostFiles = 10, MostMegabytes = 20;
    public const long MostBytes = (MostFiles * MostMegabytes + 1L) << 20;

    public static async Task<IActionResult> TakeAsync(PageModel page, EmployerDangerDesk desk, Guid id, string back, CancellationToken ct)
    {
        try
        {
            List<(FileReceipt, string)> received = [];
            var fields = await UploadForm.ReadAsync(page.HttpContext, async (name, content) =>
            {
                if (received.Count == MostFiles) throw new Refusal($"一次最多上传 {MostFiles} 个文件。", "Upload");
                received.Add((await desk.ReceiveAsync(content, name, ct), name));
            }, ct);
            await desk.AddEvidenceAsync(id, received, fields.GetValueOrDefault("Note"), fields.GetValueOrDefault(SubmitTagHelper.KeyName) is { Length: > 0 and <= 64 } key ? key : null, ct);
            page.Flash($"已上传 {received.Count} 个文件。");
            return new RedirectResult(back);
        }
        catch (Refusal refusal)
        {
            page.ModelState.AddModelError(refusal.Field ?? "Upload", refusal.Message);
            return page.Page();
        }
    }
}
