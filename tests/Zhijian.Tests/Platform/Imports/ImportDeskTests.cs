using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Platform.Imports.OrganisationFiles;

namespace Zhijian.Tests.Platform.Imports;

public sealed class ImportDeskTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    static int next;

    /// <summary>Codes that no other test uses.</summary>
    static int Numbers(int count = 100) => Interlocked.Add(ref next, count);

    static Task<Guid> StartAsync(TestPlatform platform, string user, byte[] file, string name = "名录.xlsx", bool again = false) => platform.AsAsync(user, async s =>
    {
        var desk = s.GetRequiredService<ImportDesk>();
        return await desk.StartAsync(await desk.ReceiveAsync("organisations", new MemoryStream(file), name, Cancel), again, null, Cancel);
    });

    static async Task<ImportRun> UntilAsync(TestPlatform platform, Guid id, params ImportState[] states)
    {
        var patience = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var run = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ImportRun>().AsNoTracking().SingleAsync(r => r.Id == id));
            if (states.Contains(run.State)) return run;
            Assert.True(DateTime.UtcNow < patience, $"the import stays {run.State}");
            await Task.Delay(50, Cancel);
        }
    }

    static Task ApplyAsync(TestPlatform platform, string user, Guid id) => platform.AsAsync(user, s => s.GetRequiredService<ImportDesk>().ApplyAsync(id, null, Cancel));

    static async Task<ImportRun> ImportAsync(TestPlatform platform, string user, byte[] file)
    {
        var id = await StartAsync(platform, user, file);
        await UntilAsync(platform, id, ImportState.Previewed);
        await ApplyAsync(platform, user, id);
        return await UntilAsync(platform, id, ImportState.Done, ImportState.Failed);
    }

    static Task<List<Organisation>> OrganisationsAsync(TestPlatform platform, int from, int count)
    {
        string[] codes = [.. Enumerable.Range(from, count).Select(Code)];
        return platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Organisation>().AsNoTracking().Where(o => codes.Contains(o.CreditCode)).ToListAsync());
    }

    [Theory, BothDatabases]
    public async Task A_list_is_checked_then_written_with_place_notice_and_audit(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var from = Numbers();
        var run = await ImportAsync(platform, "gongyi", Workbook([Row(from), Row(from + 1, "410181100"), Row(from + 2, "410181100000")]));
        Assert.Equal((ImportState.Done, 3, 0, 3, 0, 4), (run.State, run.Good, run.Bad, run.Written, run.Skipped, run.LastRow));
        Assert.Null(run.ErrorsFileId);

        var written = (await OrganisationsAsync(platform, from, 3)).OrderBy(o => o.Name).ToList();
        Assert.Equal(["410000/410100/410181/", "410000/410100/410181/410181100/", "410000/410100/410181/410181100/"], written.Select(o => o.ScopePath));
        Assert.All(written, o => Assert.Equal((OrganisationKind.Employer, o.Id), (o.Kind, o.OrganisationId!.Value)));
        // Found again by key and inside the scope: the bulk load writes what the context reads.
        await platform.AsAsync("gongyi", async s => Assert.NotNull(await s.GetRequiredService<ZhijianDb>().Set<Organisation>().SingleOrDefaultAsync(o => o.Id == written[0].Id)));
        await platform.AsAsync("dengfeng", async s => Assert.Null(await s.GetRequiredService<ZhijianDb>().Set<Organisation>().SingleOrDefaultAsync(o => o.Id == written[0].Id)));

        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.Contains("写入 3 行", (await db.Set<Notice>().SingleAsync(n => n.UserId == run.StartedBy && n.Link == $"/imports/{run.Id}")).Text);
            var acts = await db.Set<AuditEntry>().AsNoTracking().Where(a => a.EntityId == run.Id.ToString()).Select(a => a.Act).Distinct().ToListAsync();
            Assert.Superset(new HashSet<string> { "imports.start", "imports.preview", "imports.apply", "imports.batch", "imports.finish" }, acts.ToHashSet());
        });
    }

    [Theory, BothDatabases]
    public async Task Bad_rows_are_named_left_out_and_come_back_corrected(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var from = Numbers();
        var wrong = Code(from + 1)[..17] + (Code(from + 1)[17] == '0' ? '1' : '0');
        var id = await StartAsync(platform, "gongyi", Workbook(
        [
            Row(from), ["用人单位", "校验位不对", wrong, "巩义市"], Row(from + 2, "登封市"), Row(from + 3, "巩义"), ["", "没有类别", Code(from + 4), "巩义市"], Row(from), Row(from + 5),
        ]));
        var run = await UntilAsync(platform, id, ImportState.Previewed);
        var preview = run.ReadPreview()!;
        Assert.Equal((2, 5, 1), (run.Good, run.Bad, preview.Duplicates));
        Assert.Contains(preview.Problems, p => p is { RowNumber: 3, ColumnTitle: "统一社会信用代码" } && p.Message.Contains("校验位不符"));
        Assert.Contains(preview.Problems, p => p is { RowNumber: 4, ColumnTitle: "行政区划", Message: "不在您的管辖范围内", RawValue: "登封市" });
        Assert.Contains(preview.Problems, p => p is { RowNumber: 5, ColumnTitle: "行政区划" } && p.Message.StartsWith("没有这个行政区划"));
        Assert.Contains(preview.Problems, p => p is { RowNumber: 6, ColumnTitle: "单位类别", Message: "不能为空" });
        Assert.Contains(preview.Problems, p => p is { RowNumber: 7, IsDuplicate: true });
        Assert.Empty(await OrganisationsAsync(platform, from, 10));

        await ApplyAsync(platform, "gongyi", id);
        run = await UntilAsync(platform, id, ImportState.Done);
        Assert.Equal((2, 5), (run.Written, run.Skipped));

        // The error workbook as it came, its cells corrected: the added column is passed over.
        var (name, errors) = await platform.AsAsync("gongyi", async s =>
        {
            var (file, content) = await s.GetRequiredService<FileDesk>().OpenAsync(run.ErrorsFileId!.Value, Cancel);
            await using (content) return (file.Name, SampleRows(content));
        });
        Assert.Equal("名录 待更正.xlsx", name);
        Assert.Equal(["错误说明", .. Headings], errors[0]);
        Assert.Equal(6, errors.Count);
        string[][] corrected = [errors[0], [errors[1][0], "用人单位", "校验位改正", Code(from + 1), "巩义市"], .. errors.Skip(2).Take(2).Select(r => (string[])[.. r[..4], "巩义市"])];
        var second = await ImportAsync(platform, "gongyi", Zhijian.Tests.Platform.Files.HostileFiles.Xlsx(Zhijian.Tests.Platform.Files.HostileFiles.Rows(corrected)));
        Assert.Equal((ImportState.Done, 3, 0), (second.State, second.Written, second.Skipped));
        Assert.Equal(5, (await OrganisationsAsync(platform, from, 10)).Count);
    }

    static List<string[]> SampleRows(Stream workbook) =>
        [.. MiniExcelLibs.MiniExcel.Query(workbook).Select(row => ((IDictionary<string, object?>)row).Values.Select(v => v?.ToString() ?? "").ToArray())];

    [Theory, BothDatabases]
    public async Task The_same_file_is_refused_with_date_and_name_until_confirmed(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var file = Workbook(Numbers(), 2);
        await ImportAsync(platform, "gongyi", file);
        var refused = await Assert.ThrowsAsync<DuplicateFileException>(() => StartAsync(platform, "gongyi", file));
        Assert.Matches("^该文件已于 2026-06-10 .* 由巩义监管科（示例）导入", refused.Message);
        // Another county does not learn of it.
        await StartAsync(platform, "dengfeng", file);
        var again = await UntilAsync(platform, await StartAsync(platform, "gongyi", file, again: true), ImportState.Previewed);
        Assert.Equal((0, 2), (again.Good, again.Bad));
        Assert.All(again.ReadPreview()!.Problems, p => Assert.Equal("这一类别的单位中已有此代码", p.Message));
        var nothing = await Assert.ThrowsAsync<Refusal>(() => ApplyAsync(platform, "gongyi", again.Id));
        Assert.Contains("没有可以导入的行", nothing.Message);
    }

    [Theory, BothDatabases]
    public async Task A_repeated_request_starts_one_import(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var file = Workbook(Numbers(), 1);
        var key = Guid.NewGuid().ToString();
        Task<Guid> Start() => platform.AsAsync("gongyi", async s =>
        {
            var desk = s.GetRequiredService<ImportDesk>();
            return await desk.StartAsync(await desk.ReceiveAsync("organisations", new MemoryStream(file), "a.xlsx", Cancel), false, key, Cancel);
        });
        Assert.Equal(await Start(), await Start());
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_import_is_refused_and_a_foreign_import_is_not_found(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var file = Workbook(Numbers(), 1);
        await Assert.ThrowsAsync<ForbiddenException>(() => StartAsync(platform, "gongyi-zf", file));
        await Assert.ThrowsAsync<ForbiddenException>(() => StartAsync(platform, "qiye1", file));
        var id = await StartAsync(platform, "gongyi", file);
        var run = await UntilAsync(platform, id, ImportState.Previewed);
        await Assert.ThrowsAsync<NotFoundException>(() => ApplyAsync(platform, "dengfeng", id));
        await platform.AsAsync("dengfeng", s => Assert.ThrowsAsync<NotFoundException>(() => s.GetRequiredService<FileDesk>().OpenAsync(run.FileId, Cancel)));
        await platform.AsAsync("gongyi-zf", s => Assert.ThrowsAsync<ForbiddenException>(() => s.GetRequiredService<FileDesk>().OpenAsync(run.FileId, Cancel)));
        Assert.Equal(ImportState.Previewed, (await UntilAsync(platform, id, ImportState.Previewed)).State);
    }

    [Theory, BothDatabases]
    public async Task A_file_that_is_no_such_sheet_fails_with_its_reason(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await StartAsync(platform, "gongyi", Zhijian.Tests.Platform.Files.HostileFiles.Xlsx(Zhijian.Tests.Platform.Files.HostileFiles.Rows(["单位名称"], ["甲"])));
        var run = await UntilAsync(platform, id, ImportState.Failed);
        Assert.StartsWith("缺少必填列：", run.Message);
        Assert.Null(run.ReadPreview());
    }


    sealed class Stumble(string name) : Exception(name);

    static ImportRunner Runner(IServiceProvider services) => services.GetRequiredService<ImportRunner>();

    [Theory, BothDatabases]
    public async Task An_import_that_was_interrupted_goes_on_and_writes_every_row_once(Database database)
    {
        var platform = await platforms.FreshAsync(database, b => b.Services.AddSingleton<IImportKind, SlowKind>());
        var from = Numbers();
        var (id, scopes) = await PreparedAsync(platform, Workbook(from, 35));
        SlowKind.StopBefore = 3;
        await Assert.ThrowsAsync<Stumble>(() => Runner(platform.Services).ApplyAsync(id, scopes, _ => Task.CompletedTask, Cancel));
        var failed = await UntilAsync(platform, id, ImportState.Failed);
        Assert.Equal((20, 21), (failed.Written, failed.LastRow));
        Assert.Equal(20, (await OrganisationsAsync(platform, from, 35)).Count);

        SlowKind.StopBefore = 0;
        await platform.AsAsync("gongyi", s => s.GetRequiredService<ImportDesk>().ApplyAsync(id, null, Cancel, inBackground: false));
        await Runner(platform.Services).ApplyAsync(id, scopes, _ => Task.CompletedTask, Cancel);
        var done = await UntilAsync(platform, id, ImportState.Done);
        Assert.Equal((35, 0, 36), (done.Written, done.Skipped, done.LastRow));
        Assert.Equal(35, (await OrganisationsAsync(platform, from, 35)).Count);
    }

    [Theory, BothDatabases]
    public async Task A_runner_that_comes_late_writes_nothing(Database database)
    {
        var platform = await platforms.FreshAsync(database, b => b.Services.AddSingleton<IImportKind, SlowKind>());
        var from = Numbers();
        var (id, scopes) = await PreparedAsync(platform, Workbook(from, 5));
        var ledger = new ImportLedger(scopes);
        var ran = 0;
        Task<ImportProgress> Batch(ImportProgress before) => ledger.CommitBatchAsync(id, before, async (services, ct) =>
        {
            Interlocked.Increment(ref ran);
            var db = services.GetRequiredService<ZhijianDb>();
            db.Add(new Organisation { Kind = OrganisationKind.Employer, Name = "晚到者", CreditCode = Code(from + 50 + ran), DivisionCode = "410181" });
            await Task.Delay(200, ct);
            return new(10, 1, 0);
        }, Cancel);

        var both = await Task.WhenAll(Settle(Batch(ImportProgress.None)), Settle(Batch(ImportProgress.None)));
        Assert.Single(both, e => e is null);
        Assert.Single(both, e => e is ImportTakenOverException);
        Assert.IsType<ImportTakenOverException>(await Settle(Batch(ImportProgress.None)));
        Assert.Equal(1, ran);
        Assert.Single(await OrganisationsAsync(platform, from + 50, 10));
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_import_keeps_its_batches_and_writes_no_more(Database database)
    {
        var platform = await platforms.FreshAsync(database, b => b.Services.AddSingleton<IImportKind, SlowKind>());
        var from = Numbers();
        var (id, scopes) = await PreparedAsync(platform, Workbook(from, 35));
        async Task CancelAfterFirst(long rows)
        {
            if (rows == 10) await platform.AsAsync("gongyi", s => s.GetRequiredService<ImportDesk>().CancelAsync(id, null, Cancel));
        }
        await Assert.ThrowsAsync<ImportTakenOverException>(() => Runner(platform.Services).ApplyAsync(id, scopes, CancelAfterFirst, Cancel));
        var run = await UntilAsync(platform, id, ImportState.Cancelled);
        Assert.Equal((10, "已取消。取消前写入的 10 行保留。"), (run.Written, run.Message));
        Assert.Equal(10, (await OrganisationsAsync(platform, from, 35)).Count);
        await platform.AsAsync("gongyi", s => Assert.ThrowsAsync<Refusal>(() => s.GetRequiredService<ImportDesk>().CancelAsync(id, null, Cancel)));
    }

    static async Task<Exception?> Settle(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>An import of the slow kind, checked and begun, with nobody working on it but the test.</summary>
    static async Task<(Guid, ViewerScopes)> PreparedAsync(TestPlatform platform, byte[] file)
    {
        var (id, user) = await platform.AsAsync("gongyi", async s =>
        {
            var desk = s.GetRequiredService<ImportDesk>();
            var sheet = await desk.ReceiveAsync("slow", new MemoryStream(file), "慢.xlsx", Cancel);
            return (await desk.StartAsync(sheet, false, null, Cancel, inBackground: false), s.GetRequiredService<IViewer>().UserId!.Value);
        });
        var scopes = await ViewerScopes.OfUserAsync(platform.Services.GetRequiredService<IServiceScopeFactory>(), user, Cancel);
        await Runner(platform.Services).PreviewAsync(id, scopes, _ => Task.CompletedTask, Cancel);
        await platform.AsAsync("gongyi", s => s.GetRequiredService<ImportDesk>().ApplyAsync(id, null, Cancel, inBackground: false));
        return (id, scopes);
    }

    /// <summary>The list of organisations in batches of ten, that stops in the middle of a batch when it is told to.</summary>
    sealed class SlowKind : ImportKind<OrganisationRow>
    {
        public static int StopBefore;
        readonly OrganisationImport real = new();
        int batch;
        protected override int BatchSize => 10;
        public override string Key => "slow";
        public override string Permission => OrganisationImport.Allowed;
        public override SheetDefinition<OrganisationRow> Sheet => real.Sheet;

        protected override async Task WriteAsync(IReadOnlyList<SheetRow<OrganisationRow>> good, ImportContext context, CancellationToken cancel)
        {
            var db = context.Services.GetRequiredService<ZhijianDb>();
            db.AddRange(good.Select(row => new Organisation { Kind = row.Value!.Kind!.Value, Name = row.Value.Name, CreditCode = row.Value.CreditCode, DivisionCode = "410181" }));
            if (++batch != StopBefore) return;
            await db.SaveChangesAsync(cancel);
            throw new Stumble("in the middle of a batch");
        }
    }
}
