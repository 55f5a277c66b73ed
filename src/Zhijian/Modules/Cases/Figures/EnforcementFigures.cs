using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Cases.Figures;

public enum EnforcementKind { Authority, Officer, Type, Campaign }

/// <param name="Dangers">Found in the period.</param>
/// <param name="Closed">Of those, put right and taken off the list since.</param>
/// <param name="Orders">Papers with which correction was ordered.</param>
/// <param name="Decided">Penalties decided in the period.</param>
/// <param name="FinedFirst">As first decided, in yuan.</param>
/// <param name="Fined">As it holds now, after review, litigation and settlement.</param>
/// <param name="Collected">Of the decisions of the period, paid by now.</param>
/// <param name="Lost">Decisions annulled or changed in the period.</param>
public sealed record EnforcementFigure(
    string Code, string Name, int Visits, int Employers, int Problems, int Dangers, int Closed, int Orders, int Filed, int Decided, decimal FinedFirst, decimal Fined, decimal Collected, int Hearings, int Lost)
{
    public decimal? Rate => Dangers == 0 ? null : Math.Round(100m * Closed / Dangers, 1);
}

/// <summary>What is counted.</summary>
public sealed record EnforcementPeriod(DateOnly From, DateOnly To, string? County);

/// <summary>部门执法统计, grouped in SQL inside the viewer's scope. An officer's figures count what he took part in, so those of two officers may be of one visit.</summary>
public sealed class EnforcementFigures(ZhijianDb db, Viewer viewer, DivisionDirectory divisions)
{
    const int MostLines = 300;

    /// <summary>A row to count, under its key.</summary>
    sealed class Counted<TKey>
    {
        public required TKey Key { get; init; }
        public Guid EmployerId { get; init; }
        public int Number { get; init; }
        public Guid? PaperId { get; init; }
        public bool IsOpen { get; init; }
        public double First { get; init; }
        public double Now { get; init; }
        public double Paid { get; init; }
    }

    sealed record Sources<TKey>(IQueryable<Counted<TKey>> Visits, IQueryable<Counted<TKey>> Dangers, IQueryable<Counted<TKey>> Orders, IQueryable<Counted<TKey>> Filed, IQueryable<Counted<TKey>> Decided, IQueryable<Counted<TKey>> Hearings, IQueryable<Counted<TKey>> Lost);

    /// <summary>The rows of the period.</summary>
    sealed record Base(IQueryable<InspectionTask> Visits, IQueryable<HiddenDanger> Dangers, IQueryable<OrderLine> Orders, IQueryable<CaseRecord> Filed, IQueryable<CaseRecord> Decided, IQueryable<CaseRecord> Hearings, IQueryable<CaseRecord> Lost);

    sealed class OrderLine
    {
        public required HiddenDanger Danger { get; init; }
        public Guid? PaperId { get; init; }
        public Guid? First { get; init; }
        public Guid? Second { get; init; }
    }

    public async Task<IReadOnlyList<EnforcementFigure>> OfAsync(EnforcementKind kind, EnforcementPeriod period, CancellationToken ct)
    {
        var rows = In(period);
        return kind switch
        {
            EnforcementKind.Authority => Named(await CountAsync(ByAuthority(rows), ct), divisions.Name, k => k),
            EnforcementKind.Officer => await ByOfficerAsync(rows, ct),
            EnforcementKind.Type => Named(await CountAsync(ByType(rows), ct), k => k.Text(), k => k.ToString()),
            _ => await ByCampaignAsync(rows, ct),
        };
    }

