using Microsoft.AspNetCore.Identity;
using Zhijian.Data;
using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Access;

/// <summary>Users, roles, permissions, sign-in and sessions.</summary>
sealed class AccessRoom : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess(configuration);
        services.AddScoped<IPasswordValidator<User>, PasswordProfile>();
        services.AddScoped<ISeed, PermissionSeed>();
        services.AddScoped<ISeed, UserDemonstration>();
    }
}

/// <summary>Gives new permissions to the roles that their module proposes.</summary>
sealed class PermissionSeed(PermissionCatalogue catalogue) : ISeed
{
    public async Task SeedAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        await services.GetRequiredService<WritePath>().CommitAsync(new("permissions.declare", "程序声明的新权限", Quiet: true), _ => catalogue.GrantNewAsync(db, ct), ct);
        catalogue.Forget();
    }
}
