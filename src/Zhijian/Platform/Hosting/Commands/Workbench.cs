namespace Zhijian.Platform.Hosting.Commands;

/// <summary>The platform without its web server and background work: for a command beside a server that may be running.</summary>
static class Workbench
{
    public static WebApplication Open() => Open(ServerSettings.FromEnvironment());

    public static WebApplication Open(ServerSettings settings) => AppHost.Build(settings, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
}
