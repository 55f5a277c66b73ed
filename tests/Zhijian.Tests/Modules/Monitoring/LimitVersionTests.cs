using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
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
