using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Reference;

public sealed class ReferenceApiTests(Platforms platforms)
{
    async Task<JsonElement> GetAsync(Database database, string path)
    {
        var platform = await platforms.SharedAsync(database);
        return await platform.Anonymous().GetFromJsonAsync<JsonElement>(path);
    }

    static IEnumerable<(string Type, decimal? Value)> Values(JsonElement limits) =>
        limits.GetProperty("limits").EnumerateArray().Select(l => (l.GetProperty("limitType").GetString()!, l.GetProperty("value").ValueKind == JsonValueKind.Null ? (decimal?)null : l.GetProperty("value").GetDecimal()));

    [Theory, BothDatabases]
    public async Task Benzene_had_6_and_10_and_has_3_and_6_since_the_first_amendment(Database database)
    {
        var before = await GetAsync(database, "/api/reference/limits?factor=71-43-2&on=2021-05-01");
        Assert.Equal([("PC-TWA", 6m), ("PC-STEL", 10m)], Values(before));
        Assert.True(before.GetProperty("certain").GetBoolean());
        Assert.Equal("GBZ 2.1-2019", before.GetProperty("limits")[0].GetProperty("version").GetString());

        var after = await GetAsync(database, "/api/reference/limits?factor=苯&on=2023-05-01");
        Assert.Equal([("PC-TWA", 3m), ("PC-STEL", 6m)], Values(after));
        Assert.Equal("皮，G1", after.GetProperty("limits")[0].GetProperty("notation").GetString());
        Assert.Equal("神经系统损害；血液毒性", after.GetProperty("limits")[0].GetProperty("criticalEffect").GetString());
    }

    [Theory, BothDatabases]
    public async Task Where_no_source_dates_the_change_both_limits_come_and_nothing_is_certain(Database database)
    {
        var during = await GetAsync(database, "/api/reference/limits?factor=C028&on=2022-12-01");
        Assert.False(during.GetProperty("certain").GetBoolean());
        Assert.Equal([6m, 10m, 3m, 6m], Values(during).Select(v => v.Value!.Value));
        var amended = during.GetProperty("limits").EnumerateArray().Last();
        Assert.Equal(JsonValueKind.Null, amended.GetProperty("validFrom").ValueKind);
        Assert.Equal("日期未核实（2022-11-01 至 2022-12-31 之间）", amended.GetProperty("validFromText").GetString());
    }

