namespace Zhijian.Modules.Inspections;

/// <summary>WGS 84, degrees and metres.</summary>
public sealed record GeoPlace(double Latitude, double Longitude, int Accuracy)
{
    const int Worst = 100_000;

    /// <returns>Null: there is none, or it is on no map.</returns>
    public static GeoPlace? Of(GeoPlace? told) => told is { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180, Accuracy: >= 0 and <= Worst } ? told : null;

    public override string ToString() => FormattableString.Invariant($"{Latitude:0.00000}，{Longitude:0.00000}（误差 {Accuracy} 米）");
}
