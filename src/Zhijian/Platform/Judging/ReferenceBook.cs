using System.Globalization;
using System.Text.RegularExpressions;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Exposure;
using Row = Zhijian.Platform.Reference.Rows.ExposureLimit;

namespace Zhijian.Platform.Judging;

/// <summary>The limits and names that come with the program, ready to judge with. No database is needed.</summary>
sealed partial class ReferenceBook
{
    ReferenceBook(LimitBook limits, FactorNames names, PeakRule peaks, decimal hotRegionFrom) =>
        (Limits, Names, Peaks, HotRegionFrom) = (limits, names, peaks, hotRegionFrom);

    public LimitBook Limits { get; }
    public FactorNames Names { get; }

    /// <summary>Duration, count and spacing of peaks, for those who know them.</summary>
    public PeakRule Peaks { get; }

    /// <summary>Outdoor ventilation design temperature from which the limits of heat are raised.</summary>
    public decimal HotRegionFrom { get; }

    public static ReferenceBook Load(ReferenceFiles files)
    {
        var editions = files.Rows("standards.csv").Select(r => new StandardEdition(
            r["key"]!, r["document"]!, r["standard"]!, r["amendment_zh"], Day(r["from_earliest"]!), Day(r["from_latest"]!), LimitRowReading.TrustOf(r.Confidence))).ToList();
        var shipped = ShippedLimits.Air(files).Concat(ShippedLimits.Physical(files)).ToDictionary(e => e.Key, e => e.Rows().Cast<Row>().ToList());
        return Build(files, editions, shipped);
    }

    /// <summary>The book of other editions than the shipped ones; masses, rules and names are those that come with the program.</summary>
    /// <param name="rows">Rows by key of their edition.</param>
    public static ReferenceBook Of(ReferenceFiles files, List<StandardEdition> editions, Dictionary<string, List<Row>> rows) => Build(files, editions, rows);

    static ReferenceBook Build(ReferenceFiles files, List<StandardEdition> editions, Dictionary<string, List<Row>> rows)
    {
        var masses = files.Rows("molar-masses.csv").ToDictionary(r => r["cas"]!, r => r.Decimal("molar_mass_g_mol"));
        var all = rows.Values.SelectMany(r => r).ToList();
        var factorOf = Keys(all);
        // The newest edition knows best what an entry is called.
        var factors = all.GroupBy(factorOf).Select(g => Factor(g.Key, g.Last(), masses)).ToList();
        var rules = files.Rows("exposure-rules.csv").Select(r => new RuleRow(
            r["standard"]!, r["rule"]!, r["applies_to"], r.Decimal("from"), r.Decimal("below"), r.Decimal("value"), r["clause"])).ToList();
        var limits = new LimitBookBuilder(editions, factors, [.. rows.SelectMany(e => LimitRowReading.Of(e.Key, e.Value, factorOf))], rules).Build();
        decimal Number(string rule) => rules.Single(r => r.Rule == rule).Value!.Value;
        var peaks = new PeakRule(Number("peak-minutes"), (int)Number("peak-count"), Number("peak-spacing"));
        return new(limits, new(FactorNaming.Of(files, limits, all, factorOf)), peaks, Number("outdoor-threshold"));
    }

    /// <summary>
    /// Which factor a row belongs to. Parts of an entry are factors of their own (铅尘, 铅烟), but not where the parts are
    /// bands of silica or different fractions of one dust.
    /// </summary>
    static Func<Row, string> Keys(List<Row> rows)
    {
        var together = rows.Where(r => r.Sub is not null && r.Category == "粉尘").GroupBy(r => r.EntryCode!)
            .Where(entry => entry.Any(LimitRowReading.IsSilica) || entry.GroupBy(r => r.Fraction).All(f => f.Select(r => r.Sub).Distinct().Count() == 1))
            .Select(entry => entry.Key).ToHashSet();
        return row => row.Sub is null || row.Category == "物理因素" || together.Contains(row.EntryCode!) ? row.EntryCode! : row.EntryCode + row.Sub;
    }

    static LimitFactor Factor(string key, Row row, Dictionary<string, decimal?> masses)
    {
        var kind = row.Category switch
        {
            "粉尘" => FactorClass.Dust,
            "生物因素" => FactorClass.Biological,
            "物理因素" => FactorClass.Physical,
            _ => FactorClass.Chemical,
        };
        var name = row.Name!;
        if (LimitRowReading.IsSilica(row)) name = "矽尘";
        decimal? below = kind == FactorClass.Dust && SilicaBelow().Match($"{row.Name}；{row.Remarks}") is { Success: true } silica
            ? decimal.Parse(silica.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        // The mass of a substance measured as one of its elements (按CN计) is not that of its molecules.
        var mass = name.Contains("（按", StringComparison.Ordinal) || row.Cas?.Contains(';') == true || row.Cas is null ? null : masses.GetValueOrDefault(row.Cas);
        return new(key, name, kind, below, mass);
    }

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"SiO[2₂]\D{0,4}(?:<|below |低于 ?)(\d+) ?%")]
    private static partial Regex SilicaBelow();
}
