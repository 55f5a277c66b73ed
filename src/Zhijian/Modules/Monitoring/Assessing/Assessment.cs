using Zhijian.Rules.Exposure;
using Zhijian.Rules.Exposure.Grading;

namespace Zhijian.Modules.Monitoring.Assessing;

/// <summary>Substances of one effect at a point on a day.</summary>
public sealed record PointMixture(Guid PointId, string Point, DateOnly SampledOn, Mixture Mixture);

/// <summary>The work at a point with a factor, graded by GBZ/T 229.</summary>
public sealed record PointGrade(Guid PointId, string Point, string FactorName, DateOnly SampledOn, GradingOutcome Outcome);

/// <summary>What results say together, beside the verdict of each.</summary>
/// <param name="Mixtures">Heaviest first, those below the action level left out.</param>
/// <param name="Grades">Of what could be graded, heaviest first.</param>
/// <param name="Ungraded">Why the rest could not be graded, and how much of it.</param>
/// <param name="MixtureCount">Of all mixtures; the list may be shorter.</param>
public sealed record Assessment(IReadOnlyList<PointMixture> Mixtures, IReadOnlyList<PointGrade> Grades, IReadOnlyList<(string Reason, int Count)> Ungraded, int MixtureCount, int GradeCount)
{
    public static readonly Assessment None = new([], [], [], 0, 0);
}
