using Microsoft.AspNetCore.Identity;
using Zhijian.Data;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Access.SignIn;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Access;

/// <summary>Users, roles, permissions, sign-in and sessions.</summary>
sealed class AccessRoom : IModule
{
    public IReadOnlyList<Permission> Permissions =>
    [
        new("users.read", "查看用户", Role.SystemAdministrator, Role.SecurityAdministrator, Role.Auditor),
        new("users.manage", "建立、修改、停用账号，重置密码", Role.SystemAdministrator),
        new("users.unlock", "解锁账号、重置二次验证", Role.SecurityAdministrator),
        new("roles.read", "查看角色和权限", Role.SystemAdministrator, Role.SecurityAdministrator, Role.Auditor),
        new("roles.grant", "授予和收回用户的角色", Role.SecurityAdministrator),
        new("roles.permissions", "设置角色的权限", Role.SecurityAdministrator),
        new("sessions.end", "结束用户的会话", Role.SecurityAdministrator),
        new("clients.read", "查看接入系统", Role.SystemAdministrator, Role.SecurityAdministrator, Role.Auditor),
        new("clients.manage", "登记接入系统、更换密钥、停用", Role.SystemAdministrator),
        new("clients.grant", "设置接入系统的权限", Role.SecurityAdministrator),
    ];

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new("系统管理", "用户", "users", "/admin/users", "users.read", 900),
        new("系统管理", "角色权限", "shield-lock", "/admin/roles", "roles.read", 910),
        new("系统管理", "接入系统", "plug-connected", "/admin/clients", "clients.read", 940),
    ];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapTokenServer();
        AccessApi.Map(routes);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess(configuration);
        services.AddTokenServer();
        services.AddSingleton<PendingSignIn>();
        services.AddScoped<SignInDesk>().AddScoped<SecondFactorDesk>().AddScoped<SessionDesk>().AddScoped<AccountDesk>().AddScoped<FirstAdministrator>();
        services.AddSingleton<UserList>();
        services.AddScoped<UserDesk>().AddScoped<RoleDesk>().AddScoped<Administrators>().AddScoped<ClientDesk>();
        services.AddHostedService<FirstAdministratorAnnouncement>();
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
