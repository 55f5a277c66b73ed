namespace Zhijian.Modules.Registry.Demonstration;

/// <summary>
/// Chance that is the same on every machine and in every release of the framework (SplitMix64): each employer has dice of
/// its own, so any one of a million can be made again alone.
/// </summary>
sealed class Dice(int seed, int number)
{
    ulong state = Mix((ulong)(uint)seed << 32 | (uint)number);

    ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 up to, and without, the bound.</summary>
    public int Below(int bound) => (int)((Next() >> 32) * (ulong)bound >> 32);
    public int Between(int least, int most) => least + Below(most - least + 1);
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));
    public bool Chance(double probability) => Fraction() < probability;
    public T Of<T>(IReadOnlyList<T> things) => things[Below(things.Count)];

    /// <summary>One of several by weight; the bounds are the running totals.</summary>
    public int Weighted(IReadOnlyList<double> bounds)
    {
        var at = Fraction() * bounds[^1];
        var i = 0;
        while (i < bounds.Count - 1 && at >= bounds[i]) i++;
        return i;
    }

    /// <summary>Around the middle, skewed to many small and few large, as sizes of firms are: middle × e^(spread × normal).</summary>
    public double Skewed(double middle, double spread) =>
        middle * Math.Exp(spread * Math.Sqrt(-2 * Math.Log(1 - Fraction())) * Math.Cos(2 * Math.PI * Fraction()));
}
