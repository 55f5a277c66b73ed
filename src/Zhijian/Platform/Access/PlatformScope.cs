using Zhijian.Data;

namespace Zhijian.Platform.Access;

public static class PlatformScope
{
    /// <summary>A service scope for the platform's own work: jobs, start-up, command line. It sees every row.</summary>
    public static AsyncServiceScope CreatePlatformScope(this IServiceScopeFactory scopes, string name = "系统")
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomePlatform(name);
        return scope;
    }

    public static AsyncServiceScope CreatePlatformScope(this IServiceProvider services, string name = "系统") =>
        services.GetRequiredService<IServiceScopeFactory>().CreatePlatformScope(name);

    public static ZhijianDb Db(this IServiceScope scope) => scope.ServiceProvider.GetRequiredService<ZhijianDb>();
    public static ZhijianDb Db(this AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<ZhijianDb>();
}
