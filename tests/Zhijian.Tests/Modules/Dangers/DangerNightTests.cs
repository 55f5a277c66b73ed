using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Platform.Events;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Dangers;

public sealed class DangerNightTests(Platforms platforms)
{
    static Task<int> NightAsync(TestPlatform platform) => platform.Services.GetRequiredService<DangerNight>().RunAsync(default);

    static async Task<(TestPlatform, HiddenDanger)> OrderedAsync(Platforms platforms, Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await platform.AsPlatformAsync(async s =>
        {
            // The demonstration's own would be met by the night, too.
            var db = s.GetRequiredService<ZhijianDb>();
            await db.Set<DangerMeasure>().ExecuteDeleteAsync();
            await db.Set<DangerEvidence>().ExecuteDeleteAsync();
            await db.Set<DangerLine>().ExecuteDeleteAsync();
            await db.Set<DangerResult>().ExecuteDeleteAsync();
            await db.Set<HiddenDanger>().ExecuteDeleteAsync();
        });
        var danger = await Judged.FoundAsync(platform);
        await Judged.OrderAsync(platform, danger.Id, Judged.Today.AddDays(20));
        return (platform, danger);
    }

    [Theory, BothDatabases]
    public async Task The_deadline_is_reminded_of_then_passes_then_is_reported_to_the_city(Database database)
    {
        var (platform, danger) = await OrderedAsync(platforms, database);
        var point = danger.PointId!.Value;
        Assert.Equal(0, await NightAsync(platform));
        platform.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal(1, await NightAsync(platform));
        Assert.Equal(0, await NightAsync(platform));
        Assert.Equal(DangerState.Ordered, (await Judged.ReadAsync(platform, point)).State);
        Assert.True(await TellsAsync(platform, "qiye1", "整改期限将到"));

        // The last day itself is in time.
        platform.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(0, await NightAsync(platform));
        platform.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await NightAsync(platform) >= 1);
        var late = await Judged.ReadAsync(platform, point);
        Assert.Equal((DangerState.Overdue, DangerTurn.Supervisor, Judged.Today.AddDays(30)), (late.State, late.Turn, late.NextOn!.Value));
        Assert.True(await TellsAsync(platform, "qiye1", "逾期不改正的，将依法处罚"));
        Assert.NotNull(late.EscalatedOn);
        Assert.Contains("督办逾期隐患：巩义市示例耐火材料有限公司", (await (await platform.SignInAsync("shijianguan")).PageAsync("/todo")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("督办逾期隐患", (await (await platform.SignInAsync("gongyi")).PageAsync("/todo")).Text, StringComparison.Ordinal);
        Assert.Equal(["发现超标", "登记", "责令限期整改", "期限前提醒", "逾期", "报上级督办"], (await Judged.LinesAsync(platform, danger.Id)).Select(l => l.Title));
        await platform.AsPlatformAsync(async s => Assert.Contains(await s.GetRequiredService<ZhijianDb>().Set<EventMessage>().Select(e => e.Type).ToListAsync(), t => t.EndsWith(nameof(DangerBecameOverdue), StringComparison.Ordinal)));
        platform.Clock.Advance(TimeSpan.FromDays(100));
        Assert.Equal(0, await NightAsync(platform));
        await CaseAsync(platform, danger);
    }

    static async Task CaseAsync(TestPlatform platform, HiddenDanger danger)
    {
        var still = await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<DangerDesk>().ProposeCaseAsync(danger.Id, null, CaseGround.StillExceeding, "复测仍超标", null, default)));
        Assert.Contains("没有整改后仍超标的复测", still.Message, StringComparison.Ordinal);
        await platform.AsAsync("gongyi", s => s.GetRequiredService<DangerDesk>().ProposeCaseAsync(danger.Id, null, CaseGround.Overdue, "期限已过，现场仍在作业", null, default));
        await platform.AsPlatformAsync(async s =>
        {
            var proposed = await s.GetRequiredService<ZhijianDb>().Set<EventMessage>().SingleAsync(e => e.Type.EndsWith(nameof(DangerCaseProposed)));
            Assert.Contains("第七十二条第一项", System.Text.RegularExpressions.Regex.Unescape(proposed.Body), StringComparison.Ordinal);
            await Registry.RegistryRecords.RaiseAsync(s, new DangerCaseFiled(danger.Id, "（郑巩）卫职立〔2026〕1号", new(2026, 10, 10)));
        });
        Assert.Equal(DangerState.CaseFiled, (await Judged.ReadAsync(platform, danger.PointId!.Value)).State);
        // Taken up as a case it is no longer waiting for the superior.
        Assert.Equal(0, await EscalationsAsync(platform, danger.Id));
    }

    static async Task<bool> TellsAsync(TestPlatform platform, string user, string words)
    {
        var id = await Judged.UserAsync(platform, user);
        return await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Notice>().AnyAsync(n => n.UserId == id && n.Text.Contains(words)));
    }

    /// <summary>The job as the scheduler has it, started by the scheduler; a test's clock moves no calendar.</summary>
    static async Task NightByScheduleAsync(TestPlatform platform)
    {
        var scheduler = await platform.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var trigger = await scheduler.GetTrigger(new TriggerKey("danger-night")) ?? throw new InvalidOperationException("no night of dangers is scheduled");
        await scheduler.TriggerJob(trigger.JobKey);
    }

    static async Task<string> TodoAsync(TestPlatform platform, string user) => (await (await platform.SignInAsync(user, platform.PasswordOf(user))).PageAsync("/todo")).Text;

    [Theory, BothDatabases]
    public async Task The_superior_has_an_overdue_danger_on_its_list_until_it_is_put_right_and_no_longer(Database database)
    {
        var (platform, danger) = await OrderedAsync(platforms, database);
        const string work = "督办逾期隐患：巩义市示例耐火材料有限公司";
        platform.Clock.Advance(TimeSpan.FromDays(21));
        await NightByScheduleAsync(platform);
        var city = await platform.SignInAsync("shijianguan", platform.PasswordOf("shijianguan"));
        await city.PageUntilAsync("/todo", work);
        // To-do, notice and the filter of the board lead to the same danger.
        Assert.Contains("1 处隐患逾期未办结，已报您机关督办", (await city.PageAsync("/notices")).Text, StringComparison.Ordinal);
        var board = await city.PageAsync("/dangers?tab=escalated");
        Assert.Equal($"/dangers/{danger.Id}", Assert.Single(board.Document.QuerySelectorAll("tbody a[href^='/dangers/']")).GetAttribute("href"));
        Assert.Contains("报上级督办", (await city.PageAsync($"/dangers/{danger.Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(work, await TodoAsync(platform, "gongyi"), StringComparison.Ordinal);
        Assert.Empty((await (await platform.SignInAsync("dengfeng", platform.PasswordOf("dengfeng"))).PageAsync("/dangers?tab=escalated")).Document.QuerySelectorAll("tbody a[href^='/dangers/']"));
        Assert.False(await TellsAsync(platform, "dengfeng", "已报您机关督办"));
        // The next night says nothing twice.
        platform.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await NightAsync(platform));
        Assert.Equal(1, await EscalationsAsync(platform, danger.Id));

        // The employer asks for a recheck: not put right yet, so the superior keeps it; closed, it is gone.
        await Judged.AskAsync(platform, danger.Id);
        Assert.Equal(1, await EscalationsAsync(platform, danger.Id));
        await Judged.RaiseAsync(platform, danger.EmployerId, Judged.Result(danger.PointId!.Value, Verdict.Compliant, "0.2 mg/m³", 0.2, Judged.Today.AddDays(21)));
        Assert.Equal(1, await Judged.RecheckAsync(platform, danger.Id, close: true));
        Assert.Equal(0, await EscalationsAsync(platform, danger.Id));
        Assert.DoesNotContain(work, await TodoAsync(platform, "shijianguan"), StringComparison.Ordinal);
        Assert.Empty((await (await platform.SignInAsync("shijianguan", platform.PasswordOf("shijianguan"))).PageAsync("/dangers?tab=escalated")).Document.QuerySelectorAll("tbody a[href^='/dangers/']"));
    }

    static Task<int> EscalationsAsync(TestPlatform platform, Guid danger) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<ZhijianDb>().Set<Todo>().CountAsync(t => t.SubjectKind == "danger.escalation" && t.SubjectId == danger.ToString() && t.DoneAt == null));

    [Theory, BothDatabases]
    public async Task A_recheck_that_officers_owe_is_reported_and_a_request_in_time_is_not_overdue(Database database)
    {
        var (platform, danger) = await OrderedAsync(platforms, database);
        await Judged.StartAsync(platform, danger.Id);
        await Judged.AskAsync(platform, danger.Id);
        platform.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(0, await NightAsync(platform));
        platform.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await NightAsync(platform));
        platform.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(0, await NightAsync(platform));
        var row = await Judged.ReadAsync(platform, danger.PointId!.Value);
        Assert.Equal((DangerState.RecheckRequested, true), (row.State, row.EscalatedOn is not null));
        // Rechecked after the deadline and not put right: overdue at once; with a compliant retest it closes.
        Assert.Equal(0, await Judged.RecheckAsync(platform, danger.Id, removed: false));
        Assert.Equal(DangerState.Overdue, (await Judged.ReadAsync(platform, danger.PointId.Value)).State);
        await Judged.RaiseAsync(platform, danger.EmployerId, Judged.Result(danger.PointId.Value, Verdict.Compliant, "0.2 mg/m³", 0.2, Judged.Today.AddDays(30)));
        Assert.Equal(1, await Judged.RecheckAsync(platform, danger.Id, close: true));
        Assert.Equal(DangerState.Closed, (await Judged.ReadAsync(platform, danger.PointId.Value)).State);
    }

    [Theory, BothDatabases]
    public async Task A_night_of_hundreds_is_done_in_batches_and_once(Database database)
    {
        var (platform, _) = await OrderedAsync(platforms, database);
        var employer = await Judged.EmployerOfAsync(platform);
        await Judged.RaiseAsync(platform, employer, [.. Enumerable.Range(0, 199).Select(_ => Judged.Result(Guid.CreateVersion7(), Verdict.Exceeds))]);
        await Judged.RaiseAsync(platform, employer, [.. Enumerable.Range(0, 120).Select(_ => Judged.Result(Guid.CreateVersion7(), Verdict.Exceeds))]);
        var ids = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<HiddenDanger>().Where(d => d.State == DangerState.Found).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync());
        var (first, second) = (await Judged.UserAsync(platform, "gongyi"), await Judged.UserAsync(platform, "gongyi-zf"));
        foreach (var part in ids.Chunk(200))
            await platform.AsAsync("gongyi", s => s.GetRequiredService<DangerDesk>().OrderAsync(new(part, Judged.Today.AddDays(5), first, second, "立即治理"), null, null, default));
        platform.Clock.Advance(TimeSpan.FromDays(6));
        await NightAsync(platform);
        await platform.AsPlatformAsync(async s => Assert.Equal(319, await s.GetRequiredService<ZhijianDb>().Set<HiddenDanger>().CountAsync(d => d.State == DangerState.Overdue)));
        Assert.Equal(0, await NightAsync(platform));
    }
}
