using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using Zhijian.Platform.Jobs;

namespace Zhijian.Platform.Imports;

/// <summary>Tables come in as sheets: template, check, error workbook, import. Which tables, and who may, the other rooms say.</summary>
sealed class ImportsRoom : IModule
{
    public const string Use = "imports.use";

    /// <summary>Comes before the permission of the table that is imported.</summary>
    public IReadOnlyList<Permission> Permissions => [new(Use, "使用表格导入", Role.SystemAdministrator, Role.CityAdmin, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer, Role.InstitutionUser)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ImportKinds>();
        services.AddSingleton<ImportRunner>();
        services.AddScoped<ImportDesk>();
        services.AddScoped<ImportQueries>();
        services.AddSingleton<ILongJob, PreviewJob>();
        services.AddSingleton<ILongJob, ApplyJob>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapGet("/imports/template/{kind}", TemplateAsync).Requires(Use).ExcludeFromDescription();

    static async Task TemplateAsync(string kind, ImportKinds kinds, IViewer viewer, HttpContext context, CancellationToken ct)
    {
        var table = kinds.Of(kind, viewer);
        context.Response.IsWorkbook($"{table.Title}导入模板");
        await SheetTemplate.WriteAsync(context.Response.Body, table.Sheet, ct);
    }
}
