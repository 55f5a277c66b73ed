using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Ui.Pickers;

namespace Zhijian.Platform.Organisations;

/// <summary>Divisions, authorities with dated names, departments, and the organisations that have users.</summary>
sealed class OrganisationsRoom : IModule
{
    public IReadOnlyList<Permission> Permissions =>
    [
        new("organisations.read", "查看单位", [Role.Auditor, Role.SystemAdministrator, Role.SecurityAdministrator, .. Roles.Supervisors]),
        new("organisations.manage", "登记和修改单位", Role.SystemAdministrator, Role.CityAdmin),
        new("authorities.read", "查看监管机构", [Role.Auditor, Role.SystemAdministrator, Role.SecurityAdministrator, .. Roles.Supervisors]),
        new("authorities.manage", "维护监管机构的名称、文号、印章和科室", Role.SystemAdministrator, Role.CityAdmin),
    ];

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new("系统管理", "单位", "building", "/admin/organisations", "organisations.read", 920),
        new("系统管理", "监管机构", "building-bank", "/admin/authorities", "authorities.read", 930),
    ];

    public void MapEndpoints(IEndpointRouteBuilder routes) => OrganisationApi.Map(routes);

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DivisionDirectory>();
        services.AddSingleton<OrganisationList>();
        services.AddScoped<OrganisationDesk>().AddScoped<AuthorityDesk>();
        services.AddPicker<OwnDivisionPicker>(OwnDivisionPicker.Kind, "authorities.read", tree: true);
        services.AddPicker<OrganisationPicker>(OrganisationPicker.Kind, "organisations.read");
        services.AddScoped<ISeed, DivisionSeed>();
        services.AddScoped<ISeed, OrganisationDemonstration>();
    }
}
