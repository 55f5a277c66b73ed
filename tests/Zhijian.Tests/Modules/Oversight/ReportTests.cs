using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Oversight;
using Zhijian.Modules.Oversight.Lateness;
using Zhijian.Modules.Oversight.Reports;
using Zhijian.Platform.Notices;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Exchange;
using Zhijian.Tests.Platform.Access;
using Monitor = Zhijian.Tests.Modules.Monitoring.Monitor;

namespace Zhijian.Tests.Modules.Oversight;

sealed class ReportTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["oversight/reports/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (organisationId is not null) return null;
        var db = services.GetRequiredService<ZhijianDb>();
        var period = new DateOnly(2019, 1, 1);
        while (await db.Set<CountyReport>().IgnoreQueryFilters().AnyAsync(r => r.Form == "dangers" && r.DivisionCode == divisionCode && r.Period == period)) period = period.AddMonths(1);
        return new((await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ =>
        {
            var report = new CountyReport { Form = "dangers", Period = period, DivisionCode = divisionCode, Number = 1, DueOn = period, TakenAt = DateTime.UnixEpoch };
            db.Add(report);
            return Task.FromResult(report.Id);
        })).ToString(), null);
    }
}

/// <summary>A county's report: filled from the kept figures, checked, submitted, returned by figure, approved, corrected by a new number.</summary>
public sealed class ReportTests(Platforms platforms)
{
    const string Month = "2026-05";
    static readonly DateOnly May = new(2026, 5, 1);

