using Zhijian.Rules.Text;

namespace Zhijian.Rules.Exposure;

/// <summary>Which part of a dust was collected.</summary>
public enum DustFraction : byte { Unstated, Total, Respirable, Fibre }

/// <summary>Physical work intensity, GBZ 2.2-2007 table 13 (体力劳动强度分级).</summary>
public enum WorkIntensity : byte { Unstated, Light, Medium, Heavy, VeryHeavy }

/// <summary>What is known of the peaks of a shift beside their height, GBZ 2.1-2019 6.3.3.</summary>
public enum PeakFacts : byte
{
    Unknown,

    /// <summary>Short enough, few enough and far enough apart.</summary>
    WithinRule,

    /// <summary>Too long, too many or too close.</summary>
    BreaksRule,
}

public static class Facts
{
    public static string Word(this DustFraction fraction) => fraction switch
    {
        DustFraction.Total => "总尘",
        DustFraction.Respirable => "呼尘",
        DustFraction.Fibre => "纤维",
        _ => "",
    };

    public static bool TryParse(string? text, out DustFraction fraction)
    {
        fraction = Width.Clean(text).ToLowerInvariant() switch
        {
            "total" or "t" or "inhalable" or "总尘" or "总粉尘" => DustFraction.Total,
            "respirable" or "r" or "resp" or "呼尘" or "呼吸性粉尘" => DustFraction.Respirable,
            "fibre" or "fiber" or "fibres" or "fibers" or "f" or "纤维" => DustFraction.Fibre,
            _ => DustFraction.Unstated,
        };
        return fraction != DustFraction.Unstated;
    }

    /// <summary>I–IV, Ⅰ–Ⅳ, 1–4, in either width and case, with or without 级.</summary>
    public static bool TryParse(string? text, out WorkIntensity intensity)
    {
        intensity = Width.Clean(text).TrimEnd('级').ToUpperInvariant() switch
        {
            "I" or "Ⅰ" or "ⅰ" or "1" => WorkIntensity.Light,
            "II" or "Ⅱ" or "ⅱ" or "2" => WorkIntensity.Medium,
            "III" or "Ⅲ" or "ⅲ" or "3" => WorkIntensity.Heavy,
            "IV" or "Ⅳ" or "ⅳ" or "4" => WorkIntensity.VeryHeavy,
            _ => WorkIntensity.Unstated,
        };
        return intensity != WorkIntensity.Unstated;
    }

    public static string Roman(this WorkIntensity intensity) => intensity == WorkIntensity.Unstated ? "" : "ⅠⅡⅢⅣ"[(int)intensity - 1].ToString();
}
