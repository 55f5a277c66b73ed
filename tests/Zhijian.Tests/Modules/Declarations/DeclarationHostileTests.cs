using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Declarations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Declarations;

/// <summary>What goes wrong, by mistake or on purpose.</summary>
public sealed class DeclarationHostileTests(Platforms platforms)
{
    static Task<(Guid Workplace, Guid Employer)> OwnAsync(TestPlatform platform, string user) => platform.AsAsync(user, async s =>
    {
        var place = await s.GetRequiredService<ZhijianDb>().Set<Workplace>().SingleAsync(w => w.IsMain);
        return (place.Id, place.EmployerId);
    });

    static async Task<Guid> DraftAsync(TestPlatform platform, string user, DeclarationForm? form = null)
    {
        var (workplace, _) = await OwnAsync(platform, user);
        return await platform.AsAsync(user, async s =>
        {
            var desk = s.GetRequiredService<DeclarationDesk>();
            var id = await desk.StartAsync(workplace, DeclarationKind.Initial, false, null, default);
            await desk.SaveAsync(id, (await s.GetRequiredService<DeclarationAccess>().ReadAsync(id, default)).Version, form ?? Declare.Form(), default);
            return id;
        });
    }

    static Task<T> DeskAsync<T>(TestPlatform platform, string user, Func<DeclarationDesk, Task<T>> work) => platform.AsAsync(user, s => work(s.GetRequiredService<DeclarationDesk>()));

    [Theory, BothDatabases]
    public async Task Sums_that_do_not_match_are_told_at_their_field_and_the_draft_is_kept(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var wrong = Declare.Form() with { TotalExposed = 21, Workshops = [new() { Name = "<script>alert(1)</script>", Distinct = 19, Hazards = [new() { FactorCode = "D01", Persons = 20 }, new() { FactorCode = "不存在的因素", Persons = -1 }] }] };
        var id = await DraftAsync(platform, "qiye1", wrong);
        var employer = await platform.SignInAsync("qiye1");
        var page = await Declare.SubmitAsync(employer, id);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        foreach (var words in (string[])["少于单个因素的接触人数", "不在职业病危害因素分类目录中", "多于各作业场所人数之和"]) Assert.Contains(words, page.Text);
        Assert.DoesNotContain("<script>alert", page.Html);
        var kept = await Declare.ReadAsync(platform, id);
        Assert.Equal(DeclarationState.Draft, kept.State);
        var step = await employer.PageAsync($"/my/declarations/{id}/edit?step=2&check=true");
        Assert.Contains("少于单个因素的接触人数", step.Of("#Input_Workshops_0__Distinct-error"));
    }

