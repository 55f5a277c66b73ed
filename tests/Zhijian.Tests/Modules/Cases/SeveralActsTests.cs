using System.Net;
using Zhijian.Modules.Cases;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Dangers;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using Zhijian.Tests.Modules.Registry;

namespace Zhijian.Tests.Modules.Cases;

/// <summary>分别裁量，合并处罚: several acts of one party in one case.</summary>
public sealed class SeveralActsTests(Platforms platforms)
{
    const string Untrained = "OD75-5";

    static async Task<HttpClient> InAsync(TestPlatform platform, string user) => await platform.SignInAsync(user, platform.PasswordOf(user));

    static async Task<CaseStepForm> AddingAsync(TestPlatform platform, string code = Untrained, Guid? danger = null)
    {
        var form = await CasePlay.FormAsync(platform, "检查时发现两名工人未做岗前检查");
        form.Charge = new() { ActCode = code, DangerId = danger, FoundOn = danger is null ? Judged.Today : null };
        return form;
    }

    [Theory, BothDatabases]
    public async Task Two_acts_go_through_one_case_by_its_pages(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var other = await CasePlay.CandidateAsync(platform);
        var id = await CasePlay.FiledAsync(platform);
        var main = await CasePlay.ReadAsync(platform, id);
        var officer = await InAsync(platform, CasePlay.First);

        // The other danger of the party is offered, and leaves its list with the case.
        var form = await officer.PageAsync($"/cases/{id}/step?kind=AddCharge");
        Assert.Contains(form.Document.QuerySelectorAll("select[name='Input.Charge.DangerId'] option"), o => o.GetAttribute("value") == other.Id.ToString());
        Assert.DoesNotContain(form.Document.QuerySelectorAll("select[name='Input.Charge.DangerId'] option"), o => o.GetAttribute("value") == main.DangerId.ToString());
        Assert.Contains("请选择违法行为", (await form.SubmitAsync(new() { ["Input.Text"] = "检查时发现" }, formWith: "Input.Text")).Of(".z-errors"), StringComparison.Ordinal);
        var added = await form.SubmitAsync(new() { ["Input.Charge.DangerId"] = other.Id.ToString(), ["Input.Charge.ActCode"] = Untrained, ["Input.Text"] = "检查时发现两名工人未做岗前检查" }, formWith: "Input.Text");
        Assert.True(added.Status == HttpStatusCode.Redirect, added.Of(".z-errors") ?? added.Text);
        var row = await CasePlay.ReadAsync(platform, id);
        Assert.Equal(1, row.MoreActs);
        Assert.StartsWith(main.Cause + "；", row.Cause, StringComparison.Ordinal);
        Assert.Equal(DangerState.CaseFiled, (await Judged.ReadAsync(platform, other.PointId!.Value)).State);
        Assert.Contains("一并查处的其他违法行为", (await officer.PageAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
        // A third act, of another provision; in no second case, and not twice here.
        await CasePlay.StepAsync(platform, CasePlay.First, id, CaseActKind.AddCharge, await AddingAsync(platform, "OD75-3"));
        Assert.Contains("另一个行为须选择来源隐患", await CasePlay.RefusedAsync(async () => await CasePlay.StepAsync(platform, CasePlay.First, id, CaseActKind.AddCharge, await AddingAsync(platform, "OD75-3"))), StringComparison.Ordinal);

        await CasePlay.StepAsync(platform, CasePlay.First, id, CaseActKind.CollectEvidence, await CasePlay.FormAsync(platform, "现场检查记录"));
        await CasePlay.StepAsync(platform, CasePlay.First, id, CaseActKind.FinishInvestigation, await CasePlay.FormAsync(platform, "超标未改正；两名工人未做岗前检查"));

        // The form proposes for each; the third act is left out.
        var notice = await officer.PageAsync($"/cases/{id}/step?kind=ServeNotice");
        Assert.Equal(2, notice.Document.QuerySelectorAll(".z-charge").Length);
        Assert.Equal(3, notice.Document.QuerySelectorAll("input[name='Input.Fine'], input[name$='.Fine'][name^='Input.Charges']").Count(f => decimal.Parse(f.GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture) > 0));
        var proposed = await notice.SubmitAsync(new() { ["Input.Charges[0].Tier"] = "Light" }, "Propose");
        Assert.NotEqual(notice.Document.QuerySelector("input[name='Input.Charges[0].Fine']")!.GetAttribute("value"), proposed.Document.QuerySelector("input[name='Input.Charges[0].Fine']")!.GetAttribute("value"));
        var sent = await notice.SubmitAsync(new() { ["Input.Fine"] = "120000", ["Input.Charges[0].Fine"] = "150000", ["Input.Charges[1].Included"] = "false", ["Input.Yes"] = "true" }, formWith: "SeenVersion");
        Assert.True(sent.Status == HttpStatusCode.Redirect, sent.Of(".z-errors") ?? sent.Text);
        var line = (await CasePlay.LinesAsync(platform, id)).Last(l => l.Kind == CaseActKind.ServeNotice);
        Assert.Contains("合并罚款27万元", line.Note, StringComparison.Ordinal);
        var words = await CasePlay.DocumentAsync(platform, line.PaperId!.Value);
        foreach (var part in (string[])["对工作场所", "罚款12万元", "罚款15万元", "合并罚款27万元", "第七十五条"]) Assert.Contains(part, words, StringComparison.Ordinal);

        await CasePlay.ServeAsync(platform, id, CaseActKind.ServeNotice);
        platform.Clock.Advance(TimeSpan.FromDays(12));
        await CasePlay.StepAsync(platform, CasePlay.Reviewer, id, CaseActKind.LegalReview, await CasePlay.FormAsync(platform, "同意", yes: true));
        await CasePlay.StepAsync(platform, CasePlay.Head, id, CaseActKind.Discuss, await CasePlay.DiscussionAsync(platform));
        var head = await InAsync(platform, CasePlay.Head);
        var decide = await head.PageAsync($"/cases/{id}/approve?kind=Decide");
        Assert.Contains("重于告知书", (await decide.SubmitAsync(new() { ["Input.Charges[0].Fine"] = "160000" }, formWith: "SeenVersion")).Of(".z-errors"), StringComparison.Ordinal);
        var decided = await decide.SubmitAsync(new() { ["Input.Charges[0].Fine"] = "140000" }, formWith: "SeenVersion");
        Assert.True(decided.Status == HttpStatusCode.Redirect, decided.Of(".z-errors") ?? decided.Text);
        row = await CasePlay.ReadAsync(platform, id);
        Assert.Equal(260_000, row.Fine);
        Assert.Contains("合并罚款26万元", await CasePlay.DocumentAsync(platform, row.DecisionPaperId!.Value), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_another_case_deals_with_is_not_added_and_what_it_fined_is_not_fined_again(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await CasePlay.FiledAsync(platform);
        var employer = (await CasePlay.ReadAsync(platform, id)).EmployerId;
        await CasePlay.StepAsync(platform, CasePlay.First, id, CaseActKind.AddCharge, await AddingAsync(platform));
        Assert.Contains("已有正在办理的案件", await CasePlay.RefusedAsync(() => platform.AsAsync(CasePlay.First, s => s.GetRequiredService<CaseDesk>().RequestAsync(new(null, employer, Untrained, "同一事实", Judged.Today, null, null), null, default))), StringComparison.Ordinal);

        // A second case was filed for another act, then adds what the first one is about.
        var second = await platform.AsAsync(CasePlay.First, s => s.GetRequiredService<CaseDesk>().RequestAsync(new(null, employer, "OD71-1", "未按规定申报", Judged.Today, null, null), null, default));
        await CasePlay.StepAsync(platform, CasePlay.Head, second, CaseActKind.File, await CasePlay.FormAsync(platform));
        Assert.Contains("已有正在办理的案件", await CasePlay.RefusedAsync(async () => await CasePlay.StepAsync(platform, CasePlay.First, second, CaseActKind.AddCharge, await AddingAsync(platform))), StringComparison.Ordinal);
        var elsewhere = await platform.AsPlatformAsync(async s => await RegistryRecords.EmployerAsync(s, $"巩义另一示例{Guid.NewGuid():N}厂", "410181", industry: "3011"));
        var point = Guid.CreateVersion7();
        await Judged.RaiseAsync(platform, elsewhere.Id, Judged.Result(point, Zhijian.Rules.Exposure.Verdict.Exceeds));
        var foreign = (await Judged.ReadAsync(platform, point)).Id;
        Assert.Contains("同一当事人", await CasePlay.RefusedAsync(async () => await CasePlay.StepAsync(platform, CasePlay.First, id, CaseActKind.AddCharge, await AddingAsync(platform, danger: foreign))), StringComparison.Ordinal);

        // One provision twice is told apart by dangers alone.
        Assert.Contains("另一个行为须选择来源隐患", await CasePlay.RefusedAsync(async () => await CasePlay.StepAsync(platform, CasePlay.First, id, CaseActKind.AddCharge, await AddingAsync(platform, "OD72-1"))), StringComparison.Ordinal);

        // The first case ends with a fine for what was added; the second brings it up again, in vain.
        await EndAsync(platform, id, 60_000);
        await CasePlay.StepAsync(platform, CasePlay.First, second, CaseActKind.AddCharge, await AddingAsync(platform));
        await RipenAsync(platform, second, 60_000, 60_000);
        var decision = await CasePlay.FormAsync(platform, fine: 60_000);
        Assert.Contains("已经罚款，不得再次罚款", await CasePlay.RefusedAsync(() => CasePlay.StepAsync(platform, CasePlay.Head, second, CaseActKind.Decide, decision)), StringComparison.Ordinal);
    }

    static async Task RipenAsync(TestPlatform platform, Guid id, decimal fine, decimal other)
    {
        await CasePlay.StepAsync(platform, CasePlay.First, id, CaseActKind.CollectEvidence, await CasePlay.FormAsync(platform, "现场检查记录"));
        await CasePlay.StepAsync(platform, CasePlay.First, id, CaseActKind.FinishInvestigation, await CasePlay.FormAsync(platform, "两个违法行为"));
        var charge = Assert.Single((await platform.AsPlatformAsync(s => s.GetRequiredService<CaseAccess>().ReadAsync(id, default))).File.Charges);
        var notice = await CasePlay.FormAsync(platform, yes: true, fine: fine);
        notice.Reason = "从轻";
        notice.Charges = [new() { Key = charge.Key, Fine = other, Reason = "从轻" }];
        await CasePlay.TellAsync(platform, id, notice);
        platform.Clock.Advance(TimeSpan.FromDays(12));
        await CasePlay.StepAsync(platform, CasePlay.Reviewer, id, CaseActKind.LegalReview, await CasePlay.FormAsync(platform, "同意", yes: true));
        await CasePlay.StepAsync(platform, CasePlay.Head, id, CaseActKind.Discuss, await CasePlay.DiscussionAsync(platform));
    }

    static async Task EndAsync(TestPlatform platform, Guid id, decimal fine)
    {
        await RipenAsync(platform, id, fine, fine);
        var decided = await CasePlay.StepAsync(platform, CasePlay.Head, id, CaseActKind.Decide, await CasePlay.FormAsync(platform, fine: fine));
        await CasePlay.ServeAsync(platform, decided.PaperId!.Value);
        var payment = await CasePlay.FormAsync(platform);
        payment.Amount = 2 * fine;
        await CasePlay.StepAsync(platform, CasePlay.First, id, CaseActKind.Pay, payment);
        await CasePlay.StepAsync(platform, CasePlay.Head, id, CaseActKind.Close, await CasePlay.FormAsync(platform));
    }
}
