using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>
/// Writes the risk of many employers: one statement for all that come to the same answer, of which there are few, and their
/// lineage in bulk. The caller acts as the platform.
/// </summary>
sealed class RiskWriter(ZhijianDb db, Viewer viewer)
{
    public async Task WriteAsync(Change change, IReadOnlyCollection<RiskVerdict> verdicts, CancellationToken ct)
    {
        foreach (var same in verdicts.Where(v => v.Now != v.File.Kept).GroupBy(v => v.Now))
        {
            var (ids, now) = (same.Select(v => v.File.Id).ToArray(), same.Key);
            await db.Set<Employer>().Where(e => EF.Parameter(ids).Contains(e.Id)).ExecuteUpdateAsync(s => s
                .SetProperty(e => e.RiskClass, now.Class).SetProperty(e => e.RiskCatalogueYear, now.CatalogueYear).SetProperty(e => e.RiskGrade, now.Grade)
                .SetProperty(e => e.ComprehensiveClass, now.Comprehensive).SetProperty(e => e.RiskScheme, now.Scheme).SetProperty(e => e.Version, e => e.Version + 1), ct);
        }
        foreach (var same in verdicts.SelectMany(v => v.Grades).GroupBy(g => g.Grade))
        {
            var (ids, grade) = (same.Select(g => g.Place).ToArray(), same.Key);
            await db.Set<Workplace>().Where(w => EF.Parameter(ids).Contains(w.Id)).ExecuteUpdateAsync(s => s.SetProperty(w => w.RiskGrade, grade).SetProperty(w => w.Version, w => w.Version + 1), ct);
        }
        await Bulk.InsertAsync(db, change, RiskKeeper.Source, verdicts.SelectMany(v => Lineage(change, v)), ct);
    }

    IEnumerable<FieldChange> Lineage(Change change, RiskVerdict verdict)
    {
        var (was, now) = (verdict.File.Kept, verdict.Now);
        (string Field, object? Before, object? After)[] fields =
            [(nameof(Employer.RiskClass), was.Class, now.Class), (nameof(Employer.RiskGrade), was.Grade, now.Grade), (nameof(Employer.ComprehensiveClass), was.Comprehensive, now.Comprehensive)];
        return fields.Where(f => !Equals(f.Before, f.After)).Select(f => new FieldChange
        {
            EmployerId = verdict.File.Id, Field = f.Field, Before = f.Before?.ToString(), After = f.After?.ToString(), Source = RiskKeeper.Source, By = viewer.Name, At = change.At,
        });
    }
}
