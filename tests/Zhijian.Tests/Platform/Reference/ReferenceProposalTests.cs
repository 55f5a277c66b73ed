using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Events;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Reference;

public sealed class ReferenceProposalTests(Platforms platforms)
{
    const string First = "shiguan", Second = "shiguan2";
    static readonly Proposal Stricter = new("GBZ 2.1 测试修改单", "测试文件〔2026〕1号", new DateOnly(2026, 7, 1), "按测试文件修改苯的限值");

    static Task<T> DeskAsync<T>(TestPlatform platform, string user, Func<ReferenceDesk, Task<T>> work) =>
        platform.AsAsync(user, s => work(s.GetRequiredService<ReferenceDesk>()));

    static Task DeskAsync(TestPlatform platform, string user, Func<ReferenceDesk, Task> work) =>
        platform.AsAsync(user, s => work(s.GetRequiredService<ReferenceDesk>()));

    static async Task<Dictionary<string, string>> FormAsync(TestPlatform platform, ReferenceTable table, Guid version, string rowKey) =>
        await platform.AsPlatformAsync(async s => table.FormValues((await table.FindAsync(s.GetRequiredService<ZhijianDb>(), version, rowKey, default))!).ToDictionary());

    const string BenzeneTwa = "T1-12||PC-TWA||";

    static async Task<Guid> DraftAsync(TestPlatform platform, string value = "1", VersionKind kind = VersionKind.Edition, Guid? basedOn = null)
    {
        var id = await DeskAsync(platform, First, d => d.StartAsync("limits", kind, basedOn));
        var form = await FormAsync(platform, ReferenceTables.Limits, id, BenzeneTwa);
        form["Value"] = value;
        await DeskAsync(platform, First, d => d.EditRowAsync(id, BenzeneTwa, form, "限值加严", "测试文件〔2026〕1号"));
        return id;
    }

    static async Task<decimal?> BenzeneAsync(TestPlatform platform, DateOnly on) =>
        (await platform.Services.GetRequiredService<ReferenceDirectory>().LimitsAsync("苯", on))!.Limits.First(l => l.Limit.LimitType == "PC-TWA").Limit.Value;

