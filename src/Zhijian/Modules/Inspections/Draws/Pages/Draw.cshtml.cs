using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Inspections.Draws.Pages;

[Requires(InspectionsModule.View)]
public sealed class DrawModel(ZhijianDb db, DrawDesk desk, InspectionAccess access, Viewer viewer, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public DrawView View { get; private set; } = null!;
    public DateOnly Today => Display.Today(clock);
    public bool MayDraw => viewer.May(InspectionsModule.Plan) && access.IsCompetent(View.Row.DivisionCode);

    public async Task OnGetAsync([FromQuery] int? page, CancellationToken ct) => View = await DrawView.LoadAsync(db, db.Set<RandomDraw>(), Id, page ?? 1, ct);

    [Requires(InspectionsModule.Plan)]
    public async Task<IActionResult> OnPostDrawAsync(string? number, CancellationToken ct)
    {
        View = await DrawView.LoadAsync(db, db.Set<RandomDraw>(), Id, 1, ct);
        var drawn = 0;
        if (!await this.TryAsync(async () => drawn = await desk.DrawAsync(Id, number, this.Key(), ct), "")) return Page();
        this.Flash($"已抽取 {drawn} 家，结果已公示，检查任务待批准。");
        return Redirect($"/inspections/draws/{Id}");
    }
}
