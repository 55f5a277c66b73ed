using System.Net;

namespace Zhijian.Faults;

/// <summary>Fills a small disk beneath a running host: writes are refused with 507, reads go on, and space brings all back.</summary>
static class DiskFullCheck
{
    const int Most = 20_000;

    /// <param name="server">Gets a tablespace on the small disk; null for SQLite.</param>
    public static Task<string> RunAsync(PostgresServer? server) => OnSmallDiskAsync(96, async disk =>
    {
        if (server is null) return await FillAsync("", Path.Combine(disk, "data"), disk);
        var space = Path.Combine(disk, "space");
        Directory.CreateDirectory(space);
        await PostgresServer.GiveAsync(space);
        var connection = await server.NewDatabaseAsync(space);
        try { return await FillAsync(connection, null, disk); }
        finally { await server.DropAsync(connection); }
    });

    /// <summary>
    /// The server's write-ahead log has no room. PostgreSQL ends over that; whoever runs it starts it again when there is
    /// room (systemd does), and the platform, which was never restarted, writes on.
    /// </summary>
    public static Task<string> LogAsync() => OnSmallDiskAsync(128, async disk =>
    {
        var log = Path.Combine(disk, "wal");
        Directory.CreateDirectory(log);
        await PostgresServer.GiveAsync(log);
        await using var server = await PostgresServer.TryStartAsync(log) ?? throw new NotHere("no initdb in /usr/lib/postgresql");
        await using var place = await Place.MakeAsync(await server.NewDatabaseAsync());
        var (_, client) = await place.ServeAsync();
        using var _ = client;
        var set = new SetCheck();
        Checks.Demand(await WriteAsync(client, set, "BEFORE") == HttpStatusCode.OK, "no write before the disk is full");

        var filler = Path.Combine(disk, "filler");
        Fill(filler);
        var (refused, unavailable) = (0, 0);
        for (var n = 0; n < Most && refused + unavailable < 20; n++)
        {
            var status = await WriteAsync(client, set, $"FULL{n}");
            if (status == HttpStatusCode.InsufficientStorage) refused++;
            else if (status == HttpStatusCode.ServiceUnavailable) unavailable++;
            else Checks.Demand(status == HttpStatusCode.OK, $"a write on the full disk answered {(int)status}, not 507 or 503");
        }
        Checks.Demand(refused + unavailable > 0, $"{Most} writes found room on a full disk");
        Checks.Demand((await client.GetAsync("/health/live")).StatusCode == HttpStatusCode.OK, "not alive while the database's disk is full");

        File.Delete(filler);
        var ended = false;
        await ComesBackAsync(client, set, async () =>
        {
            if (await server.IsRunningAsync()) return;
            ended = true;
            await server.StartAsync();
        });
        set.Demand(await place.PresentAsync());
        return $"{refused} writes refused with 507 and {unavailable} with 503, the server {(ended ? "ended and was started again" : "recovered by itself")}, writes came back without a restart of the platform";
    });

    static async Task<string> OnSmallDiskAsync(int megabytes, Func<string, Task<string>> check)
    {
        if (Environment.UserName != "root") throw new NotHere("mounting a small disk needs root");
        var disk = Directory.CreateTempSubdirectory("zhijian-faults-disk-").FullName;
        try { await Shell.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0755", "tmpfs", disk); }
        catch (BrokenPromise e) { throw new NotHere($"no small disk can be mounted: {e.Message}"); }
        try
        {
            return await check(disk);
        }
        finally
        {
            await Shell.RunAsync("umount", disk);
            Directory.Delete(disk);
        }
    }

    static async Task<string> FillAsync(string connection, string? data, string disk)
    {
        await using var place = await Place.MakeAsync(connection, data);
        var (_, client) = await place.ServeAsync();
        using var _ = client;
        var set = new SetCheck();
        Checks.Demand(await WriteAsync(client, set, "BEFORE") == HttpStatusCode.OK, "no write before the disk is full");

        var filler = Path.Combine(disk, "filler");
        Fill(filler);
        // Space that the database had set aside already is used up first.
        var refused = 0;
        for (var n = 0; n < Most && refused < 20; n++)
        {
            var status = await WriteAsync(client, set, $"FULL{n}");
            if (status == HttpStatusCode.InsufficientStorage) refused++;
            else Checks.Demand(status == HttpStatusCode.OK, $"a write on the full disk answered {(int)status}, not 507; the host said: {place.LastError}");
        }
        Checks.Demand(refused > 0, $"{Most} writes found room on a full disk");
        var readable = await client.GetAsync("/api/faults");
        Checks.Demand(readable.StatusCode == HttpStatusCode.OK, $"reading on the full disk answered {(int)readable.StatusCode}");
        Checks.Demand(int.Parse(await readable.Content.ReadAsStringAsync()) == set.Acknowledged, "a refused write left something behind");
        var ready = await client.GetAsync("/health/ready");
        Checks.Demand(ready.StatusCode == HttpStatusCode.OK, $"ready answered {(int)ready.StatusCode}: a node that can be read would be taken away");

        File.Delete(filler);
        await ComesBackAsync(client, set);
        set.Demand(await place.PresentAsync());
        return $"{refused} writes refused with 507, reads went on, writes came back without a restart";
    }

    /// <param name="revive">What the one who runs the database does meanwhile.</param>
    static async Task ComesBackAsync(HttpClient client, SetCheck set, Func<Task>? revive = null)
    {
        var n = 0;
        var last = default(HttpStatusCode);
        try
        {
            await Checks.UntilAsync(async () =>
            {
                if (revive is not null) await revive();
                // An organisation's code has 18 characters at most.
                return (last = await WriteAsync(client, set, $"AFTER{n++}")) == HttpStatusCode.OK;
            }, "a write after space was freed");
        }
        catch (BrokenPromise e) { throw new BrokenPromise($"{e.Message}; the last of {n} answered {(int)last}"); }
    }

    static async Task<HttpStatusCode> WriteAsync(HttpClient client, SetCheck set, string id)
    {
        set.Try(id);
        using var answer = await client.PostAsync($"/api/faults/{id}", null);
        if (answer.StatusCode == HttpStatusCode.OK) set.Acknowledge(id);
        return answer.StatusCode;
    }

    static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
        foreach (var size in (int[])[1 << 20, 1 << 12, 1])
        {
            try
            {
                while (true) file.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full for pieces of this size.
            }
        }
    }
}
