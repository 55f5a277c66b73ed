using System.Net;
using Zhijian.Modules.Cases;
using Zhijian.Rules.Cases;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using static Zhijian.Tests.Modules.Cases.CasePlay;

namespace Zhijian.Tests.Modules.Cases;

/// <summary>询问通知书, 询问笔录, 勘验笔录, 抽样取证凭证: evidence that is a paper.</summary>
public sealed class InvestigationPaperTests(Platforms platforms)
{
    static RecordForm Record(string kind = InvestigationPapers.Inquiry) => new() { Kind = kind, From = new(9, 0), Until = new(10, 30), Place = "样张路1号会议室", Who = "王样张", Role = "厂长", Identity = "410181199001011234", Words = "问：除尘设备何时停用？\n答：六月起。" };

    static async Task<CaseLine> TakeAsync(TestPlatform platform, Guid id, RecordForm record)
    {
        var form = await FormAsync(platform);
        form.Record = record;
        return await StepAsync(platform, First, id, CaseActKind.CollectEvidence, form);
    }

    [Theory, BothDatabases]
    public async Task An_inquiry_is_told_before_written_down_and_numbered_with_the_case(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await FiledAsync(platform);
        Assert.Contains("应当先制发询问通知书", await RefusedAsync(() => TakeAsync(platform, id, Record())), StringComparison.Ordinal);
        var told = await StepAsync(platform, First, id, CaseActKind.NotifyInquiry, await FormAsync(platform, "王样张，6月18日9时，巩义市卫生健康委员会"));
        Assert.Equal("case-inquiry-notice", told.PaperKind);
        // A letter to come is no evidence yet.
        Assert.Contains("没有证据，不能终结调查", await RefusedAsync(async () => await StepAsync(platform, First, id, CaseActKind.FinishInvestigation, await FormAsync(platform, "事实"))), StringComparison.Ordinal);
        await ServeAsync(platform, told.PaperId!.Value);

        var written = await TakeAsync(platform, id, Record());
        var row = await ReadAsync(platform, id);
        Assert.Equal(($"询问笔录：王样张（厂长）", InvestigationPapers.Inquiry), (written.Note, written.PaperKind));
        Assert.EndsWith($"询〔{row.SerialYear}〕{row.Serial}号", written.PaperNumber, StringComparison.Ordinal);
        Assert.EndsWith($"询〔{row.SerialYear}〕{row.Serial}-2号", (await TakeAsync(platform, id, Record())).PaperNumber, StringComparison.Ordinal);
        foreach (var kind in (string[])["case-site", "case-sampling"]) Assert.Equal(kind, (await TakeAsync(platform, id, Record(kind))).PaperKind);
        // Who he is stands in the paper, not in the lines.
        Assert.DoesNotContain("410181199001011234", string.Join('|', (await LinesAsync(platform, id)).Select(l => l.Act + l.Note)), StringComparison.Ordinal);
        var text = await DocumentAsync(platform, written.PaperId!.Value);
        foreach (var words in (string[])["410181199001011234", "除尘设备何时停用", "六月起", "09:00"]) Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains("询问笔录：王样张", (await (await platform.SignInAsync(First, platform.PasswordOf(First))).PageAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_appraisal_is_entrusted_by_a_paper_and_is_no_evidence_yet(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await FiledAsync(platform);
        var officer = await platform.SignInAsync(First, platform.PasswordOf(First));
        var page = await officer.PageAsync($"/cases/{id}/step?kind=EntrustAppraisal");
        var (first, second) = ((await Judged.UserAsync(platform, First)).ToString(), (await Judged.UserAsync(platform, Second)).ToString());
        Assert.Contains("请填写受委托的鉴定机构", (await page.SubmitAsync(new() { ["Input.First"] = first, ["Input.Second"] = second, ["Input.To"] = " ", ["Input.Text"] = "粉尘样品两份" }, formWith: "Input.To")).Of(".z-errors"), StringComparison.Ordinal);
        var sent = await page.SubmitAsync(new() { ["Input.First"] = first, ["Input.Second"] = second, ["Input.To"] = "河南示例鉴定中心", ["Input.Text"] = "破碎岗位粉尘样品两份，鉴定游离二氧化硅含量；2026年7月10日前完成" }, formWith: "Input.To");
        Assert.True(sent.Status == HttpStatusCode.Redirect, sent.Of(".z-errors") ?? sent.Text);
        var line = (await LinesAsync(platform, id))[^1];
        Assert.Equal("case-appraisal", line.PaperKind);
        var text = await DocumentAsync(platform, line.PaperId!.Value);
        foreach (var words in (string[])["鉴定委托书", "河南示例鉴定中心", "游离二氧化硅含量", "加盖鉴定机构印章"]) Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains("没有证据，不能终结调查", await RefusedAsync(async () => await StepAsync(platform, First, id, CaseActKind.FinishInvestigation, await FormAsync(platform, "事实"))), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_is_missing_is_named_and_nothing_is_half_written(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await FiledAsync(platform);
        foreach (var (record, words) in new (Action<RecordForm>, string)[]
        {
            (r => r.Kind = "case-decision", "请从列表中选择文书"), (r => r.Who = " ", "请填写被询问人、在场人"), (r => r.Role = null, "请填写单位、职务"), (r => r.Place = new('地', 300), "请填写地点，不超过"), (r => r.Words = new('字', InvestigationPapers.Most + 1), "请填写记录，不超过"),
            (r => r.Words = string.Join('\n', Enumerable.Repeat("行", InvestigationPapers.MostLines + 1)), "记录最多"), (r => r.Until = new(9, 0), "结束时间应晚于开始时间"), (r => r.From = null, "请填写开始和结束时间"),
        })
        {
            var bad = Record("case-site");
            record(bad);
            Assert.Contains(words, await RefusedAsync(() => TakeAsync(platform, id, bad)), StringComparison.Ordinal);
        }
        Assert.DoesNotContain(await LinesAsync(platform, id), l => l.Kind == CaseActKind.CollectEvidence);

        // By its page: what was written stays there, the field is named.
        var officer = await platform.SignInAsync(First, platform.PasswordOf(First));
        var page = await officer.PageAsync($"/cases/{id}/step?kind=CollectEvidence");
        var (first, second) = ((await Judged.UserAsync(platform, First)).ToString(), (await Judged.UserAsync(platform, Second)).ToString());
        var sent = await page.SubmitAsync(new() { ["Input.First"] = first, ["Input.Second"] = second, ["Input.Record.Kind"] = "case-site", ["Input.Record.Words"] = "设备停用", ["Input.Record.From"] = "九点" });
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Contains("设备停用", sent.Text, StringComparison.Ordinal);
        sent = await page.SubmitAsync(new()
        {
            ["Input.First"] = first, ["Input.Second"] = second, ["Input.Record.Kind"] = "case-site", ["Input.Record.Words"] = "设备停用", ["Input.Record.From"] = "09:00", ["Input.Record.Until"] = "10:00", ["Input.Record.Who"] = "王样张", ["Input.Record.Role"] = "厂长", ["Input.Record.Place"] = "破碎车间",
        });
        Assert.True(sent.Status == HttpStatusCode.Redirect, sent.Of(".z-errors") ?? sent.Text);
    }
}
