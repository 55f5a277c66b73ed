using System.Text.RegularExpressions;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Identifiers;
using Row = Zhijian.Platform.Reference.Rows.ExposureLimit;

namespace Zhijian.Platform.Judging;

/// <summary>Every name by which somebody may mean a factor: of the limits, of the hazard catalogue, and their aliases.</summary>
static partial class FactorNaming
{
    public static IEnumerable<(NameKind, string, int[])> Of(ReferenceFiles files, LimitBook book, List<Row> rows, Func<Row, string> factorOf) =>
        OfLimits(book, rows, factorOf).Concat(OfAliases(files, book)).Concat(OfCatalogue(files, book));

    static IEnumerable<(NameKind, string, int[])> OfLimits(LimitBook book, List<Row> rows, Func<Row, string> factorOf)
    {
        foreach (var row in rows)
        {
            int[] factor = [book.FactorOf(factorOf(row))];
            yield return (NameKind.Code, factorOf(row), factor);
            yield return (NameKind.Code, row.EntryCode!, factor);
            foreach (var name in new[] { row.Name, row.NameEn }.OfType<string>())
            {
                yield return (NameKind.Limit, name, factor);
                foreach (var part in Parts(name)) yield return (NameKind.LimitPart, part, factor);
            }
            foreach (var cas in CasNumber.AllIn(row.Cas)) yield return (NameKind.Limit, cas.Value, factor);
        }
    }

    static IEnumerable<(NameKind, string, int[])> OfAliases(ReferenceFiles files, LimitBook book)
    {
        foreach (var row in files.Rows("limit-names.csv"))
        {
            var id = book.FactorOf(row["entry"] + row["sub"]);
            if (id < 0) id = book.FactorOf(row["entry"]!);
            if (id < 0) throw new InvalidDataException($"limit-names.csv: no limit {row["entry"]}{row["sub"]}");
            foreach (var alias in row["aliases"]!.Split(';')) yield return (NameKind.Limit, alias, [id]);
        }
    }

    static IEnumerable<(NameKind, string, int[])> OfCatalogue(ReferenceFiles files, LimitBook book)
    {
        var aliases = files.Rows("factor-aliases.csv").ToDictionary(r => r["factor_code"]!, r => r["aliases"]!.Split(';'));
        var byEntry = book.Factors.Select((factor, id) => (Entry: factor.Key.StartsWith('T') ? factor.Key.TrimEnd('a', 'b', 'c', 'd') : factor.Key, Id: id)).ToLookup(f => f.Entry, f => f.Id);
        foreach (var row in files.Rows("hazard-factors.csv"))
        {
            int[] linked = [.. (row["linked_oel_no"] ?? "").Split(';').SelectMany(entry => byEntry[entry])];
            yield return (NameKind.Code, row["code"]!, linked);
            foreach (var name in new[] { row["name_zh"], row["name_en"] }.OfType<string>().Concat(aliases.GetValueOrDefault(row["code"]!, [])))
            {
                yield return (NameKind.Catalogue, name, linked);
                foreach (var part in Parts(name)) yield return (NameKind.CataloguePart, part, linked);
            }
            foreach (var cas in CasNumber.AllIn(row["cas"])) yield return (NameKind.Catalogue, cas.Value, linked);
        }
    }

    /// <summary>
    /// 丁烯醛 and 巴豆醛 of 巴豆醛（丁烯醛）; 铅尘 of 铅及其无机化合物（按Pb计）—铅尘; xylene of Xylene (all isomers). Qualifications
    /// (按…计, 不含…, 游离SiO2…) name nothing.
    /// </summary>
    static IEnumerable<string> Parts(string name)
    {
        var dash = name.IndexOf('—');
        if (dash > 0)
        {
            yield return name[(dash + 1)..];
            name = name[..dash];
            yield return name;
        }
        var colon = name.IndexOf(": ", StringComparison.Ordinal);
        if (colon > 0) yield return name = name[..colon];
        var measured = name.IndexOf(", as ", StringComparison.Ordinal);
        if (measured > 0) yield return name = name[..measured];
        while (Bracket().Match(name) is { Success: true } bracket)
        {
            var inner = bracket.Groups[2].Value;
            if (!Qualification().IsMatch(inner))
            {
                yield return inner;
                foreach (var word in inner.Split('；', '，')) yield return word;
            }
            name = bracket.Groups[1].Value.Trim();
            if (name.Length == 0) yield break;
            yield return name;
        }
    }

    [GeneratedRegex(@"^(.*?)\s*[（(]([^（）()]*)[）)]$")] private static partial Regex Bracket();
    [GeneratedRegex(@"^(按|不含|不包括|包括|全部|游离|以|含)|单列|等$|[<>≥≤]|isomers|except|free SiO2|all |including|\d+%")] private static partial Regex Qualification();
}
