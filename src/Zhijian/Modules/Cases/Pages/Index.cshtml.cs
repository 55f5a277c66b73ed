using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Cases.Pages;

/// <summary>The cases in the viewer's scope, and the dangers that wait to become one.</summary>
[Requires(CasesModule.View)]
public sealed class IndexModel(ZhijianDb db, CaseList list, DivisionDirectory divisions, Viewer viewer, TimeProvider clock) : PageModel
{
    const int MostCandidates = 20;
    public ListPage<CaseRecord> List { get; private set; } = null!;
    public IReadOnlyList<HiddenDanger> Candidates { get; private set; } = [];
    public bool MoreCandidates { get; private set; }
    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }
    public bool MayHandle => viewer.May(CasesModule.Handle);

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(Rows(request), request, ct);
        List.EmptyText = Tab == "overdue" ? "没有超过期限的案件。" : "还没有案件。隐患提请立案后，可以在这里报请立案。";
        if (MayHandle && viewer.DivisionCode is { } own)
            Candidates = await db.Set<HiddenDanger>().AsNoTracking().Where(d => d.AuthorityCode == own && d.State == DangerState.CaseCandidate && !db.Set<CaseRecord>().Any(c => c.DangerId == d.Id && c.IsOpen))
                .OrderBy(d => d.NextOn).ThenBy(d => d.Id).Take(MostCandidates + 1).ToListAsync(ct);
        (MoreCandidates, Candidates) = (Candidates.Count > MostCandidates, [.. Candidates.Take(MostCandidates)]);
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, Rows(request), request, ct);
    }

    IQueryable<CaseRecord> Rows(ListRequest request)
    {
        var (rows, today) = (db.Set<CaseRecord>().AsNoTracking().InScopeOf(viewer.Scope), Display.Today(clock));
        if (request["authority"] is { } authority) rows = rows.Where(c => c.AuthorityCode == authority);
        if (Guid.TryParse(request["officer"], out var officer)) rows = rows.Where(c => c.FirstOfficerId == officer || c.SecondOfficerId == officer);
        if (Enum.TryParse<InspectionType>(request["type"], out var type)) rows = rows.Where(c => db.Set<InspectionFinding>().Any(f => f.DangerId == c.DangerId && db.Set<InspectionTask>().Any(t => t.Id == f.TaskId && t.Type == type)));
        if (Guid.TryParse(request["campaign"], out var campaign)) rows = rows.Where(c => db.Set<InspectionFinding>().Any(f => f.DangerId == c.DangerId && db.Set<InspectionTask>().Any(t => t.Id == f.TaskId && t.CampaignId == campaign)));
        return Tab switch
        {
            "overdue" => rows.Where(c => c.IsOpen && c.NextOn < today),
            "ended" => rows.Where(c => !c.IsOpen),
            "all" => rows,
            _ => rows.Where(c => c.IsOpen),
        };
    }
}
