using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections;

/// <summary>What happens to the dangers that an inspection opened leads the inspection on: order, case, recheck.</summary>
sealed class InspectionKeeper(ZhijianDb db, Viewer viewer, InspectionAccess access, InspectionOfficers officers)
    : IHandleNow<DangersFound>, IHandleNow<DangersOrdered>, IHandleNow<DangersRechecked>, IHandleNow<DangerCaseProposed>, IHandleNow<EmployerChanged>
{
    const string Source = "inspection:";

    internal static string SourceOf(Guid finding) => $"{Source}{finding:N}";

    public async Task HandleAsync(DangersFound found, Change change, CancellationToken ct)
    {
        if (found.DangerIds is not [var danger] || !found.Cause.StartsWith(Source, StringComparison.Ordinal) || !Guid.TryParse(found.Cause[Source.Length..], out var id)) return;
        if (await db.Set<InspectionFinding>().SingleOrDefaultAsync(f => f.Id == id, ct) is { } finding) finding.DangerId = danger;
    }

    public async Task HandleAsync(DangersOrdered ordered, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        foreach (var (task, _) in await OfAsync(ordered.DangerIds, InspectionActKind.OrderRectification, ct))
        {
            access.Apply(task, new OrderByPaper(ordered.On, ordered.PaperNumber), change.At, $"{ordered.PaperNumber}，{ordered.Deadline:yyyy-MM-dd} 前完成");
            task.OrderNumber = ordered.PaperNumber;
        }
    }

    public async Task HandleAsync(DangersRechecked rechecked, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        foreach (var (task, findings) in await OfAsync(rechecked.DangerIds, InspectionActKind.Recheck, ct))
        {
            foreach (var finding in findings.Where(f => f.DangerId is { } danger && rechecked.DangerIds.Contains(danger))) finding.Removed = rechecked.Removed.Contains(finding.DangerId!.Value);
            var (first, second) = await officers.PairAsync(task.AuthorityCode, task.EmployerId, rechecked.FirstOfficer, rechecked.SecondOfficer, ct);
            access.Apply(task, new RecheckInspection(rechecked.On, first, second, findings.Count(f => f.Removed != true)), change.At, rechecked.PaperNumber);
        }
    }

    public async Task HandleAsync(DangerCaseProposed proposed, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        foreach (var (task, _) in await OfAsync([proposed.DangerId], InspectionActKind.ProposeCase, ct))
            access.Apply(task, new ProposeInspectionCase(proposed.On, proposed.Article), change.At, $"{proposed.Article}：{proposed.Evidence}");
    }

    /// <summary>Lists show and find by the employer's name of today.</summary>
    public async Task HandleAsync(EmployerChanged changed, Change change, CancellationToken ct)
    {
        if (!changed.Fields.Contains(nameof(Employer.Name))) return;
        using var all = viewer.ActAsPlatform();
        var name = await db.Set<Employer>().Where(e => e.Id == changed.EmployerId).Select(e => e.Name).SingleAsync(ct);
        foreach (var task in await db.Set<InspectionTask>().Where(t => t.EmployerId == changed.EmployerId).ToListAsync(ct)) task.EmployerName = name;
    }

    /// <summary>The inspections that opened these dangers and stand where the act can follow, each with all its findings.</summary>
    async Task<List<(InspectionTask Task, List<InspectionFinding> Findings)>> OfAsync(IReadOnlyList<Guid> dangers, InspectionActKind act, CancellationToken ct)
    {
        Guid?[] ids = [.. dangers];
        var tasks = await db.Set<InspectionTask>().Where(t => db.Set<InspectionFinding>().Any(f => f.TaskId == t.Id && ids.Contains(f.DangerId))).OrderBy(t => t.Id).ToListAsync(ct);
        var keys = tasks.ConvertAll(t => t.Id);
        var findings = (await db.Set<InspectionFinding>().Where(f => keys.Contains(f.TaskId)).OrderBy(f => f.Number).ToListAsync(ct)).ToLookup(f => f.TaskId);
        return [.. tasks.Where(t => InspectionTransitions.From(t.State).Contains(act)).Select(t => (t, findings[t.Id].ToList()))];
    }
}
