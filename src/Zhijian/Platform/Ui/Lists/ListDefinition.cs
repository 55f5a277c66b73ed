using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Platform.Ui.Lists;

/// <summary>An action on the selected rows: a handler of the page that receives their keys as "ids".</summary>
public sealed record BulkAction(string Handler, string Title, string Icon, string? Permission = null, string? Confirm = null);

/// <summary>
/// A list, described once: the same columns and filters serve the page, the choice of columns, the order and the export.
/// Keep it in a static field; it holds no state of a request.
/// </summary>
/// <param name="name">Name of the list in the page's markup, latin letters and dashes.</param>
/// <param name="title">Caption of the table and name of the exported sheet.</param>
public sealed class ListDefinition<TRow>(string name, string title)
{
    private readonly List<ListColumn<TRow>> columns = [];
    private readonly List<(ListFilter Filter, Func<IQueryable<TRow>, ListRequest, IQueryable<TRow>> Apply)> filters = [];
    private readonly List<BulkAction> bulkActions = [];
    private Func<TRow, object?>? key;
    private Func<IOrderedQueryable<TRow>, IOrderedQueryable<TRow>> breakTies = rows => rows;
    private (string Column, bool Descending)? usualOrder;
    private int? countLimit;

    public string Name => name;
    public string Title => title;
    public bool CanExport { get; private set; } = true;

    /// <summary>Identifies a row: for the selection and as the last word of every order, so that pages never overlap.</summary>
    public ListDefinition<TRow> Key<TKey>(Expression<Func<TRow, TKey>> expression)
    {
        var compiled = expression.Compile();
        key = row => compiled(row);
        breakTies = rows => rows.ThenBy(expression);
        return this;
    }

    public ListDefinition<TRow> Column<TValue>(string key, string title, Expression<Func<TRow, TValue>> value, Action<ListColumn<TRow>>? more = null)
    {
        var compiled = value.Compile();
        var column = new ListColumn<TRow>(key, title, row => compiled(row),
            (rows, descending) => descending ? rows.OrderByDescending(value) : rows.OrderBy(value));
        more?.Invoke(column);
        columns.Add(column);
        return this;
    }

    /// <summary>A column that is worked out after the row was read, so nothing can be ordered by it.</summary>
    public ListDefinition<TRow> Computed(string key, string title, Func<TRow, object?> value, Action<ListColumn<TRow>>? more = null)
    {
        var column = new ListColumn<TRow>(key, title, value, order: null);
        more?.Invoke(column);
        columns.Add(column);
        return this;
    }

    /// <summary>The search box of the list.</summary>
    public ListDefinition<TRow> Search(string hint, Func<IQueryable<TRow>, string, IQueryable<TRow>> where) =>
        Filter(new ListFilter(FilterKind.Search, "q", hint, []), where);

    public ListDefinition<TRow> Text(string key, string title, Func<IQueryable<TRow>, string, IQueryable<TRow>> where) =>
        Filter(new ListFilter(FilterKind.Text, key, title, []), where);

    public ListDefinition<TRow> Select(string key, string title, IReadOnlyList<Option> options, Func<IQueryable<TRow>, string, IQueryable<TRow>> where) =>
        Filter(new ListFilter(FilterKind.Select, key, title, options),
            (rows, value) => options.Any(option => option.Value == value) ? where(rows, value) : rows);

    public ListDefinition<TRow> Flag(string key, string title, Func<IQueryable<TRow>, IQueryable<TRow>> where) =>
        Filter(new ListFilter(FilterKind.Flag, key, title, []), (rows, _) => where(rows));

    public ListDefinition<TRow> Pick(string key, string title, string picker, Func<IQueryable<TRow>, string, IQueryable<TRow>> where) =>
        Filter(new ListFilter(FilterKind.Pick, key, title, [], picker), where);

    public ListDefinition<TRow> Dates(string key, string title, Expression<Func<TRow, DateOnly?>> date)
    {
        var filter = new ListFilter(FilterKind.Dates, key, title, []);
        filters.Add((filter, (rows, request) => DateRange.Between(rows, date, request.Date(filter.FromKey), request.Date(filter.ToKey))));
        return this;
    }

    public ListDefinition<TRow> OrderBy(string column, bool descending = false)
    {
        usualOrder = (column, descending);
        return this;
    }

    /// <summary>An action on the selected rows; the definition needs a <see cref="Key"/>.</summary>
    public ListDefinition<TRow> Bulk(BulkAction action)
    {
        bulkActions.Add(action);
        return this;
    }

    /// <summary>Stops counting here on very large tables; the page then says "more than".</summary>
    public ListDefinition<TRow> CountUpTo(int limit)
    {
        countLimit = limit;
        return this;
    }

