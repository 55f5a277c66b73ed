using Microsoft.AspNetCore.Html;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Ui.Lists;

/// <summary>How a column looks and behaves; its value serves the cell, the order and the export.</summary>
public sealed class ListColumn<TRow>
{
    private readonly Func<TRow, object?> value;
    private readonly Func<IQueryable<TRow>, bool, IOrderedQueryable<TRow>>? order;
    private Func<TRow, IHtmlContent>? cell;
    private Func<TRow, string?>? link;
    private Func<TRow, object?>? said;

    internal ListColumn(string key, string title, Func<TRow, object?> value, Func<IQueryable<TRow>, bool, IOrderedQueryable<TRow>>? order)
    {
        (Key, Title, this.value, this.order) = (key, title, value, order);
    }

    public string Key { get; }
    public string Title { get; }
    internal bool IsSortable { get; private set; }
    internal bool IsHidden { get; private set; }
    internal string? Css { get; private set; }

    /// <summary>Lets the user order by this column. Only where an index serves it.</summary>
    public ListColumn<TRow> Sortable()
    {
        IsSortable = order is not null ? true : throw new InvalidOperationException($"列“{Title}”没有可排序的表达式。");
        return this;
    }

    /// <summary>Shown only when the user chooses it.</summary>
    public ListColumn<TRow> Hidden()
    {
        IsHidden = true;
        return this;
    }

    /// <summary>Numbers stand right in tabular figures.</summary>
    public ListColumn<TRow> AlignEnd() => Style("z-end");

    public ListColumn<TRow> NoWrap() => Style("z-nowrap");

    /// <summary>Long text gets at least this room.</summary>
    public ListColumn<TRow> Wide() => Style("z-wide");

    /// <summary>The cell leads to a page.</summary>
    public ListColumn<TRow> Link(Func<TRow, string?> path)
    {
        link = path;
        return this;
    }

    /// <summary>Draws the cell with pieces of the kit instead of plain text.</summary>
    public ListColumn<TRow> Cell(Func<TRow, IHtmlContent> draw)
    {
        cell = draw;
        return this;
    }

    /// <summary>What the cell and the export say, where the value that orders the column is a code or something to reckon with.</summary>
    public ListColumn<TRow> Say(Func<TRow, object?> words)
    {
        said = words;
        return this;
    }

    internal object? Value(TRow row) => (said ?? value)(row);

    internal IOrderedQueryable<TRow> Order(IQueryable<TRow> rows, bool descending) => order!(rows, descending);

    internal IHtmlContent Draw(TRow row)
    {
        var content = cell?.Invoke(row) ?? Markup.Text(Display.Text(Value(row)));
        return link?.Invoke(row) is { } path ? Markup.Of($"<a href=\"{path}\">{content}</a>") : content;
    }

    private ListColumn<TRow> Style(string css)
    {
        Css = Css is null ? css : $"{Css} {css}";
        return this;
    }
}
