using Zhijian.Modules.Registry.Trades;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Modules.Registry.Demonstration;

/// <summary>Where the city's employers stand and what they do: reference/demonstration-counties.csv, townships weighted by what they are.</summary>
sealed class CityPlan
{
    readonly County[] counties;
    readonly double[] bounds;

    sealed record County(DivisionDirectory.DivisionEntry Place, double Weight, Trade[] Trades, double[] TradeBounds, DivisionDirectory.DivisionEntry[] Townships, double[] TownshipBounds);

    public CityPlan(ReferenceFiles files, TradeProfiles trades, DivisionDirectory divisions)
    {
        counties = [.. files.Rows("demonstration-counties.csv").GroupBy(r => r["county_code"]!).Select(rows =>
        {
            var place = divisions.Find(rows.Key) ?? throw new KeyNotFoundException($"Division {rows.Key} of the demonstration is not in the tree.");
            DivisionDirectory.DivisionEntry[] townships = [.. divisions.Children(rows.Key)];
            return new County(place, (double)rows.First().Decimal("county_weight")!.Value,
                [.. rows.Select(r => trades.Find(r["trade"]!) ?? throw new KeyNotFoundException($"Trade {r["trade"]} of the demonstration has no profile."))],
                Totals(rows.Select(r => (double)r.Decimal("trade_weight")!.Value)), townships, Totals(townships.Select(Weight)));
        })];
        bounds = Totals(counties.Select(c => c.Weight));
    }

    public DivisionDirectory.DivisionEntry CountyPlace(Dice dice) => counties[dice.Weighted(bounds)].Place;

    public (DivisionDirectory.DivisionEntry Township, Trade Trade) Lot(Dice dice)
    {
        var county = counties[dice.Weighted(bounds)];
        return (county.Townships[dice.Weighted(county.TownshipBounds)], county.Trades[dice.Weighted(county.TradeBounds)]);
    }

    public DivisionDirectory.DivisionEntry Township(string countyCode, Dice dice)
    {
        var county = counties.First(c => c.Place.Code == countyCode);
        return county.Townships[dice.Weighted(county.TownshipBounds)];
    }

    /// <summary>Towns and industrial parks have more works than old streets; some places are simply larger.</summary>
    static double Weight(DivisionDirectory.DivisionEntry township)
    {
        var kind = township.Name.EndsWith('镇') || township.Name.EndsWith('区') ? 3 : township.Name.EndsWith('乡') ? 2 : 1;
        return kind * (0.5 + new Dice(1, int.Parse(township.Code, System.Globalization.CultureInfo.InvariantCulture)).Fraction());
    }

    static double[] Totals(IEnumerable<double> weights)
    {
        var sum = 0.0;
        return [.. weights.Select(w => sum += w)];
    }
}
