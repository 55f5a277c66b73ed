using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Declarations;

/// <summary>What is known of the hazards of a workplace besides its declaration: its file, and the newest report on it.</summary>
public sealed class KnownHazards(WorkplaceFacts facts, IEnumerable<IMeasurements> measurements)
{
    public async Task<MeasuredReport?> ReportAsync(Guid workplaceId, CancellationToken ct) => (await ReportsAsync([workplaceId], ct)).GetValueOrDefault(workplaceId);

    public async Task<IReadOnlyDictionary<Guid, MeasuredReport>> ReportsAsync(IReadOnlyCollection<Guid> workplaceIds, CancellationToken ct)
    {
        var found = new Dictionary<Guid, MeasuredReport>();
        foreach (var brought in measurements)
            foreach (var (id, report) in await brought.NewestAsync(workplaceIds, ct)) found[id] = report;
        return found;
    }

    public async Task<IReadOnlyList<KnownExposure>> OfAsync(Guid workplaceId, CancellationToken ct) =>
        [.. await facts.ExposuresAsync(workplaceId, ct), .. Of(await ReportAsync(workplaceId, ct))];

    /// <summary>Of many workplaces, with the reports that were read for them.</summary>
    public async Task<ILookup<Guid, KnownExposure>> OfAsync(IReadOnlyCollection<Guid> workplaceIds, Scope scope, IReadOnlyDictionary<Guid, MeasuredReport> reports, CancellationToken ct)
    {
        var held = await facts.ExposuresAsync(workplaceIds, scope, ct);
        return workplaceIds.SelectMany(id => held[id].Concat(Of(reports.GetValueOrDefault(id))).Select(k => (Id: id, Known: k))).ToLookup(x => x.Id, x => x.Known);
    }

    static IEnumerable<KnownExposure> Of(MeasuredReport? report) =>
        report is null ? [] : report.Factors.Select(f => new KnownExposure(f.Workshop, null, f.FactorCode, f.Persons, $"report:{report.Number}"));
}
