using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

public enum FigureKind { County, Industry, HazardClass, Authority }

/// <summary>
/// Known: employers with hazards that produce or stand still; declared: those of them with a declaration that counts. Filed: filings
/// with a term of the law; on time: filed for the first time by its last day.
/// </summary>
public sealed record FigureLine(string Code, string Name, int Known, int Declared, int Filed, int OnTime)
{
    public decimal? Rate => Percent(Declared, Known);
    public decimal? OnTimeRate => Percent(OnTime, Filed);
    static decimal? Percent(int part, int whole) => whole == 0 ? null : Math.Round(100m * part / whole, 1);
}

public static class FigureKinds
{
    public static string ChineseName(this FigureKind kind) => kind switch
    {
        FigureKind.County => "区县", FigureKind.Industry => "行业", FigureKind.HazardClass => "危害类别", FigureKind.Authority => "受理机关所在地", _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>The figures of declaration, grouped in SQL, inside the viewer's scope.</summary>
public sealed class DeclarationFigures(ZhijianDb db, DivisionDirectory divisions, ReferenceDirectory reference)
{
    sealed record Count(string Key, int Known, int Declared);
    sealed record Timely(string Key, int Filed, int OnTime);

    public async Task<(IReadOnlyList<FigureLine> Lines, FigureLine Total)> OfAsync(FigureKind kind, CancellationToken ct)
    {
        var known = db.Set<Employer>().AsNoTracking().Where(e => e.MergedIntoId == null && (e.Status == EmployerStatus.Operating || e.Status == EmployerStatus.Suspended)
            && (e.HasDust || e.HasChemical || e.HasPhysical || e.HasRadiation || e.HasBiological || e.HasOther));
        var filed = db.Set<HazardDeclaration>().AsNoTracking().Where(d => d.FiledOn != null && d.DueOn != null);
        var (employers, filings) = kind switch
        {
            FigureKind.County => (await CountAsync(known, e => e.CountyCode, ct), await TimelyAsync(filed, d => d.CountyCode, ct)),
            FigureKind.Authority => (await CountAsync(known, e => e.SupervisorCode, ct), await TimelyAsync(filed, d => d.AuthorityCode, ct)),
            FigureKind.Industry => (await CountAsync(known, e => e.IndustryCode.Substring(0, 2), ct), await TimelyAsync(filed, d => d.IndustryCode.Substring(0, 2), ct)),
            _ => await ByClassAsync(known, filed, ct),
        };
        var names = kind == FigureKind.Industry ? await IndustriesAsync(ct) : [];
        var lines = employers.Select(e => e.Key).Union(filings.Select(f => f.Key)).Select(key =>
        {
            var (e, f) = (employers.FirstOrDefault(x => x.Key == key), filings.FirstOrDefault(x => x.Key == key));
            return new FigureLine(key, Name(kind, key, names), e?.Known ?? 0, e?.Declared ?? 0, f?.Filed ?? 0, f?.OnTime ?? 0);
        }).OrderBy(l => l.Code, StringComparer.Ordinal).ToList();
        // An employer may have several classes of hazard: the total is counted, not added up.
        var all = await CountAsync(known, _ => "", ct);
        var timely = await TimelyAsync(filed, _ => "", ct);
        return (lines, new("", "合计", all.Sum(a => a.Known), all.Sum(a => a.Declared), timely.Sum(t => t.Filed), timely.Sum(t => t.OnTime)));
    }

    static async Task<List<Count>> CountAsync(IQueryable<Employer> known, System.Linq.Expressions.Expression<Func<Employer, string>> key, CancellationToken ct) =>
        [.. (await known.GroupBy(key).Select(g => new
        {
            g.Key, Known = g.Count(),
            Declared = g.Count(e => e.DeclarationStanding == DeclarationStanding.Valid || e.DeclarationStanding == DeclarationStanding.ChangeDue || e.DeclarationStanding == DeclarationStanding.FoundFalse || e.DeclarationStanding == DeclarationStanding.Overdue),
        }).ToListAsync(ct)).Select(c => new Count(c.Key, c.Known, c.Declared))];

    static async Task<List<Timely>> TimelyAsync(IQueryable<HazardDeclaration> filed, System.Linq.Expressions.Expression<Func<HazardDeclaration, string>> key, CancellationToken ct) =>
        [.. (await filed.GroupBy(key).Select(g => new { g.Key, Filed = g.Count(), OnTime = g.Count(d => d.FiledOn <= d.DueOn) }).ToListAsync(ct)).Select(t => new Timely(t.Key, t.Filed, t.OnTime))];

    static async Task<(List<Count>, List<Timely>)> ByClassAsync(IQueryable<Employer> known, IQueryable<HazardDeclaration> filed, CancellationToken ct)
    {
        var (counts, timely) = (new List<Count>(), new List<Timely>());
        foreach (var @class in Enum.GetValues<HazardClass>())
        {
            var bit = 1 << (int)@class;
            var with = @class switch
            {
                HazardClass.Dust => known.Where(e => e.HasDust), HazardClass.Chemical => known.Where(e => e.HasChemical), HazardClass.Physical => known.Where(e => e.HasPhysical),
                HazardClass.Radiation => known.Where(e => e.HasRadiation), HazardClass.Biological => known.Where(e => e.HasBiological), _ => known.Where(e => e.HasOther),
            };
            var key = ((int)@class).ToString(System.Globalization.CultureInfo.InvariantCulture);
            counts.AddRange((await CountAsync(with, _ => "", ct)).Select(c => c with { Key = key }));
            timely.AddRange((await TimelyAsync(filed.Where(d => (d.Classes & bit) != 0), _ => "", ct)).Select(t => t with { Key = key }));
        }
        return (counts, timely);
    }

    string Name(FigureKind kind, string key, Dictionary<string, string> industries) => kind switch
    {
        FigureKind.Industry => industries.TryGetValue(key, out var name) ? $"{key} {name}" : key,
        FigureKind.HazardClass => ((HazardClass)int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)).ChineseName(),
        _ => divisions.Name(key),
    };

    async Task<Dictionary<string, string>> IndustriesAsync(CancellationToken ct) =>
        (await reference.TimelineAsync(ct)).Newest(ReferenceTables.Industries.Key) is not { } version ? []
        : await ReferenceTables.Industries.Rows(db, version.Id).Where(r => r.Level == 2).ToDictionaryAsync(r => r.Code!, r => r.Name!, ct);
}
