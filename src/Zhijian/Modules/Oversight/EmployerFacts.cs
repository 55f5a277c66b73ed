using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Oversight;

sealed record DueFact(Guid EmployerId, string Kind, DateOnly From, DateOnly DueOn, DateOnly? SettledOn);
sealed record ReportFact(Guid EmployerId, DateOnly On, int Rows, int Over);
sealed record DangerFact(Guid EmployerId, bool Major, bool Overdue, DateOnly FoundOn, DateOnly? ClosedOn, DateOnly? Deadline);
sealed record CaseFact(Guid EmployerId, DateOnly? FiledOn, DateOnly? DecidedOn, decimal Fine);

/// <summary>All facts with their days that an employer is counted by: what it adds to the figures follows for any day.</summary>
sealed record EmployerFacts(Employer Employer, DateOnly? DeclaredFirst, IReadOnlyList<DueFact> Dues, IReadOnlyList<ReportFact> Reports, IReadOnlyList<DangerFact> Dangers, IReadOnlyList<DateOnly> Visits, IReadOnlyList<CaseFact> Cases)
{
    /// <param name="past">A day before today: the state is read from the days of the facts. Today it is read from the records as the modules keep it.</param>
    public FigureMember On(DateOnly day, bool past)
    {
        var e = Employer;
        var counted = e.MergedIntoId is null && e.Status is (EmployerStatus.Operating or EmployerStatus.Suspended) && !(past && e.EstablishedOn > day);
        var hazardous = counted && (e.HasDust || e.HasChemical || e.HasPhysical || e.HasRadiation || e.HasBiological || e.HasOther);
        var standing = e.DeclarationStanding is DeclarationStanding.Valid or DeclarationStanding.ChangeDue or DeclarationStanding.FoundFalse or DeclarationStanding.Overdue;
        bool Late(string prefix) => Dues.Any(d => d.Kind.StartsWith(prefix, StringComparison.Ordinal) && d.DueOn < day && d.From <= day && (d.SettledOn is null || (past && d.SettledOn > day)));
        bool Open(DangerFact d) => d.FoundOn <= day && (d.ClosedOn is null || (past && d.ClosedOn > day));
        bool Month(DateOnly? on) => on is { } d && d <= day && d.Year == day.Year && d.Month == day.Month;
        bool Year(DateOnly? on) => on is { } d && d <= day && d.Year == day.Year;
        var year = Reports.Where(r => Year(r.On)).ToList();
        return new()
        {
            EmployerId = e.Id, Name = e.Name, DivisionCode = e.DivisionCode, ScopePath = e.ScopePath, IndustryCode = e.IndustryCode[..Math.Min(2, e.IndustryCode.Length)],
            Size = e.Size?.ToString() ?? "", Ownership = e.RegistrationType.ToString(), Risk = e.RiskClass?.ToString() ?? "",
            Employers = counted ? 1 : 0, Workers = counted ? e.Workers ?? 0 : 0, Exposed = counted ? e.ExposedWorkers ?? 0 : 0, Hazardous = hazardous ? 1 : 0,
            Declared = hazardous && standing && (!past || (DeclaredFirst ?? e.DeclaredOn) <= day) ? 1 : 0,
            DeclarationOverdue = counted && Late(DeclarationDues.Prefix) ? 1 : 0,
            Tested = hazardous && Reports.Any(r => r.On <= day && r.On > day.AddYears(-1)) ? 1 : 0,
            TestOverdue = counted && Late(MonitoringDues.Prefix) ? 1 : 0,
            Results = year.Sum(r => r.Rows), ResultsOver = year.Sum(r => r.Over),
            DangersOpen = Dangers.Count(Open), DangersMajor = Dangers.Count(d => Open(d) && d.Major),
            DangersOverdue = Dangers.Count(d => Open(d) && (past ? d.Deadline < day : d.Overdue)),
            DangersFound = Dangers.Count(d => Month(d.FoundOn)), DangersClosed = Dangers.Count(d => Month(d.ClosedOn)),
            Visits = Visits.Count(v => Year(v)), Cases = Cases.Count(c => Year(c.FiledOn)), Fines = (long)Cases.Where(c => Year(c.DecidedOn)).Sum(c => c.Fine),
            ChangesOn = NextChange(day),
        };
    }

