using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Jobs;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Faults;

/// <summary>Kills the host between the batches of an import, again and again; a later start goes on, and every row is there once.</summary>
static class ImportKillCheck
{
    const int Kills = 2, Patience = 180;
    const string Name = "中断检验企业";

    public static async Task<string> RunAsync(PostgresServer? server, int rows)
    {
        await using var place = await Place.MakeAsync(server is null ? "" : await server.NewDatabaseAsync(), demonstration: true);
        var codes = Enumerable.Range(0, rows).Select(i => UnifiedSocialCreditCode.Create('9', '1', "410181", OrganisationCode.Create($"PA{i:D6}")).Value).ToList();
        var sheet = await SheetAsync(codes);
        var id = Guid.Empty;
        var stops = new List<int>();
        for (var start = 0; ; start++)
        {
            var (host, client) = await place.ServeAsync();
            using var _ = client;
            if (start == 0) id = await BeginAsync(client, sheet);
            if (start < Kills && await ProgressAsync(client, id, stops.LastOrDefault()))
            {
                await Task.Delay(Random.Shared.Next(100));
                await Place.KillAsync(host);
                stops.Add(await place.AskAsync(services => LookAsync(services, id, codes)));
                continue;
            }
            await Checks.UntilAsync(async () => (await StateAsync(client, id)).State == "Done", "the end of the import", Patience);
            await Place.KillAsync(host);
            break;
        }
        Checks.Demand(stops.Any(written => written > 0 && written < rows), $"no kill came in the middle: {string.Join(", ", stops)}");
        var end = await place.AskAsync(services => LookAsync(services, id, codes));
        Checks.Demand(end == rows, $"{end} of {rows} rows arrived");
        return $"killed after {string.Join(" and ", stops.Select(s => $"{s:N0}"))} rows; went on by itself, all {rows:N0} rows there once";
    }

    static async Task<Guid> BeginAsync(HttpClient client, byte[] sheet)
    {
        using var answer = await client.PostAsync("/api/faults/imports", new ByteArrayContent(sheet));
        answer.EnsureSuccessStatusCode();
        var id = await answer.Content.ReadFromJsonAsync<Guid>();
        await Checks.UntilAsync(async () => (await StateAsync(client, id)).State == "Previewed", "the check of the import", Patience);
        (await client.PostAsync($"/api/faults/imports/{id}/apply", null)).EnsureSuccessStatusCode();
        return id;
    }

    /// <returns>False when the import ended before a further batch was seen.</returns>
    static async Task<bool> ProgressAsync(HttpClient client, Guid id, int before)
    {
        var state = await StateAsync(client, id);
        await Checks.UntilAsync(async () => (state = await StateAsync(client, id)).Written > before, $"a batch after row {before}", Patience);
        return state.State != "Done";
    }

    static async Task<VictimRoom.ImportState> StateAsync(HttpClient client, Guid id) =>
        (await client.GetFromJsonAsync<VictimRoom.ImportState>($"/api/faults/imports/{id}"))!;

    /// <summary>What is there is what the import says of itself, whole batches of right rows; then a minute passes without a heartbeat.</summary>
    static async Task<int> LookAsync(IServiceProvider services, Guid id, List<string> codes)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var run = await db.Set<ImportRun>().AsNoTracking().SingleAsync(r => r.Id == id);
        var present = await db.Set<Organisation>().Where(o => o.Name == Name).Select(o => o.CreditCode).ToListAsync();
        Checks.Demand(present.Count == run.Written && run.Skipped == 0, $"{present.Count} rows are there, the import says {run.Written} and {run.Skipped} skipped");
        Checks.Demand(present.Order(StringComparer.Ordinal).SequenceEqual(codes.Take(run.Written).Order(StringComparer.Ordinal)), "the rows are not the first ones of the file, each once");
        var key = id.ToString();
        var batches = await db.Set<AuditEntry>().CountAsync(a => a.Act == "imports.batch" && a.EntityId == key && a.Kind == "batch");
        Checks.Demand(batches > 0 == run.Written > 0, $"{batches} batches in the audit for {run.Written} rows");
        await Place.DemandSoundAuditAsync(services);
        var past = DateTime.UtcNow - TimeSpan.FromMinutes(5);
        await db.Set<JobRun>().Where(j => j.State == JobState.Running || j.State == JobState.Queued).ExecuteUpdateAsync(set => set.SetProperty(j => j.HeartbeatAt, past));
        return run.Written;
    }

    static async Task<byte[]> SheetAsync(List<string> codes)
    {
        using var output = new MemoryStream();
        await XlsxExport.WriteAsync(output, "单位名录", OrganisationSheet.Definition.ExportColumns, codes.Select(code => OrganisationSheet.Definition.Cells(new()
        {
            Kind = OrganisationKind.Employer, Name = Name, CreditCode = code, Place = "巩义市",
        })).ToAsyncEnumerable());
        return output.ToArray();
    }
}
