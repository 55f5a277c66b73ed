using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Portal.Complaints;
using Zhijian.Modules.Portal.Complaints.Pages;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Hosting.Requests;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Complaints;
using Zhijian.Rules.Dangers;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Portal;

/// <summary>From the visitor's form to the answer, the identity kept; and what must not get through.</summary>
public sealed class ComplaintTests(Platforms platforms)
{
    const string Name = "张三丰", Phone = "13900001111", Story = "破碎车间粉尘很大，没有除尘设备";
    static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    static async Task<(HttpStatusCode Status, WebPage? Page)> SendAsync(HttpClient visitor, Dictionary<string, string>? over = null, params (byte[] Content, string Name)[] photos)
    {
        var page = await visitor.PageAsync("/portal/complain");
        string Of(string name) => page.Document.QuerySelector($"input[name={name}]")!.GetAttribute("value")!;
        var fields = new Dictionary<string, string> { ["__RequestVerificationToken"] = Of("__RequestVerificationToken"), ["__key"] = Of("__key"), ["County"] = "410181", ["Subject"] = "Dust", ["EmployerName"] = "某耐火材料厂", ["Address"] = "米河镇工业区", ["Story"] = Story, ["Name"] = Name, ["Phone"] = Phone };
        foreach (var (field, value) in over ?? []) fields[field] = value;
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields) form.Add(new StringContent(value), field);
        foreach (var (content, name) in photos) form.Add(new ByteArrayContent(content), "Upload", name);
        var answer = await visitor.PostAsync("/portal/complain", form);
        return (answer.StatusCode, new(visitor, answer, await answer.Content.ReadAsStringAsync()));
    }

    static async Task<string> CodeAsync(HttpClient visitor, Dictionary<string, string>? over = null, params (byte[], string)[] photos)
    {
        var (status, page) = await SendAsync(visitor, over, photos);
        Assert.Equal(HttpStatusCode.OK, status);
        return page!.Document.QuerySelector("main p.fs-2 code")?.TextContent ?? throw new InvalidOperationException(page.Text);
    }

    static async Task<WebPage> AskAsync(HttpClient visitor, string code) => await (await visitor.PageAsync("/portal/complaint")).SubmitAsync(new() { ["Asked"] = code });

    static Task<ComplaintRecord> RowAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ComplaintRecord>().AsNoTracking().OrderByDescending(c => c.Id).FirstAsync());

    static Task StepAsync(TestPlatform platform, Guid id, ComplaintActKind act, string words, string? to = null, string by = "gongyi") => platform.AsAsync(by, s => s.GetRequiredService<ComplaintDesk>().StepAsync(id, act, new(words, to), null, null, default));

    static Task<int> TodosAsync(TestPlatform platform, string user) => platform.AsAsync(user, s => s.GetRequiredService<TodoQueries>().Mine().CountAsync(t => t.SubjectKind == "complaint"));

    [Theory, BothDatabases]
    public async Task A_complaint_goes_to_the_authority_of_the_place_and_its_answer_to_the_code(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var visitor = platform.Anonymous();
        var before = await TodosAsync(platform, "gongyi");
        var code = await CodeAsync(visitor, null, (Png, "张三丰的照片.png"));
        var row = await RowAsync(platform);
        Assert.Equal(("410181", ComplaintState.Received, new DateOnly(2026, 6, 25), 1), (row.DivisionCode, row.State, row.DueOn!.Value, row.Photos));
        Assert.Equal(before + 1, await TodosAsync(platform, "gongyi"));
        Assert.Equal(0, await TodosAsync(platform, "shijianguan"));
        Assert.Contains("待受理", (await AskAsync(visitor, code)).Text, StringComparison.Ordinal);

        // Another county sees nothing; the city sees it and does not act.
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync($"/complaints/{row.Id}")).StatusCode);
        await Assert.ThrowsAsync<Refusal>(() => StepAsync(platform, row.Id, ComplaintActKind.Accept, "", by: "shijianguan"));

        await StepAsync(platform, row.Id, ComplaintActKind.Accept, "");
        Assert.Equal(new DateOnly(2026, 8, 9), (await RowAsync(platform)).DueOn);
        var employer = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.SupervisorCode == "410181").Select(e => e.Id).FirstAsync());
        await platform.AsAsync("gongyi", s => s.GetRequiredService<ComplaintDesk>().RecogniseAsync(row.Id, employer, null, default));
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<ComplaintDesk>().ToDangerAsync(row.Id, $"据{Name}反映", "条款", null, default)));
        await platform.AsAsync("gongyi", s => s.GetRequiredService<ComplaintDesk>().ToDangerAsync(row.Id, "破碎机没有除尘", "《职业病防治法》第十四条", null, default));
        var danger = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<HiddenDanger>().SingleAsync(d => d.SourceKey == $"complaint:{row.Id}"));
        Assert.Equal((DangerSource.Complaint, employer, "破碎机没有除尘"), (danger.Source, danger.EmployerId, danger.Finding));

        await StepAsync(platform, row.Id, ComplaintActKind.Answer, "已责令安装除尘设备");
        Assert.Equal(before, await TodosAsync(platform, "gongyi"));
        var answer = await AskAsync(visitor, code);
        Assert.Contains("已责令安装除尘设备", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Story, answer.Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Who_complained_is_encrypted_masked_and_every_look_is_in_the_audit(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await CodeAsync(platform.Anonymous(), null, (Png, "张三丰的照片.png"));
        var row = await RowAsync(platform);
        var stored = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Database.SqlQuery<string>($"SELECT complainant_name || complainant_phone || content AS \"Value\" FROM complaints WHERE number = {row.Number} AND employer_name = {row.EmployerName}").SingleAsync());
        Assert.DoesNotContain(Name, stored, StringComparison.Ordinal);
        Assert.StartsWith("sm4:", stored, StringComparison.Ordinal);
        // Neither the audit nor the name of the photo tells it.
        var lines = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<AuditEntry>().AsNoTracking().ToListAsync());
        var act = lines.Where(l => l.Act == "portal.complain").ToList();
        Assert.NotEmpty(act);
        Assert.All(act, l => Assert.DoesNotContain(Name, $"{l.After}{l.ActorName}{l.Address}", StringComparison.Ordinal));
        var officer = await platform.SignInAsync("gongyi-zf");
        var page = await officer.PageAsync($"/complaints/{row.Id}");
        Assert.Contains(Story, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, page.Html, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action*='handler=Identity']"));
        var head = await platform.SignInAsync("gongyi");
        Assert.DoesNotContain(Name, await (await head.GetAsync("/complaints?handler=Export")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var before = await CountAsync(platform, "portal.identity");
        Assert.DoesNotContain(Name, (await (await head.PageAsync($"/complaints/{row.Id}")).SubmitAsync(new() { ["reason"] = "" }, "Identity")).Text, StringComparison.Ordinal);
        Assert.Contains(Name, (await (await head.PageAsync($"/complaints/{row.Id}")).SubmitAsync(new() { ["reason"] = "需要电话核实" }, "Identity")).Text, StringComparison.Ordinal);
        Assert.Equal(before + 1, await CountAsync(platform, "portal.identity"));
        var photo = (await head.PageAsync($"/complaints/{row.Id}")).Document.QuerySelector("a[href^='/complaint-photos/']")!.GetAttribute("href")!;
        var looked = await CountAsync(platform, "files.read");
        Assert.Equal(Png, await head.GetByteArrayAsync(photo));
        Assert.Equal(looked + 1, await CountAsync(platform, "files.read"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync(photo)).StatusCode);
    }

    static Task<int> CountAsync(TestPlatform platform, string act) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<AuditEntry>().CountAsync(l => l.Act == act));

    [Theory, BothDatabases]
    public async Task It_can_be_referred_refused_and_transferred_with_words(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var code = await CodeAsync(platform.Anonymous(), new() { ["Name"] = "", ["Phone"] = "" });
        var row = await RowAsync(platform);
        foreach (var to in (string?[])[null, "410181", "999999", "'"]) await Assert.ThrowsAsync<Refusal>(() => StepAsync(platform, row.Id, ComplaintActKind.Refer, "不在本辖区", to));
        await StepAsync(platform, row.Id, ComplaintActKind.Refer, "不在本辖区", "410185");
        Assert.Equal(1, await TodosAsync(platform, "dengfeng"));
        await Assert.ThrowsAsync<NotFoundException>(() => StepAsync(platform, row.Id, ComplaintActKind.Accept, ""));
        await Assert.ThrowsAsync<Refusal>(() => StepAsync(platform, row.Id, ComplaintActKind.NotAccept, " ", by: "dengfeng"));
        await StepAsync(platform, row.Id, ComplaintActKind.NotAccept, "所述事项已经办结", by: "dengfeng");
        var page = await AskAsync(platform.Anonymous(), code.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal));
        Assert.Contains("不予受理", page.Text, StringComparison.Ordinal);
        Assert.Contains("所述事项已经办结", page.Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Refusal>(() => StepAsync(platform, row.Id, ComplaintActKind.Answer, "答复", by: "dengfeng"));
    }

    [Theory, BothDatabases]
    public async Task The_same_form_sent_twice_is_one_complaint(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var draft = new ComplaintDraft("410181", "某厂", "某地", "Dust", Story, null, null);
        var codes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => platform.AsPlatformAsync(s => s.GetRequiredService<ComplaintIntake>().TakeAsync(draft, [], "twice", default))));
        Assert.Single(codes, c => c is not null);
    }

    [Theory, BothDatabases]
    public async Task A_huge_photo_a_renamed_exe_and_script_in_the_text_do_no_harm(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var visitor = platform.Anonymous();
        var before = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ComplaintRecord>().CountAsync());
        var huge = new byte[(ComplaintIntake.MostMegabytes << 20) + 1];
        Png.CopyTo(huge, 0);
        foreach (var (photos, over) in new ((byte[], string)[] Photos, Dictionary<string, string>? Over)[]
        {
            ([(huge, "大.png")], null), ([([0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0], "照片.jpg")], null), ([("<svg onload=alert(1)>"u8.ToArray(), "图.png")], null), ([.. Enumerable.Repeat((Png, "多.png"), ComplaintIntake.MostPhotos + 1)], null),
            ([], new() { ["Story"] = "" }), ([], new() { ["Story"] = new('长', 1001) }), ([], new() { ["County"] = "110101" }), ([], new() { ["County"] = "'" }), ([], new() { ["Subject"] = "99" }), ([], new() { ["Phone"] = "" }), ([], new() { ["Story"] = "a\0b" }),
        })
        {
            var (status, page) = await SendAsync(visitor, over, photos);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("z-errors", page!.Html, StringComparison.Ordinal);
            Assert.Null(page.Document.QuerySelector("main p.fs-2 code"));
        }
        Assert.Equal(before, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ComplaintRecord>().CountAsync()));
        await CodeAsync(visitor, new() { ["Story"] = "<script>alert(1)</script>", ["EmployerName"] = "<img src=x onerror=alert(1)>" });
        var head = await (await platform.SignInAsync("gongyi")).PageAsync($"/complaints/{(await RowAsync(platform)).Id}");
        Assert.Null(head.Document.QuerySelector("main script, main img"));
        Assert.Contains("<script>alert(1)</script>", head.Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Wrong_query_codes_are_slowed_down_and_too_many_complaints_of_one_address_refused(Database database)
    {
        var platform = await platforms.FreshAsync(database, builder =>
        {
            var limits = (LimitOptions)builder.Services.Single(d => d.ServiceType == typeof(LimitOptions)).ImplementationInstance!;
            (limits.Enabled, limits.PublicPerMinute) = (true, 100_000);
        });
        var visitor = platform.Anonymous();
        var form = await visitor.PageAsync("/portal/complaint");
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n <= ProgressModel.MostPerHour; n++)
        {
            var answer = await form.SubmitAsync(new() { ["Asked"] = n % 2 == 0 ? "0000-0000-0000-0000-0000-0000-000" : Zhijian.Platform.Documents.VerificationCode.New().ToString() });
            answers.Add(answer.Status);
            if (answer.Status == HttpStatusCode.OK) Assert.Contains("z-errors", answer.Html, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.All(answers[..^1], s => Assert.Equal(HttpStatusCode.OK, s));
        for (var n = 0; n < ComplainModel.MostPerHour; n++) Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(visitor)).Status);
        // Reading goes on.
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/portal")).StatusCode);
    }
}
