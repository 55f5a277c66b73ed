using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Declarations;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Files;
using static Zhijian.Tests.Modules.Declarations.DeclarationFiles;

namespace Zhijian.Tests.Modules.Declarations;

/// <summary>A county enters the declarations of many employers by a sheet.</summary>
public sealed class DeclarationImportTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    static Task<List<HazardDeclaration>> DeclaredAsync(TestPlatform platform, params string[] codes) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<ZhijianDb>().Set<HazardDeclaration>().AsNoTracking().Where(d => codes.Contains(d.CreditCode)).OrderBy(d => d.Id).ToListAsync());

    [Theory, BothDatabases]
    public async Task A_county_sees_all_that_is_wrong_with_a_declaration_at_once(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (broken, _) = await EmployerAsync(platform);
        var (says, _) = await EmployerAsync(platform);
        var run = await PreviewAsync(platform, "gongyi", Workbook(
            [.. Lines(broken).With(1, Persons, "很多"), .. Lines(broken).With(0, Distinct, "19").With(1, Factor, "不存在的因素")], // rows 2 to 5
            Lines(says).With(0, 8, "12").With(1, Exposed, "19").With(1, Factor, "也不存在")), Cancel); // 6, 7
        string Of(int row) => string.Join('|', run.ReadPreview()!.Problems.Where(p => p.RowNumber == row).Select(p => $"{p.ColumnTitle}：{p.Message}"));
        Assert.Contains("接触人数（可重复）：", Of(3));
        Assert.Contains("接触人数（不重复）：与第 2 行的“20”不一致", Of(4));
        Assert.Contains("职业病危害因素名称：“不存在的因素”不在", Of(5));
        Assert.Contains("填报人联系电话：", Of(6));
        Assert.Contains("接触职业病危害总人数：与第 6 行的“20”不一致", Of(7));
        Assert.Contains("职业病危害因素名称：“也不存在”不在", Of(7));
    }

    [Theory, BothDatabases]
    public async Task The_good_ones_go_in_and_each_bad_one_is_held_back_as_a_whole_and_named(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (good, _) = await EmployerAsync(platform);
        var (factor, _) = await EmployerAsync(platform);
        var (twice, _) = await EmployerAsync(platform);
        var (sums, _) = await EmployerAsync(platform);
        var (foreign, _) = await EmployerAsync(platform, "410185");
        var (split, _) = await EmployerAsync(platform);
        var (central, _) = await EmployerAsync(platform, more: e => e.OwnershipLevel = OwnershipLevel.Central);
        var (says, _) = await EmployerAsync(platform);
        var (last, _) = await EmployerAsync(platform);
        var splitRows = Lines(split);
        var file = Workbook(
            Lines(good),                                                     // rows 2, 3
            Lines(factor).With(1, Factor, "不存在的因素"),                     // 4, 5
            Lines(twice).With(1, Factor, "矽尘"),                             // 6, 7
            Lines(sums).With(0, Exposed, "21"),                              // 8, 9
            Lines(foreign),                                                  // 10, 11
            [splitRows[0]],                                                 // 12
            Lines(central),                                                  // 13, 14
            [splitRows[1]],                                                 // 15
            Lines(says).With(1, Exposed, "19").With(1, Persons, "很多"),       // 16, 17
            Lines(last).With(0, WorkshopName, "=HYPERLINK(\"http://x\")").With(1, WorkshopName, "=HYPERLINK(\"http://x\")")); // 18, 19

        var run = await PreviewAsync(platform, "gongyi", file, Cancel);
        Assert.True(run.State == ImportState.Previewed, run.Message);
        var preview = run.ReadPreview()!;
        Assert.Equal((4, 14), (preview.Good, preview.Bad));
        string Of(int row) => string.Join('|', preview.Problems.Where(p => p.RowNumber == row).Select(p => $"{p.ColumnTitle}：{p.Message}"));
        Assert.Contains("职业病危害因素名称：“不存在的因素”不在职业病危害因素分类目录中", Of(5));
        Assert.Contains("第 5 行有问题，整份暂不导入", Of(4));
        Assert.Contains("职业病危害因素名称：“矽尘”在该作业场所重复填写", Of(7).Replace("矽尘（游离SiO2含量≥10%）", "矽尘"));
        Assert.Contains("接触职业病危害总人数：接触职业病危害总人数 21 人多于各作业场所人数之和 20 人", Of(8));
        Assert.Contains("统一社会信用代码：本辖区档案中没有这个单位", Of(10));
        Assert.Contains("分在第 12 行和第 15 行两处", Of(12));
        Assert.Contains("分在第 12 行和第 15 行两处", Of(15));
        Assert.Contains("由郑州市受理", Of(13));
        Assert.Contains("接触人数（可重复）：应为数字", Of(17));
        Assert.Contains("第 17 行有问题", Of(16));
        Assert.Empty(await DeclaredAsync(platform, good, last));

        var done = await ApplyAsync(platform, "gongyi", run.Id, Cancel);
        Assert.Equal((ImportState.Done, 4, 14), (done.State, done.Written, done.Skipped));
        var filed = (await DeclaredAsync(platform, good))[0];
        Assert.Equal((DeclarationState.Submitted, "410181", 1, 20, true), (filed.State, filed.AuthorityCode, filed.Number, filed.TotalExposed!.Value, filed.EnteredBy is { Length: > 0 }));
        Assert.Equal((new DateOnly(2026, 6, 10), new DateOnly(2026, 6, 17)), (filed.FiledOn, filed.DeadlineOn));
        Assert.Empty(await DeclaredAsync(platform, factor, twice, sums, foreign, split, central, says));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var rows = await db.Set<DeclaredHazard>().AsNoTracking().Where(r => r.DeclarationId == filed.Id).OrderBy(r => r.Ordinal).ToListAsync();
            Assert.Equal([("破碎车间", 20, 20), ("破碎车间", 20, 20)], rows.Select(r => (r.Workshop, r.WorkshopDistinct, r.Persons)));
            Assert.Equal(filed.ScopePath, rows[0].ScopePath);
            Assert.True(await db.Set<Todo>().AnyAsync(t => t.SubjectId == filed.Id.ToString() && t.DoneAt == null && t.DivisionCode == "410181"));
            Assert.True(await db.Set<EmployerEvent>().AnyAsync(e => e.EmployerId == filed.EmployerId && e.Kind == "declaration.submitted"));
            Assert.True(await db.Set<AuditEntry>().AnyAsync(a => a.Entity == nameof(HazardDeclaration) && a.Kind == "bulk"));
            var word = await db.Set<DeclaredHazard>().AsNoTracking().Where(r => EF.Functions.Like(r.Workshop, "=%")).ToListAsync();
            Assert.Equal(2, word.Count);
        });

        // The workbook of the bad rows: whole declarations, with what to correct; corrected, it goes in as it is.
        var errors = await platform.AsAsync("gongyi", async s =>
        {
            var (_, content) = await s.GetRequiredService<FileDesk>().OpenAsync(run.ErrorsFileId!.Value, Cancel);
            await using (content)
            {
                var copy = new MemoryStream();
                await content.CopyToAsync(copy, Cancel);
                return copy.ToArray();
            }
        });
        var again = await PreviewAsync(platform, "gongyi", errors, Cancel);
        Assert.Equal((0, 14), (again.Good, again.Bad));

        // The same again: each is already under way.
        var second = await PreviewAsync(platform, "gongyi", Workbook(Lines(good), Lines(last)), Cancel);
        Assert.Equal(0, second.Good);
        Assert.All(second.ReadPreview()!.Problems.Where(p => p.ColumnTitle == "申报类别"), p => Assert.Contains("正在办理", p.Message));
        // Reviewed like any other.
        var county = await platform.SignInAsync("gongyi");
        var own = await county.PageAsync($"/declarations/{filed.Id}");
        Assert.Contains("代录", own.Text);
        // …but not by the hand that entered it: no button, no bulk, no forged request.
        Assert.Contains("录入与审核须由不同人员办理", own.Text);
        Assert.Null(own.Document.QuerySelector("form[action*='handler=Approve']"));
        Assert.NotNull(own.Document.QuerySelector("form[action*='handler=Return']"));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<ReviewDesk>().ApproveAsync(filed.Id, null, null, default)));
        Assert.Equal(DeclarationMachine.OwnEntry, refusal.Message);
        Assert.Contains(DeclarationMachine.OwnEntry, Assert.Single((await platform.AsAsync("gongyi", s => s.GetRequiredService<ReviewDesk>().ApproveManyAsync([filed.Id], default))).Left), StringComparison.Ordinal);
        Assert.Equal(DeclarationState.Submitted, (await Declare.ReadAsync(platform, filed.Id)).State);
        // Entered by the clerk, approved by the supervisor.
        var (clerks, _) = await EmployerAsync(platform);
        var byClerk = await PreviewAsync(platform, "gongyi-zf", Workbook(Lines(clerks)), Cancel);
        await ApplyAsync(platform, "gongyi-zf", byClerk.Id, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.ActAsync(county, (await DeclaredAsync(platform, clerks))[0].Id, "Approve")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync($"/declarations/{filed.Id}")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task A_change_follows_the_version_in_force_and_settles_what_was_due(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (code, workplace) = await EmployerAsync(platform);
        var employer = await platform.AsPlatformAsync(async s => (await s.GetRequiredService<ZhijianDb>().Set<Workplace>().SingleAsync(w => w.Id == workplace)).EmployerId);
        var (first, firstPlace) = await EmployerAsync(platform);
        await platform.AsPlatformAsync(s => Declare.PutAsync(s, "410181", DeclarationState.Effective, employer));
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.due"), change =>
        {
            change.Raise(new DeclarationCalledFor(employer, workplace, DeclarationTrigger.ProcessChanged, new(2026, 6, 1), "更换设备"));
            return Task.CompletedTask;
        }));
        string[] headings = [.. Headings, "变更原因", "变化日期"];
        string[][] rows = [.. Lines(code, 18).With(0, 3, "变更申报").Select((r, i) => (string[])[.. r, i == 0 ? "技术、工艺、设备或材料变化致危害因素重大变化" : "", i == 0 ? "2026-06-01" : ""])];
        string[][] initial = [.. Lines(first).Select(r => (string[])[.. r, "", ""])];
        var run = await PreviewAsync(platform, "gongyi", HostileFiles.Xlsx(HostileFiles.Rows([headings, .. rows, .. initial])), Cancel);
        Assert.True(run.Bad == 0, string.Join('\n', run.ReadPreview()!.Problems));
        await ApplyAsync(platform, "gongyi", run.Id, Cancel);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var changed = await db.Set<HazardDeclaration>().AsNoTracking().SingleAsync(d => d.WorkplaceId == workplace && d.IsOpen);
            Assert.Equal((DeclarationKind.Change, 2, DeclarationTrigger.ProcessChanged, new DateOnly(2026, 6, 16)), (changed.Kind, changed.Number, changed.Trigger!.Value, changed.DueOn!.Value));
            Assert.NotNull(changed.PreviousId);
            var due = await db.Set<Due>().AsNoTracking().SingleAsync(d => d.EmployerId == employer && d.Kind == "declaration.change-process");
            Assert.Equal(new DateOnly(2026, 6, 10), due.SettledOn);
            Assert.Equal(DeclarationKind.Initial, (await db.Set<HazardDeclaration>().AsNoTracking().SingleAsync(d => d.WorkplaceId == firstPlace)).Kind);
        });
    }

    [Theory, BothDatabases]
    public async Task Thousands_of_rows_with_some_bad_ones_come_to_exactly_the_good_declarations(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        const int many = 1_200, everyBad = 33;
        var codes = await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var divisions = s.GetRequiredService<DivisionDirectory>();
            await divisions.LoadAsync(db);
            var rules = await s.GetRequiredService<Jurisdiction>().RulesAsync(default);
            return await s.GetRequiredService<WritePath>().CommitAsync(new("test.employers"), async change =>
            {
                var made = Enumerable.Range(0, many).Select(i => s.GetRequiredService<EmployerMaker>().Make(
                    new($"批量示例{i:D5}有限公司", Zhijian.Tests.Modules.Registry.Files.Code(), divisions.Find("410181")!, $"批量路 {i} 号", "3089", "test") { Workers = 60 }, rules, change.At, new(2026, 6, 1))).ToList();
                db.AddRange(made.Select(m => m.Item1));
                db.AddRange(made.Select(m => m.Item2));
                await db.SaveChangesAsync();
                return made.Select(m => m.Item1.CreditCode!).ToList();
            });
        });
        var bad = Enumerable.Range(0, many).Count(i => i % everyBad == 0);
        var file = Workbook([.. codes.Select((code, i) => i % everyBad == 0 ? Lines(code).With(1, Factor, "没有这种因素") : Lines(code))]);
        var run = await PreviewAsync(platform, "gongyi", file, Cancel);
        Assert.Equal(((many - bad) * 2, bad * 2), (run.Good, run.Bad));
        var done = await ApplyAsync(platform, "gongyi", run.Id, Cancel);
        Assert.Equal((ImportState.Done, (many - bad) * 2, bad * 2), (done.State, done.Written, done.Skipped));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.Equal(many - bad, await db.Set<HazardDeclaration>().CountAsync());
            Assert.Equal((many - bad) * 2, await db.Set<DeclaredHazard>().CountAsync());
            Assert.Equal(many - bad, await db.Set<Todo>().CountAsync(t => t.SubjectKind == nameof(HazardDeclaration) && t.DoneAt == null));
        });
    }
}
