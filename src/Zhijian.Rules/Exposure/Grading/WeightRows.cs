namespace Zhijian.Rules.Exposure.Grading;

/// <summary>The upper end of a class and what it weighs; the last class has no end.</summary>
/// <param name="UpTo">Null: without end.</param>
/// <param name="Inclusive">The end belongs to the class.</param>
/// <param name="Value">Weight or grade.</param>
public readonly record struct WeightRow<T>(decimal? UpTo, bool Inclusive, T Value)
{
    public bool Holds(decimal value) => UpTo is not { } end || value < end || (Inclusive && value == end);
}

internal static class WeightRows
{
    /// <summary>Work intensity WL of GBZ/T 229.1 and .2, both editions (recalled).</summary>
    private static readonly decimal[] Intensity = [1.0m, 1.5m, 2.0m, 2.5m];

    /// <summary>The first class that holds the value: rows rise.</summary>
    public static T Find<T>(IReadOnlyList<WeightRow<T>> rows, decimal value)
    {
        foreach (var row in rows)
        {
            if (row.Holds(value)) return row.Value;
        }
        throw new ArgumentException("The last row must have no end.", nameof(rows));
    }

    public static decimal Of(IntensityGrade intensity) => Intensity[(int)intensity - 1];
}
