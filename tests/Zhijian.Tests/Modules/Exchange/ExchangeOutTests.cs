using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Out;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Notices;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Registry;

namespace Zhijian.Tests.Modules.Exchange;

/// <summary>Who gets what: by approval, by field, by region, and every change once.</summary>
public sealed class ExchangeOutTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    static async Task MoreAsync(TestPlatform platform, int count)
    {
        for (var i = 0; i < count; i++) await platform.AsPlatformAsync(s => RegistryRecords.EmployerAsync(s, $"共享测试单位{i}", "410181"));
    }

    static Task RenameAsync(TestPlatform platform, Guid employer, string name) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<WritePath>().CommitAsync(new("test.rename"), async _ => (await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.Id == employer)).Name = name));

    [Theory, BothDatabases]
    public async Task Nothing_is_read_before_a_second_person_has_approved(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await ExchangeCity.PartnerAsync(platform);
        Assert.Equal(HttpStatusCode.Forbidden, (await partner.GetAsync("/api/v1/exchange/resources/employers/changes")).Status);
        var id = await partner.SubscribeAsync("employers", "name creditCode", approve: false);
        Assert.Equal(HttpStatusCode.Forbidden, (await partner.GetAsync("/api/v1/exchange/resources/employers/changes")).Status);
        var own = await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("shiguan", s => s.GetRequiredService<PartnerDesk>().DecideAsync(id, true, "同意", default)));
        Assert.Contains("另一人", own.Message, StringComparison.Ordinal);
        Assert.True(await platform.AsAsync("shiguan2", s => s.GetRequiredService<TodoQueries>().Mine().AnyAsync(t => t.SubjectKind == "subscription")));
        Assert.False(await platform.AsAsync("shiguan", s => s.GetRequiredService<TodoQueries>().Mine().AnyAsync(t => t.SubjectKind == "subscription")));
        await platform.AsAsync("shiguan2", s => s.GetRequiredService<PartnerDesk>().DecideAsync(id, true, "同意", default));
        Assert.NotEmpty((await partner.ReadAllAsync("employers")).Items);
        // Past its last day it gives nothing more.
        platform.Clock.Advance(TimeSpan.FromDays(400));
        Assert.NotEqual(HttpStatusCode.OK, (await partner.GetAsync("/api/v1/exchange/resources/employers/changes")).Status);
    }

    [Theory, BothDatabases]
    public async Task Callers_of_the_same_moment_each_have_their_line(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await ExchangeCity.PartnerAsync(platform);
        await partner.SubscribeAsync("employers", "name");
        await MoreAsync(platform, 1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => partner.GetAsync("/api/v1/exchange/resources/employers/changes?take=1")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        var lines = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<PartnerCall>().Where(c => c.PartnerId == partner.Id && c.Kind == CallKind.Changes).ToListAsync(Cancel));
        Assert.Equal(40, lines.Count);
        Assert.All(lines, l => Assert.Equal((true, 1, "employers"), (l.Good, l.Rows, l.Resource)));
    }

    [Theory, BothDatabases]
    public async Task A_walk_by_key_sees_what_the_scope_sees_and_sorts_nothing(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await MoreAsync(platform, 5);
        await platform.AsPlatformAsync(s => RegistryRecords.EmployerAsync(s, "登封的单位", "410185"));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var own = await db.Set<Employer>().Select(e => e.Id).FirstAsync(Cancel);
            Scope[] scopes = [Scope.Everything, Scope.Nothing, Scope.Own(own), .. (await db.Set<Employer>().Select(e => e.ScopePath).Distinct().ToListAsync(Cancel)).Append("410000/410100/").Select(Scope.Subtree)];
            foreach (var scope in scopes)
                Assert.Equal(await db.Set<Employer>().InScopeOf(scope).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(Cancel), await db.Set<Employer>().InScopeByKey(scope).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(Cancel));
            if (database != Database.Sqlite) return;
            var asked = db.Set<Employer>().InScopeByKey(Scope.Subtree("410000/410100/")).Where(e => e.Id > own).OrderBy(e => e.Id).Take(10);
            await using var command = asked.CreateDbCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
            await db.Database.OpenConnectionAsync(Cancel);
            await using var plan = await command.ExecuteReaderAsync(Cancel);
            while (await plan.ReadAsync(Cancel)) Assert.DoesNotContain("TEMP B-TREE", plan.GetString(3), StringComparison.Ordinal);
        });
    }

    [Theory, BothDatabases]
    public async Task Only_the_fields_asked_for_are_given_and_personal_ones_are_masked(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (employer, _) = await ExchangeCity.EmployerAsync(platform);
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.phone"), async _ =>
        {
            var row = await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.Id == employer);
            (row.Phone, row.LegalRepresentative) = ("13812345678", "欧阳建国");
        }));
        var partner = await ExchangeCity.PartnerAsync(platform);
        await partner.SubscribeAsync("employers", "name phone legalRepresentative", whole: "legalRepresentative");
        var item = (await partner.ReadAllAsync("employers")).Items.Single(i => i.GetProperty("key").GetGuid() == employer).GetProperty("data");
        Assert.Equal(["name", "legalRepresentative", "phone"], item.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("欧阳建国", "138****5678"), (item.GetProperty("legalRepresentative").GetString(), item.GetProperty("phone").GetString()));
        foreach (var format in (string[])["csv", "jsonl"])
        {
            var file = (await partner.GetAsync($"/api/v1/exchange/resources/employers/bulk?format={format}")).Text;
            Assert.Contains("138****5678", file, StringComparison.Ordinal);
            Assert.DoesNotContain("13812345678", file, StringComparison.Ordinal);
        }
        var workbook = await (await partner.Client.GetAsync("/api/v1/exchange/resources/employers/bulk?format=xlsx", Cancel)).Content.ReadAsByteArrayAsync(Cancel);
        Assert.True(FileGuard.Inspect(new MemoryStream(workbook), "a.xlsx", FilePolicy.Sheets).IsAccepted);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await partner.GetAsync("/api/v1/exchange/resources/employers/bulk?format=exe")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await partner.GetAsync("/api/v1/exchange/resources/nonsense/changes")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await partner.GetAsync("/api/v1/exchange/resources/employers/changes?cursor=nonsense")).Status);
    }

    [Theory, BothDatabases]
    public async Task A_cursor_gives_everything_once_then_only_what_changed_also_while_it_was_reading(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await ExchangeCity.PartnerAsync(platform);
        await partner.SubscribeAsync("employers", "name");
        await MoreAsync(platform, 12);
        var all = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.MergedIntoId == null).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync());
        var (_, first, _) = await partner.GetAsync("/api/v1/exchange/resources/employers/changes?take=5");
        Assert.Equal(5, first.GetProperty("items").GetArrayLength());
        // One that was read already changes while the rest is read.
        await RenameAsync(platform, all[0], "读取途中改名的公司");
        var (rest, cursor) = await partner.ReadAllAsync("employers", first.GetProperty("cursor").GetString());
        var keys = first.GetProperty("items").EnumerateArray().Concat(rest).Select(i => i.GetProperty("key").GetGuid()).ToList();
        Assert.Equal(all.ToHashSet(), keys.ToHashSet());
        Assert.Equal("读取途中改名的公司", rest.Last(i => i.GetProperty("key").GetGuid() == all[0]).GetProperty("data").GetProperty("name").GetString());
        Assert.Equal(all.Count + 1, keys.Count);

        Assert.Empty((await partner.ReadAllAsync("employers", cursor)).Items);
        await RenameAsync(platform, all[1], "后来改名的公司");
        await RenameAsync(platform, all[1], "又改名的公司");
        await platform.Services.GetRequiredService<ExchangeTidy>().RunAsync(Cancel);
        var (changed, next) = await partner.ReadAllAsync("employers", cursor);
        Assert.Equal("又改名的公司", Assert.Single(changed).GetProperty("data").GetProperty("name").GetString());
        Assert.Empty((await partner.ReadAllAsync("employers", next)).Items);
        // Asked again with the old cursor, the answer is the same: nothing is lost when an answer does not arrive.
        Assert.Single((await partner.ReadAllAsync("employers", cursor)).Items);
    }

    [Theory, BothDatabases]
    public async Task A_partner_sees_its_region_and_is_told_what_leaves_it(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await ExchangeCity.PartnerAsync(platform, "410181");
        await partner.SubscribeAsync("employers", "name division");
        var (items, cursor) = await partner.ReadAllAsync("employers");
        Assert.NotEmpty(items);
        Assert.All(items, i => Assert.StartsWith("410181", i.GetProperty("data").GetProperty("division").GetString(), StringComparison.Ordinal));
        var (foreign, _) = await ExchangeCity.EmployerAsync(platform, "410185");
        await RenameAsync(platform, foreign, "别的县的公司");
        Assert.Empty((await partner.ReadAllAsync("employers", cursor)).Items);
        var leaving = items[0].GetProperty("key").GetGuid();
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.move"), async _ =>
        {
            var row = await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.Id == leaving);
            (row.DivisionCode, row.CountyCode, row.SupervisorCode) = ("410185", "410185", "410185");
        }));
        var gone = Assert.Single((await partner.ReadAllAsync("employers", cursor)).Items);
        Assert.Equal((leaving, true), (gone.GetProperty("key").GetGuid(), gone.GetProperty("deleted").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, gone.GetProperty("data").ValueKind);
    }

    [Theory, BothDatabases]
    public async Task Concurrent_changes_are_all_in_the_feed(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await ExchangeCity.PartnerAsync(platform);
        await partner.SubscribeAsync("employers", "name");
        await MoreAsync(platform, 24);
        var (_, cursor) = await partner.ReadAllAsync("employers");
        var ids = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.MergedIntoId == null).OrderBy(e => e.Id).Select(e => e.Id).Take(24).ToListAsync());
        var seen = new HashSet<Guid>();
        var writers = Task.WhenAll(ids.Select(id => RenameAsync(platform, id, $"并发{id:N}"[..20])));
        while (!writers.IsCompleted) await TakeAsync();
        await writers;
        await TakeAsync();
        Assert.Equal(ids.ToHashSet(), seen);

        async Task TakeAsync()
        {
            var (items, next) = await partner.ReadAllAsync("employers", cursor, take: 3);
            cursor = next;
            seen.UnionWith(items.Select(i => i.GetProperty("key").GetGuid()));
        }
    }

    [Theory, BothDatabases]
    public async Task A_partner_that_scrapes_or_is_stopped_is_refused(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var partner = await ExchangeCity.PartnerAsync(platform, perMinute: 3);
        await partner.SubscribeAsync("employers", "name");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++) answers.Add((await partner.GetAsync("/api/v1/exchange/catalogue")).Status);
        Assert.Equal(3, answers.Count(a => a == HttpStatusCode.OK));
        Assert.Equal(3, answers.Count(a => a == HttpStatusCode.TooManyRequests));
        var other = await ExchangeCity.PartnerAsync(platform);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/v1/exchange/catalogue")).Status);
        await platform.AsAsync("shiguan", s => s.GetRequiredService<PartnerDesk>().SetDisabledAsync(other.Id, true, "协议到期", default));
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/api/v1/exchange/catalogue")).Status);
    }

    [Theory, BothDatabases]
    public async Task A_partner_is_registered_and_given_a_resource_by_pages(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var made = await platform.AsAsync("xitong", s => s.GetRequiredService<Zhijian.Platform.Access.Clients.ClientDesk>().CreateAsync("省平台系统", "410100", null, default));
        var first = await platform.SignInAsync("shiguan");
        var page = await (await first.PageAsync("/exchange/partners/new")).SubmitAsync(new() { ["ClientId"] = made.Id.ToString(), ["Input.Name"] = "省职业健康平台（示例）", ["Input.Kind"] = "Superior", ["Input.Signing"] = "HmacSha256", ["Input.PerMinute"] = "60" });
        Assert.Equal(64, page.Of("#made-secret")!.Length);
        var list = await first.PageAsync("/exchange/partners");
        var link = list.Document.QuerySelectorAll("a").Single(a => a.TextContent.Contains("省职业健康平台", StringComparison.Ordinal)).GetAttribute("href")!;
        var refused = await (await first.PageAsync($"{link}/edit")).SubmitAsync(new() { ["Input.WebhookUrl"] = "https://169.254.169.254/latest" });
        Assert.Contains("内部网络", refused.Text, StringComparison.Ordinal);
        var asked = await (await first.PageAsync($"{link}/subscribe?resource=dangers")).SubmitAsync(new() { ["Input.Purpose"] = "省级汇总", ["Input.Basis"] = "省级文件", ["Input.Until"] = "2027-01-01", ["Fields"] = "employer" });
        Assert.Equal(HttpStatusCode.Redirect, asked.Status);
        Assert.DoesNotContain("handler=Approve", (await first.PageAsync(link)).Html, StringComparison.Ordinal);
        var second = await platform.SignInAsync("shiguan2");
        var subscription = (await second.PageAsync(link)).Document.QuerySelector("input[name=subscription]")!.GetAttribute("value")!;
        await (await second.PageAsync(link)).SubmitAsync(new() { ["subscription"] = subscription, ["reason"] = "同意" }, handler: "Approve");
        Assert.Contains("已批准", (await second.PageAsync(link)).Text, StringComparison.Ordinal);
        Assert.Contains("超标隐患信息", (await second.PageAsync("/exchange")).Text, StringComparison.Ordinal);
    }
}
