using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Reference.Pages;

/// <summary>Industries and divisions, level beside level, with the list of all below.</summary>
[Public]
public sealed class TreeModel(ReferenceQueries queries, ReferenceDirectory directory, ZhijianDb db, IViewer viewer) : TableModel(queries, directory, db, viewer)
{
    public sealed record Node(string Code, string Name, string? Mark);
    public sealed record Column(string Title, IReadOnlyList<Node> Nodes, string? Chosen);

    const string City = "410100";

    public IReadOnlyList<Column> Columns { get; private set; } = [];
    public IReadOnlyList<MapValue> MapValues { get; private set; } = [];
    public string Suffix { get; private set; } = "";

    protected override async Task LoadMoreAsync(ListRequest request, CancellationToken ct)
    {
        var industries = Table == ReferenceTables.Industries;
        var nodes = industries
            ? ReferenceTables.Industries.Rows(Db, Current.Id).Select(r => new { Code = r.Code!, r.ParentCode, Name = r.Name!, Zone = false, r.Ordinal })
            : ReferenceTables.Divisions.Rows(Db, Current.Id).Select(r => new { Code = r.Code!, r.ParentCode, Name = r.Name!, Zone = r.FunctionalZone == true, r.Ordinal });
        string[] titles = industries ? ["门类", "大类", "中类", "小类"] : ["省", "市", "县（市、区）", "乡镇（街道）"];
        if (request["version"] is { } version) Suffix = "&version=" + version;

        // From the chosen node up to its root, then the children of each on the way: five small indexed questions at most.
        var path = new List<string>();
        for (var at = request["at"] is { Length: <= 12 } asked ? asked : industries ? null : City; at is not null && path.Count < titles.Length;)
        {
            var code = at;
            if (await nodes.Where(n => n.Code == code).Select(n => new { n.ParentCode }).FirstOrDefaultAsync(ct) is not { } found) break;
            path.Insert(0, code);
            at = found.ParentCode;
        }
        var columns = new List<Column>();
        for (var level = 0; level < titles.Length && level <= path.Count; level++)
        {
            var parent = level == 0 ? null : path[level - 1];
            var children = await nodes.Where(n => n.ParentCode == parent).OrderBy(n => n.Ordinal).ToListAsync(ct);
            if (children.Count > 0) columns.Add(new(titles[level], [.. children.Select(n => new Node(n.Code, n.Name, n.Zone ? "功能区" : null))], path.ElementAtOrDefault(level)));
        }
        Columns = columns;
        if (!industries && path.Contains(City)) MapValues = await MapAsync(ct);
    }

    async Task<IReadOnlyList<MapValue>> MapAsync(CancellationToken ct)
    {
        var rows = ReferenceTables.Divisions.Rows(Db, Current.Id);
        var counties = await rows.Where(r => r.ParentCode == City && r.FunctionalZone != true).OrderBy(r => r.Ordinal)
            .Select(r => new { r.Code, r.Name, Count = rows.Count(t => t.ParentCode == r.Code) }).ToListAsync(ct);
        return [.. counties.Select(c => new MapValue(c.Code!, c.Name!, c.Count, $"/reference/divisions?at={c.Code}"))];
    }
}
