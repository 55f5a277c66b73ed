using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Events;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Declarations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Declarations;

/// <summary>The whole life of a declaration by its pages, on both databases.</summary>
public sealed class DeclarationJourneyTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task Filed_returned_corrected_approved_receipted_changed_and_cancelled(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var employer = await platform.SignInAsync("qiye1");
        var county = await platform.SignInAsync("gongyi");

        var first = await Declare.StartAsync(employer, DeclarationKind.Initial);
        await Declare.FillAsync(employer, first, 5);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.SubmitAsync(employer, first)).Status);
        var filed = await Declare.ReadAsync(platform, first);
        Assert.Equal((DeclarationState.Submitted, "410181", 1), (filed.State, filed.AuthorityCode, filed.Number));
        Assert.True(filed.FieldsPrefilled > 0 && filed.FieldsAsked > filed.FieldsPrefilled, $"{filed.FieldsPrefilled} of {filed.FieldsAsked}");
        // Five working days behind the day of filing.
        Assert.Equal(new DateOnly(2026, 6, 17), filed.DeadlineOn);
        Assert.Contains("巩义市示例耐火材料有限公司", (await county.PageAsync("/declarations")).Text);
        Assert.Contains("审核初次申报", (await county.PageAsync("/todo")).Text);
        Assert.DoesNotContain("审核初次申报", (await (await platform.SignInAsync("shijianguan")).PageAsync("/todo")).Text);

        var returned = await Declare.ActAsync(county, first, "Return", new() { ["reasons[TotalWorkers]"] = "与社保人数不一致，请核对。" });
        Assert.Equal(HttpStatusCode.Redirect, returned.Status);
        Assert.Contains("与社保人数不一致", (await employer.PageAsync($"/my/declarations/{first}")).Text);
        Assert.Contains("补正后重新提交", (await employer.PageAsync("/todo")).Text);
        await Declare.FillAsync(employer, first, 6);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.SubmitAsync(employer, first)).Status);

        var number = await Declare.AcceptAsync(platform, county, first);
        Assert.Equal("410181202600001", number);
        var effective = await Declare.ReadAsync(platform, first);
        Assert.Equal((DeclarationState.Effective, 1, 6), (effective.State, effective.TimesReturned, effective.TotalExposed!.Value));
        await ReceiptAsync(platform, employer, first, number);
        await KnownToTheRegistryAsync(platform, effective);

        var second = await Declare.StartAsync(employer, DeclarationKind.Change);
        await Declare.FillAsync(employer, second, 7, new() { ["Input.ChangeReason"] = "ProcessChanged", ["Input.ChangedOn"] = "2026-06-01" });
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.SubmitAsync(employer, second)).Status);
        Assert.Equal("410181202600002", await Declare.AcceptAsync(platform, county, second));
        Assert.Equal((DeclarationState.Superseded, 6), ((await Declare.ReadAsync(platform, first)).State, (await Declare.ReadAsync(platform, first)).TotalExposed!.Value));
        var compare = await county.PageAsync($"/declarations/{second}");
        Assert.Contains("已变化", compare.Text);
        Assert.Contains("第 1 版", compare.Text);

        var third = await Declare.StartAsync(employer, DeclarationKind.Cancellation);
        var ended = await (await employer.PageAsync($"/my/declarations/{third}/edit")).SubmitAsync(new() { ["Input.ChangedOn"] = "2026-06-09" }, "Next");
        Assert.Equal(HttpStatusCode.Redirect, ended.Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.SubmitAsync(employer, third)).Status);
        Assert.Equal(DeclarationState.CancelRequested, (await Declare.ReadAsync(platform, third)).State);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.ActAsync(county, third, "Cancel")).Status);
        Assert.Equal(DeclarationState.Cancelled, (await Declare.ReadAsync(platform, third)).State);
        Assert.Equal(DeclarationState.Superseded, (await Declare.ReadAsync(platform, second)).State);
        Assert.Contains("初次申报", (await employer.PageAsync("/my/declarations")).Text);
        Assert.Equal(0, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Todo>().CountAsync(t => t.SubjectKind == nameof(HazardDeclaration) && t.DoneAt == null)));
    }

    static async Task ReceiptAsync(TestPlatform platform, HttpClient employer, Guid id, string number)
    {
        var receipt = await employer.GetAsync($"/my/declarations/{id}/receipt/docx");
        Assert.Equal(HttpStatusCode.OK, receipt.StatusCode);
        Assert.Contains(number, WordText(await receipt.Content.ReadAsByteArrayAsync()));
        var form = WordText(await employer.GetByteArrayAsync($"/my/declarations/{id}/form.docx"));
        foreach (var words in (string[])["职业病危害项目申报表", "巩义市示例耐火材料有限公司", "张示例", "粉尘类", "合计", "单位（盖章）"]) Assert.Contains(words, form);
        Assert.Equal(HttpStatusCode.OK, (await employer.GetAsync($"/my/declarations/{id}/print")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("qiye2")).GetAsync($"/my/declarations/{id}/receipt/docx")).StatusCode);
    }

    static string WordText(byte[] file)
    {
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(file), false);
        return document.MainDocumentPart!.Document!.InnerText;
    }

    static Task KnownToTheRegistryAsync(TestPlatform platform, HazardDeclaration effective) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        Assert.Contains(await db.Set<EmployerEvent>().Where(e => e.EmployerId == effective.EmployerId).Select(e => e.Kind).ToListAsync(), k => k == "declaration.effective");
        var told = await db.Set<EventMessage>().OrderBy(e => e.Id).Select(e => new { e.Type, e.Body }).ToListAsync();
        Assert.Contains(told, e => e.Type.EndsWith(nameof(ExposuresDeclared), StringComparison.Ordinal) && e.Body.Contains(effective.ReceiptNumber!, StringComparison.Ordinal));
        Assert.Contains(told, e => e.Type.EndsWith(nameof(DeclarationStood), StringComparison.Ordinal));
        // 13 months behind the receipt, by the yearly edition.
        Assert.Contains(told, e => e.Type.EndsWith("DueArose", StringComparison.Ordinal) && e.Body.Contains("declaration.yearly", StringComparison.Ordinal) && e.Body.Contains("2027-07-10", StringComparison.Ordinal));
    });

    [Theory, BothDatabases]
    public async Task A_small_employer_files_on_one_page(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var employer = await platform.SignInAsync("qiye3");
        var id = await Declare.StartAsync(employer, DeclarationKind.Initial, quick: true);
        var page = await employer.PageAsync($"/my/declarations/{id}/quick");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Document.QuerySelector("[name='Input.CreditCode']"));
        var values = new Dictionary<string, string?>();
        foreach (var input in page.Document.QuerySelectorAll("form[data-quick] input[name], form[data-quick] select[name]"))
            values[input.GetAttribute("name")!] = (input.GetAttribute("name") ?? "") switch
            {
                var n when n.EndsWith(".Distinct", StringComparison.Ordinal) => "4",
                var n when n.StartsWith("Usual", StringComparison.Ordinal) && n.EndsWith(".Persons", StringComparison.Ordinal) => "",
                "Input.TotalWorkers" => "20", "Input.DispatchedWorkers" or "Input.CumulativeCases" or "Input.FullTimeManagers" => "0", "Input.PartTimeManagers" => "1", "Input.TotalExposed" => "4",
                "Input.HasManagementUnit" => "False", "Input.Phone" or "Input.ReporterPhone" => "13800000000", "Input.Size" => "Small", "Input.RegistrationType" => "Private",
                var n when n.StartsWith("Input.", StringComparison.Ordinal) && string.IsNullOrEmpty(input.GetAttribute("value")) && n != "Input.IndustryCode" => "示例",
                _ => Unchecked(input) ? null : input.GetAttribute("value"),
            };
        var answer = await page.SubmitAsync(values, formWith: "Input.TotalExposed");
        Assert.True(answer.Status == HttpStatusCode.Redirect, answer.Of(".z-errors") ?? answer.Text);
        var filed = await Declare.ReadAsync(platform, id);
        Assert.Equal((DeclarationState.Submitted, true), (filed.State, filed.Quick));
        Assert.True(filed.FieldsAsked - filed.FieldsPrefilled < 30, $"{filed.FieldsAsked - filed.FieldsPrefilled} fields to type");
    }

    static bool Unchecked(AngleSharp.Dom.IElement input) => input.GetAttribute("type") is "checkbox" && !input.HasAttribute("checked");

    [Theory, BothDatabases]
    public async Task A_spot_check_ends_true_or_false_with_article_and_evidence(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        // As long as the form allows.
        var evidence = "现场有苯作业，未申报" + new string('苯', 1990);
        var officer = await platform.SignInAsync("gongyi-zf");
        var id = (await platform.AsPlatformAsync(s => Declare.PutAsync(s, "410181", DeclarationState.Effective))).Id;
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.ActAsync(officer, id, "Verify", new() { ["reason"] = "随机抽查" })).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.ActAsync(officer, id, "True", new() { ["result"] = "现场核对一致" })).Status);
        Assert.Equal(DeclarationState.Effective, (await Declare.ReadAsync(platform, id)).State);
        await Declare.ActAsync(officer, id, "Verify", new() { ["reason"] = "举报" });
        Assert.Contains("违反的条款", (await Declare.ActAsync(officer, id, "False", new() { ["breach"] = "NONE", ["evidence"] = "x" })).Text);
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.ActAsync(officer, id, "False", new() { ["breach"] = "DECL-01", ["evidence"] = evidence })).Status);
        Assert.Equal(DeclarationState.FoundFalse, (await Declare.ReadAsync(platform, id)).State);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var offence = await db.Set<DeclarationOffence>().SingleAsync();
            Assert.Equal(("DECL-01", evidence), (offence.Code, offence.Evidence));
            Assert.Contains("第十四条", offence.Basis);
            // It stands in the list of suspected dangers, with the same article and evidence.
            var suspected = await db.Set<Zhijian.Modules.Registry.Dues.DangerCandidate>().SingleAsync();
            Assert.Equal((offence.Basis, $"declaration:{id}", offence.WorkplaceId), (suspected.Article, suspected.Source, suspected.WorkplaceId));
            Assert.StartsWith(suspected.Evidence.TrimEnd('…'), evidence, StringComparison.Ordinal);
            Assert.InRange(suspected.Evidence.Length, 900, 1000);
        });
        var list = await (await platform.SignInAsync("gongyi")).PageAsync("/dangers/candidates");
        Assert.Contains("现场有苯作业，未申报", list.Text, StringComparison.Ordinal);
    }
}
