using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Rules.Monitoring;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Monitoring.Monitor;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>Systems of institutions file reports, read back how each row was judged, and correct them.</summary>
public sealed class ReportApiTests(Platforms platforms)
{
    const string Address = "/api/v1/monitoring/reports";
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    [Theory, BothDatabases]
    public async Task An_institutions_system_files_repeats_and_reads_back(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (institution, division) = await OrganisationAsync(platform, Institution);
        using var own = await SystemAsync(platform, division, institution, MonitoringModule.View, MonitoringModule.File);
        using var reader = await SystemAsync(platform, "410181", null, MonitoringModule.View);
        using var foreign = await SystemAsync(platform, "410185", null, MonitoringModule.View, MonitoringModule.File);
        var form = await FormAsync(platform, Silica("1.35"), Silica("<0.05", "2号点"), Row("噪声", "LEX8H", "８４．２"));

        var (status, filed) = await PostAsync(own, Address, form);
        Assert.True(status == HttpStatusCode.OK, filed.ToString());
        var id = filed.GetProperty("id").GetGuid();
        Assert.Equal((false, true, 3, 1, 1, 1), (filed.GetProperty("repeated").GetBoolean(), filed.GetProperty("qualified").GetBoolean(), filed.GetProperty("rows").GetInt32(),
            filed.GetProperty("exceeds").GetInt32(), filed.GetProperty("action").GetInt32(), filed.GetProperty("compliant").GetInt32()));
        // As systems repeat a call whose answer was lost.
        var twins = await Task.WhenAll(PostAsync(own, Address, form), PostAsync(own, Address, form));
        Assert.All(twins, twin => Assert.Equal((HttpStatusCode.OK, id, true), (twin.Status, twin.Body.GetProperty("id").GetGuid(), twin.Body.GetProperty("repeated").GetBoolean())));
        Assert.Equal(1, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<MonitoringReport>().CountAsync()));

        foreach (var seer in (HttpClient[])[own, reader])
        {
            var back = await seer.GetFromJsonAsync<JsonElement>($"{Address}/{id}", Cancel);
            Assert.Equal((form.Number, "Periodic", 64), (back.GetProperty("number").GetString(), back.GetProperty("kind").GetString(), back.GetProperty("sm3").GetString()!.Length));
            var rows = await seer.GetFromJsonAsync<List<ResultAnswer>>($"{Address}/{id}/results", Cancel);
            Assert.Equal([("Exceeds", 1.35m), ("Compliant", 0.05m), ("Action", 84.2m)], rows!.Select(r => (r.Verdict, r.Value)));
            Assert.Contains("超过限值", rows![0].Working, StringComparison.Ordinal);
            Assert.Equal(3, Assert.Single((await seer.GetFromJsonAsync<List<ResultAnswer>>($"{Address}/{id}/results?after=2", Cancel))!).Row);
        }

