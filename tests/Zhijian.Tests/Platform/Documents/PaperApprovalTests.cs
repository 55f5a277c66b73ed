using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Inspections;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using Zhijian.Tests.Modules.Inspections;

namespace Zhijian.Tests.Platform.Documents;

/// <summary>文书审批: form → preview → a head's word → the paper.</summary>
public sealed class PaperApprovalTests(Platforms platforms)
{
    const string Officer = "gongyi-zf", Second = "gongyi-zf2", Head = "gongyi-ju";

    static async Task<HttpClient> InAsync(TestPlatform platform, string user) => await platform.SignInAsync(user, platform.PasswordOf(user));

    static async Task<Dictionary<string, string?>> OrderFormAsync(TestPlatform platform, Guid danger, string demand = "立即治理") => new()
    {
        ["__approval"] = "1", ["Input.Ids"] = danger.ToString(), ["Input.Deadline"] = "2026-07-01", ["Input.FirstOfficer"] = (await Judged.UserAsync(platform, Officer)).ToString(), ["Input.SecondOfficer"] = (await Judged.UserAsync(platform, Second)).ToString(), ["Input.Demand"] = demand,
    };

    static async Task<WebPage> AskAsync(TestPlatform platform, Guid danger) => await (await (await InAsync(platform, Officer)).PageAsync($"/dangers/{danger}/order")).SubmitAsync(await OrderFormAsync(platform, danger), formWith: "Input.Demand");

