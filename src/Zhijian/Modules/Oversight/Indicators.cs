using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Modules.Oversight;

public enum Light { None, Good, Near, Bad }

/// <summary>An indicator as reference/oversight-indicators.csv has it: one measure out of another, in percent.</summary>
/// <param name="Formula">In words.</param>
/// <param name="MoreIsBetter">Whether the target is to be reached or not to be passed.</param>
public sealed record Indicator(string Code, string Name, string Formula, Measure Part, Measure Whole, decimal Target, bool MoreIsBetter, string Basis, string Source, string Trust)
{
    /// <summary>Within this many points of the target the light is yellow.</summary>
    const decimal Near = 10;

    public decimal? Of(Func<Measure, long> figures) => figures(Whole) is > 0 and var whole ? Math.Round(100m * figures(Part) / whole, 1, MidpointRounding.AwayFromZero) : null;

    public Light LightOf(decimal? percent)
    {
        if (percent is not { } value) return Light.None;
        var missing = MoreIsBetter ? Target - value : value - Target;
        return missing <= 0 ? Light.Good : missing <= Near ? Light.Near : Light.Bad;
    }
}

/// <summary>Read once from reference/.</summary>
public sealed class IndicatorBook(ReferenceFiles files)
{
    public IReadOnlyList<Indicator> All { get; } = [.. files.Rows("oversight-indicators.csv").Select(r => new Indicator(
        r["code"]!, r["name"]!, r["formula"]!, Enum.Parse<Measure>(r["numerator"]!), Enum.Parse<Measure>(r["denominator"]!), r.Decimal("target")!.Value, r["better"] == "up",
        r["basis"]!, r["source"]!, r.Confidence?.Word() ?? "未核实"))];

    public Indicator? Find(string? code) => All.FirstOrDefault(i => i.Code == code);
}
