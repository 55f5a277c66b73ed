using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>Which hazards are usual in a trade: for the short path of small employers and for the review.</summary>
public interface ITradeProfiles
{
    /// <summary>Of the nearest industry that has a profile: the class itself, else the group, the division. Empty when none has.</summary>
    IReadOnlyList<TradeFactor> Of(string industryCode, Func<string, FactorFact?> factorOf);
}
