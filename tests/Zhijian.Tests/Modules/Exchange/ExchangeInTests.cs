using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Zhijian.Data;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Exchange.Signing;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Identifiers;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Registry;
using static Zhijian.Tests.Modules.Exchange.ExchangeCity;

namespace Zhijian.Tests.Modules.Exchange;

/// <summary>What partners bring: signed, whole, each record once in its newest version; everything else refused and seen on the partner's page.</summary>
public sealed class ExchangeInTests(Platforms platforms)
{
    const string Cases = "suspected-diseases";

    static Task<List<InboxRecord>> RecordsAsync(TestPartner partner) => partner.Platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InboxRecord>().AsNoTracking().Where(r => r.PartnerId == partner.Id).OrderBy(r => r.RecordKey).ToListAsync());
    static async Task<string> PageAsync(TestPartner partner) => (await (await partner.Platform.SignInAsync("shiguan")).PageAsync($"/exchange/partners/{partner.Id}")).Text;

    [Theory, BothDatabases]
    public async Task A_project_of_a_unit_without_a_file_is_looked_at_by_the_county_and_goes_to_the_file_when_there_is_one(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await PartnerAsync(platform);
        const string Projects = "project-approvals", Code = "91410181MA3X12345D", Other = "91410181MA3X123538";
        Assert.True(UnifiedSocialCreditCode.Check(Code).IsValid && UnifiedSocialCreditCode.Check(Other).IsValid);
        object Project(string key, string code, string place) => new { key, version = 1, data = new { creditCode = code, employer = "巩义新来示例石料厂", projectCode = "2606-410181-04-01-000001", project = "年产五十万吨石料项目", division = place, approvedOn = "2026-06-01" } };
        var (status, answer, text) = await partner.SendAsync(Projects, Envelope(Projects, "p1", 1, Project("k1", Code, "410181"), Project("k2", Code, "410181"), Project("k3", Other, "410185")));
        Assert.True(status == HttpStatusCode.OK && answer!.Accepted == 3, text);

        Task<List<Todo>> TodosAsync(string user, string kind) => platform.AsAsync(user, s => s.GetRequiredService<TodoQueries>().Mine().Where(t => t.SubjectKind == kind).ToListAsync());
        var todo = Assert.Single(await TodosAsync("gongyi", InboxUnfiled.TodoKind));
        Assert.Contains("巩义新来示例石料厂（没有档案）", todo.Title, StringComparison.Ordinal);
        Assert.Single(await TodosAsync("dengfeng", InboxUnfiled.TodoKind));
        Assert.Empty(await TodosAsync("shiguan", InboxUnfiled.TodoKind));
        var county = await platform.SignInAsync("gongyi");
        Assert.Equal("2", (await county.PageAsync(todo.Link)).Of(".z-list-total strong"));

        // The county makes the file: the records come to it, and what waits waits there.
        var employer = await platform.AsPlatformAsync(s => RegistryRecords.EmployerAsync(s, "巩义新来示例石料厂", "410181", industry: "1011"));
        await platform.AsPlatformAsync(async s =>
        {
            var (db, write) = (s.GetRequiredService<ZhijianDb>(), s.GetRequiredService<WritePath>());
            await write.CommitAsync(new("test.code"), async change =>
            {
                (await db.Set<Employer>().SingleAsync(e => e.Id == employer.Id)).CreditCode = Code;
                await db.SaveChangesAsync();
                change.Raise(new EmployerChanged(employer.Id, [nameof(Employer.CreditCode)], "test", new(2026, 6, 10)));
            });
        });
        Assert.Equal([employer.Id, employer.Id, null], (await RecordsAsync(partner)).Select(r => r.EmployerId));
        Assert.Empty(await TodosAsync("gongyi", InboxUnfiled.TodoKind));
        Assert.Equal($"/registry/{employer.Id}?tab=shared", Assert.Single(await TodosAsync("gongyi", "shared-project")).Link);

        // Where no file is needed, the officers of the place say so, and no others.
        var left = (await RecordsAsync(partner)).Single(r => r.EmployerId is null);
        Assert.Contains("没有待核查的", (await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<InboxUnfiled>().SeenAsync([left.Id], null, default)))).Message, StringComparison.Ordinal);
        var dengfeng = await platform.SignInAsync("dengfeng");
        var listed = await dengfeng.PageAsync("/exchange/records?gap=unfiled");
        var token = listed.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var seen = await dengfeng.PostPageAsync("/exchange/records?gap=unfiled&handler=Seen", [new("ids", left.Id.ToString()), new("__RequestVerificationToken", token)]);
        Assert.True(seen.Status == HttpStatusCode.Redirect, seen.Of(".z-errors") ?? seen.Text);
        Assert.Empty(await TodosAsync("dengfeng", InboxUnfiled.TodoKind));
    }

    [Theory, BothDatabases]
    public async Task A_suspected_case_reaches_the_file_of_the_employer_and_the_county_looks_into_it(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await PartnerAsync(platform);
        var (employer, code) = await EmployerAsync(platform);
        var (status, answer, text) = await partner.SendAsync(Cases, Envelope(Cases, "b1", 1, Suspected(code, "k1"), Suspected(code, "k2", person: "赵大力")));
        Assert.True(status == HttpStatusCode.OK, text);
        Assert.Equal((2, 0, 0, 0), (answer!.Accepted, answer.Repeated, answer.Stale, answer.Rejected));
        Assert.All(await RecordsAsync(partner), r => Assert.Equal(employer, r.EmployerId));
        var stored = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Database.SqlQuery<string>($"SELECT data AS \"Value\" FROM inbox_records WHERE record_key = 'k1'").SingleAsync());
        Assert.StartsWith("sm4:", stored, StringComparison.Ordinal);

        Task<int> TodosAsync(string user) => platform.AsAsync(user, s => s.GetRequiredService<TodoQueries>().Mine().CountAsync(t => t.SubjectKind == "suspected-disease"));
        Assert.Equal((1, 0), (await TodosAsync("gongyi"), await TodosAsync("dengfeng")));
        var county = await platform.SignInAsync("gongyi");
        var file = await county.PageAsync($"/registry/{employer}?tab=shared");
        Assert.Contains("矽肺", file.Text, StringComparison.Ordinal);
        Assert.Contains("王**", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", file.Html, StringComparison.Ordinal);
        await (await county.PageAsync($"/exchange/seen/{employer}")).SubmitAsync(new() { ["note"] = "已到现场核查，已要求复测" });
        Assert.Equal(0, await TodosAsync("gongyi"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync($"/exchange/seen/{employer}")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task Duplicate_late_and_missing_batches_do_no_harm_and_are_told(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await PartnerAsync(platform);
        var (_, code) = await EmployerAsync(platform);
        var first = Envelope(Cases, "b1", 1, Suspected(code, "k1", 2, "确诊"));
        await partner.SendAsync(Cases, first);
        // The same batch again is answered as before; another one under its name is refused.
        var (_, again, _) = await partner.SendAsync(Cases, first);
        Assert.Equal((1, 0), (again!.Accepted, again.Repeated));
        Assert.Equal(HttpStatusCode.Conflict, (await partner.SendAsync(Cases, Envelope(Cases, "b1", 1, Suspected(code, "k9")))).Status);
        // The known version in another batch, an older one that comes late, and a gap.
        var (_, known, _) = await partner.SendAsync(Cases, Envelope(Cases, "b2", 2, Suspected(code, "k1", 2, "确诊"), Suspected(code, "k1", 1)));
        Assert.Equal((0, 2, 0), (known!.Accepted, known.Repeated, known.Stale));
        var (_, gap, _) = await partner.SendAsync(Cases, Envelope(Cases, "b5", 5, Suspected(code, "k3", 3)));
        Assert.Contains("缺 2 批", gap!.Remark, StringComparison.Ordinal);
        var (_, late, _) = await partner.SendAsync(Cases, Envelope(Cases, "b4", 4, Suspected(code, "k1", 1), Suspected(code, "k4")));
        Assert.Equal((1, 1), (late!.Accepted, late.Stale));
        Assert.Contains("迟到", late.Remark, StringComparison.Ordinal);
        var records = await RecordsAsync(partner);
        Assert.Equal(["k1", "k3", "k4"], records.Select(r => r.RecordKey));
        Assert.Equal(2, records[0].SourceVersion);
        Assert.Contains("确诊", records[0].Data, StringComparison.Ordinal);
        Assert.Contains("缺 2 批", await PageAsync(partner), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Bad_rows_are_named_by_rule_and_the_others_are_taken(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await PartnerAsync(platform);
        var (_, code) = await EmployerAsync(platform);
        var (status, answer, text) = await partner.SendAsync(Cases, Envelope(Cases, "b1", 1,
            Suspected(code, "good"), Suspected("91410100MA4000001X", "bad-code"), Suspected(code, "bad-stage", stage: "可能"), new { key = "", version = 0, data = new { creditCode = code } }, "not an object",
            new { key = "bad-field", version = 1, data = new { creditCode = code, person = "甲", disease = "尘肺", stage = "疑似", reportedOn = "昨天", institution = "院", secret = "x" } }));
        Assert.True(status == HttpStatusCode.OK, text);
        Assert.Equal((1, 5), (answer!.Accepted, answer.Rejected));
        Assert.Equal(["USCC", "CODE", "VERSION KEY REQUIRED", "FORMAT", "FIELD DATE"], answer.RejectedItems.Select(r => r.Rules));
        Assert.Equal("good", Assert.Single(await RecordsAsync(partner)).RecordKey);
        Assert.Contains("拒收 5 条", await PageAsync(partner), StringComparison.Ordinal);
        (string, string)[] broken =
        [
            ("broken", "{"), ("empty", ""), ("array", "[]"), ("wrong count", Envelope(Cases, "x", 2).Replace("\"count\":0", "\"count\":3", StringComparison.Ordinal)),
            ("wrong sum", Envelope(Cases, "x", 2, Suspected(code, "k")).Replace("矽肺", "尘肺", StringComparison.Ordinal)), ("wrong catalogue", Envelope("dangers", "x", 2)), ("no batch", Envelope(Cases, " ", 2)), ("no sequence", Envelope(Cases, "x", 0)),
        ];
        foreach (var (name, body) in broken)
            Assert.True((await partner.SendAsync(Cases, body)).Status == HttpStatusCode.UnprocessableEntity, name);
        Assert.Equal(HttpStatusCode.NotFound, (await partner.SendAsync("nonsense", Envelope("nonsense", "x", 1))).Status);
        Assert.Single(await RecordsAsync(partner));
    }

    [Theory, BothDatabases]
    public async Task Wrong_signature_replay_and_a_bad_clock_are_refused_and_seen(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await PartnerAsync(platform);
        var (_, code) = await EmployerAsync(platform);
        var body = Envelope(Cases, "b1", 1, Suspected(code, "k1"));
        Assert.Contains("签名不符", (await partner.SendAsync(Cases, body, secret: new string('0', 64))).Text, StringComparison.Ordinal);
        Assert.Contains("签名不符", (await partner.SendAsync(Cases, body, r => r.Content = new StringContent(body.Replace("k1", "k2", StringComparison.Ordinal), Encoding.UTF8, "application/json"))).Text, StringComparison.Ordinal);
        Assert.Contains("没有签名", (await partner.SendAsync(Cases, body, r => r.Headers.Remove(MessageSignature.SignatureHeader))).Text, StringComparison.Ordinal);
        foreach (var off in (TimeSpan[])[TimeSpan.FromHours(1), TimeSpan.FromHours(-1)])
        {
            var (status, _, text) = await partner.SendAsync(Cases, body, off: off);
            Assert.Equal(HttpStatusCode.Unauthorized, status);
            Assert.Contains("校准时钟", text, StringComparison.Ordinal);
        }
        Assert.Empty(await RecordsAsync(partner));
        var nonce = new string('a', 32);
        Assert.Equal(HttpStatusCode.OK, (await partner.SendAsync(Cases, body, nonce: nonce)).Status);
        Assert.Contains("不能重放", (await partner.SendAsync(Cases, body, nonce: nonce)).Text, StringComparison.Ordinal);
        // The table remembers it, so a restart or another node does, too.
        Assert.True(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<PartnerNonce>().AnyAsync(n => n.PartnerId == partner.Id && n.Nonce == nonce)));
        var twins = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => partner.SendAsync(Cases, body, nonce: new string('b', 32))));
        Assert.Equal(1, twins.Count(t => t.Status == HttpStatusCode.OK));
        var page = await PageAsync(partner);
        foreach (var words in (string[])["签名不符", "校准时钟", "不能重放"]) Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_partner_may_sign_with_SM2(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await PartnerAsync(platform);
        var (_, code) = await EmployerAsync(platform);
        var domain = new ECDomainParameters(GMNamedCurves.GetByName("sm2p256v1"));
        var generator = new ECKeyPairGenerator();
        generator.Init(new ECKeyGenerationParameters(domain, new SecureRandom()));
        var pair = generator.GenerateKeyPair();
        var point = Convert.ToHexStringLower(((ECPublicKeyParameters)pair.Public).Q.GetEncoded(false));
        PartnerDraft Draft(string? key) => new("SM2 单位", PartnerKind.Department, null, null, null, 600, SigningMethod.Sm2, key, null);
        foreach (var bad in (string?[])[null, "04", "05" + new string('1', 128), "04" + new string('1', 128)])
            await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("shiguan", s => s.GetRequiredService<PartnerDesk>().EditAsync(partner.Id, Draft(bad), null, null, default)));
        await platform.AsAsync("shiguan", s => s.GetRequiredService<PartnerDesk>().EditAsync(partner.Id, Draft(point), null, null, default));
        var body = Envelope(Cases, "b1", 1, Suspected(code, "k1"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await partner.SendAsync(Cases, body)).Status);
        Assert.Equal(HttpStatusCode.OK, (await partner.SendAsync(Cases, body, request =>
        {
            string Header(string name) => request.Headers.GetValues(name).Single();
            var text = MessageSignature.Text("POST", request.RequestUri!.ToString(), long.Parse(Header(MessageSignature.TimeHeader)), Header(MessageSignature.NonceHeader), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body))));
            var signer = new SM2Signer();
            signer.Init(true, pair.Private);
            var bytes = Encoding.UTF8.GetBytes(text);
            signer.BlockUpdate(bytes, 0, bytes.Length);
            request.Headers.Remove(MessageSignature.SignatureHeader);
            request.Headers.Add(MessageSignature.SignatureHeader, Convert.ToHexStringLower(signer.GenerateSignature()));
        })).Status);
    }

    [Theory, BothDatabases]
    public async Task A_batch_without_end_is_cut_off(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await PartnerAsync(platform);
        var huge = new string('x', 33 << 20);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await partner.SendAsync(Cases, huge)).Status);
        Assert.Empty(await RecordsAsync(partner));
    }
}
