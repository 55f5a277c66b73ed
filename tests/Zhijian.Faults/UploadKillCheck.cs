using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Files;

namespace Zhijian.Faults;

/// <summary>Kills the host in the middle of an upload, and again while it takes in one file after the other.</summary>
static class UploadKillCheck
{
    const int Length = 400_000, Rounds = 3, PerRound = 8;

    public static async Task<string> RunAsync(PostgresServer? server)
    {
        await using var place = await Place.MakeAsync(server is null ? "" : await server.NewDatabaseAsync());
        var set = new SetCheck();
        await KillHalfWayAsync(place);
        for (var round = 1; round <= Rounds; round++) await KillWhileSendingAsync(place, set, round);

        // What was half-way may come again, under the same key.
        var (host, client) = await place.ServeAsync();
        using var _ = client;
        await Checks.UntilAsync(() => Task.FromResult(Incoming(place).Length == 0), "the sweep of half-written files");
        await SendAsync(client, set, "half.csv");
        await SendAsync(client, set, "half.csv");
        await Place.KillAsync(host);
        var files = await place.AskAsync(services => LookAsync(services, set));
        return $"half an upload left no row and no file; {set.Acknowledged} acknowledged, {files} there and sound after {Rounds + 1} kills, half-written ones swept";
    }

    static async Task KillHalfWayAsync(Place place)
    {
        var (host, client) = await place.ServeAsync();
        using var _ = client;
        var content = Content("half.csv");
        var sent = new TaskCompletionSource();
        var request = client.PostAsync("/api/faults/files/half.csv", new Halting(content.AsMemory(0, content.Length / 2), sent));
        await Checks.UntilAsync(() => Task.FromResult(Incoming(place).Any(f => f.Length > content.Length / 4)), "half of the upload");
        await Place.KillAsync(host);
        sent.SetResult();
        try { await request; }
        catch (HttpRequestException) { /* As meant. */ }
        Checks.Demand(Incoming(place).Length == 1, "no half-written file: the kill came too late");
        await place.AskAsync(async services =>
        {
            Checks.Demand(!await services.GetRequiredService<ZhijianDb>().Set<StoredFile>().AnyAsync(), "half an upload has a row");
            Checks.Demand(!services.GetRequiredService<FileStore>().Hashes().Any(), "half an upload is kept as a file");
            return true;
        });
    }

    static async Task KillWhileSendingAsync(Place place, SetCheck set, int round)
    {
        var (host, client) = await place.ServeAsync();
        using var _ = client;
        for (var n = 0; n < PerRound; n++) await SendAsync(client, set, $"r{round}-{n}.csv");
        var last = SendAsync(client, set, $"r{round}-last.csv");
        await Task.Delay(Random.Shared.Next(15));
        await Place.KillAsync(host);
        try { await last; }
        catch (HttpRequestException) { /* Its fate is unknown. */ }
        await place.AskAsync(services => LookAsync(services, set));
    }

    static async Task SendAsync(HttpClient client, SetCheck set, string name)
    {
        set.Try(name);
        using var answer = await client.PostAsync($"/api/faults/files/{name}", new ByteArrayContent(Content(name)));
        Checks.Demand(answer.StatusCode == HttpStatusCode.OK, $"an upload answered {(int)answer.StatusCode}");
        set.Acknowledge(name);
    }

    static async Task<int> LookAsync(IServiceProvider services, SetCheck set)
    {
        var files = await services.GetRequiredService<ZhijianDb>().Set<StoredFile>().AsNoTracking().ToListAsync();
        set.Demand([.. files.Select(f => f.Name)]);
        var store = services.GetRequiredService<FileStore>();
        foreach (var file in files) Checks.Demand(await store.VerifyAsync(file.Hash), $"{file.Name} has a row and no sound file");
        await Place.DemandSoundAuditAsync(services);
        return files.Count;
    }

    static FileInfo[] Incoming(Place place) =>
        new DirectoryInfo(Path.Combine(place.Data, "files", "incoming")) is { Exists: true } folder ? folder.GetFiles() : [];

    static byte[] Content(string name) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"{name},单位,结果\n", Length / 30)));

    /// <summary>Sends a part of a body and then nothing, with the connection open.</summary>
    sealed class Halting(ReadOnlyMemory<byte> part, TaskCompletionSource end) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(part);
            await stream.FlushAsync();
            await end.Task;
            throw new IOException("The sender is gone.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = part.Length * 2;
            return true;
        }
    }
}
