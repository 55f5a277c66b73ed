using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Files;
using Zhijian.Platform.Notices;
using Zhijian.Simulators;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Exchange.ExchangeCity;

namespace Zhijian.Tests.Modules.Exchange;

/// <summary>The tables of other departments as they write them: recorded examples and stand-ins for their systems.</summary>
public sealed class AdapterTests(Platforms platforms)
{
    static readonly string Examples = Path.Combine(Checkout.Root, "docs", "exchange", "examples");

    static byte[] Example(string counterpart) => File.ReadAllBytes(Path.Combine(Examples, $"{counterpart}.csv"));

    static async Task<WebPage> UploadAsync(HttpClient client, TestPartner partner, string? adapter, byte[] file, string name = "export.csv")
    {
        var page = await client.PageAsync($"/exchange/partners/{partner.Id}/upload");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(adapter ?? ""), "Adapter" }, { new ByteArrayContent(file), "Upload", name },
        };
        using var answer = await client.PostAsync($"/exchange/partners/{partner.Id}/upload", content);
        return answer.StatusCode == HttpStatusCode.Redirect ? await client.PageAsync(answer.Headers.Location!.ToString()) : new(client, answer, await answer.Content.ReadAsStringAsync());
    }

    static Task<List<InboxRecord>> RecordsAsync(TestPartner partner) => partner.Platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InboxRecord>().AsNoTracking().Where(r => r.PartnerId == partner.Id).OrderBy(r => r.RecordKey).ToListAsync());
    static Dictionary<string, string> Values(InboxRecord record) => JsonSerializer.Deserialize<Dictionary<string, string>>(record.Data)!;

    [Theory, BothDatabases]
    public async Task Recorded_examples_are_read_whole_and_a_second_time_without_effect(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync("shiguan");
        foreach (var counterpart in Counterparts.All.Where(c => c.Adapter is not null))
        {
            var partner = await PartnerAsync(platform);
            Assert.Contains("接收 12 条，重复 0 条，过时 0 条，拒收 0 条", (await UploadAsync(client, partner, counterpart.Adapter, Example(counterpart.Name))).Text, StringComparison.Ordinal);
            Assert.Equal(12, (await RecordsAsync(partner)).Count);
            Assert.Contains("接收 12 条", (await UploadAsync(client, partner, counterpart.Adapter, Example(counterpart.Name))).Text, StringComparison.Ordinal);
            Assert.Equal(12, (await RecordsAsync(partner)).Count);
            Assert.Equal(1, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InboxBatch>().CountAsync(b => b.PartnerId == partner.Id)));
        }
    }

    [Theory, BothDatabases]
    public async Task Words_days_places_and_numbers_of_persons_become_ours(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (client, partner) = (await platform.SignInAsync("shiguan"), await PartnerAsync(platform));
        var (_, code) = await EmployerAsync(platform);
        await UploadAsync(client, partner, "disease-report", Encoding.UTF8.GetBytes($"""
            职业病报告卡
            卡片编号,统一社会信用代码,姓名,身份证号,疾病名称,卡片类型,填卡日期,诊断机构,修改时间
            K1,{code.ToLowerInvariant()},王小明,410181199001011234,矽肺,职业病报告卡,2026年6月1日,市职业病防治院,2026-06-02 09:00:00
            """));
        var card = Assert.Single(await RecordsAsync(partner));
        Assert.Equal((code, "确诊", "2026-06-01", "1234"), (card.CreditCode, Values(card)["stage"], Values(card)["reportedOn"], Values(card)["idLast4"]));
        Assert.DoesNotContain("41018119900101", card.Data, StringComparison.Ordinal);
        Assert.Equal(20260602090000, card.SourceVersion);

        // A correction by a later moment counts, an older list brought afterwards does not.
        byte[] Card(string stage, string moment) => Encoding.UTF8.GetBytes($"报告卡编号,用人单位统一社会信用代码,姓名,疾病名称,报告类别,报告日期,报告单位,修改时间\nK1,{code},王小明,矽肺,{stage},2026-06-01,市职业病防治院,{moment}\n");
        await UploadAsync(client, partner, "disease-report", Card("疑似职业病", "2026/6/3 10:00"));
        await UploadAsync(client, partner, "disease-report", Card("职业病", "2026-06-01 10:00:00"));
        Assert.Equal("疑似", Values(Assert.Single(await RecordsAsync(partner)))["stage"]);

        await UploadAsync(client, partner, "project-platform", Encoding.UTF8.GetBytes($"项目代码,项目名称,项目单位,统一社会信用代码,建设性质,建设地点,办结日期\nP1,新建生产线,甲公司,91410181MA383220U1,0,登封市,46150\n"));
        var project = (await RecordsAsync(partner)).Single(r => r.Resource == "project-approvals");
        Assert.Equal(("410185", "新建", "2026-05-08"), (project.DivisionCode, Values(project)["kind"], Values(project)["approvedOn"]));
    }

    [Theory, BothDatabases]
    public async Task A_file_that_was_brought_as_the_wrong_kind_can_be_brought_again_as_the_right_one(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (client, partner) = (await platform.SignInAsync("shiguan"), await PartnerAsync(platform));
        var (_, code) = await EmployerAsync(platform);
        var file = Encoding.UTF8.GetBytes($"报告卡编号,认定书编号,统一社会信用代码,姓名,职业病名称,报告类别,报告日期,报告单位,认定日期\nK1,R1,{code},王小明,矽肺,职业病,2026-06-01,市职业病防治院,2026-07-01\n");
        await UploadAsync(client, partner, "injury-ledger", file);
        var page = await UploadAsync(client, partner, "disease-report", file);
        Assert.Contains("接收 1 条", page.Text, StringComparison.Ordinal);
        Assert.Equal(["injury-recognitions", "suspected-diseases"], (await RecordsAsync(partner)).Select(r => r.Resource).Order(StringComparer.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task Bad_files_and_rows_are_named_and_nothing_is_half_read(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (client, partner) = (await platform.SignInAsync("shiguan"), await PartnerAsync(platform));
        async Task RefusedAsync(string told, string? adapter, byte[] file, string name = "export.csv")
        {
            var page = await UploadAsync(client, partner, adapter, file, name);
            Assert.Contains(told, page.Text, StringComparison.Ordinal);
        }
        await RefusedAsync("缺少列：统一社会信用代码、职业病名称", "injury-ledger", Encoding.UTF8.GetBytes("认定书编号,职工姓名,认定日期\n1,甲,2026-06-01\n"));
        await RefusedAsync("没有认出任何一列", "injury-ledger", Encoding.UTF8.GetBytes("甲,乙\n1,2\n"));
        await RefusedAsync("没有数据行", "injury-ledger", Encoding.UTF8.GetBytes("认定书编号,统一社会信用代码,职工姓名,职业病名称,认定日期\n"));
        await RefusedAsync("请选择表格种类", null, Example("injury-insurance"));
        await RefusedAsync("请选择表格种类", "no-such", Example("injury-insurance"));
        await RefusedAsync("文件内容与扩展名不符", "injury-ledger", Example("injury-insurance"), "export.xlsx");
        await RefusedAsync("文件是空的", "injury-ledger", []);
        Assert.Empty(await RecordsAsync(partner));

        var (_, code) = await EmployerAsync(platform);
        var page = await UploadAsync(client, partner, "exam-summary", Encoding.UTF8.GetBytes($"""
            统一社会信用代码,检查类别,检查开始日期,检查结束日期,应检人数,实检人数,检查机构
            {code},在岗,2026-05-01,2026-05-03,30,28,甲中心
            91410181MA383220U2,在岗,2026-05-01,2026-05-03,30,28,甲中心
            {code},体检,五月,2026-05-03,三十,28,甲中心
            {code},岗前,2026-05-09,2026-05-03,30,40,甲中心
            """));
        Assert.Contains("接收 1 条，重复 0 条，过时 0 条，拒收 3 条", page.Text, StringComparison.Ordinal);
        var batch = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InboxBatch>().SingleAsync(b => b.PartnerId == partner.Id));
        var detail = await client.PageAsync($"/exchange/batches/{batch.Id}");
        foreach (var told in new[] { "USCC", "检查类别应为：上岗前、在岗期间、离岗时、应急。", "开始日期应写作 2026-05-01 的样式。", "应检人数应为不小于 0 的整数。", "结束日期早于开始日期。" }) Assert.Contains(told, detail.Text, StringComparison.Ordinal);
        Assert.Equal(["3", "4", "5"], detail.Document.QuerySelectorAll("td[data-label=行]").Select(c => c.TextContent.Trim()));
        using var export = await client.GetAsync($"/exchange/batches/{batch.Id}?handler=Export");
        Assert.Equal(HttpStatusCode.OK, export.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync($"/exchange/batches/{batch.Id}")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task A_stand_in_sends_as_its_own_interface_writes_and_the_county_answers(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await PartnerAsync(platform);
        var (employer, code) = await EmployerAsync(platform);
        var sender = new Sender(partner.Client, partner.Secret, platform.Clock);
        var projects = Counterparts.Of("project-approvals");
        var records = projects.Records(3, new(7, new(2026, 6, 10), [code]));
        var (status, text) = await sender.SendAsync(projects, "p1", 1, records);
        Assert.True(status == 200, text);
        Assert.Equal(3, JsonSerializer.Deserialize<InAnswer>(text, JsonSerializerOptions.Web)!.Accepted);
        Task<int> TodosAsync(string user) => platform.AsAsync(user, s => s.GetRequiredService<TodoQueries>().Mine().CountAsync(t => t.SubjectKind == "shared-project"));
        Assert.Equal((1, 0), (await TodosAsync("gongyi"), await TodosAsync("dengfeng")));
        var county = await platform.SignInAsync("gongyi");
        await (await county.PageAsync($"/exchange/seen/{employer}")).SubmitAsync(new() { ["note"] = "已告知建设单位开展预评价" });
        Assert.Equal(0, await TodosAsync("gongyi"));

        var (wrong, why) = await sender.SendAsync(projects with { Adapter = "no-such" }, "p2", 2, records);
        Assert.Equal(422, wrong);
        Assert.Contains("project-platform", why, StringComparison.Ordinal);
        Assert.Equal(401, (await new Sender(partner.Client, new string('0', 64), platform.Clock).SendAsync(projects, "p3", 2, records)).Status);
    }

    [Theory, BothDatabases]
    public async Task The_credit_platform_gives_back_what_it_cannot_use(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await PartnerAsync(platform);
        var (_, code) = await EmployerAsync(platform);
        var sender = new Sender(partner.Client, partner.Secret, platform.Clock);
        var given = JsonSerializer.SerializeToElement(new { items = new object[]
        {
            new { deleted = false, data = new { decision = "（巩）卫职罚〔2026〕1号", creditCode = code, party = "甲公司", facts = "未申报", decidedOn = (string?)null } },
            new { deleted = false, data = new { decision = "（巩）卫职罚〔2026〕2号", creditCode = code, party = "甲公司", facts = "未申报", decidedOn = "2026-06-01" } },
            new { deleted = true },
        } });
        var returned = CreditPlatform.Check(given, new(2026, 6, 10));
        Assert.Equal("处罚决定日期不能为空", Assert.Single(returned)["退回原因"]);
        Assert.Equal(200, (await sender.SendAsync(Counterparts.Of("credit-platform"), "r1", 1, returned)).Status);
        Assert.Equal(1, await platform.AsAsync("gongyi", s => s.GetRequiredService<TodoQueries>().Mine().CountAsync(t => t.SubjectKind == "shared-credit" && t.Title.Contains("请更正后重新报送"))));
    }

    [Theory, BothDatabases]
    public async Task Who_declared_to_the_national_system_but_not_here_is_found(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await PartnerAsync(platform);
        var (declared, other) = await platform.AsPlatformAsync(async s =>
        {
            var employers = await s.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.CreditCode != null && e.MergedIntoId == null).OrderBy(e => e.SupervisorCode == "410181").ThenBy(e => e.Id).ToListAsync();
            employers = [employers[0], employers[^1]];
            foreach (var (employer, standing) in employers.Zip([DeclarationStanding.Valid, DeclarationStanding.None]))
                await s.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.Id == employer.Id).ExecuteUpdateAsync(u => u.SetProperty(e => e.DeclarationStanding, standing));
            return (employers[0], employers[1]);
        });
        var national = Counterparts.Of("national-declaration");
        await new Sender(partner.Client, partner.Secret, platform.Clock).SendAsync(national, "n1", 1,
            [.. new[] { declared.CreditCode!, other.CreditCode!, "91410181MA383220U1" }.SelectMany((code, i) => national.Records(1, new(i, new(2026, 6, 10), [code])).Select(r => new Dictionary<string, string>(r) { ["申报编号"] = $"SB{i}" }))]);
        var county = await platform.SignInAsync("gongyi");
        var city = await platform.SignInAsync("shiguan");
        var gap = await city.PageAsync("/exchange/records?gap=undeclared");
        Assert.Contains(other.Name, gap.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(declared.Name, gap.Text, StringComparison.Ordinal);
        Assert.Contains(other.Name, (await county.PageAsync("/exchange/records?gap=undeclared")).Text, StringComparison.Ordinal);
        Assert.Contains("91410181MA383220U1", (await city.PageAsync("/exchange/records?gap=unfiled")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Name, (await (await platform.SignInAsync("dengfeng")).PageAsync("/exchange/records")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_register_s_list_is_recognised_column_by_column()
    {
        using var file = new MemoryStream(Example("market-register"));
        Assert.Equal(Counterparts.Of("market-register").Headings.Count, MappingProposal.Columns([.. SampleReader.Read(file, FileKind.Csv).Select(c => c.Heading)]).Count);
    }
}
