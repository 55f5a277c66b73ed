using System.Diagnostics;
using Npgsql;

namespace Zhijian.Platform.Hosting.Backups;

/// <summary>Runs PostgreSQL's own programs with the connection in the environment, so that no password stands in a process list.</summary>
static class PostgresTools
{
    public static async Task RunAsync(string program, string connection, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Find(program), arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in Environment(connection)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = await process.StandardError.ReadToEndAsync(ct);
            await output;
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0) throw new PostgresToolException($"{program}: {errors.Trim()}", ran: true);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>From the path, or the newest of Debian's versions (a newer program serves an older server).</summary>
    static string Find(string program)
    {
        var folders = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian).OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var v) ? v : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return versions.Concat(folders).Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists)
            ?? throw new PostgresToolException($"没有找到 {program}。请安装 PostgreSQL 客户端程序（Debian：apt-get install postgresql-client）。", ran: false);
    }

    static IEnumerable<(string, string)> Environment(string connection)
    {
        var c = new NpgsqlConnectionStringBuilder(connection);
        if (c.Host is { } host) yield return ("PGHOST", host);
        yield return ("PGPORT", c.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (c.Username is { } user) yield return ("PGUSER", user);
        if (c.Password is { } password) yield return ("PGPASSWORD", password);
        if (c.Database is { } database) yield return ("PGDATABASE", database);
        if (c.Passfile is { } passfile) yield return ("PGPASSFILE", passfile);
        if (c.RootCertificate is { } root) yield return ("PGSSLROOTCERT", root);
        if (c.ContainsKey("SSL Mode")) yield return ("PGSSLMODE", c.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() });
        // Of several hosts the one that takes writes, as the program itself does.
        if (c.Host?.Contains(',') == true) yield return ("PGTARGETSESSIONATTRS", "read-write");
    }
}

sealed class PostgresToolException(string message, bool ran) : Exception(message)
{
    public bool Ran { get; } = ran;
}
