using System.Text;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Search;

namespace Zhijian.Bench;

/// <summary>What is asked of the list, and how somebody who knows the indexes would ask it.</summary>
/// <param name="Of">Words taken from an employer that is there; keys with _ are for the SQL by hand alone. Null: the employer does not serve.</param>
/// <param name="Sql">The count, stopped where the list stops, and the page.</param>
internal sealed record ListQuestion(string Name, int Page, Func<Employer, IReadOnlyDictionary<string, string>?> Of, Func<IReadOnlyDictionary<string, string>, bool, (string Count, string Page)> Sql);

internal static class ListQuestions
{
    const string Shown =
        "id, name, credit_code, division_code, industry_code, has_dust, has_chemical, has_physical, has_radiation, has_biological, has_other, risk_class, risk_grade, declaration_standing, workers, exposed_workers";
    const string ByCounty = "FROM employers WHERE county_code = @region AND industry_code >= @industry AND industry_code < @_to AND merged_into_id IS NULL";

    public static IReadOnlyList<ListQuestion> All { get; } =
    [
        new("county, industry, name, page 20", 20, e => new Dictionary<string, string> { ["region"] = e.CountyCode, ["industry"] = e.IndustryCode[..2], ["_to"] = e.IndustryCode[..2] + ":", ["q"] = Middle(e.Name) },
            (_, postgres) => Both($"{ByCounty} AND {Contains(postgres, "q")}", 20)),
        new("county, industry, page 20", 20, e => new Dictionary<string, string> { ["region"] = e.CountyCode, ["industry"] = e.IndustryCode[..2], ["_to"] = e.IndustryCode[..2] + ":" },
            (_, _) => Both(ByCounty, 20)),
        new("two Chinese characters, rare", 1, e => Words(Brand(e.Name)), (_, postgres) => Both(ByWords(postgres), 1)),
        new("two Chinese characters, common", 1, e => Words(Middle(e.Name)), (_, postgres) => Both($"FROM employers WHERE merged_into_id IS NULL AND {Contains(postgres, "q")}", 1)),
        new("credit code", 1, e => e.CreditCode is { } code ? new Dictionary<string, string> { ["q"] = code } : null, (_, _) => Both("FROM employers WHERE credit_code = @q AND merged_into_id IS NULL", 1)),
        new("pinyin initials", 1, e => Words(Initials(e)), (_, postgres) => Both(ByWords(postgres), 1)),
    ];

    static (string, string) Both(string from, int page) =>
        ($"SELECT count(*) FROM (SELECT 1 {from} LIMIT {EmployerList.CountLimit + 1}) f", $"SELECT {Shown} {from} ORDER BY name, id LIMIT 21 OFFSET {(page - 1) * 20}");

    /// <summary>SQLite's LIKE folds letters, so instr it is.</summary>
    static string Contains(bool postgres, string word) => postgres ? $"strpos(search_text, @{word}) > 0" : $"instr(search_text, @{word}) > 0";

    static string ByWords(bool postgres) => postgres
        ? $"FROM employers WHERE {EmployerIndexSql.Expression} @> @_words AND merged_into_id IS NULL AND {Contains(true, "q")}"
        : $"FROM employers WHERE id IN (SELECT k.employer_id FROM employer_words w JOIN employer_word_keys k ON k.no = w.rowid WHERE employer_words MATCH @_match) AND merged_into_id IS NULL AND {Contains(false, "q")}";

    static Dictionary<string, string> Words(string text)
    {
        string[] pairs = [.. Enumerable.Range(0, text.Length - 1).Select(i => text.Substring(i, 2)).Distinct()];
        return new() { ["q"] = text, ["_words"] = string.Join(' ', pairs), ["_match"] = string.Join(" AND ", pairs.Select(p => $"\"{Convert.ToHexString(Encoding.UTF8.GetBytes(p))}\"")) };
    }

    /// <summary>The characters by which no other employer is called.</summary>
    static string Brand(string name) => name.Substring(name.IndexOf("示例", StringComparison.Ordinal) + 2, 2);

    /// <summary>Of the word of the trade.</summary>
    static string Middle(string name) => name[..^4][^2..];

    /// <summary>Of the brand and what follows.</summary>
    static string Initials(Employer e)
    {
        var initials = e.SearchText.Split('\u001f', StringSplitOptions.RemoveEmptyEntries)[^1];
        var at = Math.Min(initials.Length - 6, e.Name.IndexOf("示例", StringComparison.Ordinal) + 2);
        return initials.Substring(Math.Max(0, at), Math.Min(6, initials.Length));
    }
}