        // Another county does not have it; a county files nothing; a reader may not; a stranger is nobody.
        foreach (var path in (string[])[$"{Address}/{id}", $"{Address}/{id}/results"]) Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(foreign, Address, form with { Number = Number() })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(foreign, $"{Address}/{id}/corrections", new CorrectionRequest("抄错", form))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(reader, Address, form with { Number = Number() })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Anonymous().GetAsync($"{Address}/{id}", Cancel)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_taken_is_named_row_by_row_and_nothing_is_kept(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (institution, division) = await OrganisationAsync(platform, Institution);
        using var own = await SystemAsync(platform, division, institution, MonitoringModule.View, MonitoringModule.File);
        var form = await FormAsync(platform, Silica("1.35"), Row("甲苯", "C_TWA", "ND"), Silica("1") with { Unit = "ppm" });
        var (status, refusal) = await PostAsync(own, Address, form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal([(2, "Value"), (3, "Unit")], refusal.GetProperty("problems").EnumerateArray().Select(p => (p.GetProperty("row").GetInt32(), p.GetProperty("field").GetString()!)));
        foreach (var body in (object[])[new { }, new { number = "x", rows = new object?[] { null } }, form with { Employer = "91410100MA9999999X" }])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(own, Address, body)).Status);
        foreach (var text in (string[])["", "[]", "{\"number\":1}", "{\"rows\":{}}", "not json"])
        {
            using var content = new StringContent(text, System.Text.Encoding.UTF8, "application/json");
            Assert.True((int)(await own.PostAsync(Address, content, Cancel)).StatusCode is >= 400 and < 500, text);
        }
        Assert.Equal(0, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<MonitoringReport>().CountAsync()));
        // A number that was used says so, unless everything is the same.
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(own, Address, form with { Rows = [form.Rows[0]] })).Status);
        var (again, used) = await PostAsync(own, Address, form with { Rows = [Silica("0.2")] });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again);
        Assert.Contains("已使用过", used.GetProperty("detail").GetString());
    }

    [Theory, BothDatabases]
    public async Task A_correction_comes_whole_and_is_the_next_revision(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (institution, division) = await OrganisationAsync(platform, Institution);
        using var own = await SystemAsync(platform, division, institution, MonitoringModule.View, MonitoringModule.File);
        var form = await FormAsync(platform, Silica("1.35"), Row("噪声", "LEX8H", "80"));
        var id = (await PostAsync(own, Address, form)).Body.GetProperty("id").GetGuid();
        var right = form with { Rows = [Silica("0.135"), form.Rows[1]] };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(own, $"{Address}/{id}/corrections", new CorrectionRequest(" ", right))).Status);
        var other = await PostAsync(own, $"{Address}/{id}/corrections", new CorrectionRequest("抄错", right with { Employer = await CodeAsync(platform, "qiye2") }));
        Assert.Contains("更正不能改变用人单位", other.Body.GetProperty("detail").GetString());
        var (status, next) = await PostAsync(own, $"{Address}/{id}/corrections", new CorrectionRequest("小数点抄错", right));
        Assert.True(status == HttpStatusCode.OK, next.ToString());
        Assert.Equal((2, 0, form.Number), (next.GetProperty("revision").GetInt32(), next.GetProperty("exceeds").GetInt32(), next.GetProperty("number").GetString()));
        var repeated = await PostAsync(own, $"{Address}/{id}/corrections", new CorrectionRequest("小数点抄错", right));
        Assert.Equal((HttpStatusCode.OK, true), (repeated.Status, repeated.Body.GetProperty("repeated").GetBoolean()));
        var (first, second) = (await ReadAsync(platform, id), await ReadAsync(platform, next.GetProperty("id").GetGuid()));
        Assert.Equal((false, 1, true, "小数点抄错", ReportDoor.System), (first.InForce, first.ExceedsCount, second.InForce, second.CorrectionReason, second.Door));
        Assert.Equal(first.Id, second.PreviousId);
    }

    [Theory, BothDatabases]
    public async Task The_description_shows_what_to_send_and_what_comes_back(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var paths = (await platform.Anonymous().GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel)).GetProperty("paths");
        var post = paths.GetProperty(Address).GetProperty("post");
        JsonElement Example(JsonElement of) => of.GetProperty("content").GetProperty("application/json").GetProperty("example");
        var example = Example(post.GetProperty("requestBody"));
        Assert.Equal("1号破碎机旁", example.GetProperty("rows")[0].GetProperty("point").GetString());
        // The example is one that the interface itself can read.
        Assert.Equal(ReportKind.Periodic, example.Deserialize<ReportForm>(JsonSerializerOptions.Web)!.Kind);
        Assert.Equal(1, Example(post.GetProperty("responses").GetProperty("200")).GetProperty("exceeds").GetInt32());
        foreach (var path in (string[])[Address + "/{id}", Address + "/{id}/results", Address + "/{id}/corrections"]) Assert.True(paths.TryGetProperty(path, out _), path);
        Assert.Equal("Exceeds", Example(paths.GetProperty(Address + "/{id}/results").GetProperty("get").GetProperty("responses").GetProperty("200"))[0].GetProperty("verdict").GetString());
    }
}
