using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Oversight;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Exposure;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using Zhijian.Tests.Modules.Registry;

namespace Zhijian.Tests.Modules.Oversight;

public sealed class RollUpTests(Platforms platforms)
{
    const int Changes = 150;

    [Theory, BothDatabases]
    public async Task Figures_equal_a_full_recount_after_many_changes_with_crashes_between(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var random = new Random(410100);
        Guid[] employers = [await Judged.EmployerOfAsync(platform), await Judged.EmployerOfAsync(platform, "qiye2")];
        var dangers = new List<Guid>();
        Assert.Empty(await VerifyAsync(platform));
        for (var n = 0; n < Changes; n++)
        {
            var employer = employers[random.Next(employers.Length)];
            switch (random.Next(8))
            {
                case 0:
                    var point = Guid.CreateVersion7();
                    await Judged.RaiseAsync(platform, employer, Judged.Result(point, Verdict.Exceeds, on: Judged.Today.AddDays(-random.Next(40))));
                    dangers.Add((await Judged.ReadAsync(platform, point)).Id);
                    break;
                case 1:
                    await EditAsync(platform, employer, e => (e.Workers, e.ExposedWorkers) = (random.Next(500), random.Next(300)));
                    break;
                case 2:
                    await EditAsync(platform, employer, e => e.Status = (EmployerStatus)random.Next(4));
                    break;
                case 3:
                    await EditAsync(platform, employer, e => (e.HasDust, e.DeclarationStanding) = (random.Next(2) == 0, (DeclarationStanding)random.Next(6)));
                    break;
                case 4:
                    await platform.AsPlatformAsync(s => RegistryRecords.RaiseAsync(s, new DueArose(employer, null, "monitoring.test", "定期检测", "示例", Judged.Today.AddDays(-400), Today(platform).AddDays(random.Next(-20, 20)))));
                    break;
                case 5:
                    await platform.AsPlatformAsync(s => RegistryRecords.RaiseAsync(s, new DueSettled(employer, null, "monitoring.test", Today(platform), "示例")));
                    break;
                case 6:
                    platform.Clock.Advance(TimeSpan.FromDays(random.Next(12)));
                    break;
                default:
                    await EditAsync(platform, employer, e => (e.IndustryCode, e.Size) = (random.Next(2) == 0 ? "3011" : "0610", (EmployerSize)random.Next(4)));
                    break;
            }
            if (random.Next(4) == 0) await CrashAsync(platform);
            if (random.Next(10) == 0) Assert.Empty(await VerifyAsync(platform));
        }
        Assert.Empty(await VerifyAsync(platform));
        Assert.True(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FigureMember>().Where(m => m.EmployerId == employers[0] || m.EmployerId == employers[1]).SumAsync(m => m.DangersOpen)) == dangers.Count);

        // Whoever changed between two months explains the whole difference, month by month and over many.
        Assert.InRange(await ExplainedAsync(platform), 20, int.MaxValue);

