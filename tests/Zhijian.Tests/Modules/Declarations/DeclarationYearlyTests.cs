using Monitor = Zhijian.Tests.Modules.Monitoring.Monitor;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Declarations.DeclarationFiles;
using static Zhijian.Tests.Platform.Files.HostileFiles;

namespace Zhijian.Tests.Modules.Declarations;

/// <summary>年度更新 by workbook: of one employer, and of many by a county.</summary>
public sealed class DeclarationYearlyTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    static readonly string[] Yearly = ["主要负责人培训", "管理人员培训", "接受培训人数", "最近一次职业健康检查日期", "体检机构", "检查人数"];
    static readonly string[] Facts = ["是", "是", "18", "2027-03-02", "郑州示例职业病医院", "19"];

    /// <summary>The rows of a declaration with the facts of the year in the first of them.</summary>
    static byte[] Workbook(string kind, string[]? facts, params string[] codes) => Xlsx(Rows(
        [[.. Headings, .. Yearly], .. codes.SelectMany(code => Lines(code).With(0, 3, kind).Select((row, i) => (string[])[.. row, .. i == 0 && facts is not null ? facts : Enumerable.Repeat("", Yearly.Length)]))]));

    static Task<T> AsCountyAsync<T>(TestPlatform platform, Func<ReviewDesk, Task<T>> work) => platform.AsAsync("gongyi", s => work(s.GetRequiredService<ReviewDesk>()));

    static Task<string> AcceptAsync(TestPlatform platform, Guid id, DateOnly today) => AsCountyAsync(platform, async desk =>
    {
        await desk.ApproveAsync(id, null, null, Cancel);
        await desk.ReceivePaperAsync(id, null, today, null, Cancel);
        return await desk.IssueReceiptAsync(id, null, null, Cancel);
    });

    /// <summary>Nobody is asked for another password in between.</summary>
    static Task GoOnAsync(TestPlatform platform, int days) => platform.AsPlatformAsync(async s =>
    {
        platform.Clock.Advance(TimeSpan.FromDays(days));
        await s.GetRequiredService<WritePath>().CommitAsync(new("test.passwords"), async change => (await s.GetRequiredService<ZhijianDb>().Users.ToListAsync()).ForEach(u => u.PasswordChangedAt = change.At));
        s.GetRequiredService<ViewerDirectory>().Forget();
    });

    static Task<List<Due>> DuesAsync(TestPlatform platform, Guid employer) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<ZhijianDb>().Set<Due>().AsNoTracking().Where(d => d.EmployerId == employer && d.Kind == "declaration.yearly").OrderBy(d => d.DueOn).ToListAsync());

    [Theory, BothDatabases]
    public async Task An_employer_updates_in_its_months_by_the_sheet_with_the_facts_of_the_year(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var code = await Monitor.CodeAsync(platform);
        var employer = await platform.SignInAsync("qiye1");
        var first = await Declare.StartAsync(employer, DeclarationKind.Initial);
        await Declare.FillAsync(employer, first, 20);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.SubmitAsync(employer, first)).Status);
        await AcceptAsync(platform, first, new(2026, 6, 10));
        await Monitor.FileAsync(platform, await Monitor.FormAsync(platform, Monitor.Silica("1.35"), Monitor.Silica("0.3", "2号点"), Monitor.Row("噪声", "LEX8H", "80")));

        // Before its months it is neither offered nor taken.
        var early = await employer.PageAsync("/my/declarations");
        Assert.Null(early.Document.QuerySelector("button[formaction*='kind=Yearly']"));
        Assert.Contains("年度更新自 2027-05-10 起办理，2027-07-10 前完成", early.Text);
        var filed = await Declare.ReadAsync(platform, first);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("qiye1", s => s.GetRequiredService<DeclarationDesk>().StartAsync(filed.WorkplaceId, DeclarationKind.Yearly, false, null, Cancel)));
        Assert.Contains("2027-05-10", refusal.Message);

        await GoOnAsync(platform, 344);
        employer = await platform.SignInAsync("qiye1", platform.PasswordOf("qiye1"));
        Assert.Contains("职业病危害项目年度更新", (await employer.PageAsync("/my/declarations")).Text);
        var id = await Declare.StartAsync(employer, DeclarationKind.Yearly);
        // What reports know of the last test is filled in.
        var draft = await FormAsync(platform, id);
        Assert.Equal((new DateOnly(2026, 5, 12), 2, 1), (draft.TestedOn, draft.TestedPoints, draft.ExceededPoints));
        Assert.NotEmpty(draft.TestInstitution!);

        // What the sheet says is taken into the draft, and what it lacks is told at once.
        Assert.Equal(HttpStatusCode.OK, (await OwnSheetTests.UploadAsync(employer, id, Workbook("年度更新", null, code))).Status);
        var missing = await Declare.SubmitAsync(employer, id);
        Assert.Equal(HttpStatusCode.OK, missing.Status);
        foreach (var field in (string[])["主要负责人已接受职业卫生培训", "最近一次职业健康检查日期", "检查人数"]) Assert.Contains($"请填写{field}", missing.Text);
        Assert.DoesNotContain("请填写检测机构", missing.Text);

        Assert.Equal(HttpStatusCode.Redirect, (await OwnSheetTests.UploadAsync(employer, id, Workbook("年度更新", Facts, code))).Status);
        var submitted = await Declare.SubmitAsync(employer, id);
        Assert.True(submitted.Status == HttpStatusCode.Redirect, submitted.Of(".z-errors") ?? submitted.Text);
        await AcceptAsync(platform, id, new(2027, 5, 20));
        var renewed = await Declare.ReadAsync(platform, id);
        Assert.Equal((DeclarationState.Effective, DeclarationKind.Yearly, 2, new DateOnly(2027, 5, 20)), (renewed.State, renewed.Kind, renewed.Number, renewed.CycleFrom!.Value));
        Assert.Equal((true, 18, new DateOnly(2027, 3, 2), 19, new DateOnly(2026, 5, 12)), (renewed.PrincipalTrained, renewed.WorkersTrained, renewed.ExaminedOn, renewed.WorkersExamined, renewed.TestedOn));
        Assert.Equal((DeclarationTrigger.YearPassed, new DateOnly(2027, 7, 10), false), (renewed.Trigger, renewed.DueOn!.Value, renewed.IsLate));
        Assert.Equal(DeclarationState.Superseded, (await Declare.ReadAsync(platform, first)).State);
        // The duty of the year is done, that of the next is there.
        var dues = await DuesAsync(platform, renewed.EmployerId);
        Assert.Equal([(new DateOnly(2027, 7, 10), true), (new DateOnly(2028, 6, 20), false)], dues.Select(d => (d.DueOn, d.SettledOn is not null)));
    }

    [Theory, BothDatabases]
    public async Task A_county_enters_yearly_updates_and_what_the_year_asks_is_named_where_it_is_missing(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (good, _) = await EmployerAsync(platform);
        var (bare, _) = await EmployerAsync(platform);
        var (never, _) = await EmployerAsync(platform);
        await GoOnAsync(platform, 344);
        foreach (var code in (string[])[good, bare])
        {
            var employer = await platform.AsPlatformAsync(async s => (await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.CreditCode == code)).Id);
            await platform.AsPlatformAsync(s => Declare.PutAsync(s, "410181", DeclarationState.Effective, employer));
        }
        string[] headings = [.. Headings, .. Yearly, "最近一次检测日期", "检测机构"];
        string[][] Of(string code, params string[] facts) => [.. Lines(code).With(0, 3, "年度更新").Select((row, i) => (string[])[.. row, .. i == 0 ? facts : Enumerable.Repeat("", Yearly.Length + 2)])];
        string[] whole = [.. Facts, "2027-04-01", "河南示例职业卫生检测有限公司"];
        var run = await PreviewAsync(platform, "gongyi", Xlsx(Rows([headings, .. Of(good, whole), .. Of(bare, [.. Facts[..3], "", "", "", "", ""]), .. Of(never, whole)])), Cancel);
        Assert.Equal((2, 4), (run.Good, run.Bad));
        var problems = run.ReadPreview()!.Problems.Where(p => p.RowNumber == 4).Select(p => (p.ColumnTitle, p.Message)).ToList();
        foreach (var title in (string[])["最近一次检测日期", "检测机构", "最近一次职业健康检查日期", "体检机构", "检查人数"]) Assert.Contains(problems, p => p.ColumnTitle == title && p.Message.Contains("请填写", StringComparison.Ordinal));
        Assert.Contains(run.ReadPreview()!.Problems, p => p.RowNumber == 6 && p.Message.Contains("没有有效的申报，不能办理年度更新", StringComparison.Ordinal));
        await ApplyAsync(platform, "gongyi", run.Id, Cancel);
        var filed = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<HazardDeclaration>().AsNoTracking().SingleAsync(d => d.CreditCode == good && d.IsOpen));
        Assert.Equal((DeclarationKind.Yearly, 2, new DateOnly(2027, 4, 1), 18), (filed.Kind, filed.Number, filed.TestedOn!.Value, filed.WorkersTrained!.Value));
    }

    static Task<DeclarationForm> FormAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(async s =>
    {
        var access = s.GetRequiredService<DeclarationAccess>();
        return await access.FormAsync(await access.ReadAsync(id, default), default);
    });
}
