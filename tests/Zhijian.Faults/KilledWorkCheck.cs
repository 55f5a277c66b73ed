using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Jobs;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Faults;

/// <summary>The host is killed in the middle of an upload, an import and numbered papers; nothing may be left half-done.</summary>
static class KilledWorkCheck
{
    const int Rows = 30_000;
    const string Name = "断电检验";

    public static async Task<string> RunAsync(PostgresServer? server)
    {
        await using var place = await Place.MakeAsync(server is null ? "" : await server.NewDatabaseAsync(), demonstration: new Demonstration(0));
        var sheet = Sheet();
        var before = await CountFilesAsync(place);
        await UploadAsync(place, sheet);
        Checks.Demand(await CountFilesAsync(place) == before, "a half upload left a file or a row");
        var written = await ImportAsync(place, sheet);
        var papers = await PapersAsync(place);
        await place.AskAsync(async services => { await Place.DemandSoundAuditAsync(services); return true; });
        return $"half an upload left nothing; an import killed after {written} of {Rows} rows ended with all of them once; {papers} papers, numbers without gap or double";
    }

    static byte[] Sheet()
    {
        var text = new StringBuilder("单位类别,单位名称,统一社会信用代码,行政区划\n");
        for (var n = 0; n < Rows; n++)
            text.Append("用人单位,").Append(Name).Append(n).Append(',')
                .Append(UnifiedSocialCreditCode.Create('9', '1', "410181", OrganisationCode.Create($"MB{n:D6}")).Value).Append(",410181\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static async Task UploadAsync(Place place, byte[] sheet)
    {
        var (host, client) = await place.ServeAsync();
        using var _ = client;
        var half = new HalfContent(sheet);
        var sending = client.PostAsync("/api/faults/upload", half);
        await half.Sent.WaitAsync(TimeSpan.FromSeconds(60));
        host.Kill();
        await host.WaitForExitAsync();
        half.Dispose();
        try { Checks.Demand(!(await sending).IsSuccessStatusCode, "half an upload was acknowledged"); }
        catch (HttpRequestException)
        {
            // The connection died with the host.
        }
    }

    static async Task<int> ImportAsync(Place place, byte[] sheet)
    {
        var (host, client) = await place.ServeAsync();
        Guid id;
        int written;
        using (client)
        {
            id = Guid.Parse((await ReadAsync(await client.PostAsync("/api/faults/import", new ByteArrayContent(sheet)))).Trim('"'));
            await Checks.UntilAsync(async () => (await StateAsync(client, id)).State == "Previewed", "the check of the import", 120);
            await ReadAsync(await client.PostAsync($"/api/faults/import/{id}/apply", null));
            await Checks.UntilAsync(async () => (await StateAsync(client, id)).Written > 0, "the first batch", 120);
            written = (await StateAsync(client, id)).Written;
            host.Kill();
            await host.WaitForExitAsync();
        }
        await LetTimePassAsync(place);
        var (again, other) = await place.ServeAsync();
        using (other)
        {
            await Checks.UntilAsync(async () => (await StateAsync(other, id)).State == "Done", "the rest of the import", 180);
            again.Kill();
            await again.WaitForExitAsync();
        }
        await place.AskAsync(async services =>
        {
            var rows = services.GetRequiredService<ZhijianDb>().Set<Organisation>().Where(o => o.Name.StartsWith(Name));
            var (all, different) = (await rows.CountAsync(), await rows.Select(o => o.CreditCode).Distinct().CountAsync());
            Checks.Demand(all == Rows && different == Rows, $"{Rows} rows were sent, {all} are there, {different} different");
            return true;
        });
        return written;
    }

    /// <summary>A run counts as lost after a minute without a heartbeat; that minute is not waited for.</summary>
    static Task<int> LetTimePassAsync(Place place) => place.AskAsync(services =>
        services.GetRequiredService<ZhijianDb>().Set<JobRun>().Where(j => j.State == JobState.Running)
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.HeartbeatAt, DateTime.UnixEpoch)));

    static async Task<int> PapersAsync(Place place)
    {
        var acknowledged = new HashSet<string>();
        for (var round = 0; round < 3; round++)
        {
            var (host, client) = await place.ServeAsync();
            using var _ = client;
            var goal = acknowledged.Count + 10;
            var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (true)
                    {
                        var number = await ReadAsync(await client.PostAsync("/api/faults/paper", null));
                        lock (acknowledged) Checks.Demand(acknowledged.Add(number), $"{number} was given twice");
                    }
                }
                catch (HttpRequestException)
                {
                    // Killed.
                }
            })).ToArray();
            await Checks.UntilAsync(() => Task.FromResult(Count() >= goal), "ten papers");
            host.Kill();
            await host.WaitForExitAsync();
            await Task.WhenAll(writers);
        }
        return await place.AskAsync(async services =>
        {
            var papers = await services.GetRequiredService<ZhijianDb>().Set<Paper>().Where(p => p.SubjectKind == "Faults").Select(p => new { p.Number, p.DocxHash }).ToListAsync();
            var serials = papers.Select(p => int.Parse(p.Number.Split('〕')[1].TrimEnd('号'))).Order().ToList();
            Checks.Demand(serials.SequenceEqual(Enumerable.Range(1, papers.Count)), $"numbers are not 1 to {papers.Count}: {string.Join(' ', serials)}");
            Checks.Demand(acknowledged.All(a => papers.Any(p => a.Contains(p.Number))), "an acknowledged paper is lost");
            var files = services.GetRequiredService<FileStore>();
            foreach (var paper in papers) Checks.Demand(await files.VerifyAsync(paper.DocxHash), $"the file of {paper.Number} is missing or damaged");
            return papers.Count;
        });

        int Count()
        {
            lock (acknowledged) return acknowledged.Count;
        }
    }

    static async Task<(string State, int Written)> StateAsync(HttpClient client, Guid id)
    {
        var words = (await client.GetStringAsync($"/api/faults/import/{id}")).Trim('"').Split(' ');
        return (words[0], int.Parse(words[1]));
    }

    static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        using var _ = answer;
        var text = await answer.Content.ReadAsStringAsync();
        Checks.Demand(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return text;
    }

    static Task<int> CountFilesAsync(Place place) => place.AskAsync(async services =>
        services.GetRequiredService<FileStore>().Hashes().Count() + await services.GetRequiredService<ZhijianDb>().Set<StoredFile>().CountAsync());

    /// <summary>Sends the first half and then nothing more.</summary>
    sealed class HalfContent(byte[] whole) : HttpContent
    {
        readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously), end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Sent => sent.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(whole.AsMemory(0, whole.Length / 2));
            await stream.FlushAsync();
            sent.SetResult();
            await end.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = whole.Length;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            end.TrySetException(new HttpRequestException("given up"));
            base.Dispose(disposing);
        }
    }
}
