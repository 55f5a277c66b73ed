using Microsoft.AspNetCore.Identity;
using Zhijian.Data;
using Zhijian.Platform.Access.SignIn;
using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Access;

public static class AccessSetup
{
    public const string CookieScheme = "zhijian";
    public const string SessionClaim = "sid";

    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var options = new AccessOptions();
        configuration.GetSection("Access").Bind(options);
        services.AddSingleton(options);
        services.AddMemoryCache();
        services.AddScoped<Viewer>();
        services.AddScoped<IViewer>(s => s.GetRequiredService<Viewer>());
        services.AddSingleton<PermissionCatalogue>();
        services.AddSingleton<ViewerDirectory>();
        services.AddScoped<SessionKeeper>();

        services.AddIdentityCore<User>(identity =>
            {
                // Length and kinds of characters differ between staff and public: PasswordProfile judges.
                identity.Password = new PasswordOptions { RequiredLength = 1, RequiredUniqueChars = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
                identity.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<ZhijianDb>()
            .AddErrorDescriber<ChineseIdentityErrors>()
            .AddDefaultTokenProviders();
        services.AddScoped(s => (IUserAuthenticatorKeyStore<User>)s.GetRequiredService<IUserStore<User>>());

        services.Configure<Microsoft.AspNetCore.Mvc.MvcOptions>(mvc => mvc.Filters.Add<Pages.NotFoundFilter>());
        services.AddAuthentication(CookieScheme).AddCookie(CookieScheme, cookie =>
        {
            cookie.Cookie.Name = "zhijian";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = options.AbsoluteLimit;
            cookie.SlidingExpiration = false;
            cookie.LoginPath = "/sign-in";
        });
        return services;
    }

    public static void UseAccess(this IApplicationBuilder app)
    {
        // OpenIddict looks closely at every request that reaches it; few have a token or want one.
        app.UseWhen(context => ViewerMiddleware.CarriesToken(context.Request) || context.Request.Path.Equals(Clients.TokenServer.Path, StringComparison.OrdinalIgnoreCase),
            tokens => tokens.UseAuthentication());
        // The builder would put the authentication of all schemes in front of everything; the viewer is found by the next line.
        app.Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseMiddleware<ViewerMiddleware>();
        app.UseMiddleware<AccessGate>();
    }
}
