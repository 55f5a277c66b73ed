using Zhijian.Rules.Text;

namespace Zhijian.Rules.Exposure;

/// <summary>What was measured, by the symbol under which laboratories report it.</summary>
public enum ExposureIndex : byte
{
    /// <summary>Measured against a limit that is chosen by hand; see <see cref="LimitBook.JudgeAgainst"/>.</summary>
    Other,

    /// <summary>C_TWA, the average over 8 h.</summary>
    TimeWeighted,

    /// <summary>C_STE, the average over 15 min.</summary>
    ShortTerm,

    /// <summary>C_ME, the highest concentration at any moment.</summary>
    Ceiling,

    /// <summary>C_PE, a peak of a substance that has only a PC-TWA.</summary>
    Peak,

    /// <summary>L_EX,8h.</summary>
    NoiseDay,

    /// <summary>L_EX,W, also written L_EX,40h.</summary>
    NoiseWeek,

    /// <summary>Peak sound pressure level of impulses.</summary>
    NoisePeak,

    /// <summary>WBGT index.</summary>
    Heat,

    /// <summary>Frequency-weighted acceleration over 4 h.</summary>
    HandArm,
}

public static class ExposureIndexes
{
    private static readonly (ExposureIndex Index, string Symbol)[] Symbols =
    [
        (ExposureIndex.TimeWeighted, "C_TWA"), (ExposureIndex.ShortTerm, "C_STE"), (ExposureIndex.Ceiling, "C_ME"), (ExposureIndex.Peak, "C_PE"),
        (ExposureIndex.NoiseDay, "LEX8H"), (ExposureIndex.NoiseWeek, "LEX40H"), (ExposureIndex.NoisePeak, "LPEAK"), (ExposureIndex.Heat, "WBGT"),
        (ExposureIndex.HandArm, "AHW4H"),
    ];

    public static string Symbol(this ExposureIndex index)
    {
        foreach (var known in Symbols)
        {
            if (known.Index == index) return known.Symbol;
        }
        return "";
    }

    /// <summary>A level or a temperature is no part of another: 83 dB(A) is not 98 % of 85.</summary>
    public static bool IsLevel(this ExposureIndex index) => index is ExposureIndex.NoiseDay or ExposureIndex.NoiseWeek or ExposureIndex.NoisePeak or ExposureIndex.Heat;

    /// <summary>Reads C_TWA, c-twa, ＣＴＷＡ, L_EX,8h: letters and digits count, the rest does not.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ExposureIndex index)
    {
        Span<char> plain = stackalloc char[16];
        index = default;
        var length = 0;
        foreach (var c in text)
        {
            var half = Width.ToHalf(c);
            if (!char.IsAsciiLetterOrDigit(half)) continue;
            if (length == plain.Length) return false;
            plain[length++] = char.ToUpperInvariant(half);
        }
        index = plain[..length] switch
        {
            "CTWA" => ExposureIndex.TimeWeighted,
            "CSTE" or "CSTEL" => ExposureIndex.ShortTerm,
            "CME" => ExposureIndex.Ceiling,
            "CPE" => ExposureIndex.Peak,
            "LEX8H" => ExposureIndex.NoiseDay,
            "LEX40H" or "LEXW" => ExposureIndex.NoiseWeek,
            "LPEAK" => ExposureIndex.NoisePeak,
            "WBGT" => ExposureIndex.Heat,
            "AHW4H" or "AHW4" => ExposureIndex.HandArm,
            _ => ExposureIndex.Other,
        };
        return index != ExposureIndex.Other;
    }
}
