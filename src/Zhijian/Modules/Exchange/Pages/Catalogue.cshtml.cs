using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Exchange.Pages;

[Requires(ExchangeModule.View)]
public sealed class CatalogueModel(CatalogueBook book, ZhijianDb db, TimeProvider clock) : PageModel
{
    public sealed record Item(string Title, string Key, string Type, string About);

    public IReadOnlyList<CatalogueEntry> Entries => book.All;
    /// <summary>Partners that get a resource today.</summary>
    public IReadOnlyDictionary<string, int> Held { get; private set; } = new Dictionary<string, int>();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        Held = await db.Set<Subscription>().Where(s => s.State == SubscriptionState.Approved && s.Until >= today).GroupBy(s => s.Resource).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    public IReadOnlyList<Item> Items(CatalogueEntry entry) => entry.Out
        ? [.. SharedResources.Find(entry.Code)!.Fields.Select(f => new Item(f.Title, f.Key, f.Type, f.IsPersonal ? "个人信息，默认脱敏" : ""))]
        : [.. InSchemas.All[entry.Code].Fields.Select(f => new Item(f.Title, f.Key, f.Type switch { InType.Day => "日期", InType.Whole => "整数", InType.Text => "文字", _ => "代码" }, string.Join("；", About(f))))];

    static IEnumerable<string> About(InField field)
    {
        if (field.Required) yield return "必填";
        if (field.Codes is { } codes) yield return string.Join("、", codes);
        if (field.Personal) yield return "个人信息，加密保存、脱敏显示";
    }
}
