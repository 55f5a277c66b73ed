using Zhijian.Rules.Text;

namespace Zhijian.Rules.Exposure;

/// <summary>A figure of a biological limit in one of the units in which the standard gives it.</summary>
public readonly record struct BiologicalFigure(decimal Value, string Unit);

/// <summary>
/// A limit for what is found in blood, urine or breath, GBZ 2.1-2019 table 4. It shows exposure, not disease, and holds only
/// for samples taken at its time.
/// </summary>
/// <param name="Edition">Edition whose table 4 it stands in.</param>
/// <param name="Factor">Name of the factor.</param>
/// <param name="Indicator">What is measured: 尿中马尿酸.</param>
/// <param name="SamplingTime">When the sample must be taken: 工作班末.</param>
/// <param name="Figures">The same limit in several units; none where the figure is not known.</param>
/// <param name="IsFloor">Less is worse: cholinesterase must not fall below it.</param>
/// <param name="Trust">How far the figure may be trusted.</param>
public sealed record BiologicalLimit(
    StandardEdition Edition, string Factor, string Indicator, string SamplingTime, IReadOnlyList<BiologicalFigure> Figures, bool IsFloor, Trust Trust)
{
    /// <summary>Compliant or exceeds; there is no action level. Undetermined in a unit that the standard does not give: what lies between needs more than arithmetic.</summary>
    public (Verdict Verdict, Reason Reason, decimal Limit) Judge(decimal value, string unit)
    {
        if (value < 0) return (Verdict.Undetermined, Reason.ValueUnreadable, 0);
        if (Figures.Count == 0) return (Verdict.Undetermined, Reason.LimitUnknown, 0);
        foreach (var figure in Figures)
        {
            if (Plain(figure.Unit) != Plain(unit)) continue;
            var isOver = IsFloor ? value < figure.Value : value > figure.Value;
            return (isOver ? Verdict.Exceeds : Verdict.Compliant, Reason.None, figure.Value);
        }
        return (Verdict.Undetermined, Reason.WrongUnit, 0);
    }

    private static string Plain(string unit) =>
        Width.Clean(unit).Replace(" ", "", StringComparison.Ordinal).Replace('µ', 'u').Replace('μ', 'u').Replace("肌酐", "cr", StringComparison.Ordinal).Replace("³", "3", StringComparison.Ordinal).ToLowerInvariant();
}
