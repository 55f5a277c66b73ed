using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Rules.Inspections;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Inspections;

/// <param name="Percents">Share by class; the key None stands for those whose class is not known.</param>
public sealed record PlanDraft(int? Year, string? Title, string? ChecklistCode, IReadOnlyDictionary<string, int?> Percents);

public sealed record CampaignDraft(string? Code, string? Title, string? Basis, DateOnly? From, DateOnly? To, string? Industries, HazardRiskClass? Risk, int? Goal, string? ChecklistCode);

/// <summary>The annual plan, approved by a second person, and campaigns; both make tasks.</summary>
public sealed class PlanDesk(ZhijianDb db, WritePath write, Viewer viewer, InspectionBook book, InspectionAccess access, TaskDesk tasks)
{
    public const string NoClass = "None";
    public const int MostTasks = 5000;
    public static readonly IReadOnlyList<(string Key, HazardRiskClass? Risk, string Title)> Classes =
    [
        (nameof(HazardRiskClass.Severe), HazardRiskClass.Severe, "严重"), (nameof(HazardRiskClass.Serious), HazardRiskClass.Serious, "较重"), (nameof(HazardRiskClass.General), HazardRiskClass.General, "一般"), (NoClass, null, "未分类"),
    ];

    public Task<Guid> AddAsync(PlanDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.plan", Key: key), async change =>
    {
        var (today, place) = (ChinaTime.DateOf(change.At), Place());
        if (draft.Year is not { } year || year < today.Year - 1 || year > today.Year + 1) throw new Refusal($"年度应在 {today.Year - 1} 至 {today.Year + 1} 之间。", nameof(draft.Year));
        if (await db.Set<InspectionPlan>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(p => p.DivisionCode == place && p.Year == year, ct)) throw new Refusal($"本机关已有 {year} 年度计划。", nameof(draft.Year));
        var plan = new InspectionPlan
        {
            Year = year, DivisionCode = place, Title = Texts.Needed(draft.Title, InspectionTables.Title, nameof(draft.Title), "计划名称"), ChecklistCode = Checklist(draft.ChecklistCode, today), PlannerId = Me(), PlannerName = viewer.Name,
        };
        plan.Shares.AddRange(Shares(plan.Id, draft.Percents));
        db.Add(plan);
        return plan.Id;
    }, ct);

    public Task EditAsync(Guid id, PlanDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.plan", Key: key), async change =>
    {
        var plan = await PlanAsync(id, ct);
        if (plan.State != PlanState.Draft) throw new Refusal("计划已提交，不能修改。");
        (plan.Title, plan.ChecklistCode) = (Texts.Needed(draft.Title, InspectionTables.Title, nameof(draft.Title), "计划名称"), Checklist(draft.ChecklistCode, ChinaTime.DateOf(change.At)));
        (plan.PlannerId, plan.PlannerName) = (Me(), viewer.Name);
        foreach (var (share, wanted) in plan.Shares.Join(Shares(plan.Id, draft.Percents), s => s.Risk, s => s.Risk, (a, b) => (a, b))) share.Percent = wanted.Percent;
    }, ct);

    static IEnumerable<PlanShare> Shares(Guid plan, IReadOnlyDictionary<string, int?> percents) => [.. Classes.Select(c =>
        percents.GetValueOrDefault(c.Key) is { } percent and >= 0 and <= 100 ? new PlanShare { PlanId = plan, Risk = c.Risk, Percent = percent } : throw new Refusal($"{c.Title}类的检查比例应在 0 至 100 之间。", $"Percents[{c.Key}]"))];

    /// <summary>Counts the pool of the day and hands the plan in.</summary>
    public Task SubmitAsync(Guid id, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.plan-submit", Key: key), async change =>
    {
        var plan = await PlanAsync(id, ct);
        if (plan.State != PlanState.Draft) throw new Refusal("计划已提交。");
        var counts = await Pool(plan.DivisionCode).GroupBy(e => e.RiskClass).Select(g => new { Risk = g.Key, Count = g.Count() }).ToListAsync(ct);
        foreach (var share in plan.Shares)
        {
            share.Pool = counts.Find(c => c.Risk == share.Risk)?.Count ?? 0;
            share.Target = PlanTargets.Of(share.Pool, share.Percent);
        }
        if (plan.Shares.Sum(s => s.Target) == 0) throw new Refusal("按所填比例没有要检查的单位，请核对。");
        (plan.State, plan.ReturnReason, plan.PlannerId, plan.PlannerName) = (PlanState.Submitted, null, Me(), viewer.Name);
    }, ct);

