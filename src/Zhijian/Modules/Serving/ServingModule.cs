using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;

namespace Zhijian.Modules.Serving;

/// <summary>文书送达: ways, attempts, return of service; the party's papers and its address for service.</summary>
sealed class ServingModule : IModule
{
    public const string Own = "papers.own";

    public IReadOnlyList<Permission> Permissions => [new(Own, "查收本单位的文书，确认送达地址", Role.EmployerUser)];

    public IReadOnlyDictionary<string, string> AuditWords => new Dictionary<string, string>
    {
        ["papers.serve"] = "登记文书送达", ["papers.serve-end"] = "登记送达结果", ["papers.address"] = "确认送达地址", ["papers.read"] = "确认收到文书", ["ServiceLine"] = "文书送达", ["ServiceAddress"] = "送达地址确认书",
    };

    public IReadOnlyList<MenuEntry> Menu => [new("本单位", "我的文书", "file-certificate", "/my/papers", Own, 15)];

    public void MapEndpoints(IEndpointRouteBuilder routes) => ServingDocs.Map(routes);

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ServingBook>();
        services.AddScoped<IDossierFiles, SignedReturns>();
        services.AddScoped<ServiceReturn>().AddScoped<ServingDesk>().AddScoped<AddressDesk>().AddScoped<PartyPapers>();
        services.AddEmployerRows<ServiceAddress>().AddSingleton<IMoveWithEmployer, AddressedPapers>();
    }
}

/// <summary>Papers that were addressed to an employer go with it when two files are merged.</summary>
sealed class AddressedPapers : IMoveWithEmployer
{
    public IReadOnlyList<Type> Types { get; } = [typeof(Paper)];

    public async Task MoveAsync(EmployerMove move, CancellationToken ct)
    {
        var from = move.From;
        foreach (var paper in await move.Db.Set<Paper>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(p => p.AddresseeId == from).ToListAsync(ct)) move.Set(paper, nameof(Paper.AddresseeId), move.To);
    }
}
