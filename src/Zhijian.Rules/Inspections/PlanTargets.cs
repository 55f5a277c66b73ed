namespace Zhijian.Rules.Inspections;

/// <summary>年度计划的检查户数: a share of a class is rounded up, so that a class that has a share is visited.</summary>
public static class PlanTargets
{
    /// <param name="percent">0–100.</param>
    public static int Of(int pool, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pool);
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return (int)(((long)pool * percent + 99) / 100);
    }
}
