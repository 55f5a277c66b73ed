namespace Zhijian.Rules.Exposure;

/// <summary>A sample and how long it stands for.</summary>
public readonly record struct TimedValue(decimal Value, decimal Duration);

/// <summary>Arithmetic of air samples, GBZ 159-2004.</summary>
public static class Concentrations
{
    /// <summary>Molar volume at 20 °C and 101.3 kPa, L/mol: 22.4 · 293/273.</summary>
    public const decimal MolarVolume = 22.4m * 293 / 273;

    /// <summary>C_TWA = Σ C·T / 8: a shift shorter than 8 h is divided by 8 all the same.</summary>
    /// <param name="samples">Concentrations with their durations in h.</param>
    public static decimal TimeWeightedAverage(ReadOnlySpan<TimedValue> samples)
    {
        var sum = 0m;
        foreach (var sample in samples) sum += sample.Value * sample.Duration;
        return sum / 8;
    }

    /// <summary>C_STE of a contact that lasts less than 15 min: C·t/15.</summary>
    public static decimal ShortTermExposure(decimal concentration, decimal minutes) => minutes >= 15 ? concentration : concentration * minutes / 15;

    /// <summary>A result below the limit of detection counts half of it in averages.</summary>
    public static decimal BelowDetection(decimal limitOfDetection) => limitOfDetection / 2;

    /// <summary>V0 = V · 293/(273+t) · P/101.3, in the unit of V.</summary>
    public static decimal StandardVolume(decimal volume, decimal celsius, decimal kilopascal) => volume * 293 * kilopascal / ((273 + celsius) * 101.3m);

    /// <summary>GBZ 159: needed below 5 °C, above 35 °C, below 98.8 kPa or above 103.4 kPa.</summary>
    public static bool NeedsStandardVolume(decimal celsius, decimal kilopascal) => celsius is < 5 or > 35 || kilopascal is < 98.8m or > 103.4m;

    /// <summary>mg/m³ from ppm at 20 °C and 101.3 kPa.</summary>
    /// <param name="ppm">Volume fraction.</param>
    /// <param name="molarMass">g/mol.</param>
    public static decimal MgPerM3(decimal ppm, decimal molarMass) => ppm * molarMass / MolarVolume;

    public static decimal Ppm(decimal mgPerM3, decimal molarMass) => mgPerM3 * MolarVolume / molarMass;

    /// <summary>Σ Cᵢ/Lᵢ of substances with the same effect; above 1 they exceed together, GBZ 2.1-2019 annex A.</summary>
    public static decimal MixtureRatio(ReadOnlySpan<(decimal Value, decimal Limit)> parts)
    {
        var ratio = 0m;
        foreach (var (value, limit) in parts) ratio += value / limit;
        return ratio;
    }

    /// <summary>A mixture as a whole: more than 1 exceeds, from the action level it calls for action.</summary>
    public static Verdict JudgeMixture(decimal ratio, decimal actionLevel) =>
        ratio > 1 ? Verdict.Exceeds : ratio >= actionLevel ? Verdict.Action : Verdict.Compliant;
}
