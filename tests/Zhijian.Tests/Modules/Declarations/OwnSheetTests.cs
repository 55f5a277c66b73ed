using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Declarations;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Declarations.DeclarationFiles;

namespace Zhijian.Tests.Modules.Declarations;

/// <summary>An employer fills its form as a sheet.</summary>
public sealed class OwnSheetTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    internal static async Task<WebPage> UploadAsync(HttpClient client, Guid id, byte[] file)
    {
        var address = $"/my/declarations/{id}/sheet";
        var form = await client.PageAsync(address);
        using var content = new MultipartFormDataContent();
        content.Add(new StringContent(form.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken");
        content.Add(new ByteArrayContent(file), "Upload", "sheet.xlsx");
        var response = await client.PostAsync(address, content, Cancel);
        return new(client, response, await response.Content.ReadAsStringAsync(Cancel));
    }

    [Theory, BothDatabases]
    public async Task It_comes_down_filled_in_goes_back_into_the_draft_and_bad_cells_are_named(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var employer = await platform.SignInAsync("qiye1");
        var code = await platform.AsAsync("qiye1", async s => (await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync()).CreditCode!);
        var id = await Declare.StartAsync(employer, DeclarationKind.Initial);
        using (var template = new ZipArchive(new MemoryStream(await employer.GetByteArrayAsync("/my/declarations/template.xlsx", Cancel)))) Assert.NotEmpty(template.Entries);

        var wrong = await UploadAsync(employer, id, Workbook(Lines(code).With(1, Persons, "二十").With(0, Factor, "")));
        Assert.Equal(HttpStatusCode.OK, wrong.Status);
        Assert.Contains("第 3 行 接触人数（可重复）：应为数字（填写的是“二十”）", wrong.Text);
        Assert.Contains("第 2 行 职业病危害因素名称：不能为空", wrong.Text);
        var foreign = await UploadAsync(employer, id, Workbook(Lines(Zhijian.Tests.Modules.Registry.Files.Code())));
        Assert.Contains("不是本单位的代码", foreign.Text);
        var twice = await UploadAsync(employer, id, Workbook(Lines(code).With(1, Distinct, "19")));
        Assert.Contains("与第 2 行的“20”不一致", twice.Text);
        Assert.Contains("缺少必填列", (await UploadAsync(employer, id, Zhijian.Tests.Platform.Files.HostileFiles.PlainXlsx())).Text);
        Assert.DoesNotContain(await FormAsync(platform, id), w => w.Name == "破碎车间" && w.Distinct == 20);

        var good = await UploadAsync(employer, id, Workbook(Lines(code)));
        Assert.True(good.Status == HttpStatusCode.Redirect, good.Text);
        Assert.Equal(["破碎车间"], (await FormAsync(platform, id)).Select(w => w.Name!));

        // What came down goes back as it is.
        var filled = await employer.GetByteArrayAsync($"/my/declarations/{id}/filled.xlsx", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(employer, id, filled)).Status);
        Assert.Equal([("破碎车间", 20)], (await FormAsync(platform, id)).Select(w => (w.Name!, w.Distinct!.Value)));
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.SubmitAsync(employer, id)).Status);
        Assert.Contains("不能再修改", (await UploadAfterAsync(employer, id, code)).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("qiye2")).GetAsync($"/my/declarations/{id}/filled.xlsx", Cancel)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task All_that_is_wrong_is_named_at_once_with_sheet_row_and_field(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var employer = await platform.SignInAsync("qiye1");
        var code = await platform.AsAsync("qiye1", async s => (await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync()).CreditCode!);
        var id = await Declare.StartAsync(employer, DeclarationKind.Initial);

        // A cell that cannot be read, a row of somebody else, two answers to one question and a factor that is not in the catalogue.
        var rows = Lines(code).Concat(Lines(code)).Concat(Lines(Zhijian.Tests.Modules.Registry.Files.Code())).ToArray();
        rows.With(1, Persons, "二十").With(2, Distinct, "19").With(3, Factor, "不存在的因素");
        var wrong = await UploadAsync(employer, id, Workbook(rows));
        Assert.Contains("草稿没有改动", wrong.Text);
        Assert.Contains("工作表“", wrong.Text);
        Assert.Contains("第 3 行 接触人数（可重复）：应为数字（填写的是“二十”）", wrong.Text);
        Assert.Contains("第 4 行 接触人数（不重复）：与第 2 行的“20”不一致", wrong.Text);
        Assert.Contains("第 5 行 职业病危害因素名称：“不存在的因素”不在职业病危害因素分类目录中", wrong.Text);
        Assert.Contains("第 6 行 统一社会信用代码：不是本单位的代码", wrong.Text);

        // What can be read goes into the draft, and what keeps it from being submitted is told in the same way.
        var open = await UploadAsync(employer, id, Workbook(Lines(code).With(0, Exposed, "21").With(1, Factor, "不存在的因素").With(0, 8, "12")));
        Assert.Contains("已填入草稿，还有", open.Text);
        Assert.Contains("第 2 行 接触职业病危害总人数：", open.Text);
        Assert.Contains("第 3 行 职业病危害因素名称：“不存在的因素”", open.Text);
        Assert.Contains("第 2 行 填报人联系电话：联系电话应为", open.Text);
        Assert.Equal(["破碎车间"], (await FormAsync(platform, id)).Select(w => w.Name!));
    }

    /// <summary>The form was open when the declaration was submitted elsewhere.</summary>
    internal static async Task<WebPage> UploadAfterAsync(HttpClient client, Guid id, string code)
    {
        var token = (await client.PageAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(Workbook(Lines(code))), "Upload", "sheet.xlsx" } };
        var response = await client.PostAsync($"/my/declarations/{id}/sheet", content, Cancel);
        return new(client, response, await response.Content.ReadAsStringAsync(Cancel));
    }

    static Task<IReadOnlyList<FormWorkshop>> FormAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(async s =>
    {
        var access = s.GetRequiredService<DeclarationAccess>();
        return (await access.FormAsync(await access.ReadAsync(id, default), default)).Workshops;
    });
}
