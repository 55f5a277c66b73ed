using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Registry.Feeds;

/// <summary>What a system sends before the records.</summary>
/// <param name="Count">Number of records; told back when another number came.</param>
public sealed record FeedEnvelope(string? BatchId, int? Sequence = null, int? Count = null, IReadOnlyList<JsonElement>? Items = null);

/// <summary>Where a batch stands. Repeated: records that were delivered before under the same key, and had their effect then.</summary>
public sealed record FeedAnswer(
    string Source, string BatchId, Guid Id, int? Declared, int Received, int Repeated, bool Complete, int New, int Changed, int Unchanged, int ToConfirm, int Rejected,
    string? Remark, IReadOnlyList<FeedItemAnswer> RejectedItems);

/// <param name="Rules">FORMAT, PLACE, SCOPE, INDUSTRY, INCOMPLETE or ELSEWHERE.</param>
public sealed record FeedItemAnswer(string Key, string Name, string Outcome, string? Rules, string? Message, string? Changes, Guid? EmployerId);

/// <summary>Batches from systems: an envelope with items, or lines of JSON of which the first is the envelope.</summary>
static class FeedApi
{
    const long MostBytes = 512L << 20, MostEnvelopeBytes = 10L << 20;
    const int LongestLine = 64 << 10, MostItems = 500, ShownRejections = 200;
    const string Lines = "application/x-ndjson";
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/feeds/{source}/batches").WithTags("数据对接");
        api.MapPost("/", PostAsync).Requires(FeedPermissions.Send).Accepts<FeedEnvelope>("application/json", Lines).Produces<FeedAnswer>().ProducesProblem(422)
            .WithSummary("报送一批外部数据：信封 {batchId, sequence, count, items}，或 JSON 行（第一行为信封，其后每行一条）；同一来源、批次、记录键只生效一次")
            .WithDescription("记录的字段名为 key 和 " + string.Join("、", FeedFacts.All.Select(f => $"{f.JsonName}（{f.Title}）")) + "，也可用来源对照设置中的列名。");
        api.MapGet("/{code}", async (string source, string code, ZhijianDb db, CancellationToken ct) => await AnswerAsync(db, await FindAsync(db, source, code, ct), 0, ct))
            .Requires(FeedPermissions.Send).Produces<FeedAnswer>().ProducesProblem(404).WithSummary("一批的结果");
        api.MapGet("/{code}/items", ItemsAsync).Requires(FeedPermissions.Send).Produces<IReadOnlyList<FeedItemAnswer>>().ProducesProblem(404)
            .WithSummary("一批中各条的结果，按行号排序，after 为上一页最后的行号");
    }

    static async Task<FeedAnswer> PostAsync(string source, HttpContext http, FeedReceiver receiver, ZhijianDb db, CancellationToken ct)
    {
        var isLines = http.Request.ContentType?.StartsWith(Lines, StringComparison.OrdinalIgnoreCase) == true;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = isLines ? MostBytes : MostEnvelopeBytes;
        if (!isLines)
        {
            var whole = await EnvelopeAsync(http, ct);
            return await ReceiveAsync(receiver, db, source, whole, Each(whole.Items ?? throw new Refusal("缺少 items。", "items")), ct);
        }
        await using var lines = LinesAsync(http.Request.BodyReader, ct).GetAsyncEnumerator(ct);
        if (!await lines.MoveNextAsync()) throw new Refusal("内容是空的。");
        var head = lines.Current.Deserialize<FeedEnvelope>(Json)!;
        return await ReceiveAsync(receiver, db, source, head, Rest(lines), ct);
    }

    static async Task<FeedAnswer> ReceiveAsync(FeedReceiver receiver, ZhijianDb db, string source, FeedEnvelope head, IAsyncEnumerable<JsonElement> items, CancellationToken ct)
    {
        var (batch, repeated) = await receiver.ReceiveAsync(source, head, items, ct);
        return await AnswerAsync(db, batch, repeated, ct);
    }

    static async Task<FeedEnvelope> EnvelopeAsync(HttpContext http, CancellationToken ct)
    {
        try { return await JsonSerializer.DeserializeAsync<FeedEnvelope>(http.Request.Body, Json, ct) ?? throw new Refusal("内容是空的。"); }
        catch (JsonException broken) { throw new Refusal($"不是有效的 JSON（第 {broken.LineNumber + 1} 行）。", null, broken); }
    }

    static async IAsyncEnumerable<JsonElement> Each(IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items) yield return item;
        await Task.CompletedTask;
    }

    static async IAsyncEnumerable<JsonElement> Rest(IAsyncEnumerator<JsonElement> lines)
    {
        while (await lines.MoveNextAsync()) yield return lines.Current;
    }

    /// <summary>One value a line; no line is held that is longer than a record can be.</summary>
    static async IAsyncEnumerable<JsonElement> LinesAsync(PipeReader body, [EnumeratorCancellation] CancellationToken ct)
    {
        var number = 0;
        while (true)
        {
            var read = await body.ReadAsync(ct);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                if (Parse(buffer.Slice(0, end), ++number) is { } value) yield return value;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }
            if (buffer.Length > LongestLine) throw new Refusal($"第 {number + 1} 行超过 {LongestLine / 1024} KB。");
            if (read.IsCompleted)
            {
                if (Parse(buffer, ++number) is { } last) yield return last;
                body.AdvanceTo(buffer.End);
                yield break;
            }
            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    static JsonElement? Parse(ReadOnlySequence<byte> line, int number)
    {
        if (line.Length > LongestLine) throw new Refusal($"第 {number} 行超过 {LongestLine / 1024} KB。");
        var bytes = line.ToArray();
        if (bytes.AsSpan().Trim(" \t\r\uFEFF"u8).Length == 0) return null;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException broken) { throw new Refusal($"第 {number} 行不是有效的 JSON。此前的记录已经收下，更正后可用同一批次号重新报送。", null, broken); }
    }

    static async Task<FeedBatch> FindAsync(ZhijianDb db, string source, string segment, CancellationToken ct)
    {
        // A slash in a segment of the path is the one character that the server leaves encoded.
        var code = segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return await db.Set<FeedBatch>().AsNoTracking().SingleOrDefaultAsync(b => b.SourceKey == source && b.Code == code, ct) ?? throw new NotFoundException();
    }

    static async Task<FeedAnswer> AnswerAsync(ZhijianDb db, FeedBatch b, int repeated, CancellationToken ct) => new(
        b.SourceKey, b.Code, b.Id, b.Declared, b.Counts.Total, repeated, b.FinishedAt is not null && (b.Declared is null || b.Declared == b.Counts.Total),
        b.New, b.Changed, b.Unchanged, b.ToConfirm, b.Rejected, b.Remark,
        await Answers(db.Set<FeedItem>().Where(i => i.BatchId == b.Id && i.Outcome == FeedOutcome.Rejected).OrderBy(i => i.RowNumber).Take(ShownRejections)).ToListAsync(ct));

    static async Task<List<FeedItemAnswer>> ItemsAsync(string source, string code, int? after, int? take, ZhijianDb db, CancellationToken ct)
    {
        var batch = await FindAsync(db, source, code, ct);
        var from = after ?? 0;
        return await Answers(db.Set<FeedItem>().Where(i => i.BatchId == batch.Id && i.RowNumber > from).OrderBy(i => i.RowNumber).Take(Math.Clamp(take ?? MostItems, 1, MostItems))).ToListAsync(ct);
    }

    static IQueryable<FeedItemAnswer> Answers(IQueryable<FeedItem> items) => items.AsNoTracking()
        .Select(i => new FeedItemAnswer(i.RecordKey, i.Name, i.Outcome.ToString(), i.Rules, i.Message, i.Changes, i.EmployerId));
}