    [Theory, BothDatabases]
    public async Task The_edition_of_2007_holds_before_April_2020_and_says_that_it_is_incomplete(Database database)
    {
        var old = await GetAsync(database, "/api/reference/limits?factor=苯&on=2020-03-31");
        Assert.Equal("GBZ 2.1-2007", old.GetProperty("limits")[0].GetProperty("version").GetString());
        Assert.Equal("single", old.GetProperty("limits")[0].GetProperty("confidence").GetString());
        var rows = await GetAsync(database, "/api/reference/limits?on=2019-06-01&size=1");
        Assert.Contains("不完整", rows.GetProperty("version").GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal("2020-03-31", rows.GetProperty("version").GetProperty("validTo").GetString());
    }

    [Theory, BothDatabases]
    public async Task A_factor_shows_its_limits_and_the_diseases_of_both_editions(Database database)
    {
        var card = await GetAsync(database, "/api/reference/factors/C028");
        Assert.Equal("71-43-2", card.GetProperty("factor").GetProperty("cas").GetString());
        Assert.True(card.GetProperty("factor").GetProperty("highlyToxic").GetBoolean());
        var diseases = card.GetProperty("diseases").EnumerateArray().Select(d => (d.GetProperty("edition").GetString()!, d.GetProperty("name").GetString()!)).ToList();
        Assert.Contains(("职业病分类和目录（2013）", "苯中毒"), diseases);
        Assert.Contains(("职业病分类和目录（2024）", "苯中毒"), diseases);
        Assert.Contains(("职业病分类和目录（2024）", "苯所致白血病"), diseases);
        Assert.Contains(card.GetProperty("biologicalLimits").EnumerateArray(), b => b.GetProperty("indicator").GetString() == "尿中苯巯基尿酸" && b.GetProperty("confidence").GetString() == "recalledLow");
    }

    [Theory, BothDatabases]
    public async Task Every_table_holds_what_its_file_holds(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var files = platform.Services.GetRequiredService<ReferenceFiles>();
        async Task<int> CountAsync(string query) => (await GetAsync(database, "/api/reference/" + query)).GetProperty("total").GetInt32();
        Assert.Equal(files.Rows("hazard-factors.csv").Count, await CountAsync("factors"));
        Assert.Equal(132, await CountAsync("diseases?on=2020-01-01"));
        Assert.Equal(135, await CountAsync("diseases?on=2025-08-01"));
        Assert.Equal(files.Rows("industry-gbt4754-2017.csv").Count, await CountAsync("industries"));
        Assert.Equal(files.Rows("divisions-gbt2260.csv").Count, await CountAsync("divisions"));
        Assert.Equal(files.Rows("calendar-days.csv").Count, await CountAsync("calendar"));
        Assert.Equal(files.Rows("bel.csv").Count, await CountAsync("biological-limits"));
        Assert.Equal(files.Rows("oel-physical.csv").Count, await CountAsync("physical-limits"));
        Assert.Equal(files.Rows("key-industries.csv").Count, await CountAsync("key-industries"));
        Assert.Equal(files.Rows("project-risk-directory.csv").Count, await CountAsync("project-risks"));
        Assert.Equal(files.Rows("factor-links.csv").Count, await CountAsync("factor-links"));
        // Every entry of the three tables of GBZ 2.1 is there, with or without a value.
        var entries = new HashSet<(string, string?)>();
        for (var page = 1; ; page++)
        {
            var rows = (await GetAsync(database, $"/api/reference/limits?page={page}&size=200")).GetProperty("rows").EnumerateArray().ToList();
            entries.UnionWith(rows.Select(r => (r.GetProperty("entryCode").GetString()!, r.GetProperty("sub").GetString())));
            if (rows.Count < 200) break;
        }
        Assert.Equal(files.Rows("oel-chemical.csv").Count + files.Rows("oel-dust.csv").Count + files.Rows("oel-biological.csv").Count, entries.Count);
    }

    [Theory, BothDatabases]
    public async Task Rows_are_found_by_name_alias_English_CAS_initials_and_code(Database database)
    {
        async Task<List<string?>> FindAsync(string q) => [.. (await GetAsync(database, "/api/reference/factors?size=200&q=" + Uri.EscapeDataString(q)))
            .GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("code").GetString())];
        Assert.Contains("C028", await FindAsync("苯"));
        Assert.Contains("C028", await FindAsync("安息油"));
        Assert.Contains("C028", await FindAsync("Benzene"));
        Assert.Contains("C028", await FindAsync("71-43-2"));
        Assert.Contains("C028", await FindAsync("ｃ028"));
        Assert.Contains("C029", await FindAsync("jb"));
        Assert.Contains("D01", await FindAsync("二氧化硅粉尘"));
        Assert.Contains("P01", await FindAsync("噪音"));
        Assert.Empty(await FindAsync("苯%甲"));
        Assert.Empty(await FindAsync("_"));
        Assert.Empty(await FindAsync("100%"));
    }

    [Theory, BothDatabases]
    public async Task Wrong_questions_get_a_Chinese_answer(Database database)
    {
        var client = (await platforms.SharedAsync(database)).Anonymous();
        foreach (var (path, status) in (IEnumerable<(string, HttpStatusCode)>)
        [
            ("limits?factor=苯&on=2021-13-01", HttpStatusCode.BadRequest), ("limits?factor=苯&on=昨天", HttpStatusCode.BadRequest),
            ("limits?page=-1", HttpStatusCode.BadRequest), ("limits?size=1000000000", HttpStatusCode.BadRequest), ("limits?size=0", HttpStatusCode.BadRequest),
            ("limits?page=99999999999999", HttpStatusCode.BadRequest), ("factors?q=" + new string('苯', 5000), HttpStatusCode.BadRequest),
            ("limits?factor=" + new string('x', 500), HttpStatusCode.BadRequest), ("limits?factor=不存在的物质", HttpStatusCode.NotFound),
            ("factors/X999", HttpStatusCode.NotFound), ("nonsense", HttpStatusCode.NotFound), ("versions?table=nonsense", HttpStatusCode.NotFound),
            ("limits?on=1990-01-01", HttpStatusCode.BadRequest), ("factors?q=%00%01", HttpStatusCode.OK), ("factors?q=' OR 1=1 --", HttpStatusCode.OK),
        ])
        {
            var response = await client.GetAsync(new Uri("/api/reference/" + path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(status == response.StatusCode, $"{path[..Math.Min(60, path.Length)]}: {response.StatusCode}");
            if (status == HttpStatusCode.OK) continue;
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Contains(problem.GetProperty("detail").GetString()!, c => c > '\u4e00');
        }
    }

    [Theory, BothDatabases]
    public async Task An_answer_is_named_by_the_hash_of_its_version_and_not_sent_twice(Database database)
    {
        var client = (await platforms.SharedAsync(database)).Anonymous();
        foreach (var path in (string[])["/api/reference/factors/C028", "/api/reference/tables", "/api/reference/industries?q=水泥", "/api/reference/limits?factor=苯&on=2021-05-01", "/reference/map/zhengzhou.json"])
        {
            var first = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.True(first.Headers.CacheControl!.Public, path);
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
        }
    }
}
