using System.Linq.Expressions;
using Zhijian.Platform.Exports;

namespace Zhijian.Platform.Imports;

public enum SheetColumnKind { Text, Code, Date, Decimal, Integer, Choice }

/// <summary>What pages and templates know of a column.</summary>
public interface ISheetColumn
{
    /// <summary>Stable key: the name of the property.</summary>
    string Key { get; }
    string Title { get; }
    SheetColumnKind Kind { get; }
    bool IsRequired { get; }
    /// <summary>Other headings by which offices know the same column.</summary>
    IReadOnlyList<string> Aliases { get; }
    IReadOnlyList<string> Choices { get; }
    /// <summary>Longest text, in characters; null: Excel's own limit.</summary>
    int? MaxLength { get; }
    string? Hint { get; }
    /// <summary>The rule of law behind the column, one line.</summary>
    string? Law { get; }
    string? Example { get; }
    double? Width { get; }
}

/// <summary>A column of a sheet whose rows are <typeparamref name="TRow"/>.</summary>
public abstract class SheetColumn<TRow> : ISheetColumn
{
    public abstract string Key { get; }
    public abstract string Title { get; }
    public abstract SheetColumnKind Kind { get; }
    public bool IsRequired { get; private protected set; }
    public IReadOnlyList<string> Aliases { get; private protected set; } = [];
    public IReadOnlyList<string> Choices { get; internal set; } = [];
    public int? MaxLength { get; private protected set; }
    public string? Hint { get; private protected set; }
    public string? Law { get; private protected set; }
    public string? Example { get; private protected set; }
    public double? Width { get; private protected set; }

    /// <summary>Reads the cell into the row.</summary>
    /// <returns>Null, or what is wrong.</returns>
    internal abstract string? Read(RawCell cell, TRow row);

    /// <summary>The value to write into an export.</summary>
    internal abstract object? Write(TRow row);
}

/// <summary>A column with the type of its property. Its methods say more about it and return it.</summary>
public sealed class SheetColumn<TRow, T> : SheetColumn<TRow>
{
    private readonly Func<TRow, T?> _get;
    private readonly Action<TRow, T?> _set;
    private readonly Func<RawCell, Parsed<T>> _parse;
    private readonly Func<T, object?> _format;
    private Func<T, string?>? _check;

    internal SheetColumn(string title, SheetColumnKind kind, Expression<Func<TRow, T?>> property,
        Func<RawCell, Parsed<T>> parse, Func<T, object?>? format = null)
    {
        var member = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : property.Body;
        if (member is not MemberExpression { Member: System.Reflection.PropertyInfo { CanWrite: true } info } target)
            throw new ArgumentException("A column needs a property that can be written: r => r.Name.", nameof(property));
        var value = Expression.Parameter(typeof(T), "value");
        _get = property.Compile();
        _set = Expression.Lambda<Action<TRow, T?>>(Expression.Assign(target, Expression.Convert(value, info.PropertyType)), property.Parameters[0], value).Compile();
        (Key, Title, Kind, _parse, _format) = (info.Name, title, kind, parse, format ?? (v => v));
    }

    public override string Key { get; }
    public override string Title { get; }
    public override SheetColumnKind Kind { get; }

    public SheetColumn<TRow, T> Required() { IsRequired = true; return this; }
    public SheetColumn<TRow, T> WithMaxLength(int characters) { MaxLength = characters; return this; }
    public SheetColumn<TRow, T> Alias(params string[] headings) { Aliases = [.. Aliases, .. headings]; return this; }
    public SheetColumn<TRow, T> WithExample(string asTyped) { Example = asTyped; return this; }
    public SheetColumn<TRow, T> WithHint(string hint) { Hint = hint; return this; }
    public SheetColumn<TRow, T> WithLaw(string law) { Law = law; return this; }

    /// <param name="characters">As Excel counts them; a Chinese character is about two.</param>
    public SheetColumn<TRow, T> WithWidth(double characters) { Width = characters; return this; }

    /// <summary>A further condition on the value: null when it holds, otherwise what is wrong. Several are asked in order.</summary>
    public SheetColumn<TRow, T> Check(Func<T, string?> check)
    {
        var before = _check;
        _check = before is null ? check : value => before(value) ?? check(value);
        return this;
    }

    internal override string? Read(RawCell cell, TRow row)
    {
        switch (cell.Kind)
        {
            case RawCellKind.Error: return $"单元格是错误值 {cell.Text}";
            case RawCellKind.NoResult: return "公式没有计算结果，请在 Excel 中打开、保存后重新上传";
            case RawCellKind.TooLong: return $"超过 {MaxLength ?? SheetXml.MaxText} 个字";
        }
        if (cell.IsBlank || (Kind is not (SheetColumnKind.Text or SheetColumnKind.Choice) && CellReading.MeansNothing(cell.Display)))
            return IsRequired ? "不能为空" : null;
        var parsed = _parse(cell);
        if (parsed.Problem is { } problem) return problem;
        if (MaxLength is { } max && parsed.Value is string text && text.Length > max) return $"超过 {max} 个字（现有 {text.Length} 个）";
        if (_check?.Invoke(parsed.Value!) is { } wrong) return wrong;
        _set(row, parsed.Value);
        return null;
    }

    internal override object? Write(TRow row) => _get(row) is { } value ? _format(value) : null;
}
