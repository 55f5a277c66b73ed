using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Risk;
using Zhijian.Rules.Risk;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Registry.Risk;

/// <summary>What an employer's risk is after each fact, and where its reasons stand.</summary>
public sealed class RiskTests(Platforms platforms)
{
    const string Silica = "D01", Noise = "P01";

    static Task RaiseAsync(TestPlatform platform, params object[] happened) => platform.AsPlatformAsync(s => RegistryRecords.RaiseAsync(s, happened));

    static Task<Guid> PlaceAsync(TestPlatform platform, Guid employer) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Workplace>().Where(w => w.EmployerId == employer && w.IsMain).Select(w => w.Id).SingleAsync());

    static async Task<(Guid Employer, Guid Place)> MakeAsync(TestPlatform platform, string name, string division = Files.Gongyi)
    {
        var id = await Files.MakeAsync(platform, name, division);
        return (id, await PlaceAsync(platform, id));
    }

    static ExposuresDeclared Declared(Guid employer, Guid place, int exposed, params string[] factors) =>
        new(employer, place, 80, 0, exposed, [new("成型", exposed, [.. factors.Select(f => new DeclaredExposure(f, exposed))])], "declaration:R1");

    static async Task<(HazardRiskClass?, int?, RiskMark?)> RiskAsync(TestPlatform platform, Guid id)
    {
        var e = await Files.ReadAsync(platform, id);
        return (e.RiskClass, e.RiskGrade, e.ComprehensiveClass);
    }

    [Theory, BothDatabases]
    public async Task Every_fact_moves_the_risk_at_once_and_the_file_says_why(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (id, place) = await MakeAsync(platform, "风险示例耐火材料厂");
        await RaiseAsync(platform, new EmployerChanged(id, [nameof(Employer.IndustryCode)], "test", new(2026, 6, 10)));
        Assert.Equal((HazardRiskClass.Severe, null, null), await RiskAsync(platform, id));

        // Silica dust, 12 persons, not measured: Ⅱ or Ⅲ, so open.
        await RaiseAsync(platform, Declared(id, place, 12, Silica, Noise));
        Assert.Equal((HazardRiskClass.Severe, null, null), await RiskAsync(platform, id));
        var client = await platform.SignInAsync("gongyi");
        var open = await client.PageAsync($"/registry/{id}?tab=risk");
        Assert.Contains("风险等级为Ⅱ级至Ⅲ级，须检测后确定", open.Text, StringComparison.Ordinal);

        await RaiseAsync(platform, new ExposuresJudged(id, place, [new(Silica, false, new(2026, 3, 1)), new(Noise, false, new(2026, 3, 1))], "report:JC-1", "/registry"));
        Assert.Equal((HazardRiskClass.Severe, 2, null), await RiskAsync(platform, id));
        await RaiseAsync(platform, new ExposuresJudged(id, place, [new(Noise, true, new(2026, 5, 1))], "report:JC-2"));
        Assert.Equal((HazardRiskClass.Severe, 3, null), await RiskAsync(platform, id));
        // A report of February that comes in late does not lift what May found.
        await RaiseAsync(platform, new ExposuresJudged(id, place, [new(Noise, false, new(2026, 2, 1))], "report:JC-0"));
        Assert.Equal((HazardRiskClass.Severe, 3, null), await RiskAsync(platform, id));

        var noted = await (await client.PageAsync($"/registry/{id}?tab=risk")).SubmitAsync(new() { ["Percent"] = "72.5", ["On"] = "2026-06-01" }, handler: "SelfCheck");
        Assert.Equal(HttpStatusCode.Redirect, noted.Status);
        Assert.Equal((HazardRiskClass.Severe, 3, RiskMark.Bing), await RiskAsync(platform, id));
        Assert.Equal(("comprehensive-default", 2021), (await Files.ReadAsync(platform, id)) is var e ? (e.RiskScheme, e.RiskCatalogueYear) : default);

        var page = await client.PageAsync($"/registry/{id}?tab=risk");
        string[] reasons =
        [
            "职业病危害风险严重", "国卫办职健发〔2021〕5号", "2012年目录", "待核实（回忆，把握低）", "矽尘（游离SiO2含量≥10%）按目录定义游离二氧化硅含量不低于10%", "接触职业病危害12人",
            "噪声超过职业接触限值", "检测报告 JC-2", "申报 R1", "管理状况自查得分率72.5%", "职业卫生管理状况B级", "丙类", "默认方案，待核实", "人工登记", "Ⅱ级 → Ⅲ级",
        ];
        Assert.All(reasons, reason => Assert.Contains(reason, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("comprehensive-default", page.Text, StringComparison.Ordinal);
        var head = page.Of("[aria-label='档案概况']")!;
        Assert.All((string[])["严重", "2021年目录", "Ⅲ级", "丙类", "默认方案，待核实", "到期事项"], word => Assert.Contains(word, head, StringComparison.Ordinal));
        Assert.Contains("职业病危害风险变化", (await client.PageAsync($"/registry/{id}")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Another_industry_is_another_class_and_one_that_no_catalogue_lists_has_none(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await Files.MakeAsync(platform, "行业风险示例厂");
        async Task<HazardRiskClass?> After(string industry)
        {
            await platform.AsAsync("gongyi", async s =>
            {
                var now = await Files.ReadAsync(platform, id);
                await s.GetRequiredService<EmployerDesk>().EditAsync(id, now.Version, new(now.Name, now.CreditCode, industry) { Workers = 50 }, default);
            });
            return (await Files.ReadAsync(platform, id)).RiskClass;
        }
        Assert.Equal(HazardRiskClass.General, await After("2221"));
        Assert.Equal(HazardRiskClass.Severe, await After("3611"));
        Assert.Null(await After("6210"));
        var text = (await (await platform.SignInAsync("gongyi")).PageAsync($"/registry/{id}?tab=risk")).Text;
        Assert.Contains("2021年目录未列行业6210", text, StringComparison.Ordinal);
        Assert.Contains("没有职业病危害因素，不作风险分级", text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_evaluation_decides_the_class_where_the_catalogue_is_silent_and_only_there(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await Files.MakeAsync(platform, "评价认定示例公司", more: e => e.IndustryCode = "6210");
        var listed = await Files.MakeAsync(platform, "目录已列示例公司");
        await RaiseAsync(platform, new EmployerChanged(id, [nameof(Employer.IndustryCode)], "test", new(2026, 6, 10)));
        Assert.Null((await Files.ReadAsync(platform, id)).RiskClass);
        var client = await platform.SignInAsync("gongyi");
        Assert.Contains("评价认定示例公司", (await client.PageAsync("/registry?risk=none&q=评价认定")).Of("tbody"), StringComparison.Ordinal);
        Dictionary<string, string?> Form(string hazard = "Severe", string document = "ZWPJ-2026-018", string on = "2026-06-01", string reason = "评价报告确认存在高毒物品作业") =>
            new() { ["Class"] = hazard, ["Document"] = document, ["Institution"] = "河南示例职业卫生评价有限公司", ["DecidedOn"] = on, ["Reason"] = reason };
        async Task<WebPage> SendAsync(Dictionary<string, string?> form, string handler = "Class") => await (await client.PageAsync($"/registry/{id}?tab=risk")).SubmitAsync(form, handler: handler);

        (Dictionary<string, string?> Form, string Message)[] wrong =
            [(Form(hazard: ""), "请选择认定的风险类别"), (Form(hazard: "Serious"), "2021年目录没有“较重”这一类别"), (Form(document: " "), "评价报告或评审意见的编号"), (Form(on: "2026-06-11"), "不能晚于今天"), (Form(on: ""), "请填写认定日期"), (Form(reason: ""), "请填写认定理由"), (Form(reason: new('长', 501)), "不超过 500 个字")];
        foreach (var (form, message) in wrong) Assert.Contains(message, (await SendAsync(form)).Text, StringComparison.Ordinal);
        Assert.Null((await Files.ReadAsync(platform, id)).RiskClass);

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(Form())).Status);
        Assert.Equal((HazardRiskClass.Severe, null), (await Files.ReadAsync(platform, id)) is var e ? (e.RiskClass, e.RiskCatalogueYear) : default);
        var page = await client.PageAsync($"/registry/{id}?tab=risk");
        Assert.All((string[])["职业病危害评价（ZWPJ-2026-018，2026-06-01）确定为严重", "河南示例职业卫生评价有限公司", "评价报告确认存在高毒物品作业", "按评价结论认定"], word => Assert.Contains(word, page.Text, StringComparison.Ordinal));
        Assert.Contains("认定风险类别：严重", (await client.PageAsync($"/registry/{id}")).Text, StringComparison.Ordinal);
        // A recount comes to the same.
        await platform.AsPlatformAsync(async s => Assert.Equal(HazardRiskClass.Severe, Assert.Single(await RiskFiles.LoadAsync(s.GetRequiredService<ZhijianDb>(), [id], default)).Kept.Class));

        Assert.DoesNotContain("评价认定示例公司", (await client.PageAsync("/registry?risk=none&q=评价认定")).Of("tbody") ?? "", StringComparison.Ordinal);
        Assert.Contains("评价认定示例公司", (await client.PageAsync("/registry?risk=Severe&q=评价认定")).Of("tbody"), StringComparison.Ordinal);

        // A later one takes its place, an earlier one does not; it is in the audit with its reason.
        Assert.Contains("不能改回更早的认定", (await SendAsync(Form(on: "2026-05-01"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(Form("General", "ZWPJ-2026-019", "2026-06-05"))).Status);
        Assert.Equal(HazardRiskClass.General, (await Files.ReadAsync(platform, id)).RiskClass);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.Equal([false, true], await db.Set<RiskEvaluation>().Where(v => v.EmployerId == id).OrderBy(v => v.DecidedOn).Select(v => v.IsStanding).ToListAsync());
            Assert.True(await db.Set<Zhijian.Platform.Audit.AuditEntry>().AnyAsync(a => a.Act == "registry.risk-decided" && a.Entity == nameof(RiskEvaluation) && a.Reason == "评价报告确认存在高毒物品作业"));
        });

        // Where the catalogue speaks, nobody decides; of another industry the decision says nothing; foreign hands find nothing.
        async Task<string> RefusedAsync(string user, Guid employer) => (await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync(user, async s => await s.GetRequiredService<EvaluationDesk>()
            .DecideAsync(employer, (await Files.ReadAsync(platform, employer)).Version, new(HazardRiskClass.General, "X", "Y", new(2026, 6, 1), "Z"), null, default)))).Message;
        Assert.Contains("目录已列明该行业", await RefusedAsync("gongyi", listed), StringComparison.Ordinal);
        Assert.Null((await client.PageAsync($"/registry/{listed}?tab=risk")).Document.QuerySelector("form[action*='handler=Class']"));
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsAsync("dengfeng", s => s.GetRequiredService<EvaluationDesk>().WithdrawAsync(id, 0, "x", null, default)));
        Assert.Null((await (await platform.SignInAsync("xiangzhen")).PageAsync($"/registry/{id}?tab=risk")).Document.QuerySelector("form[action*='handler=Class']"));
        await platform.AsAsync("gongyi", async s => await s.GetRequiredService<EmployerDesk>().EditAsync(id, (await Files.ReadAsync(platform, id)).Version, new("评价认定示例公司", null, "6220") { Workers = 50 }, default));
        Assert.Null((await Files.ReadAsync(platform, id)).RiskClass);
        Assert.Contains("行业已变更", (await client.PageAsync($"/registry/{id}?tab=risk")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(new() { ["Reason"] = "行业已变更" }, "WithdrawClass")).Status);
        Assert.Contains("已终止：行业已变更", (await client.PageAsync($"/registry/{id}?tab=risk")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Each_workplace_has_its_grade_and_the_employer_that_of_all(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (id, main) = await MakeAsync(platform, "两地风险示例公司");
        var branch = await platform.AsAsync("shijianguan", s => s.GetRequiredService<WorkplaceDesk>().AddAsync(id, new("登封矿", "登封", Files.Dengfeng), null, default));
        await RaiseAsync(platform, Declared(id, main, 8, Noise), Declared(id, branch, 45, Silica));
        await RaiseAsync(platform, new ExposuresJudged(id, main, [new(Noise, false, new(2026, 5, 1))], "report:A"), new ExposuresJudged(id, branch, [new(Silica, false, new(2026, 5, 1))], "report:B"));
        var grades = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Workplace>().Where(w => w.EmployerId == id).ToDictionaryAsync(w => w.Id, w => w.RiskGrade));
        // 8 persons with noise; 45 with silica; 53 together, among them with silica: Ⅲ.
        Assert.Equal((1, 2, 3), (grades[main], grades[branch], (await Files.ReadAsync(platform, id)).RiskGrade));

        var dengfeng = (await (await platform.SignInAsync("dengfeng")).PageAsync($"/registry/{id}?tab=risk")).Text;
        Assert.Contains("登封矿", dengfeng, StringComparison.Ordinal);
        Assert.Contains("辖区外工作场所", dengfeng, StringComparison.Ordinal);
        Assert.DoesNotContain("主要工作场所", dengfeng, StringComparison.Ordinal);
        // The file stands in Gongyi: Dengfeng does not enter its self-check.
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsAsync("dengfeng", s => s.GetRequiredService<RiskDesk>().RecordSelfCheckAsync(id, 0, 80, new(2026, 6, 1), default)));
    }

    [Theory, BothDatabases]
    public async Task A_self_check_that_cannot_be_is_refused_at_its_field(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await Files.MakeAsync(platform, "自查差错示例");
        var client = await platform.SignInAsync("gongyi");
        (string Percent, string On, string Message)[] wrong =
            [("101", "2026-06-01", "0 至 100"), ("-1", "2026-06-01", "0 至 100"), ("", "2026-06-01", "0 至 100"), ("80", "", "请填写自查日期"), ("80", "2027-01-01", "不能晚于今天"), ("八十", "2026-06-01", "无效")];
        foreach (var (percent, on, message) in wrong)
        {
            var page = await (await client.PageAsync($"/registry/{id}?tab=risk")).SubmitAsync(new() { ["Percent"] = percent, ["On"] = on }, handler: "SelfCheck");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains(message, page.Text, StringComparison.Ordinal);
        }
        Assert.Null((await Files.ReadAsync(platform, id)).SelfCheckPercent);
    }

    [Theory, BothDatabases]
    public async Task Lists_exports_and_systems_read_the_risk(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var marker = $"险{Guid.NewGuid():N}"[..10];
        var (id, place) = await MakeAsync(platform, $"{marker}甲");
        await Files.MakeAsync(platform, $"{marker}乙");
        await RaiseAsync(platform, Declared(id, place, 60, Silica));
        await platform.AsAsync("gongyi", async s => await s.GetRequiredService<RiskDesk>().RecordSelfCheckAsync(id, (await Files.ReadAsync(platform, id)).Version, 95, new(2026, 6, 1), default));

        var client = await platform.SignInAsync("gongyi");
        async Task<string> Found(string query) => string.Concat("甲乙".Where((await client.PageAsync($"/registry?q={marker}&{query}")).Of("tbody")!.Contains));
        // Sixty persons with silica dust are Ⅲ, measured or not; A of Ⅲ is 乙.
        Assert.Equal("甲", await Found("grade=3"));
        Assert.Equal("甲", await Found("overall=Yi"));
        Assert.Equal("", await Found("overall=Bing"));
        Assert.Contains("Ⅲ级", (await client.PageAsync($"/registry?q={marker}")).Of("tbody"), StringComparison.Ordinal);

        using var export = await client.GetAsync($"/registry?handler=Export&format=csv&q={marker}&cols=name&cols=risk&cols=grade&cols=overall");
        Assert.Contains("乙类（默认方案，待核实）", await TextOfAsync(export), StringComparison.Ordinal);

        var row = (await client.GetFromJsonAsync<JsonElement>($"/api/v1/employers/{id}")).GetProperty("employer");
        Assert.Equal(("Severe", 2021, 3, "Yi"), (row.GetProperty("riskClass").GetString(), row.GetProperty("riskCatalogueYear").GetInt32(), row.GetProperty("riskGrade").GetInt32(), row.GetProperty("comprehensiveClass").GetString()));
        var why = await client.GetFromJsonAsync<JsonElement>($"/api/v1/employers/{id}/risk");
        Assert.Equal(("comprehensive", "comprehensive-default"), (why.GetProperty("comprehensive").GetProperty("scheme").GetString(), why.GetProperty("comprehensive").GetProperty("matrix").GetString()));
        Assert.Equal(Silica, why.GetProperty("grade").GetProperty("factors")[0].GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync($"/api/v1/employers/{id}/risk")).StatusCode);
    }

    static async Task<string> TextOfAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (bytes is not [0x50, 0x4B, ..]) return System.Text.Encoding.UTF8.GetString(bytes);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        using var sheet = new StreamReader(zip.Entries.Single(e => e.FullName.Contains("sheet1", StringComparison.Ordinal)).Open());
        return await sheet.ReadToEndAsync();
    }

    [Theory, BothDatabases]
    public async Task Many_files_at_once_are_judged_together_with_their_lineage(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var ids = new List<Guid>();
        for (var n = 0; n < 60; n++) ids.Add(await Files.MakeAsync(platform, $"批量风险示例{n}"));
        await RaiseAsync(platform, [.. ids.Select(id => new EmployerChanged(id, [nameof(Employer.IndustryCode)], "register:批", new(2026, 6, 10)))]);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.Equal(60, await db.Set<Employer>().CountAsync(e => ids.Contains(e.Id) && e.RiskClass == HazardRiskClass.Severe && e.RiskCatalogueYear == 2021 && e.Version == 1));
            Assert.Equal(60, await db.Set<FieldChange>().CountAsync(c => ids.Contains(c.EmployerId) && c.Field == nameof(Employer.RiskClass) && c.After == "Severe" && c.Source.StartsWith("rule:")));
            Assert.False(await db.Set<EmployerEvent>().AnyAsync(e => ids.Contains(e.EmployerId)));
        });
    }

    [Theory, BothDatabases]
    public async Task A_recount_finds_what_a_bulk_load_left_and_nothing_the_second_time(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var (id, place) = await MakeAsync(platform, "重算示例厂");
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.bulk"), _ =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var shop = new Workshop { EmployerId = id, WorkplaceId = place, DivisionCode = Files.Gongyi, Name = "车间", ExposedDistinct = 55 };
            db.AddRange(shop, new Exposure { EmployerId = id, WorkplaceId = place, WorkshopId = shop.Id, DivisionCode = Files.Gongyi, CountyCode = Files.Gongyi, FactorCode = Silica, Persons = 55, Source = "import:1" });
            return Task.CompletedTask;
        }));
        await platform.AsPlatformAsync(async s =>
        {
            var recount = s.GetRequiredService<RiskRecount>();
            Assert.True(await recount.WhenDueAsync(default) >= 1);
            // Of the workshop's 55 persons: the form of the employer itself says nothing yet.
            Assert.Equal((HazardRiskClass.Severe, 3, null), await RiskAsync(platform, id));
            Assert.Equal(0, await recount.AllAsync(default));
            Assert.Equal(0, await recount.WhenDueAsync(default));
        });
    }
}
