using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Inspections;
using Zhijian.Rules.Inspections;
using Zhijian.Rules.Risk;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Registry;

namespace Zhijian.Tests.Modules.Inspections;

public sealed class PlanTests(Platforms platforms)
{
    static async Task<List<Guid>> EmployersAsync(TestPlatform platform, int count, HazardRiskClass? risk, string industry = "3089") => await platform.AsPlatformAsync(async s =>
    {
        List<Guid> made = [];
        for (var i = 0; i < count; i++) made.Add((await RegistryRecords.EmployerAsync(s, $"计划单位{risk}{industry}{i}", "410181", e => e.RiskClass = risk, industry: industry)).Id);
        return made;
    });

    [Theory, BothDatabases]
    public async Task A_plan_is_approved_by_a_second_person_and_makes_its_tasks_once(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await EmployersAsync(platform, 5, HazardRiskClass.Severe);
        await EmployersAsync(platform, 4, HazardRiskClass.Serious);
        var (county, officer) = (await platform.SignInAsync("gongyi"), await platform.SignInAsync("gongyi-zf"));
        var form = await county.PageAsync("/inspections/plans/new");
        Dictionary<string, string?> good = new() { ["Input.Percents[Severe]"] = "50", ["Input.Percents[Serious]"] = "25", ["Input.Percents[General]"] = "0", ["Input.Percents[None]"] = "0" };
        Assert.Contains("0 至 100", (await form.SubmitAsync(new(good) { ["Input.Percents[Severe]"] = "101" })).Text, StringComparison.Ordinal);
        var made = await form.SubmitAsync(good);
        Assert.True(made.Status == HttpStatusCode.Redirect, made.Of(".z-errors") ?? made.Text);
        var path = made.Location!;
        var id = Guid.Parse(path.Split('/')[^1]);
        Assert.Contains("已有 2026 年度计划", (await (await county.PageAsync("/inspections/plans/new")).SubmitAsync(good)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await county.PageAsync(path)).SubmitAsync([], "Submit")).Status);
        var own = await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<PlanDesk>().ApproveAsync(id, null, default)));
        Assert.Contains("提交人以外", own.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await officer.PageAsync(path)).SubmitAsync(new() { ["reason"] = "比例偏低" }, "Return")).Status);
        Assert.Contains("比例偏低", (await county.PageAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await county.PageAsync(path)).SubmitAsync(new() { ["Input.Percents[Severe]"] = "60" }, "Edit")).Status);
        await (await county.PageAsync(path)).SubmitAsync([], "Submit");
        Assert.Equal(HttpStatusCode.Redirect, (await (await officer.PageAsync(path)).SubmitAsync([], "Approve")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await (await county.PageAsync(path)).SubmitAsync([], "Tasks")).Status);
        var tasks = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InspectionTask>().AsNoTracking().Where(t => t.PlanId == id).ToListAsync());
        // 60 % of five, 25 % of four: whoever else of these classes the demonstration city has is in the plan's own count.
        var plan = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InspectionPlan>().AsNoTracking().Include(p => p.Shares).SingleAsync(p => p.Id == id));
        Assert.Equal(plan.Shares.Sum(x => x.Target), tasks.Count);
        Assert.All(plan.Shares, x => Assert.Equal(PlanTargets.Of(x.Pool, x.Percent), x.Target));
        Assert.True(plan.Shares.Single(x => x.Risk == HazardRiskClass.Severe).Pool >= 5);
        Assert.All(tasks, t => Assert.Equal((InspectionType.Routine, InspectionState.Planned, "410181"), (t.Type, t.State, t.AuthorityCode)));
        Assert.Contains("已经生成", (await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<PlanDesk>().MakeTasksAsync(id, null, default)))).Message, StringComparison.Ordinal);
        // Approved together from the list.
        var list = await officer.PageAsync("/inspections?tab=planned");
        Assert.Equal(tasks.Count, await platform.AsAsync("gongyi-zf", s => s.GetRequiredService<TaskDesk>().ApproveAsync([.. tasks.Select(t => t.Id)], null, default)));
        var serials = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InspectionTask>().Where(t => t.PlanId == id).Select(t => t.Serial).ToListAsync());
        Assert.Equal(tasks.Count, serials.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, list.Status);
        foreach (var page in (string[])["/inspections/plans", "/inspections/plans?handler=Export", "/inspections?handler=Export&tab=all"]) Assert.Equal(HttpStatusCode.OK, (await county.GetAsync(page)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task A_campaign_takes_those_in_its_frame_who_were_not_visited_for_longest(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var inside = await EmployersAsync(platform, 3, HazardRiskClass.Severe, "3011");
        await EmployersAsync(platform, 2, HazardRiskClass.Severe, "1712");
        var county = await platform.SignInAsync("gongyi");
        var form = await county.PageAsync("/inspections/campaigns/new");
        Dictionary<string, string?> good = new() { ["Input.Title"] = "水泥专项", ["Input.Code"] = "2026-C", ["Input.Basis"] = "示例文件", ["Input.To"] = "2026-12-31", ["Input.Industries"] = "301", ["Input.Goal"] = "2" };
        Assert.Contains("2 至 4 位数字", (await form.SubmitAsync(new(good) { ["Input.Industries"] = "水泥" })).Text, StringComparison.Ordinal);
        Assert.Contains("已经过去", (await form.SubmitAsync(new(good) { ["Input.From"] = "2026-01-01", ["Input.To"] = "2026-06-01" })).Text, StringComparison.Ordinal);
        var made = await form.SubmitAsync(good);
        Assert.True(made.Status == HttpStatusCode.Redirect, made.Of(".z-errors") ?? made.Text);
        var answer = await (await county.PageAsync(made.Location!)).SubmitAsync([], "Tasks");
        Assert.True(answer.Status == HttpStatusCode.Redirect, answer.Of(".z-errors") ?? answer.Text);
        var id = Guid.Parse(made.Location!.Split('/')[^1]);
        var tasks = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InspectionTask>().AsNoTracking().Where(t => t.CampaignId == id).ToListAsync());
        Assert.Equal(2, tasks.Count);
        Assert.All(tasks, t => Assert.Contains(t.EmployerId, inside));
        Assert.Contains("已经生成", (await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<PlanDesk>().MakeCampaignTasksAsync(id, null, default)))).Message, StringComparison.Ordinal);
        Assert.Contains("水泥专项", (await county.PageAsync("/inspections/campaigns?q=水泥")).Text, StringComparison.Ordinal);
    }
}
