using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;

namespace Zhijian.Bench;

/// <summary>
/// The board of dangers and the kept figures of a whole city that <c>./run seed --employers N --years Y</c> made: seeding takes long at
/// full size, so the city stays and can be asked again. Every employer of it has reports, results and dangers of its own.
/// </summary>
internal static class CityBench
{
    public static async Task<int> RunAsync()
    {
        var settings = ServerSettings.FromEnvironment();
        await using var app = AppHost.Build(settings, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await using (var scope = app.Services.CreatePlatformScope())
        {
            var db = scope.Db();
            Console.WriteLine($"{(settings.IsPostgres ? "postgres" : "sqlite")}: {await db.Set<Employer>().CountAsync():N0} employers, {await db.Set<MonitoringResult>().CountAsync():N0} results, {await db.Set<HiddenDanger>().CountAsync():N0} dangers");
        }
        foreach (var user in (string[])["shijianguan", "gongyi"]) await DangerBench.MeasureAsync(app.Services, settings, user);
        await OversightBench.MeasureAsync(app.Services);
        return 0;
    }
}
