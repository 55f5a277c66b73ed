using System.Globalization;

namespace Zhijian.Rules.Exposure;

/// <summary>A result that may act together with others of its point and day.</summary>
/// <param name="Factor">Name, for the working.</param>
/// <param name="Index">Only what was measured alike is added up.</param>
/// <param name="Value">In the unit of the limit.</param>
/// <param name="Limit">That applied to it, after any reduction.</param>
/// <param name="Effects">What it does; those who share one act together.</param>
public sealed record MixturePart(string Factor, ExposureIndex Index, decimal Value, decimal Limit, IReadOnlyCollection<string> Effects);

/// <summary>Several substances of one effect, judged as one.</summary>
/// <param name="Effect">Effects that just these substances share, joined by 、.</param>
/// <param name="Index">How all of them were measured.</param>
/// <param name="Parts">Heaviest first.</param>
/// <param name="Ratio">Σ C/L.</param>
/// <param name="Verdict">Of the sum.</param>
/// <param name="Working">In Chinese.</param>
public sealed record Mixture(string Effect, ExposureIndex Index, IReadOnlyList<MixturePart> Parts, decimal Ratio, Verdict Verdict, string Working);

/// <summary>GBZ 2.1-2019 3.8 and annex A: of substances with the same effect Σ C/L must not be above 1, though each keeps its own limit.</summary>
public static class Mixtures
{
    /// <summary>The mixtures of one point on one day, heaviest first; a substance measured several times counts by its highest ratio.</summary>
    /// <param name="parts">In any order.</param>
    /// <param name="actionLevel">Part of the limit from which controls are due.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not above zero.</exception>
    public static IReadOnlyList<Mixture> Of(IReadOnlyCollection<MixturePart> parts, decimal actionLevel)
    {
        foreach (var part in parts) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(part.Limit);
        var worst = parts.GroupBy(p => (p.Factor, p.Index)).Select(g => g.MaxBy(p => p.Value / p.Limit)!).ToList();
        var groups = from part in worst
                     from effect in part.Effects.Distinct()
                     group part by (effect, part.Index) into together
                     where together.Count() > 1
                     select (together.Key.effect, together.Key.Index, Parts: together.OrderByDescending(p => p.Value / p.Limit).ThenBy(p => p.Factor, StringComparer.Ordinal).ToList());
        // Two effects of the same substances are one mixture.
        return
        [
            .. groups.GroupBy(g => (g.Index, Who: string.Join('\n', g.Parts.Select(p => p.Factor))))
                .Select(same => Judge(string.Join('、', same.Select(g => g.effect).Order(StringComparer.Ordinal)), same.Key.Index, same.First().Parts, actionLevel))
                .OrderByDescending(m => m.Ratio).ThenBy(m => m.Effect, StringComparer.Ordinal),
        ];
    }

    private static Mixture Judge(string effect, ExposureIndex index, List<MixturePart> parts, decimal actionLevel)
    {
        var ratio = Concentrations.MixtureRatio([.. parts.Select(p => (p.Value, p.Limit))]);
        var verdict = Concentrations.JudgeMixture(ratio, actionLevel);
        var sum = string.Join(" + ", parts.Select(p => $"{p.Factor} {LimitBook.Number(p.Value)}/{LimitBook.Number(p.Limit)}"));
        var words = verdict switch { Verdict.Exceeds => "大于 1，超过限值", Verdict.Action => "达到行动水平，未超过限值", _ => "低于行动水平" };
        return new(effect, index, parts, ratio, verdict, $"{effect}：{sum} = {ratio.ToString("0.####", CultureInfo.InvariantCulture)}，{words}");
    }
}