    /// <summary>批准 by somebody who did not hand it in.</summary>
    public Task ApproveAsync(Guid id, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.plan-approve", Key: key), async change =>
    {
        var plan = await SubmittedAsync(id, ct);
        (plan.State, plan.ApproverName, plan.ApprovedOn) = (PlanState.Approved, viewer.Name, ChinaTime.DateOf(change.At));
    }, ct);

    public Task ReturnAsync(Guid id, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.plan-return", reason, key), async change =>
    {
        var why = Texts.Needed(reason, InspectionTables.Note, "Reason", "退回理由");
        var plan = await SubmittedAsync(id, ct);
        (plan.State, plan.ReturnReason) = (PlanState.Draft, why);
    }, ct);

    async Task<InspectionPlan> SubmittedAsync(Guid id, CancellationToken ct)
    {
        var plan = await PlanAsync(id, ct);
        if (plan.State != PlanState.Submitted) throw new Refusal("计划不在待批准状态。");
        return plan.PlannerId != Me() ? plan : throw new Refusal("计划由提交人以外的人员批准。");
    }

    /// <summary>Tasks for those of each class that were not visited for longest; those never visited first.</summary>
    public Task<int> MakeTasksAsync(Guid id, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.plan-tasks", Key: key), async change =>
    {
        var (today, plan) = (ChinaTime.DateOf(change.At), await PlanAsync(id, ct));
        if (plan.State != PlanState.Approved) throw new Refusal("计划批准后才能生成检查任务。");
        if (plan.TasksMadeAt is not null) throw new Refusal("本计划的检查任务已经生成。");
        plan.TasksMadeAt = change.At;
        var due = new DateOnly(plan.Year, 12, 31);
        var (made, least) = (0, today.AddDays(book.Clock(InspectionBook.VisitClock, today)));
        foreach (var share in plan.Shares.Where(s => s.Target > 0).OrderByDescending(s => s.Risk))
        {
            var risk = share.Risk;
            foreach (var employer in await Longest(Pool(plan.DivisionCode).Where(e => e.RiskClass == risk)).Take(Math.Min(share.Target, MostTasks - made)).ToListAsync(ct))
            {
                tasks.Keep(tasks.Plan(employer, InspectionType.Routine, plan.Title, plan.ChecklistCode, due < least ? least : due, today, plan: plan.Id), change);
                made++;
            }
        }
        return made;
    }, ct);

    public Task<Guid> AddCampaignAsync(CampaignDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.campaign", Key: key), async change =>
    {
        var (today, place) = (ChinaTime.DateOf(change.At), Place());
        var code = Texts.Needed(draft.Code, InspectionTables.Code, nameof(draft.Code), "代码");
        if (await db.Set<InspectionCampaign>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(c => c.DivisionCode == place && c.Code == code, ct)) throw new Refusal("已有这个代码的专项行动。", nameof(draft.Code));
        if (draft.From is not { } from || draft.To is not { } to || to < from) throw new Refusal("请填写起止日期，结束不早于开始。", nameof(draft.To));
        if (to < today) throw new Refusal("结束日期已经过去。", nameof(draft.To));
        if (draft.Goal is not { } goal || goal is < 1 or > MostTasks) throw new Refusal($"目标户数应在 1 至 {MostTasks} 之间。", nameof(draft.Goal));
        var industries = Industries(draft.Industries);
        var campaign = new InspectionCampaign
        {
            Code = code, Title = Texts.Needed(draft.Title, InspectionTables.Title, nameof(draft.Title), "名称"), Basis = Texts.Needed(draft.Basis, InspectionTables.Note, nameof(draft.Basis), "依据"),
            From = from, To = to, Industries = industries.Count == 0 ? null : string.Join('、', industries), Risk = draft.Risk, Goal = goal, ChecklistCode = Checklist(draft.ChecklistCode, today), DivisionCode = place,
            PlannerId = Me(), PlannerName = viewer.Name,
        };
        db.Add(campaign);
        return campaign.Id;
    }, ct);

