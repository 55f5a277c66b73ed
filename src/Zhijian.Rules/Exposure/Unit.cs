using Zhijian.Rules.Text;

namespace Zhijian.Rules.Exposure;

/// <summary>Units of results and limits. <see cref="Unstated"/> stands for the unit of the limit.</summary>
public enum Unit : byte
{
    Unstated, MgPerM3, UgPerM3, NgPerM3, GPerM3, UgPerL, NgPerL, Ppm, Ppb, FibrePerMl, FibrePerM3, SporePerM3, PgTeqPerM3,
    DecibelA, Decibel, DecibelC, Celsius, MetrePerS2,
    VoltPerM, KilovoltPerM, AmperePerM, WattPerCm2, MilliwattPerCm2, MicrowattPerCm2, MicrowattHourPerCm2, JoulePerCm2, MillijoulePerCm2,
    KilojoulePerDay, PerMinute,
}

/// <summary>What two units must share to be compared.</summary>
internal enum UnitKind : byte { None, Mass, Volume, Fibre, Spore, Teq, Sound, SoundPeak, Temperature, Acceleration, Electric, Magnetic, Power, Dose, Energy, Work, Rate }

public static class Units
{
    private static readonly (Unit Unit, UnitKind Kind, decimal Size, string Text)[] Table =
    [
        (Unit.Unstated, UnitKind.None, 1, ""),
        (Unit.MgPerM3, UnitKind.Mass, 1, "mg/m³"), (Unit.UgPerM3, UnitKind.Mass, 0.001m, "μg/m³"), (Unit.NgPerM3, UnitKind.Mass, 0.000001m, "ng/m³"),
        (Unit.GPerM3, UnitKind.Mass, 1000, "g/m³"), (Unit.UgPerL, UnitKind.Mass, 1, "μg/L"), (Unit.NgPerL, UnitKind.Mass, 0.001m, "ng/L"),
        (Unit.Ppm, UnitKind.Volume, 1, "ppm"), (Unit.Ppb, UnitKind.Volume, 0.001m, "ppb"),
        (Unit.FibrePerMl, UnitKind.Fibre, 1, "f/mL"), (Unit.FibrePerM3, UnitKind.Fibre, 0.000001m, "f/m³"), (Unit.SporePerM3, UnitKind.Spore, 1, "孢子数/m³"),
        (Unit.PgTeqPerM3, UnitKind.Teq, 1, "pg TEQ/m³"),
        (Unit.DecibelA, UnitKind.Sound, 1, "dB(A)"), (Unit.Decibel, UnitKind.Sound, 1, "dB"), (Unit.DecibelC, UnitKind.SoundPeak, 1, "dB(C)"),
        (Unit.Celsius, UnitKind.Temperature, 1, "℃"), (Unit.MetrePerS2, UnitKind.Acceleration, 1, "m/s²"),
        (Unit.VoltPerM, UnitKind.Electric, 1, "V/m"), (Unit.KilovoltPerM, UnitKind.Electric, 1000, "kV/m"), (Unit.AmperePerM, UnitKind.Magnetic, 1, "A/m"),
        (Unit.WattPerCm2, UnitKind.Power, 1_000_000, "W/cm²"), (Unit.MilliwattPerCm2, UnitKind.Power, 1000, "mW/cm²"), (Unit.MicrowattPerCm2, UnitKind.Power, 1, "μW/cm²"),
        (Unit.MicrowattHourPerCm2, UnitKind.Dose, 1, "μW·h/cm²"),
        (Unit.JoulePerCm2, UnitKind.Energy, 1000, "J/cm²"), (Unit.MillijoulePerCm2, UnitKind.Energy, 1, "mJ/cm²"),
        (Unit.KilojoulePerDay, UnitKind.Work, 1, "kJ/d"), (Unit.PerMinute, UnitKind.Rate, 1, "次/min"),
    ];

    private static readonly Dictionary<string, Unit> Spellings = Spell();

    public static string Text(this Unit unit) => Table[(int)unit].Text;

    internal static UnitKind Kind(this Unit unit) => Table[(int)unit].Kind;

    /// <summary>How many of the smallest common unit of its kind one of this unit is.</summary>
    internal static decimal Size(this Unit unit) => Table[(int)unit].Size;

    /// <summary>Reads a unit as people write it: mg/m3, MG/M³, ug/m^3, dBA, ℃. An empty text is <see cref="Unit.Unstated"/>.</summary>
    public static bool TryParse(string? text, out Unit unit)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            unit = Unit.Unstated;
            return true;
        }
        return Spellings.TryGetValue(Plain(text), out unit);
    }

    private static Dictionary<string, Unit> Spell()
    {
        var spellings = new Dictionary<string, Unit>(StringComparer.Ordinal);
        foreach (var (unit, _, _, text) in Table)
        {
            if (unit != Unit.Unstated) spellings[Plain(text)] = unit;
        }
        (string Text, Unit Unit)[] more =
        [
            ("毫克/立方米", Unit.MgPerM3), ("mg/nm3", Unit.MgPerM3), ("微克/立方米", Unit.UgPerM3), ("mcg/m3", Unit.UgPerM3), ("mg/l", Unit.GPerM3),
            ("f/cm3", Unit.FibrePerMl), ("f/cc", Unit.FibrePerMl), ("根/ml", Unit.FibrePerMl), ("根/cm3", Unit.FibrePerMl), ("fibres/ml", Unit.FibrePerMl),
            ("孢子/m3", Unit.SporePerM3), ("dba", Unit.DecibelA), ("分贝", Unit.Decibel), ("dbc", Unit.DecibelC), ("db(z)", Unit.DecibelC),
            ("°c", Unit.Celsius), ("c", Unit.Celsius), ("摄氏度", Unit.Celsius), ("degc", Unit.Celsius), ("m·s-2", Unit.MetrePerS2), ("m/s^2", Unit.MetrePerS2),
            ("ml/m3", Unit.Ppm), ("umol/mol", Unit.Ppm), ("μw·h/cm2", Unit.MicrowattHourPerCm2),
        ];
        foreach (var (text, unit) in more) spellings[Plain(text)] = unit;
        return spellings;
    }

    private static string Plain(string text)
    {
        var half = Width.Clean(text);
        Span<char> plain = half.Length <= 32 ? stackalloc char[half.Length] : new char[half.Length];
        var length = 0;
        foreach (var c in half)
        {
            if (c is ' ' or '^') continue;
            plain[length++] = c switch
            {
                '³' => '3',
                '²' => '2',
                'μ' or 'µ' => 'u',
                '⁻' => '-',
                _ => char.ToLowerInvariant(c),
            };
        }
        return plain[..length].ToString();
    }
}
