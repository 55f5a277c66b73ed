using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>Why an employer's risk is what it is: each fact with its source, each rule with its own.</summary>
/// <param name="Other">What the catalogue that is not in force says.</param>
public sealed record RiskWhy(
    RiskAnswer Answer, IndustryRisk Other, string IndustrySource, int? Persons, string PersonsSource, IReadOnlyList<FactorWhy> Factors, IReadOnlyList<PlaceWhy> Places,
    decimal? SelfCheckPercent, DateOnly? SelfCheckedOn, string? SelfCheckSource, ComprehensiveMatrix Matrix);

/// <param name="Severe">Why it is severe; empty: it is general.</param>
/// <param name="KnownFrom">Where it is known from that somebody is exposed to it.</param>
/// <param name="FoundBy">Reports that say whether it keeps its limits.</param>
public sealed record FactorWhy(string Code, string Name, IReadOnlyList<string> Severe, FactorExposure Exposure, IReadOnlyList<string> KnownFrom, IReadOnlyList<FindingWhy> FoundBy);

public sealed record FindingWhy(string Place, bool Exceeds, DateOnly On, string Source, string? Link);

public sealed record PlaceWhy(string Name, int? Persons, HazardRiskResult Hazard);

/// <summary>Works the reasons out at the moment they are asked for, by the same rules that wrote the answer.</summary>
public sealed class RiskReasons(ZhijianDb db, Viewer viewer, RiskBooks books, TimeProvider clock)
{
    const int MostSources = 3;

    public async Task<RiskWhy?> OfAsync(Employer employer, CancellationToken ct)
    {
        var id = employer.Id;
        var visible = (await db.Set<Workplace>().Where(w => w.EmployerId == id).Select(w => w.Id).ToListAsync(ct)).ToHashSet();
        // The grade is that of all workplaces, also of those in another county; only their names stay there.
        using var all = viewer.ActAsPlatform();
        if (await RiskFiles.LoadAsync(db, [id], ct) is not [var file]) return null;
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        var book = await books.OfAsync(today, ct);
        var answer = book.Judge(file.Facts);
        var known = (await db.Set<Exposure>().AsNoTracking().Where(x => x.EmployerId == id).Select(x => new { x.FactorCode, x.Source }).Distinct().ToListAsync(ct)).ToLookup(x => x.FactorCode, x => FieldWords.Source(x.Source));
        var lineage = await LineageAsync(id, ct);
        string SourceOf(string field) => FieldWords.Source(lineage.GetValueOrDefault(field) ?? employer.Source);

        return new(answer, book.ClassOf(file.IndustryCode, OtherDay(answer.Industry.Edition)), SourceOf(nameof(Employer.IndustryCode)),
            file.Persons, employer.ExposedWorkers is not null ? SourceOf(nameof(Employer.ExposedWorkers)) : file.Persons is null ? "未登记" : "各工作场所、车间人数合计",
            [.. file.Facts.Factors.Select(f => Factor(f))],
            [.. file.Places.Where(p => visible.Contains(p.Id)).Select(p => new PlaceWhy(p.Name, p.Persons, book.Judge(file.FactsOf(p)).Hazard))],
            employer.SelfCheckPercent, employer.SelfCheckedOn, employer.SelfCheckPercent is null ? null : SourceOf(nameof(Employer.SelfCheckPercent)), book.Matrix);

        FactorWhy Factor(KnownFactor f)
        {
            var fact = book.Fact(f);
            return new(f.Code, fact.Name, [.. SevereFactors.Reasons(fact)], f.Exposure, [.. known[f.Code].Distinct().Order(StringComparer.Ordinal).Take(MostSources)],
                [.. file.Places.SelectMany(p => p.Findings.Where(x => x.FactorCode == f.Code).Select(x => new FindingWhy(visible.Contains(p.Id) ? p.Name : "辖区外工作场所", x.Exceeds, x.On, FieldWords.Source(x.Source), x.Link)))]);
        }
    }

    /// <summary>Source of the present value of the fields that the risk depends on.</summary>
    async Task<Dictionary<string, string>> LineageAsync(Guid id, CancellationToken ct)
    {
        string[] fields = [nameof(Employer.IndustryCode), nameof(Employer.ExposedWorkers), nameof(Employer.SelfCheckPercent)];
        var changes = await db.Set<FieldChange>().AsNoTracking().Where(c => c.EmployerId == id && c.WorkplaceId == null && EF.Parameter(fields).Contains(c.Field))
            .OrderBy(c => c.At).ThenBy(c => c.Id).Select(c => new { c.Field, c.Source }).ToListAsync(ct);
        return changes.GroupBy(c => c.Field).ToDictionary(g => g.Key, g => g.Last().Source);
    }

    /// <summary>A day on which the other catalogue held.</summary>
    static DateOnly OtherDay(RiskCatalogueEdition? inForce) => (RiskCatalogueEdition.All.FirstOrDefault(e => e != inForce) ?? RiskCatalogueEdition.All[0]).From;
}
