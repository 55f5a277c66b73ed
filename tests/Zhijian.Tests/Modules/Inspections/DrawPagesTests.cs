using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Inspections.Draws;
using Zhijian.Platform.Draws;
using Zhijian.Rules.Draws;
using Zhijian.Rules.Inspections;
using Zhijian.Rules.Risk;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Registry;

namespace Zhijian.Tests.Modules.Inspections;

/// <summary>The double random draw on the running platform, to the file that anybody checks.</summary>
public sealed class DrawPagesTests(Platforms platforms)
{
    static readonly Dictionary<string, string?> Good = new()
    {
        ["Input.Title"] = "2026 年耐火材料双随机", ["Input.Industries"] = "3011", ["Input.Count"] = "3", ["Input.NumberOn"] = "2026-06-11", ["Input.DueOn"] = "2026-08-01", ["Input.PublicSource"] = "双色球当日开奖号码",
    };

    static Task PoolAsync(TestPlatform platform) => platform.AsPlatformAsync(async s =>
    {
        for (var i = 0; i < 8; i++) await RegistryRecords.EmployerAsync(s, $"抽查单位{i}", "410181", e => e.RiskClass = i % 2 == 0 ? HazardRiskClass.Severe : HazardRiskClass.General, industry: "3011");
    });

    [Theory, BothDatabases]
    public async Task Frozen_published_drawn_verified_and_drawn_again_only_with_a_reason(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await PoolAsync(platform);
        var (county, people) = (await platform.SignInAsync("gongyi"), platform.Anonymous());
        var form = await county.PageAsync("/inspections/draws/new");
        foreach (var (field, value, words) in new[] { ("Input.Count", "9", "符合条件的单位有 8 家"), ("Input.NumberOn", "2026-06-10", "晚于今天"), ("Input.DueOn", "2026-06-11", "完成期限"), ("Input.PublicSource", "", "公开号码的来源"), ("Input.Industries", "x", "行业代码") })
            Assert.Contains(words, (await form.SubmitAsync(new(Good) { [field] = value })).Text, StringComparison.Ordinal);
        var frozen = await form.SubmitAsync(Good);
        Assert.True(frozen.Status == HttpStatusCode.Redirect, frozen.Of(".z-errors") ?? frozen.Text);
        var path = frozen.Location!;
        var id = Guid.Parse(path.Split('/')[^1]);
        var draw = await ReadAsync(platform, id);

        // Everybody sees hash, commitment and weights before the number; nobody the secret.
        var before = await people.PageAsync($"/draws/{id}");
        foreach (var words in (string[])[draw.PoolHash, draw.Commitment, "职业病危害风险严重×300%", "尚未产生"]) Assert.Contains(words, before.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(draw.Secret, before.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(draw.Secret, (await county.PageAsync(path)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await people.GetAsync($"/draws/{id}/file")).StatusCode);
        Assert.Contains("之前不能抽取", (await Assert.ThrowsAsync<Refusal>(() => DrawAsync(platform, id, "0102030405"))).Message, StringComparison.Ordinal);
        Assert.Contains("不需要重新抽取", (await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<DrawDesk>().FreezeAgainAsync(id, Draft(), "理由", null, default)))).Message, StringComparison.Ordinal);

        platform.Clock.Advance(TimeSpan.FromDays(1));
        county = await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"));
        var page = await county.PageAsync(path);
        Assert.Contains("4 至 60 位数字", (await page.SubmitAsync(new() { ["number"] = "十二" }, "Draw")).Text, StringComparison.Ordinal);
        var drawn = await page.SubmitAsync(new() { ["number"] = "01 02 03 04 05 06 07" }, "Draw");
        Assert.True(drawn.Status == HttpStatusCode.Redirect, drawn.Of(".z-errors") ?? drawn.Text);
        Assert.Contains("已经抽取", (await Assert.ThrowsAsync<Refusal>(() => DrawAsync(platform, id, "99999999"))).Message, StringComparison.Ordinal);

        var bytes = await people.GetByteArrayAsync($"/draws/{id}/file");
        var file = DrawFile.Read(new MemoryStream(bytes));
        Assert.Empty(file.Verify());
        Assert.Equal((draw.PoolHash, draw.Commitment, "01020304050607", 8, 3), (file.PoolHash, file.Commitment, file.PublicNumber, file.Employers.Count, file.Drawn.Count));
        await VerifyByCommandAsync(platform, bytes);
        var tasks = await TasksAsync(platform, id);
        Assert.Equal(file.Drawn.Count, tasks.Count);
        Assert.All(tasks, t => Assert.Equal((InspectionType.Random, InspectionState.Planned), (t.Type, t.State)));
        var members = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<DrawMember>().AsNoTracking().Where(m => m.DrawId == id && m.Place != null).OrderBy(m => m.Place).ToListAsync());
        Assert.Equal(file.Drawn.Select(d => d.Id), members.Select(m => m.Code));
        Assert.All(members, m => Assert.Equal([m.FirstOfficer, m.SecondOfficer], tasks.Where(t => t.EmployerId == m.EmployerId).SelectMany(t => new[] { t.FirstOfficerId!.Value.ToString("N"), t.SecondOfficerId!.Value.ToString("N") })));
        Assert.Contains(members[0].Name, (await people.PageAsync($"/draws/{id}")).Text, StringComparison.Ordinal);

