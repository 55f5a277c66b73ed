namespace Zhijian.Rules.Monitoring;

/// <summary>Results just under the limit against those just over it.</summary>
/// <param name="Under">From <see cref="JustUnderLimit.From"/> of the limit up to and including it.</param>
/// <param name="Over">Above the limit, as far as the band is wide.</param>
/// <param name="Chance">Of so many under or more if both sides were equally likely.</param>
public sealed record LimitEdge(int Under, int Over, double Chance)
{
    public int Count => Under + Over;
    public double Share => Count == 0 ? 0 : (double)Under / Count;
    public bool IsSuspicious => Count >= JustUnderLimit.Fewest && Chance < JustUnderLimit.Level;
    public string Working => FormattableString.Invariant($"限值的90%～110%之间有{Count}个结果，其中{Under}个不超过限值、{Over}个超过；如两侧机会相等，出现这种情况的概率为{Chance:0.#####}");
}

/// <summary>
/// A density has no step at the limit: near it as many results should lie above as below. An institution whose results stop
/// right under the limit has something to explain. Our own indicator, no rule of law.
/// </summary>
public static class JustUnderLimit
{
    public const double From = 0.9, To = 1.1, Level = 0.001;
    public const int Fewest = 20;

    public static LimitEdge Of(int under, int over)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(under);
        ArgumentOutOfRangeException.ThrowIfNegative(over);
        return new(under, over, UpperTail(under, under + over));
    }

    /// <summary>P(X ≥ least) of a fair coin thrown count times, exactly in logarithms.</summary>
    private static double UpperTail(int least, int count)
    {
        var log = -count * Math.Log(2);
        var sum = 0.0;
        for (var k = 0; k <= count; k++)
        {
            if (k >= least) sum += Math.Exp(log);
            log += Math.Log(count - k) - Math.Log(k + 1);
        }
        return Math.Min(1, sum);
    }
}

/// <summary>A sampler at a place in a span of time; degrees of WGS 84, null where the place is not located.</summary>
public readonly record struct Visit(DateOnly Day, TimeOnly From, TimeOnly To, double? Longitude, double? Latitude);

/// <summary>Whether one person can have been at both places.</summary>
public static class Travel
{
    /// <summary>Straight line, so generous: nobody drives through a city at this speed.</summary>
    public const double KilometresPerHour = 80;
    private const double EarthRadius = 6371;

    /// <summary>Null when it is possible, otherwise why not.</summary>
    public static string? Impossible(Visit a, Visit b)
    {
        if (a.Day != b.Day) return null;
        if (a.From < b.To && b.From < a.To) return $"{a.Day:yyyy-MM-dd} {Max(a.From, b.From):HH\\:mm}—{Min(a.To, b.To):HH\\:mm}在两处同时采样";
        if (Distance(a, b) is not { } km) return null;
        var gap = a.To <= b.From ? b.From - a.To : a.From - b.To;
        var needed = TimeSpan.FromHours(km / KilometresPerHour);
        return gap >= needed ? null : FormattableString.Invariant($"{a.Day:yyyy-MM-dd}两处相距{km:0.#} km，间隔只有{gap.TotalMinutes:0} min，按{KilometresPerHour:0} km/h也要{needed.TotalMinutes:0} min");
    }

    public static double? Distance(Visit a, Visit b)
    {
        if (a.Longitude is not { } lon1 || a.Latitude is not { } lat1 || b.Longitude is not { } lon2 || b.Latitude is not { } lat2) return null;
        var (x, y) = (Math.Sin(Radians(lat2 - lat1) / 2), Math.Sin(Radians(lon2 - lon1) / 2));
        return 2 * EarthRadius * Math.Asin(Math.Sqrt(x * x + Math.Cos(Radians(lat1)) * Math.Cos(Radians(lat2)) * y * y));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
    private static TimeOnly Max(TimeOnly a, TimeOnly b) => a > b ? a : b;
    private static TimeOnly Min(TimeOnly a, TimeOnly b) => a < b ? a : b;
}
