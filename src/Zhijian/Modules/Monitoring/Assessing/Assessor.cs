using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Exposure.Grading;

namespace Zhijian.Modules.Monitoring.Assessing;

/// <summary>Mixtures of the same effect and grades of work, from judged results. Which substances act alike and how toxic they are is data.</summary>
public sealed class Assessor(IntakeBook book, ReferenceDirectory reference)
{
    const int MostMixtures = 30, MostGrades = 100;

    /// <param name="results">Judged; those that could not be compared with a limit are passed over.</param>
    /// <param name="places">Of each point, as it is shown.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<Assessment> OfAsync(IReadOnlyCollection<MonitoringResult> results, IReadOnlyDictionary<Guid, string> places, CancellationToken ct)
    {
        var compared = results.Where(r => r is { Compared: not null, Limit: > 0 }).ToList();
        var facts = new Dictionary<(string, DateOnly), Substance>();
        foreach (var key in compared.Where(IsChemical).Select(r => (r.FactorCode, r.SampledOn)).Distinct()) facts[key] = await SubstanceAsync(key.FactorCode, key.SampledOn, ct);
        var mixtures = compared.Where(IsChemical).GroupBy(r => (r.PointId, r.SampledOn)).SelectMany(point => Mixtures.Of([.. point.Select(r => Part(r, facts))], book.ActionLevel)
            .Where(m => m.Verdict != Verdict.Compliant).Select(m => new PointMixture(point.Key.PointId, places[point.Key.PointId], point.Key.SampledOn, m))).OrderByDescending(m => m.Mixture.Ratio).ThenBy(m => m.Point, StringComparer.Ordinal).ToList();
        var graded = compared.GroupBy(r => r.PointId).SelectMany(point => Grades(point, places[point.Key], facts)).ToList();
        var good = graded.Where(g => g.Outcome.Grade is not null).OrderByDescending(g => g.Outcome.Grade).ThenByDescending(g => g.Outcome.Index).ThenBy(g => g.Point, StringComparer.Ordinal).ToList();
        return new([.. mixtures.Take(MostMixtures)], [.. good.Take(MostGrades)],
            [.. graded.Where(g => g.Outcome.Grade is null).GroupBy(g => g.Outcome.Working).OrderByDescending(g => g.Count()).Select(g => (g.Key, g.Count()))], mixtures.Count, good.Count);
    }

    /// <summary>What the grading and the mixtures ask of a substance.</summary>
    sealed record Substance(IReadOnlyCollection<string> Effects, bool IsSpecial);

    /// <summary>The letter of a code of the catalogue is its class.</summary>
    static bool IsChemical(MonitoringResult r) => r.FactorCode.StartsWith('C') && r.Index is ExposureIndex.TimeWeighted or ExposureIndex.ShortTerm or ExposureIndex.Ceiling or ExposureIndex.Peak;

    async Task<Substance> SubstanceAsync(string code, DateOnly day, CancellationToken ct)
    {
        var limits = (await reference.LimitsAsync(code, day, ct))?.Limits.Select(l => l.Limit).ToList() ?? [];
        var effects = limits.SelectMany(l => (l.CriticalEffect ?? "").Split(['；', '、', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Concat(book.EffectsOf(code));
        // Carcinogenic (G1, G2A), sensitising or absorbed through the skin.
        var marks = limits.SelectMany(l => (l.Notation ?? "").Split(['，', ',', '、'], StringSplitOptions.TrimEntries));
        return new([.. effects.Distinct()], marks.Any(m => m is "皮" or "敏" or "G1" or "G2A"));
    }

    static MixturePart Part(MonitoringResult r, Dictionary<(string, DateOnly), Substance> facts) => new(r.FactorName, r.Index, r.Compared!.Value, r.Limit!.Value, facts[(r.FactorCode, r.SampledOn)].Effects);

    IEnumerable<PointGrade> Grades(IGrouping<Guid, MonitoringResult> point, string place, Dictionary<(string, DateOnly), Substance> facts)
    {
        // How hard the work is, is told once for a post.
        var intensity = Intensity(point);
        foreach (var factor in point.GroupBy(r => (r.FactorCode, r.FactorName)))
        {
            var rows = factor.ToList();
            var day = rows.Max(r => r.SampledOn);
            if (Grade(rows, day, Intensity(rows) ?? intensity, facts) is { } outcome) yield return new(point.Key, place, factor.Key.FactorName, day, outcome);
        }
    }

    static IntensityGrade? Intensity(IEnumerable<MonitoringResult> rows) => rows.Max(r => r.Intensity) is var hardest && hardest != WorkIntensity.Unstated ? (IntensityGrade)(int)hardest : null;

    /// <returns>Null for what GBZ/T 229 does not grade.</returns>
    GradingOutcome? Grade(List<MonitoringResult> rows, DateOnly day, IntensityGrade? intensity, Dictionary<(string, DateOnly), Substance> facts)
    {
        decimal? Highest(params ExposureIndex[] indexes) => rows.Where(r => indexes.Contains(r.Index)).Max(r => r.Compared);
        decimal? Ratio(ExposureIndex index) => rows.Where(r => r.Index == index).Max(r => r.Compared / r.Limit);
        if (rows.Any(r => r.Index is ExposureIndex.NoiseDay or ExposureIndex.NoiseWeek or ExposureIndex.NoisePeak))
            return NoiseGrading.Grade(GradingEditions.InForce(GradingSubject.Noise, day), new(Highest(ExposureIndex.NoiseDay, ExposureIndex.NoiseWeek), Highest(ExposureIndex.NoisePeak), rows.Max(r => r.ImpulsesPerDay)));
        if (rows.Find(r => r.Index == ExposureIndex.Heat && r.Compared == Highest(ExposureIndex.Heat)) is { } heat)
            return heat.ExposureRatePercent is { } rate ? HeatGrading.Grade(GradingEditions.InForce(GradingSubject.Heat, day), new(heat.Compared!.Value, 0, rate, intensity)) : null;
        if (rows[0].FactorCode.StartsWith('D'))
            return Ratio(ExposureIndex.TimeWeighted) is { } dust ? DustGrading.Grade(GradingEditions.InForce(GradingSubject.Dust, day), new(rows.Max(r => r.FreeSilicaPercent), dust, intensity)) : null;
        if (!rows.Exists(IsChemical)) return null;
        return ChemicalGrading.Grade(GradingEditions.InForce(GradingSubject.Chemical, day), new(Ratio(ExposureIndex.TimeWeighted), Ratio(ExposureIndex.ShortTerm), Ratio(ExposureIndex.Ceiling), Ratio(ExposureIndex.Peak),
            book.ToxicityOf(rows[0].FactorCode), intensity, facts[(rows[0].FactorCode, rows.Find(IsChemical)!.SampledOn)].IsSpecial));
    }
}
