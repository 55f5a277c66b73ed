using Microsoft.EntityFrameworkCore;
using Zhijian.Modules.Monitoring.Pages;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Monitoring.Plans;

/// <summary>Loads the plans that pages show: two queries, however many workplaces there are.</summary>
public sealed class FloorViews(FloorPlanAccess access, Viewer viewer)
{
    /// <summary>For each workplace its plans of the day with its points.</summary>
    public async Task<IReadOnlyDictionary<Guid, FloorView>> OfAsync(IReadOnlyDictionary<Guid, PointPlan> points, DateOnly day, CancellationToken ct)
    {
        Guid[] workplaces = [.. points.Keys];
        var plans = (await access.Plans().Where(p => EF.Parameter(workplaces).Contains(p.WorkplaceId) && p.WithdrawnAt == null).ToListAsync(ct)).ToLookup(p => p.WorkplaceId);
        Guid[] shown = [.. plans.SelectMany(p => FloorView.Valid(p, day)).Select(p => p.Id)];
        var marks = (await access.MarksAsync(shown, [.. points.Values.SelectMany(p => p.Rooms).SelectMany(r => r.Points).Select(p => p.Id)], ct)).ToLookup(m => m.PlanId);
        return points.ToDictionary(p => p.Key, p => FloorView.From(p.Key, p.Value, plans[p.Key], day, marks, viewer.May(MonitoringModule.Plan)));
    }

    public async Task<FloorView?> OfAsync(MonitoringReport report, PointPlan? points, CancellationToken ct) =>
        points is null || (report.SampledTo ?? report.SampledFrom) is not { } day ? null
            : (await OfAsync(new Dictionary<Guid, PointPlan> { [report.WorkplaceId] = points }, day, ct))[report.WorkplaceId];
}