    public ListDefinition<TRow> NoExport()
    {
        CanExport = false;
        return this;
    }

    /// <summary>The rows that the request asks for, in its order, of all pages.</summary>
    public IQueryable<TRow> Apply(IQueryable<TRow> rows, ListRequest request) => Order(Where(rows, request), request);

    /// <summary>One page: a count and a page, both in SQL.</summary>
    public Task<ListPage<TRow>> LoadAsync(IQueryable<TRow> rows, ListRequest request, CancellationToken ct) => LoadAsync(rows, request, surelyMany: false, ct);

    /// <param name="surelyMany">Known beforehand, for instance from an index: there are more rows than are counted.</param>
    public async Task<ListPage<TRow>> LoadAsync(IQueryable<TRow> rows, ListRequest request, bool surelyMany, CancellationToken ct)
    {
        var found = Where(rows, request);
        var total = await CountAsync(found, surelyMany, ct);
        var capped = countLimit < total;
        var lastPage = Math.Max(1, (total + request.Size - 1) / request.Size);
        var page = capped ? request.Page : Math.Min(request.Page, lastPage);

        // One row more than shown tells whether there is a next page, also behind the end of counting.
        var query = Order(found, request).Skip((int)Math.Min(int.MaxValue, (page - 1L) * request.Size)).Take(request.Size + 1);
        var items = query.Provider is IAsyncQueryProvider ? await query.ToListAsync(ct) : query.ToList();
        return new ListPage<TRow>(this, request, [.. items.Take(request.Size)])
        {
            Total = capped ? countLimit!.Value : total,
            TotalIsCapped = capped,
            Number = page,
            HasNext = items.Count > request.Size,
        };
    }

    async Task<int> CountAsync(IQueryable<TRow> found, bool surelyMany, CancellationToken ct)
    {
        if (surelyMany && countLimit is { } known) return known + 1;
        var counted = countLimit is { } limit ? found.Take(limit + 1) : found;
        return counted.Provider is IAsyncQueryProvider ? await counted.CountAsync(ct) : counted.Count();
    }

    public IReadOnlyList<ExportColumn> ExportColumns(ListRequest request) =>
        [.. Visible(request).Select(column => new ExportColumn(column.Key, column.Title))];

    public object?[] ExportRow(TRow row, ListRequest request) => [.. Visible(request).Select(column => column.Value(row))];

    /// <summary>Everything that is filtered, streamed from the database in the order of the page.</summary>
    public async IAsyncEnumerable<object?[]> ExportRows(IQueryable<TRow> rows, ListRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var visible = Visible(request);
        await foreach (var row in Apply(rows, request).AsAsyncEnumerable().WithCancellation(ct))
            yield return Array.ConvertAll(visible, column => column.Value(row));
    }

    internal IReadOnlyList<ListColumn<TRow>> Columns => columns;
    internal IReadOnlyList<BulkAction> BulkActions => bulkActions;
    internal IReadOnlyList<ListFilter> Filters => [.. filters.Select(entry => entry.Filter)];

    internal string? KeyOf(TRow row) => key is null ? null : Display.Text(key(row));

    internal ListColumn<TRow>[] Visible(ListRequest request)
    {
        var chosen = columns.Where(column => request.Columns.Contains(column.Key)).ToArray();
        return chosen.Length > 0 ? chosen : [.. columns.Where(column => !column.IsHidden)];
    }

    /// <summary>The order in force: what the request asks if it may, else the usual one.</summary>
    internal (string Column, bool Descending)? OrderOf(ListRequest request) =>
        columns.Any(column => column.IsSortable && column.Key == request.Sort) ? (request.Sort!, request.Descending) : usualOrder;

    /// <summary>Whether the request asks for no other order than the usual one.</summary>
    public bool IsUsualOrder(ListRequest request) => OrderOf(request) == usualOrder;

    /// <summary>The rows that the filters of the request let through.</summary>
    public IQueryable<TRow> Where(IQueryable<TRow> rows, ListRequest request) =>
        filters.Aggregate(rows, (found, entry) => entry.Apply(found, request));

    private IQueryable<TRow> Order(IQueryable<TRow> rows, ListRequest request) =>
        OrderOf(request) is var (sort, descending) ? breakTies(columns.Single(column => column.Key == sort).Order(rows, descending)) : rows;

    private ListDefinition<TRow> Filter(ListFilter filter, Func<IQueryable<TRow>, string, IQueryable<TRow>> where)
    {
        if (ListRequest.Reserved.Contains(filter.Key)) throw new ArgumentException($"The key {filter.Key} belongs to the list itself.", nameof(filter));
        filters.Add((filter, (rows, request) => request[filter.Key] is { } value ? where(rows, value) : rows));
        return this;
    }
}
