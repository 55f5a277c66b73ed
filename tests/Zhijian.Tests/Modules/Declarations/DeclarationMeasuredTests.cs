using Monitor = Zhijian.Tests.Modules.Monitoring.Monitor;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Rules.Declarations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Declarations;

/// <summary>What reports found, in the form, in the review and in the duties.</summary>
public sealed class DeclarationMeasuredTests(Platforms platforms)
{
    static Task<DeclarationForm> FormAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(async s =>
    {
        var access = s.GetRequiredService<DeclarationAccess>();
        return await access.FormAsync(await access.ReadAsync(id, default), default);
    });

    [Theory, BothDatabases]
    public async Task A_form_takes_over_what_the_newest_report_found_and_keeps_what_was_typed(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var employer = await platform.SignInAsync("qiye2");
        var id = await Declare.StartAsync(employer, DeclarationKind.Initial);
        Assert.Contains("没有本工作场所的检测、评价报告", (await employer.FollowAsync(await (await employer.PageAsync($"/my/declarations/{id}/edit?step=2")).SubmitAsync([], "CopyReport"))).Text);

        var code = await Monitor.CodeAsync(platform, "qiye2");
        async Task ReportAsync(params Zhijian.Modules.Monitoring.Intake.ReportRow[] rows) => await Monitor.FileAsync(platform, await Monitor.FormAsync(platform, rows) with { Employer = code });
        await ReportAsync(Monitor.Row("甲苯", "C_TWA", "10", day: "2026-03-12"));
        // Two points of one workshop, one of them measured twice; what was never detected is absent.
        await ReportAsync(Monitor.Row("噪声", "LEX8H", "86.2"), Monitor.Row("噪声", "LEX8H", "81", "2号点"), Monitor.Silica("1.35"), Monitor.Silica("0.2") with { Index = "C_STE" }, Monitor.Row("乙苯", "C_TWA", "<1"));
        var draft = await FormAsync(platform, id);
        await platform.AsAsync("qiye2", async s => await s.GetRequiredService<DeclarationDesk>().SaveAsync(id, (await Declare.ReadAsync(platform, id)).Version,
            draft with { Workshops = [new() { Name = "原料车间", Distinct = 9, Hazards = [new() { FactorCode = "P01", Persons = 9 }] }] }, default));

        var page = await employer.PageAsync($"/my/declarations/{id}/edit?step=2");
        Assert.Contains("已从最近的检测、评价报告补入 1 行因素", (await employer.FollowAsync(await page.SubmitAsync([], "CopyReport"))).Text);
        var form = await FormAsync(platform, id);
        var workshop = Assert.Single(form.Workshops);
        Assert.Equal(("原料车间", 9), (workshop.Name!, workshop.Distinct!.Value));
        Assert.Equal([("P01", (int?)9), ("D01", 4)], workshop.Hazards.Select(h => (h.FactorCode!, h.Persons)));
        Assert.Equal((new DateOnly(2026, 5, 12), 2, 1), (form.TestedOn, form.TestedPoints, form.ExceededPoints));
        Assert.Contains("都已填写", (await employer.FollowAsync(await (await employer.PageAsync($"/my/declarations/{id}/edit?step=2")).SubmitAsync([], "CopyReport"))).Text);
        Assert.Equal(2, (await FormAsync(platform, id)).Hazards.Count());
    }

    [Theory, BothDatabases]
    public async Task A_reviewer_sees_what_reports_found_and_the_form_leaves_out(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await Monitor.FileAsync(platform, await Monitor.FormAsync(platform, Monitor.Silica("0.5"), Monitor.Row("甲苯", "C_TWA", "10")));
        var owner = await platform.AsAsync("qiye1", async s => (await s.GetRequiredService<ZhijianDb>().Set<Zhijian.Modules.Registry.Employer>().SingleAsync()).Id);
        var id = (await platform.AsPlatformAsync(s => Declare.PutAsync(s, "410181", DeclarationState.Submitted, owner))).Id;
        var page = await (await platform.SignInAsync("gongyi")).PageAsync($"/declarations/{id}");
        Assert.Contains("已知存在“甲苯”，本次没有申报", page.Of(".z-alert.z-warning"));
        Assert.Contains("检测报告 测", page.Of(".z-alert.z-warning"));
        Assert.Contains(page.Document.QuerySelectorAll("section[aria-labelledby=factors] tbody tr"), r => r.TextContent.Contains("甲苯", StringComparison.Ordinal) && r.TextContent.Contains("未申报", StringComparison.Ordinal) && r.TextContent.Contains("检测报告", StringComparison.Ordinal));
        // One that is odd is not approved with others.
        Assert.Equal(0, (await platform.AsAsync("gongyi", s => s.GetRequiredService<ReviewDesk>().ApproveManyAsync([id], default))).Approved);
    }

    [Theory, BothDatabases]
    public async Task A_new_factor_in_a_report_calls_for_a_change_until_it_is_filed(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var employer = await platform.SignInAsync("qiye1");
        var first = await Declare.StartAsync(employer, DeclarationKind.Initial);
        await Declare.FillAsync(employer, first, 5);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.SubmitAsync(employer, first)).Status);
        await Declare.AcceptAsync(platform, await platform.SignInAsync("gongyi"), first);
        await Monitor.FileAsync(platform, await Monitor.FormAsync(platform, Monitor.Row("甲苯", "C_TWA", "10")) with { IssuedOn = new(2026, 6, 8) });

        Task<List<Due>> CalledAsync() => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Due>().AsNoTracking().Where(d => d.Kind == "declaration.change-test").ToListAsync());
        // 15 days from the report (order 48 Art 8(4)).
        var due = Assert.Single(await CalledAsync());
        Assert.Equal((new DateOnly(2026, 6, 8), new DateOnly(2026, 6, 23), null), (due.TriggeredOn, due.DueOn, due.SettledOn));
        Assert.Contains("检出未申报的因素：甲苯", (await employer.PageAsync("/my/declarations")).Text);

        var change = await Declare.StartAsync(employer, DeclarationKind.Change);
        await (await employer.PageAsync($"/my/declarations/{change}/edit?step=2")).SubmitAsync([], "CopyReport");
        await Declare.FillAsync(employer, change, 5, new() { ["Input.ChangeReason"] = "TestDiffers", ["Input.ChangedOn"] = "2026-06-08" });
        var submitted = await Declare.SubmitAsync(employer, change);
        Assert.True(submitted.Status == HttpStatusCode.Redirect, submitted.Of(".z-errors") ?? submitted.Text);
        var filed = await Declare.ReadAsync(platform, change);
        Assert.Equal((DeclarationTrigger.TestDiffers, new DateOnly(2026, 6, 23), false), (filed.Trigger!.Value, filed.DueOn!.Value, filed.IsLate));
        Assert.Equal(new DateOnly(2026, 6, 10), Assert.Single(await CalledAsync()).SettledOn);
    }
}
