using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Declarations;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Oversight.Pivots;

/// <summary>
/// Crosses two dimensions in the database: the present from what each employer adds to the figures, months from the kept sums. What
/// comes out are the cells; divisions are folded into counties here, since a functional zone cannot be told from its code.
/// </summary>
public sealed class PivotReader(ZhijianDb db, Viewer viewer, DivisionDirectory divisions, ReferenceDirectory reference)
{
    /// <summary>Key of what has no value.</summary>
    public const string None = "none";
    const int CountyLevel = 3, CityLevel = 2;

    static readonly HazardClass[] Classes = Enum.GetValues<HazardClass>();

    sealed record Cell(string A, string B, long N);

    /// <summary>Null when the division is not one that the viewer sees.</summary>
    /// <exception cref="Refusal">The two dimensions cannot be crossed.</exception>
    public async Task<PivotAnswer?> ReadAsync(PivotQuestion question, CancellationToken ct)
    {
        if (question.Fault is { } fault) throw new Refusal(fault);
        await divisions.LoadAsync(db, ct);
        if (Area(question.Area) is not { } area || await RollUps.PeriodAsync(db, ct) is not { } live) return null;
        var months = question.Rows == PivotDimension.Period || question.Columns == PivotDimension.Period;
        var raw = months ? await MonthsAsync(question, area, ct) : await PresentAsync(question, area, ct);
        var cells = new Dictionary<(string, string), long>();
        foreach (var cell in raw)
            foreach (var row in Keys(question.Rows, cell.A))
                foreach (var column in Keys(question.Columns, cell.B))
                    cells[(row, column)] = cells.GetValueOrDefault((row, column)) + cell.N;
        foreach (var empty in cells.Where(c => c.Value == 0).Select(c => c.Key).ToList()) cells.Remove(empty);
        var (rowNames, columnNames) = (await NamesAsync(question.Rows, ct), await NamesAsync(question.Columns, ct));
        var rows = Heads(cells, question.Rows, k => k.Item1, rowNames, !question.Columns.IsManyFold() && question.Columns != PivotDimension.Period);
        var columns = Heads(cells, question.Columns, k => k.Item2, columnNames, !question.Rows.IsManyFold() && question.Rows != PivotDimension.Period);
        return new(question, area.Code, area.Name, rows, columns, cells, Month(live), rows.All(r => r.Total is not null) && columns.All(c => c.Total is not null) ? cells.Values.Sum() : null);
    }

    DivisionDirectory.DivisionEntry? Area(string? code)
    {
        if (code is not null) return divisions.Find(code) is { Level: >= CityLevel } asked && viewer.Scope.Covers(asked.Path) ? asked : null;
        return viewer.Scope.Path is { } path ? divisions.All.FirstOrDefault(d => d.Path == path) : divisions.All.Where(d => d.Level == CityLevel).MinBy(d => d.Code, StringComparer.Ordinal);
    }

    async Task<List<Cell>> PresentAsync(PivotQuestion question, DivisionDirectory.DivisionEntry area, CancellationToken ct)
    {
        var (from, to) = (area.Path, Scope.Subtree(area.Path).PathTo);
        bool Asks(PivotDimension dimension) => question.Rows == dimension || question.Columns == dimension;
        // Names of columns are the program's own; values go as parameters.
        var sql = $"""
            SELECT {Column(question.Rows)} AS a, {Column(question.Columns)} AS b, CAST(SUM(m.{MeasureColumn(question.Measure)}) AS BIGINT) AS n FROM figure_members m
            {(Asks(PivotDimension.Factor) ? "JOIN (SELECT DISTINCT employer_id, factor_code FROM exposures) x ON x.employer_id = m.employer_id" : "")}
            {(Asks(PivotDimension.HazardClass) ? "JOIN employers e ON e.id = m.employer_id" : "")}
            WHERE m.scope_path >= {"{0}"} AND m.scope_path < {"{1}"} AND m.{MeasureColumn(question.Measure)} <> 0 GROUP BY 1, 2
            """;
        return await db.Database.SqlQueryRaw<Cell>(sql, from, to).ToListAsync(ct);
    }

