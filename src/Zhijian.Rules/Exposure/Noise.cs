namespace Zhijian.Rules.Exposure;

/// <summary>Noise exposure levels, GBZ/T 189.8-2007. Levels in dB(A), times in h.</summary>
public static class Noise
{
    /// <summary>L_Aeq,T = 10·lg[(1/T)·Σ Tᵢ·10^(0.1·Lᵢ)].</summary>
    public static double EquivalentLevel(ReadOnlySpan<(double Level, double Hours)> parts)
    {
        double energy = 0, hours = 0;
        foreach (var (level, time) in parts)
        {
            energy += time * Energy(level);
            hours += time;
        }
        return Level(energy / hours);
    }

    /// <summary>L_EX,8h = L_Aeq,Te + 10·lg(Te/8).</summary>
    public static double DailyExposure(double equivalentLevel, double hours) => equivalentLevel + Level(hours / 8);

    /// <summary>L_EX,8h straight from the parts of the day.</summary>
    public static double DailyExposure(ReadOnlySpan<(double Level, double Hours)> parts)
    {
        double energy = 0;
        foreach (var (level, time) in parts) energy += time * Energy(level);
        return Level(energy / 8);
    }

    /// <summary>L_EX,W = 10·lg[(1/5)·Σ 10^(0.1·L_EX,8h)] over the days worked; used when they are not five.</summary>
    public static double WeeklyExposure(ReadOnlySpan<double> days)
    {
        double energy = 0;
        foreach (var level in days) energy += Energy(level);
        return Level(energy / 5);
    }

    private static double Energy(double level) => Math.Pow(10, 0.1 * level);

    private static double Level(double energy) => 10 * Math.Log10(energy);
}
