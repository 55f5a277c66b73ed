using System.Collections.Frozen;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Modules.Registry.Trades;

/// <summary>A trade as people name it, with the posts and hazards that are usual in it.</summary>
/// <param name="Words">What such employers have in their names.</param>
/// <param name="Industries">GB/T 4754-2017 codes, the commonest first.</param>
/// <param name="TypicalWorkers">Median of the trade; for demonstration data.</param>
/// <param name="Posts">Empty where no hazard is to be expected.</param>
public sealed record Trade(
    string Code, string Name, IReadOnlyList<string> Words, IReadOnlyList<string> Industries, int TypicalWorkers, IReadOnlyList<TradePost> Posts, string Source, string Confidence)
{
    public bool HasHazards => Posts.Count > 0;
}

/// <param name="Share">Workers of the trade who stand at this post, out of 100.</param>
public sealed record TradePost(string Workshop, string Post, int Share, decimal HoursPerDay, IReadOnlyList<TradeFactor> Factors, string? Facilities, string? ProtectiveEquipment);

/// <param name="Certain">Comes with the work; otherwise it depends on the materials and must be asked for.</param>
public sealed record TradeFactor(string Code, bool Certain);

/// <summary>
/// 行业—岗位—危害 of reference/trade-profiles.csv: what a small employer of a trade probably has to declare. Our own
/// compilation, to be offered and confirmed, never to be judged by.
/// </summary>
public sealed class TradeProfiles(ReferenceFiles files)
{
    const string File = "trade-profiles.csv";
    readonly Lazy<IReadOnlyList<Trade>> all = new(() => [.. files.Rows(File).GroupBy(r => r["trade"]!).Select(Read)]);
    FrozenDictionary<string, Trade>? byCode;
    FrozenDictionary<string, Trade[]>? byIndustry;

    public IReadOnlyList<Trade> All => all.Value;

    public Trade? Find(string code) => (byCode ??= All.ToFrozenDictionary(t => t.Code)).GetValueOrDefault(code);

    /// <summary>The trades of an industry: those that name the very code, else those of its group (three digits).</summary>
    public IReadOnlyList<Trade> OfIndustry(string? industry)
    {
        if (industry is not { Length: >= 3 }) return [];
        byIndustry ??= All.SelectMany(t => t.Industries.SelectMany(i => new[] { (i, t), (i[..3], t) })).Distinct()
            .GroupBy(p => p.Item1).ToFrozenDictionary(g => g.Key, g => g.Select(p => p.Item2).ToArray());
        return byIndustry.GetValueOrDefault(industry) ?? byIndustry.GetValueOrDefault(industry[..3]) ?? [];
    }

    static Trade Read(IGrouping<string, CsvRow> rows)
    {
        var head = rows.First();
        return new(rows.Key, head["name_zh"]!, Split(head["name_words"]), Split(head["industries"]), head.Int("typical_workers"),
            [.. rows.Where(r => r["post"] is not null).Select(Post)], head["source"]!, head["confidence"]!);
    }

    static TradePost Post(CsvRow row) => new(row["workshop"]!, row["post"]!, row.Int("share_pct"), row.Decimal("hours_per_day")!.Value,
        [.. Split(row["factors"]).Select(f => new TradeFactor(f.TrimEnd('?'), !f.EndsWith('?')))], row["facilities"], row["protective_equipment"]);

    static string[] Split(string? cell) => cell?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
