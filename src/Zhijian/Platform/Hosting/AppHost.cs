using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Events;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pickers;
using Zhijian.Platform.Ui.Security;

namespace Zhijian.Platform.Hosting;

/// <summary>Puts the host together: platform mechanisms, then the modules, then the way a request goes.</summary>
public static class AppHost
{
    public static WebApplication Build(ServerSettings settings, IReadOnlyList<IModule> modules, Action<WebApplicationBuilder>? customise = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(AppHost).Assembly.GetName().Name,
            ContentRootPath = settings.ContentRoot,
            EnvironmentName = settings.Environment,
        });
        builder.WebHost.UseUrls(settings.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        AddLogging(builder);

        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
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
        services.AddSingleton<DatabaseSetup>();
        services.AddHttpContextAccessor();
        services.AddProblemDetails();
        services.AddRazorPages(pages => pages.RootDirectory = "/")
            .AddMvcOptions(mvc => mvc.Filters.Add<HandlerPermissionFilter>());
        services.AddUi();

        foreach (var module in modules)
        {
            services.AddSingleton(module);
            module.AddServices(services, builder.Configuration);
        }
        customise?.Invoke(builder);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseAccess();
        app.MapRazorPages();
        app.MapPickers();
        foreach (var module in modules) module.MapEndpoints(app);
        return app;
    }

    static void AddLogging(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog((_, log) => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override("OpenIddict", LogEventLevel.Warning)
            .ReadFrom.Configuration(builder.Configuration)
            .WriteTo.Console(new CompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose));
    }
}
