using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Inspections;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Inspections.Field;

/// <summary>What an officer takes along: the own inspections and all that they need, in a handful of queries.</summary>
public sealed class FieldQueries(ZhijianDb db, Viewer viewer, InspectionBook book, InspectionOfficers officers, DivisionDirectory divisions, ReferenceDirectory reference, TimeProvider clock)
{
    const int MostTasks = 50, MostDangers = 20, MostVisits = 5, DaysBehind = 30;

    /// <summary>Of the signed-in officer and his phone.</summary>
    public async Task<FieldMe> MeAsync(Guid device, DateTime phoneTime, FieldPasses passes, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var user = viewer.UserId!.Value;
        await divisions.LoadAsync(db, ct);
        var certificate = await db.Set<OfficerCertificate>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(c => c.UserId == user).Select(c => c.Number).SingleOrDefaultAsync(ct);
        return new(user, viewer.Name, certificate, divisions.Name(viewer.DivisionCode ?? ""), now, passes.Seal(new(user, device, now, now - phoneTime)), "", "");
    }

    public async Task<FieldPackage> PackageAsync(Guid device, CancellationToken ct)
    {
        var (me, today) = (viewer.UserId, Display.Today(clock));
        var behind = today.AddDays(-DaysBehind);
        if (viewer.DivisionCode is not { } authority || viewer.OrganisationId is not null) return new([], [], [], false);
        var tasks = await db.Set<InspectionTask>().AsNoTracking().Where(t => t.AuthorityCode == authority && (t.FirstOfficerId == me || t.SecondOfficerId == me)
                && (t.State == InspectionState.Approved || t.State == InspectionState.OnSite || (t.VisitedOn != null && t.VisitedOn >= behind)))
            .OrderByDescending(t => t.State == InspectionState.OnSite).ThenByDescending(t => t.State == InspectionState.Approved).ThenBy(t => t.DueOn).ThenBy(t => t.Id).Take(MostTasks + 1).ToListAsync(ct);
        var hasMore = tasks.Count > MostTasks;
        if (hasMore) tasks.RemoveAt(MostTasks);
        var ids = tasks.ConvertAll(t => t.Id);
        var answers = (await db.Set<ChecklistAnswer>().AsNoTracking().Where(a => ids.Contains(a.TaskId)).ToListAsync(ct)).ToLookup(a => a.TaskId);
        var photos = await db.Set<InspectionPhoto>().Where(p => ids.Contains(p.TaskId)).GroupBy(p => p.TaskId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var taken = await db.Set<FieldCommand>().Where(c => ids.Contains(c.TaskId) && c.DeviceId == device).GroupBy(c => c.TaskId).Select(g => new { g.Key, Last = g.Max(c => c.Order) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
        var employers = await EmployersAsync(tasks, ct);
        var lists = tasks.Select(t => (t.ChecklistCode, On: t.VisitedOn ?? t.PlannedOn)).DistinctBy(t => t.ChecklistCode).Select(t => book.Checklist(t.ChecklistCode, t.On));
        return new(
            [.. tasks.Select(t => Of(t, employers[t.EmployerId], [.. answers[t.Id].Select(HeldAnswer.Of)], photos.GetValueOrDefault(t.Id), taken.GetValueOrDefault(t.Id)))],
            [.. lists.Select(Of)],
            [.. (await officers.OfAsync(authority, ct)).Select(h => new FieldOfficer(h.Id, h.Name, h.Certificate, h.ValidUntil))], hasMore);
    }

    static FieldTask Of(InspectionTask t, FieldEmployer employer, IReadOnlyList<HeldAnswer> answers, int photos, int taken) => new(
        t.Id, t.Version, t.State, t.State.Text(), t.Type.Text(), t.Cause, t.Partners, t.DueOn, t.VisitedOn, t.ChecklistCode, t.FirstOfficerId, t.SecondOfficerId, t.DrawId is not null, t.RecordNumber,
        t.RecordNumber is null ? null : t.Points is { } points ? $"得分 {points:0.#}" : t.Rate is { } rate ? $"合格率 {rate:0.#}%" : null, t.Findings, photos, taken, employer, answers);

    FieldChecklist Of(Checklist list) => new(list.Code, list.Title, list.Kind, list.BasicCounts,
        [.. list.Items.Select(i => new FieldItem(i.Number, i.Section, i.Text, i.IsKey, i.Points, i.Step, i.Parts, i.BasicParts, i.Article, book.SourceOf(list.Code, i.Number).Method))]);

    async Task<Dictionary<Guid, FieldEmployer>> EmployersAsync(List<InspectionTask> tasks, CancellationToken ct)
    {
        var ids = tasks.Select(t => t.EmployerId).Distinct().ToList();
        var own = tasks.ConvertAll(t => t.Id);
        var rows = await db.Set<Employer>().AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        var dangers = (await db.Set<HiddenDanger>().AsNoTracking().Where(d => ids.Contains(d.EmployerId) && d.IsOpen).OrderBy(d => d.Deadline == null).ThenBy(d => d.Deadline).ThenBy(d => d.Id).ToListAsync(ct)).ToLookup(d => d.EmployerId);
        var visits = (await db.Set<InspectionTask>().AsNoTracking().Where(t => ids.Contains(t.EmployerId) && t.VisitedOn != null && !own.Contains(t.Id)).OrderByDescending(t => t.VisitedOn)
            .Select(t => new { t.EmployerId, t.VisitedOn, t.Type, t.RecordNumber, t.Findings }).ToListAsync(ct)).ToLookup(t => t.EmployerId);
        var industries = await reference.IndustryNamesAsync(ct);
        return ids.ToDictionary(id => id, id =>
        {
            var name = tasks.First(t => t.EmployerId == id).EmployerName;
            IReadOnlyList<FieldDanger> open = [.. dangers[id].Take(MostDangers).Select(d => new FieldDanger(DangerWords.Title(d), d.Finding, d.State.Text(), d.Deadline))];
            IReadOnlyList<FieldVisit> earlier = [.. visits[id].Take(MostVisits).Select(v => new FieldVisit(v.VisitedOn!.Value, v.Type.Text(), v.RecordNumber, v.Findings))];
            // The employer's own place may have moved to another county since.
            if (rows.GetValueOrDefault(id) is not { } e) return new FieldEmployer(name, null, null, null, "", null, null, null, null, "", [], open, earlier);
            return new(e.Name, e.CreditCode, e.RegisteredAddress, e.Principal, industries.GetValueOrDefault(e.IndustryCode) ?? e.IndustryCode, e.Size?.ChineseName(), e.Workers, e.ExposedWorkers, e.RiskClass?.Text(),
                e.DeclarationStanding.ChineseName(), Hazards(e), open, earlier);
        });
    }

    static IReadOnlyList<string> Hazards(Employer e) =>
        [.. new[] { (e.HasDust, "粉尘"), (e.HasChemical, "化学因素"), (e.HasPhysical, "物理因素"), (e.HasRadiation, "放射性因素"), (e.HasBiological, "生物因素"), (e.HasOther, "其他因素") }.Where(h => h.Item1).Select(h => h.Item2)];
}