    static Task<CountyReport> ReportAsync(TestPlatform platform, string form, DateOnly period, int number = 1) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<CountyReport>().AsNoTracking().Include(r => r.Cells).SingleAsync(r => r.Form == form && r.Period == period && r.DivisionCode == "410181" && r.Number == number));
    static Task<int> TodosAsync(TestPlatform platform, string user, string kind) => platform.AsAsync(user, s => s.GetRequiredService<TodoQueries>().Mine().CountAsync(t => t.SubjectKind == kind && t.SubjectId.StartsWith("dangers@202605@410181")));

    /// <summary>Nothing of the demonstration's own reports, so that every state is made here.</summary>
    static Task ClearAsync(TestPlatform platform) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        await db.Set<ReportCell>().ExecuteDeleteAsync();
        await db.Set<CountyReport>().IgnoreQueryFilters().ExecuteDeleteAsync();
        await db.Set<Todo>().IgnoreQueryFilters().Where(t => t.SubjectKind == ReportDesk.FillSubject || t.SubjectKind == ReportDesk.ApproveSubject).ExecuteDeleteAsync();
        return 0;
    });

    static async Task<WebPage> BeginAsync(HttpClient client, string form, string period)
    {
        var page = await client.PageAsync($"/oversight/reports?form={form}&period={period}");
        return await client.FollowAsync(await page.SubmitAsync([], "Begin"));
    }

    [Theory, BothDatabases]
    public async Task A_county_fills_the_city_returns_and_approves_and_a_correction_is_a_new_number(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await ClearAsync(platform);
        await platform.AsPlatformAsync(async s => { await s.GetRequiredService<RollUps>().RebuildAsync(default); return 0; });
        Assert.True(await platform.AsPlatformAsync(s => ReportNight.AskAsync(s, s.GetRequiredService<ReportBook>(), default)) > 0);
        Assert.Equal(0, await platform.AsPlatformAsync(s => ReportNight.AskAsync(s, s.GetRequiredService<ReportBook>(), default)));
        Assert.Equal((1, 0), (await TodosAsync(platform, "gongyi", ReportDesk.FillSubject), await TodosAsync(platform, "dengfeng", ReportDesk.FillSubject)));

        var (county, city) = (await platform.SignInAsync("gongyi"), await platform.SignInAsync("shiguan"));
        var page = await BeginAsync(county, "dangers", Month);
        Assert.Contains("超标隐患整改情况月报表", page.Text, StringComparison.Ordinal);
        var counted = (await ReportAsync(platform, "dangers", May)).Cells.ToDictionary(c => c.Item, c => c.Counted!.Value);
        // A figure that is not the platform's needs a reason, a broken relation is refused, and what was typed stays.
        var refused = await page.SubmitAsync(new() { ["v-overdue"] = "99999" }, "Submit");
        Assert.Contains("与平台统计不同，请写明更正的原因", refused.Text, StringComparison.Ordinal);
        Assert.Equal("99999", refused.Document.QuerySelector("#v-overdue")!.GetAttribute("value"));
        Assert.Contains("逾期隐患不应多于未销号隐患", (await refused.SubmitAsync(new() { ["v-overdue"] = "99999", ["r-overdue"] = "另有台账" }, "Submit")).Text, StringComparison.Ordinal);
        Assert.Contains("应为不小于 0 的整数", (await page.SubmitAsync(new() { ["v-overdue"] = "三" }, "Save")).Text, StringComparison.Ordinal);
        Assert.Equal(ReportState.Draft, (await ReportAsync(platform, "dangers", May)).State);

        var closed = (counted["opening"] + counted["found"] - counted["open"]).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Dictionary<string, string?> right = new() { ["v-closed"] = closed, ["r-closed"] = "补录两处", ["r-open"] = "与台账一致" };
        await page.SubmitAsync(right, "Submit");
        var submitted = await ReportAsync(platform, "dangers", May);
        Assert.Equal((ReportState.Submitted, new DateOnly(2026, 6, 10), new DateOnly(2026, 6, 10)), (submitted.State, submitted.DueOn, submitted.FirstSubmittedOn));
        Assert.Equal((0, 1), (await TodosAsync(platform, "gongyi", ReportDesk.FillSubject), await TodosAsync(platform, "shiguan", ReportDesk.ApproveSubject)));
        Assert.DoesNotContain("报送</button>", (await county.PageAsync($"/oversight/reports/{submitted.Id}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync($"/oversight/reports/{submitted.Id}")).StatusCode);

        var decide = await city.PageAsync($"/oversight/reports/{submitted.Id}");
        Assert.Contains("请写明退回原因", (await decide.SubmitAsync(new() { ["opinion"] = "" }, "Return")).Text, StringComparison.Ordinal);
        Assert.Contains("写了退回意见的不能通过", (await decide.SubmitAsync(new() { ["o-closed"] = "依据？" }, "Approve")).Text, StringComparison.Ordinal);
        await decide.SubmitAsync(new() { ["o-closed"] = "请附补录依据" }, "Return");
        page = await county.PageAsync($"/oversight/reports/{submitted.Id}");
        Assert.Contains("请附补录依据", page.Text, StringComparison.Ordinal);
        Assert.Equal((1, 0), (await TodosAsync(platform, "gongyi", ReportDesk.FillSubject), await TodosAsync(platform, "shiguan", ReportDesk.ApproveSubject)));
        await page.SubmitAsync(new(right) { ["r-closed"] = "补录两处，见整改台账第 3 页" }, "Submit");
        await (await city.PageAsync($"/oversight/reports/{submitted.Id}")).SubmitAsync(new() { ["opinion"] = "同意" }, "Approve");
        var approved = await ReportAsync(platform, "dangers", May);
        Assert.Equal((ReportState.Approved, 1), (approved.State, approved.Returns));

        // What was approved stays: the correction takes its place when it is approved itself.
        await BeginAsync(county, "dangers", Month);
        var second = await ReportAsync(platform, "dangers", May, 2);
        await (await county.PageAsync($"/oversight/reports/{second.Id}")).SubmitAsync(new(right) { ["v-found"] = (counted["found"] + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), ["r-found"] = "漏报一处", ["r-open"] = "与台账一致" }, "Submit");
        Assert.Equal(ReportState.Approved, (await ReportAsync(platform, "dangers", May)).State);
        await (await city.PageAsync($"/oversight/reports/{second.Id}")).SubmitAsync(new() { ["opinion"] = "同意更正" }, "Approve");
        Assert.Equal((ReportState.Superseded, ReportState.Approved), ((await ReportAsync(platform, "dangers", May)).State, (await ReportAsync(platform, "dangers", May, 2)).State));

        var sum = await city.PageAsync($"/oversight/reports?form=dangers&period={Month}");
        Assert.Contains("1/", sum.Of(".z-header-sub"), StringComparison.Ordinal);
        Assert.Contains("按时", sum.Text, StringComparison.Ordinal);
        foreach (var path in new[] { $"/oversight/reports?handler=Export&form=dangers&period={Month}", $"/oversight/reports/{second.Id}?handler=Export" })
        {
            using var file = await city.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (file.StatusCode, file.Content.Headers.ContentType?.MediaType));
        }
    }

    [Theory, BothDatabases]
    public async Task Late_missing_future_and_foreign_reports_are_told_or_refused(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await ClearAsync(platform);
        platform.Clock.Advance(TimeSpan.FromDays(2));
        var county = await platform.SignInAsync("gongyi");
        Assert.Contains("未报，已逾期 2 天", (await county.PageAsync($"/oversight/reports?form=dangers&period={Month}")).Text, StringComparison.Ordinal);
        foreach (var bad in new[] { "form=no-such", "form=dangers&period=2026-06", "form=dangers&period=2017-12", "form=dangers&period=x", "form=annual&period=2025-05" })
            Assert.Equal(HttpStatusCode.NotFound, (await county.GetAsync($"/oversight/reports?{bad}")).StatusCode);
        // The city fills none, the county approves none.
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("shiguan", s => s.GetRequiredService<ReportDesk>().BeginAsync("dangers", May, null, default)));
        var id = await platform.AsAsync("gongyi", s => s.GetRequiredService<ReportDesk>().BeginAsync("dangers", May, null, default));
        Assert.Equal(id, await platform.AsAsync("gongyi", s => s.GetRequiredService<ReportDesk>().BeginAsync("dangers", May, null, default)));
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<ReportDesk>().BeginAsync("dangers", new(2026, 6, 1), null, default)));
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("shiguan", async s => { await s.GetRequiredService<ReportDesk>().SubmitAsync(id, [], null, default); return 0; }));
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", async s => { await s.GetRequiredService<ReportDesk>().DecideAsync(id, true, null, new Dictionary<string, string>(), null, default); return 0; }));
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsAsync("dengfeng", async s => { await s.GetRequiredService<ReportDesk>().SubmitAsync(id, [], null, default); return 0; }));
        await platform.AsAsync("gongyi", async s =>
        {
            var report = await s.GetRequiredService<ZhijianDb>().Set<CountyReport>().Include(r => r.Cells).SingleAsync(r => r.Id == id);
            await s.GetRequiredService<ReportDesk>().SubmitAsync(id, [.. report.Cells.Select(c => new CellEntry(c.Item, c.Counted ?? 0, "核对无误"))], null, default);
            return 0;
        });
        Assert.Contains("迟报 2 天", (await county.PageAsync($"/oversight/reports?form=dangers&period={Month}")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Whoever_delivers_health_examinations_stands_on_the_board(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var centre = await ExchangeCity.PartnerAsync(platform);
        await platform.AsPlatformAsync(async s =>
        {
            var (db, write) = (s.GetRequiredService<ZhijianDb>(), s.GetRequiredService<WritePath>());
            await write.CommitAsync(new("test.deliver"), change =>
            {
                InboxBatch Batch(string code, string resource, DateTime at, int accepted, int rejected) => new() { PartnerId = centre.Id, Resource = resource, Code = code, DivisionCode = "410100", Digest = new('0', 64), ReceivedAt = at, Accepted = accepted, Rejected = rejected };
                db.AddRange(Batch("早", InSchemas.HealthExaminations, new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc), 5, 2), Batch("去年", InSchemas.HealthExaminations, new(2025, 12, 20, 0, 0, 0, DateTimeKind.Utc), 100, 0), Batch("别的", "suspected-diseases", new(2026, 4, 2, 0, 0, 0, DateTimeKind.Utc), 50, 50));
                return Task.CompletedTask;
            });
        });
        var held = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InboxBatch>().Where(b => b.Resource == InSchemas.HealthExaminations && b.ReceivedAt >= new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)).SumAsync(b => b.Accepted + b.Rejected));
        var line = Assert.Single(await platform.AsAsync("shijianguan", s => s.GetRequiredService<LatenessBoard>().DeliverersAsync(2026, default)));
        Assert.Equal((held, 2, Math.Round(100m * (held - 2) / held, 1), 6), (line.Rows, line.Rejected, line.Full!.Value, line.MonthsOwed));
        Assert.Equal((100, 0, 1), await platform.AsAsync("shijianguan", async s => Assert.Single(await s.GetRequiredService<LatenessBoard>().DeliverersAsync(2025, default)) is var before ? (before.Rows, before.Rejected, before.MonthsOwed) : default));
        platform.Clock.Advance(TimeSpan.FromDays(60));
        var city = await platform.SignInAsync("shijianguan", platform.PasswordOf("shijianguan"));
        Assert.Contains("天没有报送", (await city.PageAsync("/oversight/lateness")).Of("section[aria-labelledby=deliverers]"), StringComparison.Ordinal);
        Assert.Contains("还没有单位报送过", (await (await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"))).PageAsync("/oversight/lateness")).Of("section[aria-labelledby=deliverers]"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_board_says_who_is_late_and_each_figure_opens_what_it_counts(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await ClearAsync(platform);
        platform.Clock.Advance(TimeSpan.FromDays(2));
        await platform.AsPlatformAsync(async s =>
        {
            await s.GetRequiredService<WritePath>().CommitAsync(new("test.reports"), _ =>
            {
                var db = s.GetRequiredService<ZhijianDb>();
                foreach (var (month, day) in new[] { (4, 3), (3, 15) })
                    db.Add(new CountyReport { Form = "dangers", Period = new(2026, month, 1), DivisionCode = "410181", Number = 1, State = ReportState.Approved, DueOn = new(2026, month + 1, 10), FirstSubmittedOn = new(2026, month + 1, day), SubmittedAt = DateTime.UnixEpoch, TakenAt = DateTime.UnixEpoch, Returns = 1 });
                return Task.CompletedTask;
            });
            return 0;
        });
        var county = await platform.SignInAsync("gongyi");
        var page = await county.PageAsync("/oversight/lateness?year=2026");
        string Of(string label) => page.Document.QuerySelector($"#counties ~ * tbody tr td[data-label='{label}']")!.TextContent.Trim();
        // Of the form that was begun in March three months were due, of the others the last period.
        Assert.Equal(("6", "1", "1", "4", "2"), (Of("应报"), Of("按时"), Of("迟报"), Of("未报"), Of("退回次数")));
        Assert.DoesNotContain("登封市", page.Of("#counties ~ *")!, StringComparison.Ordinal);
        var detail = await county.PageAsync("/oversight/lateness?year=2026&county=410181");
        Assert.Equal(6, detail.Document.QuerySelectorAll("#each ~ * tbody tr").Length);
        Assert.Contains("迟报 5 天", detail.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await county.GetAsync("/oversight/lateness?year=2026&county=410185")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await county.GetAsync("/oversight/lateness?year=1999")).StatusCode);
        foreach (var handler in new[] { "Counties", "Export" })
        {
            using var file = await county.GetAsync($"/oversight/lateness?year=2026&handler={handler}");
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }
        // One report filed on its day, one three weeks after it.
        foreach (var (point, issued) in new[] { ("1号点", new DateOnly(2026, 6, 10)), ("2号点", new DateOnly(2026, 5, 22)) })
            await Monitor.FileAsync(platform, await Monitor.FormAsync(platform, Monitor.Silica("0.1", point)) with { IssuedOn = issued });
        var filers = await county.PageAsync("/oversight/lateness?year=2026");
        Assert.Equal(("2", "1"), (filers.Of("section[aria-labelledby=filers] td[data-label='报送报告']"), filers.Of("section[aria-labelledby=filers] td[data-label='迟报']")));
    }
}
