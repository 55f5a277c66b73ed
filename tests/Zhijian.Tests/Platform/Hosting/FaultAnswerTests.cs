using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Hosting;

public sealed class FaultAnswerTests
{
    public static readonly TheoryData<string, int> Faults = new()
    {
        { "refusal", 422 }, { "missing", 404 }, { "conflict", 409 }, { "full", 507 }, { "full-file", 507 }, { "lost", 503 }, { "too-large", 413 }, { "bug", 500 },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task A_program_gets_problem_details_in_Chinese_and_nothing_from_inside(string kind, int status)
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        await using var app = await place.StartAsync(room: new FaultRoom());
        using var client = app.GetTestClient();
        var answer = await client.GetAsync($"/api/faults/{kind}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(FaultRoom.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Contains(problem.GetProperty("title").GetString()!, c => c > '\u4e00');
        Assert.Contains(problem.GetProperty("detail").GetString()!, c => c > '\u4e00');
        Assert.NotEmpty(problem.GetProperty("reference").GetString()!);
        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
        if (kind == "refusal") Assert.Equal("Name", problem.GetProperty("field").GetString());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_browser_gets_the_error_page_or_a_plain_one(bool withErrorPage)
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        await using var app = await place.StartAsync(room: new FaultRoom(withErrorPage));
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml");
        foreach (var (path, status) in new[] { ("/faults/full", 507), ("/faults/lost", 503), ("/faults/bug", 500), ("/faults/conflict", 409), ("/no-such-page", 404) })
        {
            using var answer = status == 404 ? await client.GetAsync(path) : await client.PostAsync(path, null);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
            Assert.DoesNotContain(FaultRoom.Secret, text, StringComparison.Ordinal);
            if (withErrorPage) Assert.Equal($"<p>page {status} for GET</p>", text);
            else Assert.Contains("编号", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_and_the_connection_survives_a_long_header()
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        place.Settings = place.Settings with { Urls = "http://127.0.0.1:0" };
        place.Configure("""{ "Limits": { "BodyBytes": 1000 } }""");
        var room = new FaultRoom();
        await using var app = await place.StartAsync(room: room, listen: true);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        // Nobody reads this body, so Kestrel only refuses what an endpoint reads; the limit is what forms meet.
        using var large = await client.PostAsync("/api/faults/too-large", new ByteArrayContent(new byte[500]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(1000, app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>>().Value.Limits.MaxRequestBodySize);
        using var header = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        header.Headers.Add("X-Long", new string('x', 40_000));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await client.SendAsync(header)).StatusCode);
    }

    [Fact]
    public async Task A_stop_lets_the_request_under_way_end()
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        place.Settings = place.Settings with { Urls = "http://127.0.0.1:0" };
        var room = new FaultRoom();
        await using var app = await place.StartAsync(room: room, listen: true);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var answer = client.GetStringAsync("/slow");
        await room.Entered.Task;
        var stopped = app.StopAsync();
        Assert.False(stopped.IsCompleted);
        room.Release.SetResult();
        Assert.Equal("done", await answer);
        await stopped;
    }
}
