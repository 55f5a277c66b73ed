using Zhijian.Rules.Exposure;

namespace Zhijian.Rules.Tests.Exposure;

/// <summary>A handful of limits in the shape of the standards, enough for every rule.</summary>
internal static class SmallBook
{
    private static readonly StandardEdition[] Editions =
    [
        Edition("2007", "GBZ 2.1", "GBZ 2.1-2007", null, new(2007, 11, 1)), Edition("2019", "GBZ 2.1", "GBZ 2.1-2019", null, new(2020, 4, 1)),
        new("A1", "GBZ 2.1", "GBZ 2.1-2019", "第1号修改单", new(2022, 11, 1), new(2022, 12, 31), Trust.Single),
        Edition("A2", "GBZ 2.1", "GBZ 2.1-2019", "第2号修改单", new(2025, 5, 1)), Edition("physical", "GBZ 2.2", "GBZ 2.2-2007", null, new(2007, 11, 1)),
    ];

    private static readonly string[] Air = ["2007", "2019", "A1", "A2"], Since2019 = ["2019", "A1", "A2"];

    public static readonly LimitBook Book = Build();
    public static readonly DateOnly In2018 = new(2018, 6, 1), In2021 = new(2021, 6, 1), In2024 = new(2024, 6, 1);

    public static Sample Sample(string factor, ExposureIndex index, decimal value, DateOnly? day = null) =>
        new() { Factor = Book.FactorOf(factor), Day = day ?? In2021, Index = index, Value = value };

    private static LimitBook Build()
    {
        var rows = new List<LimitRow>();
        void Limit(string factor, ExposureIndex index, decimal? value, IEnumerable<string> editions, Unit unit = Unit.MgPerM3, DustFraction fraction = DustFraction.Unstated, LimitCondition? condition = null) =>
            rows.AddRange(editions.Select(e => new LimitRow(e, factor, index, fraction, condition ?? LimitCondition.Always, value, unit, "表", Trust.Double, "test")));

        Limit("benzene", ExposureIndex.TimeWeighted, 6, ["2007", "2019"]);
        Limit("benzene", ExposureIndex.ShortTerm, 10, ["2007", "2019"]);
        Limit("benzene", ExposureIndex.TimeWeighted, 3, ["A1", "A2"]);
        Limit("benzene", ExposureIndex.ShortTerm, 6, ["A1", "A2"]);
        Limit("toluene", ExposureIndex.TimeWeighted, 50, Air);
        Limit("toluene", ExposureIndex.ShortTerm, 100, Air);
        Limit("formaldehyde", ExposureIndex.Ceiling, 0.5m, Air);
        Limit("manganese", ExposureIndex.TimeWeighted, 0.15m, Air);
        Limit("acetochlor", ExposureIndex.TimeWeighted, 0.12m, ["A2"]);
        Limit("nitric oxide", ExposureIndex.TimeWeighted, 15, ["2007"]);
        Limit("unknown figure", ExposureIndex.TimeWeighted, null, Since2019);
        foreach (var (name, value) in new[] { ("five", 5m), ("fifty", 50m), ("two hundred", 200m) }) Limit(name, ExposureIndex.TimeWeighted, value, Air);
        Limit("other dust", ExposureIndex.TimeWeighted, 8, Air, fraction: DustFraction.Total);
        Limit("cement", ExposureIndex.TimeWeighted, 4, Air, fraction: DustFraction.Total);
        Limit("cement", ExposureIndex.TimeWeighted, 1.5m, Air, fraction: DustFraction.Respirable);
        Limit("asbestos", ExposureIndex.TimeWeighted, 0.8m, Air, fraction: DustFraction.Total);
        Limit("asbestos", ExposureIndex.TimeWeighted, 0.8m, Air, Unit.FibrePerMl, DustFraction.Fibre);
        foreach (var (above, from, upTo, total, respirable) in new[] { (10m, true, (decimal?)50m, 1m, 0.7m), (50, false, 80, 0.7m, 0.3m), (80, false, null, 0.5m, 0.2m) })
        {
            var band = new LimitCondition(ConditionKind.FreeSilica, above, from, upTo);
            Limit("silica", ExposureIndex.TimeWeighted, total, Air, fraction: DustFraction.Total, condition: band);
            Limit("silica", ExposureIndex.TimeWeighted, respirable, Air, fraction: DustFraction.Respirable, condition: band);
        }
        Limit("noise", ExposureIndex.NoiseDay, 85, ["physical"], Unit.DecibelA);
        Limit("noise", ExposureIndex.NoiseWeek, 85, ["physical"], Unit.DecibelA);
        foreach (var (above, upTo, level) in new[] { (0m, 100m, 140m), (100, 1000, 130), (1000, 10000, 120) })
            Limit("noise", ExposureIndex.NoisePeak, level, ["physical"], Unit.DecibelA, condition: new(ConditionKind.Impulses, above, false, upTo));
        foreach (var (rate, levels) in new[] { (100m, new[] { 30m, 28, 26, 25 }), (75, [31, 29, 28, 26]), (50, [32, 30, 29, 28]), (25, [33, 32, 31, 30]) })
            for (var i = 0; i < 4; i++) Limit("heat", ExposureIndex.Heat, levels[i], ["physical"], Unit.Celsius, condition: new(ConditionKind.Heat, 0, false, rate, (WorkIntensity)(i + 1)));
        Limit("vibration", ExposureIndex.HandArm, 5, ["physical"], Unit.MetrePerS2);
        Limit("field", ExposureIndex.Other, 5, ["physical"], Unit.KilovoltPerM);

        string[] dusts = ["other dust", "cement", "asbestos", "silica"];
        var factors = rows.Select(r => r.Factor).Distinct().Select(f => new LimitFactor(
            f, f, dusts.Contains(f) ? FactorClass.Dust : FactorClass.Chemical, f is "other dust" or "cement" ? 10 : null, f == "benzene" ? 78.11m : null)).ToList();
        return new LimitBookBuilder(Editions, factors, rows, Rules()).Build();
    }

