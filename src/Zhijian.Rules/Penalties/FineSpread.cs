namespace Zhijian.Rules.Penalties;

/// <summary>Fines of similar cases: how many, the middle, and how far they spread. In yuan.</summary>
/// <param name="Lower">First quartile.</param>
/// <param name="Upper">Third quartile.</param>
public sealed record FineSpread(int Count, decimal Least, decimal Lower, decimal Median, decimal Upper, decimal Most)
{
    /// <summary>Fewer say nothing about what is usual.</summary>
    public const int FewestCases = 5;

    /// <summary>A fence is so many widths of the middle half away from it (Tukey).</summary>
    private const decimal Fence = 1.5m;

    /// <summary>Where the middle half has no width, what differs by more than this part of the median stands out.</summary>
    private const decimal Share = 0.3m;

    /// <summary>Null: no cases.</summary>
    public static FineSpread? Of(IEnumerable<decimal> fines)
    {
        decimal[] sorted = [.. fines.Order()];
        return sorted.Length == 0 ? null : new(sorted.Length, sorted[0], Quantile(sorted, 0.25m), Quantile(sorted, 0.5m), Quantile(sorted, 0.75m), sorted[^1]);
    }

    private decimal Width => Upper > Lower ? (Upper - Lower) * Fence : Median * Share;
    public decimal LowFence => Math.Max(0, Lower - Width);
    public decimal HighFence => Upper + Width;

    /// <summary>Far from what similar cases got; never said of too few cases.</summary>
    public bool IsOutlier(decimal fine) => Count >= FewestCases && (fine < LowFence || fine > HighFence);

    /// <summary>Between the two nearest, in proportion.</summary>
    private static decimal Quantile(decimal[] sorted, decimal part)
    {
        var at = part * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
}
