using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Cases;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using static Zhijian.Tests.Modules.Cases.CasePlay;

namespace Zhijian.Tests.Modules.Cases;

/// <summary>行政强制措施: approval, decision with its list, extension, lifting; each a paper of the case.</summary>
public sealed class CoerciveMeasureTests(Platforms platforms)
{
    static DateOnly Today(TestPlatform platform) => Zhijian.Platform.ChinaTime.DateOf(platform.Clock.GetUtcNow());

    static async Task<CaseStepForm> TakingAsync(TestPlatform platform, bool urgent = false, Action<MeasureForm>? more = null)
    {
        var form = await FormAsync(platform);
        form.Measure = new() { Key = "seal", Days = 20, Place = "样张路1号破碎车间", Why = "破碎机没有除尘设施，有急性中毒危险", Things = "颚式破碎机/PE600×900/1台/完好，就地封存\n振动筛／2YK1548／2台／完好，就地封存", Urgent = urgent };
        more?.Invoke(form.Measure);
        return form;
    }

    static Task<List<string>> TodosAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(s =>
    {
        var subject = id.ToString();
        return s.GetRequiredService<ZhijianDb>().Set<Todo>().Where(t => t.SubjectId == subject && t.DoneAt == null).OrderBy(t => t.SubjectKind).Select(t => $"{t.Title}｜{t.DueOn:yyyy-MM-dd}").ToListAsync();
    });

