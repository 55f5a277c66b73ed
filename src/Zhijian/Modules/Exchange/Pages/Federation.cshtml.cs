using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.Federation;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Exchange.Pages;

/// <summary>Installations below, how far they are collected, and what they come to together.</summary>
[Requires(ExchangeModule.View)]
public sealed class FederationModel(ZhijianDb db, FederationDesk desk, CatalogueBook book, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public sealed class Form
    {
        [Display(Name = "名称"), StringLength(PartnerTables.Name)] public string? Name { get; set; }
        [Display(Name = "行政区划")] public string? DivisionCode { get; set; }
        [Display(Name = "地址"), StringLength(200)] public string? Address { get; set; }
        [Display(Name = "接入标识"), StringLength(PartnerTables.Name)] public string? ClientId { get; set; }
        [Display(Name = "接入密钥"), DataType(DataType.Password)] public string? ClientSecret { get; set; }
    }

    Dictionary<(Guid, string), int> counts = [];
    [BindProperty] public Form Input { get; set; } = new();
    public IReadOnlyList<FederatedSource> Sources { get; private set; } = [];
    public IReadOnlyList<string> Chosen { get; private set; } = ["employers", "dangers", "penalties"];
    public IReadOnlyList<string> Resources { get; } = [.. SharedResources.All.Select(r => r.Code)];
    public bool MayManage => viewer.May(ExchangeModule.Manage);
    public string Title(string resource) => book.Title(resource);
    public string Place(FederatedSource source) => divisions.Name(source.DivisionCode);
    public int Count(FederatedSource source, string resource) => counts.GetValueOrDefault((source.Id, resource));
    public int Total(string resource) => Sources.Sum(s => Count(s, resource));

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(ExchangeModule.Manage)]
    public async Task<IActionResult> OnPostAsync(List<string> resources, CancellationToken ct)
    {
        Chosen = resources;
        if (await this.TryAsync(() => desk.AddAsync(new(Input.Name, Input.DivisionCode, Input.Address, Input.ClientId, Input.ClientSecret, resources), this.Key(), ct), "Input", "Resources"))
        {
            this.Flash("已登记，五分钟内开始汇集。");
            return Redirect("/exchange/federation");
        }
        await LoadAsync(ct);
        return Page();
    }

    [Requires(ExchangeModule.Manage)]
    public Task<IActionResult> OnPostStopAsync(Guid source, CancellationToken ct) => SetAsync(source, true, ct);

    [Requires(ExchangeModule.Manage)]
    public Task<IActionResult> OnPostStartAsync(Guid source, CancellationToken ct) => SetAsync(source, false, ct);

    async Task<IActionResult> SetAsync(Guid source, bool disabled, CancellationToken ct)
    {
        await desk.SetDisabledAsync(source, disabled, ct);
        this.Flash(disabled ? "已停用。" : "已启用。");
        return Redirect("/exchange/federation");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Sources = await db.Set<FederatedSource>().AsNoTracking().OrderBy(s => s.Name).Take(200).ToListAsync(ct);
        counts = await db.Set<FederatedRecord>().GroupBy(r => new { r.SourceId, r.Resource }).Select(g => new { g.Key.SourceId, g.Key.Resource, Count = g.Count() }).ToDictionaryAsync(g => (g.SourceId, g.Resource), g => g.Count, ct);
    }
}
