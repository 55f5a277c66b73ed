using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Events;
using Zhijian.Platform.Imports;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Files;
using static Zhijian.Tests.Modules.Registry.Feeds.FeedCity;

namespace Zhijian.Tests.Modules.Registry.Feeds;

public sealed class FeedFileTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_register_makes_files_and_later_changes_them_with_lineage(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (a, b, c) = (Number(), Number(), Number());
        var (first, run) = await FeedAsync(platform, "gongyi", "register", Sheet(Headings, Row(a), Row(b), Row(c, code: WrongCode(c))));
        Assert.Equal((new FeedCounts(3, 0, 0, 0, 0), ImportState.Done, 3), (first.Counts, run.State, run.Written));
        Assert.Equal((3, 0, 0, 0), (first.ExpectNew, first.ExpectChanged, first.ExpectUnchanged, first.ExpectToConfirm));

        var employer = (await FindAsync(platform, Code(a)))!;
        Assert.Equal((Gongyi, Gongyi, Gongyi, Industry, "张三", EmployerStatus.Operating, CodeStanding.Valid, first.Lineage),
            (employer.DivisionCode, employer.CountyCode, employer.SupervisorCode, employer.IndustryCode, employer.LegalRepresentative, employer.Status, employer.CodeStanding, employer.Source));
        Assert.Equal(CodeStanding.CheckFailed, (await FindAsync(platform, WrongCode(c)))!.CodeStanding);
        await platform.AsAsync("gongyi", async s => Assert.NotNull(await s.GetRequiredService<EmployerDirectory>().FindAsync(employer.Id, Cancel)));
        await platform.AsAsync("dengfeng", async s => Assert.Null(await s.GetRequiredService<EmployerDirectory>().FindAsync(employer.Id, Cancel)));

        var renamed = $"巩义市{Word(a)}新材料股份有限公司";
        var (second, _) = await FeedAsync(platform, "gongyi", "register", Sheet(Headings, Row(a, renamed, person: "李四"), Row(b, status: "注销"), Row(c, code: WrongCode(c))));
        Assert.Equal(new FeedCounts(0, 2, 1, 0, 0), second.Counts);
        Assert.Equal((0, 2, 1, 0), (second.ExpectNew, second.ExpectChanged, second.ExpectUnchanged, second.ExpectToConfirm));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var now = await db.Set<Employer>().AsNoTracking().SingleAsync(e => e.Id == employer.Id);
            Assert.Equal((renamed, "李四"), (now.Name, now.LegalRepresentative));
            Assert.Contains($"{Word(a)}耐火", now.SearchText);
            Assert.Equal(employer.Name, (await db.Set<FormerName>().SingleAsync(n => n.EmployerId == employer.Id)).Name);
            var changes = await db.Set<FieldChange>().Where(x => x.EmployerId == employer.Id).OrderBy(x => x.Field).ToListAsync();
            Assert.Equal([("LegalRepresentative", "张三", "李四", second.Lineage), ("Name", employer.Name, renamed, second.Lineage)], changes.Select(x => (x.Field, x.Before!, x.After!, x.Source)));
            Assert.Equal(["registry.created", "registry.feed"], await db.Set<EmployerEvent>().Where(e => e.EmployerId == employer.Id).OrderBy(e => e.RecordedAt).ThenBy(e => e.Id).Select(e => e.Kind).ToListAsync());
            Assert.Equal(EmployerStatus.Cancelled, (await db.Set<Employer>().SingleAsync(e => e.CreditCode == Code(b))).Status);
            Assert.Equal(EmployerStatus.Cancelled, (await db.Set<Workplace>().SingleAsync(w => w.EmployerId == db.Set<Employer>().Single(e => e.CreditCode == Code(b)).Id)).Status);
            var told = (await db.Set<EventMessage>().Where(e => e.Type.EndsWith("EmployerChanged")).Select(e => e.Body).ToListAsync()).Where(e => e.Contains(employer.Id.ToString()) && e.Contains(second.Code)).ToList();
            Assert.Contains("\"Name\",\"LegalRepresentative\"", Assert.Single(told));
            Assert.True(await db.Set<AuditEntry>().AnyAsync(x => x.Act == "imports.batch" && x.Entity == nameof(Employer) && x.EntityId == employer.Id.ToString() && x.Kind == "update"));
        });
        var item = (await ItemsAsync(platform, second.Id))[0];
        Assert.Equal((FeedOutcome.Changed, employer.Id), (item.Outcome, item.EmployerId!.Value));
        Assert.Contains($"→ {renamed}", item.Changes);
    }

    [Theory, BothDatabases]
    public async Task The_more_trusted_source_keeps_its_word(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var n = Number();
        string[] headings = ["纳税人名称", "纳税人识别号", "生产经营地址", "从业人数", "联系电话"];
        var known = await KnownAsync(platform, $"巩义市{Word(n)}机械有限公司", Code(n), more: e => (e.LegalRepresentative, e.Workers) = ("张三", 80));
        var (tax, _) = await FeedAsync(platform, "gongyi", "tax", Sheet(headings, [$"{Word(n)}机械厂", Code(n), "回郭镇别处1号", "60", "0371-61234567"]));
        Assert.Equal(new FeedCounts(0, 1, 0, 0, 0), tax.Counts);
        var now = (await FindAsync(platform, Code(n)))!;
        // The declaration goes before the tax office in all but what nobody had said.
        Assert.Equal((known.Name, 80, "0371-61234567"), (now.Name, now.Workers, now.Phone));
        await platform.AsPlatformAsync(async s => Assert.Equal("****-****4567", (await s.GetRequiredService<ZhijianDb>().Set<FieldChange>().SingleAsync(c => c.EmployerId == known.Id)).After));

        var (register, _) = await FeedAsync(platform, "gongyi", "register", Sheet(Headings, Row(n, person: "王五")));
        Assert.Equal(1, register.Changed);
        now = (await FindAsync(platform, Code(n)))!;
        Assert.Equal(($"巩义市{Word(n)}耐火材料有限公司", "王五", 80), (now.Name, now.LegalRepresentative, now.Workers));
        // Who spoke last with the same weight stands; who weighs less does not.
        await FeedAsync(platform, "gongyi", "tax", Sheet(headings, [$"{Word(n)}机械厂", Code(n), "回郭镇别处1号", "", ""]));
        Assert.Equal($"巩义市{Word(n)}耐火材料有限公司", (await FindAsync(platform, Code(n)))!.Name);
    }

    [Theory, BothDatabases]
    public async Task A_county_feeds_its_own_rows_and_the_city_all(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (a, b, c, d) = (Number(), Number(), Number(), Number());
        await KnownAsync(platform, $"登封市{Word(c)}煤机有限公司", Code(c, Dengfeng), Dengfeng);
        var file = Sheet(Headings, Row(a), Row(b, place: "登封市"), Row(c, place: "巩义市", code: Code(c, Dengfeng)), Row(d, place: "不存在县"));
        var (county, run) = await FeedAsync(platform, "gongyi", "register", file);
        Assert.Equal((1, 3), (county.New, run.Skipped));
        Assert.Equal(["不在您的管辖范围内", "该单位已在其他地区建档，请报上级处理", "没有这个行政区划，请填写全称（如巩义市）或代码"], run.ReadPreview()!.Problems.Select(p => p.Message));
        Assert.NotNull(run.ErrorsFileId);
        var (city, _) = await FeedAsync(platform, "shijianguan", "register", file);
        Assert.Equal(new FeedCounts(1, 1, 1, 0, 0), city.Counts);
        Assert.Equal(Dengfeng, (await FindAsync(platform, Code(b)))!.CountyCode);
        // A register's district is where a firm is registered; it moves no workplace.
        Assert.Equal(Dengfeng, (await FindAsync(platform, Code(c, Dengfeng)))!.DivisionCode);
    }

    [Theory, BothDatabases]
    public async Task Rows_that_cannot_become_files_are_named(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (a, b) = (Number(), Number());
        string[] headings = ["户名", "用电地址", "行业", "用电量"];
        var known = await KnownAsync(platform, $"巩义市{Word(a)}铸造有限公司", Code(a));
        var (batch, run) = await FeedAsync(platform, "gongyi", "power", Sheet(headings,
            [$"{Word(a)}铸造有限公司", "巩义市米河镇工业路8号", "", "月均 12.5 万千瓦时"],
            [$"{Word(b)}不在册厂", "巩义市米河镇某路1号", "", ""],
            [$"{Word(b)}不在册厂", "哪里也不是", "耐火陶瓷制品及其他耐火材料制造", ""],
            ["12345", "巩义市", "", ""],
            [$"{Word(b)}不在册厂", "巩义市大峪沟镇某路1号", "耐火陶瓷制品及其他耐火材料制造", ""]));
        Assert.Equal(["不在册，且没有可识别的行业，不能新建档案", "不在册，且看不出在哪个区划，不能新建档案", "不是单位名称"], run.ReadPreview()!.Problems.Select(p => p.Message));
        Assert.Equal(["行业代码", "行政区划", "单位名称"], run.ReadPreview()!.Problems.Select(p => p.ColumnTitle));
        Assert.Equal((1, 0), (batch.New, batch.Changed));
        var item = (await ItemsAsync(platform, batch.Id)).Single(i => i.RowNumber == 2);
        Assert.Equal(known.Id, item.EmployerId);
        await platform.AsPlatformAsync(async s => Assert.Equal("月均 12.5 万千瓦时", (await s.GetRequiredService<ZhijianDb>().Set<FeedHint>().SingleAsync(h => h.EmployerId == known.Id)).Value));
    }

    [Theory, BothDatabases]
    public async Task A_list_of_permits_names_an_employer_more_than_once(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var n = Number();
        string[] headings = ["排污单位名称", "统一社会信用代码", "生产经营场所地址", "行业类别", "排污许可管理类别"];
        string[] Permit(string kind) => [$"巩义市{Word(n)}耐材有限公司", Code(n), "巩义市米河镇工业路8号", "耐火陶瓷制品及其他耐火材料制造", kind];
        var (batch, run) = await FeedAsync(platform, "gongyi", "environment", Sheet(headings, Permit("重点管理"), Permit("简化管理"), Permit("简化管理")));
        Assert.Equal((1, 1, 1), (batch.New, batch.Unchanged, run.Skipped));
        var employer = (await FindAsync(platform, Code(n)))!;
        Assert.Equal("3089", employer.IndustryCode);
        await platform.AsPlatformAsync(async s => Assert.Equal("简化管理", (await s.GetRequiredService<ZhijianDb>().Set<FeedHint>().SingleAsync(h => h.EmployerId == employer.Id)).Value));
    }

    [Theory, BothDatabases]
    public async Task An_organisation_with_accounts_gets_its_file_under_its_own_key(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var organisation = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Zhijian.Platform.Organisations.Organisation>().AsNoTracking().SingleAsync(o => o.Name == "巩义市示例耐火材料有限公司"));
        await FeedAsync(platform, "gongyi", "register", Sheet(Headings, Row(1, organisation.Name, code: organisation.CreditCode)));
        Assert.Equal(organisation.Id, (await FindAsync(platform, organisation.CreditCode))!.Id);
        await platform.AsAsync("qiye1", async s => Assert.NotNull(await s.GetRequiredService<EmployerDirectory>().FindAsync(organisation.Id, Cancel)));
    }

    [Theory, BothDatabases]
    public async Task Emoji_formulas_wide_digits_and_wrong_columns_do_no_harm(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (a, b) = (Number(), Number());
        var wide = string.Concat(Code(a).Select(c => (char)(c + 0xFEE0)));
        var (batch, run) = await FeedAsync(platform, "gongyi", "register", Sheet([.. Headings, "🏭"], [.. Row(a, $"😀{Word(a)}😀有限公司", code: wide), "=HYPERLINK(1)"], [.. Row(b, $"=cmd|'/c calc'!A{Word(b)}"), ""]));
        Assert.Equal((2, 0), (batch.New, run.Skipped));
        Assert.Equal($"😀{Word(a)}😀有限公司", (await FindAsync(platform, Code(a)))!.Name);
        Assert.Equal($"=cmd|'/c calc'!A{Word(b)}", (await FindAsync(platform, Code(b)))!.Name);

        var wrong = await Assert.ThrowsAsync<SheetRefusedException>(() => CheckAsync(platform, "gongyi", "register", Sheet(["甲", "乙"], ["1", "2"])));
        Assert.Contains("单位名称", wrong.Message);
        var formula = HostileFiles.Xlsx("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>单位名称</t></is></c></row><row r=\"2\"><c r=\"A2\"><f>1+1</f></c></row>");
        var (_, failed) = await ReadAsync(platform, await CheckAsync(platform, "gongyi", "register", formula));
        Assert.Contains("公式没有计算结果", failed.ReadPreview()!.Problems.Single().Message);
    }

    [Theory, BothDatabases]
    public async Task A_mapping_is_made_once_and_later_files_need_nothing(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (a, b) = (Number(), Number());
        string[] headings = ["主体全称", "证照号", "所在地", "门类", "现况"];
        var refused = await Assert.ThrowsAsync<SheetRefusedException>(() => CheckAsync(platform, "gongyi", "register", Sheet(headings, ["甲公司", Code(a), "巩义市", Industry, "活着"])));
        Assert.Contains("单位名称", refused.Message);

        var source = await SourceAsync(platform, "register");
        var spec = new MappingSpec(new Dictionary<FeedFact, string> { [FeedFact.Name] = "主体全称", [FeedFact.CreditCode] = "证照号", [FeedFact.Division] = "所在地", [FeedFact.IndustryCode] = "门类", [FeedFact.Status] = "现况" },
            new Dictionary<string, EmployerStatus> { ["活着"] = EmployerStatus.Operating, ["没了"] = EmployerStatus.Cancelled }, new Dictionary<string, RegistrationType>());
        Task<int> Map(MappingSpec s) => platform.AsAsync("shijianguan", x => x.GetRequiredService<FeedDesk>().MapAsync(source, s, null, Cancel));
        Assert.Equal((2, 2), (await Map(spec), await Map(spec)));
        var (batch, run) = await FeedAsync(platform, "gongyi", "register", Sheet(headings, [$"{Word(a)}公司", Code(a), "巩义市", Industry, "没了"], [$"{Word(b)}公司", Code(b), "巩义市", Industry, "说不清"]));
        Assert.Equal((1, 1), (batch.New, run.Skipped));
        Assert.Equal(EmployerStatus.Cancelled, (await FindAsync(platform, Code(a)))!.Status);
        Assert.Equal(("现况", "“说不清”不在对照表中，请在来源的对照设置里补上"), run.ReadPreview()!.Problems.Select(p => (p.ColumnTitle, p.Message)).Single());
        // The batch tells by which edition it was read.
        await platform.AsPlatformAsync(async s => Assert.Equal(2, (await s.GetRequiredService<ZhijianDb>().Set<FeedMapping>().SingleAsync(m => m.Id == batch.MappingId)).Number));

        var twice = await Assert.ThrowsAsync<Refusal>(() => Map(spec with { Columns = new Dictionary<FeedFact, string> { [FeedFact.Name] = "甲", [FeedFact.FormerName] = " 甲" } }));
        Assert.Contains("被用了两次", twice.Message);
        await Assert.ThrowsAsync<Refusal>(() => Map(spec with { Columns = new Dictionary<FeedFact, string> { [FeedFact.CreditCode] = "甲" } }));
    }

    [Fact]
    public void Headings_and_words_are_recognised()
    {
        var found = MappingProposal.Columns(["序号", "企业名称", "统一社会信用代码（18位）", "住所", "法定代表人（负责人）", "登记状态", "所属行业代码", "企业名称 "]);
        Assert.Equal((FeedFact.Name, FeedFact.CreditCode, FeedFact.RegisteredAddress, FeedFact.LegalRepresentative, FeedFact.Status, FeedFact.IndustryCode),
            (Of("企业名称"), Of("统一社会信用代码（18位）"), Of("住所"), Of("法定代表人（负责人）"), Of("登记状态"), Of("所属行业代码")));
        Assert.DoesNotContain("序号", found.Values);
        FeedFact Of(string heading) => found.Single(f => f.Value == heading).Key;
        Assert.Equal((EmployerStatus.Operating, EmployerStatus.Revoked, null), (MappingProposal.Status("存续（在营、开业、在册）"), MappingProposal.Status("吊销，未注销"), MappingProposal.Status("？")));
        Assert.Equal(RegistrationType.LimitedLiability, MappingProposal.Type("有限责任公司(自然人独资)"));
    }

    [Theory, BothDatabases]
    public async Task A_csv_in_gbk_and_several_thousand_rows_go_the_same_way(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        const int rows = 2_500;
        var from = 300_000;
        var text = string.Join('\n', Enumerable.Range(from, rows).Select(n => string.Join(',', Row(n))).Prepend(string.Join(',', Headings)));
        var (batch, _) = await FeedAsync(platform, "gongyi", "register", HostileFiles.Gbk(text), "名单.csv");
        Assert.Equal(new FeedCounts(rows, 0, 0, 0, 0), batch.Counts);
        var (again, _) = await FeedAsync(platform, "gongyi", "register", HostileFiles.Gbk(text), "名单.csv");
        Assert.Equal(new FeedCounts(0, 0, rows, 0, 0), again.Counts);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.Equal((rows, rows), (await db.Set<Employer>().CountAsync(e => e.Source == batch.Lineage), await db.Set<MatchMark>().CountAsync(m => db.Set<Employer>().Any(e => e.Id == m.EmployerId && e.Source == batch.Lineage))));
            Assert.Equal(0, await db.Set<FieldChange>().CountAsync(c => c.Source == again.Lineage));
        });
    }
}
