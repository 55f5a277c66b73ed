using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration.Json;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting.Requests;
using Zhijian.Platform.Hosting.Watching;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Security;

namespace Zhijian.Platform.Hosting;

/// <summary>Puts the host together: platform mechanisms, then the modules, then the way a request goes.</summary>
public static class AppHost
{
    /// <param name="modelSoon">The tables will be asked for at once (and the keys may be made), so their model is begun meanwhile.</param>
    public static WebApplication Build(ServerSettings settings, IReadOnlyList<IModule> modules, Action<WebApplicationBuilder>? customise = null, bool modelSoon = false)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(AppHost).Assembly.GetName().Name,
            ContentRootPath = settings.ContentRoot,
            EnvironmentName = settings.Environment,
            // Configuration is read once: no watchers on the file system.
            // … and no endpoint that serves whatever file appears: the assets of the build are all there are.
            Args = ["--hostBuilder:reloadConfigOnChange=false", "--ReloadStaticAssetsAtRuntime=false"],
        });
        var own = new JsonConfigurationSource { Path = settings.ConfigurationFile, Optional = true };
        own.ResolveFileProvider();
        builder.Configuration.Sources.Insert(0, own);
        builder.WebHost.UseUrls(settings.Urls.Split(';')).UseKestrelHttpsConfiguration();
        // A checkout is served from its sources; a published program has its wwwroot beside it.
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, "Zhijian.staticwebassets.runtime.json"))) builder.WebHost.UseStaticWebAssets();
        AddLogging(builder);
        builder.AddDoorway(settings);
        builder.AddLimits();
        // Requests under way get time to end; jobs and the dispatcher are cancelled at once.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));

        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        // Systems read names, which stay when an enumeration grows.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter()));
        services.AddSingleton(new KeyFolder(settings.KeyFolder));
        services.AddSingleton<ColumnCipher>();
        services.AddDataProtection().SetApplicationName("zhijian")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.KeyFolder, "web")));
        services.AddData(settings);
        services.AddSingleton(s => new AuditAnchors(settings.AnchorFolder, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AuditChain>();
        services.AddScoped<AuditVerifier>();
        services.AddSingleton<EventSignal>();
        services.AddScoped<EventHandlers>();
        services.AddHostedService<EventDispatcher>();
        services.AddSingleton<Installation>();
        services.AddSingleton<DatabaseSetup>();
        services.AddProblemDetails();
        services.AddApiDescription();
        services.AddHealth(builder.Configuration);
        services.AddWatching();
        services.AddUi();
        services.AddPublicCache();

        foreach (var module in modules)
        {
            services.AddSingleton(module);
            module.AddServices(services, builder.Configuration);
        }
        customise?.Invoke(builder);

        var app = builder.Build();
        if (modelSoon) BuildModelMeanwhile(app.Services);
        app.UseDoorway(settings);
        app.UseMiddleware<RequestLog>();
        app.UseSecurityHeaders();
        app.UseMiddleware<FaultAnswers>();
        app.UseWatching(settings);
        app.UseRouting();
        app.UseLimits();
        app.UseAccess();
        app.UseOutputCache();
        app.MapHealth();
        app.MapApiDescription();
        app.MapUi();
        foreach (var module in modules) module.MapEndpoints(app);
        return app;
    }

    /// <summary>
    /// The model of the tables takes as long as all the rest of the host. It is kept by its key: whoever asks first finds it
    /// or waits for it, and is told what is wrong with it.
    /// </summary>
    static void BuildModelMeanwhile(IServiceProvider services) => _ = Task.Run(async () =>
    {
        await using var scope = services.CreatePlatformScope();
        _ = scope.Db().Model;
    });

    static void AddLogging(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog((services, log) => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            // Whoever asked reports what failed; the statement itself has no place in the log.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override("OpenIddict", LogEventLevel.Warning)
            .ReadFrom.Configuration(builder.Configuration)
            .ReadFrom.Services(services)
            .Enrich.With<NoPaths>()
            .WriteTo.Console(new CompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose),
            // Each host its own log: several live in one process when they are tested.
            preserveStaticLogger: true);
    }
}
