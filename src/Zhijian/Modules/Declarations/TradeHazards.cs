using Zhijian.Modules.Registry.Trades;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>A workshop that a trade usually has, with its hazards: offered on the short path, to be confirmed by the employer.</summary>
public sealed record UsualWorkshop(string Name, string Posts, int SharePercent, IReadOnlyList<UsualFactor> Factors);

/// <summary>Which hazards are usual in a trade: for the short path of small employers and for the review.</summary>
public sealed class TradeHazards(TradeProfiles profiles)
{
    public IReadOnlyList<Trade> Trades => [.. profiles.All.Where(t => t.HasHazards)];

    public Trade? Find(string? code) => code is null ? null : profiles.Find(code);

    public IReadOnlyList<Trade> Of(string? industryCode) => [.. profiles.OfIndustry(industryCode).Where(t => t.HasHazards)];

    /// <summary>Factors usual in an industry. Where several trades share its code, certain is only what comes with all of them.</summary>
    public IReadOnlyList<UsualFactor> Usual(string industryCode, Func<string, FactorFact?> factorOf)
    {
        var trades = Of(industryCode);
        return
        [
            .. trades.SelectMany(t => Workshops(t, factorOf).SelectMany(w => w.Factors).Select(f => (Trade: t, Factor: f))).GroupBy(x => x.Factor.FactorCode).Select(g => g.First().Factor with
            {
                Certain = g.Where(x => x.Factor.Certain).Select(x => x.Trade.Code).Distinct().Count() == trades.Count,
                Where = string.Join("、", g.Select(x => x.Factor.Where).Distinct().Take(3)),
            }),
        ];
    }

    public static IReadOnlyList<UsualWorkshop> Workshops(Trade trade, Func<string, FactorFact?> factorOf) =>
    [
        .. trade.Posts.GroupBy(p => p.Workshop).Select(g => new UsualWorkshop(g.Key, string.Join("、", g.Select(p => p.Post)), g.Sum(p => p.Share),
        [
            .. g.SelectMany(p => p.Factors.Select(f => (p.Post, Factor: f, Fact: factorOf(f.Code)))).Where(x => x.Fact is not null).GroupBy(x => x.Fact!.Code)
                .Select(f => new UsualFactor(f.Key, f.First().Fact!.Name, f.First().Fact!.Class, f.Any(x => x.Factor.Certain), string.Join("、", f.Select(x => x.Post).Distinct()), trade.Source, trade.Confidence)),
        ])),
    ];
}
