using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Intake;

/// <summary>All that the checks of a batch need, in a handful of queries whatever its size.</summary>
sealed class IntakeFacts
{
    public required ILookup<string, WorkplaceFile> Files { get; init; }
    public required ILookup<Guid, KnownExposure> Exposures { get; init; }
    /// <summary>The newest report on each workplace.</summary>
    public required IReadOnlyDictionary<Guid, MeasuredReport> Reports { get; init; }
    /// <summary>Versions of each workplace that are open or in force.</summary>
    public required ILookup<Guid, HazardDeclaration> Standing { get; init; }
    public required IReadOnlyDictionary<Guid, int> LastNumbers { get; init; }
    /// <summary>Rows of the versions in force.</summary>
    public required ILookup<Guid, DeclaredHazard> Rows { get; init; }
    public required ILookup<Guid, OpenDue> Dues { get; init; }

    /// <summary>The workplaces are those in the viewer's scope; what stands there is seen whole, since it decides whether one may file.</summary>
    public static async Task<IntakeFacts> LoadAsync(ZhijianDb db, Viewer viewer, WorkplaceFacts facts, KnownHazards hazards, DeclarationDues dues, IReadOnlyList<FilingWish> wishes, CancellationToken ct)
    {
        var files = await facts.ByCreditCodeAsync(wishes.Select(w => w.CreditCode).ToHashSet(), viewer.Scope, ct);
        Guid[] places = [.. files.SelectMany(f => f).Select(f => f.WorkplaceId)];
        var all = db.Set<HazardDeclaration>().AsNoTracking().InScopeOf(Scope.Everything).Where(d => EF.Parameter(places).Contains(d.WorkplaceId));
        var standing = await all.Where(d => d.IsOpen || d.IsInForce).ToListAsync(ct);
        var reports = await hazards.ReportsAsync(places, ct);
        Guid[] inForce = [.. standing.Where(d => d.IsInForce).Select(d => d.Id)];
        return new()
        {
            Files = files,
            Exposures = await hazards.OfAsync(places, Scope.Everything, reports, ct),
            Reports = reports,
            Standing = standing.ToLookup(d => d.WorkplaceId),
            LastNumbers = await all.GroupBy(d => d.WorkplaceId).Select(g => new { g.Key, Last = g.Max(d => d.Number) }).ToDictionaryAsync(x => x.Key, x => x.Last, ct),
            Rows = inForce.Length == 0 ? Array.Empty<DeclaredHazard>().ToLookup(r => r.DeclarationId)
                : (await db.Set<DeclaredHazard>().AsNoTracking().InScopeOf(Scope.Everything).Where(r => EF.Parameter(inForce).Contains(r.DeclarationId)).ToListAsync(ct)).ToLookup(r => r.DeclarationId),
            Dues = await dues.OpenAsync([.. files.SelectMany(f => f).Select(f => f.EmployerId).Distinct()], Scope.Everything, ct),
        };
    }
}
