using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Files;
using static Zhijian.Tests.Platform.Imports.OrganisationFiles;

namespace Zhijian.Tests.Platform.Imports;

/// <summary>Imports as a browser without script meets them.</summary>
public sealed class ImportPagesTests(Platforms platforms)
{
    const string Address = "/imports/new?kind=organisations";
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    static int next = 500_000;

    static async Task<WebPage> UploadAsync(HttpClient client, byte[] file, string name, bool again = false, bool withToken = true)
    {
        var form = await client.PageAsync(Address);
        using var content = new MultipartFormDataContent();
        if (withToken) content.Add(new StringContent(form.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken");
        if (again) content.Add(new StringContent("true"), "Again");
        var part = new ByteArrayContent(file);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"Upload\"; filename=\"{name}\"");
        content.Add(part);
        content.Add(new StringContent(Guid.NewGuid().ToString()), "__key");
        var response = await client.PostAsync(Address, content, Cancel);
        return new(client, response, await response.Content.ReadAsStringAsync(Cancel));
    }

    [Theory, BothDatabases]
    public async Task A_file_goes_from_the_form_to_the_register_without_script(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var client = await platform.SignInAsync("gongyi");
        var from = Interlocked.Add(ref next, 100);
        var sent = Workbook([Row(from), Row(from + 1, "登封市"), Row(from + 2)]);
        var uploaded = await UploadAsync(client, sent, "li-st.xlsx");
        Assert.Equal(HttpStatusCode.Redirect, uploaded.Status);

        var preview = await client.PageUntilAsync(uploaded.Location!, "导入 2 行");
        Assert.Contains("不在您的管辖范围内", preview.Text);
        Assert.Contains("导入 2 行", preview.Text);
        var applied = await preview.SubmitAsync([], "Apply");
        Assert.Equal(HttpStatusCode.Redirect, applied.Status);
        var done = await client.PageUntilAsync(uploaded.Location!, "导入完成");
        Assert.Contains("写入 2 行，未导入 1 行", done.Text);

        var list = await client.PageAsync("/imports?size=200");
        Assert.Contains("li-st.xlsx", list.Text);
        Assert.Contains("已导入", list.Text);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/imports?handler=Export", Cancel)).StatusCode);

        // Files: attachment, sniffed by nobody, read with a line in the audit.
        var errors = done.Document.QuerySelectorAll("a[href^='/files/']").Select(a => a.GetAttribute("href")!).Last();
        var file = await client.GetAsync(errors, Cancel);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("li-st 待更正.xlsx", file.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal(FileKind.Xlsx.MediaType(), file.Content.Headers.ContentType!.MediaType);
        var id = errors[(errors.LastIndexOf('/') + 1)..];
        await platform.AsPlatformAsync(async s => Assert.True(await s.GetRequiredService<ZhijianDb>().Set<AuditEntry>().AnyAsync(a => a.Act == "files.read" && a.EntityId == id && a.Kind == "read")));

        // The same file again: refused with the date, taken when confirmed.
        var twice = await UploadAsync(client, sent, "b.xlsx");
        Assert.Contains("该文件已于", twice.Text);
        Assert.NotNull(twice.Document.QuerySelector("input[name=Again]"));
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(client, sent, "b.xlsx", again: true)).Status);
    }

