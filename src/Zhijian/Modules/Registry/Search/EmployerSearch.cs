using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
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
        var pairs = Pairs(terms);
        if (pairs.Length == 0 && properties.Count == 0) return new(null, false);
        var ids = await IdsAsync(pairs, properties, ct);
        return ids.Count > MostHits ? new(null, true) : new(ids, false);
    }

    static readonly string InPostgres = $"SELECT id AS \"Value\" FROM employers WHERE {EmployerIndexSql.Expression} @> {{0}} AND merged_into_id IS NULL LIMIT {{1}}";
    const string InSqlite =
        "SELECT k.employer_id AS \"Value\" FROM (SELECT rowid AS no FROM employer_words WHERE employer_words MATCH {0} LIMIT {1}) f CROSS JOIN employer_word_keys k ON k.no = f.no";

    /// <summary>So many hits are sorted; more are so common that they turn up when the names are walked in their order.</summary>
    public const int MostSorted = 60_000;
    /// <summary>Pages behind this are asked for in the ordinary way.</summary>
    const int MostFirst = 20_000;

    /// <summary>
    /// The first of very many by name, on SQLite: exactly those that the list shows up to its page. The plus keeps the index of
    /// places out of it.
    /// </summary>
    /// <returns>Null: the page lies too far behind.</returns>
    public async Task<IReadOnlyList<Guid>?> FirstByNameAsync(IReadOnlyList<string> terms, IReadOnlyList<string> properties, string? place, long count, int mostSorted, CancellationToken ct)
    {
        if (count > MostFirst) return null;
        var subtree = place is null ? null : Scope.Subtree(place);
        List<object> values = [Match(Pairs(terms), properties), mostSorted + 1, count];
        var where = "e.merged_into_id IS NULL";
        if (subtree is not null)
        {
            where += $" AND +e.scope_path >= {{{values.Count}}} AND +e.scope_path < {{{values.Count + 1}}}";
            values.AddRange([subtree.PathFrom!, subtree.PathTo!]);
        }
        foreach (var term in terms)
        {
            where += $" AND instr(e.search_text, {{{values.Count}}}) > 0";
            values.Add(term);
        }
        const string hits = "SELECT rowid FROM employer_words WHERE employer_words MATCH {0}";
        // Only constants and numbers of parameters are put together; every value is a parameter.
        const string howMany = "SELECT count(*) AS \"Value\" FROM (" + hits + " LIMIT {1})";
        var many = await db.Database.SqlQueryRaw<int>(howMany, [.. values.Take(2)]).SingleAsync(ct) > mostSorted;
        var from = many
            ? $"employers e INDEXED BY ix_employers_name WHERE {where}{(properties.Count == 0 ? "" : $" AND (SELECT k.no FROM employer_word_keys k WHERE k.employer_id = e.id) IN ({hits})")}"
            : $"({hits}) f CROSS JOIN employer_word_keys k ON k.no = f.rowid CROSS JOIN employers e ON e.id = k.employer_id WHERE {where}";
        var first = $"SELECT e.id AS \"Value\" FROM {from} ORDER BY e.name, e.id LIMIT {{2}}";
        return await db.Database.SqlQueryRaw<Guid>(first, [.. values]).ToListAsync(ct);
    }

    static string[] Pairs(IReadOnlyList<string> terms) => [.. terms.SelectMany(t => Enumerable.Range(0, Math.Max(0, t.Length - 1)).Select(i => t.Substring(i, 2))).Distinct()];

    static string Match(string[] pairs, IReadOnlyList<string> properties) =>
        string.Join(" AND ", pairs.Select(p => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(p))).Concat(properties).Select(w => $"\"{w}\""));

    Task<List<Guid>> IdsAsync(string[] pairs, IReadOnlyList<string> properties, CancellationToken ct)
    {
        string[] words = [.. pairs, .. properties];
        if (db.IsPostgres) return db.Database.SqlQueryRaw<Guid>(InPostgres, words, MostHits + 1).ToListAsync(ct);
        return db.Database.SqlQueryRaw<Guid>(InSqlite, Match(pairs, properties), MostHits + 1).ToListAsync(ct);
    }
}
