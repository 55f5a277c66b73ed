using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Out;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Exchange.Federation;

/// <summary>
/// Every five minutes: reads what changed at each source, page by page. A page and how far it goes are one transaction, so whoever is
/// killed on either side goes on where both agree.
/// </summary>
[DisallowConcurrentExecution]
sealed class Collector(IServiceScopeFactory scopes, IHttpClientFactory clients, ILogger<Collector> log) : IJob
{
    public const string Client = "exchange-collect";
    const int Page = 500, MostPages = 20_000;

    sealed record Token(string? access_token);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await RunAsync(cancellationToken);

    /// <returns>Records taken.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        List<FederatedSource> sources;
        await using (var scope = scopes.CreatePlatformScope())
            sources = await scope.Db().Set<FederatedSource>().AsNoTracking().Where(s => !s.Disabled).OrderBy(s => s.Name).ToListAsync(ct);
        var taken = 0;
        foreach (var source in sources) taken += await CollectAsync(source, ct);
        return taken;
    }

    async Task<int> CollectAsync(FederatedSource source, CancellationToken ct)
    {
        var (taken, error) = (0, (string?)null);
        try
        {
            using var client = clients.CreateClient(Client);
            client.BaseAddress = new Uri(source.Address + "/");
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(client, source, ct));
            foreach (var resource in source.Resources.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                for (var (page, more) = (0, true); more && page < MostPages; page++)
                {
                    var (count, next) = await PageAsync(client, source, resource, ct);
                    (taken, more) = (taken + count, next);
                }
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            error = e is TaskCanceledException ? "对方没有在时限内回答" : Texts.Cut(e.Message, PartnerTables.Message);
            log.LogWarning("Source {Source} could not be collected: {Error}", source.Name, error);
        }
        await RememberAsync(source.Id, error, ct);
        return taken;
    }

    static async Task<string> SignInAsync(HttpClient client, FederatedSource source, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", source.ClientId), new("client_secret", source.ClientSecret)]);
        using var answer = await client.PostAsync("connect/token", form, ct);
        return answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<Token>(ct))?.access_token is { } token ? token : throw new HttpRequestException($"没有取得令牌（{(int)answer.StatusCode}），请核对接入标识和密钥");
    }

    async Task<(int Count, bool More)> PageAsync(HttpClient client, FederatedSource source, string resource, CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        var cursor = await db.Set<FederatedCursor>().AsNoTracking().Where(c => c.SourceId == source.Id && c.Resource == resource).Select(c => c.Cursor).SingleOrDefaultAsync(ct);
        using var answer = await client.GetAsync($"api/v1/exchange/resources/{resource}/changes?take={Page}&cursor={cursor}", ct);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"读取 {resource}：对方回答 {(int)answer.StatusCode}");
        var page = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        var items = page.GetProperty("items").EnumerateArray().ToList();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("exchange.collect", Quiet: true), async change =>
        {
            Guid[] keys = [.. items.Select(i => i.GetProperty("key").GetGuid()).Distinct()];
            var known = await db.Set<FederatedRecord>().Where(r => r.SourceId == source.Id && r.Resource == resource && EF.Parameter(keys).Contains(r.RecordKey)).ToDictionaryAsync(r => r.RecordKey, ct);
            foreach (var item in items) Take(db, source, resource, item, known);
            var row = await db.Set<FederatedCursor>().SingleOrDefaultAsync(c => c.SourceId == source.Id && c.Resource == resource, ct);
            if (row is null) db.Add(row = new() { SourceId = source.Id, Resource = resource });
            (row.Cursor, row.At) = (page.GetProperty("cursor").GetString(), change.At);
        }, ct);
        return (items.Count, page.GetProperty("more").GetBoolean());
    }

    static void Take(ZhijianDb db, FederatedSource source, string resource, JsonElement item, Dictionary<Guid, FederatedRecord> known)
    {
        var key = item.GetProperty("key").GetGuid();
        if (item.GetProperty("deleted").GetBoolean())
        {
            if (known.Remove(key, out var gone)) db.Remove(gone);
            return;
        }
        var (version, data) = (item.GetProperty("version").GetInt64(), item.GetProperty("data").GetRawText());
        if (known.TryGetValue(key, out var record))
        {
            if (version >= record.SourceVersion) (record.SourceVersion, record.Data) = (version, data);
            return;
        }
        known[key] = record = new() { SourceId = source.Id, Resource = resource, RecordKey = key, SourceVersion = version, DivisionCode = source.DivisionCode, Data = data };
        db.Add(record);
    }

    async Task RememberAsync(Guid id, string? error, CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("exchange.collected", Quiet: true), async change =>
        {
            var source = await scope.Db().Set<FederatedSource>().SingleAsync(s => s.Id == id, ct);
            if (error is null) (source.LastGoodAt, source.LastError) = (change.At, null);
            else (source.LastBadAt, source.LastError) = (change.At, error);
        }, ct);
    }
}
