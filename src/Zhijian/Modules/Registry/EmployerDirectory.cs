using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry;

/// <summary>What other modules may know of an employer.</summary>
public sealed record EmployerFace(
    Guid Id, string Name, string? CreditCode, string DivisionCode, string CountyCode, string SupervisorCode, string ScopePath, string IndustryCode,
    OwnershipLevel OwnershipLevel, EmployerSize? Size, EmployerStatus Status, int? Workers, int? DispatchedWorkers, int? ExposedWorkers, HazardRiskClass? RiskClass, int? RiskGrade);

public sealed record WorkplaceFace(
    Guid Id, Guid EmployerId, string Name, string Address, string DivisionCode, string CountyCode, string SupervisorCode, string ScopePath, bool IsMain);

/// <summary>The registry as other modules read it, inside the viewer's scope.</summary>
public sealed class EmployerDirectory(ZhijianDb db)
{
    /// <summary>
    /// An employer whose main workplace, or any other, lies in the viewer's scope, or his own; not those found to be doubles.
    /// </summary>
    public async Task<EmployerFace?> FindAsync(Guid id, CancellationToken ct) =>
        await Faces(db.Set<Employer>().Where(e => e.Id == id)).SingleOrDefaultAsync(ct)
        ?? (await db.Set<Workplace>().AnyAsync(w => w.EmployerId == id, ct)
            ? await Faces(db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(e => e.Id == id)).SingleOrDefaultAsync(ct)
            : null);

    public Task<EmployerFace?> FindAsync(UnifiedSocialCreditCode code, CancellationToken ct)
    {
        var value = code.Value;
        return Faces(db.Set<Employer>().Where(e => e.CreditCode == value)).SingleOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<WorkplaceFace>> WorkplacesAsync(Guid employerId, CancellationToken ct) =>
        await Places(db.Set<Workplace>().Where(w => w.EmployerId == employerId).OrderByDescending(w => w.IsMain).ThenBy(w => w.Name)).ToListAsync(ct);

    public Task<WorkplaceFace?> WorkplaceAsync(Guid id, CancellationToken ct) =>
        Places(db.Set<Workplace>().Where(w => w.Id == id)).SingleOrDefaultAsync(ct);

    static IQueryable<EmployerFace> Faces(IQueryable<Employer> rows) => rows.AsNoTracking().Where(e => e.MergedIntoId == null).Select(e => new EmployerFace(
        e.Id, e.Name, e.CreditCode, e.DivisionCode, e.CountyCode, e.SupervisorCode, e.ScopePath, e.IndustryCode, e.OwnershipLevel, e.Size, e.Status,
        e.Workers, e.DispatchedWorkers, e.ExposedWorkers, e.RiskClass, e.RiskGrade));

    static IQueryable<WorkplaceFace> Places(IQueryable<Workplace> rows) => rows.AsNoTracking().Select(w => new WorkplaceFace(
        w.Id, w.EmployerId, w.Name, w.Address, w.DivisionCode, w.CountyCode, w.SupervisorCode, w.ScopePath, w.IsMain));
}
