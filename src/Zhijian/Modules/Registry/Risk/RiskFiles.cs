using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>A workplace as its risk is judged.</summary>
/// <param name="Persons">Exposed, each once; null while not known.</param>
public sealed record RiskPlace(Guid Id, string Name, bool IsMain, int? Persons, int? Grade, IReadOnlyList<string> Factors, IReadOnlyList<ExposureFinding> Findings)
{
    public IReadOnlyCollection<KnownFactor> Known => [.. Factors.Select(f => new KnownFactor(f, ExposureOf(f)))];

    /// <summary>A finding on something that nobody is exposed to any more does not count.</summary>
    FactorExposure ExposureOf(string factor) => Findings.FirstOrDefault(f => f.FactorCode == factor) is not { } found ? FactorExposure.Unknown
        : found.Exceeds ? FactorExposure.Exceeds : FactorExposure.Complies;
}

/// <summary>All that the risk of an employer depends on, and what is kept of it now.</summary>
public sealed record RiskFile(Guid Id, string IndustryCode, int? Exposed, decimal? SelfCheckPercent, EvaluatedClass? Evaluated, RiskColumns Kept, IReadOnlyList<RiskPlace> Places)
{
    /// <summary>As declared, else the sum of the workplaces when each is known.</summary>
    public int? Persons => Exposed ?? (Places.Count > 0 && Places.All(p => p.Persons is not null) ? Places.Sum(p => p.Persons) : null);

    public RiskFacts Facts => new(IndustryCode, Persons,
        [.. Places.SelectMany(p => p.Known).GroupBy(k => k.Code).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new KnownFactor(g.Key, Worst(g.Select(k => k.Exposure))))], SelfCheckPercent, Evaluated);

    public RiskFacts FactsOf(RiskPlace place) => new(IndustryCode, place.Persons, place.Known, null);

    static FactorExposure Worst(IEnumerable<FactorExposure> exposures)
    {
        var all = exposures.ToList();
        return all.Contains(FactorExposure.Exceeds) ? FactorExposure.Exceeds : all.Contains(FactorExposure.Unknown) ? FactorExposure.Unknown : FactorExposure.Complies;
    }
}

/// <summary>Reads the facts of many employers at once: six queries, however many. Sees all workplaces, so whoever asks acts as the platform.</summary>
static class RiskFiles
{
    public static async Task<IReadOnlyList<RiskFile>> LoadAsync(ZhijianDb db, IReadOnlyCollection<Guid> employers, CancellationToken ct)
    {
        Guid[] ids = [.. employers];
        var heads = await db.Set<Employer>().AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.Id)).OrderBy(e => e.Id).Select(e => new
        {
            e.Id, e.IndustryCode, e.ExposedWorkers, e.SelfCheckPercent, Kept = new RiskColumns(e.RiskClass, e.RiskCatalogueYear, e.RiskGrade, e.ComprehensiveClass, e.RiskScheme),
        }).ToListAsync(ct);
        var places = (await db.Set<Workplace>().AsNoTracking().Where(w => EF.Parameter(ids).Contains(w.EmployerId)).OrderByDescending(w => w.IsMain).ThenBy(w => w.Id)
            .Select(w => new { w.Id, w.EmployerId, w.Name, w.IsMain, w.ExposedWorkers, w.RiskGrade }).ToListAsync(ct)).ToLookup(w => w.EmployerId);
        var distinct = (await db.Set<Workshop>().AsNoTracking().Where(w => EF.Parameter(ids).Contains(w.EmployerId)).GroupBy(w => w.WorkplaceId)
            .Select(g => new { g.Key, Sum = g.Sum(w => w.ExposedDistinct ?? 0), Unknown = g.Count(w => w.ExposedDistinct == null) }).ToListAsync(ct)).ToDictionary(g => g.Key);
        var factors = (await db.Set<Exposure>().AsNoTracking().Where(x => EF.Parameter(ids).Contains(x.EmployerId)).Select(x => new { x.WorkplaceId, x.FactorCode }).Distinct()
            .OrderBy(x => x.WorkplaceId).ThenBy(x => x.FactorCode).ToListAsync(ct)).ToLookup(x => x.WorkplaceId, x => x.FactorCode);
        var findings = (await db.Set<ExposureFinding>().AsNoTracking().Where(f => EF.Parameter(ids).Contains(f.EmployerId)).ToListAsync(ct)).ToLookup(f => f.WorkplaceId);
        var evaluations = await db.Set<RiskEvaluation>().AsNoTracking().Where(v => EF.Parameter(ids).Contains(v.EmployerId) && v.IsStanding).ToDictionaryAsync(v => v.EmployerId, ct);

        return [.. heads.Select(e => new RiskFile(e.Id, e.IndustryCode, e.ExposedWorkers, e.SelfCheckPercent, evaluations.GetValueOrDefault(e.Id)?.Evaluated, e.Kept,
            [.. places[e.Id].Select(w => new RiskPlace(w.Id, w.Name, w.IsMain,
                w.ExposedWorkers ?? (distinct.TryGetValue(w.Id, out var sum) && sum.Unknown == 0 ? sum.Sum : null), w.RiskGrade, [.. factors[w.Id]], [.. findings[w.Id]]))]))];
    }
}
