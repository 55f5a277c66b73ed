using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections.Draws;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Numbering;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Inspections;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Inspections;

/// <summary>Certificates of the demonstration officers, the city's plan of the year, and inspections that wait for approval or for the visit.</summary>
sealed class InspectionDemonstration : ISeed
{
    const int OneOf = 50, Most = 60, MostInPool = 500, MostFindings = 3;
    static readonly Role[] Enforcing = [Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer];

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var (db, numbers, book) = (services.GetRequiredService<ZhijianDb>(), services.GetRequiredService<Numbers>(), services.GetRequiredService<InspectionBook>());
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.inspections", "生成演示检查"), async change =>
        {
            var today = ChinaTime.DateOf(change.At);
            var officers = await db.Users.AsNoTracking().Where(u => u.OrganisationId == null && u.Roles.Any(r => Enforcing.Contains(r.Role))).OrderBy(u => u.UserName).Select(u => new { u.Id, u.FullName, u.DivisionCode }).ToListAsync(ct);
            var certificates = officers.Select((o, at) => new OfficerCertificate { UserId = o.Id, DivisionCode = o.DivisionCode, Number = $"豫示{at + 1:00000}", ValidUntil = new(today.Year + 3, 12, 31) }).ToDictionary(c => c.UserId);
            db.AddRange(certificates.Values);
            if (demonstration.Employers == 0) return;
            InspectionOfficer Officer(Guid id, string name) => new(id.ToString(), name, certificates[id].Number);
            var pairs = officers.GroupBy(o => o.DivisionCode).Where(g => g.Count() >= 2).ToDictionary(g => g.Key, g => g.ToList());
            foreach (var (place, pair) in pairs)
            {
                var pool = db.Set<Employer>().AsNoTracking().Where(e => e.SupervisorCode == place && e.Status == EmployerStatus.Operating && e.MergedIntoId == null);
                await DrawAsync(db, book, change, await pool.OrderBy(e => e.Id).Take(MostInPool).ToListAsync(ct), place, [.. pair.Select(o => (o.Id, o.FullName, certificates[o.Id].Number))], today, ct);
                await PlanAsync(db, pool, place, pair[0].Id, pair[0].FullName, today, ct);
                var chosen = await pool.Where(e => e.RiskClass == HazardRiskClass.Severe).OrderBy(e => e.Id).Take(Math.Min(Most, demonstration.Employers / OneOf)).ToListAsync(ct);
                foreach (var (employer, at) in chosen.Select((e, at) => (e, at)))
                {
                    var task = new InspectionTask
                    {
                        Type = InspectionType.Routine, EmployerId = employer.Id, EmployerName = employer.Name, IndustryCode = employer.IndustryCode[..2], DivisionCode = employer.DivisionCode, CountyCode = employer.CountyCode, AuthorityCode = place,
                        Cause = "年度监督检查（示例）", ChecklistCode = at % 3 == 0 ? "scoring-100" : "foundation", DueOn = today.AddDays(10 + at), PlannerId = pair[0].Id, PlannerName = pair[0].FullName, PlannedOn = today.AddDays(-5),
                    };
                    var inspection = Inspection.Plan(pair[0].Id.ToString(), task.PlannedOn);
                    if (at % 2 == 0)
                    {
                        inspection = inspection.Apply(new ApproveInspection(today.AddDays(-3), pair[1].Id.ToString())).Inspection;
                        TaskDesk.Name(task, (Officer(pair[0].Id, pair[0].FullName), Officer(pair[1].Id, pair[1].FullName)));
                        (task.SerialYear, task.Serial) = (today.Year, await numbers.SerialAsync(place, TaskDesk.Serials, today.Year, ct));
                    }
                    var found = at % 2 == 0 && at % 4 != 0 ? await db.Set<HiddenDanger>().AsNoTracking().Where(d => d.EmployerId == employer.Id).OrderByDescending(d => d.FoundOn).ThenBy(d => d.Id).Take(MostFindings).ToListAsync(ct) : [];
                    if (at % 2 == 0 && (at % 8 == 4 || found.Count > 0)) inspection = Visit(db, task, inspection, pair.ConvertAll(o => new InspectionOfficer(o.Id.ToString(), o.FullName, certificates[o.Id].Number)), found, today);
                    task.Take(inspection);
                    db.AddRange(task, new InspectionLine { TaskId = task.Id, Number = ++task.Lines, On = task.PlannedOn, At = change.At, Title = "制定检查方案", Note = task.Cause, By = pair[0].FullName });
                    if (task.State == InspectionState.Approved)
                        db.Add(new InspectionLine { TaskId = task.Id, Number = ++task.Lines, On = task.LastOn, At = change.At, Act = InspectionActKind.Approve, Title = InspectionActKind.Approve.Text(), By = pair[1].FullName });
                }
            }
        }, ct);
    }

    /// <summary>The visit of two days ago, with the problems that are dangers of the employer already, or with none.</summary>
    static Inspection Visit(ZhijianDb db, InspectionTask task, Inspection inspection, List<InspectionOfficer> officers, List<HiddenDanger> found, DateOnly today)
    {
        var on = today.AddDays(-2);
        task.VisitedOn = on;
        (task.FirstOfficerId, task.FirstOfficer, task.FirstCertificate) = (Guid.Parse(officers[0].Id), officers[0].Name, officers[0].Certificate);
        (task.SecondOfficerId, task.SecondOfficer, task.SecondCertificate) = (Guid.Parse(officers[1].Id), officers[1].Name, officers[1].Certificate);
        db.AddRange(found.Select((d, at) => new InspectionFinding { TaskId = task.Id, Number = at + 1, Text = d.Finding, Article = d.Article, DangerId = d.Id, Removed = d.IsOpen ? null : true }));
        InspectionAct[] acts = [new ArriveAtSite(on, officers[0], officers[1], true), new RecordInspection(on, 0, 0, found.Count, true, null), .. found.Count == 0 ? [new ConcludeNoProblem(on), new CloseInspection(on)] : Array.Empty<InspectionAct>()];
        foreach (var act in acts)
        {
            var outcome = inspection.Apply(act);
            if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Refusal);
            inspection = outcome.Inspection;
        }
        return inspection;
    }

    static async Task DrawAsync(ZhijianDb db, InspectionBook book, Change change, List<Employer> employers, string place, IReadOnlyList<(Guid, string, string)> officers, DateOnly today, CancellationToken ct)
    {
        var authority = await db.Set<Authority>().AsNoTracking().Include(a => a.Names).SingleOrDefaultAsync(a => a.DivisionCode == place, ct);
        if (employers.Count == 0 || authority?.NameOn(today)?.Name is not { } name) return;
        var (draw, members, persons) = DrawDemonstration.Make(place, name, employers, officers, book, today);
        db.Add(draw);
        await db.SaveChangesAsync(ct);
        await Bulk.InsertAsync(db, change, draw.PoolHash, members, ct);
        await Bulk.InsertAsync(db, change, draw.PoolHash, persons, ct);
    }

    static async Task PlanAsync(ZhijianDb db, IQueryable<Employer> pool, string place, Guid planner, string name, DateOnly today, CancellationToken ct)
    {
        var counts = await pool.GroupBy(e => e.RiskClass).Select(g => new { Risk = g.Key, Count = g.Count() }).ToListAsync(ct);
        var plan = new InspectionPlan { Year = today.Year, DivisionCode = place, Title = $"{today.Year} 年度职业卫生监督检查计划（示例）", ChecklistCode = "foundation", PlannerId = planner, PlannerName = name, State = PlanState.Submitted };
        plan.Shares.AddRange(PlanDesk.Classes.Select(c =>
        {
            var (count, percent) = (counts.Find(x => x.Risk == c.Risk)?.Count ?? 0, c.Risk switch { HazardRiskClass.Severe => 50, HazardRiskClass.Serious => 33, HazardRiskClass.General => 10, _ => 5 });
            return new PlanShare { PlanId = plan.Id, Risk = c.Risk, Percent = percent, Pool = count, Target = PlanTargets.Of(count, percent) };
        }));
        db.Add(plan);
    }
}
