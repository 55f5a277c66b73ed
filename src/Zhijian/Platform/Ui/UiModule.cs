using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.WebEncoders;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Pickers;
using Zhijian.Platform.Ui.Security;

namespace Zhijian.Platform.Ui;

public static class UiModule
{
    /// <summary>Razor Pages with the shell, the interface kit, Chinese messages and the nonce.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddRazorPages(options => options.RootDirectory = "/");
        services.Configure<MvcOptions>(ChineseMessages.Configure);
        services.Configure<MvcViewOptions>(options => options.HtmlHelperOptions.ClientValidationEnabled = false);
        services.Configure<RazorViewEngineOptions>(options => options.PageViewLocationFormats.Add("/Platform/Ui/Partials/{0}.cshtml"));
        // Chinese text is sent as it is, not as numbered entities: a third of the size, and readable.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddScoped<INonce, Nonce>();
        services.AddScoped<Shell>();
        return services;
    }

    /// <summary>Static files with fingerprints, the pages and the pickers.</summary>
    public static void MapUi(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapPickers();
    }

    /// <summary>
    /// Errors of pages in Chinese with a reference number, errors of the API as ProblemDetails. Stands right behind the security headers.
    /// </summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app) => app
        .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", StatusCodeSelector = ErrorPages.StatusOf })
        .UseStatusCodePagesWithReExecute("/error/{0}");
}
