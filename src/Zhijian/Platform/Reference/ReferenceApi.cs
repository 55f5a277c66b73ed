using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

public sealed record ApiTable(string Key, string Title, string About, ApiVersion? Current, int Versions, IReadOnlyList<ApiColumn> Columns);
public sealed record ApiColumn(string Key, string Title);

/// <param name="ValidFrom">Null when no source names the day; then <paramref name="ValidFromText"/> says what is known.</param>
public sealed record ApiVersion(Guid Id, string Table, string Title, string Status, DateOnly? ValidFrom, string ValidFromText, DateOnly? ValidTo, string ValidToText, int Rows, string? Note, string? Sha256);
/// <param name="Certain">False when the day asked for lies where the change of versions is not dated.</param>
public sealed record ApiPage(ApiVersion Version, bool Certain, int Page, int Size, int Total, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows);
public sealed record ApiVersions(int Page, int Size, int Total, IReadOnlyList<ApiVersion> Versions);
public sealed record ApiFactor(IReadOnlyDictionary<string, object?> Factor, IReadOnlyList<ApiLimit> Limits, IReadOnlyList<IReadOnlyDictionary<string, object?>> BiologicalLimits, IReadOnlyList<DiseaseLink> Diseases);
public sealed record ApiLimits(string Factor, string Name, string? Cas, DateOnly On, bool Certain, IReadOnlyList<ApiLimit> Limits);
public sealed record ApiLimit(
    string EntryCode, string Name, string LimitType, string? Fraction, string? Condition, decimal? Value, string? ValueText, string? Unit, string? Notation, string? CriticalEffect,
    string Standard, string? Clause, string? EntryNo, string? Source, Confidence? Confidence, string ConfidenceText, string Version, DateOnly? ValidFrom, string ValidFromText, DateOnly? ValidTo, bool Certain);

