using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Exchange.Signing;

/// <summary>The message of this request must be signed.</summary>
public sealed class SignedMessage;

/// <summary>How many requests each partner has made in the minute, on this node.</summary>
public sealed class PartnerPace : IDisposable
{
    readonly ConcurrentDictionary<(Guid Partner, int PerMinute), FixedWindowRateLimiter> limiters = new();

    public bool Allows(Partner partner)
    {
        var limiter = limiters.GetOrAdd((partner.Id, partner.PerMinute), of => new(new() { PermitLimit = of.PerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
        using var lease = limiter.AttemptAcquire();
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        foreach (var limiter in limiters.Values) limiter.Dispose();
    }
}

/// <summary>
/// Stands before every endpoint of the exchange: the caller is a partner in use, keeps its pace, and where a message is signed (it must
/// be when it brings data) the signature fits, the time is near and the nonce is new.
/// </summary>
sealed class PartnerGate(ZhijianDb db, WritePath write, Viewer viewer, PartnerPace pace, PartnerBook book, TimeProvider clock) : IEndpointFilter
{
    const long MostBytes = 32L << 20;
    internal const string Key = "exchange.partner";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (http, ct) = (context.HttpContext, context.HttpContext.RequestAborted);
        if (await db.Set<Partner>().AsNoTracking().SingleOrDefaultAsync(p => p.ClientId == viewer.UserId, ct) is not { Disabled: false } partner)
            return Say(StatusCodes.Status403Forbidden, "这个系统不是已登记的共享对象，或已停用。");
        http.Items[Key] = partner;
        if (!pace.Allows(partner))
        {
            http.Response.Headers.RetryAfter = "60";
            return Say(StatusCodes.Status429TooManyRequests, $"请求过于频繁，每分钟不超过 {partner.PerMinute} 次。");
        }
        var must = http.GetEndpoint()!.Metadata.GetMetadata<SignedMessage>() is not null;
        if ((must || http.Request.Headers.ContainsKey(MessageSignature.SignatureHeader)) && await ProblemAsync(http, partner, ct) is { } problem)
        {
            await book.NoteAsync(partner, CallKind.Signature, null, false, 0, http.Request.Path, problem, ct);
            return Say(StatusCodes.Status401Unauthorized, problem);
        }
        return await next(context);
    }

    async Task<string?> ProblemAsync(HttpContext http, Partner partner, CancellationToken ct)
    {
        if (MessageSignature.Read(http.Request.Headers) is not { } head)
            return $"请求没有签名：须有 {MessageSignature.TimeHeader}（秒）、{MessageSignature.NonceHeader}（16 至 {PartnerTables.Nonce} 位字母数字）和 {MessageSignature.SignatureHeader}。";
        var now = clock.GetUtcNow();
        if (Math.Abs(now.ToUnixTimeSeconds() - head.Time) > MessageSignature.Skew.TotalSeconds)
            return $"报文时间与平台相差超过 {MessageSignature.Skew.TotalMinutes} 分钟，请校准时钟。平台现在是 {now.ToUnixTimeSeconds()}。";
        var text = MessageSignature.Text(http.Request.Method, http.Request.GetEncodedPathAndQuery(), head.Time, head.Nonce, await HashAsync(http, ct));
        if (!MessageSignature.Fits(partner, text, head.Signature)) return "签名不符。";
        return await IsNewAsync(partner, head.Nonce, ct) ? null : "这个 nonce 已经用过，报文不能重放。";
    }

    /// <summary>The body is read once for its hash, to disk when it is long, and again by the endpoint.</summary>
    static async Task<string> HashAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
        http.Request.EnableBuffering(bufferThreshold: 64 << 10, bufferLimit: MostBytes);
        try
        {
            var hash = await SHA256.HashDataAsync(http.Request.Body, ct);
            http.Request.Body.Position = 0;
            return Convert.ToHexStringLower(hash);
        }
        // The length was not told beforehand, and the buffer is full.
        catch (IOException e) when (e is not BadHttpRequestException && http.Request.Body is FileBufferingReadStream)
        {
            throw new BadHttpRequestException("Body too large", StatusCodes.Status413PayloadTooLarge, e);
        }
    }

    /// <summary>The table's key says whether it was there, across nodes and restarts.</summary>
    async Task<bool> IsNewAsync(Partner partner, string nonce, CancellationToken ct)
    {
        try
        {
            await write.CommitAsync(new("exchange.nonce", Quiet: true), change =>
            {
                db.Add(new PartnerNonce { PartnerId = partner.Id, Nonce = nonce, At = change.At });
                return Task.CompletedTask;
            }, ct);
            return true;
        }
        catch (DbUpdateException e) when (Faults.Of(e).Status == StatusCodes.Status409Conflict) { return false; }
    }

    internal static IResult Say(int status, string detail) => Results.Json(new ProblemDetails { Status = status, Title = status switch { 401 => "签名无效", 403 => "没有权限", 429 => "请求过于频繁", _ => "请求无法办理" }, Detail = detail }, statusCode: status, contentType: "application/problem+json");
}
