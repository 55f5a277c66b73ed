using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Registry.Feeds.FeedCity;

namespace Zhijian.Tests.Modules.Registry.Feeds;

public sealed class MergeTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    static Task<Guid> MergeAsync(TestPlatform platform, string user, Guid kept, Guid gone, params string[] fromGone) =>
        platform.AsAsync(user, s => s.GetRequiredService<MergeDesk>().MergeAsync(kept, gone, fromGone.ToHashSet(), "同一单位", null, Cancel));

    static Task UndoAsync(TestPlatform platform, string user, Guid merge) => platform.AsAsync(user, s => s.GetRequiredService<MergeDesk>().UndoAsync(merge, "并错了", null, Cancel));

    /// <summary>An employer with something in every table that hangs on him.</summary>
    static async Task<Employer> FullAsync(TestPlatform platform, string name, string? code, Action<Employer>? more = null)
    {
        var employer = await KnownAsync(platform, name, code, more: more);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var main = await db.Set<Workplace>().SingleAsync(w => w.EmployerId == employer.Id);
            await s.GetRequiredService<WritePath>().CommitAsync(new("test.full"), change =>
            {
                var shop = new Workshop { EmployerId = employer.Id, WorkplaceId = main.Id, DivisionCode = Gongyi, Name = "成型车间" };
                var post = new JobPost { EmployerId = employer.Id, WorkplaceId = main.Id, WorkshopId = shop.Id, DivisionCode = Gongyi, Name = "压砖" };
                db.AddRange(shop, post, new Exposure { EmployerId = employer.Id, WorkplaceId = main.Id, WorkshopId = shop.Id, JobPostId = post.Id, FactorCode = "1-01", CountyCode = Gongyi, DivisionCode = Gongyi, Source = "declaration" });
                db.Add(new Workplace { EmployerId = employer.Id, Name = "二厂区", Address = "回郭镇1号", DivisionCode = Dengfeng, CountyCode = Dengfeng, SupervisorCode = Dengfeng });
                db.Add(new Due { EmployerId = employer.Id, EmployerName = employer.Name, DivisionCode = Gongyi, CountyCode = Gongyi, SupervisorCode = Gongyi, Kind = "declaration.change", Title = "变更申报", Basis = "第八条" });
                db.Add(new FormerName { EmployerId = employer.Id, Name = "旧名", Source = "register:1" });
                db.Add(new FeedHint { EmployerId = employer.Id, SourceKey = "power", Kind = HintKindOf(name), Value = "1", DivisionCode = Gongyi });
                db.Add(new FieldChange { EmployerId = employer.Id, Field = "Name", After = name, Source = "register:1", By = "测试", At = change.At });
                change.Raise(new EmployerHappening(employer.Id, new(2026, 6, 1), "test.done", "做过的事"));
                return Task.CompletedTask;
            });
        });
        return employer;
    }

    static Zhijian.Modules.Registry.Feeds.HintKind HintKindOf(string name) => name.Contains('甲') ? Zhijian.Modules.Registry.Feeds.HintKind.ElectricityUse : Zhijian.Modules.Registry.Feeds.HintKind.PermitKind;

    /// <summary>Every row of every table with an employer_id, and the employers, without versions; histories apart, and the risk, which is judged anew.</summary>
    static Task<Dictionary<string, string>> PictureAsync(TestPlatform platform, params Guid[] employers) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var rows = new Dictionary<string, string>();
        async Task Take<T>(IQueryable<T> query) where T : class
        {
            foreach (var row in await query.ToListAsync())
            {
                var values = db.Entry(row).Properties.Where(p => p.Metadata.Name != "Version" && !p.Metadata.Name.StartsWith("Risk", StringComparison.Ordinal) && p.Metadata.Name != nameof(Employer.ComprehensiveClass)).ToDictionary(p => p.Metadata.Name, p => p.CurrentValue?.ToString());
                rows[$"{typeof(T).Name} {values["Id"]}"] = JsonSerializer.Serialize(values);
            }
        }
        await Take(db.Set<Employer>().Where(e => employers.Contains(e.Id)));
        await Take(db.Set<Workplace>().Where(w => employers.Contains(w.EmployerId)));
        await Take(db.Set<Workshop>().Where(w => employers.Contains(w.EmployerId)));
        await Take(db.Set<JobPost>().Where(w => employers.Contains(w.EmployerId)));
        await Take(db.Set<Exposure>().Where(w => employers.Contains(w.EmployerId)));
        await Take(db.Set<Due>().Where(w => employers.Contains(w.EmployerId)));
        await Take(db.Set<FormerName>().Where(w => employers.Contains(w.EmployerId)));
        await Take(db.Set<FeedHint>().Where(w => employers.Contains(w.EmployerId)));
        await Take(db.Set<EmployerEvent>().Where(w => employers.Contains(w.EmployerId) && w.Kind == "test.done"));
        return rows;
    });

    [Theory, BothDatabases]
    public async Task Merge_and_undo_is_no_change_in_any_row(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var n = Number();
        var kept = await FullAsync(platform, $"巩义市{Word(n)}甲有限公司", null, e => e.LegalRepresentative = "张三");
        var gone = await FullAsync(platform, $"巩义市{Word(n)}乙有限公司", Code(n), e => (e.HasDust, e.Phone, e.DeclarationStanding) = (true, "0371-61234567", DeclarationStanding.Valid));
        var earlier = await KnownAsync(platform, "更早并入的", more: e => e.MergedIntoId = gone.Id);
        var before = await PictureAsync(platform, kept.Id, gone.Id, earlier.Id);
        Assert.Equal(2 * 10 + 1 + 1, before.Count);

        var merge = await MergeAsync(platform, "gongyi", kept.Id, gone.Id, nameof(Employer.CreditCode), nameof(Employer.Phone));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var now = await db.Set<Employer>().AsNoTracking().SingleAsync(e => e.Id == kept.Id);
            Assert.Equal((Code(n), CodeStanding.Valid, "张三", "0371-61234567", true, DeclarationStanding.Valid), (now.CreditCode, now.CodeStanding, now.LegalRepresentative, now.Phone, now.HasDust, now.DeclarationStanding));
            Assert.Contains($"{Word(n)}乙", now.SearchText);
            Assert.Equal([kept.Id, kept.Id], await db.Set<Employer>().Where(e => e.Id == gone.Id || e.Id == earlier.Id).Select(e => e.MergedIntoId!.Value).ToListAsync());
            Assert.Equal(["主要工作场所", "主要工作场所（并入）", "二厂区", "二厂区（并入）"], (await db.Set<Workplace>().Where(w => w.EmployerId == kept.Id).Select(w => w.Name).ToListAsync()).Order(StringComparer.Ordinal));
            Assert.Equal(kept.Id, (await db.Set<Workplace>().AsNoTracking().Where(w => w.EmployerId == kept.Id && !w.IsMain).FirstAsync()).OrganisationId);
            Assert.Equal(2, await db.Set<Exposure>().CountAsync(x => x.EmployerId == kept.Id));
            Assert.Equal(1, await db.Set<EmployerEvent>().CountAsync(x => x.EmployerId == kept.Id && x.Kind == "registry.merged"));
            Assert.Equal(1, await db.Set<EmployerEvent>().CountAsync(x => x.EmployerId == gone.Id && x.Kind == "registry.merged"));
            Assert.Equal("register:1", (await db.Set<FieldChange>().SingleAsync(c => c.EmployerId == gone.Id)).Source);
            Assert.Equal("declaration:1", (await db.Set<FieldChange>().SingleAsync(c => c.EmployerId == kept.Id && c.Field == nameof(Employer.CreditCode))).Source);
            // Read past the column's cipher: personal data of the record is not legible in the table.
            Assert.DoesNotContain("61234567", await db.Database.SqlQuery<string>($"SELECT record AS \"Value\" FROM employer_merges WHERE id = {merge}").SingleAsync());
        });
        // The directory and a feed find the one that is left.
        await platform.AsAsync("gongyi", async s => Assert.Null(await s.GetRequiredService<EmployerDirectory>().FindAsync(gone.Id, Cancel)));
        var (batch, _) = await FeedAsync(platform, "gongyi", "tax", Sheet(["纳税人名称", "纳税人识别号"], [$"巩义市{Word(n)}乙有限公司", Code(n)]));
        Assert.Equal(kept.Id, Assert.Single(await ItemsAsync(platform, batch.Id)).EmployerId);

        await UndoAsync(platform, "gongyi", merge);
        var after = await PictureAsync(platform, kept.Id, gone.Id, earlier.Id);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        foreach (var (row, values) in before) Assert.Equal(values, after[row]);
        await platform.AsPlatformAsync(async s => Assert.Null((await s.GetRequiredService<ZhijianDb>().Set<EmployerMerge>().SingleAsync(m => m.Id == merge)).UndoRemark));
        await Assert.ThrowsAsync<Refusal>(() => UndoAsync(platform, "gongyi", merge));
    }

    [Theory, BothDatabases]
    public async Task What_changed_since_the_merge_stays_and_is_told(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var n = Number();
        var kept = await FullAsync(platform, $"巩义市{Word(n)}甲有限公司", null);
        var gone = await FullAsync(platform, $"巩义市{Word(n)}乙有限公司", Code(n), e => e.LegalRepresentative = "李四");
        var merge = await MergeAsync(platform, "gongyi", kept.Id, gone.Id, nameof(Employer.LegalRepresentative));
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.change"), async _ =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            (await db.Set<Employer>().SingleAsync(e => e.Id == kept.Id)).LegalRepresentative = "王五";
            db.Remove(await db.Set<Exposure>().FirstAsync(e => e.EmployerId == kept.Id && db.Set<Workplace>().Any(w => w.Id == e.WorkplaceId && !w.IsMain)));
        }));
        await UndoAsync(platform, "gongyi", merge);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.Equal("王五", (await db.Set<Employer>().SingleAsync(e => e.Id == kept.Id)).LegalRepresentative);
            Assert.Equal("合并后又有改动，保留现值：法定代表人。1 处已被删除，没有恢复。", (await db.Set<EmployerMerge>().SingleAsync(m => m.Id == merge)).UndoRemark);
            Assert.Equal(gone.Id, (await db.Set<Workplace>().SingleAsync(w => w.EmployerId == gone.Id && w.IsMain)).EmployerId);
        });
    }

    [Theory, BothDatabases]
    public async Task The_old_link_of_a_merged_file_leads_to_the_one_that_is_left_for_who_may_see_it(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (kept, gone, first) = (await KnownAsync(platform, "保留的档案", Code(Number())), await KnownAsync(platform, "并入的档案"), await KnownAsync(platform, "更早的档案"));
        await MergeAsync(platform, "gongyi", gone.Id, first.Id);
        var merge = await MergeAsync(platform, "gongyi", kept.Id, gone.Id);
        var gongyi = await platform.SignInAsync("gongyi");
        foreach (var old in new[] { gone, first })
        {
            var page = await gongyi.PageAsync($"/registry/{old.Id}?tab=risk");
            Assert.Equal((System.Net.HttpStatusCode.Redirect, $"/registry/{kept.Id}?tab=risk"), (page.Status, page.Location));
            Assert.Contains($"“{old.Name}”是重复档案，已并入“保留的档案”", (await gongyi.PageAsync(page.Location!)).Html);
            Assert.Equal($"/registry/{kept.Id}/edit", (await gongyi.PageAsync($"/registry/{old.Id}/edit")).Location);
            Assert.Equal($"/registry/{kept.Id}/summary.docx", (await gongyi.PageAsync($"/registry/{old.Id}/summary.docx")).Location);
            var answer = await gongyi.GetAsync($"/api/v1/employers/{old.Id}", Cancel);
            Assert.Equal((System.Net.HttpStatusCode.Redirect, $"/api/v1/employers/{kept.Id}"), (answer.StatusCode, answer.Headers.Location!.ToString()));
            var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
            Assert.Equal(kept.Id, body.GetProperty("mergedInto").GetGuid());
            Assert.Contains("已并入", body.GetProperty("message").GetString());
            Assert.Equal($"/api/v1/employers/{kept.Id}/risk", (await gongyi.PageAsync($"/api/v1/employers/{old.Id}/risk")).Location);
        }
        var dengfeng = await platform.SignInAsync("dengfeng");
        foreach (var path in new[] { $"/registry/{gone.Id}", $"/api/v1/employers/{gone.Id}", $"/registry/{gone.Id}/summary.docx" })
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await dengfeng.PageAsync(path)).Status);

        await UndoAsync(platform, "gongyi", merge);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await gongyi.PageAsync($"/registry/{gone.Id}")).Status);
    }

    [Theory, BothDatabases]
    public async Task Merges_that_would_lose_something_are_refused(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (a, b, c) = (await KnownAsync(platform, "甲公司"), await KnownAsync(platform, "乙公司"), await KnownAsync(platform, "丙公司"));
        var foreign = await KnownAsync(platform, "登封公司", division: Dengfeng);
        await Assert.ThrowsAsync<NotFoundException>(() => MergeAsync(platform, "gongyi", a.Id, foreign.Id));
        await Assert.ThrowsAsync<Refusal>(() => MergeAsync(platform, "gongyi", a.Id, a.Id));
        var first = await MergeAsync(platform, "gongyi", a.Id, b.Id);
        await Assert.ThrowsAsync<Refusal>(() => MergeAsync(platform, "gongyi", a.Id, b.Id));
        await MergeAsync(platform, "gongyi", c.Id, a.Id);
        Assert.Contains("先撤销后一次", (await Assert.ThrowsAsync<Refusal>(() => UndoAsync(platform, "gongyi", first))).Message);
        await Assert.ThrowsAsync<NotFoundException>(() => UndoAsync(platform, "dengfeng", first));

        var organisation = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Zhijian.Platform.Organisations.Organisation>().AsNoTracking().SingleAsync(o => o.Name == "巩义市示例耐火材料有限公司"));
        await FeedAsync(platform, "gongyi", "register", Sheet(Headings, Row(1, organisation.Name, code: organisation.CreditCode)));
        Assert.Contains("企业账号", (await Assert.ThrowsAsync<Refusal>(() => MergeAsync(platform, "gongyi", c.Id, organisation.Id))).Message);
        await MergeAsync(platform, "shijianguan", organisation.Id, c.Id);
    }

    [Fact]
    public async Task Every_table_with_an_employer_is_answered_for()
    {
        var platform = await platforms.SharedAsync(Database.Sqlite);
        await platform.AsPlatformAsync(s =>
        {
            var tables = s.GetRequiredService<ZhijianDb>().Model.GetEntityTypes().Where(t => t.GetProperties().Any(p => p.GetColumnName() is "employer_id" or "addressee_id")).Select(t => t.ClrType).ToList();
            var answered = s.GetServices<IMoveWithEmployer>().SelectMany(m => m.Types).ToList();
            Assert.True(tables.Count >= 10, $"only {tables.Count} tables found");
            Assert.Equal(tables.OrderBy(t => t.Name).ToList(), answered.OrderBy(t => t.Name).ToList());
            return Task.CompletedTask;
        });
    }

    [Theory, BothDatabases]
    public async Task Doubles_are_found_once_and_stay_parted(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var n = Number();
        var a = await KnownAsync(platform, $"巩义市{Word(n)}耐材有限公司", Code(n));
        var b = await KnownAsync(platform, $"{Word(n)}耐材有限责任公司");
        await KnownAsync(platform, $"巩义市{Word(n)}耐材有限公司", Code(Number())); // another firm: both codes are valid
        await KnownAsync(platform, $"登封市{Word(n)}耐材有限公司", division: Dengfeng); // another county
        async Task LookAsync() => await platform.Services.GetRequiredService<MatchKeyKeeper>().CatchUpAsync(DuplicateFinder.FoundAsync, null, Cancel);
        await LookAsync();
        await LookAsync();
        var pairs = await platform.AsAsync("gongyi", s => s.GetRequiredService<ZhijianDb>().Set<DuplicatePair>().AsNoTracking().ToListAsync());
        Assert.Equal(2, pairs.Count);
        var pair = pairs.Single(p => new[] { p.FirstId, p.SecondId }.ToHashSet().SetEquals([a.Id, b.Id]));
        Assert.Equal(("同县同名、同县同地址", Gongyi, 1000), (pair.Reasons, pair.DivisionCode, pair.Score));
        await platform.AsAsync("dengfeng", async s => Assert.Empty(await s.GetRequiredService<ZhijianDb>().Set<DuplicatePair>().ToListAsync()));

        await platform.AsAsync("gongyi", s => s.GetRequiredService<MergeDesk>().PartAsync(pair.Id, null, Cancel));
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.touch"), async _ => (await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.Id == b.Id)).Principal = "赵六"));
        await LookAsync();
        Assert.Equal(PairState.Different, (await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<DuplicatePair>().SingleAsync(p => p.Id == pair.Id))).State);
        Assert.Equal(2, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<DuplicatePair>().CountAsync()));
    }
}
