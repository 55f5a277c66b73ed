using System.Globalization;
using System.Text.RegularExpressions;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Imports;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Sheets;

/// <summary>The rows of one declaration as a form, and where in the sheet each of its fields stands.</summary>
sealed partial class SheetForm
{
    readonly IReadOnlyList<SheetRow<DeclarationRow>> rows;
    readonly List<List<SheetRow<DeclarationRow>>> workshops;
    readonly Dictionary<string, SheetRow<DeclarationRow>> givenBy = [];
    readonly List<CellProblem> contradictions = [];

    /// <param name="rows">Good rows of one group, in the order of the file.</param>
    public SheetForm(IReadOnlyList<SheetRow<DeclarationRow>> rows)
    {
        this.rows = rows;
        workshops = [.. rows.GroupBy(r => r.Value!.Workshop!.Trim()).Select(g => g.ToList())];
        foreach (var (field, column) in DeclarationSheet.Whole) Settle(rows, field, field, column);
        for (var w = 0; w < workshops.Count; w++) Settle(workshops[w], $"Workshops[{w}].Distinct", nameof(DeclarationRow.Distinct), DistinctColumn);
    }

    static readonly SheetColumn<DeclarationRow> DistinctColumn = DeclarationSheet.Definition.Columns.Single(c => c.Key == nameof(DeclarationRow.Distinct));

    public int Group => rows[0].Group;
    public int FirstRow => rows[0].RowNumber;
    public string CreditCode => rows[0].Value!.CreditCode!;
    /// <summary>Name of the workplace where one is given; the rows of a group agree in it.</summary>
    public string? Workplace => rows.Select(r => r.Value!.Workplace).FirstOrDefault(w => w is not null);
    public string? EmployerName => givenBy.TryGetValue(nameof(DeclarationRow.EmployerName), out var row) ? row.Value!.EmployerName : null;
    public DeclarationKind Kind => givenBy.TryGetValue(nameof(DeclarationRow.Kind), out var row) ? row.Value!.Kind!.Value : DeclarationKind.Initial;

    /// <summary>A field that says two things.</summary>
    public IReadOnlyList<CellProblem> Contradictions => contradictions;

    /// <summary>What is known, with what the sheet says over it.</summary>
    public DeclarationForm Over(DeclarationForm known)
    {
        var form = givenBy.Where(g => !g.Key.Contains('[')).GroupBy(g => g.Value).Aggregate(known, (f, g) => g.Key.Value!.Over(f, g.Select(x => x.Key)));
        return form with
        {
            CreditCode = CreditCode,
            Workshops = [.. workshops.Select((w, i) => new FormWorkshop
            {
                Name = w[0].Value!.Workshop!.Trim(), Distinct = givenBy.TryGetValue($"Workshops[{i}].Distinct", out var told) ? told.Value!.Distinct : null,
                Hazards = [.. w.Select(r => new FormHazard { FactorCode = r.Value!.FactorCode!.Trim(), Persons = r.Value.Persons })],
            })],
        };
    }

    /// <summary>Where a field of the form stands.</summary>
    public CellProblem At(string field, string message)
    {
        var (row, key) = Place(field);
        return new(row.RowNumber, DeclarationSheet.TitleOf(key), message.TrimEnd('。'), Shown(row, key));
    }

    /// <summary>Whether a field of the form is a cell of one row, factor or persons.</summary>
    public static bool IsOfRow(string field) => InWorkshop().Match(field) is { Success: true } match && match.Groups[4].Success;

    (SheetRow<DeclarationRow> Row, string Key) Place(string field)
    {
        if (InWorkshop().Match(field) is not { Success: true } match) return (givenBy.GetValueOrDefault(field, rows[0]), field);
        var workshop = workshops[Number(match, 1)];
        return match.Groups[2].Value switch
        {
            "Name" => (workshop[0], nameof(DeclarationRow.Workshop)),
            "Distinct" => (givenBy.GetValueOrDefault(field, workshop[0]), nameof(DeclarationRow.Distinct)),
            _ when match.Groups[3].Success => (workshop[Number(match, 3)], match.Groups[4].Value),
            _ => (workshop[0], nameof(DeclarationRow.FactorCode)),
        };
    }

    void Settle(IReadOnlyList<SheetRow<DeclarationRow>> among, string name, string field, SheetColumn<DeclarationRow> column)
    {
        object? value = null;
        foreach (var row in among)
        {
            if (column.Write(row.Value!) is not { } here) continue;
            if (value is null)
            {
                value = here;
                givenBy[name] = row;
            }
            else if (!value.Equals(here))
                contradictions.Add(new(row.RowNumber, DeclarationSheet.TitleOf(field), $"与第 {givenBy[name].RowNumber} 行的“{CellText.Of(value)}”不一致", CellText.Of(here)));
        }
    }

    static string? Shown(SheetRow<DeclarationRow> row, string key) =>
        DeclarationSheet.Definition.Columns.FirstOrDefault(c => c.Key == key)?.Write(row.Value!) is { } value ? CellText.Of(value) : null;

    static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Workshops\[(\d+)\]\.(Name|Distinct|Hazards)(?:\[(\d+)\]\.(FactorCode|Persons))?$")]
    private static partial Regex InWorkshop();
}
