using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Imports;

namespace Zhijian.Faults;

/// <summary>Longer work behind the whole way that requests go: an upload, an import as a job, numbered papers.</summary>
sealed class WorkRoom : IModule
{
    const string Kind = "organisations", User = "xitong";
    public const string Division = "410100", PaperKind = "验";

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/faults/upload", async (HttpContext c, CancellationToken ct) =>
        {
            var scopes = await AsUserAsync(c, ct);
            await using var scope = scopes.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<ImportDesk>().ReceiveAsync(Kind, c.Request.Body, "单位.csv", ct)).Receipt.Hash;
        }).Public();
        routes.MapPost("/api/faults/import", async (HttpContext c, CancellationToken ct) =>
        {
            var scopes = await AsUserAsync(c, ct);
            await using var scope = scopes.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<ImportDesk>();
            return await desk.StartAsync(await desk.ReceiveAsync(Kind, c.Request.Body, "单位.csv", ct), again: false, null, ct);
        }).Public();
        routes.MapPost("/api/faults/import/{id:guid}/apply", async (Guid id, HttpContext c, CancellationToken ct) =>
        {
            var scopes = await AsUserAsync(c, ct);
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ImportDesk>().ApplyAsync(id, null, ct);
        }).Public();
        routes.MapGet("/api/faults/import/{id:guid}", async (Guid id, HttpContext c, CancellationToken ct) =>
        {
            await using var scope = c.RequestServices.CreatePlatformScope();
            var run = await scope.Db().Set<ImportRun>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
            return $"{run.State} {run.Written}";
        }).Public();
        routes.MapPost("/api/faults/paper", async (HttpContext c, CancellationToken ct) =>
        {
            await using var scope = c.RequestServices.CreatePlatformScope();
            var papers = scope.ServiceProvider.GetRequiredService<PaperDesk>();
            return await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("faults.paper"), async change =>
                (await papers.IssueAsync(change, PaperTemplates.ReferenceRevision, PaperKind, Division, ("Faults", "1"), Fill, ct)).Number, ct);
        }).Public();
    }

    static void Fill(PaperData data)
    {
        string[] common = [.. data.Select(pair => pair.Key)];
        foreach (var (name, value) in PaperTemplates.ReferenceRevision.Example())
        {
            if (common.Contains(name)) continue;
            switch (value)
            {
                case string text: data.Add(name, text); break;
                case bool condition: data.Add(name, condition); break;
                case PaperData[] rows: data.Add(name, rows); break;
            }
        }
    }

    static async Task<ViewerScopes> AsUserAsync(HttpContext c, CancellationToken ct)
    {
        await using var scope = c.RequestServices.CreatePlatformScope();
        var id = await scope.Db().Users.Where(u => u.UserName == User).Select(u => u.Id).SingleAsync(ct);
        return await ViewerScopes.OfUserAsync(c.RequestServices.GetRequiredService<IServiceScopeFactory>(), id, ct);
    }
}
