using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>
/// Judges the risk anew, in the same transaction, when a fact changed that it depends on. Files that one change touched
/// together, as a feed does, are loaded together.
/// </summary>
sealed class RiskKeeper(ZhijianDb db, Viewer viewer, FileKeeper keeper, RiskBooks books, RiskWriter writer) : IHandleNow<EmployerChanged>, IHandleNow<ExposuresJudged>
{
    public const string Source = "rule:风险分类分级";

    /// <summary>So many files get a line in their time line each; more are a bulk load, which leaves the lineage.</summary>
    const int ToldOneByOne = 50;

    static readonly string[] Telling =
        [nameof(Employer.IndustryCode), nameof(Employer.ExposedWorkers), nameof(Employer.SelfCheckPercent), nameof(RiskEvaluation), nameof(Exposure), nameof(Workplace), $"{nameof(Workplace)}.{nameof(Workplace.ExposedWorkers)}"];

    readonly HashSet<object> done = new(ReferenceEqualityComparer.Instance);

    public async Task HandleAsync(EmployerChanged changed, Change change, CancellationToken ct)
    {
        if (done.Contains(changed)) return;
        var waiting = change.Events.OfType<EmployerChanged>().Where(e => !done.Contains(e)).ToList();
        done.UnionWith(waiting);
        await RefreshAsync(change, waiting.Where(e => e.Fields.Intersect(Telling).Any()).Select(e => e.EmployerId).ToHashSet(), ct);
    }

    public async Task HandleAsync(ExposuresJudged judged, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var place = await db.Set<Workplace>().SingleAsync(w => w.Id == judged.WorkplaceId && w.EmployerId == judged.EmployerId, ct);
        var known = await db.Set<ExposureFinding>().Where(f => f.WorkplaceId == place.Id).ToDictionaryAsync(f => f.FactorCode, ct);
        foreach (var told in judged.Findings)
        {
            if (!known.TryGetValue(told.FactorCode, out var finding))
            {
                db.Add(known[told.FactorCode] = new()
                {
                    EmployerId = place.EmployerId, WorkplaceId = place.Id, DivisionCode = place.DivisionCode, FactorCode = told.FactorCode,
                    Exceeds = told.Exceeds, On = told.On, Source = judged.Source, Link = judged.Link,
                });
                continue;
            }
            // An older report that comes in late says nothing of today.
            if (told.On < finding.On) continue;
            (finding.Exceeds, finding.On, finding.Source, finding.Link) = (told.Exceeds, told.On, judged.Source, judged.Link);
        }
        await RefreshAsync(change, [judged.EmployerId], ct);
    }

    async Task RefreshAsync(Change change, HashSet<Guid> employers, CancellationToken ct)
    {
        if (employers.Count == 0) return;
        using var all = viewer.ActAsPlatform();
        await db.SaveChangesAsync(ct);
        var book = await books.OfAsync(ChinaTime.DateOf(change.At), ct);
        var verdicts = (await RiskFiles.LoadAsync(db, employers, ct)).Select(f => RiskVerdict.Of(book, f)).Where(v => v.Differs).ToList();
        if (verdicts.Count > ToldOneByOne)
        {
            await writer.WriteAsync(change, verdicts, ct);
            return;
        }
        foreach (var verdict in verdicts) await TellAsync(change, verdict, ct);
    }

    async Task TellAsync(Change change, RiskVerdict verdict, CancellationToken ct)
    {
        var id = verdict.File.Id;
        foreach (var (place, grade) in verdict.Grades)
            (await db.Set<Workplace>().SingleAsync(w => w.Id == place, ct)).RiskGrade = grade;
        var employer = await db.Set<Employer>().SingleAsync(e => e.Id == id, ct);
        await keeper.ChangeAsync(change, employer, Source, "职业病危害风险变化", () => verdict.Now.WriteTo(employer), ct);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>What an employer's risk is beside what is kept of it.</summary>
/// <param name="Grades">Of the workplaces whose grade is another than the one kept.</param>
sealed record RiskVerdict(RiskFile File, RiskColumns Now, IReadOnlyList<(Guid Place, int? Grade)> Grades)
{
    public bool Differs => Now != File.Kept || Grades.Count > 0;

    public static RiskVerdict Of(RiskBook book, RiskFile file) => new(file, book.Judge(file.Facts).Columns,
        [.. file.Places.Select(p => (p.Id, Grade: (int?)book.Judge(file.FactsOf(p)).Hazard.Grade, p)).Where(g => g.Grade != g.p.Grade).Select(g => (g.Id, g.Grade))]);
}
