using System.Linq.Expressions;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Platform.Ui.Lists;

public enum FilterKind { Search, Text, Select, Dates, Flag, Pick }

/// <summary>One field of the filter bar.</summary>
/// <param name="Picker">Kind of the picker, for <see cref="FilterKind.Pick"/>.</param>
public sealed record ListFilter(FilterKind Kind, string Key, string Title, IReadOnlyList<Option> Options, string? Picker = null)
{
    public string FromKey => Key + ".from";
    public string ToKey => Key + ".to";

    /// <summary>Names of its fields in the address.</summary>
    public IReadOnlyList<string> Keys => Kind is FilterKind.Dates ? [FromKey, ToKey] : [Key];
}

internal static class DateRange
{
    /// <summary>Rows whose date lies between two days, both included; the bounds go to the database as parameters.</summary>
    public static IQueryable<TRow> Between<TRow>(IQueryable<TRow> rows, Expression<Func<TRow, DateOnly?>> date, DateOnly? from, DateOnly? to)
    {
        if (from is not null)
            rows = rows.Where(Compare(date, Expression.GreaterThanOrEqual, () => from));
        if (to is not null)
            rows = rows.Where(Compare(date, Expression.LessThanOrEqual, () => to));
        return rows;
    }

    private static Expression<Func<TRow, bool>> Compare<TRow>(
        Expression<Func<TRow, DateOnly?>> date,
        Func<Expression, Expression, BinaryExpression> compare,
        Expression<Func<DateOnly?>> bound) =>
        Expression.Lambda<Func<TRow, bool>>(compare(date.Body, bound.Body), date.Parameters);
}
