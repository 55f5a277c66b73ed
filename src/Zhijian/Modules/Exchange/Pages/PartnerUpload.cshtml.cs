using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Adapters;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Exchange.Pages;

/// <summary>A file of a partner whose system cannot send: read by the adapter of its counterpart.</summary>
[Requires(ExchangeModule.Manage)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit((AdapterIntake.MaxMegabytes + 1L) << 20)]
public sealed class PartnerUploadModel(ZhijianDb db, AdapterIntake intake, AdapterBook adapters, CatalogueBook book) : PageModel
{
    public Partner Row { get; private set; } = null!;
    [Display(Name = "表格种类")] public string? Adapter { get; private set; }
    [Display(Name = "文件")] public string? Upload => null;
    public IReadOnlyList<Option> Adapters => [.. adapters.All.Select(a => new Option(a.Code, $"{a.Title}（{book.Title(a.Resource)}）"))];
    public IReadOnlyList<FileAdapter> All => adapters.All;

    public async Task OnGetAsync(Guid id, string? adapter, CancellationToken ct)
    {
        Adapter = adapters.Find(adapter)?.Code;
        await LoadAsync(id, ct);
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        try
        {
            (FileReceipt Receipt, string Name)? sheet = null;
            var fields = await UploadForm.ReadAsync(HttpContext, async (name, content) => sheet ??= (await intake.ReceiveAsync(content, name, ct), name), ct);
            Adapter = fields.GetValueOrDefault(nameof(Adapter));
            var adapter = adapters.Find(Adapter) ?? throw new Refusal("请选择表格种类。", nameof(Adapter));
            if (sheet is not { } given) throw new Refusal("请选择要上传的文件。", nameof(Upload));
            if (Row.Disabled) throw new Refusal("这个共享对象已停用。");
            var answer = await intake.TakeAsync(Row, adapter, given.Receipt, given.Name, ct);
            this.Flash($"接收 {answer.Accepted} 条，重复 {answer.Repeated} 条，过时 {answer.Stale} 条，拒收 {answer.Rejected} 条。");
            return Redirect($"/exchange/partners/{id}#batches");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field is nameof(Adapter) ? nameof(Adapter) : nameof(Upload), refusal.Message);
            return Page();
        }
    }

    async Task LoadAsync(Guid id, CancellationToken ct) => Row = await db.Set<Partner>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
}
