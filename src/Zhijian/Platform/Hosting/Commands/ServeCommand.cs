using System.Net;
using System.Text.Json;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting.Watching;

namespace Zhijian.Platform.Hosting.Commands;

/// <summary>The server: fills a new database, says where it listens and who may sign in, and runs until it is told to stop.</summary>
static class ServeCommand
{
    public static async Task<int> RunAsync(bool empty, bool allowRemote, CancellationToken ct)
    {
        var settings = ServerSettings.FromEnvironment();
        if (allowRemote) settings = settings with { AllowRemote = true };
        using var alone = DataFolderLock.Take(settings);
        await using var app = AppHost.Build(settings, Rooms.All, b => b.Services.AddHostedService<Settling>(), modelSoon: true);
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        var undecided = await setup.MigrateAsync(ct);
        if (undecided && !empty) RefuseRemote(settings);
        await setup.SeedAsync(undecided && !empty ? new Demonstration(Demonstration.FirstStart) : null, ct);

        var demonstration = await IsDemonstrationAsync(app, ct);
        if (demonstration) RefuseRemote(settings);
        await app.StartAsync(ct);
        Announce(app, settings, demonstration, justMade: undecided && !empty);
        await app.WaitForShutdownAsync(ct);
        return ExitCode.Done;
    }

    static async Task<bool> IsDemonstrationAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreatePlatformScope();
        return await app.Services.GetRequiredService<Installation>().IsDemonstrationAsync(scope.Db(), ct);
    }

    /// <summary>The demonstration's sign-ins lie in a file and need no second factor: it is not for the network.</summary>
    internal static void RefuseRemote(ServerSettings settings)
    {
        if (settings.AllowRemote || settings.Urls.Split(';').All(IsLoopback)) return;
        throw new CommandRefusal(
            $"演示数据库不能监听本机以外的地址（{settings.Urls}）。确需如此，请加 --allow-remote 或设 ZHIJIAN_ALLOW_REMOTE=1；正式使用请用 --empty 建立新库。",
            "A demonstration database does not listen beyond this machine. Add --allow-remote or ZHIJIAN_ALLOW_REMOTE=1 if you mean it; for real work begin a new database with --empty.");
    }

    internal static bool IsLoopback(string url)
    {
        if (url.StartsWith("http://unix:", StringComparison.OrdinalIgnoreCase)) return true;
        var host = BindingAddress.Parse(url.Trim()).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    static void Announce(WebApplication app, ServerSettings settings, bool demonstration, bool justMade)
    {
        if (justMade) SignInTable.Write(Console.Out, JsonSerializer.Deserialize<List<DemonstrationSignIn>>(File.ReadAllText(settings.SignInsFile))!);
        foreach (var url in app.Urls) Console.WriteLine($"职监已启动 · Zhijian is listening: {url}");
        if (demonstration) Console.WriteLine($"演示账号 · demonstration sign-ins: {settings.SignInsFile}");
    }
}