    async Task<List<Cell>> MonthsAsync(PivotQuestion question, DivisionDirectory.DivisionEntry area, CancellationToken ct)
    {
        var (from, to) = (area.Path, Scope.Subtree(area.Path).PathTo);
        var other = question.Rows == PivotDimension.Period ? question.Columns : question.Rows;
        var cells = db.Set<FigureCell>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(c => c.Measure == question.Measure && string.Compare(c.ScopePath, from) >= 0 && string.Compare(c.ScopePath, to) < 0);
        List<(DateOnly Period, string Value, long Amount)> sums;
        if (other is PivotDimension.County or PivotDimension.Township)
        {
            // Under this dimension every employer stands once, at its own division.
            sums = [.. (await cells.Where(c => c.Dimension == FigureDimension.Size).GroupBy(c => new { c.Period, c.DivisionCode }).Select(g => new { g.Key.Period, g.Key.DivisionCode, Amount = g.Sum(c => c.Amount) }).ToListAsync(ct)).Select(c => (c.Period, c.DivisionCode, c.Amount))];
        }
        else
        {
            var dimension = Enum.Parse<FigureDimension>(other.ToString());
            sums = [.. (await cells.Where(c => c.Dimension == dimension).GroupBy(c => new { c.Period, c.Value }).Select(g => new { g.Key.Period, g.Key.Value, Amount = g.Sum(c => c.Amount) }).ToListAsync(ct)).Select(c => (c.Period, c.Value, c.Amount))];
        }
        return sums.ConvertAll(s => question.Rows == PivotDimension.Period ? new Cell(Month(s.Period), s.Value, s.Amount) : new Cell(s.Value, Month(s.Period), s.Amount));
    }

    static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    static string MeasureColumn(Measure measure) => string.Concat(measure.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    static string Column(PivotDimension dimension) => dimension switch
    {
        PivotDimension.County or PivotDimension.Township => "m.division_code", PivotDimension.Industry => "m.industry_code", PivotDimension.Size => "m.size", PivotDimension.Ownership => "m.ownership", PivotDimension.Risk => "m.risk",
        PivotDimension.Factor => "x.factor_code",
        PivotDimension.HazardClass => string.Join(" || ", Classes.Select(c => $"CASE WHEN e.has_{c.ToString().ToLowerInvariant()} THEN '1' ELSE '0' END")),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, null),
    };

    /// <summary>The keys under which a value of the database stands.</summary>
    IEnumerable<string> Keys(PivotDimension dimension, string value) => dimension switch
    {
        PivotDimension.County => [CountyOf(value)],
        PivotDimension.HazardClass => value.Contains('1') ? Classes.Where((_, i) => value[i] == '1').Select(c => c.ToString()) : [None],
        _ => [value.Length == 0 ? None : value],
    };

    string CountyOf(string division)
    {
        for (var at = divisions.Find(division); at is not null; at = at.ParentCode is { } up ? divisions.Find(up) : null)
            if (at.Level <= CountyLevel) return at.Code;
        return division;
    }

    static List<PivotHead> Heads(Dictionary<(string, string), long> cells, PivotDimension dimension, Func<(string, string), string> key, Func<string, string> name, bool summed)
    {
        var heads = cells.GroupBy(c => key(c.Key)).Select(g => (Head: new PivotHead(g.Key, name(g.Key), summed ? g.Sum(c => c.Value) : null), Weight: g.Sum(c => c.Value)));
        // Time and places have an order of their own; of the rest the greatest comes first.
        return [.. (dimension is PivotDimension.Period or PivotDimension.County or PivotDimension.Township ? heads.OrderBy(h => h.Head.Key, StringComparer.Ordinal) : heads.OrderByDescending(h => h.Weight).ThenBy(h => h.Head.Key, StringComparer.Ordinal)).Select(h => h.Head)];
    }

    async Task<Func<string, string>> NamesAsync(PivotDimension dimension, CancellationToken ct)
    {
        switch (dimension)
        {
            case PivotDimension.County:
                return code => divisions.Find(code) is { Level: CityLevel } city ? $"{city.Name}本级" : divisions.Name(code);
            case PivotDimension.Township:
                return code => divisions.Find(code) is { Level: <= CountyLevel } above ? $"{above.Name}（未定乡镇）" : divisions.Name(code);
            case PivotDimension.Industry:
                var industries = await reference.IndustryNamesAsync(ct);
                return code => code == None ? "未登记" : industries.GetValueOrDefault(code, code);
            case PivotDimension.Factor:
                var factors = (await reference.TimelineAsync(ct)).Newest(Zhijian.Platform.Reference.Tables.ReferenceTables.Factors.Key) is { } version ? await reference.FactorsAsync(version, ct) : null;
                return code => factors?.Find(code)?.Name ?? code;
            default:
                return key => Word(dimension, key);
        }
    }

    public static string Word(PivotDimension dimension, string key) => key == None ? "未登记" : dimension switch
    {
        PivotDimension.HazardClass => Enum.TryParse<HazardClass>(key, out var c) ? c switch { HazardClass.Dust => "粉尘", HazardClass.Chemical => "化学因素", HazardClass.Physical => "物理因素", HazardClass.Radiation => "放射性因素", HazardClass.Biological => "生物因素", _ => "其他因素" } : key,
        PivotDimension.Size => Enum.TryParse<EmployerSize>(key, out var size) ? size.ChineseName() : key,
        PivotDimension.Ownership => Enum.TryParse<RegistrationType>(key, out var type) ? type.ChineseName() : key,
        PivotDimension.Risk => Enum.TryParse<HazardRiskClass>(key, out var risk) ? risk.Text() : key,
        _ => key,
    };
}
