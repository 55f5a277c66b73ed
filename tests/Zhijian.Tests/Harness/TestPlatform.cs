using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Quartz;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Hosting.Watching;
using Zhijian.Platform.Jobs;

namespace Zhijian.Tests.Harness;

/// <summary>The whole host in memory on one database, with a clock that the test moves.</summary>
public sealed class TestPlatform : IAsyncDisposable
{
    public static readonly DateTimeOffset Today = new(2026, 6, 10, 1, 0, 0, TimeSpan.Zero);

    readonly WebApplication app;
    readonly Lazy<IReadOnlyList<DemonstrationSignIn>> signIns;

    TestPlatform(WebApplication app, FakeTimeProvider clock, ServerSettings settings)
    {
        this.app = app;
        Clock = clock;
        Settings = settings;
        signIns = new(() => JsonSerializer.Deserialize<List<DemonstrationSignIn>>(File.ReadAllText(settings.SignInsFile))!);
    }

    public FakeTimeProvider Clock { get; }
    public ServerSettings Settings { get; }
    public IServiceProvider Services => app.Services;
    public IReadOnlyList<DemonstrationSignIn> SignIns => signIns.Value;

    static (WebApplication, FakeTimeProvider, ServerSettings) Build(string data, string? connection, Action<WebApplicationBuilder>? customise)
    {
        var clock = new FakeTimeProvider(Today);
        var settings = new ServerSettings { DataFolder = data, PostgresConnection = connection, Environment = "Development" };
        var app = AppHost.Build(settings, Rooms.All, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            // It counts every quarter of a minute: a test that goes on by half a year would wait for a million counts.
            foreach (var gauge in builder.Services.Where(s => s.ImplementationType == typeof(EventGauge)).ToList()) builder.Services.Remove(gauge);
            // Every paper would start a converter; tests that look at PDFs ask for it.
            builder.Configuration["Pdf:Soffice"] = "/none";
            customise?.Invoke(builder);
        });
        return (app, clock, settings);
    }

    /// <summary>Makes the demonstration city and closes it, to be copied.</summary>
    public static async Task MakeAsync(string data, string? connection, bool demonstration = true)
    {
        var (app, _, _) = Build(data, connection, null);
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(demonstration ? new Demonstration(0) : null, default);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
    }

    public static async Task<TestPlatform> StartAsync(string data, string? connection, Action<WebApplicationBuilder>? customise = null)
    {
        var (app, clock, settings) = Build(data, connection, customise);
        await app.StartAsync();
        await PauseCalendarAsync(app.Services);
        return new(app, clock, settings);
    }

    /// <summary>The scheduler goes by the same clock, its calendar by the machine's: a test that moves the clock runs the nightly work itself, when it wants to.</summary>
    static async Task PauseCalendarAsync(IServiceProvider services)
    {
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup()))
            if (key.Group != JobScheduler.Runs) await scheduler.PauseTrigger(key);
    }

    /// <summary>A browser without a session. Redirects are shown, not followed.</summary>
    public HttpClient Anonymous() => new(new CookieHandler(app.GetTestServer().CreateHandler())) { BaseAddress = new("http://localhost"), Timeout = TimeSpan.FromMinutes(10) };

    readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<Task<HttpClient>>> signedIn = new();

    public string PasswordOf(string userName) => SignIns.Single(s => s.UserName == userName).Password;

    /// <summary>A browser signed in through the form, once for each user of this platform.</summary>
    public Task<HttpClient> SignInAsync(string userName) =>
        signedIn.GetOrAdd(userName, name => new(() => SignInAsync(name, PasswordOf(name)))).Value;

    /// <summary>A new session through the form.</summary>
    public async Task<HttpClient> SignInAsync(string userName, string password)
    {
        var client = Anonymous();
        var answer = await TrySignInAsync(client, userName, password);
        return answer.Status == System.Net.HttpStatusCode.Redirect ? client : throw new InvalidOperationException($"{userName} could not sign in: {answer.Text}");
    }

    public static async Task<WebPage> TrySignInAsync(HttpClient client, string userName, string password, string? returnUrl = null)
    {
        var page = await client.PageAsync("/sign-in" + (returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}"));
        return await page.SubmitAsync(new() { ["Input.UserName"] = userName, ["Input.Password"] = password });
    }

    /// <summary>Work as the platform itself: sees every row.</summary>
    public async Task<T> AsPlatformAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreatePlatformScope();
        return await work(scope.ServiceProvider);
    }

    public Task AsPlatformAsync(Func<IServiceProvider, Task> work) => AsPlatformAsync(async s => { await work(s); return true; });

    /// <summary>Work inside the platform as one of the demonstration users, without HTTP.</summary>
    public async Task<T> AsAsync<T>(string userName, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreatePlatformScope();
        var viewer = scope.ServiceProvider.GetRequiredService<Viewer>();
        var db = scope.Db();
        var id = db.Users.Single(u => u.UserName == userName).Id;
        var profile = await scope.ServiceProvider.GetRequiredService<ViewerDirectory>().LoadAsync(id, db, default);
        viewer.Become(profile ?? throw new InvalidOperationException($"{userName} cannot sign in"), null);
        return await work(scope.ServiceProvider);
    }

    public Task AsAsync(string userName, Func<IServiceProvider, Task> work) => AsAsync(userName, async s => { await work(s); return true; });

    int closed;

    /// <summary>A test closes its fresh platform itself; what it leaves open is closed at the end of the run.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1) return;
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
