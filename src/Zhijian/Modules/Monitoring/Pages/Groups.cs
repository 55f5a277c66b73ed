using Zhijian.Platform.Ui;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Exposure.Statistics;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>The statistics of a group of results of one factor, or why there are none.</summary>
public sealed record GroupFigures(string Title, string Unit, int Count, double Limit, GroupOutcome<GroupStatistics> Outcome, DecisionChart? Decision)
{
    public string Number(double value) => value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture);
    public string Percent(double share) => FormattableString.Invariant($"{share * 100:0.#}%");
}

/// <summary>
/// Results of the same factor and index together, as EN 689 and AIHA look at them: three lucky samples do not pass for safety.
/// Levels are logarithms already and follow no lognormal; they have no such statistics.
/// </summary>
public static class Groups
{
    const int Least = 3, MostGroups = 12;

    public static IReadOnlyList<GroupFigures> Of(IEnumerable<MonitoringResult> results) =>
    [
        .. results.Where(r => r is { Compared: not null, Limit: > 0 } && !r.Index.IsLevel())
            .GroupBy(r => (r.FactorCode, r.FactorName, r.Index, r.Fraction, r.Limit, r.LimitUnit))
            .Where(g => g.Count() >= Least).OrderByDescending(g => g.Max(r => r.Ratio ?? 0)).Take(MostGroups).Select(g => Figures(g.Key.FactorName, g.Key.Index, g.Key.Fraction, g.Key.LimitUnit, (double)g.Key.Limit!.Value, [.. g])),
    ];

    static GroupFigures Figures(string factor, ExposureIndex index, DustFraction fraction, string? unit, double limit, IReadOnlyList<MonitoringResult> results)
    {
        // Half of the detection limit was compared; statistics take the limit of detection itself.
        List<GroupResult> values = [.. results.Select(r => new GroupResult((double)r.Compared!.Value * (r.BelowDetection ? 2 : 1), r.BelowDetection))];
        var decision = DecisionChart.Of(values, limit);
        return new($"{factor}{(fraction == DustFraction.Unstated ? "" : $"（{fraction.Word()}）")} {index.Symbol()}", unit ?? "", values.Count, limit, GroupStatistics.Of(values, limit), decision.Succeeded ? decision.Value : null);
    }
}
