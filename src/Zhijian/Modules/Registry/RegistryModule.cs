using Zhijian.Modules.Registry.Demonstration;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Modules.Registry.Trades;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;

namespace Zhijian.Modules.Registry;

/// <summary>一企一档: employers, their workplaces and exposures, what is due of them, and everything that ever happened to them.</summary>
sealed class RegistryModule : IModule
{
    public const string View = "registry.read", Edit = "registry.edit", Own = "registry.own";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看用人单位档案", [Role.Auditor, .. Roles.Supervisors]),
        new(Edit, "登记和修改用人单位档案", Role.CityAdmin, Role.CitySupervisor, Role.CountySupervisor, Role.TownshipClerk),
        new(Own, "查看和维护本单位档案", Role.EmployerUser),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Jurisdiction>();
        services.AddSingleton<EmployerMaker>();
        services.AddScoped<EmployerDirectory>().AddScoped<WorkplaceFacts>();
        services.AddScoped<ISeed, JurisdictionSeed>();
        services.AddSingleton<TradeProfiles>();
        services.AddScoped<ISeed, RegistryDemonstration>();
        services.AddScoped<IHandleNow<EmployerHappening>, TimelineKeeper>();
    }
}
