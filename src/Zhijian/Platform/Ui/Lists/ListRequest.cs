using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.Extensions.Primitives;

namespace Zhijian.Platform.Ui.Lists;

/// <summary>
/// What the user asked of a list, as it stands in the address: q, the filters by their keys, sort, dir, page, size, cols.
/// Bind it as a parameter of the page handler.
/// </summary>
[ModelBinder(typeof(Binder)), ValidateNever]
public sealed class ListRequest
{
    public static readonly IReadOnlyList<int> Sizes = [20, 50, 100, 200];

    /// <summary>Keys that say how a list is shown; no filter may bear them.</summary>
    internal static readonly IReadOnlySet<string> Reserved = new HashSet<string> { "page", "size", "sort", "dir", "cols", "handler" };

    private const int Longest = 200;
    private readonly Dictionary<string, StringValues> values;

    public ListRequest(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        values = query.Where(pair => pair.Key is not "handler" && !StringValues.IsNullOrEmpty(pair.Value))
            .ToDictionary(StringComparer.Ordinal);
        Page = Math.Max(1, Number("page", 1));
        Size = Number("size", 0) is var size && Sizes.Contains(size) ? size : Sizes[0];
        Columns = values.GetValueOrDefault("cols").OfType<string>().ToHashSet();
    }

    public int Page { get; }
    public int Size { get; }
    public string? Sort => this["sort"];
    public bool Descending => this["dir"] == "desc";

    /// <summary>Keys of the chosen columns; empty: the usual ones.</summary>
    public IReadOnlySet<string> Columns { get; }

    /// <summary>What was filtered by, for the audit.</summary>
    public IReadOnlyDictionary<string, string?> Filters => values.Keys.Order(StringComparer.Ordinal).ToDictionary(key => key, key => this[key]);

    /// <summary>The value of a filter without surrounding space and control characters; null when it was left empty. Cut where no value is that long.</summary>
    public string? this[string key] => Clean(values.GetValueOrDefault(key).ToString()) is { Length: > 0 } text ? text : null;

    public DateOnly? Date(string key) =>
        DateOnly.TryParseExact(this[key], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>The same request with some values changed (null: removed), as a query string.</summary>
    public string With(params ReadOnlySpan<(string Key, string? Value)> changes)
    {
        var changed = new Dictionary<string, StringValues>(values);
        foreach (var (key, value) in changes)
        {
            changed.Remove(key);
            if (value is not null)
                changed[key] = value;
        }
        return new QueryBuilder(changed).ToQueryString().Value is { Length: > 0 } query ? query : "?";
    }

    /// <summary>All values except the named ones, for hidden fields of a form that asks the named ones anew.</summary>
    public IEnumerable<KeyValuePair<string, string>> Except(IReadOnlySet<string> keys) =>
        from pair in values
        where !keys.Contains(pair.Key)
        from value in pair.Value
        select KeyValuePair.Create(pair.Key, value ?? "");

    internal static string Clean(string text)
    {
        // No database takes a half of a character or a NUL.
        var clean = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= Longest) break;
            if (!Rune.IsControl(rune)) clean.Append(rune.ToString());
        }
        return clean.ToString().Trim();
    }

    private int Number(string key, int otherwise) =>
        int.TryParse(this[key], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private sealed class Binder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            context.Result = ModelBindingResult.Success(new ListRequest(context.HttpContext.Request.Query));
            return Task.CompletedTask;
        }
    }
}
