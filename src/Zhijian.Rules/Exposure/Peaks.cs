namespace Zhijian.Rules.Exposure;

/// <summary>One peak of a shift.</summary>
/// <param name="Start">Minutes from the start of the shift.</param>
/// <param name="Minutes">How long it lasted.</param>
public readonly record struct PeakEpisode(decimal Start, decimal Minutes);

/// <summary>Duration, count and spacing of peaks above 3 × PC-TWA, GBZ 2.1-2019 6.3.3.</summary>
/// <param name="LongestMinutes">15 min.</param>
/// <param name="MostPerDay">4.</param>
/// <param name="SpacingMinutes">60 min from the end of one to the start of the next.</param>
public sealed record PeakRule(decimal LongestMinutes, int MostPerDay, decimal SpacingMinutes)
{
    /// <summary>The order in which the peaks are given does not matter.</summary>
    public PeakFacts Assess(IEnumerable<PeakEpisode> peaks)
    {
        var ordered = peaks.OrderBy(p => p.Start).ToList();
        if (ordered.Count > MostPerDay || ordered.Any(p => p.Minutes > LongestMinutes)) return PeakFacts.BreaksRule;
        for (var i = 1; i < ordered.Count; i++)
        {
            if (ordered[i].Start - (ordered[i - 1].Start + ordered[i - 1].Minutes) < SpacingMinutes) return PeakFacts.BreaksRule;
        }
        return PeakFacts.WithinRule;
    }
}
