using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Federation;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Organisations;

namespace Zhijian.Faults;

/// <summary>What is asked of the host that is killed, behind the whole way that requests go.</summary>
sealed class VictimRoom : IModule
{
    public static readonly FilePurpose Purpose = new("faults", FilePolicy.Sheets);
    const string Importer = "shiguan";

    public sealed record ImportState(string State, int Written, int Skipped);

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/faults/{id}", async (string id, HttpContext c) =>
        {
            await Victims.AddAsync(c.RequestServices, id);
            return Results.Ok();
        }).Public();
        routes.MapPost("/api/faults/employers/{name}", async (string name, HttpContext c, CancellationToken ct) =>
        {
            await using var scope = c.RequestServices.CreatePlatformScope();
            await AddEmployerAsync(scope.ServiceProvider, name, ct);
            return Results.Ok();
        }).Public();
        routes.MapPost("/api/faults/collect", (Collector collector, CancellationToken ct) => collector.RunAsync(ct)).Public();
        routes.MapGet("/api/faults", async (HttpContext c) =>
        {
            await using var scope = c.RequestServices.CreatePlatformScope();
            return await scope.Db().Set<Organisation>().CountAsync(o => o.Name == "故障检验");
        }).Public();
        routes.MapPost("/api/faults/files/{name}", async (string name, HttpContext c, CancellationToken ct) =>
        {
            await using var scope = c.RequestServices.CreatePlatformScope();
            return await scope.ServiceProvider.GetRequiredService<FileDesk>().SaveAsync(c.Request.Body, name, Purpose, name, ct);
        }).Public();
        routes.MapPost("/api/faults/imports", (HttpContext c, CancellationToken ct) => AsImporterAsync(c, async services =>
        {
            var desk = services.GetRequiredService<ImportDesk>();
            return await desk.StartAsync(await desk.ReceiveAsync("organisations", c.Request.Body, "名录.xlsx", ct), again: false, null, ct);
        })).Public();
        routes.MapPost("/api/faults/imports/{id:guid}/apply", (Guid id, HttpContext c, CancellationToken ct) => AsImporterAsync(c, async services =>
        {
            await services.GetRequiredService<ImportDesk>().ApplyAsync(id, null, ct);
            return id;
        })).Public();
        routes.MapGet("/api/faults/imports/{id:guid}", async (Guid id, HttpContext c, CancellationToken ct) =>
        {
            await using var scope = c.RequestServices.CreatePlatformScope();
            return await scope.Db().Set<ImportRun>().Where(r => r.Id == id).Select(r => new ImportState(r.State.ToString(), r.Written, r.Skipped)).SingleAsync(ct);
        }).Public();
    }

    static async Task AddEmployerAsync(IServiceProvider services, string name, CancellationToken ct)
    {
        var (db, divisions) = (services.GetRequiredService<Data.ZhijianDb>(), services.GetRequiredService<DivisionDirectory>());
        await divisions.LoadAsync(db, ct);
        var rules = await services.GetRequiredService<Jurisdiction>().RulesAsync(ct);
        await services.GetRequiredService<WritePath>().CommitAsync(new("faults.employer"), change =>
        {
            var (employer, place) = services.GetRequiredService<EmployerMaker>().Make(new(name, null, divisions.Find("410181")!, "示例路1号", "3089", "faults"), rules, change.At, ChinaTime.DateOf(change.At));
            db.AddRange(employer, place);
            return Task.CompletedTask;
        }, ct);
    }

    static Task<Guid> AsImporterAsync(HttpContext context, Func<IServiceProvider, Task<Guid>> work) => Victims.AsAsync(context.RequestServices, Importer, work);
}
