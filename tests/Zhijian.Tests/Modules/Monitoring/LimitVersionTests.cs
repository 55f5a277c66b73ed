using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Monitoring.Rejudging;
using Zhijian.Platform.Judging;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Rules.Exposure;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Judging;
using static Zhijian.Tests.Modules.Monitoring.Monitor;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>Reports are judged by the limits that the library has approved for the day of sampling.</summary>
public sealed class LimitVersionTests(Platforms platforms)
{
    const string First = "shiguan", Second = "shiguan2";

    /// <summary>A version of the limits from a day on, with another average limit of toluene.</summary>
    static async Task<Guid> ProposeAsync(TestPlatform platform, string limit, DateOnly from)
    {
        var id = await platform.AsAsync(First, s => s.GetRequiredService<ReferenceDesk>().StartAsync("limits", VersionKind.Edition, null));
        var (key, form) = await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var row = await db.Set<Zhijian.Platform.Reference.Rows.ExposureLimit>().AsNoTracking().SingleAsync(r => r.VersionId == id && r.Name == "甲苯" && r.LimitType == "PC-TWA");
            return (row.RowKey, ReferenceTables.Limits.FormValues(row).ToDictionary());
        });
        form["Value"] = limit;
        await platform.AsAsync(First, async s =>
        {
            var desk = s.GetRequiredService<ReferenceDesk>();
            await desk.EditRowAsync(id, key, form, "限值加严", "测试文件〔2026〕1号");
            await desk.ProposeAsync(id, new("GBZ 2.1 测试修改单", "测试文件〔2026〕1号", from, "按测试文件修改甲苯的限值"));
        });
        return id;
    }

    [Theory, BothDatabases]
    public async Task A_stricter_limit_holds_for_samples_of_its_day_and_later_and_changes_nothing_judged_before(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        ReportRowOf before = new("2026-05-31"), after = new("2026-06-01");
        var early = await FileAsync(platform, await FormAsync(platform, before.Row(), after.Row()) with { IssuedOn = null });
        Assert.Equal([Verdict.Action, Verdict.Action], (await ResultsAsync(platform, early.Id)).Select(r => r.Verdict));

        var version = await ProposeAsync(platform, "20", new(2026, 6, 1));
        // Only proposed: the trial sees it, reports do not.
        var trial = await platform.AsAsync(City, s => s.GetRequiredService<RejudgeTrial>().RunAsync(new(version, null, null, null), default));
        Assert.Equal((2, 1, 1, 0), (trial.Tried, trial.ChangedCount, trial.NewlyOver, trial.NoLongerOver));
        Assert.Equal((Verdict.Exceeds, 20m, new DateOnly(2026, 6, 1)), (trial.First[0].Verdict, trial.First[0].Limit!.Value, trial.First[0].Result.SampledOn));
        var waiting = await FileAsync(platform, await FormAsync(platform, after.Row()) with { IssuedOn = null });
        Assert.Equal(Verdict.Action, (await ResultsAsync(platform, waiting.Id)).Single().Verdict);

        await platform.AsAsync(Second, s => s.GetRequiredService<ReferenceDesk>().ApproveAsync(version, "已核对原文"));
        var late = await ResultsAsync(platform, (await FileAsync(platform, await FormAsync(platform, before.Row(), after.Row()) with { IssuedOn = null })).Id);
        Assert.Equal([(Verdict.Action, 50m), (Verdict.Exceeds, 20m)], late.Select(r => (r.Verdict, r.Limit!.Value)));
        Assert.Contains("测试修改单", late[1].Working, StringComparison.Ordinal);
        Assert.Contains("2026-06-01", late[1].Edition, StringComparison.Ordinal);
        // What was judged keeps its verdict; the trial by the library tells the difference.
        Assert.Equal([Verdict.Action, Verdict.Action], (await ResultsAsync(platform, early.Id)).Select(r => r.Verdict));
        Assert.Equal(2, (await platform.AsAsync(City, s => s.GetRequiredService<RejudgeTrial>().RunAsync(new(null, null, null, null), default))).NewlyOver);
    }

    /// <summary>As people do it: proposed, tried, approved by a second person, what it says of earlier results recorded beside them.</summary>
    [Theory, BothDatabases]
    public async Task From_a_proposal_in_the_browser_to_results_that_are_judged_anew_beside_what_was_sealed(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var report = (await FileAsync(platform, await FormAsync(platform, new ReportRowOf("2026-05-31").Row(), new ReportRowOf("2026-06-01").Row()) with { IssuedOn = null })).Id;
        var sealedAs = await ReadAsync(platform, report);
        var (first, second, city) = (await platform.SignInAsync(First), await platform.SignInAsync(Second), await platform.SignInAsync(City));

        var started = await (await first.PageAsync("/reference/limits/propose")).SubmitAsync(new() { ["kind"] = "Edition" });
        Assert.True(started.Status == HttpStatusCode.Redirect, started.Of(".z-errors") ?? started.Text);
        var draft = started.Location!;
        var version = Guid.Parse(System.Web.HttpUtility.ParseQueryString(draft[draft.IndexOf('?', StringComparison.Ordinal)..])["draft"]!);
        var key = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Zhijian.Platform.Reference.Rows.ExposureLimit>().Where(r => r.VersionId == version && r.Name == "甲苯" && r.LimitType == "PC-TWA").Select(r => r.RowKey).SingleAsync());
        var edited = await (await first.PageAsync($"{draft}&row={Uri.EscapeDataString(key)}")).SubmitAsync(new() { ["v.Value"] = "20", ["why"] = "限值加严", ["whence"] = "测试文件〔2026〕1号" }, "Row");
        Assert.True(edited.Status == HttpStatusCode.Redirect, edited.Of(".z-errors") ?? edited.Text);
        var proposed = await (await first.PageAsync(draft)).SubmitAsync(new() { ["title"] = "GBZ 2.1 测试修改单", ["source"] = "测试文件〔2026〕1号", ["from"] = "2026-06-01", ["reason"] = "按测试文件修改" }, "Submit");
        Assert.True(proposed.Status == HttpStatusCode.Redirect, proposed.Of(".z-errors") ?? proposed.Text);

        // The dry run of what only waits for approval: shows, and can be recorded by nobody.
        var dry = await city.PageAsync($"/monitoring/rejudge?run=true&Version={version}");
        Assert.Contains("试算 2 个结果，1 个会改变", dry.Text);
        Assert.Contains("由不超标变为超标 1 个", dry.Text);
        Assert.Null(dry.Document.QuerySelector("[name=Ground]"));
        var early = await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync(City, s => s.GetRequiredService<RejudgeDesk>().RecordAsync(new(version, null, null, null), "测试文件", null, default)));
        Assert.Contains("还没有批准", early.Message, StringComparison.Ordinal);
        Assert.Contains("提出人不能批准自己提出的版本", (await first.PageAsync($"/reference/versions/{version}")).Text);
        var approved = await (await second.PageAsync($"/reference/versions/{version}")).SubmitAsync(new() { ["reason"] = "已核对原文" }, "Approve");
        Assert.True(approved.Status == HttpStatusCode.Redirect, approved.Of(".z-errors") ?? approved.Text);

        // Approved: the sealed report keeps its verdicts, and no danger opened by itself.
        Assert.Equal([Verdict.Action, Verdict.Action], (await ResultsAsync(platform, report)).Select(r => r.Verdict));
        Assert.Equal(0, await DangersAsync(platform, report));
        var trial = await city.PageAsync("/monitoring/rejudge?run=true&Factor=甲苯");
        Assert.Contains("1 个会改变", trial.Text);
        var blank = await trial.SubmitAsync(new() { ["Ground"] = " " });
        Assert.True(blank.Text.Contains("重新判定的依据"), blank.Text);
        var recorded = await trial.SubmitAsync(new() { ["Ground"] = "测试文件〔2026〕1号第二条" });
        Assert.True(recorded.Status == HttpStatusCode.Redirect, recorded.Of(".z-errors") ?? recorded.Text);
        var after = await city.FollowAsync(recorded);
        Assert.Contains("已登记 1 个结果的重新判定", after.Text);
        Assert.Contains("其中 1 个已登记重新判定", after.Text);
        Assert.Null(after.Document.QuerySelector("[name=Ground]"));
        // Whoever still has the form of before changes nothing by it.
        Assert.Contains("没有需要重新判定的结果", (await trial.SubmitAsync(new() { ["Ground"] = "再来一次", ["__key"] = Guid.NewGuid().ToString() })).Of(".z-errors"));

        var results = await ResultsAsync(platform, report);
        Assert.Equal([Verdict.Action, Verdict.Action], results.Select(r => r.Verdict));
        var now = await ReadAsync(platform, report);
        Assert.Equal((sealedAs.Sm3, sealedAs.ExceedsCount, sealedAs.Version), (now.Sm3, now.ExceedsCount, now.Version));
        var rejudged = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Rejudgement>().SingleAsync());
        Assert.Equal((results[1].Id, Verdict.Action, Verdict.Exceeds, 20m), (rejudged.ResultId, rejudged.Before, rejudged.Verdict, rejudged.Limit!.Value));
        foreach (var user in (string[])[Institution, Employer, County])
        {
            var page = await (await platform.SignInAsync(user)).PageAsync($"/monitoring/{report}");
            Assert.Contains("与封存时一致", page.Text);
            Assert.Contains("测试文件〔2026〕1号第二条", page.Of("section[aria-labelledby=rejudged]"));
            Assert.Contains("达到行动水平", page.Of("section[aria-labelledby=rejudged] tbody"));
            Assert.Contains("超标", page.Of("section[aria-labelledby=rejudged] tbody"));
        }
        // What is over the limit by the law of its day is a danger now.
        Assert.Equal(1, await DangersAsync(platform, report));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await platform.SignInAsync(County)).PageAsync("/monitoring/rejudge")).Status);
    }

    static Task<int> DangersAsync(TestPlatform platform, Guid report) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var points = await db.Set<MonitoringResult>().Where(r => r.ReportId == report).Select(r => (Guid?)r.PointId).ToListAsync();
        return await db.Set<HiddenDanger>().CountAsync(d => points.Contains(d.PointId) && d.IsOpen);
    });

    sealed record ReportRowOf(string Day)
    {
        public ReportRow Row() => Monitor.Row("甲苯", "C_TWA", "30", day: Day);
    }

    [Theory, BothDatabases]
    public async Task The_library_as_it_is_shipped_says_what_the_shipped_tables_say(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (library, shipped) = (await platform.Services.GetRequiredService<IntakeBook>().BookAsync(default), ReferenceBookTests.Book);
        Assert.Equal(shipped.Limits.Factors.Select(f => (f.Key, f.Class, f.SilicaBelow, f.MolarMass)).Order(), library.Limits.Factors.Select(f => (f.Key, f.Class, f.SilicaBelow, f.MolarMass)).Order());
        foreach (var day in (DateOnly[])[new(2008, 1, 1), new(2019, 5, 1), new(2021, 5, 1), new(2023, 5, 1), new(2026, 5, 1)])
            foreach (var factor in shipped.Limits.Factors)
                Assert.Equal(Of(shipped, factor.Key, day), Of(library, factor.Key, day));

        static List<(ExposureIndex, DustFraction, decimal, decimal, Unit, string, string)> Of(ReferenceBook book, string factor, DateOnly day) =>
            [.. book.Limits.LimitsOf(book.Limits.FactorOf(factor), day).Select(l => l.Limit).Select(l => (l.Index, l.Fraction, l.Value, l.Ceiling, l.Unit, l.Clause, l.Edition.Key)).Order()];
    }
}
