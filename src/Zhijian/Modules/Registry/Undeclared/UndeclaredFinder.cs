using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry.Undeclared;

/// <summary>Finds who is on the list: all employers in bulk every night, one employer when its facts change.</summary>
sealed class UndeclaredFinder(ZhijianDb db, WritePath write, Viewer viewer, UndeclaredSignals signals, ReferenceDirectory reference, NoticeBoard notices)
    : IHandleNow<EmployerChanged>, IHandleNow<DeclarationStood>
{
    const int AtOnce = 5000;
    /// <summary>Fields that the score looks at.</summary>
    static readonly string[] Telling = [nameof(Employer.IndustryCode), nameof(Employer.Status), nameof(Employer.Workers), nameof(Employer.ExposedWorkers), nameof(Employer.DivisionCode), nameof(Exposure)];

    sealed record Candidate(Guid Id, string Name, string DivisionCode, string ScopePath, string CountyCode, string IndustryCode, int? Workers, bool HasExposure);

    /// <summary>Read and written in batches, each a transaction; what was found once is not looked at again.</summary>
    /// <returns>Number of employers that came onto the list.</returns>
    public async Task<int> FindAllAsync(CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        await write.CommitAsync(new("undeclared.lapse", Quiet: true), change => LapseAsync(change, ct), ct);
        var (found, after) = (0, Guid.Empty);
        while (true)
        {
            var batch = await write.CommitAsync(new("undeclared.find", Quiet: true), async change =>
            {
                var (today, risks) = (ChinaTime.DateOf(change.At), await reference.RiskCatalogueAsync(ct));
                var industries = signals.Industries(risks, today).ToArray();
                var next = await Candidates(db.Set<Employer>().Where(e => e.Id > after && !db.Set<UndeclaredLead>().Any(l => l.EmployerId == e.Id))
                    .Where(e => EF.Parameter(industries).Contains(e.IndustryCode) || e.HasDust || e.HasChemical || e.HasPhysical || e.HasRadiation || e.HasBiological || e.HasOther)
                    .OrderBy(e => e.Id).Take(AtOnce)).ToListAsync(ct);
                // Below the threshold they stay on record as looked at, so that the next night does not read them again.
                if (next.Count > 0) await Bulk.InsertAsync(db, change, "undeclared", next.Select(c => Lead(c, risks, today)), ct);
                return next;
            }, ct);
            if (batch.Count == 0) return found;
            (found, after) = (found + batch.Count, batch[^1].Id);
        }
    }

    /// <summary>Files may have changed in bulk, without a word for each.</summary>
    async Task LapseAsync(Change change, CancellationToken ct)
    {
        var eligible = Eligible(db.Set<Employer>()).Select(e => e.Id);
        var gone = db.Set<UndeclaredLead>().Where(l => !eligible.Contains(l.EmployerId));
        foreach (var lead in await gone.Where(l => l.State == LeadState.Assigned).ToListAsync(ct)) await LeaveAsync(change, lead, LeadState.Lapsed, ct);
        await gone.Where(l => l.State == LeadState.Found).ExecuteUpdateAsync(s => s.SetProperty(l => l.State, LeadState.Lapsed), ct);
    }

    public async Task HandleAsync(EmployerChanged changed, Change change, CancellationToken ct)
    {
        if (!changed.Fields.Intersect(Telling).Any()) return;
        using var all = viewer.ActAsPlatform();
        await db.SaveChangesAsync(ct);
        var today = ChinaTime.DateOf(change.At);
        var candidate = await Candidates(db.Set<Employer>().Where(e => e.Id == changed.EmployerId)).SingleOrDefaultAsync(ct);
        var lead = await db.Set<UndeclaredLead>().SingleOrDefaultAsync(l => l.EmployerId == changed.EmployerId, ct);
        if (candidate is null)
        {
            if (lead is { IsOpen: true }) await LeaveAsync(change, lead, LeadState.Lapsed, ct);
            return;
        }
        var now = Lead(candidate, await reference.RiskCatalogueAsync(ct), today);
        if (lead is null) db.Add(now);
        else
        {
            (lead.EmployerName, lead.DivisionCode, lead.CountyCode, lead.IndustryCode, lead.Score, lead.Reasons) =
                (now.EmployerName, now.DivisionCode, now.CountyCode, now.IndustryCode, now.Score, now.Reasons);
            // Was answered or had left for other facts than those of today.
            if (lead.State is LeadState.Lapsed or LeadState.Closed or LeadState.NotFound || (lead.State is LeadState.NoHazard && changed.Fields.Contains(nameof(Exposure)))) (lead.State, lead.FoundOn) = (now.State, today);
        }
        await db.SaveChangesAsync(ct);
    }

    public async Task HandleAsync(DeclarationStood stood, Change change, CancellationToken ct)
    {
        if (stood.Standing is not DeclarationStanding.Valid) return;
        using var all = viewer.ActAsPlatform();
        if (await db.Set<UndeclaredLead>().SingleOrDefaultAsync(l => l.EmployerId == stood.EmployerId && l.State != LeadState.Declared && l.State != LeadState.Lapsed, ct) is not { } lead) return;
        lead.DeclaredOn = stood.DeclaredOn ?? ChinaTime.DateOf(change.At);
        await LeaveAsync(change, lead, LeadState.Declared, ct);
    }

    async Task LeaveAsync(Change change, UndeclaredLead lead, LeadState state, CancellationToken ct)
    {
        lead.State = state;
        await notices.CloseAsync(change, UndeclaredLead.Subject, lead.Id.ToString(), ct);
    }

    static IQueryable<Employer> Eligible(IQueryable<Employer> employers) =>
        employers.Where(e => e.MergedIntoId == null && e.Status == EmployerStatus.Operating && e.DeclarationStanding == DeclarationStanding.None);

    static IQueryable<Candidate> Candidates(IQueryable<Employer> employers) => Eligible(employers.AsNoTracking())
        .Select(e => new Candidate(e.Id, e.Name, e.DivisionCode, e.ScopePath, e.CountyCode, e.IndustryCode, e.Workers,
            e.HasDust || e.HasChemical || e.HasPhysical || e.HasRadiation || e.HasBiological || e.HasOther));

    UndeclaredLead Lead(Candidate candidate, RiskCatalogue risks, DateOnly today)
    {
        var result = signals.Score(new(candidate.IndustryCode, candidate.Workers, candidate.HasExposure), risks, today);
        return new()
        {
            EmployerId = candidate.Id, EmployerName = candidate.Name, DivisionCode = candidate.DivisionCode, ScopePath = candidate.ScopePath, CountyCode = candidate.CountyCode,
            IndustryCode = candidate.IndustryCode, Score = result.Score, Reasons = string.Join('\n', result.Reasons), FoundOn = today,
            State = result.Score >= signals.Threshold ? LeadState.Found : LeadState.Lapsed,
        };
    }
}

/// <summary>Every night.</summary>
[DisallowConcurrentExecution]
sealed class UndeclaredSweep(IServiceScopeFactory scopes, ILogger<UndeclaredSweep> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreatePlatformScope();
        var found = await scope.ServiceProvider.GetRequiredService<UndeclaredFinder>().FindAllAsync(cancellationToken);
        if (found > 0) log.LogInformation("{Found} employers were looked at for hazards they have not declared", found);
    }
}
