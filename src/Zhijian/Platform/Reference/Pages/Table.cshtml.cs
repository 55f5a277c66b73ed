using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Platform.Reference.Pages;

/// <summary>Any table of the library, in the version that the reader chooses.</summary>
[Public]
public class TableModel(ReferenceQueries queries, ReferenceDirectory directory, ZhijianDb db, IViewer viewer) : PageModel
{
    protected ReferenceQueries Queries => queries;
    protected ReferenceDirectory Directory => directory;
    protected ZhijianDb Db => db;

    public ReferenceTable Table { get; private set; } = null!;
    public VersionFace Current { get; private set; } = null!;
    public IReadOnlyList<VersionFace> Versions { get; private set; } = [];
    public ListPage List { get; private set; } = null!;
    public bool MayPropose => viewer.May(ReferenceDesk.MayPropose);

    public async Task<IActionResult> OnGetAsync(string key, ListRequest request, CancellationToken ct)
    {
        if (!await FindAsync(key, request, ct)) return NotFound();
        List = await Table.ListAsync(db, Current.Id, request, ct);
        await LoadMoreAsync(request, ct);
        return Page();
    }

    public async Task<IActionResult> OnGetExportAsync(string key, ListRequest request, CancellationToken ct)
    {
        if (!await FindAsync(key, request, ct)) return NotFound();
        var (columns, rows) = Table.Export(db, Current.Id, request, ct);
        Response.IsWorkbook($"{Table.Title}-{Current.Title}");
        await XlsxExport.WriteAsync(Response.Body, Table.Title, columns, rows, ct);
        return new EmptyResult();
    }

    protected virtual Task LoadMoreAsync(ListRequest request, CancellationToken ct) => Task.CompletedTask;

    async Task<bool> FindAsync(string key, ListRequest request, CancellationToken ct)
    {
        if (ReferenceTables.Find(key) is not { } table) return false;
        Table = table;
        if (request["version"] is { Length: > 0 } asked && !Guid.TryParse(asked, out _)) return false;
        Versions = (await directory.TimelineAsync(ct)).Of(key);
        try { Current = (await queries.HoldingAsync(table, Guid.TryParse(request["version"], out var id) ? id : null, request.Date("on"), ct)).Version; }
        catch (Exception e) when (e is NotFoundException or Refusal) { return false; }
        return true;
    }
}
