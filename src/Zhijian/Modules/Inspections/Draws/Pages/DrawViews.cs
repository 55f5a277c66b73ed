using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Draws.Pages;

public sealed record WeightLine(int Weight, string Why, int Count);

/// <summary>A draw as its pages show it, to officers and to the public alike: the same facts.</summary>
public sealed record DrawView(RandomDraw Row, IReadOnlyList<WeightLine> Weights, IReadOnlyList<DrawMember> Drawn, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<Guid, (InspectionState State, int Findings)> Results, int Page, int Pages)
{
    public string Officers(DrawMember member) => $"{Names.GetValueOrDefault(member.FirstOfficer!)}、{Names.GetValueOrDefault(member.SecondOfficer!)}";

    /// <summary>一公开: what was found, once it was recorded.</summary>
    public string Result(DrawMember member) => !Results.TryGetValue(member.EmployerId, out var result) || result.State is InspectionState.Planned or InspectionState.Approved or InspectionState.OnSite ? "尚未检查"
        : result.State == InspectionState.CalledOff ? "已取消" : result.Findings == 0 ? "未发现问题" : $"发现问题 {result.Findings} 个，{result.State.Text()}";

    const int PageSize = 100;

    /// <param name="draws">With the scope of officers, or without one for the public.</param>
    public static async Task<DrawView> LoadAsync(ZhijianDb db, IQueryable<RandomDraw> draws, Guid id, int page, CancellationToken ct)
    {
        var row = await draws.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException();
        var weights = await db.Set<DrawMember>().AsNoTracking().Where(m => m.DrawId == id).GroupBy(m => new { m.Weight, m.Why }).Select(g => new WeightLine(g.Key.Weight, g.Key.Why, g.Count())).ToListAsync(ct);
        var pages = row.State == RandomDrawState.Frozen ? 0 : (row.Count + PageSize - 1) / PageSize;
        var at = Math.Clamp(page, 1, Math.Max(1, pages));
        var from = (at - 1) * PageSize;
        var drawn = pages == 0 ? [] : await db.Set<DrawMember>().AsNoTracking().Where(m => m.DrawId == id && m.Place > from).OrderBy(m => m.Place).Take(PageSize).ToListAsync(ct);
        var names = pages == 0 ? [] : (await db.Set<DrawPerson>().AsNoTracking().Where(p => p.DrawId == id).ToListAsync(ct)).ToDictionary(p => p.UserId.ToString("N"), p => p.Name);
        var employers = drawn.ConvertAll(m => m.EmployerId);
        var results = (await db.Set<InspectionTask>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(t => t.DrawId == id && employers.Contains(t.EmployerId)).Select(t => new { t.EmployerId, t.State, t.Findings }).ToListAsync(ct))
            .GroupBy(t => t.EmployerId).ToDictionary(g => g.Key, g => (g.First().State, g.First().Findings));
        return new(row, [.. weights.OrderByDescending(w => w.Weight).ThenBy(w => w.Why, StringComparer.Ordinal)], drawn, names, results, at, pages);
    }
}
