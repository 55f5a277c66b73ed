namespace Zhijian.Platform.Hosting;

public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = ServerSettings.FromEnvironment();
        var app = AppHost.Build(settings, Rooms.All);
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        var fresh = await setup.MigrateAsync(default);
        await setup.SeedAsync(fresh ? new Demonstration(0) : null, default);
        await app.RunAsync();
        return 0;
    }
}