        // A rebuild gives what was kept step by step.
        var kept = await CellsAsync(platform);
        await platform.AsPlatformAsync(s => s.GetRequiredService<RollUps>().RebuildAsync(default));
        Assert.Equal(kept, await CellsAsync(platform));
        // It replaces the last year; what older months said stays without explanation, and the page says so.
        Assert.InRange(await ExplainedAsync(platform, 12), 20, int.MaxValue);
    }

    [Theory, BothDatabases]
    public async Task A_wrong_figure_is_named(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        Assert.Empty(await VerifyAsync(platform));
        var month = RollUps.MonthOf(Today(platform));
        Task SpoilAsync(DateOnly period, int by) => platform.AsPlatformAsync(async s =>
        {
            var (db, write) = (s.GetRequiredService<ZhijianDb>(), s.GetRequiredService<WritePath>());
            await write.CommitAsync(new("test.spoil"), _ => db.Set<FigureCell>().Where(c => c.Period == period && c.DivisionCode == "410100" && c.Measure == Measure.Employers && c.Dimension == FigureDimension.All)
                .ExecuteUpdateAsync(u => u.SetProperty(c => c.Amount, c => c.Amount + by)));
        });
        await SpoilAsync(month, 1);
        Assert.Contains("410100 All  用人单位", Assert.Single(await VerifyAsync(platform)), StringComparison.Ordinal);
        await SpoilAsync(month, -1);

        // A month that is over, too.
        await SpoilAsync(month.AddMonths(-3), 1);
        Assert.StartsWith($"{month.AddMonths(-3):yyyy-MM} 410100 用人单位", Assert.Single(await VerifyAsync(platform)), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_new_month_begins_with_the_standing_and_leaves_the_old_one(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await Judged.FoundAsync(platform);
        Assert.Empty(await VerifyAsync(platform));
        var (june, july) = (new DateOnly(2026, 6, 1), new DateOnly(2026, 7, 1));
        platform.Clock.Advance(TimeSpan.FromDays(25));
        Assert.Empty(await VerifyAsync(platform));
        Assert.Equal((1, 0), (await SumAsync(platform, june, Measure.DangersFound), await SumAsync(platform, july, Measure.DangersFound)));
        Assert.Equal((1, 1), (await SumAsync(platform, june, Measure.DangersOpen), await SumAsync(platform, july, Measure.DangersOpen)));
        Assert.Equal(await SumAsync(platform, june, Measure.Employers), await SumAsync(platform, july, Measure.Employers));
    }

    /// <returns>How many differences were other than nothing.</returns>
    static Task<int> ExplainedAsync(TestPlatform platform, int last = int.MaxValue) => platform.AsPlatformAsync(async s =>
    {
        var (db, changes, divisions) = (s.GetRequiredService<ZhijianDb>(), s.GetRequiredService<FigureChanges>(), s.GetRequiredService<DivisionDirectory>());
        await divisions.LoadAsync(db, default);
        var months = await db.Set<FigureCell>().Select(c => c.Period).Distinct().OrderBy(p => p).ToListAsync();
        Assert.True(months.Count > 12);
        months = [.. months.TakeLast(last)];
        var pairs = months.Zip(months.Skip(1)).Append((months[0], months[^1])).Append((months[3], months[^3])).ToList();
        var found = 0;
        foreach (var area in (string[])["410100", "410181"])
            foreach (var measure in Measures.All)
                foreach (var (from, to) in pairs)
                {
                    var indicator = new Indicator("", "", "", measure, Measure.Employers, 0, true, "", "", "");
                    var ends = await changes.EndsAsync(indicator, area, from, to, default);
                    var rows = changes.Of(indicator, divisions.Find(area)!.Path, from, to);
                    Assert.True(await FigureChanges.AddUpAsync(rows, ends, default), $"{area} {measure} {from} {to}: {ends}, {await rows.SumAsync(r => r.PartNow - r.PartWas)}");
                    if (ends.PartNow != ends.PartWas) found++;
                }
        return found;
    });

    static DateOnly Today(TestPlatform platform) => Zhijian.Platform.ChinaTime.DateOf(platform.Clock.GetUtcNow());

    static Task<IReadOnlyList<string>> VerifyAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<RollUps>().VerifyAsync(default));

    static Task<long> SumAsync(TestPlatform platform, DateOnly month, Measure measure) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<ZhijianDb>().Set<FigureCell>().Where(c => c.Period == month && c.DivisionCode == "410100" && c.Dimension == FigureDimension.All && c.Measure == measure).SumAsync(c => c.Amount));

    static Task<List<string>> CellsAsync(TestPlatform platform) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var period = await RollUps.PeriodAsync(db, default);
        return (await db.Set<FigureCell>().Where(c => c.Period == period).ToListAsync()).Select(c => $"{c.Dimension} {c.DivisionCode} {c.Value} {c.Measure} {c.Amount}").Order(StringComparer.Ordinal).ToList();
    });

    static Task EditAsync(TestPlatform platform, Guid employer, Action<Employer> edit) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<WritePath>().CommitAsync(new("test.edit"), async _ => edit(await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.Id == employer))));

    /// <summary>All that a count wrote is lost with the process, just before the commit.</summary>
    static Task CrashAsync(TestPlatform platform) => platform.AsPlatformAsync(async s =>
    {
        var rolls = s.GetRequiredService<RollUps>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => s.GetRequiredService<WritePath>().CommitAsync(new("test.crash"), async _ =>
        {
            await rolls.RollAsync(default);
            throw new InvalidOperationException("crash");
        }));
    });
}
