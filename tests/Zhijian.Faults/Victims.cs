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

    public static ServerSettings Settings(string data, string connection, int port = 0) => new()
    {
        DataFolder = data, PostgresConnection = connection.Length == 0 ? null : connection, Urls = $"http://127.0.0.1:{port}",
    };

    static WebApplication Build(string data, string connection, int port = 0, params IModule[] rooms) =>
        AppHost.Build(Settings(data, connection, port), [.. Rooms.All, .. rooms]);

    public static Task<int> WriteAsync(string data, string connection, string prefix) => WorkAsync(data, connection, prefix, AddAsync);

    public static Task<int> IssueAsync(string data, string connection, string prefix) => WorkAsync(data, connection, prefix, VictimPapers.IssueAsync);

    /// <summary>Works without end; says "? id" before and "+ id" after each commit, in one system call each.</summary>
    static async Task<int> WorkAsync(string data, string connection, string prefix, Func<IServiceProvider, string, Task> write)
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
                await write(app.Services, id);
                Say('+', id);
            }
        })));
        return 0;
    }

    /// <summary>One write as a desk makes it: row, audit, idempotency key, in one transaction.</summary>
    public static async Task AddAsync(IServiceProvider services, string id)
    {
        await using var scope = services.CreatePlatformScope();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new(Act, Key: id), _ =>
        {
            scope.Db().Add(new Organisation { Kind = OrganisationKind.Employer, Name = "故障检验", CreditCode = id, DivisionCode = "410100" });
            return Task.FromResult(id);
        });
    }

    public static async Task<T> AsAsync<T>(IServiceProvider services, string userName, Func<IServiceProvider, Task<T>> work)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        Guid user;
        await using (var platform = scopes.CreatePlatformScope()) user = await platform.Db().Users.Where(u => u.UserName == userName).Select(u => u.Id).SingleAsync();
        await using var scope = (await ViewerScopes.OfUserAsync(scopes, user, default)).CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public static async Task<int> ServeAsync(string data, string connection, int port)
    {
        // One caller makes thousands of requests here.
        Environment.SetEnvironmentVariable("Limits__Enabled", "false");
        // The installations of a federation are on this machine.
        Environment.SetEnvironmentVariable("Exchange__AllowHttp", "true");
        Environment.SetEnvironmentVariable("Exchange__AllowedNetworks__0", "127.0.0.0/8");
        await using var app = Build(data, connection, port, new VictimRoom());
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await app.WaitForShutdownAsync();
        return 0;
    }
}
