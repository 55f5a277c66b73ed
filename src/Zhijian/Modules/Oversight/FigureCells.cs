using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Modules.Oversight;

readonly record struct CellKey(DateOnly Period, FigureDimension Dimension, string DivisionCode, string ScopePath, string Value, Measure Measure);

/// <summary>Differences of many employers, added up before they are written.</summary>
sealed class FigureCells
{
    const int Chunk = 200;
    readonly Dictionary<CellKey, long> sums = [];

    public IEnumerable<FigureCell> Rows => sums.Where(s => s.Value != 0).Select(s => new FigureCell
    {
        Period = s.Key.Period, Dimension = s.Key.Dimension, DivisionCode = s.Key.DivisionCode, ScopePath = s.Key.ScopePath, Value = s.Key.Value, Measure = s.Key.Measure, Amount = s.Value,
    });

    public void Add(DateOnly period, FigureStanding member, int sign)
    {
        foreach (var measure in Measures.All)
        {
            if (member.Of(measure) is not (not 0 and var amount)) continue;
            AddPlaces(period, member, measure, amount * sign);
            void By(FigureDimension dimension, string value) => Add(new(period, dimension, member.DivisionCode, member.ScopePath, value, measure), amount * sign);
            By(FigureDimension.Industry, member.IndustryCode);
            By(FigureDimension.Size, member.Size);
            By(FigureDimension.Ownership, member.Ownership);
            By(FigureDimension.Risk, member.Risk);
        }
    }

    /// <summary>The sums of the divisions alone, not by industry and the rest.</summary>
    public void AddPlaces(DateOnly period, FigureStanding member, int sign)
    {
        foreach (var measure in Measures.All)
            if (member.Of(measure) is not 0 and var amount) AddPlaces(period, member, measure, amount * sign);
    }

    void AddPlaces(DateOnly period, FigureStanding member, Measure measure, long amount)
    {
        foreach (var path in Ancestors(member.ScopePath)) Add(new(period, FigureDimension.All, path[(path[..^1].LastIndexOf('/') + 1)..^1], path, "", measure), amount);
    }

    /// <summary>The path of every division from the province down to the own one.</summary>
    static IEnumerable<string> Ancestors(string path)
    {
        for (var end = path.IndexOf('/') + 1; end > 0; end = path.IndexOf('/', end) + 1) yield return path[..end];
    }

    void Add(CellKey key, long amount) => sums[key] = sums.GetValueOrDefault(key) + amount;

    /// <summary>Adds to what is stored; rows that become nothing go.</summary>
    public async Task WriteAsync(ZhijianDb db, CancellationToken ct)
    {
        foreach (var rows in Rows.OrderBy(r => r.Dimension).ThenBy(r => r.DivisionCode, StringComparer.Ordinal).ThenBy(r => r.Value, StringComparer.Ordinal).ThenBy(r => r.Measure).Chunk(Chunk))
        {
            var sql = new StringBuilder("INSERT INTO figure_cells (period, dimension, division_code, scope_path, value, measure, amount) VALUES ");
            var values = new List<object>();
            foreach (var row in rows)
            {
                sql.Append(values.Count == 0 ? "" : ", ").Append('(').AppendJoin(", ", Enumerable.Range(values.Count, 7).Select(n => $"{{{n}}}")).Append(')');
                values.AddRange([row.Period, row.Dimension.ToString(), row.DivisionCode, row.ScopePath, row.Value, row.Measure.ToString(), row.Amount]);
            }
            sql.Append(" ON CONFLICT (period, dimension, division_code, value, measure) DO UPDATE SET amount = figure_cells.amount + excluded.amount");
            await db.Database.ExecuteSqlRawAsync(sql.ToString(), values, ct);
        }
        if (sums.Values.Any(v => v < 0)) await db.Set<FigureCell>().Where(c => c.Amount == 0).ExecuteDeleteAsync(ct);
    }
}
