using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Inspections.Field;
using Zhijian.Platform.Audit;
using Zhijian.Rules.Inspections;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;

namespace Zhijian.Tests.Modules.Inspections.Field;

/// <summary>What phones did without network comes in once, in order, from its author, at a moment that is possible.</summary>
public sealed class FieldSyncTests(Platforms platforms)
{
    static async Task<(Guid Task, Guid One, Guid Two)> PlanAsync(TestPlatform platform)
    {
        var (one, two) = (await Judged.UserAsync(platform, "gongyi"), await Judged.UserAsync(platform, "gongyi-zf"));
        var id = await Inspect.PlanAsync(platform);
        await Inspect.ApproveAsync(platform, id);
        await platform.AsAsync("gongyi", s => s.GetRequiredService<TaskDesk>().AssignAsync(id, null, one, two, null, null, default));
        return (id, one, two);
    }

    static Task<T> ReadAsync<T>(TestPlatform platform, Func<ZhijianDb, Task<T>> read) => platform.AsPlatformAsync(s => read(s.GetRequiredService<ZhijianDb>()));

    static void All(FieldOutcome outcome, IEnumerable<FieldResult> results) => Assert.All(results, r => Assert.True(r.Outcome == outcome, $"{r.Outcome}: {r.Message}"));

    [Theory, BothDatabases]
    public async Task A_visit_without_network_arrives_whole_and_once(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (id, one, two) = await PlanAsync(platform);
        var phone = await Phone.OfAsync(platform, "gongyi-zf");
        var package = await phone.PackageAsync();
        var task = package.Tasks.Single(t => t.Id == id);
        Assert.Equal(("巩义市示例耐火材料有限公司", InspectionState.Approved, 0), (task.Employer.Name, task.State, task.Taken));
        Assert.Equal(26, package.Checklists.Single(c => c.Code == Inspect.Questions).Items.Count);
        var officers = new[] { one, two }.Select(o => package.Officers.Single(x => x.Id == o)).ToList();
        Assert.All(officers, o => Assert.NotNull(o.Certificate));

        // The phone has no network from now on; its clock is an hour ahead all the time. The server hears of it the next day.
        phone.Off = TimeSpan.FromHours(1);
        await phone.ContactAsync();
        List<FieldMessage> made = [];
        void Later(FieldMessage message)
        {
            made.Add(message);
            platform.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        var (photo, content) = (Guid.CreateVersion7(), Phone.Picture(1));
        Later(phone.Arrive(task, one, two));
        Later(phone.AnswerAll(id, "22"));
        Later(phone.Photo(id, photo, content, "22"));
        Later(phone.Record(task, officers[0], officers[1], Phone.Answers("22"), true, new FindingDraft("22", "未设置公告栏", null)));
        platform.Clock.Advance(TimeSpan.FromDays(1));
        phone = await AgainAsync(platform, phone);

        // The answer to the first half is lost, then all is sent again.
        All(FieldOutcome.Applied, await phone.SendAsync([.. made.Take(2)]));
        var results = await phone.SendAsync([.. made]);
        All(FieldOutcome.Applied, results);
        Assert.Contains("卫职检记", results[3].Message, StringComparison.Ordinal);
        All(FieldOutcome.Applied, await phone.SendAsync([.. made]));
        await ForgetAsync(platform);
        All(FieldOutcome.Applied, await phone.SendAsync([.. made]));

        var stored = await Inspect.ReadAsync(platform, id);
        Assert.Equal((InspectionState.Recorded, 1, Inspect.Today, Inspect.Today), (stored.State, stored.Findings, stored.VisitedOn!.Value, stored.LastOn));
        Assert.Equal(4, await ReadAsync(platform, db => db.Set<FieldCommand>().CountAsync(c => c.TaskId == id)));
        var first = await ReadAsync(platform, db => db.Set<FieldCommand>().AsNoTracking().SingleAsync(c => c.TaskId == id && c.Order == 1));
        Assert.Equal((TestPlatform.Today.UtcDateTime, -3600, FieldOutcome.Applied, null), (first.At, first.Offset, first.Outcome, first.Reason));
        Assert.Equal(3, await ReadAsync(platform, db => db.Set<InspectionSignature>().CountAsync(s => s.TaskId == id)));
        Assert.Equal(26, await ReadAsync(platform, db => db.Set<ChecklistAnswer>().CountAsync(a => a.TaskId == id)));

        await PhotosAsync(platform, phone, id, photo, content);
        var page = await (await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"))).PageAsync($"/inspections/{id}");
        foreach (var words in (string[])["现场定位", "34.74812", "大门", "现场签名", "王某"]) Assert.Contains(words, page.Text, StringComparison.Ordinal);
    }

    /// <summary>The platform need not remember requests for ever.</summary>
    static Task ForgetAsync(TestPlatform platform) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        await s.GetRequiredService<WritePath>().CommitAsync(new("test.forget"), async _ => db.RemoveRange(await db.Set<DoneRequest>().ToListAsync()));
    });

