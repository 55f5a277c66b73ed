using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>Who files.</summary>
public sealed record Filer(Guid Id, string Name, bool IsInstitution, InstitutionFacts Records);

public sealed record EmployerPlace(Guid Id, Guid EmployerId, string Name, bool IsMain, string DivisionCode, string ScopePath, string CountyCode, double? Longitude, double? Latitude);

public sealed record KnownEmployer(Guid Id, string Name, string? CreditCode, string IndustryCode, DateOnly? EstablishedOn, IReadOnlyList<EmployerPlace> Places);

/// <summary>
/// What a batch of reports is checked against, a query each for the whole batch. An institution works for employers that it
/// sees in no list, so they are looked up as the platform, by their whole credit code only.
/// </summary>
public sealed class IntakeFacts(ZhijianDb db, Viewer viewer)
{
    Filer? filer;

    /// <exception cref="Refusal">The viewer belongs to no institution and no employer.</exception>
    public async Task<Filer> FilerAsync(CancellationToken ct)
    {
        if (filer is not null) return filer;
        if (viewer.OrganisationId is not { } own) throw new Refusal("只有职业卫生技术服务机构和用人单位可以填报检测、评价报告。");
        using var _ = viewer.ActAsPlatform();
        var organisation = await db.Set<Organisation>().AsNoTracking().SingleAsync(o => o.Id == own, ct);
        if (organisation.Kind is not (OrganisationKind.ServiceInstitution or OrganisationKind.Employer)) throw new Refusal("只有职业卫生技术服务机构和用人单位可以填报检测、评价报告。");
        var isInstitution = organisation.Kind == OrganisationKind.ServiceInstitution;
        return filer = new(own, organisation.Name, isInstitution, isInstitution ? await RecordsAsync(own, ct) : new([], [], []));
    }

    async Task<InstitutionFacts> RecordsAsync(Guid institution, CancellationToken ct) => Records(
        await db.Set<InstitutionCertificate>().AsNoTracking().Where(c => c.InstitutionId == institution).ToListAsync(ct),
        await db.Set<InstitutionMember>().AsNoTracking().Where(m => m.InstitutionId == institution).ToListAsync(ct),
        await db.Set<InstitutionInstrument>().AsNoTracking().Where(i => i.InstitutionId == institution).ToListAsync(ct));

    internal static InstitutionFacts Records(IEnumerable<InstitutionCertificate> certificates, IEnumerable<InstitutionMember> staff, IEnumerable<InstitutionInstrument> instruments) => new(
        [.. certificates.Select(c => new Qualification(c.Number, c.ValidFrom, c.ValidTo, c.Scopes.Split('；'), c.Area))],
        [.. staff.Select(m => new StaffMember(m.Name, m.ValidTo))],
        [.. instruments.Select(i => new Instrument(i.Number, i.CalibratedOn, i.CalibrationDue))]);

    /// <summary>By credit code, with their workplaces. An employer finds itself only.</summary>
    public async Task<IReadOnlyDictionary<string, KnownEmployer>> EmployersAsync(IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var who = await FilerAsync(ct);
        using var _ = viewer.ActAsPlatform();
        string[] asked = [.. codes.Distinct()];
        var found = await db.Set<Employer>().AsNoTracking()
            .Where(e => e.MergedIntoId == null && (who.IsInstitution ? e.CreditCode != null && EF.Parameter(asked).Contains(e.CreditCode) : e.Id == who.Id))
            .Select(e => new { e.Id, e.Name, e.CreditCode, e.IndustryCode, e.EstablishedOn }).ToListAsync(ct);
        Guid[] ids = [.. found.Select(e => e.Id)];
        var places = (await db.Set<Workplace>().AsNoTracking().Where(w => EF.Parameter(ids).Contains(w.EmployerId))
            .Select(w => new EmployerPlace(w.Id, w.EmployerId, w.Name, w.IsMain, w.DivisionCode, w.ScopePath, w.CountyCode, w.Longitude, w.Latitude)).ToListAsync(ct)).ToLookup(w => w.EmployerId);
        // The employer's own report need not say whose it is.
        return found.ToDictionary(e => who.IsInstitution ? e.CreditCode! : "", e => new KnownEmployer(e.Id, e.Name, e.CreditCode, e.IndustryCode, e.EstablishedOn, [.. places[e.Id]]));
    }

    /// <summary>Numbers that the filer used already, with the first revision's key.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> NumbersAsync(IReadOnlyCollection<string> numbers, CancellationToken ct)
    {
        var own = (await FilerAsync(ct)).Id;
        using var _ = viewer.ActAsPlatform();
        string[] asked = [.. numbers.Distinct()];
        return await db.Set<MonitoringReport>().AsNoTracking().Where(r => r.FilerId == own && r.Revision == 1 && EF.Parameter(asked).Contains(r.Number)).ToDictionaryAsync(r => r.Number, r => r.Id, ct);
    }

    /// <summary>The filer's reports in force with these numbers, as far as nobody is writing their correction.</summary>
    public async Task<IReadOnlyDictionary<string, MonitoringReport>> InForceAsync(IReadOnlyCollection<string> numbers, CancellationToken ct)
    {
        var own = (await FilerAsync(ct)).Id;
        using var _ = viewer.ActAsPlatform();
        string[] asked = [.. numbers.Distinct()];
        return await db.Set<MonitoringReport>().AsNoTracking().Where(r => r.FilerId == own && r.State == ReportState.Sealed && r.InForce && EF.Parameter(asked).Contains(r.Number)
            && !db.Set<MonitoringReport>().Any(d => d.PreviousId == r.Id)).ToDictionaryAsync(r => r.Number, ct);
    }

    public async Task<Dictionary<(Guid, string, string, string), SamplingPoint>> PointsAsync(IReadOnlyCollection<Guid> workplaces, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        Guid[] asked = [.. workplaces.Distinct()];
        return (await db.Set<SamplingPoint>().AsNoTracking().Where(p => EF.Parameter(asked).Contains(p.WorkplaceId)).ToListAsync(ct)).ToDictionary(p => (p.WorkplaceId, p.Workshop, p.Post, p.Name));
    }

    /// <summary>Factors that each workplace has declared; a workplace without declaration is absent.</summary>
    public async Task<ILookup<Guid, string>> DeclaredAsync(IReadOnlyCollection<Guid> workplaces, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        Guid[] asked = [.. workplaces.Distinct()];
        return (await db.Set<Exposure>().AsNoTracking().Where(e => EF.Parameter(asked).Contains(e.WorkplaceId) && e.Source.StartsWith("declaration"))
            .Select(e => new { e.WorkplaceId, e.FactorCode }).Distinct().ToListAsync(ct)).ToLookup(e => e.WorkplaceId, e => e.FactorCode);
    }
}