/// <summary>The library for other systems, open to the public, cacheable by version.</summary>
static class ReferenceApi
{
    const string Tag = "标准库";
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/reference").WithTags(Tag);
        api.MapGet("/tables", TablesAsync).Public().WithSummary("标准库各表、现行版本和列").Produces<IReadOnlyList<ApiTable>>();
        api.MapGet("/versions", VersionsAsync).Public().WithSummary("各表的版本，可按 table 筛选").Produces<ApiVersions>().ProducesProblem(400);
        api.MapGet("/factors/{code}", FactorAsync).Public().WithSummary("一种职业病危害因素：各版本限值、生物限值、对应职业病").Produces<ApiFactor>().ProducesProblem(404);
        api.MapGet("/limits", LimitsAsync).Public().WithSummary("某因素（编码、CAS 号或名称）在某日的接触限值；不给 factor 时列出限值表").Produces<ApiLimits>().ProducesProblem(400).ProducesProblem(404);
        api.MapGet("/{table}", RowsAsync).Public().WithSummary("某表在某日有效版本的各行，可检索、分页").Produces<ApiPage>().ProducesProblem(400).ProducesProblem(404);
    }

    static async Task<IResult> TablesAsync(ReferenceDirectory directory, ReferenceQueries queries, HttpContext http, CancellationToken ct)
    {
        var timeline = await directory.TimelineAsync(ct);
        return Cached(http, string.Join('/', ReferenceTables.All.Select(t => timeline.Stamp(t.Key))) + queries.Today.DayNumber, ReferenceTables.All.Select(t => new ApiTable(
            t.Key, t.Title, t.About, timeline.Current(t.Key, queries.Today) is { } v ? Version(v) : null, timeline.Of(t.Key).Count,
            [.. t.Sheet.Columns.Select(c => new ApiColumn(char.ToLowerInvariant(c.Key[0]) + c.Key[1..], c.Title))])).ToList());
    }

    static Task<IResult> VersionsAsync(ReferenceQueries queries, HttpContext http, string? table, string? page, string? size, CancellationToken ct) => Answer(async () =>
    {
        if (table is not null) ReferenceTables.Get(table);
        var (number, count) = Paging(page, size);
        var versions = queries.Versions(table);
        var total = await versions.CountAsync(ct);
        var lines = await versions.OrderByDescending(v => v.CreatedAt).ThenByDescending(v => v.FromLatest).Skip((number - 1) * count).Take(count).ToListAsync(ct);
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Json(new ApiVersions(number, count, total, [.. lines.Select(Version)]), Json);
    });

    static Task<IResult> FactorAsync(FactorCards cards, ReferenceDirectory directory, HttpContext http, string code, CancellationToken ct) => Answer(async () =>
    {
        if (code.Length > 20 || await cards.CardAsync(code, ct) is not { } card) throw new NotFoundException();
        var timeline = await directory.TimelineAsync(ct);
        var limits = card.Editions.SelectMany((edition, at) => card.Lines.Where(l => l.Cells[at] is not null).SelectMany(l => edition.Versions.Select(v => Limit(l.Cells[at]!, v, v.ValidFrom is not null)))).ToList();
        return Cached(http, string.Join('/', ReferenceTables.All.Select(t => timeline.Stamp(t.Key))) + code, new ApiFactor(ReferenceTables.Factors.Json(card.Factor), limits,
            [.. card.BiologicalLimits.Select(ReferenceTables.BiologicalLimits.Json)], card.Diseases));
    });

    static Task<IResult> LimitsAsync(ReferenceDirectory directory, ReferenceQueries queries, HttpContext http, string? factor, string? on, string? q, string? page, string? size, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(factor)) return RowsAsync(queries, http, ReferenceTables.Limits.Key, q, on, page, size, ct);
        return Answer(async () =>
        {
            if (factor.Length > 100) throw new Refusal("因素最长 100 个字。", "factor");
            var day = Day(on) ?? queries.Today;
            var found = await directory.LimitsAsync(factor, day, ct) ?? throw new NotFoundException();
            var timeline = await directory.TimelineAsync(ct);
            return Cached(http, $"{timeline.Stamp(ReferenceTables.Limits.Key)}/{timeline.Stamp(ReferenceTables.PhysicalLimits.Key)}/{timeline.Stamp(ReferenceTables.Factors.Key)}/{factor}/{day}",
                new ApiLimits(found.Factor.Code, found.Factor.Name, found.Factor.Cas, day, found.IsCertain, [.. found.Limits.Select(l => Limit(l.Limit, l.Version, l.IsCertain))]));
        });
    }

    static Task<IResult> RowsAsync(ReferenceQueries queries, HttpContext http, string table, string? q, string? on, string? page, string? size, CancellationToken ct) => Answer(async () =>
    {
        var of = ReferenceTables.Get(table);
        var (number, count) = Paging(page, size);
        var rows = await queries.PageAsync(of, null, Day(on), SearchWord.Of(q), number, count, ct);
        return Cached(http, $"{rows.Version.Sha256}/{rows.Version.ToLatest}/{q}/{number}/{count}/{rows.IsCertain}",
            new ApiPage(Version(rows.Version), rows.IsCertain, number, count, rows.Total, [.. rows.Rows.Select(of.Json)]));
    });

    /// <summary>The data of a version never change, so its hash and the question name the answer.</summary>
    static IResult Cached<T>(HttpContext http, string stamp, T answer)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stamp)))[..32]}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        http.Response.Headers.CacheControl = "public, max-age=60, must-revalidate";
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Json(answer, Json);
    }

    static async Task<IResult> Answer(Func<Task<IResult>> work)
    {
        try { return await work(); }
        catch (Refusal e) { return Problem(StatusCodes.Status400BadRequest, "请求参数有误", e.Message, e.Field); }
        catch (NotFoundException) { return Problem(StatusCodes.Status404NotFound, "没有找到", "标准库中没有这一项。", null); }
    }

    static IResult Problem(int status, string title, string detail, string? field)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail };
        if (field is not null) problem.Extensions["field"] = field;
        return Results.Json(problem, Json, "application/problem+json", status);
    }

    internal static DateOnly? Day(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new Refusal("日期应写作 2021-05-01 的样式。", "on");

    internal static (int Page, int Size) Paging(string? page, string? size) =>
        (Number(page, 1, ReferenceQueries.MostPages, "page"), Number(size, 50, ReferenceQueries.MostRows, "size"));

    static int Number(string? text, int usual, int most, string field) =>
        string.IsNullOrWhiteSpace(text) ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
        : throw new Refusal($"{field} 应为 1 至 {most} 的整数。", field);

    static ApiVersion Version(VersionFace v) => new(v.Id, v.TableKey, v.Title, "approved", v.ValidFrom, v.FromText, v.ValidTo, v.ToText, v.RowCount, v.Note, v.Sha256);

    static ApiVersion Version(VersionLine v) => new(v.Id, v.TableKey, v.Title, JsonNamingPolicy.CamelCase.ConvertName(v.Status.ToString()),
        v.FromEarliest == v.FromLatest ? v.FromEarliest : null, v.FromText, v.ToEarliest == v.ToLatest ? v.ToEarliest : null, v.ToText, v.RowCount, v.Note, v.ContentSha256);

    static ApiLimit Limit(ExposureLimit r, VersionFace v, bool certain) => new(
        r.EntryCode!, r.Name!, r.LimitType!, r.Fraction, r.Condition, r.Value, r.ValueText, r.Unit, r.Notation, r.CriticalEffect, r.Standard!, r.Clause, r.EntryNo, r.Source,
        r.Confidence, r.HasValue ? r.Confidence?.Word() ?? "" : Confidences.NoValue, v.Title, v.ValidFrom, v.FromText, v.ValidTo, certain);
}
