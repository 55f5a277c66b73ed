using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Adapters;
using Zhijian.Modules.Exchange.Out;
using Zhijian.Modules.Exchange.Signing;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Exchange.In;

/// <summary>Where partners send their batches, signed.</summary>
static class InboxApi
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/exchange/inbox/{code}").WithTags("数据共享").AddEndpointFilter<PartnerGate>();
        api.MapPost("/batches", ReceiveAsync).WithMetadata(new SignedMessage()).Requires(ExchangeModule.Send).Accepts<InEnvelope>("application/json").Produces<InAnswer>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(422)
            .WithSummary("报送一批：信封 {batchId, catalogueCode, version, provider, sentAt, sequence, count, sha256, items[{key, version, data}]}，须签名")
            .WithDescription("sha256 为报文中 items 数组原文的摘要。同一 key 只保留最新的 version；同一批再次报送，回答与第一次相同。指定 adapter 时，items 的各项可以是对方接口的原样记录，按适配对照表换算。");
        api.MapGet("/batches/{batch}", AnswerAsync).Requires(ExchangeModule.Send).Produces<InAnswer>().ProducesProblem(404).WithSummary("一批的结果");
    }

    static async Task<InAnswer> ReceiveAsync(string code, string? adapter, HttpContext http, InboxDesk desk, AdapterBook adapters, CancellationToken ct)
    {
        var chosen = adapter is null ? null : adapters.Of(code).FirstOrDefault(a => a.Code == adapter) ?? throw new Refusal($"没有适配 {adapter}，可用：{string.Join("、", adapters.Of(code).Select(a => a.Code))}。", "adapter");
        InEnvelope envelope;
        try { envelope = await JsonSerializer.DeserializeAsync<InEnvelope>(http.Request.Body, Json, ct) ?? throw new Refusal("内容是空的。"); }
        catch (JsonException broken) { throw new Refusal($"不是有效的 JSON（第 {broken.LineNumber + 1} 行，{broken.Path}）。", null, broken); }
        return await desk.ReceiveAsync(OutApi.PartnerOf(http), code, envelope, ct, chosen);
    }

    static async Task<InAnswer> AnswerAsync(string code, string batch, HttpContext http, ZhijianDb db, CancellationToken ct)
    {
        var partner = OutApi.PartnerOf(http);
        var found = await db.Set<InboxBatch>().AsNoTracking().SingleOrDefaultAsync(b => b.PartnerId == partner.Id && b.Resource == code && b.Code == batch, ct) ?? throw new NotFoundException();
        var rejected = await db.Set<InboxRejection>().AsNoTracking().Where(r => r.BatchId == found.Id).OrderBy(r => r.RowNumber).Take(500).Select(r => new InRejected(r.RowNumber, r.RecordKey, r.Rules, r.Message)).ToListAsync(ct);
        return new(found.Code, found.Accepted, found.Repeated, found.Stale, found.Rejected, found.Remark, rejected);
    }
}
