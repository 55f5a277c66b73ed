using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Exposure.Cycles;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring;

/// <summary>
/// Next test and evaluation of a workplace, by the class of its employer and the law of the day: opened when a declaration says that
/// there are hazards, settled and opened anew by every report of a qualified institution.
/// </summary>
public sealed class MonitoringDues(ZhijianDb db, Viewer viewer, IntakeBook book, ReferenceDirectory reference) : IHandleNow<DeclarationTookEffect>
{
    public const string Prefix = "monitoring.";

    static readonly (CycleDuty Duty, ReportKind Kind, string Key, string Name)[] Kinds =
    [
        (CycleDuty.PeriodicTest, ReportKind.Periodic, Prefix + "test", "定期检测"),
        (CycleDuty.StatusEvaluation, ReportKind.StatusEvaluation, Prefix + "status-evaluation", "现状评价"),
        (CycleDuty.ControlEffectEvaluation, ReportKind.ControlEffect, Prefix + "control-effect", "控制效果评价"),
    ];

    public static IEnumerable<DueKind> DueKinds => Kinds.Select(k => new DueKind(k.Key, k.Name));

    public async Task HandleAsync(DeclarationTookEffect happened, Change change, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        await OpenAsync(change, [happened.WorkplaceId], ChinaTime.DateOf(change.At), ct);
    }

    /// <summary>An evaluation includes a test of the factors.</summary>
    static IEnumerable<string> Fulfilled(ReportKind kind) => Kinds.Where(k => k.Kind == kind || (k.Duty == CycleDuty.PeriodicTest && kind.IsEvaluation())).Select(k => k.Key);

    /// <summary>A report that comes in after a newer one settles nothing.</summary>
    public async Task SettleAsync(Change change, IReadOnlyList<MonitoringReport> reports, DateOnly today, CancellationToken ct)
    {
        var counting = reports.Where(r => r is { Qualified: true, InForce: true } && Fulfilled(r.Kind).Any()).ToList();
        if (counting.Count == 0) return;
        Guid[] workplaces = [.. counting.Select(r => r.WorkplaceId).Distinct()];
        var last = await LastAsync(workplaces, ct);
        foreach (var report in counting.OrderBy(r => r.SampledTo))
            foreach (var key in Fulfilled(report.Kind).Where(key => report.SampledTo >= last[report.WorkplaceId].Where(l => Fulfilled(l.Kind).Contains(key)).Max(l => l.On)))
                change.Raise(new DueSettled(report.EmployerId, report.WorkplaceId, key, report.SampledTo!.Value, Texts.Cut($"报告{report.Number}", 120)));
        await OpenAsync(change, workplaces, today, ct);
    }

    sealed record LastReport(Guid WorkplaceId, ReportKind Kind, DateOnly? On);

    /// <summary>The newest report of each kind that counts.</summary>
    async Task<ILookup<Guid, LastReport>> LastAsync(Guid[] workplaces, CancellationToken ct) =>
        (await db.Set<MonitoringReport>().AsNoTracking().Where(r => EF.Parameter(workplaces).Contains(r.WorkplaceId) && r.InForce && r.Qualified)
            .GroupBy(r => new { r.WorkplaceId, r.Kind }).Select(g => new { g.Key.WorkplaceId, g.Key.Kind, On = g.Max(r => r.SampledTo) }).ToListAsync(ct))
            .Select(r => new LastReport(r.WorkplaceId, r.Kind, r.On)).ToLookup(r => r.WorkplaceId);

    /// <summary>What is due next at these workplaces; the newest report of each kind counts, whenever it was filed.</summary>
    async Task OpenAsync(Change change, Guid[] workplaces, DateOnly today, CancellationToken ct)
    {
        var places = await (from place in db.Set<Workplace>().AsNoTracking()
                            join employer in db.Set<Employer>() on place.EmployerId equals employer.Id
                            where EF.Parameter(workplaces).Contains(place.Id)
                            select new { place.Id, place.EmployerId, employer.RiskClass, employer.IndustryCode }).ToListAsync(ct);
        var last = await LastAsync(workplaces, ct);
        var factors = (await db.Set<Exposure>().AsNoTracking().Where(e => EF.Parameter(workplaces).Contains(e.WorkplaceId)).Select(e => new { e.WorkplaceId, e.FactorCode }).Distinct().ToListAsync(ct)).ToLookup(e => e.WorkplaceId, e => e.FactorCode);
        foreach (var place in places)
        {
            DateOnly? Last(params ReportKind[] kinds) => last[place.Id].Where(r => kinds.Contains(r.Kind)).Max(r => r.On);
            var cycles = new CycleFacts
            {
                Class = place.RiskClass ?? await book.RiskOfAsync(place.IndustryCode, today, ct), HighlyToxic = await IsHighlyToxicAsync(factors[place.Id], ct),
                LastTest = Last(ReportKind.Periodic, ReportKind.StatusEvaluation, ReportKind.ControlEffect), LastStatusEvaluation = Last(ReportKind.StatusEvaluation), LastControlEffectEvaluation = Last(ReportKind.ControlEffect),
            };
            foreach (var due in Rules.Exposure.Cycles.Dues.Of(cycles, today).Dues)
            {
                var kind = Kinds.Single(k => k.Duty == due.Duty);
                change.Raise(new DueArose(place.EmployerId, place.Id, kind.Key, due.Duty.Text(), Texts.Cut(due.Article, 120), Last(kind.Kind) ?? today, due.On, Texts.Cut(due.Working, 300), "/monitoring"));
            }
        }
    }

    async Task<bool> IsHighlyToxicAsync(IEnumerable<string> codes, CancellationToken ct)
    {
        foreach (var code in codes)
            if ((await reference.FactorAsync(code, ct))?.HighlyToxic == true) return true;
        return false;
    }
}