    public async Task<EnforcementFigure> TotalAsync(EnforcementPeriod period, CancellationToken ct) =>
        Named(await CountAsync(Keyed(In(period), "all"), ct), _ => "合计", _ => "") is [var all] ? all : new("", "合计", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Base In(EnforcementPeriod period)
    {
        var (from, to) = (period.From, period.To);
        var place = period.County is { } county ? divisions.Find(county) : null;
        IQueryable<T> Rows<T>() where T : class, IPlaced
        {
            var rows = db.Set<T>().AsNoTracking().InScopeOf(viewer.Scope);
            return period.County is null ? rows : place is null ? rows.Where(_ => false) : rows.Under(place.Path);
        }
        var cases = Rows<CaseRecord>();
        return new(
            Rows<InspectionTask>().Where(t => t.VisitedOn >= from && t.VisitedOn <= to),
            Rows<HiddenDanger>().Where(d => d.FoundOn >= from && d.FoundOn <= to),
            from d in Rows<HiddenDanger>()
            join l in db.Set<DangerLine>() on d.Id equals l.DangerId
            where l.Act == DangerActKind.Order && l.On >= @from && l.On <= to
            select new OrderLine { Danger = d, PaperId = l.PaperId ?? l.Id, First = l.FirstOfficerId, Second = l.SecondOfficerId },
            cases.Where(c => c.FiledOn >= from && c.FiledOn <= to),
            cases.Where(c => c.DecidedOn >= from && c.DecidedOn <= to),
            cases.Where(c => db.Set<CaseLine>().Any(l => l.CaseId == c.Id && l.Kind == CaseActKind.HoldHearing && l.On >= from && l.On <= to)),
            cases.Where(c => (c.Annulled || c.Fine != c.DecidedFine) && db.Set<CaseLine>().Any(l => l.CaseId == c.Id && l.Kind == CaseActKind.EndRemedy && l.On >= from && l.On <= to)));
    }

    static Sources<string> Keyed(Base b, string key)
    {
        IQueryable<Counted<string>> Of(IQueryable<CaseRecord> cases) => cases.Select(c => new Counted<string> { Key = key, EmployerId = c.EmployerId, First = (double)c.DecidedFine, Now = (double)c.Fine, Paid = (double)c.Paid });
        return new(
            b.Visits.Select(t => new Counted<string> { Key = key, EmployerId = t.EmployerId, Number = t.Findings }), b.Dangers.Select(d => new Counted<string> { Key = key, IsOpen = d.IsOpen }),
            b.Orders.Select(o => new Counted<string> { Key = key, PaperId = o.PaperId }), Of(b.Filed), Of(b.Decided), Of(b.Hearings), Of(b.Lost));
    }

    static Sources<string> ByAuthority(Base b)
    {
        static IQueryable<Counted<string>> Of(IQueryable<CaseRecord> cases) => cases.Select(c => new Counted<string> { Key = c.AuthorityCode, EmployerId = c.EmployerId, First = (double)c.DecidedFine, Now = (double)c.Fine, Paid = (double)c.Paid });
        return new(
            b.Visits.Select(t => new Counted<string> { Key = t.AuthorityCode, EmployerId = t.EmployerId, Number = t.Findings }), b.Dangers.Select(d => new Counted<string> { Key = d.AuthorityCode, IsOpen = d.IsOpen }),
            b.Orders.Select(o => new Counted<string> { Key = o.Danger.AuthorityCode, PaperId = o.PaperId }), Of(b.Filed), Of(b.Decided), Of(b.Hearings), Of(b.Lost));
    }

    /// <summary>Problems and cases belong to the inspection that found them.</summary>
    Sources<InspectionType> ByType(Base b)
    {
        IQueryable<Counted<InspectionType>> Of(IQueryable<CaseRecord> cases) =>
            from c in cases
            join f in db.Set<InspectionFinding>() on c.DangerId equals f.DangerId
            join t in db.Set<InspectionTask>() on f.TaskId equals t.Id
            select new Counted<InspectionType> { Key = t.Type, EmployerId = c.EmployerId, First = (double)c.DecidedFine, Now = (double)c.Fine, Paid = (double)c.Paid };
        return new(
            b.Visits.Select(t => new Counted<InspectionType> { Key = t.Type, EmployerId = t.EmployerId, Number = t.Findings }),
            from d in b.Dangers
            join f in db.Set<InspectionFinding>() on (Guid?)d.Id equals f.DangerId
            join t in db.Set<InspectionTask>() on f.TaskId equals t.Id
            select new Counted<InspectionType> { Key = t.Type, IsOpen = d.IsOpen },
            from o in b.Orders
            join f in db.Set<InspectionFinding>() on (Guid?)o.Danger.Id equals f.DangerId
            join t in db.Set<InspectionTask>() on f.TaskId equals t.Id
            select new Counted<InspectionType> { Key = t.Type, PaperId = o.PaperId },
            Of(b.Filed), Of(b.Decided), Of(b.Hearings), Of(b.Lost));
    }

    async Task<IReadOnlyList<EnforcementFigure>> ByCampaignAsync(Base b, CancellationToken ct)
    {
        IQueryable<Counted<Guid>> Of(IQueryable<CaseRecord> cases) =>
            from c in cases
            join f in db.Set<InspectionFinding>() on c.DangerId equals f.DangerId
            join t in db.Set<InspectionTask>() on f.TaskId equals t.Id
            where t.CampaignId != null
            select new Counted<Guid> { Key = t.CampaignId!.Value, EmployerId = c.EmployerId, First = (double)c.DecidedFine, Now = (double)c.Fine, Paid = (double)c.Paid };
        var counted = await CountAsync<Guid>(new(
            b.Visits.Where(t => t.CampaignId != null).Select(t => new Counted<Guid> { Key = t.CampaignId!.Value, EmployerId = t.EmployerId, Number = t.Findings }),
            from d in b.Dangers
            join f in db.Set<InspectionFinding>() on (Guid?)d.Id equals f.DangerId
            join t in db.Set<InspectionTask>() on f.TaskId equals t.Id
            where t.CampaignId != null
            select new Counted<Guid> { Key = t.CampaignId!.Value, IsOpen = d.IsOpen },
            from o in b.Orders
            join f in db.Set<InspectionFinding>() on (Guid?)o.Danger.Id equals f.DangerId
            join t in db.Set<InspectionTask>() on f.TaskId equals t.Id
            where t.CampaignId != null
            select new Counted<Guid> { Key = t.CampaignId!.Value, PaperId = o.PaperId },
            Of(b.Filed), Of(b.Decided), Of(b.Hearings), Of(b.Lost)), ct);
        var ids = counted.Keys.ToList();
        // A county takes part in the city's campaign.
        var names = await db.Set<InspectionCampaign>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Title, ct);
        return Named(counted, k => names.GetValueOrDefault(k, "专项行动"), k => k.ToString());
    }

