using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;

namespace Zhijian.Faults;

/// <summary>The processes that are killed: one writes through the platform's write path, one is the whole host.</summary>
static class Victims
{
    public const string Act = "faults.write";
    const int Writers = 4;

    public static ServerSettings Settings(string data, string connection) => new()
    {
        DataFolder = data, PostgresConnection = connection.Length == 0 ? null : connection, Urls = "http://127.0.0.1:0",
    };

    static WebApplication Build(string data, string connection, params IModule[] rooms) =>
        AppHost.Build(Settings(data, connection), [.. Rooms.All, .. rooms]);

    /// <summary>Writes without end; says "? id" before and "+ id" after each commit, in one system call each.</summary>
    public static async Task<int> WriteAsync(string data, string connection, string prefix)
    {
        await using var app = Build(data, connection);
        await using var output = Console.OpenStandardOutput();
        var saying = new Lock();
        void Say(char what, string id)
        {
            lock (saying) output.Write(System.Text.Encoding.ASCII.GetBytes($"{what} {id}\n"));
        }
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var n = 0; ; n++)
            {
                var id = $"{prefix}-{w}-{n:D7}";
                Say('?', id);
                await AddAsync(app.Services, id);
                Say('+', id);
            }
        })));
        return 0;
    }

    /// <summary>One write as a desk makes it: row, audit, idempotency key, in one transaction.</summary>
    static async Task AddAsync(IServiceProvider services, string id)
    {
        await using var scope = services.CreatePlatformScope();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new(Act, Key: id), _ =>
        {
            scope.Db().Add(new Organisation { Kind = OrganisationKind.Employer, Name = "故障检验", CreditCode = id, DivisionCode = "410100" });
            return Task.FromResult(id);
        });
    }

    public static async Task<int> ServeAsync(string data, string connection)
    {
        // One caller makes thousands of requests here.
        Environment.SetEnvironmentVariable("Limits__Enabled", "false");
        await using var app = Build(data, connection, new Room(), new WorkRoom());
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>A write and a read with one query, behind the whole way that requests go.</summary>
    sealed class Room : IModule
    {
        public void MapEndpoints(IEndpointRouteBuilder routes)
        {
            routes.MapPost("/api/faults/{id}", async (string id, HttpContext c) =>
            {
                await AddAsync(c.RequestServices, id);
                return Results.Ok();
            }).Public();
            routes.MapGet("/api/faults", async (HttpContext c) =>
            {
                await using var scope = c.RequestServices.CreatePlatformScope();
                return await scope.Db().Set<Organisation>().CountAsync(o => o.Name == "故障检验");
            }).Public();
        }
    }
}
