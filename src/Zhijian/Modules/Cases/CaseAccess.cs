using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections;
using Zhijian.Platform.Access;
using Zhijian.Rules.Cases;

namespace Zhijian.Modules.Cases;

/// <summary>Loads cases and the persons who act in them.</summary>
public sealed class CaseAccess(ZhijianDb db, Viewer viewer, DangerOfficers officers)
{
    const int Patience = 5;

    /// <summary>Staff of the authority that has the case; a superior sees and does not act in its place.</summary>
    public bool IsCompetent(CaseRecord row) => viewer.OrganisationId is null && viewer.DivisionCode == row.AuthorityCode;

    /// <summary>To show it; a desk loads it anew.</summary>
    public async Task<CaseFolder> ReadAsync(Guid id, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var folder = await LoadAsync(db.Set<CaseRecord>().AsNoTracking(), id, ct);
            if (!folder.IsTorn || tries == Patience) return folder;
        }
    }

    /// <param name="seen">Version that the person saw; somebody else's later step is told, not overwritten.</param>
    public async Task<CaseFolder> ForAsync(Guid id, long? seen, CancellationToken ct)
    {
        var folder = await LoadAsync(db.Set<CaseRecord>(), id, ct);
        if (!IsCompetent(folder.Row)) throw new Refusal("案件由立案机关办理，您只能查看。");
        if (folder.IsTorn || (seen is not null && seen != folder.Row.Version)) throw new OvertakenException($"这个案件刚被他人办理（当前：{folder.Row.State.Text()}），您的操作没有生效，请刷新后核对再办。");
        return folder;
    }

    async Task<CaseFolder> LoadAsync(IQueryable<CaseRecord> cases, Guid id, CancellationToken ct) => await OfAsync(await cases.SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException(), ct);

    /// <summary>The lines of a case that whoever calls may have.</summary>
    internal async Task<CaseFolder> OfAsync(CaseRecord row, CancellationToken ct)
    {
        var id = row.Id;
        return new(row, await db.Set<CaseLine>().AsNoTracking().Where(l => l.CaseId == id).OrderBy(l => l.Number).ToListAsync(ct));
    }

    /// <summary>Staff of an authority as the rules see them at this employer: certificate of that day, and what stands against them.</summary>
    public async Task<IReadOnlyList<CasePerson>> PersonsAsync(string authorityCode, Guid employerId, DateOnly on, CancellationToken ct)
    {
        var staff = await db.Users.AsNoTracking().Where(u => u.DivisionCode == authorityCode && u.OrganisationId == null && !u.Disabled && u.Roles.Any()).OrderBy(u => u.FullName).Select(u => new { u.Id, u.FullName }).ToListAsync(ct);
        var ids = staff.ConvertAll(s => s.Id);
        var certificates = await db.Set<OfficerCertificate>().AsNoTracking().Where(c => ids.Contains(c.UserId) && (c.ValidUntil == null || c.ValidUntil >= on)).ToDictionaryAsync(c => c.UserId, c => c.Number, ct);
        var recusals = await officers.RecusalsAsync(employerId, ct);
        return staff.ConvertAll(s => new CasePerson(s.Id.ToString(), s.FullName, certificates.GetValueOrDefault(s.Id), recusals.GetValueOrDefault(s.Id)));
    }
}
