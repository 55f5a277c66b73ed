using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Organisations;

/// <summary>Divisions, authorities with dated names, departments, and the organisations that have users.</summary>
sealed class OrganisationsRoom : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DivisionDirectory>();
        services.AddScoped<ISeed, DivisionSeed>();
        services.AddScoped<ISeed, OrganisationDemonstration>();
        services.AddScoped<ISeed, EmployerDemonstration>();
    }
}
