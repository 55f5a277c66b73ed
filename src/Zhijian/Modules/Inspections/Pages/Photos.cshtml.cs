using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Inspections.Pages;

/// <summary>Photos from the spot, several at once, each judged by its content.</summary>
[Requires(InspectionsModule.Visit)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit(MostBytes)]
public sealed class PhotosModel(InspectionViews views, VisitDesk desk) : PageModel
{
    public const int MostFiles = 10, MostMegabytes = 20;
    const long MostBytes = (MostFiles * MostMegabytes + 1L) << 20;

    public InspectionView View { get; private set; } = null!;
    public string? Item { get; private set; }
    [Display(Name = "照片")] public string? Upload => null;

    public async Task OnGetAsync([FromRoute] Guid id, [FromQuery] string? item, CancellationToken ct) => (View, Item) = (await views.LoadAsync(id, ct), item);

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
            Item = fields.GetValueOrDefault("Item");
            await desk.AddPhotosAsync(id, received, Item, fields.GetValueOrDefault("Note"), fields.GetValueOrDefault(SubmitTagHelper.KeyName) is { Length: > 0 and <= 64 } key ? key : null, ct);
            this.Flash($"已上传 {received.Count} 张照片。");
            return Redirect($"/inspections/{id}/visit");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "Upload", refusal.Message);
            return Page();
        }
    }
}
