namespace Zhijian.Rules.Exposure;

/// <summary>Heat, GBZ/T 189.7-2007. Temperatures in °C.</summary>
public static class Heat
{
    /// <summary>0.7·tnw + 0.3·tg, without sun.</summary>
    public static decimal IndoorWbgt(decimal naturalWetBulb, decimal globe) => 0.7m * naturalWetBulb + 0.3m * globe;

    /// <summary>0.7·tnw + 0.2·tg + 0.1·ta, in the sun.</summary>
    public static decimal OutdoorWbgt(decimal naturalWetBulb, decimal globe, decimal air) => 0.7m * naturalWetBulb + 0.2m * globe + 0.1m * air;

    /// <summary>An uneven place: (head + 2·abdomen + ankle)/4.</summary>
    public static decimal UnevenWbgt(decimal head, decimal abdomen, decimal ankle) => (head + 2 * abdomen + ankle) / 4;

    /// <summary>Σ WBGT·t / Σ t.</summary>
    public static decimal TimeWeightedWbgt(ReadOnlySpan<TimedValue> parts)
    {
        decimal sum = 0, time = 0;
        foreach (var part in parts)
        {
            sum += part.Value * part.Duration;
            time += part.Duration;
        }
        return sum / time;
    }

    /// <summary>Time in the heat over 8 h, in percent.</summary>
    public static decimal ExposureRatePercent(decimal hoursInHeat) => hoursInHeat / 8 * 100;
}

/// <summary>Hand-transmitted vibration, GBZ/T 189.9-2007.</summary>
public static class Vibration
{
    /// <summary>a_hw(4) = a_hw(T) · √(T/4).</summary>
    /// <param name="acceleration">Frequency-weighted, m/s².</param>
    /// <param name="hours">Exposure of the day.</param>
    public static double FourHourEquivalent(double acceleration, double hours) => acceleration * Math.Sqrt(hours / 4);

    /// <summary>a_hw(T) of several tools: √[(1/T)·Σ aᵢ²·tᵢ].</summary>
    public static double Combined(ReadOnlySpan<(double Acceleration, double Hours)> parts)
    {
        double sum = 0, hours = 0;
        foreach (var (acceleration, time) in parts)
        {
            sum += acceleration * acceleration * time;
            hours += time;
        }
        return Math.Sqrt(sum / hours);
    }
}

/// <summary>Limits of GBZ 2.2-2007 that depend on the time of exposure; their constants come from its tables.</summary>
public static class Radiation
{
    /// <summary>Microwaves, table 6: the daily dose spread over the hours of exposure, μW/cm².</summary>
    /// <param name="dailyDose">μW·h/cm².</param>
    /// <param name="hours">Exposure of the day.</param>
    public static decimal MicrowaveAverageLimit(decimal dailyDose, decimal hours) => dailyDose / hours;

    /// <summary>Laser rows of the form k·t^(3/4) and k·t^(1/4), tables 4 and 5.</summary>
    /// <param name="factor">k of the row, with its wavelength correction.</param>
    /// <param name="seconds">Exposure time.</param>
    /// <param name="exponent">0.75 or 0.25, as the row prints it.</param>
    public static double LaserLimit(double factor, double seconds, double exponent) => factor * Math.Pow(seconds, exponent);

    /// <summary>Ultraviolet of several lamps or bands together: Σ E/L ≤ 1 of the effective irradiances.</summary>
    public static decimal Together(ReadOnlySpan<(decimal Value, decimal Limit)> parts) => Concentrations.MixtureRatio(parts);
}
