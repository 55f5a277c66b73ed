using Microsoft.AspNetCore.Html;

namespace Zhijian.Platform.Ui.Lists;

/// <param name="AriaSort">"ascending", "descending" or null.</param>
public sealed record ListHead(string Key, string Title, string? Css, bool IsSortable, bool IsVisible, string? AriaSort)
{
    /// <summary>What a click on the head asks for.</summary>
    public string SortQuery(ListRequest request) =>
        request.With(("sort", Key), ("dir", AriaSort == "ascending" ? "desc" : null), ("page", null));
}

public sealed record ListRow(string? Key, IReadOnlyList<IHtmlContent> Cells);

/// <summary>A page of a list, ready to be shown by the partial _DataTable.</summary>
public abstract class ListPage
{
    public abstract string Name { get; }
    public abstract string Title { get; }
    public abstract bool CanExport { get; }
    public abstract IReadOnlyList<ListHead> Heads { get; }
    public abstract IReadOnlyList<ListFilter> Filters { get; }
    public abstract IReadOnlyList<BulkAction> BulkActions { get; }
    public abstract IEnumerable<ListRow> Rows { get; }
    public required ListRequest Request { get; init; }

    /// <summary>How many rows were found; the end of counting when <see cref="TotalIsCapped"/>.</summary>
    public required int Total { get; init; }
    public required bool TotalIsCapped { get; init; }
    public required int Number { get; init; }
    public required bool HasNext { get; init; }

    /// <summary>What to do when there is nothing yet, shown in place of the rows.</summary>
    public string EmptyText { get; set; } = "还没有记录。";

    public string ElementId => "list-" + Name;
    public bool IsFiltered => Filters.SelectMany(filter => filter.Keys).Any(key => Request[key] is not null);
    public int LastPage => Math.Max(1, (Total + Request.Size - 1) / Request.Size);

    /// <summary>Numbers of the pager around the present page; 0 stands for a gap.</summary>
    public IEnumerable<int> PageNumbers()
    {
        var last = TotalIsCapped ? Number : LastPage;
        var shown = new SortedSet<int> { 1, last };
        for (var page = Number - 2; page <= Number + 2; page++)
            if (page >= 1 && page <= last)
                shown.Add(page);

        var before = 0;
        foreach (var page in shown)
        {
            if (page > before + 1)
                yield return 0;
            yield return before = page;
        }
    }
}

public sealed class ListPage<TRow> : ListPage
{
    private readonly ListDefinition<TRow> definition;
    private readonly ListColumn<TRow>[] visible;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal ListPage(ListDefinition<TRow> definition, ListRequest request, IReadOnlyList<TRow> items)
    {
        (this.definition, Request, Items) = (definition, request, items);
        visible = definition.Visible(request);
    }

    public IReadOnlyList<TRow> Items { get; }
    public override string Name => definition.Name;
    public override string Title => definition.Title;
    public override bool CanExport => definition.CanExport;
    public override IReadOnlyList<ListFilter> Filters => definition.Filters;
    public override IReadOnlyList<BulkAction> BulkActions => definition.BulkActions;

    public override IReadOnlyList<ListHead> Heads
    {
        get
        {
            var order = definition.OrderOf(Request);
            return
            [
                .. definition.Columns.Select(column => new ListHead(column.Key, column.Title, column.Css, column.IsSortable, visible.Contains(column),
                    order?.Column != column.Key ? null : order.Value.Descending ? "descending" : "ascending")),
            ];
        }
    }

    public override IEnumerable<ListRow> Rows =>
        Items.Select(row => new ListRow(definition.KeyOf(row), [.. visible.Select(column => column.Draw(row))]));
}
