using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dangers;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Dangers;

/// <summary>An employer asks for a later deadline; the authority grants or refuses, each with a reason.</summary>
public sealed class ExtensionTests(Platforms platforms)
{
    static readonly DateOnly Deadline = Judged.Today.AddDays(20), Wished = Judged.Today.AddDays(35);

    static async Task<HiddenDanger> OrderedAsync(TestPlatform platform)
    {
        var danger = await Judged.FoundAsync(platform);
        await Judged.OrderAsync(platform, danger.Id, Deadline);
        return danger;
    }

    static Task AskAsync(TestPlatform platform, Guid danger, DateOnly? until, string? reason, string user = "qiye1") =>
        platform.AsAsync(user, s => s.GetRequiredService<EmployerDangerDesk>().AskExtensionAsync(danger, until, reason, null, null, default));

    static Task<int> WaitingAsync(TestPlatform platform, Guid danger) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<ZhijianDb>().Set<Todo>().CountAsync(t => t.SubjectKind == "danger.extension" && t.DoneAt == null && t.SubjectId.EndsWith(danger.ToString("N"))));

    [Theory, BothDatabases]
    public async Task Asked_by_the_employer_and_granted_by_the_county(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var danger = await OrderedAsync(platform);
        var (employer, county) = (await platform.SignInAsync("qiye1"), await platform.SignInAsync("gongyi"));
        var form = await employer.PageAsync($"/my/dangers/{danger.Id}");
        Assert.Contains("请填写延期理由", (await form.SubmitAsync(new() { ["until"] = $"{Wished:yyyy-MM-dd}", ["reason"] = " " }, "Extension")).Text, StringComparison.Ordinal);
        var asked = await form.SubmitAsync(new() { ["until"] = $"{Wished:yyyy-MM-dd}", ["reason"] = "除尘器到货推迟", ["__key"] = "" }, "Extension");
        Assert.True(asked.Status == HttpStatusCode.Redirect, asked.Of(".z-errors") ?? asked.Text);
        var row = await Judged.ReadAsync(platform, danger.PointId!.Value);
        Assert.Equal((DangerState.Ordered, Deadline, Wished, "除尘器到货推迟"), (row.State, row.Deadline!.Value, row.AskedDeadline!.Value, row.AskedReason));
        Assert.Equal(1, await WaitingAsync(platform, danger.Id));
        Assert.Contains("答复延期申请", (await county.PageAsync("/todo")).Text, StringComparison.Ordinal);
        var waiting = await employer.PageAsync($"/my/dangers/{danger.Id}");
        Assert.Contains("延期申请待答复", waiting.Text, StringComparison.Ordinal);
        Assert.Null(waiting.Document.QuerySelector("form[action*='handler=Extension']"));

        var page = await county.PageAsync($"/dangers/{danger.Id}");
        Assert.Contains("除尘器到货推迟", page.Text, StringComparison.Ordinal);
        Assert.Equal($"{Wished:yyyy-MM-dd}", page.Document.QuerySelector("form[action*='handler=Extend'] input[name=deadline]")!.GetAttribute("value"));
        var granted = await page.SubmitAsync(new() { ["deadline"] = $"{Wished:yyyy-MM-dd}", ["reason"] = "同意：设备已订购" }, "Extend");
        Assert.True(granted.Status == HttpStatusCode.Redirect, granted.Of(".z-errors") ?? granted.Text);
        row = await Judged.ReadAsync(platform, danger.PointId.Value);
        Assert.Equal((Wished, null, null, 1), (row.Deadline!.Value, row.AskedDeadline, row.AskedReason, row.Extensions));
        Assert.Equal(0, await WaitingAsync(platform, danger.Id));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.True(await db.Set<AuditEntry>().AnyAsync(a => a.Act == "dangers.ask-extension" && a.Reason == "除尘器到货推迟"));
            var user = (await db.Users.SingleAsync(u => u.UserName == "qiye1")).Id;
            Assert.True(await db.Set<Notice>().AnyAsync(n => n.UserId == user && n.Text.Contains("延至")));
            Assert.Contains("danger.extension-asked", await db.Set<EmployerEvent>().Where(e => e.EmployerId == danger.EmployerId).Select(e => e.Kind).ToListAsync());
        });
        Assert.Equal(["申请延期", "延期"], (await Judged.LinesAsync(platform, danger.Id)).Where(l => l.Act is DangerActKind.AskExtension or DangerActKind.Extend).Select(l => l.Title));
    }

    [Theory, BothDatabases]
    public async Task Refused_with_a_reason_the_deadline_stays_and_passes(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var danger = await OrderedAsync(platform);
        await AskAsync(platform, danger.Id, Wished, "除尘器到货推迟");
        Assert.Contains("还没有答复", (await Assert.ThrowsAsync<Refusal>(() => AskAsync(platform, danger.Id, Wished, "再问一次"))).Message, StringComparison.Ordinal);
        var county = await platform.SignInAsync("gongyi");
        var page = await county.PageAsync($"/dangers/{danger.Id}");
        Assert.Contains("不同意延期的理由", (await page.SubmitAsync(new() { ["reason"] = "" }, "RefuseExtension")).Text, StringComparison.Ordinal);
        var refused = await page.SubmitAsync(new() { ["reason"] = "可以先行停产", ["__key"] = "" }, "RefuseExtension");
        Assert.True(refused.Status == HttpStatusCode.Redirect, refused.Of(".z-errors") ?? refused.Text);
        var row = await Judged.ReadAsync(platform, danger.PointId!.Value);
        Assert.Equal((Deadline, null, 0), (row.Deadline!.Value, row.AskedDeadline, row.Extensions));
        Assert.Contains("没有待答复", (await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<DangerDesk>().RefuseExtensionAsync(danger.Id, null, "再次", null, default)))).Message, StringComparison.Ordinal);

        // Asked once more, not answered: the night makes it overdue, and the request is gone with its to-do.
        await AskAsync(platform, danger.Id, Wished, "除尘器到货推迟");
        platform.Clock.Advance(TimeSpan.FromDays(21));
        await platform.Services.GetRequiredService<DangerNight>().RunAsync(default);
        row = await Judged.ReadAsync(platform, danger.PointId.Value);
        Assert.Equal((DangerState.Overdue, null), (row.State, row.AskedDeadline));
        Assert.Equal(0, await WaitingAsync(platform, danger.Id));
    }

    [Theory, BothDatabases]
    public async Task Dates_reasons_and_hands_that_are_not_right_are_refused(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var danger = await OrderedAsync(platform);
        async Task RefuseAsync(string words, DateOnly? until, string? reason) => Assert.Contains(words, (await Assert.ThrowsAsync<Refusal>(() => AskAsync(platform, danger.Id, until, reason))).Message, StringComparison.Ordinal);
        await RefuseAsync("请填写申请延至的日期", null, "到货推迟");
        await RefuseAsync("请填写延期理由", Wished, null);
        await RefuseAsync("不超过 200 个字", Wished, new string('长', 201));
        await RefuseAsync("晚于原期限", Deadline, "到货推迟");
        await RefuseAsync("不得超过30日", Deadline.AddDays(31), "到货推迟");
        await RefuseAsync("不得超过30日", DateOnly.MaxValue, "到货推迟");
        await Assert.ThrowsAsync<NotFoundException>(() => AskAsync(platform, danger.Id, Wished, "到货推迟", "qiye2"));
        await Assert.ThrowsAsync<NotFoundException>(() => AskAsync(platform, danger.Id, Wished, "到货推迟", "gongyi"));
        // Before an order there is nothing to extend, after the work nothing to ask for.
        var found = await Judged.FoundAsync(platform);
        Assert.Contains("不能申请延期", (await Assert.ThrowsAsync<Refusal>(() => AskAsync(platform, found.Id, Wished, "到货推迟"))).Message, StringComparison.Ordinal);
        await AskAsync(platform, danger.Id, Wished, "到货推迟");
        await Judged.StartAsync(platform, danger.Id);
        await Judged.AskAsync(platform, danger.Id);
        Assert.Null((await Judged.ReadAsync(platform, danger.PointId!.Value)).AskedDeadline);
        Assert.Equal(0, await WaitingAsync(platform, danger.Id));
    }
}
