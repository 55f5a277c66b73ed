using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Dangers;

/// <summary>What must not be: closing without retest, one officer, an officer who has to keep away, two at once, foreign hands.</summary>
public sealed class DangerHostileTests(Platforms platforms)
{
    static async Task<HiddenDanger> AskedAsync(TestPlatform platform)
    {
        var danger = await Judged.FoundAsync(platform);
        await Judged.OrderAsync(platform, danger.Id, Judged.Today.AddDays(20));
        await Judged.StartAsync(platform, danger.Id);
        await Judged.AskAsync(platform, danger.Id);
        return danger;
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_closed_without_a_compliant_retest_of_a_qualified_institution(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var danger = await AskedAsync(platform);
        var point = danger.PointId!.Value;
        Assert.Equal(0, await Judged.RecheckAsync(platform, danger.Id, close: true));
        var county = await platform.SignInAsync("gongyi");
        var page = await county.PageAsync($"/dangers/{danger.Id}");
        Assert.Contains("须有同一检测点、同一因素的复测达标才能销号", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action*='handler=Close']"));
        // The button is not there; the address is.
        var forced = await county.PostPageAsync($"/dangers/{danger.Id}?handler=Close", [new("__RequestVerificationToken", page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), new("SeenVersion", (await Judged.ReadAsync(platform, point)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture)), new("__key", "")]);
        Assert.Contains("不能销号", forced.Text, StringComparison.Ordinal);
        Assert.Equal(DangerState.Rechecked, (await Judged.ReadAsync(platform, point)).State);

        // Ordered again; the employer's own measurement, a sample of before, one still over the limit: none of them.
        foreach (var (qualified, result) in new[]
        {
            (false, Judged.Result(point, Verdict.Compliant, "0.3 mg/m³", 0.3, Judged.Today.AddDays(1))), (true, Judged.Result(point, Verdict.Compliant, "0.3 mg/m³", 0.3, Judged.Today)),
            (true, Judged.Result(point, Verdict.Exceeds, "1.4 mg/m³", 1.4, Judged.Today.AddDays(2))), (true, Judged.Result(point, Verdict.Undetermined, "—", null, Judged.Today.AddDays(3))),
        })
        {
            await Judged.OrderAsync(platform, danger.Id, Judged.Today.AddDays(25));
            await Judged.StartAsync(platform, danger.Id);
            await Judged.RaiseAsync(platform, danger.EmployerId, qualified, result);
            platform.Clock.Advance(TimeSpan.FromDays(1));
            await Judged.AskAsync(platform, danger.Id);
            Assert.Equal(0, await Judged.RecheckAsync(platform, danger.Id, close: true));
        }
        Assert.True((await Judged.ReadAsync(platform, point)).IsOpen);
    }

    [Theory, BothDatabases]
    public async Task Two_officers_are_needed_and_none_who_has_to_keep_away(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var danger = await AskedAsync(platform);
        await Judged.RaiseAsync(platform, danger.EmployerId, Judged.Result(danger.PointId!.Value, Verdict.Compliant, "0.3 mg/m³", 0.3, Judged.Today.AddDays(1)));
        platform.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains("两名不同", (await Assert.ThrowsAsync<Refusal>(() => Judged.RecheckAsync(platform, danger.Id, second: "gongyi"))).Message, StringComparison.Ordinal);
        // An officer of another county, or a clerk, is none of this authority.
        foreach (var foreign in (string[])["dengfeng-zf", "xiangzhen", "qiye1"])
            Assert.Contains("不是本机关的执法人员", (await Assert.ThrowsAsync<Refusal>(() => Judged.RecheckAsync(platform, danger.Id, second: foreign))).Message, StringComparison.Ordinal);

        var recused = await Judged.UserAsync(platform, "gongyi-zf");
        var county = await platform.SignInAsync("gongyi");
        var form = await county.PageAsync($"/dangers/{danger.Id}");
        Assert.Equal(HttpStatusCode.Redirect, (await form.SubmitAsync(new() { ["officer"] = recused.ToString(), ["reason"] = "近亲属在该单位任职" }, "Recuse")).Status);
        Assert.Contains("已登记回避", (await form.SubmitAsync(new() { ["officer"] = recused.ToString(), ["reason"] = "再次", ["__key"] = "" }, "Recuse")).Text, StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Judged.RecheckAsync(platform, danger.Id));
        Assert.Contains("巩义执法人员（示例）应当回避：近亲属在该单位任职", refusal.Message, StringComparison.Ordinal);
        // Nor does he do anything else at this employer.
        Assert.Contains("您应当回避", (await Assert.ThrowsAsync<Refusal>(() => Judged.RecheckAsync(platform, danger.Id, by: "gongyi-zf"))).Message, StringComparison.Ordinal);
        Assert.Equal(DangerState.RecheckRequested, (await Judged.ReadAsync(platform, danger.PointId.Value)).State);
    }

    [Theory, BothDatabases]
    public async Task Two_officers_closing_at_once_close_it_once(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var danger = await AskedAsync(platform);
        await Judged.RaiseAsync(platform, danger.EmployerId, Judged.Result(danger.PointId!.Value, Verdict.Compliant, "0.3 mg/m³", 0.3, Judged.Today.AddDays(1)));
        platform.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await Judged.RecheckAsync(platform, danger.Id));
        var version = (await Judged.ReadAsync(platform, danger.PointId.Value)).Version;
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => CloseAsync(platform, i % 2 == 0 ? "gongyi" : "gongyi-zf", danger.Id, version))));
        Assert.Equal(1, tries.Count(t => t is null));
        Assert.All(tries.OfType<Exception>(), e => Assert.True(Faults.Of(e).Status is 409 or 422, e.ToString()));
        Assert.Single(await Judged.LinesAsync(platform, danger.Id), l => l.Act == DangerActKind.Close);
    }

    static async Task<Exception?> CloseAsync(TestPlatform platform, string user, Guid id, long version)
    {
        try
        {
            await platform.AsAsync(user, s => s.GetRequiredService<DangerDesk>().CloseAsync(id, version, null, default));
            return null;
        }
        catch (Exception e) when (e is Refusal or DbUpdateException)
        {
            return e;
        }
    }

    [Theory, BothDatabases]
    public async Task What_was_seen_before_somebody_else_acted_is_told(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var danger = await Judged.FoundAsync(platform);
        var (first, second) = (await Judged.UserAsync(platform, "gongyi"), await Judged.UserAsync(platform, "gongyi-zf"));
        var county = await platform.SignInAsync("gongyi");
        var form = await county.PageAsync($"/dangers/{danger.Id}/order");
        await platform.AsAsync("gongyi-zf", s => s.GetRequiredService<DangerDesk>().RegisterAsync([danger.Id], null, default));
        var late = await form.SubmitAsync(new() { ["Input.FirstOfficer"] = first.ToString(), ["Input.SecondOfficer"] = second.ToString(), ["Input.Deadline"] = "2026-06-20" });
        Assert.Contains("刚被他人办理", late.Text, StringComparison.Ordinal);
        Assert.Equal(DangerState.Registered, (await Judged.ReadAsync(platform, danger.PointId!.Value)).State);
        // The same rendering sent twice has one effect.
        form = await county.PageAsync($"/dangers/{danger.Id}/order");
        Dictionary<string, string?> values = new() { ["Input.FirstOfficer"] = first.ToString(), ["Input.SecondOfficer"] = second.ToString(), ["Input.Deadline"] = "2026-06-20" };
        Assert.Equal(HttpStatusCode.Redirect, (await form.SubmitAsync(values)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await form.SubmitAsync(values)).Status);
        Assert.Single(await Judged.LinesAsync(platform, danger.Id), l => l.Act == DangerActKind.Order);
    }

    [Theory, BothDatabases]
    public async Task Deadlines_stay_within_the_law_and_extensions_need_a_reason(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var danger = await Judged.FoundAsync(platform);
        Assert.Contains("不得超过30日", (await Assert.ThrowsAsync<Refusal>(() => Judged.OrderAsync(platform, danger.Id, Judged.Today.AddDays(31)))).Message, StringComparison.Ordinal);
        Assert.Contains("晚于责令日期", (await Assert.ThrowsAsync<Refusal>(() => Judged.OrderAsync(platform, danger.Id, Judged.Today))).Message, StringComparison.Ordinal);
        await Judged.OrderAsync(platform, danger.Id, Judged.Today.AddDays(30));
        Task ExtendAsync(DateOnly until, string? reason) => platform.AsAsync("gongyi", s => s.GetRequiredService<DangerDesk>().ExtendAsync(danger.Id, null, until, reason, null, default));
        Assert.Contains("延期须填写理由", (await Assert.ThrowsAsync<Refusal>(() => ExtendAsync(Judged.Today.AddDays(40), " "))).Message, StringComparison.Ordinal);
        Assert.Contains("不得超过30日", (await Assert.ThrowsAsync<Refusal>(() => ExtendAsync(Judged.Today.AddDays(61), "设备到货晚"))).Message, StringComparison.Ordinal);
        await ExtendAsync(Judged.Today.AddDays(40), "设备到货晚");
        var row = await Judged.ReadAsync(platform, danger.PointId!.Value);
        Assert.Equal((Judged.Today.AddDays(40), 1), (row.Deadline!.Value, row.Extensions));
    }

    [Theory, BothDatabases]
    public async Task A_superior_sees_and_supervises_but_does_not_act_and_others_see_nothing(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var danger = await Judged.FoundAsync(platform);
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("shijianguan", s => s.GetRequiredService<DangerDesk>().RegisterAsync([danger.Id], null, default)));
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsAsync("dengfeng", s => s.GetRequiredService<DangerDesk>().RegisterAsync([danger.Id], null, default)));
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsAsync("qiye2", s => s.GetRequiredService<EmployerDangerDesk>().StartAsync([danger.Id], [new("ppe", null, null)], null, null, default)));
        var city = await platform.SignInAsync("shijianguan");
        var page = await city.PageAsync($"/dangers/{danger.Id}");
        Assert.Contains("由巩义市的机关办理", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await page.SubmitAsync(new() { ["reason"] = "一周内报告" }, "List")).Status);
        Assert.Contains("巩义市示例耐火材料有限公司", (await city.PageAsync("/dangers?tab=listed")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await platform.SignInAsync("gongyi")).PostPageAsync($"/dangers/{danger.Id}?handler=List",
            [new("__RequestVerificationToken", (await (await platform.SignInAsync("gongyi")).PageAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), new("listed", "true"), new("reason", "x")])).Status);
    }

    [Theory, BothDatabases]
    public async Task Files_that_are_no_pictures_are_refused(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var danger = await Judged.FoundAsync(platform);
        var employer = await platform.SignInAsync("qiye1");
        var page = await employer.PageAsync($"/my/dangers/{danger.Id}/evidence");
        async Task<string> SendAsync(byte[]? content, string name)
        {
            using var form = new MultipartFormDataContent { { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
            if (content is not null) form.Add(new ByteArrayContent(content), "Upload", name);
            var answer = await employer.PostAsync($"/my/dangers/{danger.Id}/evidence", form);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }
        Assert.Contains("请选择照片", await SendAsync(null, ""), StringComparison.Ordinal);
        Assert.Contains("z-errors", await SendAsync("<script>alert(1)</script>"u8.ToArray(), "罩.png"), StringComparison.Ordinal);
        Assert.Contains("z-errors", await SendAsync([0x4D, 0x5A, 0x90, 0], "罩.exe"), StringComparison.Ordinal);
    }

    static readonly string[] Hostile = ["' OR 1=1--", "<script>alert(1)</script>", "\0", "a\0b", "😀", "%_\\", new('长', 5000), "-1", "9999-12-31", "1e400"];

    [Theory, BothDatabases]
    public async Task No_parameter_breaks_a_list_or_figure(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var client = await platform.SignInAsync("shijianguan");
        string[] keys = ["q", "state", "due", "grade", "source", "turn", "owner", "latest", "county", "factor", "industry", "found.from", "found.to", "employer", "tab", "id", "by", "from", "to", "sort", "page", "size", "cols"];
        foreach (var path in (string[])["/dangers", "/dangers/candidates", "/dangers/figures"])
            foreach (var value in Hostile)
                foreach (var query in (string[])[string.Join('&', keys.Select(k => $"{k}={Uri.EscapeDataString(value)}")), .. keys.Select(k => $"{k}={Uri.EscapeDataString(value)}")])
                {
                    var page = await client.PageAsync($"{path}?{query}");
                    Assert.True((int)page.Status < 500, $"{page.Status} {path}?{query[..Math.Min(60, query.Length)]}");
                    Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
                }
    }
}
