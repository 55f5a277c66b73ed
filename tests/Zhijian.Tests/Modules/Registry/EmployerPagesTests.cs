using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Risk;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Registry;

public sealed class EmployerPagesTests(Platforms platforms)
{
    static Dictionary<string, string?> Form(string name, string? code = null) => new()
    {
        ["Input.Name"] = name, ["Input.CreditCode"] = code ?? Files.Code(), ["Input.IndustryCode"] = "3089", ["Input.Workers"] = "350", ["Input.Revenue"] = "2500",
        ["Input.OwnershipLevel"] = "Other", ["Input.RegistrationType"] = "Private", ["Input.Phone"] = "0371-12345678", ["DivisionCode"] = Files.Township, ["Address"] = "某镇工业路 8 号",
    };

    static Guid IdOf(WebPage page) => Guid.Parse(page.Location!.Split('/', '?')[2]);

    [Theory, BothDatabases]
    public async Task A_file_is_opened_changed_and_keeps_what_it_was(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var client = await platform.SignInAsync("gongyi");
        var made = await (await client.PageAsync("/registry/new")).SubmitAsync(Form("巩义市沿革示例窑炉厂"));
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        var id = IdOf(made);
        var employer = await Files.ReadAsync(platform, id);
        Assert.Equal((Files.Gongyi, Files.Gongyi, EmployerSize.Medium, CodeStanding.Valid), (employer.CountyCode, employer.SupervisorCode, employer.Size, employer.CodeStanding));

        var changed = await (await client.PageAsync($"/registry/{id}/edit")).SubmitAsync(new()
        {
            ["Input.Name"] = "巩义市沿革示例新材料有限公司", ["Input.OwnershipLevel"] = "Central", ["Input.Workers"] = "1200", ["Input.Phone"] = "13812345678",
        });
        Assert.Equal(HttpStatusCode.Redirect, changed.Status);
        employer = await Files.ReadAsync(platform, id);
        // A central firm is supervised by the city; 1,200 persons with 25 million yuan are medium still.
        Assert.Equal((Files.City, EmployerSize.Medium), (employer.SupervisorCode, employer.Size));

        var history = await client.PageAsync($"/registry/{id}?tab=history");
        Assert.Contains("巩义市沿革示例窑炉厂", history.Text, StringComparison.Ordinal);
        Assert.Contains("中央企业", history.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", history.Text, StringComparison.Ordinal);
        var lineage = await client.PageAsync($"/registry/{id}?tab=facts&field=Workers");
        Assert.Contains("350", lineage.Of("#field-history tbody"), StringComparison.Ordinal);
        Assert.Contains("人工登记", lineage.Of("#field-history tbody"), StringComparison.Ordinal);
        var timeline = await client.PageAsync($"/registry/{id}");
        Assert.Contains("建立档案", timeline.Text, StringComparison.Ordinal);
        Assert.Contains("变更基本信息", timeline.Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_is_wrong_stands_at_its_field(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var client = await platform.SignInAsync("gongyi");
        var code = Files.Code();
        await (await client.PageAsync("/registry/new")).SubmitAsync(Form("巩义市首家单位", code));
        (string Field, string Value, string Message)[] wrong =
        [
            ("Input.CreditCode", code, "已有档案"), ("Input.CreditCode", code[..17] + (code[17] == '0' ? '1' : '0'), "校验位不符"), ("Input.CreditCode", "123", "应为18位"),
            ("Input.IndustryCode", "C", "至少到大类"), ("Input.IndustryCode", "9999", "行业分类"), ("Input.Workers", "-1", "应在"), ("Input.Workers", "很多", "不是有效"), ("Input.Phone", "电话", "有效的电话"),
            ("Input.Name", "  ", "单位名称"), ("DivisionCode", Files.Dengfeng, "管辖范围"), ("DivisionCode", "'; DROP TABLE", "管辖范围"), ("Address", "", "工作场所地址"), ("Input.EstablishedOn", "2099-01-01", "不能晚于今天"),
        ];
        foreach (var (field, value, message) in wrong)
        {
            var form = Form($"巩义市差错{Guid.NewGuid():N}");
            form[field] = value;
            var page = await (await client.PageAsync("/registry/new")).SubmitAsync(form);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains(message, page.Of($"#{field.Replace('.', '_')}-error"), StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task Of_two_who_change_at_once_the_second_is_told(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await Files.MakeAsync(platform, "巩义市并发单位");
        var client = await platform.SignInAsync("gongyi");
        var (first, second) = (await client.PageAsync($"/registry/{id}/edit"), await client.PageAsync($"/registry/{id}/edit"));
        Assert.Equal(HttpStatusCode.Redirect, (await first.SubmitAsync(new() { ["Input.Principal"] = "甲某" })).Status);
        Assert.Contains("刚被他人修改", (await second.SubmitAsync(new() { ["Input.Principal"] = "乙某" })).Text, StringComparison.Ordinal);
        Assert.Equal("甲某", (await Files.ReadAsync(platform, id)).Principal);
    }

    [Theory, BothDatabases]
    public async Task A_file_that_two_counties_share_is_open_to_both_and_each_keeps_its_own_workplace(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await Files.MakeAsync(platform, "两地经营示例公司");
        var dengfeng = await platform.SignInAsync("dengfeng");
        Assert.Equal(HttpStatusCode.NotFound, (await dengfeng.PageAsync($"/registry/{id}")).Status);
        await platform.AsAsync("shijianguan", async s => await s.GetRequiredService<WorkplaceDesk>().AddAsync(id, new("登封分厂", "登封路 2 号", Files.Dengfeng), null, default));

        var page = await dengfeng.PageAsync($"/registry/{id}?tab=places");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("登封分厂", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("主要工作场所", page.Text, StringComparison.Ordinal);
        Assert.Contains("两地经营示例公司", (await dengfeng.PageAsync("/registry/workplaces?q=登封路")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("两地经营示例公司", (await dengfeng.PageAsync("/registry?q=两地经营")).Of("tbody"), StringComparison.Ordinal);
        // The file stands in Gongyi; Dengfeng changes its own site only.
        Assert.Equal(HttpStatusCode.NotFound, (await dengfeng.PageAsync($"/registry/{id}/edit")).Status);
        var site = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Workplace>().SingleAsync(w => w.EmployerId == id && !w.IsMain));
        var edited = await (await dengfeng.PageAsync($"/registry/workplaces/{site.Id}")).SubmitAsync(new() { ["Input.Name"] = "登封新厂" });
        Assert.Equal(HttpStatusCode.Redirect, edited.Status);
        Assert.Contains("登封新厂", (await (await platform.SignInAsync("gongyi")).PageAsync($"/registry/{id}")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_tree_of_a_workplace_is_edited_node_by_node(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await Files.MakeAsync(platform, "巩义市岗位示例厂");
        var client = await platform.SignInAsync("gongyi");
        var place = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Workplace>().Where(w => w.EmployerId == id).Select(w => w.Id).SingleAsync());
        var path = $"/registry/workplaces/{place}";

        await (await client.PageAsync($"{path}?open=new-workshop")).SubmitAsync(new() { ["Tree.Name"] = "破碎车间", ["Tree.Persons"] = "12" }, formWith: "Tree.Name");
        var shop = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Workshop>().SingleAsync(w => w.WorkplaceId == place));
        await (await client.PageAsync($"{path}?open=new-post:{shop.Id}")).SubmitAsync(new() { ["Tree.Name"] = "破碎工", ["Tree.Persons"] = "6" }, formWith: "Tree.Name");
        var post = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<JobPost>().SingleAsync(w => w.WorkplaceId == place));
        Dictionary<string, string?> exposure = new() { ["Tree.FactorCode"] = "D01", ["Tree.JobPostId"] = post.Id.ToString(), ["Tree.Persons"] = "6", ["Tree.HoursPerDay"] = "7.5", ["Tree.DaysPerWeek"] = "5", ["Tree.Facilities"] = "布袋除尘" };
        await (await client.PageAsync($"{path}?open=new-exposure:{shop.Id}")).SubmitAsync(exposure, formWith: "Tree.FactorCode");
        var twice = await (await client.PageAsync($"{path}?open=new-exposure:{shop.Id}")).SubmitAsync(exposure, formWith: "Tree.FactorCode");
        Assert.Contains("已登记“矽尘", twice.Text, StringComparison.Ordinal);

        var tree = (await client.PageAsync($"/registry/{id}?tab=places")).Text;
        Assert.All((string[])["破碎车间", "破碎工", "矽尘", "布袋除尘", "每日 7.5 小时"], word => Assert.Contains(word, tree, StringComparison.Ordinal));
        Assert.True((await Files.ReadAsync(platform, id)).HasDust);

        (string Field, string Value, string Message)[] wrong = [("Tree.FactorCode", "Z99", "危害因素目录"), ("Tree.HoursPerDay", "25", "24 小时"), ("Tree.Persons", "-3", "应在"), ("Tree.Persons", "三", "不是有效"), ("Tree.JobPostId", Guid.NewGuid().ToString(), "本车间的岗位")];
        foreach (var (field, value, message) in wrong)
        {
            var refused = await (await client.PageAsync($"{path}?open=new-exposure:{shop.Id}")).SubmitAsync(new(exposure) { ["Tree.JobPostId"] = "", [field] = value }, formWith: "Tree.FactorCode");
            Assert.Contains(message, refused.Of(".z-tree .z-alert"), StringComparison.Ordinal);
        }

        var row = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Exposure>().SingleAsync(w => w.WorkplaceId == place));
        await (await client.PageAsync($"{path}?open=exposure:{row.Id}")).SubmitAsync([], handler: "Remove");
        Assert.False((await Files.ReadAsync(platform, id)).HasDust);
    }

    [Theory, BothDatabases]
    public async Task The_main_workplace_takes_the_employer_along_and_closing_the_employer_closes_its_sites(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await Files.MakeAsync(platform, "搬迁示例公司");
        await platform.AsAsync("shijianguan", async s =>
        {
            var (db, desk) = (s.GetRequiredService<ZhijianDb>(), s.GetRequiredService<WorkplaceDesk>());
            var main = await db.Set<Workplace>().AsNoTracking().SingleAsync(w => w.EmployerId == id);
            await desk.EditAsync(main.Id, main.Version, new(main.Name, "新址 9 号", Files.Dengfeng), default);
            var branch = await desk.AddAsync(id, new("二厂", "二厂路", Files.Township), null, default);
            db.ChangeTracker.Clear();
            Assert.Equal(Files.Dengfeng, (await Files.ReadAsync(platform, id)).CountyCode);
            await Assert.ThrowsAsync<Refusal>(() => desk.SetStatusAsync(main.Id, main.Version + 1, EmployerStatus.Closed, "试", default));
            db.ChangeTracker.Clear();
            await desk.SetMainAsync(branch, 0, "改为二厂", default);
        });
        var moved = await Files.ReadAsync(platform, id);
        Assert.Equal((Files.Township, Files.Gongyi), (moved.DivisionCode, moved.CountyCode));

        var client = await platform.SignInAsync("gongyi");
        var refused = await (await client.PageAsync($"/registry/{id}/edit")).SubmitAsync(new() { ["Status"] = "Cancelled", ["Reason"] = "登记机关注销" }, formWith: "Status");
        Assert.Contains("请填写日期", refused.Text, StringComparison.Ordinal);
        // Its other site lies in Dengfeng: the city closes what two counties share.
        var city = await platform.SignInAsync("shijianguan");
        var closed = await (await city.PageAsync($"/registry/{id}/edit")).SubmitAsync(new() { ["Status"] = "Cancelled", ["On"] = "2026-06-01", ["Reason"] = "登记机关注销" }, formWith: "Status");
        Assert.Equal(HttpStatusCode.Redirect, closed.Status);
        Assert.Equal(new DateOnly(2026, 6, 1), (await Files.ReadAsync(platform, id)).ClosedOn);
        Assert.All(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Workplace>().Where(w => w.EmployerId == id).Select(w => w.Status).ToListAsync()), status => Assert.Equal(EmployerStatus.Cancelled, status));
    }

    [Theory, BothDatabases]
    public async Task The_list_is_filtered_exported_and_picked_from(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var marker = $"筛{Guid.NewGuid():N}"[..10];
        await Files.MakeAsync(platform, $"{marker}甲", more: e => (e.RiskClass, e.DeclarationStanding, e.HasDust, e.IndustryCode) = (HazardRiskClass.Severe, DeclarationStanding.Overdue, true, "3089"));
        await Files.MakeAsync(platform, $"{marker}乙", Files.Township, more: e => (e.RiskClass, e.Status, e.IndustryCode) = (HazardRiskClass.General, EmployerStatus.Suspended, "2110"));
        await Files.MakeAsync(platform, $"{marker}丙", Files.Dengfeng);
        var client = await platform.SignInAsync("shijianguan");
        async Task<string> Found(string query) => string.Concat("甲乙丙".Where((await client.PageAsync($"/registry?q={marker}&{query}")).Of("tbody")!.Contains));

        Assert.Equal("甲乙丙", await Found(""));
        Assert.Equal("甲乙", await Found($"region={Files.Gongyi}"));
        Assert.Equal("乙", await Found($"region={Files.Township}"));
        Assert.Equal("甲乙丙", await Found($"region={Files.City}"));
        Assert.Equal("", await Found("region=999999"));
        Assert.Equal("甲丙", await Found("industry=30"));
        Assert.Equal("乙", await Found("industry=2110"));
        Assert.Equal("甲乙丙", await Found("industry=C"));
        Assert.Equal("", await Found("industry=B"));
        Assert.Equal("甲", await Found("risk=Severe"));
        Assert.Equal("甲", await Found("standing=Overdue"));
        Assert.Equal("甲", await Found("hazard=dust"));
        Assert.Equal("乙", await Found("status=Suspended"));
        Assert.Equal("", await Found("factor=D01"));
        Assert.Equal("甲乙丙", await Found("size=Medium"));
        Assert.Equal("丙", await Found($"supervisor={Files.Dengfeng}"));
        Assert.Equal("甲", await Found($"region={Files.Gongyi}&industry=3089"));

        using var export = await client.GetAsync($"/registry?handler=Export&q={marker}&region={Files.Gongyi}");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export.Content.Headers.ContentType?.MediaType);
        Assert.Equal(0x04034B50, BitConverter.ToInt32(await export.Content.ReadAsByteArrayAsync()));
        Assert.Contains($"{marker}甲", await client.GetStringAsync($"/pick/employer?q={marker}"), StringComparison.Ordinal);
        Assert.Contains($"{marker}甲", (await client.PageAsync($"/search?q={marker}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{marker}甲", (await (await platform.SignInAsync("dengfeng")).PageAsync($"/search?q={marker}")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Systems_read_page_by_page_and_only_their_own_region(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var mine = await Files.MakeAsync(platform, "接口示例甲");
        await Files.MakeAsync(platform, "接口示例丙", Files.Dengfeng);
        var client = await platform.SignInAsync("gongyi");
        var ids = new List<Guid>();
        for (string? after = null; ;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/employers?take=2{(after is null ? "" : $"&after={after}")}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
            Assert.All(page.GetProperty("items").EnumerateArray(), i => Assert.Equal(Files.Gongyi, i.GetProperty("countyCode").GetString()));
            if (page.GetProperty("next").ValueKind == JsonValueKind.Null) break;
            after = page.GetProperty("next").GetString();
        }
        Assert.Contains(mine, ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var one = await client.GetFromJsonAsync<JsonElement>($"/api/v1/employers/{mine}");
        Assert.Equal("接口示例甲", one.GetProperty("employer").GetProperty("name").GetString());
        Assert.Equal("工业路 1 号", one.GetProperty("workplaces")[0].GetProperty("address").GetString());
    }

    [Theory, BothDatabases]
    public async Task The_file_is_printed_on_a_page(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await Files.MakeAsync(platform, "打印示例公司");
        using var answer = await (await platform.SignInAsync("gongyi")).GetAsync($"/registry/{id}/summary.docx");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(await answer.Content.ReadAsStreamAsync(), false);
        var text = document.MainDocumentPart!.Document!.InnerText;
        Assert.All((string[])["打印示例公司", "工业路 1 号", "小型", "2026年6月10日"], word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
    }
}