    /// <summary>The nearest of the days on which something becomes overdue, too old, or a month or year later.</summary>
    DateOnly? NextChange(DateOnly day)
    {
        var month = new DateOnly(day.Year, day.Month, 1).AddMonths(1);
        var days = Dues.Where(d => d.SettledOn is null).SelectMany(d => new[] { d.DueOn.AddDays(1), d.From })
            .Concat(Reports.SelectMany(r => new[] { r.On, AgedOn(r.On) }))
            .Concat(Dangers.SelectMany(d => new[] { d.FoundOn, d.ClosedOn ?? day }))
            .Concat(Visits).Concat(Cases.SelectMany(c => new[] { c.FiledOn ?? day, c.DecidedOn ?? day }));
        var next = days.Where(d => d > day).DefaultIfEmpty(DateOnly.MaxValue).Min();
        var flows = Dangers.Any(d => d.FoundOn >= month.AddMonths(-1) || d.ClosedOn >= month.AddMonths(-1))
            || Reports.Any(r => r.On.Year >= day.Year) || Visits.Any(v => v.Year >= day.Year) || Cases.Any(c => c.FiledOn?.Year >= day.Year || c.DecidedOn?.Year >= day.Year);
        if (flows && month < next) next = month;
        return next == DateOnly.MaxValue ? null : next;
    }

    /// <summary>First day on which a year has passed since, as <see cref="DateOnly.AddYears"/> counts backwards.</summary>
    static DateOnly AgedOn(DateOnly on)
    {
        var day = on.AddYears(1);
        while (on > day.AddYears(-1)) day = day.AddDays(1);
        return day;
    }
}

/// <summary>Reads the facts of many employers, one query for each table.</summary>
sealed class EmployerFactsReader(ZhijianDb db)
{
    public async Task<IReadOnlyList<EmployerFacts>> ReadAsync(Guid[] ids, CancellationToken ct)
    {
        var employers = await db.Set<Employer>().AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.Id)).ToListAsync(ct);
        var declared = await db.Set<HazardDeclaration>().AsNoTracking().Where(d => EF.Parameter(ids).Contains(d.EmployerId) && d.ReceiptOn != null)
            .GroupBy(d => d.EmployerId).Select(g => new { g.Key, First = g.Min(d => d.ReceiptOn) }).ToDictionaryAsync(g => g.Key, g => g.First, ct);
        var dues = (await db.Set<Due>().AsNoTracking().Where(d => EF.Parameter(ids).Contains(d.EmployerId))
            .Select(d => new DueFact(d.EmployerId, d.Kind, d.TriggeredOn, d.DueOn, d.SettledOn)).ToListAsync(ct)).ToLookup(d => d.EmployerId);
        var reports = (await db.Set<MonitoringReport>().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.EmployerId) && r.InForce && r.SampledTo != null && r.Kind != ReportKind.Routine)
            .Select(r => new ReportFact(r.EmployerId, r.SampledTo!.Value, r.RowCount, r.ExceedsCount)).ToListAsync(ct)).ToLookup(r => r.EmployerId);
        var dangers = (await db.Set<HiddenDanger>().AsNoTracking().Where(d => EF.Parameter(ids).Contains(d.EmployerId))
            .Select(d => new DangerFact(d.EmployerId, d.Grade == DangerGrade.Major, d.State == DangerState.Overdue, d.FoundOn, d.ClosedOn, d.Deadline)).ToListAsync(ct)).ToLookup(d => d.EmployerId);
        var visits = (await db.Set<InspectionTask>().AsNoTracking().Where(t => EF.Parameter(ids).Contains(t.EmployerId) && t.VisitedOn != null)
            .Select(t => new { t.EmployerId, On = t.VisitedOn!.Value }).ToListAsync(ct)).ToLookup(v => v.EmployerId, v => v.On);
        var cases = (await db.Set<CaseRecord>().AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.EmployerId))
            .Select(c => new CaseFact(c.EmployerId, c.FiledOn, c.DecidedOn, c.Fine)).ToListAsync(ct)).ToLookup(c => c.EmployerId);
        return [.. employers.Select(e => new EmployerFacts(e, declared.GetValueOrDefault(e.Id), [.. dues[e.Id]], [.. reports[e.Id]], [.. dangers[e.Id]], [.. visits[e.Id]], [.. cases[e.Id]]))];
    }
}
