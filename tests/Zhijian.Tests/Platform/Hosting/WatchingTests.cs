using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Hosting;

public sealed class WatchingTests
{
    sealed class Memory : ILogEventSink
    {
        readonly StringWriter text = new();
        public void Emit(LogEvent logEvent) { lock (text) new CompactJsonFormatter().Format(logEvent, text); }
        public override string ToString() { lock (text) return text.ToString(); }
    }

    [Fact]
    public async Task The_log_shows_the_route_and_no_person()
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        var log = new Memory();
        await using var app = await place.StartAsync(b => b.Services.AddSingleton<ILogEventSink>(log), new FaultRoom());
        using var client = app.GetTestClient();
        await client.PostAsync("/sign-in?returnUrl=/people/zhangsan", new FormUrlEncodedContent([new("UserName", "zhangsan"), new("Password", "Geheim-4711-abc")]));
        await client.GetAsync("/people/张三丰?q=13812345678");
        await client.GetAsync("/nowhere/张三丰");
        await client.GetAsync("/faults/bug?q=13812345678");
        // The line of a request may be written just after its answer has arrived.
        for (var i = 0; i < 500 && !(log.ToString().Contains("/people/{name}", StringComparison.Ordinal) && log.ToString().Contains("/faults/{kind}", StringComparison.Ordinal)); i++) await Task.Delay(10);
        var text = log.ToString();
        Assert.True(text.Contains("/people/{name}", StringComparison.Ordinal), text);
        Assert.Contains("/sign-in", text, StringComparison.Ordinal);
        Assert.Contains("/faults/{kind}", text, StringComparison.Ordinal);
        foreach (var personal in (string[])["zhangsan", "Geheim", "张三丰", "13812345678", Uri.EscapeDataString("张三丰")])
            Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, BothDatabases]
    public async Task Ready_says_what_is_missing_and_keeps_secrets(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using var app = await place.StartAsync();
        using var client = app.GetTestClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("ok", JsonDocument.Parse(await ready.Content.ReadAsStringAsync()).RootElement.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());

        File.Move(Path.Combine(place.Settings.KeyFolder, "audit.key"), Path.Combine(place.Settings.KeyFolder, "moved"));
        var broken = await client.GetAsync("/health/ready");
        var text = await broken.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, broken.StatusCode);
        Assert.Contains("密钥文件缺失", text, StringComparison.Ordinal);
        Assert.DoesNotContain(place.Folder, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Host=", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_little_space_is_reported_and_does_not_close_the_door()
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        place.Configure("""{ "Health": { "FreeMiB": 999999999 } }""");
        await using var app = await place.StartAsync();
        using var client = app.GetTestClient();
        var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("degraded", JsonDocument.Parse(await ready.Content.ReadAsStringAsync()).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Metrics_are_for_who_shows_the_token()
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        place.Settings = place.Settings with { MetricsToken = "a-token" };
        await using var app = await place.StartAsync();
        using var client = app.GetTestClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/metrics")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "a-token");
        var text = await client.GetStringAsync("/metrics");
        Assert.Contains("zhijian_writes", text, StringComparison.Ordinal);
        Assert.Contains("zhijian_events_pending", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_requests_and_too_many_sign_ins_are_told_when_to_come_back()
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        place.Configure("""{ "Limits": { "Enabled": true, "SignInsPerName": 2, "SignInsPerAddress": 5, "PublicPerMinute": 9 } }""");
        await using var app = await place.StartAsync(room: new FaultRoom());
        using var client = app.GetTestClient();
        async Task<int> SignInAsync(string name) => (int)(await client.PostAsync("/sign-in", new FormUrlEncodedContent([new("UserName", name)]))).StatusCode;
        // A refused attempt is asked twice by the limiter and counts twice for the address.
        List<int> answers = [];
        foreach (var name in (string[])["a", "A", "a", "b", "c"]) answers.Add(await SignInAsync(name));
        Assert.Equal([401, 401, 429, 401, 429], answers);
        for (var i = 0; i < 4; i++) await client.GetAsync("/people/x");
        using var last = await client.GetAsync("/api/faults/missing");
        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.NotNull(last.Headers.RetryAfter);
        Assert.Contains("操作太频繁", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }
}
