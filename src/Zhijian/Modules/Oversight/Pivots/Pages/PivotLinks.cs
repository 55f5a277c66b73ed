using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Oversight.Pivots.Pages;

/// <summary>The list that a cell counts, and the filters by which the list of figures finds it again.</summary>
public static class PivotLinks
{
    public static Measure? MeasureOf(string? text) => Oversight.Pages.MemberList.MeasureOf(text);

    /// <summary>Null: a past month keeps its sums alone.</summary>
    public static string? Of(PivotAnswer answer, PivotHead? row, PivotHead? column, DivisionDirectory divisions)
    {
        var (place, at, rest) = (divisions.Find(answer.AreaCode), (string?)null, "");
        foreach (var (dimension, head) in new[] { (answer.Question.Rows, row), (answer.Question.Columns, column) })
        {
            if (head is null) continue;
            if (dimension == PivotDimension.Period && head.Key != answer.Live) return null;
            if (dimension is PivotDimension.County or PivotDimension.Township)
            {
                // What stands at the division itself and at none below it.
                if (divisions.Find(head.Key) is not { } division || division.Level < (dimension == PivotDimension.County ? 3 : 4)) at = head.Key;
                else if (place is null || division.Path.Length > place.Path.Length) place = division;
            }
            else if (Part(dimension, head.Key) is { } part) rest += $"&{part}";
        }
        return $"/oversight/employers?measure={answer.Question.Measure}&county={place?.Code}{(at is null ? "" : $"&at={at}")}{rest}";
    }

    static string? Part(PivotDimension dimension, string key) => dimension switch
    {
        PivotDimension.Industry => $"industry={key}", PivotDimension.Size => $"scale={key}", PivotDimension.Ownership => $"ownership={key}", PivotDimension.Risk => $"risk={key}",
        PivotDimension.Factor => $"factor={Uri.EscapeDataString(key)}", PivotDimension.HazardClass => $"hazard={key}", _ => null,
    };

    public static IQueryable<FigureMember> OfHazard(ZhijianDb db, IQueryable<FigureMember> rows, string key)
    {
        var employers = db.Set<Employer>();
        if (key == PivotReader.None) return rows.Where(m => employers.Any(e => e.Id == m.EmployerId && !e.HasDust && !e.HasChemical && !e.HasPhysical && !e.HasRadiation && !e.HasBiological && !e.HasOther));
        if (!Enum.TryParse<HazardClass>(key, out var hazard) || !Enum.IsDefined(hazard)) return rows.Where(_ => false);
        var column = $"Has{hazard}";
        return rows.Where(m => employers.Any(e => e.Id == m.EmployerId && EF.Property<bool>(e, column)));
    }

    public static IQueryable<FigureMember> OfFactor(ZhijianDb db, IQueryable<FigureMember> rows, string code)
    {
        var exposures = db.Set<Exposure>();
        return rows.Where(m => exposures.Any(x => x.EmployerId == m.EmployerId && x.FactorCode == code));
    }
}