    async Task<IReadOnlyList<EnforcementFigure>> ByOfficerAsync(Base b, CancellationToken ct)
    {
        static IQueryable<Counted<Guid>> Of(IQueryable<CaseRecord> cases) =>
            cases.Where(c => c.FirstOfficerId != null).Select(c => new Counted<Guid> { Key = c.FirstOfficerId!.Value, EmployerId = c.EmployerId, First = (double)c.DecidedFine, Now = (double)c.Fine, Paid = (double)c.Paid })
            .Concat(cases.Where(c => c.SecondOfficerId != null).Select(c => new Counted<Guid> { Key = c.SecondOfficerId!.Value, EmployerId = c.EmployerId, First = (double)c.DecidedFine, Now = (double)c.Fine, Paid = (double)c.Paid }));
        var found = from d in b.Dangers
                    join f in db.Set<InspectionFinding>() on (Guid?)d.Id equals f.DangerId
                    join t in db.Set<InspectionTask>() on f.TaskId equals t.Id
                    select new { t.FirstOfficerId, t.SecondOfficerId, d.IsOpen };
        var counted = await CountAsync<Guid>(new(
            b.Visits.Where(t => t.FirstOfficerId != null).Select(t => new Counted<Guid> { Key = t.FirstOfficerId!.Value, EmployerId = t.EmployerId, Number = t.Findings })
                .Concat(b.Visits.Where(t => t.SecondOfficerId != null).Select(t => new Counted<Guid> { Key = t.SecondOfficerId!.Value, EmployerId = t.EmployerId, Number = t.Findings })),
            found.Where(d => d.FirstOfficerId != null).Select(d => new Counted<Guid> { Key = d.FirstOfficerId!.Value, IsOpen = d.IsOpen }).Concat(found.Where(d => d.SecondOfficerId != null).Select(d => new Counted<Guid> { Key = d.SecondOfficerId!.Value, IsOpen = d.IsOpen })),
            b.Orders.Where(o => o.First != null).Select(o => new Counted<Guid> { Key = o.First!.Value, PaperId = o.PaperId }).Concat(b.Orders.Where(o => o.Second != null).Select(o => new Counted<Guid> { Key = o.Second!.Value, PaperId = o.PaperId })),
            Of(b.Filed), Of(b.Decided), Of(b.Hearings), Of(b.Lost)), ct);
        var ids = counted.Keys.ToList();
        var names = await db.Users.AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.FullName, ct);
        // Officers of the demonstration who have no account are nobody's figures.
        return Named(counted.Where(c => names.ContainsKey(c.Key)).ToDictionary(), k => names[k], k => k.ToString());
    }

    static async Task<Dictionary<TKey, EnforcementFigure>> CountAsync<TKey>(Sources<TKey> s, CancellationToken ct) where TKey : notnull
    {
        var figures = new Dictionary<TKey, EnforcementFigure>();
        void Put(TKey key, Func<EnforcementFigure, EnforcementFigure> add) => figures[key] = add(figures.GetValueOrDefault(key) ?? new("", "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        foreach (var g in await s.Visits.GroupBy(v => v.Key).Select(g => new { g.Key, Count = g.Count(), Employers = g.Select(v => v.EmployerId).Distinct().Count(), Number = g.Sum(v => v.Number) }).ToListAsync(ct))
            Put(g.Key, f => f with { Visits = g.Count, Employers = g.Employers, Problems = g.Number });
        foreach (var g in await s.Dangers.GroupBy(v => v.Key).Select(g => new { g.Key, Count = g.Count(), Closed = g.Sum(v => v.IsOpen ? 0 : 1) }).ToListAsync(ct)) Put(g.Key, f => f with { Dangers = g.Count, Closed = g.Closed });
        foreach (var g in await s.Orders.GroupBy(v => v.Key).Select(g => new { g.Key, Count = g.Select(v => v.PaperId).Distinct().Count() }).ToListAsync(ct)) Put(g.Key, f => f with { Orders = g.Count });
        foreach (var g in await s.Filed.GroupBy(v => v.Key).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)) Put(g.Key, f => f with { Filed = g.Count });
        foreach (var g in await s.Decided.GroupBy(v => v.Key).Select(g => new { g.Key, Count = g.Count(), First = g.Sum(v => v.First), Now = g.Sum(v => v.Now), Paid = g.Sum(v => v.Paid) }).ToListAsync(ct))
            Put(g.Key, f => f with { Decided = g.Count, FinedFirst = Yuan(g.First), Fined = Yuan(g.Now), Collected = Yuan(g.Paid) });
        foreach (var g in await s.Hearings.GroupBy(v => v.Key).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)) Put(g.Key, f => f with { Hearings = g.Count });
        foreach (var g in await s.Lost.GroupBy(v => v.Key).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)) Put(g.Key, f => f with { Lost = g.Count });
        return figures;
    }

    /// <summary>Sums of sums of two decimals are exact in a double up to 90 million million.</summary>
    static decimal Yuan(double sum) => Math.Round((decimal)sum, 2);

    static IReadOnlyList<EnforcementFigure> Named<TKey>(Dictionary<TKey, EnforcementFigure> counted, Func<TKey, string> name, Func<TKey, string> code) where TKey : notnull =>
        [.. counted.Select(c => c.Value with { Code = code(c.Key), Name = name(c.Key) }).OrderByDescending(f => f.Visits).ThenByDescending(f => f.Filed).ThenBy(f => f.Code, StringComparer.Ordinal).Take(MostLines)];
}
