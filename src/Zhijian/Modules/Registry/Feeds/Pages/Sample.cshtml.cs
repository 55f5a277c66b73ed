using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Registry.Feeds.Pages;

/// <summary>A sample of the partner's file, from which the mapping is proposed.</summary>
[Requires(FeedPermissions.Manage)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit(21 << 20)]
public sealed class SampleModel(ZhijianDb db, FileDesk files) : PageModel
{
    public const int MaxMegabytes = 20;
    internal static readonly FilePurpose Purpose = new("feed-sample", FilePolicy.Sheets with { MaxBytes = MaxMegabytes << 20 }, FeedPermissions.Manage, IsPersonal: true);

    public FeedSource Source { get; private set; } = null!;

    [Display(Name = "样表")]
    public string? Upload => null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        try
        {
            Guid? file = null;
            await UploadForm.ReadAsync(HttpContext, async (name, content) => file ??= await files.SaveAsync(content, name, Purpose, null, ct), ct);
            if (file is null) throw new Refusal("请选择样表。");
            return Redirect($"/registry/feeds/sources/{id}/mapping?sample={file}");
        }
        catch (Refusal refusal)
        {
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
