using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Exchange.Pages;

[Requires(ExchangeModule.Manage)]
public sealed class SubscribeModel(ZhijianDb db, PartnerDesk desk, CatalogueBook book) : PageModel
{
    public sealed class Form
    {
        public List<string> Fields { get; set; } = [];
        public List<string> Whole { get; set; } = [];
        [Display(Name = "用途"), StringLength(PartnerTables.Purpose)] public string? Purpose { get; set; }
        [Display(Name = "依据"), StringLength(PartnerTables.Basis)] public string? Basis { get; set; }
        [Display(Name = "期限至")] public DateOnly? Until { get; set; }
    }

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public string? Resource { get; set; }
    [BindProperty] public Form Input { get; set; } = new();
    public Partner Row { get; private set; } = null!;
    public IReadOnlyList<CatalogueEntry> Open => [.. book.All.Where(e => e.Out)];
    public IReadOnlyList<SharedField> Fields => SharedResources.Find(Resource)?.Fields ?? [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Fields = [.. Fields.Where(f => !f.IsPersonal).Select(f => f.Key)];
    }

    public async Task<IActionResult> OnPostAsync(List<string> fields, List<string> whole, CancellationToken ct)
    {
        await LoadAsync(ct);
        (Input.Fields, Input.Whole) = (fields, whole);
        if (!await this.TryAsync(() => desk.ApplyAsync(Id, new(Resource, Input.Purpose, Input.Basis, fields, whole, Input.Until), this.Key(), ct))) return Page();
        this.Flash("已提交，由另一人审批。");
        return Redirect($"/exchange/partners/{Id}");
    }

    async Task LoadAsync(CancellationToken ct) => Row = await db.Set<Partner>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id, ct) ?? throw new NotFoundException();
}