    [Theory, BothDatabases]
    public async Task Doors_are_closed_to_those_without_the_permission_and_to_other_regions(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var client = await platform.SignInAsync("gongyi");
        var uploaded = await UploadAsync(client, Workbook(Interlocked.Add(ref next, 100), 1), "a.xlsx");
        await client.PageUntilAsync(uploaded.Location!, "导入 1 行");
        var fileId = (await client.PageAsync(uploaded.Location!)).Document.QuerySelector("a[href^='/files/']")!.GetAttribute("href")!;

        foreach (var user in (string[])["xiangzhen", "qiye1"])
        {
            var other = await platform.SignInAsync(user);
            foreach (var path in (string[])["/imports", Address, "/imports/template/organisations"])
                Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await other.GetAsync(path, Cancel)).StatusCode));
        }
        // Who may import something else sees his own kinds only.
        var clerk = await platform.SignInAsync("gongyi-zf");
        foreach (var path in (string[])[uploaded.Location!, fileId, Address, "/imports/template/organisations"])
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await clerk.GetAsync(path, Cancel)).StatusCode));
        Assert.DoesNotContain("a.xlsx", (await clerk.PageAsync("/imports")).Text);
        var foreign = await platform.SignInAsync("dengfeng");
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(uploaded.Location, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(fileId, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await platform.Anonymous().GetAsync(fileId, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/imports/new?kind=nothing", Cancel)).StatusCode);
        // The city sees the county's import.
        Assert.Equal(HttpStatusCode.OK, (await (await platform.SignInAsync("shiguan")).GetAsync(uploaded.Location, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Hostile_and_wrong_files_get_a_Chinese_answer_and_leave_nothing()
    {
        var platform = await platforms.FreshAsync(Database.Sqlite);
        var client = await platform.SignInAsync("gongyi");
        (byte[] File, string Name, string Words)[] cases =
        [
            (HostileFiles.ZipBomb(), "a.xlsx", "压缩炸弹"),
            (HostileFiles.Xxe(), "a.xlsx", "不能上传"),
            (HostileFiles.MacroXlsm(), "a.xlsx", "宏"),
            (HostileFiles.Program(), "a.xlsx", "可执行程序"),
            (HostileFiles.HtmlTable(), "a.xlsx", "网页"),
            (HostileFiles.OldXls(), "a.xls", "xlsx"),
            (HostileFiles.Truncated(HostileFiles.PlainXlsx()), "a.xlsx", "损坏"),
            (HostileFiles.PathTraversalZip(), "a.xlsx", "路径"),
            (HostileFiles.Pdf(), "a.pdf", "这里不接受"),
            ([], "a.xlsx", "空"),
        ];
        foreach (var (file, name, words) in cases)
        {
            var page = await UploadAsync(client, file, name);
            Assert.True(page.Status == HttpStatusCode.OK && page.Of(".z-errors") is not null, $"{name} {words}: {page.Status}");
            Assert.Contains(words, page.Of(".z-errors"));
        }
        var none = await UploadAsync(client, [], "");
        Assert.Contains("请选择要导入的文件", none.Text);
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(client, Workbook(1, 1), "a.xlsx", withToken: false)).Status);
        await platform.AsPlatformAsync(async s => Assert.Equal((0, 0), (await s.GetRequiredService<ZhijianDb>().Set<ImportRun>().CountAsync(), await s.GetRequiredService<ZhijianDb>().Set<StoredFile>().CountAsync())));
        Assert.Empty(platform.Services.GetRequiredService<FileStore>().Hashes());
        Assert.Empty(Directory.GetFiles(Path.Combine(platform.Settings.FileFolder, "incoming")));

        // The guard sees text; the sheet's own reader sees the two encodings.
        var mixed = await UploadAsync(client, HostileFiles.MixedEncodings(), "a.csv");
        await client.PageUntilAsync(mixed.Location!, "文件混有两种编码");

        // A head without rows leads nowhere: it says so, and does not wait for a confirmation.
        var headOnly = await UploadAsync(client, Workbook(1, 0), "head.xlsx");
        await client.PageUntilAsync(headOnly.Location!, "没有数据行");
    }

    [Fact]
    public async Task The_template_is_the_sheet_of_the_kind()
    {
        var platform = await platforms.SharedAsync(Database.Sqlite);
        var answer = await (await platform.SignInAsync("gongyi")).GetAsync("/imports/template/organisations", Cancel);
        Assert.Equal("单位名录导入模板.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        WorkbookTests.AssertValid(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory, BothDatabases]
    public async Task The_command_imports_and_says_how_it_went(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var from = Interlocked.Add(ref next, 100);
        var folder = Directory.CreateTempSubdirectory("zhijian-import-").FullName;
        var (file, words) = (Path.Combine(folder, "名录.xlsx"), new StringWriter());
        Task<int> RunAsync(string kind = "organisations", bool again = false) => ImportCommand.RunAsync(platform.Services, kind, file, words, Cancel, again);
        try
        {
            Assert.Equal(2, await RunAsync());
            Assert.Equal(2, await RunAsync("nothing"));
            await File.WriteAllBytesAsync(file, HostileFiles.Program(), Cancel);
            Assert.Equal(2, await RunAsync());
            await File.WriteAllBytesAsync(file, Workbook(from, 3), Cancel);
            Assert.Equal(0, await RunAsync());
            Assert.Equal(2, await RunAsync());
            // Taken once more, its rows are there already.
            Assert.Equal(3, await RunAsync(again: true));
            await File.WriteAllBytesAsync(file, Workbook([Row(from), Row(from + 10, "登封市"), Row(from + 11, "火星")]), Cancel);
            Assert.Equal(3, await RunAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Assert.Contains("请加 --again", words.ToString());
        Assert.Contains("organisations（", words.ToString());
        Assert.Contains("第 4 行　行政区划：没有这个行政区划", words.ToString());
        Assert.Contains("已写入 3 行，未导入 0 行", words.ToString());
    }
}
