using System.Net;
using Zhijian.Platform.Ui;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Imports;

namespace Zhijian.Tests.Platform.Ui;

/// <summary>Whatever is typed into addresses and forms: an answer in Chinese, never a fault of ours, never markup.</summary>
public sealed class HostileRequestTests(Platforms platforms)
{
    static readonly string[] Hostile =
    [
        "' OR 1=1--", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "\0", "a\0b", "😀👨‍👩‍👧", "%_\\", new('长', 5000), "../../etc/passwd", "{{7*7}}", "\u202e倒", "9999-12-31", "-1", "1e400",
    ];

    static readonly (string Who, string Path)[] Lists =
    [
        ("xitong", "/admin/users"), ("xitong", "/admin/organisations"), ("shiguan", "/todo"), ("shiguan", "/notices"), ("shiguan", "/jobs"), ("shiguan", "/papers"), ("shiguan", "/imports"),
        ("shiguan", "/reference/versions"), ("", "/reference/limits"), ("", "/reference/factors"), ("", "/reference/divisions"), ("", "/reference/industries"), ("", "/reference/calendar"),
        ("shiguan", "/search"), ("", "/reference/search"), ("", "/reference/compare"), ("", "/api/reference/limits"), ("", "/pick/factor"), ("shiguan", "/pick/organisation"), ("shiguan", "/pick/own-division"),
        ("gongyi", "/inspections"), ("gongyi", "/inspections/plans"), ("gongyi", "/inspections/campaigns"), ("gongyi", "/inspections/draws"), ("", "/draws"),
    ];

    static readonly string[] Keys = ["q", "role", "status", "division", "kind", "state", "table", "sort", "dir", "page", "size", "cols", "issued.from", "version", "on", "a", "b", "parent", "value"];

    [Theory, BothDatabases]
    public async Task No_parameter_of_a_list_breaks_it(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        foreach (var (who, path) in Lists)
        {
            var client = who.Length == 0 ? platform.Anonymous() : await platform.SignInAsync(who);
            foreach (var value in Hostile)
            {
                // All keys at once, then the ones that reach the database alone.
                var all = string.Join('&', Keys.Select(key => $"{key}={Uri.EscapeDataString(value)}"));
                foreach (var query in (string[])[all, $"q={Uri.EscapeDataString(value)}", $"sort={Uri.EscapeDataString(value)}&page={Uri.EscapeDataString(value)}"])
                {
                    var page = await client.PageAsync($"{path}?{query}");
                    Assert.True((int)page.Status < 500, $"{page.Status} {path} {query[..Math.Min(60, query.Length)]}");
                    Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
                    Assert.DoesNotContain("<img src=x", page.Html, StringComparison.Ordinal);
                }
            }
            foreach (var paging in (string[])["page=-1", "page=0", "page=2147483647&size=200", "page=99999999999999999999", "size=-5", "size=1000000", "sort=nope&dir=sideways", "cols=nope"])
                Assert.True((int)(await client.PageAsync($"{path}?{paging}")).Status < 500, $"{path} {paging}");
        }
    }