    [Theory, BothDatabases]
    public async Task Two_persons_change_a_limit_and_the_past_stays_as_it_was(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var id = await DraftAsync(platform);
        await DeskAsync(platform, First, d => d.ProposeAsync(id, Stricter));
        Assert.Equal(3m, await BenzeneAsync(platform, new(2026, 7, 1)));

        var own = await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, First, d => d.ApproveAsync(id, "同意")));
        Assert.Contains("第二人", own.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, Second, d => d.ApproveAsync(id, " ")));
        await DeskAsync(platform, Second, d => d.ApproveAsync(id, "已核对原文", "approve-once"));
        await DeskAsync(platform, Second, d => d.ApproveAsync(id, "已核对原文", "approve-once"));

        Assert.Equal(1m, await BenzeneAsync(platform, new(2026, 7, 1)));
        Assert.Equal(3m, await BenzeneAsync(platform, new(2026, 6, 30)));
        Assert.Equal(6m, await BenzeneAsync(platform, new(2021, 5, 1)));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var versions = await db.Set<ReferenceVersion>().Where(v => v.TableKey == "limits" && v.Status == VersionStatus.Approved).OrderBy(v => v.FromLatest).ToListAsync();
            Assert.Equal(new DateOnly(2026, 6, 30), versions[^2].ValidTo);
            Assert.Null(versions[^1].ToLatest);
            Assert.True(await db.Set<AuditEntry>().AnyAsync(a => a.Act == "reference.approve" && a.Reason == "已核对原文"));
            Assert.True(await db.Set<EventMessage>().AnyAsync(e => e.Type.EndsWith("ReferenceVersionApproved")));
            Assert.Equal(1, await db.Set<ReferenceEdit>().CountAsync(e => e.VersionId == id && e.Kind == "changed"));
        });
        // What is approved is fixed.
        var form = await FormAsync(platform, ReferenceTables.Limits, id, BenzeneTwa);
        form["Value"] = "2";
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, First, d => d.EditRowAsync(id, BenzeneTwa, form, "再改", "无")));
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, First, d => d.RemoveRowAsync(id, BenzeneTwa, "删", "无")));
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, First, d => d.WithdrawAsync(id, "撤回")));
    }

    [Theory, BothDatabases]
    public async Task A_correction_takes_the_days_of_the_faulty_version(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var faulty = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ReferenceVersion>().Where(v => v.TableKey == "limits" && v.ShippedKey == "GBZ2.1-2019").Select(v => v.Id).SingleAsync());
        var id = await DraftAsync(platform, "5", VersionKind.Correction, faulty);
        await DeskAsync(platform, First, d => d.ProposeAsync(id, Stricter with { From = null }));
        await DeskAsync(platform, Second, d => d.ApproveAsync(id, "原文如此"));
        Assert.Equal(5m, await BenzeneAsync(platform, new(2021, 5, 1)));
        Assert.Equal(3m, await BenzeneAsync(platform, new(2026, 6, 1)));
        Assert.Equal(VersionStatus.Replaced, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ReferenceVersion>().Where(v => v.Id == faulty).Select(v => v.Status).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task Proposals_that_cannot_hold_are_refused(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var empty = await DeskAsync(platform, First, d => d.StartAsync("limits", VersionKind.Edition, null));
        Assert.Contains("没有差异", (await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, First, d => d.ProposeAsync(empty, Stricter)))).Message, StringComparison.Ordinal);

        var id = await DraftAsync(platform);
        var overlap = await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, First, d => d.ProposeAsync(id, Stricter with { From = new(2024, 1, 1) })));
        Assert.Equal("from", overlap.Field);
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, Second, d => d.WithdrawAsync(id, "不是我的")));
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, "gongyi", d => d.StartAsync("limits", VersionKind.Edition, null)));

        async Task<string> EditAsync(string column, string value)
        {
            var form = await FormAsync(platform, ReferenceTables.Limits, id, BenzeneTwa);
            form[column] = value;
            return (await Assert.ThrowsAsync<RowsRefused>(() => DeskAsync(platform, First, d => d.EditRowAsync(id, BenzeneTwa, form, "改", "源")))).Message;
        }
        Assert.StartsWith("单位：", await EditAsync("Unit", "mg/L"), StringComparison.Ordinal);
        Assert.StartsWith("CAS号：", await EditAsync("Cas", "71-43-3"), StringComparison.Ordinal);
        Assert.StartsWith("限值：", await EditAsync("Value", "三"), StringComparison.Ordinal);
        Assert.StartsWith("限值：", await EditAsync("Value", "-1"), StringComparison.Ordinal);
        Assert.StartsWith("限值类型：", await EditAsync("LimitType", "TLV"), StringComparison.Ordinal);
        Assert.StartsWith("名称：", await EditAsync("Name", ""), StringComparison.Ordinal);

        // Approved on top of something else than it was compared with, it would undo that.
        await DeskAsync(platform, First, d => d.ProposeAsync(id, Stricter));
        var other = await DraftAsync(platform, "2");
        await DeskAsync(platform, First, d => d.ProposeAsync(other, Stricter with { From = new(2026, 8, 1) }));
        await DeskAsync(platform, Second, d => d.ApproveAsync(id, "同意"));
        Assert.Contains("已获批准", (await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, Second, d => d.ApproveAsync(other, "同意")))).Message, StringComparison.Ordinal);
        await DeskAsync(platform, Second, d => d.RejectAsync(other, "请基于新版本重提"));
    }

    static async Task<MemoryStream> SheetAsync(TestPlatform platform, ReferenceTable table, Func<object?[], object?[]?> change)
    {
        var stream = new MemoryStream();
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var version = (await s.GetRequiredService<ReferenceDirectory>().TimelineAsync()).Newest(table.Key)!;
            async IAsyncEnumerable<object?[]> Rows()
            {
                await foreach (var row in table.StreamAsync(db, version.Id))
                    if (change([.. table.Cells(row)]) is { } cells) yield return cells;
            }
            await XlsxExport.WriteAsync(stream, table.Title, table.Sheet.ExportColumns, Rows());
        });
        stream.Position = 0;
        return stream;
    }

    [Theory, BothDatabases]
    public async Task The_export_of_a_table_is_its_template_and_bad_rows_are_named(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        foreach (var table in ReferenceTables.All)
        {
            using var same = await SheetAsync(platform, table, cells => cells);
            var id = await DeskAsync(platform, First, d => d.UploadAsync(table.Key, VersionKind.Edition, null, same, "标准库.xlsx"));
            var refused = await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, First, d => d.ProposeAsync(id, Stricter with { From = new(2026, 6, 1) })));
            Assert.True(refused.Message.Contains("没有差异", StringComparison.Ordinal), $"{table.Key}: {refused.Message}");
        }
        var codes = ReferenceTables.Factors.Definition.Columns.Select(c => c.Title).ToList();
        using var bad = await SheetAsync(platform, ReferenceTables.Factors, cells =>
        {
            if ((string?)cells[0] == "C028") cells[codes.IndexOf("CAS号")] = "71-43-3";
            if ((string?)cells[0] == "C029") cells[codes.IndexOf("类别")] = "化学";
            if ((string?)cells[0] == "C030") cells[codes.IndexOf("编码")] = "C031";
            return cells;
        });
        var problems = (await Assert.ThrowsAsync<RowsRefused>(() => DeskAsync(platform, First, d => d.UploadAsync("factors", VersionKind.Edition, null, bad, "因素.xlsx")))).Problems;
        Assert.Equal(["CAS号", "类别", "编码"], problems.Select(p => p.ColumnTitle).Order(StringComparer.Ordinal));
        Assert.All(problems, p => Assert.InRange(p.RowNumber, 75, 90));
        using var text = new MemoryStream("不是表格"u8.ToArray());
        await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, First, d => d.UploadAsync("factors", VersionKind.Edition, null, text, "因素.xlsx")));
    }

    [Theory, BothDatabases]
    public async Task Approved_divisions_become_the_tree_but_used_ones_stay(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        async Task<Guid> UploadAsync(Func<object?[], object?[]?> change, DateOnly from)
        {
            using var sheet = await SheetAsync(platform, ReferenceTables.Divisions, change);
            var id = await DeskAsync(platform, First, d => d.UploadAsync("divisions", VersionKind.Edition, null, sheet, "区划.xlsx"));
            await DeskAsync(platform, First, d => d.ProposeAsync(id, Stricter with { From = from }));
            return id;
        }
        var used = await UploadAsync(cells => cells[0]!.ToString()!.StartsWith("410181", StringComparison.Ordinal) ? null : cells, new(2026, 6, 1));
        Assert.Contains("已有业务记录", (await Assert.ThrowsAsync<Refusal>(() => DeskAsync(platform, Second, d => d.ApproveAsync(used, "同意")))).Message, StringComparison.Ordinal);
        await DeskAsync(platform, Second, d => d.RejectAsync(used, "不同意"));

        var renamed = await UploadAsync(cells => { if ((string?)cells[0] == "410105") cells[3] = "金水区（改名）"; return cells; }, new(2026, 6, 2));
        await DeskAsync(platform, Second, d => d.ApproveAsync(renamed, "同意"));
        var directory = platform.Services.GetRequiredService<DivisionDirectory>();
        await platform.AsPlatformAsync(async s => await directory.LoadAsync(s.GetRequiredService<ZhijianDb>()));
        Assert.Equal("金水区（改名）", directory.Name("410105"));
    }

    [Theory, BothDatabases]
    public async Task Divisions_approved_ahead_become_the_tree_on_their_day(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var day = new DivisionDay(platform.Services.GetRequiredService<IServiceScopeFactory>(), platform.Clock, platform.Settings, Microsoft.Extensions.Logging.Abstractions.NullLogger<DivisionDay>.Instance);
        async Task<string> NameAsync(string code) => await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Division>().Where(d => d.Code == code).Select(d => d.Name).SingleAsync());
        Task<int> LinesAsync() => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<AuditEntry>().CountAsync(a => a.Act == "divisions.take-effect"));
        // What was loaded at the start is the tree: nothing to do.
        await day.TakeEffectAsync(default);
        Assert.Equal(0, await LinesAsync());

        using var sheet = await SheetAsync(platform, ReferenceTables.Divisions, cells => { if ((string?)cells[0] == "410105") cells[3] = "金水新区"; return cells; });
        var id = await DeskAsync(platform, First, d => d.UploadAsync("divisions", VersionKind.Edition, null, sheet, "区划.xlsx"));
        await DeskAsync(platform, First, d => d.ProposeAsync(id, Stricter with { From = new(2026, 6, 12) }));
        await DeskAsync(platform, Second, d => d.ApproveAsync(id, "提前批准"));
        Assert.Equal("金水区", await NameAsync("410105"));
        // Today is the 10th, nine in the morning; the 12th begins at 16:00 UTC of the 11th.
        platform.Clock.Advance(TimeSpan.FromHours(38));
        await day.TakeEffectAsync(default);
        Assert.Equal("金水区", await NameAsync("410105"));
        platform.Clock.Advance(TimeSpan.FromHours(1));
        await day.TakeEffectAsync(default);
        Assert.Equal("金水新区", await NameAsync("410105"));
        var lines = await LinesAsync();
        await day.TakeEffectAsync(default);
        Assert.Equal((1, lines), (lines, await LinesAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_version_of_divisions_that_records_block_on_its_day_asks_somebody_to_decide(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var day = new DivisionDay(platform.Services.GetRequiredService<IServiceScopeFactory>(), platform.Clock, platform.Settings, Microsoft.Extensions.Logging.Abstractions.NullLogger<DivisionDay>.Instance);
        using var sheet = await SheetAsync(platform, ReferenceTables.Divisions, cells => (string?)cells[0] == "410122106" ? null : cells);
        var free = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Division>().Where(d => d.Code == "410122106").Select(d => d.Name).SingleOrDefaultAsync());
        Assert.NotNull(free);
        var id = await DeskAsync(platform, First, d => d.UploadAsync("divisions", VersionKind.Edition, null, sheet, "区划.xlsx"));
        await DeskAsync(platform, First, d => d.ProposeAsync(id, Stricter with { From = new(2026, 6, 12) }));
        await DeskAsync(platform, Second, d => d.ApproveAsync(id, "提前批准"));
        // A firm registers there before the day comes.
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test"), change =>
        {
            s.GetRequiredService<ZhijianDb>().Add(new Organisation { Kind = OrganisationKind.Employer, Name = "新设企业（示例）", CreditCode = "91410100MA00000XX7", DivisionCode = "410122106" });
            return Task.CompletedTask;
        }));
        platform.Clock.Advance(TimeSpan.FromDays(3));
        await day.TakeEffectAsync(default);
        await day.TakeEffectAsync(default);
        var todos = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Zhijian.Platform.Notices.Todo>().Where(t => t.DoneAt == null && t.SubjectKind == "DivisionTree").ToListAsync());
        Assert.Contains("已有业务记录", Assert.Single(todos).Title, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_refused_sheet_comes_back_with_its_errors_marked_and_can_be_corrected(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync(First);
        using var bad = await SheetAsync(platform, ReferenceTables.Calendar, cells => { if (cells[0] is DateOnly { Year: 2020, Month: 1, Day: 1 }) cells[1] = "假日"; return cells; });
        var page = await client.PageAsync("/reference/calendar/propose");
        using var form = new MultipartFormDataContent();
        foreach (var input in page.Document.QuerySelectorAll("main form input[type=hidden]")) form.Add(new StringContent(input.GetAttribute("value") ?? ""), input.GetAttribute("name")!);
        form.Add(new StringContent("Edition"), "kind");
        form.Add(new ByteArrayContent(bad.ToArray()), "file", "日历.xlsx");
        var answer = await client.PostAsync("/reference/calendar/propose", form, TestContext.Current.CancellationToken);
        var refused = new WebPage(client, answer, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var link = refused.Document.QuerySelector(".z-errors a[download]")!.GetAttribute("href")!;
        var file = await client.GetAsync(link, TestContext.Current.CancellationToken);
        Assert.Equal("日历 待更正.xlsx", file.Content.Headers.ContentDisposition!.FileNameStar);
        // The whole table is in it, so the rows that were good need not be typed again.
        await using var marked = await file.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var again = ReferenceTables.Calendar.ReadSheet(marked, Zhijian.Platform.Files.FileKind.Xlsx, default);
        Assert.Equal(bad.Length > 0 ? 1 : 0, again.Problems.Count);
        Assert.True(again.Rows.Count > 300, $"{again.Rows.Count} rows");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await platform.SignInAsync("shilingdao")).GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task Loading_twice_changes_nothing_and_a_changed_file_arrives_as_a_proposal(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        Task<int> CountAsync() => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ReferenceVersion>().CountAsync());
        Task SeedAsync(string folder) => platform.AsPlatformAsync(s => new Zhijian.Platform.Reference.Loading.ReferenceSeed(
            new Zhijian.Platform.Reference.Loading.ReferenceFiles(folder), s.GetRequiredService<SearchTexts>()).SeedAsync(s, default));
        var before = await CountAsync();
        await SeedAsync(platform.Settings.ReferenceFolder);
        Assert.Equal(before, await CountAsync());

        var changed = Directory.CreateTempSubdirectory("zhijian-reference-");
        foreach (var file in Directory.EnumerateFiles(platform.Settings.ReferenceFolder)) File.Copy(file, Path.Combine(changed.FullName, Path.GetFileName(file)));
        var calendar = Path.Combine(changed.FullName, "calendar-days.csv");
        await File.AppendAllTextAsync(calendar, "2027-01-01,holiday,元旦\n", TestContext.Current.CancellationToken);
        await SeedAsync(changed.FullName);
        await SeedAsync(changed.FullName);
        changed.Delete(recursive: true);
        Assert.Equal(before + 1, await CountAsync());
        var offered = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ReferenceVersion>().SingleAsync(v => v.Status == VersionStatus.Proposed));
        Assert.Equal(("calendar", VersionKind.Correction), (offered.TableKey, offered.Kind));
        await DeskAsync(platform, First, d => d.ApproveAsync(offered.Id, "已与通知核对"));
        Assert.Equal(1, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<CalendarRow>().CountAsync(r => r.VersionId == offered.Id && r.RowKey == "2027-01-01")));
    }
}