    static Task<PaperRequest> RequestAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<PaperRequest>().AsNoTracking().OrderByDescending(r => r.RequestedAt).FirstAsync());

    static Task<int> PapersAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Paper>().CountAsync(p => p.Kind == "danger-order"));

    [Theory, BothDatabases]
    public async Task An_order_is_sent_for_approval_and_issued_by_the_heads_word(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var danger = await Judged.FoundAsync(platform);
        var before = await PapersAsync(platform);
        var asked = await AskAsync(platform, danger.Id);
        Assert.True(asked.Status == HttpStatusCode.Redirect, asked.Of(".z-errors") ?? asked.Text);
        var request = await RequestAsync(platform);
        var path = $"/papers/requests/{request.Id}";
        Assert.Equal((RequestState.Waiting, "责令限期整改指令书", danger.EmployerName, $"/dangers/{danger.Id}"), (request.State, request.Title, request.Addressee!, request.Link));
        // Nothing is issued and nothing done; the draft is kept as it was seen.
        Assert.Equal((before, DangerState.Found), (await PapersAsync(platform), (await Judged.ReadAsync(platform, danger.PointId!.Value)).State));
        var officer = await InAsync(platform, Officer);
        Assert.Contains("等待审批", (await officer.PageAsync($"/dangers/{danger.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("已于", (await AskAsync(platform, danger.Id)).Of(".z-errors"), StringComparison.Ordinal);

        // Neither whoever asked nor the second officer, nor another county, nor the city.
        Assert.Equal(0, await TodosAsync(officer));
        Assert.NotNull((await officer.PageAsync(path)).Document.QuerySelector("form[action*='Withdraw']"));
        Assert.Contains("承办人不能审批", await RefusedAsync(platform, Second, request.Id), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await InAsync(platform, "dengfeng")).PageAsync(path)).Status);
        Assert.Contains("由出具文书的机关审批", await RefusedAsync(platform, "shiguan", request.Id), StringComparison.Ordinal);

        var head = await InAsync(platform, Head);
        Assert.Equal(1, await TodosAsync(head));
        var page = await head.PageAsync(path);
        var draft = TestDocx.Part(await head.GetByteArrayAsync($"{path}?handler=Draft", TestContext.Current.CancellationToken), "word/document.xml");
        foreach (var words in (string[])["预览，未编号", "立即治理", danger.EmployerName]) Assert.Contains(words, draft, StringComparison.Ordinal);
        var approved = await page.SubmitAsync(new() { ["Opinion"] = "同意" }, "Approve");
        Assert.True(approved.Status == HttpStatusCode.Redirect, approved.Of(".z-errors") ?? approved.Text);
        var row = await Judged.ReadAsync(platform, danger.PointId.Value);
        Assert.Equal((DangerState.Ordered, new DateOnly(2026, 7, 1)), (row.State, row.Deadline!.Value));
        var paper = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Paper>().AsNoTracking().SingleAsync(p => p.Id == row.OrderPaperId));
        Assert.Equal(("巩义执法人员（示例）", "巩义局负责人（示例）", row.OrderNumber), (paper.IssuedBy, paper.ApprovedBy!, paper.Number));
        request = await RequestAsync(platform);
        Assert.Equal((RequestState.Approved, "同意", paper.Number), (request.State, request.Opinion!, request.PaperNumber!));
        Assert.Equal(0, await TodosAsync(head));
        Assert.Contains("已经巩义局负责人（示例）批准", (await officer.PageAsync("/notices")).Text, StringComparison.Ordinal);
        Assert.Contains("批准人", (await officer.PageAsync($"/papers/{paper.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains(paper.Number, (await head.PageAsync("/papers/requests?state=Approved")).Text, StringComparison.Ordinal);
        // Once is enough.
        Assert.Contains("已批准", await RefusedAsync(platform, Head, request.Id), StringComparison.Ordinal);
    }

    static async Task<int> TodosAsync(HttpClient client) => (await client.PageAsync("/todo")).Document.QuerySelectorAll("a[href^='/papers/requests/']").Length;

    static async Task<string> RefusedAsync(TestPlatform platform, string user, Guid id)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => platform.AsAsync(user, s => s.GetRequiredService<ApprovalDesk>().ApproveAsync(id, null, null, null, default)));
        Assert.True(refused is Refusal or OvertakenException, refused.ToString());
        return refused.Message;
    }

    [Theory, BothDatabases]
    public async Task What_is_returned_goes_on_from_what_was_written(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var danger = await Judged.FoundAsync(platform);
        await AskAsync(platform, danger.Id);
        var (officer, head) = (await InAsync(platform, Officer), await InAsync(platform, Head));
        var path = $"/papers/requests/{(await RequestAsync(platform)).Id}";
        Assert.Contains("退回的理由", (await (await head.PageAsync(path)).SubmitAsync(new() { ["Opinion"] = " " }, "Return")).Of(".z-errors"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await head.PageAsync(path)).SubmitAsync(new() { ["Opinion"] = "期限过长，请改为十日" }, "Return")).Status);
        Assert.Contains("期限过长", (await officer.PageAsync("/todo")).Text, StringComparison.Ordinal);
        var returned = await officer.PageAsync(path);
        Assert.Equal($"/dangers/{danger.Id}/order", returned.Document.QuerySelector(".btn-list a.btn-primary")!.GetAttribute("href"));
        var form = await officer.PageAsync($"/dangers/{danger.Id}/order");
        Assert.Equal(("立即治理", "2026-07-01"), (form.Of("textarea[name='Input.Demand']"), form.Document.QuerySelector("input[name='Input.Deadline']")!.GetAttribute("value")));
        // Asking anew ends the to-do; so does leaving it.
        Assert.Equal(HttpStatusCode.Redirect, (await form.SubmitAsync(new() { ["__approval"] = "1", ["Input.Deadline"] = "2026-06-20" }, formWith: "Input.Demand")).Status);
        Assert.Equal(0, await TodosAsync(officer));
        var again = await RequestAsync(platform);
        Assert.Equal(HttpStatusCode.Redirect, (await (await officer.PageAsync($"/papers/requests/{again.Id}")).SubmitAsync([], "Withdraw")).Status);
        Assert.Equal((RequestState.Withdrawn, 0), ((await RequestAsync(platform)).State, await TodosAsync(head)));
        Assert.Contains("已撤回", await RefusedAsync(platform, Head, again.Id), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_can_no_longer_be_done_is_not_approved(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var danger = await Judged.FoundAsync(platform);
        await AskAsync(platform, danger.Id);
        await Judged.OrderAsync(platform, danger.Id, Judged.Today.AddDays(5));
        var papers = await PapersAsync(platform);
        var head = await InAsync(platform, Head);
        var refused = await (await head.PageAsync($"/papers/requests/{(await RequestAsync(platform)).Id}")).SubmitAsync(new() { ["Opinion"] = "同意" }, "Approve");
        Assert.NotNull(refused.Of(".z-errors"));
        Assert.Equal((RequestState.Waiting, papers), ((await RequestAsync(platform)).State, await PapersAsync(platform)));
    }

    [Theory, BothDatabases]
    public async Task On_site_measures_are_approved_alike(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await Inspect.RecordedAsync(platform);
        var task = await Inspect.ReadAsync(platform, id);
        var county = await InAsync(platform, "gongyi");
        var asked = await (await county.PageAsync($"/inspections/{id}")).SubmitAsync(new() { ["__approval"] = "1", ["decision"] = "暂停破碎作业", ["until"] = $"{Inspect.Today.AddDays(10):yyyy-MM-dd}" }, "Measures");
        Assert.True(asked.Status == HttpStatusCode.Redirect, asked.Of(".z-errors") ?? asked.Text);
        var page = await county.PageAsync($"/inspections/{id}");
        Assert.Contains("等待审批", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("textarea[name=decision]"));
        await platform.AsAsync(Head, async s => await s.GetRequiredService<ApprovalDesk>().ApproveAsync((await RequestAsync(platform)).Id, null, "同意", null, default));
        var done = await Inspect.ReadAsync(platform, id);
        Assert.Equal((InspectionState.OnSiteMeasures, $"（郑巩）卫职现决〔2026〕{task.Serial}号"), (done.State, done.MeasuresNumber!));
    }

    /// <summary>An authority that lets no order out without approval.</summary>
    [Theory, BothDatabases]
    public async Task Where_approval_is_required_officers_issue_nothing(Database database)
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-approvals-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "paper-approvals.csv"), "form,mode,days,valid_from,valid_to,source,confidence\ndanger-order,Required,2,2012-06-01,,rule of the authority,single\n", TestContext.Current.CancellationToken);
        await using var platform = await platforms.FreshAsync(database, builder => builder.Services.Replace(ServiceDescriptor.Singleton(s => new ApprovalBook(new ReferenceFiles(folder.FullName), s.GetRequiredService<TimeProvider>()))));
        var danger = await Judged.FoundAsync(platform);
        var officer = await InAsync(platform, Officer);
        var form = await officer.PageAsync($"/dangers/{danger.Id}/order");
        Assert.DoesNotContain("出具指令书", form.Html, StringComparison.Ordinal);
        var values = await OrderFormAsync(platform, danger.Id);
        values.Remove("__approval");
        Assert.Contains("须经负责人审批", (await form.SubmitAsync(values, formWith: "Input.Demand")).Of(".z-errors"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await AskAsync(platform, danger.Id)).Status);
        await platform.AsAsync(Head, async s => await s.GetRequiredService<ApprovalDesk>().ApproveAsync((await RequestAsync(platform)).Id, null, null, null, default));
        Assert.Equal(DangerState.Ordered, (await Judged.ReadAsync(platform, danger.PointId!.Value)).State);
        // What is not on the list is not approved.
        var id = await Inspect.RecordedAsync(platform);
        Assert.DoesNotContain("__approval", (await (await InAsync(platform, "gongyi")).PageAsync($"/inspections/{id}")).Html, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
