using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Numbering;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections;

/// <summary>A task as somebody writes it: after a complaint, an accident, a joint conference.</summary>
public sealed record TaskDraft(Guid? EmployerId, InspectionType Type, Guid? CampaignId, string? Cause, string? Partners, string? ChecklistCode, DateOnly? DueOn, Guid? FirstOfficer, Guid? SecondOfficer);

/// <summary>Plans, approves, assigns and calls off inspections.</summary>
public sealed class TaskDesk(ZhijianDb db, WritePath write, Viewer viewer, InspectionBook book, InspectionAccess access, InspectionOfficers officers, Numbers numbers, NoticeBoard board)
{
    const int MostYearsAhead = 1;
    internal const string Serials = "inspection", TodoKind = "inspection";

    public Task<Guid> AddAsync(TaskDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.add", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        if (draft.Type is InspectionType.Random || !Enum.IsDefined(draft.Type)) throw new Refusal("双随机抽查的任务由抽取产生，请选择其他类型。", nameof(draft.Type));
        var campaign = draft.CampaignId is { } held ? await db.Set<InspectionCampaign>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == held, ct) ?? throw new NotFoundException() : null;
        if (draft.Type == InspectionType.Special && campaign is null) throw new Refusal("专项检查须选择所属的专项行动。", nameof(draft.CampaignId));
        var cause = Texts.Needed(draft.Cause, InspectionTables.Note, nameof(draft.Cause), "检查事由");
        var partners = Texts.Allowed(draft.Partners, InspectionTables.Note, nameof(draft.Partners), "参加部门");
        if (draft.Type == InspectionType.Joint && partners is null) throw new Refusal("联合检查须填写参加部门。", nameof(draft.Partners));
        var checklist = book.Knows(draft.ChecklistCode, today) ? draft.ChecklistCode! : throw new Refusal("请选择检查表。", nameof(draft.ChecklistCode));
        var due = draft.DueOn ?? throw new Refusal("请填写完成期限。", nameof(draft.DueOn));
        if (due < today || due > today.AddYears(MostYearsAhead)) throw new Refusal($"完成期限应在 {today:yyyy-MM-dd} 至 {today.AddYears(MostYearsAhead):yyyy-MM-dd} 之间。", nameof(draft.DueOn));
        var id = draft.EmployerId ?? throw new Refusal("请选择用人单位。", nameof(draft.EmployerId));
        var employer = await db.Set<Employer>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.MergedIntoId == null, ct) ?? throw new NotFoundException();
        if (!access.IsCompetent(employer.SupervisorCode)) throw new Refusal("该单位不由本机关监管，不能安排检查。", nameof(draft.EmployerId));
        var task = Plan(employer, draft.Type, cause, checklist, due, today, partners, campaign: campaign?.Id);
        if (draft.FirstOfficer is not null || draft.SecondOfficer is not null) await SendAsync(task, draft.FirstOfficer, draft.SecondOfficer, today, ct);
        Keep(task, change);
        return task.Id;
    }, ct);

    internal InspectionTask Plan(Employer employer, InspectionType type, string cause, string checklist, DateOnly due, DateOnly today, string? partners = null, Guid? plan = null, Guid? campaign = null, Guid? draw = null)
    {
        var task = new InspectionTask
        {
            Type = type, EmployerId = employer.Id, EmployerName = employer.Name, IndustryCode = employer.IndustryCode[..Math.Min(2, employer.IndustryCode.Length)], DivisionCode = employer.DivisionCode, ScopePath = employer.ScopePath,
            CountyCode = employer.CountyCode, AuthorityCode = employer.SupervisorCode, PlanId = plan, CampaignId = campaign, DrawId = draw, Cause = cause, Partners = partners, ChecklistCode = checklist, DueOn = due,
            PlannerId = viewer.UserId ?? throw new Refusal("检查由监管机关的人员安排。"), PlannerName = viewer.Name, PlannedOn = today,
        };
        task.Take(Inspection.Plan(task.PlannerId.ToString(), today));
        return task;
    }

    internal void Keep(InspectionTask task, Change change)
    {
        db.Add(task);
        access.Remark(task, task.PlannedOn, "制定检查方案", task.Cause, change.At);
    }

    /// <summary>批准, many at once; each takes its serial, which record and measures share.</summary>
    public Task<int> ApproveAsync(IReadOnlyCollection<Guid> ids, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.approve", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var wanted = ids.Distinct().ToList();
        if (wanted.Count is 0 or > InspectionAccess.MostAtOnce) throw new Refusal(wanted.Count == 0 ? "请先选择检查任务。" : $"一次最多批准 {InspectionAccess.MostAtOnce} 项。");
        var tasks = await db.Set<InspectionTask>().Where(t => wanted.Contains(t.Id)).OrderBy(t => t.DueOn).ThenBy(t => t.Id).ToListAsync(ct);
        if (tasks.Count != wanted.Count) throw new NotFoundException();
        if (tasks.Any(t => !access.IsCompetent(t.AuthorityCode))) throw new Refusal("检查由监管机关本级的人员批准，您只能查看。");
        foreach (var task in tasks)
        {
            access.Apply(task, new ApproveInspection(today, viewer.UserId.ToString()!), change.At);
            (task.SerialYear, task.Serial) = (today.Year, await numbers.SerialAsync(task.AuthorityCode, Serials, today.Year, ct));
            Remind(task, change);
        }
        return tasks.Count;
    }, ct);

    public Task CallOffAsync(Guid id, long? seen, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.call-off", reason, key), async change =>
    {
        var why = Texts.Needed(reason, InspectionTables.Note, "Reason", "取消理由");
        var task = await access.ForAsync(id, seen, ct);
        access.Apply(task, new CallOffInspection(ChinaTime.DateOf(change.At), why), change.At, why);
        await board.CloseAsync(change, TodoKind, task.Id.ToString(), ct);
    }, ct);

    /// <summary>Sends two officers; who was drawn is replaced only with a reason.</summary>
    public Task AssignAsync(Guid id, long? seen, Guid? first, Guid? second, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.assign", reason, key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var task = await access.ForAsync(id, seen, ct);
        if (task.State is not (InspectionState.Planned or InspectionState.Approved)) throw new Refusal($"检查{task.State.Text()}，不能再更换执法人员。");
        if (task.DrawId is not null && string.IsNullOrWhiteSpace(reason)) throw new Refusal("执法人员由双随机抽取，更换须写明理由。", "Reason");
        var why = Texts.Allowed(reason, InspectionTables.Note, "Reason", "理由");
        await SendAsync(task, first, second, today, ct);
        access.Remark(task, today, "指派执法人员", $"{task.FirstOfficer}、{task.SecondOfficer}{(why is null ? "" : $"：{why}")}", change.At);
        await board.CloseAsync(change, TodoKind, task.Id.ToString(), ct);
        if (task.State == InspectionState.Approved) Remind(task, change);
    }, ct);

    async Task SendAsync(InspectionTask task, Guid? first, Guid? second, DateOnly today, CancellationToken ct)
    {
        var pair = await officers.PairAsync(task.AuthorityCode, task.EmployerId, first, second, ct);
        if (Inspection.Officers(pair.First, pair.Second, today) is { } refusal) throw new Refusal(refusal + "。", "SecondOfficer");
        Name(task, pair);
    }

    internal static void Name(InspectionTask task, (InspectionOfficer First, InspectionOfficer Second) pair)
    {
        (task.FirstOfficerId, task.FirstOfficer, task.FirstCertificate) = (Guid.Parse(pair.First.Id), pair.First.Name, pair.First.Certificate);
        (task.SecondOfficerId, task.SecondOfficer, task.SecondCertificate) = (Guid.Parse(pair.Second.Id), pair.Second.Name, pair.Second.Certificate);
    }

    void Remind(InspectionTask task, Change change)
    {
        foreach (var officer in new[] { task.FirstOfficerId, task.SecondOfficerId }.OfType<Guid>())
            board.Open(new()
            {
                Title = task.EmployerName.Length > 180 ? "现场检查：" + task.EmployerName[..180] : "现场检查：" + task.EmployerName, Link = $"/inspections/{task.Id}", UserId = officer, DivisionCode = task.AuthorityCode, OnlyThere = true,
                DueOn = task.DueOn, SubjectKind = TodoKind, SubjectId = task.Id.ToString(), CreatedAt = change.At,
            });
    }
}
