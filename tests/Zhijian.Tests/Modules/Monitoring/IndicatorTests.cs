using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Rules.Monitoring;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Monitoring.Monitor;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>What forged reports look like beside honest ones.</summary>
public sealed class IndicatorTests(Platforms platforms)
{
    static ReportRow[] Curve(params string[] values) => [.. values.Select((v, i) => Silica(v, $"{i}号点"))];

    [Theory, BothDatabases]
    public async Task A_curve_that_was_copied_from_another_employer_shows(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var (a, b) = (await CodeAsync(platform), await CodeAsync(platform, "qiye2"));
        await FileAsync(platform, await FormAsync(platform, Curve("0.31", "0.42", "0.57", "0.28", "0.66")));
        var honest = await FileAsync(platform, await FormAsync(platform, Curve("0.32", "0.42", "0.57", "0.28", "0.66")) with { Employer = b });
        Assert.Empty(await FindingsAsync(platform, honest.Id));
        var copied = await FileAsync(platform, await FormAsync(platform, [.. Curve("0.310", "0.42", "0.57", "0.28", "0.66"), Row("噪声", "LEX8H", "80")]) with { Employer = b });
        var finding = Assert.Single(await FindingsAsync(platform, copied.Id));
        Assert.Equal(FindingCode.CopiedCurve, finding.Code);
        Assert.Contains("耐火材料", finding.Message);
        // The same rows under two numbers.
        var twice = await FileAsync(platform, await FormAsync(platform, Curve("0.31", "0.42", "0.57", "0.28", "0.66")) with { Employer = a });
        Assert.Equal([FindingCode.SameContent], (await FindingsAsync(platform, twice.Id)).Select(f => f.Code).Where(c => c != FindingCode.CopiedCurve));
    }

    [Theory, BothDatabases]
    public async Task One_sampler_at_two_places_at_once_shows(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var b = await CodeAsync(platform, "qiye2");
        ReportRow At(string value, int hour) => Silica(value) with { StartedAt = new(hour, 0), Minutes = 120 };
        await FileAsync(platform, await FormAsync(platform, At("0.5", 9)));
        var impossible = await FileAsync(platform, await FormAsync(platform, At("0.4", 10)) with { Employer = b });
        Assert.Equal([FindingCode.SamplerElsewhere, FindingCode.SamplerElsewhere], (await FindingsAsync(platform, impossible.Id)).Select(f => f.Code));
        var other = await FileAsync(platform, await FormAsync(platform, At("0.3", 10)) with { Employer = b, Samplers = "王采样" });
        Assert.Empty(await FindingsAsync(platform, other.Id));
        var page = await (await platform.SignInAsync(OtherCounty)).PageAsync("/monitoring/findings");
        Assert.Contains("同一人员同时在两地采样", page.Text);
    }

    [Theory, BothDatabases]
    public async Task Results_that_stop_under_the_limit_are_counted(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var filed = await FileAsync(platform, await FormAsync(platform, [.. Enumerable.Range(0, 24).Select(i => Silica($"0.{91 + (i % 9)}", $"{i}号点")), Silica("1.05", "末点")]));
        var report = await ReadAsync(platform, filed.Id);
        Assert.Equal((24, 1), (report.JustUnderCount, report.JustOverCount));
        var page = await (await platform.SignInAsync(City)).PageAsync($"/monitoring/institutions/{report.FilerId}");
        Assert.Contains("异常", page.Text);
        Assert.Contains("有25个结果，其中24个不超过限值、1个超过", page.Text);
    }
}
