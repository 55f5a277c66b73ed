using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Cases.Pages;

/// <summary>证据材料, several files at once, each judged by its content.</summary>
[Requires(CasesModule.Handle)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit(MostBytes)]
public sealed class EvidenceModel(CaseViews views, CaseDesk desk) : PageModel
{
    public const int MostFiles = 10, MostMegabytes = 20;
    public const long MostBytes = (MostFiles * MostMegabytes + 1L) << 20;

    public CaseView View { get; private set; } = null!;
    [Display(Name = "照片、文件")] public string? Upload => null;

    public async Task OnGetAsync([FromRoute] Guid id, CancellationToken ct) => View = await views.LoadAsync(id, ct);

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken ct)
    {
        View = await views.LoadAsync(id, ct);
        try
        {
            List<(FileReceipt, string)> received = [];
            var fields = await UploadForm.ReadAsync(HttpContext, async (name, content) =>
            {
                if (received.Count == MostFiles) throw new Refusal($"一次最多上传 {MostFiles} 个文件。", "Upload");
                received.Add((await desk.ReceiveAsync(content, name, ct), name));
            }, ct);
            await desk.AddEvidenceAsync(id, received, fields.GetValueOrDefault("Note"), fields.GetValueOrDefault(SubmitTagHelper.KeyName) is { Length: > 0 and <= 64 } key ? key : null, ct);
            this.Flash($"已上传 {received.Count} 个文件。");
            return Redirect($"/cases/{id}");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "Upload", refusal.Message);
            return Page();
        }
    }
}
