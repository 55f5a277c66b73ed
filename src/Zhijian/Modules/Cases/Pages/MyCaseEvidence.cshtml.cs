using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Cases.Pages;

/// <summary>What the party hands in with its statement.</summary>
[Requires(CasesModule.Own)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit(EvidenceModel.MostBytes)]
public sealed class MyCaseEvidenceModel(PartyCaseDesk desk) : PageModel
{
    public CaseRecord Row { get; private set; } = null!;
    [Display(Name = "照片、文件")] public string? Upload => null;

    public async Task OnGetAsync([FromRoute] Guid id, CancellationToken ct) => Row = (await desk.ReadAsync(id, ct)).Row;

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken ct)
    {
        Row = (await desk.ReadAsync(id, ct)).Row;
        try
        {
            List<(FileReceipt, string)> received = [];
            var fields = await UploadForm.ReadAsync(HttpContext, async (name, content) =>
            {
                if (received.Count == EvidenceModel.MostFiles) throw new Refusal($"一次最多上传 {EvidenceModel.MostFiles} 个文件。", "Upload");
                received.Add((await desk.ReceiveAsync(content, name, ct), name));
            }, ct);
            await desk.AddEvidenceAsync(id, received, fields.GetValueOrDefault("Note"), fields.GetValueOrDefault(SubmitTagHelper.KeyName) is { Length: > 0 and <= 64 } key ? key : null, ct);
            this.Flash($"已提交 {received.Count} 个文件。");
            return Redirect($"/my/cases/{id}");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "Upload", refusal.Message);
            return Page();
        }
    }
}