    /// <summary>Digits of industry codes as typed, each once.</summary>
    internal static IReadOnlyList<string> Industries(string? text)
    {
        var parts = (text ?? "").Split(['、', ',', '，', ' ', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        if (parts.Find(p => p.Length is < 2 or > 4 || !p.All(char.IsAsciiDigit)) is { } odd) throw new Refusal($"行业代码“{odd}”应为 2 至 4 位数字。", nameof(CampaignDraft.Industries));
        return parts.Count <= 30 ? parts : throw new Refusal("行业代码最多 30 个。", nameof(CampaignDraft.Industries));
    }

    public Task<int> MakeCampaignTasksAsync(Guid id, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.campaign-tasks", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var campaign = await db.Set<InspectionCampaign>().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        if (!access.IsCompetent(campaign.DivisionCode)) throw new Refusal("专项行动由制定机关的人员办理，您只能查看。");
        if (campaign.TasksMadeAt is not null) throw new Refusal("本专项行动的检查任务已经生成。");
        if (campaign.To < today) throw new Refusal("专项行动已经结束。");
        campaign.TasksMadeAt = change.At;
        var pool = Narrow(Pool(campaign.DivisionCode), Industries(campaign.Industries), campaign.Risk);
        var chosen = await Longest(pool).Take(campaign.Goal).ToListAsync(ct);
        if (chosen.Count == 0) throw new Refusal("没有符合范围的用人单位。");
        foreach (var employer in chosen) tasks.Keep(tasks.Plan(employer, InspectionType.Special, campaign.Title, campaign.ChecklistCode, campaign.To, today, campaign: campaign.Id), change);
        return chosen.Count;
    }, ct);

    /// <summary>Those that the authority supervises and that are in operation.</summary>
    internal IQueryable<Employer> Pool(string authority) =>
        db.Set<Employer>().AsNoTracking().Where(e => e.SupervisorCode == authority && e.Status == EmployerStatus.Operating && e.MergedIntoId == null);

    internal static IQueryable<Employer> Narrow(IQueryable<Employer> rows, IReadOnlyList<string> industries, HazardRiskClass? risk)
    {
        if (risk is not null) rows = rows.Where(e => e.RiskClass == risk);
        if (industries.Count == 0) return rows;
        string[] two = [.. industries.Where(i => i.Length == 2)], three = [.. industries.Where(i => i.Length == 3)], four = [.. industries.Where(i => i.Length == 4)];
        return rows.Where(e => two.Contains(e.IndustryCode.Substring(0, 2)) || three.Contains(e.IndustryCode.Substring(0, 3)) || four.Contains(e.IndustryCode));
    }

    IQueryable<Employer> Longest(IQueryable<Employer> rows) => rows
        .Where(e => !db.Set<InspectionTask>().Any(t => t.EmployerId == e.Id && t.IsOpen))
        .OrderBy(e => db.Set<InspectionTask>().Where(t => t.EmployerId == e.Id).Max(t => t.VisitedOn) ?? DateOnly.MinValue).ThenBy(e => e.Id);

    async Task<InspectionPlan> PlanAsync(Guid id, CancellationToken ct)
    {
        var plan = await db.Set<InspectionPlan>().Include(p => p.Shares).SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
        return access.IsCompetent(plan.DivisionCode) ? plan : throw new Refusal("计划由制定机关的人员办理，您只能查看。");
    }

    string Checklist(string? code, DateOnly today) => book.Knows(code, today) ? code! : throw new Refusal("请选择检查表。", nameof(PlanDraft.ChecklistCode));
    string Place() => viewer.OrganisationId is null && viewer.DivisionCode is { } place ? place : throw new Refusal("只有监管机关的人员可以办理。");
    Guid Me() => viewer.UserId ?? throw new Refusal("只有监管机关的人员可以办理。");
}
