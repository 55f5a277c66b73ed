using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>申报: what counts and what is under way at each workplace, and all versions of it. An authority sees no drafts.</summary>
sealed class DeclarationsTab(ZhijianDb db, Viewer viewer, FactorCatalogue catalogue) : IEmployerTab
{
    const int Most = 100;

    public string Key => "declarations";
    public string Title => "申报";
    public int Order => 28;
    public string View => "/Modules/Declarations/_Declarations.cshtml";

    /// <param name="Factors">Of the version that counts, with all persons exposed to each.</param>
    public sealed record Place(string Name, HazardDeclaration? InForce, IReadOnlyList<(string Name, int Persons)> Factors, IReadOnlyList<HazardDeclaration> Versions);
    public sealed record Model(IReadOnlyList<Place> Places, IReadOnlyList<DeclarationOffence> Offences, bool IsOwn)
    {
        public string PathOf(HazardDeclaration declaration) => IsOwn ? $"/my/declarations/{declaration.Id}" : $"/declarations/{declaration.Id}";
    }

    IQueryable<HazardDeclaration> Seen(Guid employerId)
    {
        var rows = db.Set<HazardDeclaration>().AsNoTracking().Where(d => d.EmployerId == employerId);
        return viewer.OrganisationId is null ? rows.Where(d => d.State != DeclarationState.Draft) : rows;
    }

    public async Task<int?> CountAsync(Guid employerId, CancellationToken ct) => await Seen(employerId).CountAsync(ct);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var id = context.Employer.Id;
        var versions = (await Seen(id).OrderByDescending(d => d.Number).Take(Most).ToListAsync(ct)).ToLookup(d => d.WorkplaceId);
        Guid[] inForce = [.. versions.SelectMany(v => v).Where(d => d.IsInForce).Select(d => d.Id)];
        var factorOf = await catalogue.LoadAsync(ct);
        var factors = (await db.Set<DeclaredHazard>().AsNoTracking().Where(r => inForce.Contains(r.DeclarationId)).GroupBy(r => new { r.DeclarationId, r.FactorCode })
            .Select(g => new { g.Key.DeclarationId, g.Key.FactorCode, Persons = g.Sum(r => r.Persons) }).ToListAsync(ct)).ToLookup(r => r.DeclarationId);
        var places = await db.Set<Workplace>().AsNoTracking().Where(w => w.EmployerId == id).OrderByDescending(w => w.IsMain).ThenBy(w => w.Name).Select(w => new { w.Id, w.Name }).ToListAsync(ct);
        return new Model(
            [.. places.Select(p => versions[p.Id].FirstOrDefault(d => d.IsInForce) is { } counts
                ? new Place(p.Name, counts, [.. factors[counts.Id].OrderByDescending(f => f.Persons).ThenBy(f => f.FactorCode, StringComparer.Ordinal).Select(f => (factorOf(f.FactorCode)?.Name ?? f.FactorCode, f.Persons))], [.. versions[p.Id]])
                : new Place(p.Name, null, [], [.. versions[p.Id]]))],
            await db.Set<DeclarationOffence>().AsNoTracking().Where(o => o.EmployerId == id).OrderByDescending(o => o.FoundOn).Take(Most).ToListAsync(ct), viewer.OrganisationId == id);
    }
}