    private static List<RuleRow> Rules()
    {
        var rules = new List<RuleRow>
        {
            new("GBZ 2.1-2007", "excursion", "air", 0, 1, 3, null), new("GBZ 2.1-2007", "excursion", "air", 1, 10, 2.5m, null),
            new("GBZ 2.1-2007", "excursion", "air", 10, 100, 2, null), new("GBZ 2.1-2007", "excursion", "air", 100, null, 1.5m, null), new("GBZ 2.1-2007", "excursion", "dust", null, null, 2, null),
            new("GBZ 2.1-2019", "peak-free", null, null, null, 3, "6.3.3"), new("GBZ 2.1-2019", "peak-ceiling", null, null, null, 5, "6.3.3"),
            new("GBZ 2.1-2019", "clause", "C_TWA", null, null, null, "6.3.2"),
            new("GBZ 2.2-2007", "noise-action-level", null, null, null, 80, null), new("GBZ 2.2-2007", "outdoor-allowance", "WBGT", null, null, 1, null),
        };
        foreach (var standard in Editions.Select(e => e.Standard).Distinct()) rules.Add(new(standard, "action-level", null, null, null, 0.5m, null));
        foreach (var standard in new[] { "GBZ 2.1-2007", "GBZ 2.1-2019" })
            foreach (var (band, ratio) in new[] { ("0", 0.01m), ("Ⅰ", 0.1m), ("Ⅱ", 0.5m), ("Ⅲ", 1m) }) rules.Add(new(standard, "band", band, null, null, ratio, null));
        return rules;
    }

    private static StandardEdition Edition(string key, string document, string standard, string? amendment, DateOnly from) => new(key, document, standard, amendment, from, from, Trust.Double);
}
