namespace Zhijian.Rules.Exposure.Statistics;

/// <summary>
/// Exposure control categories of the AIHA strategy (A Strategy for Assessing and Managing Occupational Exposures), by the
/// 95th percentile over the limit. The bounds are recalled.
/// </summary>
public enum ExposureCategory
{
    /// <summary>≤ 1 %.</summary>
    Trivial = 0,

    /// <summary>≤ 10 %.</summary>
    HighlyControlled = 1,

    /// <summary>≤ 50 %.</summary>
    WellControlled = 2,

    /// <summary>≤ 100 %.</summary>
    Controlled = 3,

    /// <summary>Above the limit.</summary>
    PoorlyControlled = 4,
}

public static class ExposureCategories
{
    /// <summary>Upper bounds of categories 0 to 3 as parts of the limit, inclusive.</summary>
    public static IReadOnlyList<double> UpperBounds { get; } = [0.01, 0.1, 0.5, 1];

    /// <param name="ratio">95th percentile, or its upper confidence limit, over the limit.</param>
    public static ExposureCategory Of(double ratio)
    {
        for (var i = 0; i < UpperBounds.Count; i++)
        {
            if (ratio <= UpperBounds[i]) return (ExposureCategory)i;
        }
        return ExposureCategory.PoorlyControlled;
    }

    public static string Text(this ExposureCategory category) => category switch
    {
        ExposureCategory.Trivial => "0类 极低",
        ExposureCategory.HighlyControlled => "1类 控制很好",
        ExposureCategory.WellControlled => "2类 控制良好",
        ExposureCategory.Controlled => "3类 受控",
        _ => "4类 失控",
    };
}
