using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Registry.Feeds.Pages;

[Requires(FeedPermissions.Use)]
public sealed class SourceModel(ZhijianDb db, FeedDesk desk, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public SourceForm Input { get; set; } = new();
    public FeedSource Source { get; private set; } = null!;
    public IReadOnlyList<FeedMapping> Mappings { get; private set; } = [];
    public MappingSpec Spec { get; private set; } = null!;
    public bool MayManage => viewer.May(FeedPermissions.Manage);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        Input = SourceForm.Of(Source);
        return Page();
    }

    [Requires(FeedPermissions.Manage)]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!await this.TryAsync(() => desk.EditAsync(Id, Input.Version, Input.Draft, ct))) return Page();
        this.Flash("来源已保存。");
        return Redirect($"/registry/feeds/sources/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Set<FeedSource>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == Id, ct) is not { } found) return false;
        Source = found;
        Mappings = await db.Set<FeedMapping>().AsNoTracking().Where(m => m.SourceId == Id).OrderByDescending(m => m.Number).Take(20).ToListAsync(ct);
        Spec = MappingSpec.Read(Mappings[0].Spec);
        return true;
    }
}
