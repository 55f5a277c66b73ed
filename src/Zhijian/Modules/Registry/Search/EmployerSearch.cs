using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Reference;

namespace Zhijian.Modules.Registry.Search;

/// <summary>What the index answered.</summary>
/// <param name="Ids">All that may match, or null: too many to fetch, so a page of them is found quickest by walking the list.</param>
/// <param name="SurelyMany">There are more than <see cref="EmployerSearch.MostHits"/>, and this is known.</param>
public sealed record Hits(IReadOnlyList<Guid>? Ids, bool SurelyMany);

/// <summary>
/// Finds employers by parts of names, codes and pinyin initials, and by properties, in the index of pairs of characters. The
/// index may say too many, never too few: whoever asks compares the text itself as well.
/// </summary>
public sealed class EmployerSearch(ZhijianDb db)
{
    public const int MostHits = 5_000;
    /// <summary>The words of a question: folded, split at blanks. All of them must be in the text.</summary>
    public static IReadOnlyList<string> Terms(string? q) => SearchWord.Of(q) is { } word ? word.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    public async Task<Hits> FindAsync(IReadOnlyList<string> terms, IReadOnlyList<string> properties, CancellationToken ct)
    {
        string[] pairs = [.. terms.SelectMany(t => Enumerable.Range(0, Math.Max(0, t.Length - 1)).Select(i => t.Substring(i, 2))).Distinct()];
        if (pairs.Length == 0 && properties.Count == 0) return new(null, false);
        var ids = await IdsAsync(pairs, properties, ct);
        return ids.Count > MostHits ? new(null, true) : new(ids, false);
    }

    static readonly string InPostgres = $"SELECT id AS \"Value\" FROM employers WHERE {EmployerIndexSql.Expression} @> {{0}} AND merged_into_id IS NULL LIMIT {{1}}";
    const string InSqlite =
        "SELECT k.employer_id AS \"Value\" FROM (SELECT rowid AS no FROM employer_words WHERE employer_words MATCH {0} LIMIT {1}) f CROSS JOIN employer_word_keys k ON k.no = f.no";

    Task<List<Guid>> IdsAsync(string[] pairs, IReadOnlyList<string> properties, CancellationToken ct)
    {
        string[] words = [.. pairs, .. properties];
        if (db.IsPostgres) return db.Database.SqlQueryRaw<Guid>(InPostgres, words, MostHits + 1).ToListAsync(ct);
        var match = string.Join(" AND ", pairs.Select(p => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(p))).Concat(properties).Select(w => $"\"{w}\""));
        return db.Database.SqlQueryRaw<Guid>(InSqlite, match, MostHits + 1).ToListAsync(ct);
    }
}