    [Theory, BothDatabases]
    public async Task A_machine_is_sealed_by_a_decision_with_its_list_and_let_go_again(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await FiledAsync(platform);
        Assert.Contains("并经批准", await RefusedAsync(async () => await StepAsync(platform, First, id, CaseActKind.TakeMeasure, await TakingAsync(platform))), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ForbiddenException>(async () => await StepAsync(platform, First, id, CaseActKind.ApproveMeasure, await FormAsync(platform, "同意")));
        Assert.Equal("case-measure-approval", (await StepAsync(platform, Head, id, CaseActKind.ApproveMeasure, await FormAsync(platform, "同意封存破碎机"))).PaperKind);

        var taken = await StepAsync(platform, First, id, CaseActKind.TakeMeasure, await TakingAsync(platform));
        Assert.Contains("颚式破碎机1台、振动筛2台", taken.Note, StringComparison.Ordinal);
        var row = await ReadAsync(platform, id);
        Assert.EndsWith($"强措〔{row.SerialYear}〕{row.Serial}号", taken.PaperNumber, StringComparison.Ordinal);
        var text = await DocumentAsync(platform, taken.PaperId!.Value);
        foreach (var words in (string[])["PE600×900", "2YK1548", "第六十四条第一款第二项", "破碎机没有除尘设施"]) Assert.Contains(words, text, StringComparison.Ordinal);
        await ServeAsync(platform, taken.PaperId!.Value);

        // Nothing that ends the case leaves the seal behind.
        await StepAsync(platform, First, id, CaseActKind.CollectEvidence, await FormAsync(platform, "现场检查记录"));
        Assert.Contains("行政强制措施尚未处理", await RefusedAsync(async () => await StepAsync(platform, Head, id, CaseActKind.Terminate, await FormAsync(platform, "终止"))), StringComparison.Ordinal);

        var until = Today(platform).AddDays(20);
        var longer = await FormAsync(platform, "需要委托鉴定");
        longer.Day = until.AddDays(30);
        Assert.Equal("case-measure-extension", (await StepAsync(platform, Head, id, CaseActKind.ExtendMeasure, longer)).PaperKind);
        var lifted = await StepAsync(platform, Head, id, CaseActKind.EndMeasure, await FormAsync(platform, "除尘设施已经安装，解除封存"));
        Assert.Contains("封存造成", await DocumentAsync(platform, lifted.PaperId!.Value), StringComparison.Ordinal);
        Assert.Equal("case-measure-end", lifted.PaperKind);
    }

    [Theory, BothDatabases]
    public async Task An_urgent_one_is_the_heads_task_until_the_day_after(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await FiledAsync(platform);
        await StepAsync(platform, First, id, CaseActKind.TakeMeasure, await TakingAsync(platform, urgent: true));
        // Beside the turn of the case, which stays the investigators'.
        var todos = await TodosAsync(platform, id);
        Assert.Equal(2, todos.Count);
        Assert.StartsWith("调查取证", todos[0], StringComparison.Ordinal);
        Assert.StartsWith("补办行政强制措施的批准手续", todos[1], StringComparison.Ordinal);
        Assert.EndsWith($"｜{Today(platform).AddDays(1):yyyy-MM-dd}", todos[1], StringComparison.Ordinal);
        Assert.Equal((CaseActKind.ApproveMeasure, Today(platform).AddDays(1)), await ReadAsync(platform, id) is var row ? (row.NextKind, row.NextOn!.Value) : default);
        platform.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains("应当立即解除（《行政强制法》第十九条）", await RefusedAsync(async () => await StepAsync(platform, Head, id, CaseActKind.ApproveMeasure, await FormAsync(platform, "同意"))), StringComparison.Ordinal);
        await StepAsync(platform, Head, id, CaseActKind.EndMeasure, await FormAsync(platform, "未补办批准手续，立即解除"));
        Assert.StartsWith("调查取证", Assert.Single(await TodosAsync(platform, id)), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_is_wrong_in_its_form_is_named_by_field_and_line(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await FiledAsync(platform);
        foreach (var (spoil, words) in new (Action<MeasureForm>, string)[]
        {
            (m => m.Key = "seize", "请从列表中选择措施"), (m => m.Place = " ", "请填写地点"), (m => m.Why = null, "请填写理由"), (m => m.Days = null, "请填写期限"), (m => m.Days = 31, "期限应为1至30日"), (m => m.Things = "", "应当逐项填写清单"),
            (m => m.Things = "破碎机/1/1台/好\n振动筛", "清单第2行应为"), (m => m.Things = $"{new string('名', 101)}/1/1台/好", "清单第1行应为"), (m => m.Key = "stop-work", "该措施不涉及物品"), (m => m.Things = string.Join('\n', Enumerable.Repeat("机/1/1/好", 201)), "清单最多 200 行"),
        })
            Assert.Contains(words, await RefusedAsync(async () => await StepAsync(platform, First, id, CaseActKind.TakeMeasure, await TakingAsync(platform, urgent: true, more: spoil))), StringComparison.Ordinal);
        Assert.DoesNotContain(await LinesAsync(platform, id), l => l.Kind == CaseActKind.TakeMeasure);

        // By its page, without a list: stop the work.
        var officer = await platform.SignInAsync(First, platform.PasswordOf(First));
        var page = await officer.PageAsync($"/cases/{id}/step?kind=TakeMeasure");
        var fields = new Dictionary<string, string?>
        {
            ["Input.First"] = (await Judged.UserAsync(platform, First)).ToString(), ["Input.Second"] = (await Judged.UserAsync(platform, Second)).ToString(), ["Input.Measure.Key"] = "stop-work", ["Input.Measure.Days"] = "三十", ["Input.Measure.Place"] = "破碎车间", ["Input.Measure.Why"] = "有急性中毒危险", ["Input.Measure.Urgent"] = "true",
        };
        var sent = await page.SubmitAsync(fields);
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Contains("期限", sent.Of(".z-errors"), StringComparison.Ordinal);
        fields["Input.Measure.Days"] = "15";
        sent = await page.SubmitAsync(fields);
        Assert.True(sent.Status == HttpStatusCode.Redirect, sent.Of(".z-errors") ?? sent.Text);
        Assert.Contains("责令暂停导致职业病危害事故的作业：破碎车间", (await LinesAsync(platform, id)).Single(l => l.Kind == CaseActKind.TakeMeasure).Note, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_is_sealed_goes_on_waiting_when_the_case_is_handed_on(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await FiledAsync(platform);
        await StepAsync(platform, Head, id, CaseActKind.ApproveMeasure, await FormAsync(platform, "同意"));
        await StepAsync(platform, First, id, CaseActKind.TakeMeasure, await TakingAsync(platform));
        var handed = await FormAsync(platform, "涉嫌犯罪");
        handed.To = "巩义市公安局";
        await StepAsync(platform, Head, id, CaseActKind.Transfer, handed);
        var todo = Assert.Single(await TodosAsync(platform, id));
        Assert.StartsWith("处理、解除行政强制措施", todo, StringComparison.Ordinal);
        Assert.EndsWith($"｜{Today(platform).AddDays(20):yyyy-MM-dd}", todo, StringComparison.Ordinal);
        await StepAsync(platform, Head, id, CaseActKind.EndMeasure, await FormAsync(platform, "随案移送"));
        Assert.Empty(await TodosAsync(platform, id));
    }

    [Theory, BothDatabases]
    public async Task Evidence_in_keeping_is_listed_whole(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await FiledAsync(platform);
        var form = await FormAsync(platform);
        Assert.Contains("请逐项填写要登记保存的证据", await RefusedAsync(() => StepAsync(platform, Head, id, CaseActKind.PreserveEvidence, form)), StringComparison.Ordinal);
        form.Measure.Things = string.Join('\n', Enumerable.Range(1, 120).Select(n => $"除尘设备运行台账第{n}册/2026年/1册/综合办公室"));
        var kept = await StepAsync(platform, Head, id, CaseActKind.PreserveEvidence, form);
        var text = await DocumentAsync(platform, kept.PaperId!.Value);
        foreach (var n in (int[])[1, 60, 120]) Assert.Contains($"除尘设备运行台账第{n}册（2026年）1册，综合办公室", text, StringComparison.Ordinal);
        form.Measure.Things = new string('长', CoercivePapers.Most + 1);
        Assert.Contains("清单最多", await RefusedAsync(() => StepAsync(platform, Head, id, CaseActKind.PreserveEvidence, form)), StringComparison.Ordinal);
    }
}
