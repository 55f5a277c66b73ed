using Zhijian.Modules.Registry.Trades;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Risk;
using Zhijian.Rules.Undeclared;

namespace Zhijian.Modules.Registry.Undeclared;

/// <summary>What the score looks at of an employer.</summary>
public sealed record SignalFacts(string IndustryCode, int? Workers, bool HasExposure);

/// <summary>Signals and weights from the shipped tables: key industries, trade profiles. The risk catalogue is that of the library.</summary>
sealed class UndeclaredSignals(ReferenceFiles files, TradeProfiles trades)
{
    readonly Lazy<IReadOnlyList<(string Prefix, string Name)>> keys = new(() => [.. files.Rows("key-industries.csv").Select(r => (r["gbt4754_prefix"]!, r["industry_zh"]!)).OrderByDescending(k => k.Item1.Length)]);
    readonly Lazy<IReadOnlyList<SignalWeight>> weights = new(() => [.. files.Rows("undeclared-signals.csv").Where(r => r["signal"] != ThresholdRow)
        .Select(r => new SignalWeight(Enum.Parse<UndeclaredSignal>(r["signal"]!), r.Int("weight"), r["words_zh"]!))]);
    const string ThresholdRow = "Threshold";

    public int Threshold => files.Rows("undeclared-signals.csv").Single(r => r["signal"] == ThresholdRow).Int("weight");

    public UndeclaredResult Score(SignalFacts facts, RiskCatalogue risks, DateOnly today)
    {
        List<UndeclaredSignal> signals = [];
        var risk = IndustryCode.TryParse(facts.IndustryCode, out var industry) ? risks.Classify(industry, today) : null;
        var key = keys.Value.FirstOrDefault(k => facts.IndustryCode.StartsWith(k.Prefix, StringComparison.Ordinal)).Name;
        var trade = trades.OfIndustry(facts.IndustryCode).FirstOrDefault(t => t.HasHazards);
        if (facts.HasExposure) signals.Add(UndeclaredSignal.ExposureKnown);
        if (risk?.Class is { } hazard) signals.Add(hazard is HazardRiskClass.Severe ? UndeclaredSignal.SevereIndustry : UndeclaredSignal.ListedIndustry);
        if (key is not null) signals.Add(UndeclaredSignal.KeyIndustry);
        if (trade is not null) signals.Add(UndeclaredSignal.UsualTrade);
        if (facts.Workers >= 10) signals.Add(UndeclaredSignal.TenWorkers);
        return UndeclaredScore.Of(weights.Value, signals, s => s switch
        {
            UndeclaredSignal.SevereIndustry or UndeclaredSignal.ListedIndustry => risk!.Row!.Name, UndeclaredSignal.KeyIndustry => key, UndeclaredSignal.UsualTrade => trade!.Name, _ => null,
        });
    }

    /// <summary>The industries that reach the threshold by themselves, with ten workers or without: the rest is not read at all.</summary>
    public IReadOnlyList<string> Industries(RiskCatalogue risks, DateOnly today) => [.. files.Rows("industry-gbt4754-2017.csv").Select(r => r["code"]!).Where(c => char.IsAsciiDigit(c[0]))
        .Where(c => Score(new(c, 10, false), risks, today).Score >= Threshold)];
}
