using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Registry.Feeds.Pages;

/// <summary>Whose word counts when sources differ, group by group.</summary>
[Requires(FeedPermissions.Use)]
public sealed class TrustModel(ZhijianDb db, FeedDesk desk, Viewer viewer) : PageModel
{
    static readonly Dictionary<string, string> Others = new() { ["declaration"] = "申报", ["census"] = "普查", ["inspection"] = "监督检查", ["user"] = "人工登记", ["import"] = "批量导入" };

    [BindProperty] public Dictionary<Guid, int> Ranks { get; set; } = [];
    [BindProperty] public string? Reason { get; set; }
    public IReadOnlyList<FeedTrust> Trusts { get; private set; } = [];
    public IReadOnlyDictionary<string, string> Titles { get; private set; } = new Dictionary<string, string>();
    public bool MayManage => viewer.May(FeedPermissions.Manage);
    public string TitleOf(string key) => Titles.GetValueOrDefault(key) ?? Others.GetValueOrDefault(key, key);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(FeedPermissions.Manage)]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.TryAsync(() => desk.RankAsync(Ranks, PageActs.Reason(Reason), ct), ""))
        {
            await LoadAsync(ct);
            return Page();
        }
        this.Flash("采信次序已保存，以后的批次按此更新。");
        return Redirect("/registry/feeds/trust");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        Trusts = await db.Set<FeedTrust>().AsNoTracking().OrderBy(t => t.Rank).ThenBy(t => t.SourceKey).ToListAsync(ct);
        Titles = await db.Set<FeedSource>().AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Title, ct);
    }
}
