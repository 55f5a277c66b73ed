using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Exchange.Signing;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;

namespace Zhijian.Modules.Exchange.Out;

/// <summary>A resource as its reader sees it in the catalogue.</summary>
/// <param name="Granted">Fields that the calling partner gets; null: it has no subscription that holds today.</param>
public sealed record CatalogueAnswer(CatalogueEntry Entry, IReadOnlyList<SharedField>? Fields, IReadOnlyList<string>? Granted);

/// <summary>What partners read: the catalogue, changes since a cursor, and whole files.</summary>
static class OutApi
{
    static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/exchange").WithTags("数据共享").AddEndpointFilter<PartnerGate>();
        api.MapGet("/catalogue", CatalogueAsync).Requires(ExchangeModule.Receive).Produces<IReadOnlyList<CatalogueAnswer>>().WithSummary("资源目录，以及本系统获准的信息项");
        api.MapGet("/resources/{code}/changes", ChangesAsync).Requires(ExchangeModule.Receive).Produces<FeedPage>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429)
            .WithSummary("增量读取：cursor 留空从头读取全部，以后只给变化；deleted 的记录应删去");
        api.MapGet("/resources/{code}/bulk", BulkAsync).Requires(ExchangeModule.Receive).Produces<string>(contentType: "application/x-ndjson").ProducesProblem(403).ProducesProblem(404).ProducesProblem(422)
            .WithSummary("整表文件：format 为 csv、xlsx 或 jsonl");
    }

    static async Task<IReadOnlyList<CatalogueAnswer>> CatalogueAsync(HttpContext http, CatalogueBook book, ZhijianDb db, TimeProvider clock, CancellationToken ct)
    {
        var (partner, today) = (PartnerOf(http), ChinaTime.DateOf(clock.GetUtcNow()));
        var held = await db.Set<Subscription>().AsNoTracking().Where(s => s.PartnerId == partner.Id && s.State == SubscriptionState.Approved && s.Until >= today).ToDictionaryAsync(s => s.Resource, ct);
        return [.. book.All.Select(e => new CatalogueAnswer(e, SharedResources.Find(e.Code)?.Fields, held.GetValueOrDefault(e.Code)?.Fields.Split(' ')))];
    }

    static async Task<IResult> ChangesAsync(string code, string? cursor, int? take, HttpContext http, OutFeed feed, PartnerBook book, ZhijianDb db, TimeProvider clock, CancellationToken ct)
    {
        if (SharedResources.Find(code) is not { } resource) throw new NotFoundException();
        var partner = PartnerOf(http);
        if (await HeldAsync(db, partner, code, clock, ct) is not { } subscription) return await RefuseAsync(book, partner, CallKind.Changes, code, ct);
        var page = await feed.PageAsync(resource, subscription, cursor, Math.Clamp(take ?? OutFeed.UsualRows, 1, OutFeed.MostRows), ct);
        // Asking in vain every minute would bury what happened.
        if (page.Items.Count > 0) await book.NoteAsync(partner, CallKind.Changes, code, true, page.Items.Count, null, null, ct);
        return Results.Json(page, Lines);
    }

    static async Task<IResult> BulkAsync(string code, string? format, HttpContext http, OutFeed feed, PartnerBook book, ZhijianDb db, TimeProvider clock, CancellationToken ct)
    {
        if (SharedResources.Find(code) is not { } resource) throw new NotFoundException();
        var partner = PartnerOf(http);
        if (await HeldAsync(db, partner, code, clock, ct) is not { } subscription) return await RefuseAsync(book, partner, CallKind.Bulk, code, ct);
        IReadOnlyList<ExportColumn> columns = [new("key", "key"), new("version", "version"), .. OutFeed.Given(resource, subscription).Select(g => new ExportColumn(g.Field.Key, g.Field.Key))];
        if ((format ?? "jsonl") is not ("csv" or "xlsx" or "jsonl")) throw new Refusal("format 应为 csv、xlsx 或 jsonl。", "format");
        await book.NoteAsync(partner, CallKind.Bulk, code, true, 0, format ?? "jsonl", null, ct);
        var (kind, rows, body) = (format ?? "jsonl", feed.RowsAsync(resource, subscription, ct), http.Response);
        body.Headers.ContentDisposition = $"attachment; filename={code}.{kind}";
        body.ContentType = kind switch { "csv" => "text/csv; charset=utf-8", "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ => "application/x-ndjson" };
        if (kind == "csv") await CsvExport.WriteAsync(body.Body, columns, rows, ct);
        else if (kind == "xlsx") await XlsxExport.WriteAsync(body.Body, code, columns, rows, ct);
        else await JsonLinesAsync(body.Body, columns, rows, ct);
        return Results.Empty;
    }

    static async Task JsonLinesAsync(Stream output, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken ct)
    {
        await foreach (var row in rows.WithCancellation(ct))
        {
            await JsonSerializer.SerializeAsync(output, columns.Zip(row).ToDictionary(c => c.First.Key, c => c.Second), Lines, ct);
            await output.WriteAsync("\n"u8.ToArray(), ct);
        }
    }

    static async Task<Subscription?> HeldAsync(ZhijianDb db, Partner partner, string code, TimeProvider clock, CancellationToken ct)
    {
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        return await db.Set<Subscription>().AsNoTracking().SingleOrDefaultAsync(s => s.PartnerId == partner.Id && s.Resource == code && s.State == SubscriptionState.Approved && s.Until >= today, ct);
    }

    static async Task<IResult> RefuseAsync(PartnerBook book, Partner partner, CallKind kind, string code, CancellationToken ct)
    {
        await book.NoteAsync(partner, kind, code, false, 0, null, "没有获准的共享", ct);
        return PartnerGate.Say(StatusCodes.Status403Forbidden, "没有获准共享这项资源，或期限已过。请由资源所有方登记、审批后再读取。");
    }

    internal static Partner PartnerOf(HttpContext http) => (Partner)http.Items[PartnerGate.Key]!;
}
