namespace Zhijian.Rules.Exposure.Statistics;

/// <summary>One result of a similar exposure group (相似接触人群).</summary>
/// <param name="Value">Above zero, in the unit of the limit; with <paramref name="BelowDetection"/> the limit of detection, never half of it.</param>
/// <param name="BelowDetection">Not detected: the true value lies somewhere below <paramref name="Value"/>.</param>
public readonly record struct GroupResult(double Value, bool BelowDetection = false)
{
    /// <summary>The result "&lt; limit of detection".</summary>
    public static GroupResult Below(double detectionLimit) => new(detectionLimit, true);

    public static implicit operator GroupResult(double value) => new(value);
}