    [Theory, BothDatabases]
    public async Task No_field_of_a_form_breaks_it(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        // All else in order, so that what is typed comes as far as the database.
        (string Who, string Path, string Field, Func<int, Dictionary<string, string?>> Others)[] forms =
        [
            ("xitong", "/admin/organisations/new", "Input.Name", n => new() { ["Input.Kind"] = "Employer", ["Input.CreditCode"] = OrganisationFiles.Code(n), ["Input.DivisionCode"] = "410181" }),
            ("xitong", "/admin/organisations/new", "Input.CreditCode", _ => new() { ["Input.Kind"] = "Employer", ["Input.Name"] = "甲公司", ["Input.DivisionCode"] = "410181" }),
            ("xitong", "/admin/users/new", "Input.FullName", n => new() { ["Input.UserName"] = $"hostile{n}", ["Input.DivisionCode"] = "410100" }),
            ("xitong", "/admin/users/new", "Input.UserName", _ => new() { ["Input.FullName"] = "张三", ["Input.DivisionCode"] = "410100" }),
            ("xitong", "/admin/users/new", "Input.DivisionCode", n => new() { ["Input.UserName"] = $"place{n}", ["Input.FullName"] = "张三" }),
            ("shiguan", "/account", "Input.Phone", _ => []),
            ("shiguan", "/admin/authorities/new", "Input.First.Name", _ => []),
            ("xitong", "/admin/clients", "Input.Name", _ => new() { ["Input.DivisionCode"] = "410100" }),
            ("shijianguan", "/account/password", "Input.Current", _ => new() { ["Input.Next"] = "Abcd-1234-xyz", ["Input.Again"] = "Abcd-1234-xyz" }),
            ("shiguan", "/account/second-factor", "Input.Code", _ => []),
        ];
        var number = 700_000;
        foreach (var (who, path, field, others) in forms)
        {
            var client = await platform.SignInAsync(who);
            foreach (var value in Hostile)
            {
                var form = await client.PageAsync(path);
                // Five wrong passwords end the session, as they should.
                if (form.Status == HttpStatusCode.Redirect) break;
                Assert.NotNull(form.Document.QuerySelector($"[name='{field}']"));
                var page = await form.SubmitAsync(new(others(++number)) { [field] = value });
                Assert.True((int)page.Status < 500, $"{page.Status} {path} {field}={value[..Math.Min(20, value.Length)]}");
                Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
                Assert.DoesNotContain("<img src=x", page.Html, StringComparison.Ordinal);
            }
        }
        // What was taken is shown as text.
        var list = await (await platform.SignInAsync("xitong")).PageAsync("/admin/organisations?size=200&sort=name");
        Assert.Contains("&lt;script&gt;", list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", list.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_addresses_of_this_site_are_returned_to()
    {
        var platform = await platforms.SharedAsync(Database.Sqlite);
        foreach (var elsewhere in (string[])["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "\\\\evil.example", "javascript:alert(1)", "http:evil.example", "/%5Cevil.example/..//x"])
        {
            var client = platform.Anonymous();
            var answer = await TestPlatform.TrySignInAsync(client, "shilingdao", platform.PasswordOf("shilingdao"), elsewhere);
            Assert.Equal(HttpStatusCode.Redirect, answer.Status);
            var target = new Uri(new Uri("http://localhost/"), answer.Location!);
            Assert.True(target.Host == "localhost", $"{elsewhere} → {answer.Location}");
        }
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_says_so_and_leads_back()
    {
        var platform = await platforms.SharedAsync(Database.Sqlite);
        var client = platform.Anonymous();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var answer = await client.PostPageAsync("/admin/organisations/new?from=list&handler=Save", [new("Input.Name", "某公司")]);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains("登录已超时", answer.Text, StringComparison.Ordinal);
        Assert.Equal("/sign-in?returnUrl=%2Fadmin%2Forganisations%2Fnew%3Ffrom%3Dlist", answer.Document.QuerySelector(".z-error-actions a")!.GetAttribute("href"));
    }

    [Theory, InlineData(400), InlineData(401), InlineData(403), InlineData(404), InlineData(405), InlineData(408), InlineData(409), InlineData(413), InlineData(415), InlineData(422), InlineData(429), InlineData(503), InlineData(507)]
    public void What_people_meet_is_not_called_an_error_of_the_system(int status) => Assert.NotEqual(ErrorPages.Advice(500).Title, ErrorPages.Advice(status).Title);

    /// <summary>Policy and nosniff stand on every answer, whatever it is.</summary>
    [Fact]
    public async Task Security_headers_are_on_every_answer()
    {
        var platform = await platforms.SharedAsync(Database.Sqlite);
        var client = await platform.SignInAsync("shiguan");
        var nonces = new HashSet<string>();
        foreach (var path in (string[])["/todo", "/sign-in", "/no-such-page", "/admin/users", "/api/no-such", "/api/reference/limits", "/css/base.css", "/health/live", "/error/500", "/reference/limits?handler=Export", "/openapi/v1.json", "/"])
        {
            var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.True(answer.Headers.TryGetValues("Content-Security-Policy", out var policies), $"{path} has no policy");
            var policy = policies.Single();
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            if (System.Text.RegularExpressions.Regex.Match(policy, "nonce-([^']+)") is { Success: true } nonce) Assert.True(nonces.Add(nonce.Groups[1].Value), $"{path}: the nonce was used before");
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }
}