    [Theory, BothDatabases]
    public async Task Twice_submitted_counts_once_and_what_was_filed_is_not_edited(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await DraftAsync(platform, "qiye1");
        var employer = await platform.SignInAsync("qiye1");
        var page = await employer.PageAsync($"/my/declarations/{id}/edit?step=4");
        var old = await employer.PageAsync($"/my/declarations/{id}/edit?step=3");
        Assert.Equal(HttpStatusCode.Redirect, (await page.SubmitAsync([], "Submit")).Status);
        // The same rendering again: the same key, the same effect.
        Assert.Equal(HttpStatusCode.Redirect, (await page.SubmitAsync([], "Submit")).Status);
        var again = await old.SubmitAsync(new() { ["Input.TotalWorkers"] = "1" }, "Next");
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("不能再修改", again.Text);
        var version = (await Declare.ReadAsync(platform, id)).Version;
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, "qiye1", async d => { await d.SubmitAsync(id, version, null, null, default); return 0; }));
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, "qiye1", d => d.SaveAsync(id, version, Declare.Form(1), default)));
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, "qiye1", async d => { await d.DiscardAsync(id, version, default); return 0; }));
        Assert.Equal(20, (await Declare.ReadAsync(platform, id)).TotalExposed);
        var (workplace, _) = await OwnAsync(platform, "qiye1");
        var refusal = await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, "qiye1", d => d.StartAsync(workplace, DeclarationKind.Initial, false, null, default)));
        Assert.Contains("正在办理", refusal.Message);
        await Assert.ThrowsAsync<NotFoundException>(() => DeskAsync(platform, "qiye2", d => d.StartAsync(workplace, DeclarationKind.Initial, false, null, default)));
        await Assert.ThrowsAsync<NotFoundException>(() => DeskAsync(platform, "qiye2", d => d.SaveAsync(id, version, Declare.Form(1), default)));
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_edited_after_it_was_approved_by_no_door(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await DraftAsync(platform, "qiye1");
        var employer = await platform.SignInAsync("qiye1");
        var open = await employer.PageAsync($"/my/declarations/{id}/edit?step=3");
        var rows = await employer.PageAsync($"/my/declarations/{id}/edit?step=2");
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.SubmitAsync(employer, id)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.ActAsync(await platform.SignInAsync("gongyi"), id, "Approve")).Status);
        var approved = await Declare.ReadAsync(platform, id);

        // The page that was open, its rows, its autosave, the sheet, the desk, taking it back.
        Assert.Equal(HttpStatusCode.Conflict, (await open.SubmitAsync(new() { ["Input.TotalWorkers"] = "1" }, "Next")).Status);
        foreach (var handler in (string[])["AddWorkshop", "CopyKnown", "CopyReport"]) Assert.True((await rows.SubmitAsync([], handler)).Status is HttpStatusCode.Conflict or HttpStatusCode.Forbidden, handler);
        var fields = open.Document.QuerySelectorAll("form[data-declaration] input[name]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToList();
        Assert.Equal(HttpStatusCode.Conflict, (await employer.PostPageAsync($"/my/declarations/{id}/edit?handler=Autosave", fields)).Status);
        Assert.Contains("不能再修改", (await OwnSheetTests.UploadAfterAsync(employer, id, approved.CreditCode!)).Text);
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, "qiye1", d => d.SaveAsync(id, approved.Version, Declare.Form(1), default)));
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, "qiye1", async d => { await d.WithdrawAsync(id, approved.Version, default); return 0; }));
        var now = await Declare.ReadAsync(platform, id);
        Assert.Equal((approved.Version, DeclarationState.OnlineApproved, 60, 20), (now.Version, now.State, now.TotalWorkers!.Value, now.TotalExposed!.Value));
    }

    [Theory, BothDatabases]
    public async Task Another_devices_later_words_are_not_overwritten(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await DraftAsync(platform, "qiye1");
        var employer = await platform.SignInAsync("qiye1");
        var (one, two) = (await employer.PageAsync($"/my/declarations/{id}/edit?step=3"), await employer.PageAsync($"/my/declarations/{id}/edit?step=3"));
        var saved = await one.SubmitAsync(new() { ["Input.TotalWorkers"] = "77" }, "Next");
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var late = await two.SubmitAsync(new() { ["Input.TotalWorkers"] = "11" }, "Next");
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        var fields = two.Document.QuerySelectorAll("form[data-declaration] input[name]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToList();
        Assert.Equal(HttpStatusCode.Conflict, (await employer.PostPageAsync($"/my/declarations/{id}/edit?handler=Autosave", fields)).Status);
        Assert.Contains("77", (await employer.PageAsync($"/my/declarations/{id}/edit?step=3")).Document.QuerySelector("[name='Input.TotalWorkers']")!.GetAttribute("value"));
        var again = await employer.PageAsync($"/my/declarations/{id}/edit?step=3");
        fields = [.. again.Document.QuerySelectorAll("form[data-declaration] input[name]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("name") == "Input.TotalExposed" ? "999" : i.GetAttribute("value") ?? ""))];
        var auto = await employer.PostPageAsync($"/my/declarations/{id}/edit?handler=Autosave", fields);
        Assert.Equal(HttpStatusCode.OK, auto.Status);
        Assert.Contains("\"version\"", auto.Html);
        Assert.Contains("CK", string.Concat(await platform.AsAsync("qiye1", async s =>
        {
            var d = await s.GetRequiredService<DeclarationAccess>().ReadAsync(id, default);
            return (await s.GetRequiredService<DeclarationDesk>().CheckAsync(d, await s.GetRequiredService<DeclarationAccess>().FormAsync(d, default), new(2026, 6, 10), default)).Select(f => f.Code);
        })));
    }

    [Theory, BothDatabases]
    public async Task Of_two_officers_approving_at_once_one_wins_and_the_other_is_told(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = (await platform.AsPlatformAsync(s => Declare.PutAsync(s, "410100", DeclarationState.Submitted, authority: "410100"))).Id;
        var (one, two) = (await platform.SignInAsync("shiguan"), await platform.SignInAsync("shijianguan"));
        var (first, second) = (await one.PageAsync($"/declarations/{id}"), await two.PageAsync($"/declarations/{id}"));
        var answers = await Task.WhenAll(first.SubmitAsync([], "Approve"), second.SubmitAsync([], "Approve"));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(a => a.Status).Order());
        Assert.Matches("没有生效|刚被他人修改", answers.Single(a => a.Status == HttpStatusCode.Conflict).Text);
        Assert.Equal(DeclarationState.OnlineApproved, (await Declare.ReadAsync(platform, id)).State);
        var late = await second.SubmitAsync([], "Return");
        Assert.NotEqual(HttpStatusCode.Redirect, late.Status);
    }

    [Theory, BothDatabases]
    public async Task A_county_sees_what_belongs_to_the_city_and_does_not_decide_it(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (workplace, employerId) = await OwnAsync(platform, "qiye1");
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            await s.GetRequiredService<WritePath>().CommitAsync(new("test.central"), async _ => (await db.Set<Employer>().SingleAsync(e => e.Id == employerId)).OwnershipLevel = OwnershipLevel.Central);
        });
        var id = await DraftAsync(platform, "qiye1");
        await Declare.SubmitAsync(await platform.SignInAsync("qiye1"), id);
        Assert.Equal("410100", (await Declare.ReadAsync(platform, id)).AuthorityCode);
        var county = await platform.SignInAsync("gongyi");
        var page = await county.PageAsync($"/declarations/{id}");
        Assert.Contains("只能查看", page.Text);
        Assert.Null(page.Document.QuerySelector("form[action*='Approve']"));
        var version = (await Declare.ReadAsync(platform, id)).Version;
        var refusal = await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<ReviewDesk>().ApproveAsync(id, version, null, default)));
        Assert.Contains("不由本机关管辖", refusal.Message);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync($"/declarations/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.ActAsync(await platform.SignInAsync("shijianguan"), id, "Approve")).Status);
    }

    [Theory, BothDatabases]
    public async Task Many_are_approved_at_once_only_where_nothing_is_odd(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        // The refractory trade always has dust: one that declares noise alone is odd.
        var noise = Declare.Form() with { Workshops = [new() { Name = "破碎车间", Distinct = 20, Hazards = [new() { FactorCode = "P01", Persons = 20 }] }] };
        var plain = await platform.AsPlatformAsync(async s => (await Declare.PutAsync(s, "410181", DeclarationState.Submitted, form: await UsualAsync(s))).Id);
        var odd = (await platform.AsPlatformAsync(s => Declare.PutAsync(s, "410181", DeclarationState.Submitted, form: noise))).Id;
        var foreign = (await platform.AsPlatformAsync(s => Declare.PutAsync(s, "410185", DeclarationState.Submitted))).Id;
        var outcome = await platform.AsAsync("gongyi", s => s.GetRequiredService<ReviewDesk>().ApproveManyAsync([plain, odd, foreign, plain], default));
        Assert.True(outcome.Approved == 1, string.Join('\n', outcome.Left));
        Assert.Equal(2, outcome.Left.Count);
        // The list says from now on what the look found.
        Assert.True((await Declare.ReadAsync(platform, odd)).FlagCount > 0);
        Assert.Equal([DeclarationState.OnlineApproved, DeclarationState.Submitted, DeclarationState.Submitted],
            [(await Declare.ReadAsync(platform, plain)).State, (await Declare.ReadAsync(platform, odd)).State, (await Declare.ReadAsync(platform, foreign)).State]);
        var county = await platform.SignInAsync("gongyi");
        var flagged = await county.PageAsync($"/declarations/{odd}");
        Assert.Contains("粉尘类", flagged.Of(".z-alert.z-warning"));
        var list = await county.PageAsync("/declarations");
        // The button of the bar stands outside the form of the rows.
        var action = list.Document.QuerySelector("[data-bulk] button[formaction*='handler=Approve']")!.GetAttribute("formaction")!;
        var token = list.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await county.PostPageAsync($"/declarations{action}", [new("__RequestVerificationToken", token), new("ids", odd.ToString())]);
        Assert.Contains("未通过 1 份", answer.Text);
    }

    /// <summary>Declares everything that comes with the trade.</summary>
    static async Task<DeclarationForm> UsualAsync(IServiceProvider s)
    {
        var usual = s.GetRequiredService<TradeHazards>().Usual("3089", await s.GetRequiredService<FactorCatalogue>().LoadAsync(default)).Where(u => u.Certain);
        return Declare.Form() with { Workshops = [new() { Name = "破碎车间", Distinct = 20, Hazards = [.. usual.Select(u => new FormHazard { FactorCode = u.FactorCode, Persons = 20 })] }] };
    }
}
