using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Zhijian.Faults;

/// <summary>A PostgreSQL of our own, that may be killed.</summary>
sealed class PostgresServer : IAsyncDisposable
{
    readonly DirectoryInfo folder;
    readonly string programs;
    readonly int port;
    int databases;

    PostgresServer(DirectoryInfo folder, string programs, int port) => (this.folder, this.programs, this.port) = (folder, programs, port);

    string Data => Path.Combine(folder.FullName, "data");
    string Server => $"Host=127.0.0.1;Port={port};Username=zhijian;Database=postgres;Pooling=false";

    /// <param name="log">Where its write-ahead log shall lie, in small pieces; beside the data when not given.</param>
    public static async Task<PostgresServer?> TryStartAsync(string? log = null)
    {
        const string debian = "/usr/lib/postgresql";
        var programs = Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian).Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (programs is null) return null;
        var server = new PostgresServer(Directory.CreateTempSubdirectory("zhijian-faults-pg-"), programs, FreePort());
        await GiveAsync(server.folder.FullName);
        string[] apart = log is null ? [] : ["-X", log, "--wal-segsize=1"];
        await server.RunAsync("initdb", ["-D", server.Data, "-U", "zhijian", "-A", "trust", "--encoding=UTF8", "--locale=C.UTF-8", .. apart]);
        await server.StartAsync();
        return server;
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    public static Task GiveAsync(string folder) =>
        Environment.UserName == "root" ? Shell.RunAsync("chown", "postgres", folder) : Task.CompletedTask;

    public Task StartAsync() => RunAsync("pg_ctl", "-D", Data, "-l", Path.Combine(folder.FullName, "log"), "-w", "-o", $"-p {port} -k {folder.FullName} -c listen_addresses=127.0.0.1", "start");

    public async Task<bool> IsRunningAsync()
    {
        try { await RunAsync("pg_ctl", "-D", Data, "status"); }
        catch (BrokenPromise) { return false; }
        return true;
    }

    /// <summary>All its processes are killed at once, as by a power cut of the server; the next start recovers from the log.</summary>
    public Task CrashAsync() => RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    public async Task<string> NewDatabaseAsync(string? tablespaceFolder = null)
    {
        var name = $"faults_{++databases}";
        await using var source = NpgsqlDataSource.Create(Server);
        if (tablespaceFolder is not null)
        {
            await using var space = source.CreateCommand($"CREATE TABLESPACE {name} LOCATION '{tablespaceFolder}'");
            await space.ExecuteNonQueryAsync();
        }
        await using var create = source.CreateCommand($"CREATE DATABASE {name} {(tablespaceFolder is null ? "" : $"TABLESPACE {name}")}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Server) { Database = name, Pooling = true, MaxPoolSize = 20, Timeout = 5 }.ToString();
    }

    /// <summary>Gives a tablespace's folder back before what it lies on goes away.</summary>
    public async Task DropAsync(string connection)
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        await using var source = NpgsqlDataSource.Create(Server);
        await using var database = source.CreateCommand($"DROP DATABASE {name} WITH (FORCE)");
        await database.ExecuteNonQueryAsync();
        await using var space = source.CreateCommand($"DROP TABLESPACE {name}");
        await space.ExecuteNonQueryAsync();
    }

    Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(programs, program);
        return Environment.UserName == "root" ? Shell.RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : Shell.RunAsync(path, arguments);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (await IsRunningAsync()) await CrashAsync();
        folder.Delete(recursive: true);
    }
}

static class Shell
{
    /// <summary>Output is not awaited: a server that is started keeps it open.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        var errors = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "errors=$1; shift; exec \"$@\" >\"$errors\" 2>&1 </dev/null", "sh", errors, program, .. arguments]))!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new BrokenPromise($"{program} {string.Join(' ', arguments)}: {(await File.ReadAllTextAsync(errors)).Trim()}");
        }
        finally
        {
            File.Delete(errors);
        }
    }
}
