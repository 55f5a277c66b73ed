using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Serving.Pages;

/// <summary>送达地址确认书 that came on paper, put on record by an officer with its scan.</summary>
[Requires(PapersRoom.Serve)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit(ServiceModel.MostBytes)]
public sealed class AddressModel(ZhijianDb db, ServingDesk serving, AddressDesk desk) : PageModel
{
    public Paper Paper { get; private set; } = null!;
    public AddressForm Input { get; set; } = new();
    [Display(Name = "确认书扫描件")] public string? Upload => null;

    public async Task OnGetAsync(Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        if (await serving.AddressOfAsync(Paper.AddresseeId, ct) is { } a) Input = new() { Recipient = a.Recipient, Phone = a.Phone, Address = a.Address, PostCode = a.PostCode, Electronic = a.Electronic };
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        (FileReceipt, string)? scan = null;
        try
        {
            var fields = await UploadForm.ReadAsync(HttpContext, async (name, content) => scan = (await serving.ReceiveAsync(content, name, ct), name), ct);
            await TryUpdateModelAsync(Input, "Input", new FormValueProvider(BindingSource.Form, new FormCollection(fields.ToDictionary(f => f.Key, f => new StringValues(f.Value))), System.Globalization.CultureInfo.InvariantCulture));
            if (!ModelState.IsValid || !await this.TryAsync(() => desk.ConfirmForAsync(id, Input, scan, fields.GetValueOrDefault(SubmitTagHelper.KeyName) is { Length: > 0 and <= 64 } key ? key : null, ct))) return Page();
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "Upload", refusal.Message);
            return Page();
        }
        this.Flash("送达地址已登记。");
        return Redirect($"/papers/{id}/service");
    }

    async Task LoadAsync(Guid id, CancellationToken ct) => Paper = await db.Set<Paper>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.AddresseeId != null, ct) ?? throw new NotFoundException();
}
