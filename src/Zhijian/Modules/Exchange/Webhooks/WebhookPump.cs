using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Exchange.Signing;
using Zhijian.Platform;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Exchange.Webhooks;

/// <summary>What is posted to a partner, signed with its secret.</summary>
/// <param name="Id">The same at every try.</param>
public sealed record WebhookBody(Guid Id, string Resource, long UpTo, DateTime SentAt);

/// <summary>Every minute: finds what partners have not been told, tells them, tries again later and later, and gives up into the dead letters.</summary>
[DisallowConcurrentExecution]
sealed class WebhookPump(IServiceScopeFactory scopes, IHttpClientFactory clients, TimeProvider clock, ILogger<WebhookPump> log) : IJob
{
    public const string Client = "exchange-webhook";
    const int AtOnce = 100;
    static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var told = await RunAsync(cancellationToken);
        if (told > 0) log.LogInformation("{Told} partners were told of changes", told);
    }

    public async Task<int> RunAsync(CancellationToken ct)
    {
        await FindAsync(ct);
        List<Guid> due;
        await using (var scope = scopes.CreatePlatformScope())
        {
            var now = clock.GetUtcNow().UtcDateTime;
            due = await scope.Db().Set<WebhookDelivery>().Where(d => d.State == DeliveryState.Waiting && d.NextAt <= now).OrderBy(d => d.NextAt).Take(AtOnce).Select(d => d.Id).ToListAsync(ct);
        }
        var told = 0;
        // One that never answers holds up the others by its time limit only.
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (id, stop) => { if (await TellAsync(id, stop)) Interlocked.Increment(ref told); });
        return told;
    }

    async Task FindAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("exchange.webhook-find", Quiet: true), async change =>
        {
            var behind = await (from s in db.Set<Subscription>()
                                where s.State == SubscriptionState.Approved && s.Until >= today
                                join p in db.Set<Partner>() on s.PartnerId equals p.Id
                                where !p.Disabled && p.WebhookUrl != null
                                let last = db.Set<ExchangeChange>().Where(c => c.Resource == s.Resource).Max(c => (long?)c.Seq)
                                where last > s.ToldSeq
                                select new { Subscription = s, Last = last!.Value }).Take(AtOnce).ToListAsync(ct);
            foreach (var b in behind)
            {
                b.Subscription.ToldSeq = b.Last;
                db.Add(new WebhookDelivery { PartnerId = b.Subscription.PartnerId, SubscriptionId = b.Subscription.Id, Resource = b.Subscription.Resource, UpTo = b.Last, CreatedAt = change.At, NextAt = change.At });
            }
        }, ct);
    }

    async Task<bool> TellAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        if (await db.Set<WebhookDelivery>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.State == DeliveryState.Waiting, ct) is not { } delivery) return false;
        var partner = await db.Set<Partner>().AsNoTracking().SingleAsync(p => p.Id == delivery.PartnerId, ct);
        // The network is asked outside of any transaction.
        var error = partner is { Disabled: false, WebhookUrl: { } url } ? await PostAsync(partner, url, delivery, ct) : "共享对象已停用或没有通知地址";
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("exchange.webhook", Quiet: true), async change =>
        {
            var row = await db.Set<WebhookDelivery>().SingleAsync(d => d.Id == id, ct);
            row.Tries++;
            row.LastError = Texts.CutIfAny(error, PartnerTables.Message);
            if (error is null) (row.State, row.DeliveredAt) = (DeliveryState.Delivered, change.At);
            else if (row.Tries > Waits.Length) row.State = DeliveryState.Dead;
            else row.NextAt = change.At + Waits[row.Tries - 1];
            if (row.State != DeliveryState.Waiting) db.Add(PartnerBook.Call(partner.Id, change, CallKind.Webhook, row.Resource, error is null, 0, partner.WebhookUrl, error));
        }, ct);
        return error is null;
    }

    /// <returns>What went wrong; null: the partner took it.</returns>
    async Task<string?> PostAsync(Partner partner, string url, WebhookDelivery delivery, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(new WebhookBody(delivery.Id, delivery.Resource, delivery.UpTo, now.UtcDateTime), Json);
        var (address, nonce) = (new Uri(url), RandomNumberGenerator.GetHexString(32, lowercase: true));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(MessageSignature.TimeHeader, now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(MessageSignature.NonceHeader, nonce);
        request.Headers.Add(MessageSignature.SignatureHeader, MessageSignature.Hmac(partner.Secret, MessageSignature.Text("POST", address.PathAndQuery, now.ToUnixTimeSeconds(), nonce, Convert.ToHexStringLower(SHA256.HashData(body)))));
        try
        {
            using var answer = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.IsSuccessStatusCode ? null : $"对方回答 {(int)answer.StatusCode}";
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested) { return "对方没有在时限内回答"; }
        catch (HttpRequestException e) { return e.InnerException is HttpRequestException inner ? inner.Message : $"连接不上：{e.Message}"; }
    }
}

/// <summary>Dead letters: sent again when somebody asks.</summary>
public sealed class DeliveryDesk(ZhijianDb db, WritePath write)
{
    public Task ReplayAsync(Guid id, CancellationToken ct) => write.CommitAsync(new("exchange.replay"), async change =>
    {
        var delivery = await db.Set<WebhookDelivery>().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException();
        if (!await db.Set<Partner>().AnyAsync(p => p.Id == delivery.PartnerId, ct)) throw new NotFoundException();
        if (delivery.State != DeliveryState.Dead) throw new Refusal("只有已放弃的通知可以重发。");
        (delivery.State, delivery.Tries, delivery.NextAt) = (DeliveryState.Waiting, 0, change.At);
        change.Note(nameof(WebhookDelivery), id.ToString(), "act", new { delivery.Resource, delivery.UpTo });
    }, ct);
}
