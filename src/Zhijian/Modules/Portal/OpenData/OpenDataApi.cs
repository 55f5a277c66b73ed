using Zhijian.Modules.Oversight;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Ui.Security;

namespace Zhijian.Modules.Portal.OpenData;

/// <summary>A page of a data set.</summary>
/// <param name="Next">Address of the next page; null at the end.</param>
public sealed record OpenDataPage(string Set, string Title, string Licence, int Page, int Size, string? Next, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows);

/// <summary>Open data for everybody: csv streamed whole, json by pages, and what the columns mean.</summary>
static class OpenDataApi
{
    public const int MostPerPage = 1000, MostPages = 100_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/open-data").WithTags("开放数据").WithMetadata(new PublicCacheAttribute());
        group.MapGet("/dictionary.csv", DictionaryAsync).Public().WithSummary("数据字典（csv）");
        group.MapGet("/{set}.csv", CsvAsync).Public().WithSummary("一个数据集的全部内容（csv，UTF-8）");
        group.MapGet("/{set}.json", JsonAsync).Public().WithSummary("一个数据集的一页（json）").Produces<OpenDataPage>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status400BadRequest);
    }

    static async Task<IResult> JsonAsync(string set, OpenDataSets sets, HttpContext context, CancellationToken ct, int page = 1, int size = 100)
    {
        if (page is < 1 or > MostPages || size is < 1 or > MostPerPage) return Results.Problem($"page 从 1 起；size 为 1 至 {MostPerPage}。", statusCode: StatusCodes.Status400BadRequest);
        if ((await sets.LoadAsync(ct)).FirstOrDefault(s => s.Key == set) is not { } found) return Results.Problem("没有这个数据集。", statusCode: StatusCodes.Status404NotFound);
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        // One more tells whether there is a next page.
        await foreach (var row in found.Rows((page - 1) * size, size + 1).WithCancellation(ct))
            rows.Add(found.Columns.Zip(row).ToDictionary(c => c.First.Key, c => c.Second));
        var next = rows.Count > size ? $"/open-data/{set}.json?page={page + 1}&size={size}" : null;
        PublicCacheAttribute.Mark(context);
        return Results.Ok(new OpenDataPage(found.Key, found.Title, OpenDataSets.Licence, page, size, next, rows.Count > size ? rows[..size] : rows));
    }

    static async Task<IResult> CsvAsync(string set, OpenDataSets sets, HttpContext context, CancellationToken ct)
    {
        if ((await sets.LoadAsync(ct)).FirstOrDefault(s => s.Key == set) is not { } found) return Results.Problem("没有这个数据集。", statusCode: StatusCodes.Status404NotFound);
        return await SendAsync(context, $"{set}.csv", found.Export, found.Rows(0, int.MaxValue), ct);
    }

    static async Task<IResult> DictionaryAsync(OpenDataSets sets, HttpContext context, CancellationToken ct)
    {
        var all = await sets.LoadAsync(ct);
        return await SendAsync(context, "dictionary.csv", [new("set", "set"), new("column", "column"), new("title", "title"), new("type", "type"), new("about", "about")], Rows(all), ct);
    }

    static async IAsyncEnumerable<object?[]> Rows(IReadOnlyList<OpenDataSet> all)
    {
        foreach (var set in all)
            foreach (var column in set.Columns) yield return [set.Key, column.Key, column.Title, column.Type, column.About];
        foreach (var measure in Measures.All) yield return ["county-figures", $"measure={measure}", measure.Text(), "整数", measure.Unit()];
        await Task.CompletedTask;
    }

    static async Task<IResult> SendAsync(HttpContext context, string name, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken ct)
    {
        PublicCacheAttribute.Mark(context);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename={name}";
        context.Response.Headers["Link"] = "</portal/open-data>; rel=\"license\"";
        await CsvExport.WriteAsync(context.Response.Body, columns, rows, ct);
        return Results.Empty;
    }
}
