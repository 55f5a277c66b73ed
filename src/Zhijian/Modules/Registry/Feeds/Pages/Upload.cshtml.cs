using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Registry.Feeds.Pages;

/// <summary>Where a partner's file is given; it is checked first and written when somebody says so.</summary>
[Requires(FeedPermissions.Use)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit((MaxMegabytes + 1) << 20)]
public sealed class UploadModel(ZhijianDb db, FeedDesk desk, ImportDesk imports) : PageModel
{
    public const int MaxMegabytes = 256;

    public FeedSource Source { get; private set; } = null!;
    public bool IsDuplicate { get; private set; }

    /// <summary>Names the field. Not an IFormFile: the binder would read the whole form to fill one.</summary>
    [Display(Name = "文件")]
    public string? Upload => null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        ReceivedSheet? sheet = null;
        try
        {
            var fields = await UploadForm.ReadAsync(HttpContext, async (name, content) => sheet ??= await imports.ReceiveAsync(FeedFileKind.TypeKey, content, name, ct), ct);
            if (sheet is null) throw new Refusal("请选择要上传的文件。", nameof(Upload));
            var key = fields.GetValueOrDefault(SubmitTagHelper.KeyName) is { Length: > 0 and <= 64 } k ? k : null;
            return Redirect($"/registry/feeds/batches/{await desk.StartAsync(id, sheet, fields.GetValueOrDefault("Again") == "true", key, ct)}");
        }
        catch (Refusal refusal)
        {
            IsDuplicate = refusal is DuplicateFileException;
            ModelState.AddModelError(nameof(Upload), refusal.Message);
            return Page();
        }
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<FeedSource>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } found) return false;
        Source = found;
        return true;
    }
}
