using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Imports;

namespace Zhijian.Platform.Organisations;

/// <summary>Brings organisations into the platform from a list: those of the viewer's own region, none twice.</summary>
sealed class OrganisationImport : ImportKind<OrganisationRow>
{
    public const string Allowed = "organisations.import";

    protected override int BatchSize => 5_000;
    public override string Key => "organisations";
    public override string Permission => Allowed;
    public override SheetDefinition<OrganisationRow> Sheet => OrganisationSheet.Definition;

    protected override async Task<IReadOnlyList<CellProblem>> CheckAsync(IReadOnlyList<SheetRow<OrganisationRow>> good, ImportContext context, CancellationToken cancel)
    {
        var db = context.Services.GetRequiredService<ZhijianDb>();
        var divisions = context.Services.GetRequiredService<DivisionDirectory>();
        await divisions.LoadAsync(db, cancel);
        var places = new PlaceFinder(divisions, context.Services.GetRequiredService<IViewer>().Scope);
        var known = await KnownAsync(db, good, cancel);
        var problems = new List<CellProblem>();
        foreach (var row in good)
        {
            var value = row.Value!;
            var place = places.Find(value.Place);
            value.Division = place.Value;
            if (place.Problem is { } problem) problems.Add(new(row.RowNumber, OrganisationSheet.Place, problem, value.Place));
            if (known.Contains((value.Kind!.Value, value.CreditCode))) problems.Add(new(row.RowNumber, OrganisationSheet.Code, "这一类别的单位中已有此代码", value.CreditCode));
        }
        return problems;
    }

    protected override Task WriteAsync(IReadOnlyList<SheetRow<OrganisationRow>> good, ImportContext context, CancellationToken cancel)
    {
        var db = context.Services.GetRequiredService<ZhijianDb>();
        return good.Count == 0 ? Task.CompletedTask : context.Services.GetRequiredService<WritePath>().CommitAsync(new("organisations.import"),
            change => Bulk.InsertAsync(db, change, $"import/{context.ImportId}", good.Select(row => Make(row.Value!)), cancel), cancel);
    }

    static Organisation Make(OrganisationRow row) => new()
    {
        Kind = row.Kind!.Value, Name = row.Name, CreditCode = row.CreditCode, DivisionCode = row.Division!.Code, ScopePath = row.Division.Path,
    };

    /// <summary>Codes are unique in the whole platform, so those of other regions count too; the message says no more than that.</summary>
    static async Task<HashSet<(OrganisationKind, string)>> KnownAsync(ZhijianDb db, IReadOnlyList<SheetRow<OrganisationRow>> rows, CancellationToken ct)
    {
        string[] codes = [.. rows.Select(row => row.Value!.CreditCode)];
        var found = await db.Set<Organisation>().IgnoreQueryFilters([Conventions.ScopeFilter])
            .Where(o => EF.Parameter(codes).Contains(o.CreditCode)).Select(o => new { o.Kind, o.CreditCode }).ToListAsync(ct);
        return [.. found.Select(o => (o.Kind, o.CreditCode))];
    }
}

/// <summary>The room's part in imports: the table, who may, and the way there.</summary>
sealed class OrganisationImportRoom : IModule
{
    public IReadOnlyList<Permission> Permissions =>
        [new(OrganisationImport.Allowed, "导入单位名录", Role.SystemAdministrator, Role.CityAdmin, Role.CountySupervisor)];

    public IReadOnlyList<MenuEntry> Menu => [new("系统管理", "数据导入", "table-import", "/imports", OrganisationImport.Allowed, 925)];

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<IImportKind, OrganisationImport>();
}
