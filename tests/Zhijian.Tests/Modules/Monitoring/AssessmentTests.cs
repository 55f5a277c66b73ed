using Zhijian.Modules.Monitoring;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Monitoring.Monitor;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>Mixtures and grades of work on the pages of a report and of an employer.</summary>
public sealed class AssessmentTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task Substances_of_one_effect_are_judged_together_though_each_complies(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var report = (await FileAsync(platform, await FormAsync(platform, Row("甲苯", "C_TWA", "25"), Row("二甲苯", "C_TWA", "30"), Row("氨", "C_TWA", "19"), Row("甲苯", "C_TWA", "<1.2", "2号点")))).Id;
        Assert.Equal(0, (await ReadAsync(platform, report)).ExceedsCount);
        foreach (var (user, path) in ((string, string)[])[(County, $"/monitoring/{report}"), (Institution, $"/monitoring/{report}"), (Employer, "/my/file?tab=monitoring")])
        {
            var page = await (await platform.SignInAsync(user)).PageAsync(path);
            foreach (var words in (string[])["毒作用相似因素的联合评价", "30/50 + 甲苯 25/50 = 1.1，大于 1，超过限值", .. path.StartsWith("/my", StringComparison.Ordinal) ? [] : (string[])["<1.2 / 50 mg/m³"]]) Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task Work_is_graded_by_the_edition_of_the_sampling_day(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var report = (await FileAsync(platform, await FormAsync(platform,
            Row("噪声", "LEX8H", "92.3"), Silica("1.5", "2号点") with { FreeSilicaPercent = "30", Intensity = "Ⅱ", SampledOn = "2025-05-12" }, Silica("1.5", "3号点") with { Intensity = "2" },
            Row("甲苯", "C_TWA", "60", "4号点") with { Intensity = "Ⅱ" }, Row("甲苯", "C_TWA", "60", "5号点")) with { IssuedOn = null })).Id;
        var text = (await (await platform.SignInAsync(County)).PageAsync($"/monitoring/{report}")).Text;
        foreach (var words in (string[])["职业病危害作业分级", "等效声级92.3 dB(A)，Ⅱ级", "GBZ/T 229.4-2012", "GBZ/T 229.1-2010", "WM=2", "G=3，Ⅰ级", "GBZ/T 229.2-2025", "B=1.2，WB=1.2；劳动强度Ⅱ，WL=1.5；G=3.6", "GBZ/T 229.1-2025的分级表尚未取得原文", "缺少体力劳动强度分级"])
            Assert.Contains(words, text, StringComparison.Ordinal);
        var refused = await RefusedAsync(platform, await FormAsync(platform, Silica("1") with { Intensity = "很重" }));
        Assert.Equal((0, "Intensity"), (refused.Problems[0].Row!.Value, refused.Problems[0].Field));
    }
}
