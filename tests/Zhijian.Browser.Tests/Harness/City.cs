using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using Quartz;
using Zhijian.Browser.Tests.Harness;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Jobs;

[assembly: AssemblyFixture(typeof(City))]

namespace Zhijian.Browser.Tests.Harness;

/// <summary>The demonstration city on a real port, and a Chromium to visit it.</summary>
public class City : IAsyncLifetime
{
    static readonly string[] Chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    readonly string folder = Directory.CreateTempSubdirectory("zhijian-browser-").FullName;
    WebApplication app = null!;
    IPlaywright playwright = null!;
    IBrowser browser = null!;

    protected virtual TimeProvider Clock => TimeProvider.System;
    public IServiceProvider Services => app.Services;
    public string Address { get; private set; } = "";
    public IReadOnlyList<DemonstrationSignIn> SignIns { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var settings = new ServerSettings { DataFolder = folder, Urls = "http://127.0.0.1:0", Environment = "Development" };
        app = AppHost.Build(settings, Rooms.All, builder => builder.Services.Replace(ServiceDescriptor.Singleton(Clock)));
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(new Demonstration(0), default);
        await app.StartAsync();
        await StartedAsync();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        SignIns = JsonSerializer.Deserialize<List<DemonstrationSignIn>>(await File.ReadAllTextAsync(settings.SignInsFile))!;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium is not installed; ./test installs it."),
            Args = Flags,
        });
    }

    protected virtual Task StartedAsync() => Task.CompletedTask;

    /// <summary>A fresh browser window, wide as a desk's or a phone's, that notes what the console complains of.</summary>
    public async Task<Visit> VisitAsync(int width = 1440, bool script = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Address, Locale = "zh-CN", TimezoneId = "Asia/Shanghai", JavaScriptEnabled = script,
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
            // No gliding: a page still scrolling while axe measures it has targets half under the bar.
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new(this, context, await context.NewPageAsync());
    }

    /// <summary>Somebody signs in, does something, and nothing was complained of.</summary>
    public async Task WithAsync(string userName, int width, Func<Visit, Task> act)
    {
        await using var visit = await VisitAsync(width);
        // Papers are made into PDF beside it.
        visit.Page.SetDefaultTimeout(120_000);
        await visit.SignInAsync(userName);
        await act(visit);
        Xunit.Assert.Empty(visit.Complaints);
    }

    /// <summary>A phone with a profile of its own, which outlives its browser.</summary>
    public async Task<Visit> PhoneAsync(string profile, bool online = true)
    {
        var context = await playwright.Chromium.LaunchPersistentContextAsync(profile, new()
        {
            ExecutablePath = Chromium.First(File.Exists), Args = Flags, BaseURL = Address, Locale = "zh-CN", TimezoneId = "Asia/Shanghai", ViewportSize = new() { Width = 360, Height = 780 }, HasTouch = true,
            Permissions = ["geolocation"], Geolocation = new() { Latitude = 34.74812f, Longitude = 113.02201f, Accuracy = 12 }, Offline = !online,
        });
        return new(this, context, context.Pages[0]);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>A city of its own whose days a test passes over. Whoever was signed in has to sign in again.</summary>
public sealed class MovableCity : City
{
    readonly MovableClock clock = new();

    protected override TimeProvider Clock => clock;
    public DateOnly Today => ChinaTime.DateOf(clock.GetUtcNow());

    /// <summary>The calendar stands still: the days a test passes over are no misfires, and it runs the nights it needs.</summary>
    protected override async Task StartedAsync()
    {
        var scheduler = await Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup()))
            if (key.Group != JobScheduler.Runs) await scheduler.PauseTrigger(key);
    }

    public void Pass(int days) => clock.Ahead += TimeSpan.FromDays(days);

    sealed class MovableClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}

/// <summary>One person's browser window.</summary>
public sealed class Visit : IAsyncDisposable
{
    static readonly string Axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "lib", "axe.min.js"));
    readonly City city;
    readonly IBrowserContext context;
    readonly List<string> complaints = [];
    bool killed;

    public Visit(City city, IBrowserContext context, IPage page)
    {
        (this.city, this.context, Page) = (city, context, page);
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }
    /// <summary>As when a session ends by itself.</summary>
    public Task LoseSessionAsync() => context.ClearCookiesAsync();
    public Task OfflineAsync(bool offline) => context.SetOfflineAsync(offline);
    /// <summary>Errors and warnings of the console: a blocked script, a missing file.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public async Task SignInAsync(string userName)
    {
        await Page.GotoAsync("/sign-in");
        await SignInHereAsync(userName);
        await Assertions.Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/todo$"));
    }

    /// <summary>On the page that asks for it.</summary>
    public async Task SignInHereAsync(string userName)
    {
        var person = city.SignIns.Single(s => s.UserName == userName);
        await Page.GetByLabel("登录名").FillAsync(userName);
        await Page.GetByLabel("密码").FillAsync(person.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
    }

    /// <summary>What axe-core finds against WCAG 2.2 A and AA.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityAsync()
    {
        // Through the debugger, as an extension would: the page's own policy stays as strict as it is.
        await Page.EvaluateAsync(Axe);
        // From the top: what happens to lie half under the bar that stays there would be called too small.
        await Page.EvaluateAsync("() => window.scrollTo({ top: 0, behavior: 'instant' })");
        return await Page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
                .violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`)
            """);
    }

    /// <summary>Pixels by which the page is wider than the window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");

    /// <summary>As the system of a phone does it when memory is short: without a word to the page. The profile's lock names the process.</summary>
    public async Task KillAsync(string profile)
    {
        var gone = new TaskCompletionSource();
        context.Close += (_, _) => gone.TrySetResult();
        var target = new FileInfo(Path.Combine(profile, "SingletonLock")).LinkTarget!;
        using var browser = Process.GetProcessById(int.Parse(target[(target.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        browser.Kill(entireProcessTree: true);
        await browser.WaitForExitAsync();
        await gone.Task;
        killed = true;
    }

    // Nothing is left to close of a browser that was killed, and to ask for it fails.
    public async ValueTask DisposeAsync()
    {
        if (!killed) await context.DisposeAsync();
    }
}
