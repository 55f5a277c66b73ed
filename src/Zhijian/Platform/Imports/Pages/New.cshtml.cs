using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Platform.Imports.Pages;

/// <summary>Where a file is given. The body goes to the disk as it arrives, so the page reads the form itself.</summary>
[Requires(ImportsRoom.Use)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit((MaxMegabytes + 1) << 20)]
public sealed class NewModel(ImportDesk desk, ImportKinds kinds, IViewer viewer) : PageModel
{
    public const int MaxMegabytes = 256;

    public IImportKind Kind { get; private set; } = null!;
    public bool IsDuplicate { get; private set; }

    /// <summary>Names the field. Not an IFormFile: the binder would read the whole form to fill one.</summary>
    [Display(Name = "文件")]
    public string? Upload => null;

    public IActionResult OnGet(string? kind) => Choose(kind) ?? Page();

    public async Task<IActionResult> OnPostAsync([FromQuery] string? kind, CancellationToken ct)
    {
        if (Choose(kind) is { } refused) return refused;
        ReceivedSheet? sheet = null;
        try
        {
            var fields = await UploadForm.ReadAsync(HttpContext, async (name, content) => sheet ??= await desk.ReceiveAsync(Kind.Key, content, name, ct), ct);
            if (sheet is null) throw new Refusal("请选择要导入的文件。", nameof(Upload));
            var id = await desk.StartAsync(sheet, fields.GetValueOrDefault("Again") == "true", Key(fields), ct);
            return Redirect($"/imports/{id}");
        }
        catch (Refusal refusal)
        {
            IsDuplicate = refusal is DuplicateFileException;
            ModelState.AddModelError(refusal.Field ?? nameof(Upload), refusal.Message);
            return Page();
        }
    }

    IActionResult? Choose(string? key)
    {
        if (key is null && kinds.For(viewer) is [var only]) key = only.Key;
        if (key is null) return Redirect("/imports");
        if (kinds.All.SingleOrDefault(k => k.Key == key) is not { } kind) return NotFound();
        Kind = kind;
        if (!kind.NewPath.StartsWith("/imports/", StringComparison.Ordinal)) return Redirect(kind.NewPath);
        return viewer.May(kind.Permission) ? null : StatusCode(StatusCodes.Status403Forbidden);
    }

    static string? Key(IReadOnlyDictionary<string, string> fields) => fields.GetValueOrDefault(SubmitTagHelper.KeyName) is { Length: > 0 and <= 64 } key ? key : null;
}