    /// <summary>Sessions end over night; the phone and what it holds do not.</summary>
    static async Task<Phone> AgainAsync(TestPlatform platform, Phone phone) => await phone.WithAsync(await platform.SignInAsync("gongyi-zf", platform.PasswordOf("gongyi-zf")));

    static async Task PhotosAsync(TestPlatform platform, Phone phone, Guid id, Guid photo, byte[] content)
    {
        Assert.Contains("1 张照片还没有上传", (await (await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"))).PageAsync($"/inspections/{id}")).Text, StringComparison.Ordinal);
        using var replaced = await phone.UploadAsync(photo, Phone.Picture(2));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replaced.StatusCode);
        Assert.Contains("可能已被替换", await replaced.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(await ReadAsync(platform, db => db.Set<AuditEntry>().AsNoTracking().Where(a => a.Act == "field.replaced").Select(a => a.EntityId).ToListAsync()), e => e == photo.ToString());
        using var shorter = await phone.UploadAsync(photo, content[..^1]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shorter.StatusCode);
        for (var n = 0; n < 2; n++)
        {
            using var good = await phone.UploadAsync(photo, content);
            Assert.True(good.StatusCode == HttpStatusCode.NoContent, await good.Content.ReadAsStringAsync());
        }
        // Once it is here, nothing takes its place.
        using var late = await phone.UploadAsync(photo, Phone.Picture(2));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        var kept = await ReadAsync(platform, db => db.Set<InspectionPhoto>().AsNoTracking().SingleAsync(p => p.TaskId == id));
        Assert.Equal(("22", "大门", 34.7, 9), (kept.ItemNumber, kept.Note, kept.Latitude, kept.Accuracy));
        using var other = await (await Phone.OfAsync(platform, "gongyi")).UploadAsync(photo, content);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Theory, BothDatabases]
    public async Task Two_officers_on_one_employer_are_matched_and_their_differences_shown(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (id, one, two) = await PlanAsync(platform);
        var (a, b) = (await Phone.OfAsync(platform, "gongyi"), await Phone.OfAsync(platform, "gongyi-zf"));
        var task = await a.TaskAsync(id);
        FieldMessage[] mine = [a.Arrive(task, one, two), a.Answer(id, "1", ItemVerdict.Qualified), a.Answer(id, "2", ItemVerdict.Qualified)];
        FieldMessage[] theirs = [b.Arrive(task, two, one), b.Answer(id, "1", ItemVerdict.Qualified), b.Answer(id, "3", ItemVerdict.Qualified), b.Answer(id, "2", ItemVerdict.Unqualified, note: "没有公告栏"), b.Answer(id, "4", ItemVerdict.Qualified)];
        platform.Clock.Advance(TimeSpan.FromMinutes(5));
        All(FieldOutcome.Applied, await a.SendAsync(mine));
        var results = await b.SendAsync(theirs);
        Assert.Equal([FieldOutcome.Matched, FieldOutcome.Matched, FieldOutcome.Applied, FieldOutcome.Conflict, FieldOutcome.Waiting], results.Select(r => r.Outcome));
        var held = Assert.Single(results[3].Answers!);
        Assert.Equal(("2", ItemVerdict.Qualified, a.Me.Name), (held.Number, held.Verdict, held.By));
        Assert.Equal(1, await ReadAsync(platform, db => db.Set<InspectionLine>().CountAsync(l => l.TaskId == id && l.Act == InspectionActKind.Arrive)));

        // Mine on top of what is held now, with the order kept; then the rest follows.
        var rebased = theirs[3] with { Id = Guid.CreateVersion7(), Work = new AnswerWork([new("2", held.Version, ItemVerdict.Unqualified, null, null, null, "没有公告栏")]) };
        All(FieldOutcome.Applied, await b.SendAsync(rebased, theirs[4]));
        var answer = await ReadAsync(platform, db => db.Set<ChecklistAnswer>().AsNoTracking().SingleAsync(x => x.TaskId == id && x.ItemNumber == "2"));
        Assert.Equal((ItemVerdict.Unqualified, "没有公告栏", b.Me.Name), (answer.Verdict, answer.Note, answer.By));

        // What A signs is not what is held: the record has to be read over again.
        var package = await a.PackageAsync();
        FieldOfficer Officer(Guid user) => package.Officers.Single(o => o.Id == user);
        var stale = Assert.Single(await a.SendAsync(a.Record(task, Officer(one), Officer(two), Phone.Answers().Where(x => x.Number != "4"), true)));
        Assert.Equal((FieldOutcome.Conflict, "2、4"), (stale.Outcome, string.Join("、", stale.Answers!.Select(x => x.Number).Order(StringComparer.Ordinal))));
        Assert.Equal(InspectionState.OnSite, (await Inspect.ReadAsync(platform, id)).State);
    }

    [Theory, BothDatabases]
    public async Task What_stands_behind_a_made_record_is_shown_and_earlier_photos_still_come(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (id, one, two) = await PlanAsync(platform);
        var (a, b) = (await Phone.OfAsync(platform, "gongyi"), await Phone.OfAsync(platform, "gongyi-zf"));
        var package = await a.PackageAsync();
        var task = package.Tasks.Single(t => t.Id == id);
        FieldOfficer Officer(Guid user) => package.Officers.Single(o => o.Id == user);
        platform.Clock.Advance(TimeSpan.FromMinutes(5));
        All(FieldOutcome.Applied, await a.SendAsync(a.Arrive(task, one, two), a.AnswerAll(id)));
        FieldMessage[] offline = [b.Arrive(task, one, two), b.Photo(id, Guid.CreateVersion7(), Phone.Picture(3))];
        platform.Clock.Advance(TimeSpan.FromMinutes(5));
        All(FieldOutcome.Applied, await a.SendAsync(a.Record(task, Officer(one), Officer(two), Phone.Answers(), signed: false)));
        Assert.Contains("负责人拒签", (await (await platform.SignInAsync("gongyi")).PageAsync($"/inspections/{id}")).Text + await PaperAsync(platform, id), StringComparison.Ordinal);
        platform.Clock.Advance(TimeSpan.FromMinutes(5));
        FieldMessage[] late = [b.Photo(id, Guid.CreateVersion7(), Phone.Picture(4))];
        Assert.Equal([FieldOutcome.Matched, FieldOutcome.Applied], (await b.SendAsync(offline)).Select(r => r.Outcome));
        Assert.Contains("制作之后拍的照片", Assert.Single(await b.SendAsync(late)).Message, StringComparison.Ordinal);

        // The author takes it back; its place is filled and the next comes.
        var withdrawn = late[0] with { Id = Guid.CreateVersion7(), Reason = "记录已经制作", Work = new WithdrawWork(late[0].Id) };
        Assert.Contains("理由", Assert.Single(await b.SendAsync(withdrawn with { Reason = null })).Message, StringComparison.Ordinal);
        All(FieldOutcome.Applied, await b.SendAsync(withdrawn));
        var results = await b.SendAsync(b.Answer(id, "1", ItemVerdict.Unqualified));
        Assert.Equal((FieldOutcome.Conflict, "1"), (results[0].Outcome, Assert.Single(results[0].Answers!).Number));
        var second = await b.SendAsync(b.Record(task, Officer(one), Officer(two), Phone.Answers()) with { Order = 4 });
        Assert.Equal(FieldOutcome.Conflict, second[0].Outcome);
        Assert.StartsWith("记录 （郑巩）", second[0].Theirs, StringComparison.Ordinal);
    }

    static async Task<string> PaperAsync(TestPlatform platform, Guid id)
    {
        var task = await Inspect.ReadAsync(platform, id);
        var bytes = await (await platform.SignInAsync("gongyi")).GetByteArrayAsync($"/papers/{task.RecordPaperId}/docx");
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(bytes), false);
        // QR code and the two signatures of the officers; the head did not sign.
        Assert.Equal(3, document.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.Inline>().Count());
        return document.MainDocumentPart!.Document!.InnerText;
    }

    [Theory, BothDatabases]
    public async Task A_foreign_author_a_wrong_order_and_a_wrong_base_are_refused(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (id, one, two) = await PlanAsync(platform);
        var (a, b) = (await Phone.OfAsync(platform, "gongyi"), await Phone.OfAsync(platform, "gongyi-zf"));
        var task = await a.TaskAsync(id);
        async Task RefusedAsync(Phone by, FieldMessage message, string words, FieldOutcome outcome = FieldOutcome.Refused)
        {
            var result = Assert.Single(await by.SendAsync(message));
            Assert.True(result.Outcome == outcome && result.Message!.Contains(words, StringComparison.Ordinal), $"{result.Outcome}: {result.Message}");
        }

        var arrive = a.Arrive(task, one, two);
        // B is signed in on the phone and sends what A made: as it is, under his own name, with a pass of his own and A's name.
        await RefusedAsync(b, arrive, "须由本人登录后发送");
        await RefusedAsync(b, arrive with { Author = b.Me.Id }, "须由本人登录后发送");
        await RefusedAsync(b, arrive with { Pass = b.Me.Pass }, "须由本人登录后发送");
        await RefusedAsync(a, arrive with { Pass = a.Me.Pass[..^4] + "AAAA" }, "登录凭据");
        await RefusedAsync(a, arrive with { Pass = null }, "登录凭据");
        await RefusedAsync(a, arrive with { Work = null }, "不完整");
        await RefusedAsync(a, arrive with { Order = 2 }, "应为第 1 条");
        await RefusedAsync(a, arrive with { Task = Guid.NewGuid() }, "没有找到");
        await RefusedAsync(a, arrive with { Work = new ArriveWork(task.Version - 1, one, two, true, null) }, "有变动", FieldOutcome.Conflict);
        await RefusedAsync(a, arrive with { Work = new ArriveWork(task.Version, one, one, true, null) }, "两名不同");
        await RefusedAsync(a, arrive with { Work = new ArriveWork(task.Version, one, two, false, null) }, "未出示执法证件");
        await RefusedAsync(a, arrive with { Work = new ArriveWork(task.Version, two, await Judged.UserAsync(platform, "dengfeng"), true, null) }, "本人制作");
        await RefusedAsync(a, arrive with { Work = new AnswerWork([new("1", null, ItemVerdict.Qualified, null, null, null, null)]) }, "到达现场、出示证件后");
        Assert.Equal(InspectionState.Approved, (await Inspect.ReadAsync(platform, id)).State);
        All(FieldOutcome.Applied, await a.SendAsync(arrive));

        // Another county's officer: the inspection is not there; a superior sees it and may not act.
        var far = await Phone.OfAsync(platform, "dengfeng");
        Assert.DoesNotContain((await far.PackageAsync()).Tasks, t => t.Id == id);
        await RefusedAsync(far, far.Answer(id, "1", ItemVerdict.Qualified), "没有找到");
        var above = await Phone.OfAsync(platform, "shijianguan");
        await RefusedAsync(above, above.Answer(id, "1", ItemVerdict.Qualified), "本级的人员");

        All(FieldOutcome.Applied, await a.SendAsync(a.Answer(id, "1", ItemVerdict.Qualified)));
        await RefusedAsync(a, a.Answer(id, "1", ItemVerdict.Unqualified, seen: 99), "不同的答案", FieldOutcome.Conflict);
        await RefusedAsync(a, a.Make(id, new AnswerWork([])) with { Order = 3 }, "不完整");
        await RefusedAsync(a, a.Answer(id, "99", ItemVerdict.Qualified) with { Order = 3 }, "没有第 99 项");
        await RefusedAsync(a, arrive with { Order = 3, Id = Guid.NewGuid(), Work = new PhotoWork(Guid.NewGuid(), "ABC", 10, "a.jpg", null, null, null) }, "没有指纹");
        await RefusedAsync(a, arrive with { Order = 3, Id = Guid.NewGuid(), Made = default }, "时区");
        await RefusedAsync(a, arrive with { Order = 3, Id = Guid.NewGuid(), Made = new(1, 1, 1, 0, 0, 0, DateTimeKind.Utc) }, "不合理");
        await RefusedAsync(a, arrive with { Order = 3, Id = Guid.NewGuid(), Made = DateTime.UnixEpoch }, "回拨");
        using var tooMany = await a.PostAsync([.. Enumerable.Repeat(arrive, FieldDesk.MostAtOnce + 1)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMany.StatusCode);
    }

    [Theory, BothDatabases]
    public async Task Sent_twice_at_the_same_moment_it_has_one_effect(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (id, one, two) = await PlanAsync(platform);
        var phone = await Phone.OfAsync(platform, "gongyi");
        var task = await phone.TaskAsync(id);
        FieldMessage[] made = [phone.Arrive(task, one, two), .. Enumerable.Range(1, 8).Select(n => phone.Answer(id, $"{n}", ItemVerdict.Qualified)), phone.Photo(id, Guid.CreateVersion7(), Phone.Picture(5))];
        // Whoever comes second waits, finds it done, or is told to try again.
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => phone.PostAsync(made))))
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}");
        All(FieldOutcome.Applied, await phone.SendAsync(made));
        Assert.Equal(Enumerable.Range(1, 10), await ReadAsync(platform, db => db.Set<FieldCommand>().Where(c => c.TaskId == id).OrderBy(c => c.Order).Select(c => c.Order).ToListAsync()));
        Assert.Equal((8, 1), (await ReadAsync(platform, db => db.Set<ChecklistAnswer>().CountAsync(a => a.TaskId == id)), await ReadAsync(platform, db => db.Set<FieldPhoto>().CountAsync(p => p.TaskId == id))));
    }

    [Theory, BothDatabases]
    public async Task A_clock_set_back_is_refused_until_its_author_says_why(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (id, one, two) = await PlanAsync(platform);
        var phone = await Phone.OfAsync(platform, "gongyi");
        var task = await phone.TaskAsync(id);
        platform.Clock.Advance(TimeSpan.FromHours(2));
        var arrive = phone.Arrive(task, one, two);
        phone.Off = TimeSpan.FromDays(-1);
        var answer = phone.Answer(id, "1", ItemVerdict.Qualified);
        platform.Clock.Advance(TimeSpan.FromMinutes(10));
        phone = await phone.WithAsync(await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi")));

        // Its clock was set after the contact: even the first moment is not believed.
        var results = await phone.SendAsync(arrive, answer);
        Assert.Equal([(FieldOutcome.Refused, true), (FieldOutcome.Waiting, false)], results.Select(r => (r.Outcome, r.Doubt)));
        Assert.Contains("手机时钟被调整了 1 天", results[0].Message, StringComparison.Ordinal);
        phone.Off = default;
        var set = await phone.SendAsync(arrive, answer);
        Assert.Equal([FieldOutcome.Applied, FieldOutcome.Refused], set.Select(r => r.Outcome));
        Assert.Contains("早 1 天，手机时钟被回拨", set[1].Message, StringComparison.Ordinal);
        Assert.Contains("《行政处罚法》第四十六条", set[1].Message, StringComparison.Ordinal);
        Assert.Equal(0, await ReadAsync(platform, db => db.Set<ChecklistAnswer>().CountAsync(a => a.TaskId == id)));

        All(FieldOutcome.Applied, await phone.SendAsync(answer with { Id = Guid.CreateVersion7(), Reason = "更换电池后时间没有校准" }));
        var command = await ReadAsync(platform, db => db.Set<FieldCommand>().AsNoTracking().SingleAsync(c => c.TaskId == id && c.Order == 2));
        Assert.Equal((TestPlatform.Today.UtcDateTime.AddHours(2), TestPlatform.Today.UtcDateTime.AddHours(2).AddDays(-1)), (command.At, command.Made));
        Assert.Contains("更换电池后时间没有校准", command.Reason, StringComparison.Ordinal);
        Assert.Contains("现场记录的时间经更正", (await (await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"))).PageAsync($"/inspections/{id}")).Text, StringComparison.Ordinal);

        // A moment that has not come yet.
        var future = phone.Answer(id, "2", ItemVerdict.Qualified) with { Made = phone.Now.AddHours(1) };
        Assert.Contains("比服务器时间晚", Assert.Single(await phone.SendAsync(future)).Message, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_shell_and_its_worker_are_there_and_hold_nothing_of_the_viewer(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var client = await platform.SignInAsync("gongyi");
        var page = await client.PageAsync("/field");
        Assert.DoesNotContain((await Phone.OfAsync(platform, "gongyi")).Me.Name, page.Html, StringComparison.Ordinal);
        using var worker = await client.GetAsync("/field/sw.js");
        Assert.Equal(("/field", "text/javascript"), (worker.Headers.GetValues("Service-Worker-Allowed").Single(), worker.Content.Headers.ContentType!.MediaType));
        var script = await worker.Content.ReadAsStringAsync();
        foreach (var kept in (string[])["\"/field\"", "/field/app.js", "/field/field.css", "/lib/idb/index.js", "/lib/signature-pad/signature_pad.min.js", "/field/field.webmanifest"]) Assert.Contains(kept, script, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await platform.Anonymous().GetAsync("/field")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Anonymous().GetAsync($"/api/v1/field/package?device={Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await platform.SignInAsync("qiye1")).GetAsync("/field")).StatusCode);
        var phone = await Phone.OfAsync(platform, "gongyi");
        foreach (var body in (string[])["{}", "[]", "{\"sentAt\":\"x\",\"commands\":[]}", "{\"sentAt\":\"2026-06-10T01:00:00Z\",\"commands\":[{\"work\":{\"kind\":\"delete\"}}]}", "{\"sentAt\":\"2026-06-10T01:00:00Z\",\"commands\":[null]}", "{\"sentAt\":\"2026-06-10T01:00:00Z\",\"commands\":[]}"])
        {
            using var odd = await phone.PostAsync(body);
            Assert.True((int)odd.StatusCode is 400 or 422, $"{body}: {odd.StatusCode}");
        }
        using var away = await client.GetAsync($"/api/v1/field/me?device={Guid.NewGuid()}&at=0001-01-01T00:00:00Z");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, away.StatusCode);
        using var bare = await client.PostAsync("/api/v1/field/commands", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
    }
}