        // Who was drawn comes, or a reason is recorded.
        Assert.Contains("更换须写明理由", (await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<TaskDesk>().AssignAsync(tasks[0].Id, null, tasks[0].FirstOfficerId, tasks[0].SecondOfficerId, null, null, default)))).Message, StringComparison.Ordinal);
        await AgainAsync(platform, people, county, id, tasks);
    }

    static async Task AgainAsync(TestPlatform platform, HttpClient people, HttpClient county, Guid id, List<InspectionTask> tasks)
    {
        var form = await county.PageAsync($"/inspections/draws/new?again={id}");
        var good = new Dictionary<string, string?>(Good) { ["Input.NumberOn"] = "2026-06-12" };
        Assert.Contains("重新抽取的理由", (await form.SubmitAsync(new(good) { ["Input.Reason"] = " " })).Text, StringComparison.Ordinal);
        var again = await form.SubmitAsync(new(good) { ["Input.Reason"] = "公开号码录入错误" });
        Assert.True(again.Status == HttpStatusCode.Redirect, again.Of(".z-errors") ?? again.Text);
        var old = await ReadAsync(platform, id);
        Assert.Equal(RandomDrawState.Replaced, old.State);
        Assert.All(await TasksAsync(platform, id), t => Assert.Equal(InspectionState.CalledOff, t.State));
        var now = await people.PageAsync($"/draws/{again.Location!.Split('/')[^1]}");
        foreach (var words in (string[])["公开号码录入错误", old.PoolHash]) Assert.Contains(words, now.Text, StringComparison.Ordinal);
        // What was drawn stays published and true.
        Assert.Empty(DrawFile.Read(await people.GetStreamAsync($"/draws/{id}/file")).Verify());
        foreach (var path in (string[])["/draws", "/draws?handler=Export", "/inspections/draws", "/inspections/draws?handler=Export"]) Assert.Equal(HttpStatusCode.OK, (await county.GetAsync(path)).StatusCode);
        Assert.NotEmpty(tasks);
    }

    /// <summary>The command on the published file, and on one in which a hand changed the weight of an employer.</summary>
    static async Task VerifyByCommandAsync(TestPlatform platform, byte[] bytes)
    {
        var (good, bad) = (Path.Combine(platform.Settings.DataFolder, "draw.json"), Path.Combine(platform.Settings.DataFolder, "bad.json"));
        await File.WriteAllBytesAsync(good, bytes);
        await File.WriteAllTextAsync(bad, System.Text.Encoding.UTF8.GetString(bytes).Replace("\"weight\": 300", "\"weight\": 301", StringComparison.Ordinal));
        using var report = new StringWriter();
        Assert.Equal(0, DrawCommand.Verify(good, report, report));
        Assert.Equal(3, DrawCommand.Verify(bad, report, report));
    }

    static FreezeDraft Draft() => new("再抽", null, "3011", null, 2, "双色球", new(2026, 6, 12), new(2026, 8, 1), Inspect.Questions);

    static Task<int> DrawAsync(TestPlatform platform, Guid id, string number) => platform.AsAsync("gongyi", s => s.GetRequiredService<DrawDesk>().DrawAsync(id, number, null, default));

    static Task<RandomDraw> ReadAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<RandomDraw>().AsNoTracking().SingleAsync(d => d.Id == id));

    static Task<List<InspectionTask>> TasksAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InspectionTask>().AsNoTracking().Where(t => t.DrawId == id).ToListAsync());
}
