using System.Text.Json;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Modules.Registry.Demonstration;

/// <summary>Points inside a county: townships somewhere in it, employers around their township.</summary>
sealed class CountyShapes(ReferenceFiles files)
{
    const string File = "zhengzhou-counties.geo.json";
    /// <summary>Degrees around the middle of a township, about 3 km.</summary>
    const double Around = 0.03;
    const int Throws = 200;

    /// <summary>The functional zones have no boundary of their own in the file: the county they mostly lie in.</summary>
    static readonly Dictionary<string, string> Host = new() { ["410171"] = "410122", ["410172"] = "410102", ["410173"] = "410184" };

    readonly Dictionary<string, (double X, double Y)> townships = [];
    readonly Lazy<Dictionary<string, (double X, double Y)[]>> rings = new(() => Read(files.PathOf(File)));

    public (double Longitude, double Latitude) Point(string county, string place, Dice dice)
    {
        var ring = rings.Value.GetValueOrDefault(Host.GetValueOrDefault(county, county)) ?? throw new KeyNotFoundException($"No boundary of {county} in {File}.");
        var middle = Middle(ring, place);
        for (var i = 0; i < Throws; i++)
        {
            var (x, y) = (middle.X + Around * (dice.Fraction() + dice.Fraction() - 1), middle.Y + Around * (dice.Fraction() + dice.Fraction() - 1));
            if (Inside(ring, x, y)) return (Math.Round(x, 6), Math.Round(y, 6));
        }
        return middle;
    }

    (double X, double Y) Middle((double X, double Y)[] ring, string place)
    {
        if (townships.TryGetValue(place, out var known)) return known;
        var (left, right, bottom, top) = (ring.Min(p => p.X), ring.Max(p => p.X), ring.Min(p => p.Y), ring.Max(p => p.Y));
        var dice = new Dice(0, int.Parse(place, System.Globalization.CultureInfo.InvariantCulture));
        while (true)
        {
            var (x, y) = (left + (right - left) * dice.Fraction(), bottom + (top - bottom) * dice.Fraction());
            if (Inside(ring, x, y)) return townships[place] = (Math.Round(x, 6), Math.Round(y, 6));
        }
    }

    /// <summary>Even-odd rule.</summary>
    internal static bool Inside((double X, double Y)[] ring, double x, double y)
    {
        var inside = false;
        for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            if (ring[i].Y > y != ring[j].Y > y && x < (ring[j].X - ring[i].X) * (y - ring[i].Y) / (ring[j].Y - ring[i].Y) + ring[i].X) inside = !inside;
        return inside;
    }

    internal static Dictionary<string, (double X, double Y)[]> Read(string path)
    {
        using var map = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        return map.RootElement.GetProperty("features").EnumerateArray().ToDictionary(
            f => f.GetProperty("id").GetString()!,
            f => f.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray().Select(p => (p[0].GetDouble(), p[1].GetDouble())).ToArray());
    }
}
