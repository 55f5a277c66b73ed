using System.Globalization;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Exchange.Adapters;

/// <summary>What is made of a partner's cell. Last4: of a number of a person only the end is kept. Stamp: a moment that counts versions.</summary>
public enum Turn { Text, Day, Whole, Value, Division, Last4, Stamp }

public enum ColumnRole { None, Key, Version }

/// <param name="Headings">The first as the partner writes it; the others by which it, or its interface, also names the column.</param>
/// <param name="Field">Ours; null: it only tells key or version.</param>
public sealed record AdapterColumn(IReadOnlyList<string> Headings, string? Field, Turn Turn, ColumnRole Role)
{
    readonly HashSet<string> folded = [.. Headings.Select(MappingSpec.Fold)];
    public string Heading => Headings[0];
    public bool Is(string heading) => folded.Contains(MappingSpec.Fold(heading));
}

/// <summary>A record of a partner in our terms. Cells that could not be read stay as they were written, for the rules of the resource to name.</summary>
public sealed record AdaptedRecord(int Number, string Key, long? Version, IReadOnlyDictionary<string, string> Values);

/// <summary>适配: how the tables of one counterpart become records of a resource. Data: reference/exchange-adapters.csv and its two companions.</summary>
/// <param name="Words">By field and the partner's word, folded.</param>
public sealed record FileAdapter(
    string Code, string Resource, string Title, string Counterpart, string Source, string Confidence, IReadOnlyList<AdapterColumn> Columns, IReadOnlyDictionary<(string Field, string Word), string> Words)
{
    const int Shown = 200;

    /// <summary>Columns without which no record can be read: the key and what the resource demands.</summary>
    public IEnumerable<AdapterColumn> Needed => Columns.Where(c => c.Role == ColumnRole.Key || InSchemas.All[Resource].Fields.Any(f => f.Required && f.Key == c.Field));

    /// <param name="cell">Of a column; empty where the record has none.</param>
    public AdaptedRecord Read(int number, Func<AdapterColumn, RawCell> cell, DivisionDirectory divisions)
    {
        var values = new Dictionary<string, string>();
        var (key, version) = (new List<string>(), (long?)null);
        foreach (var column in Columns)
        {
            var raw = cell(column);
            var text = raw.IsBlank ? "" : Text(column, raw, divisions);
            if (column.Role == ColumnRole.Key) key.Add(text);
            if (column.Role == ColumnRole.Version && Moment(text) is { } moment) version = moment;
            if (column.Field is { } field && text.Length > 0) values[field] = text;
        }
        return new(number, key.TrueForAll(k => k.Length == 0) ? "" : string.Join('|', key), version, values);
    }

    string Text(AdapterColumn column, RawCell cell, DivisionDirectory divisions)
    {
        var text = CellReading.Trim(cell.Display);
        return column.Turn switch
        {
            Turn.Day => CellReading.ReadDate(cell) is { Problem: null, Value: { } day } ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Cut(text),
            Turn.Whole => CellReading.ReadDecimal(cell, int.MinValue, int.MaxValue, 0) is { Problem: null, Value: { } number } ? number.ToString("0", CultureInfo.InvariantCulture) : Cut(text),
            Turn.Value => Words.GetValueOrDefault((column.Field!, MappingSpec.Fold(text)), Cut(text)),
            Turn.Division => (divisions.Find(text) ?? divisions.All.FirstOrDefault(d => d.Name == text))?.Code ?? Cut(text),
            Turn.Last4 => text.Length > 4 ? text[^4..] : text,
            _ => column.Field is "creditCode" ? Cut(CellReading.Compact(text)) : text,
        };
    }

    static string Cut(string text) => text.Length > Shown ? text[..Shown] : text;

    /// <summary>"2026-06-01 08:30:00" → 20260601083000, whatever stands between the digits; later is more.</summary>
    static long? Moment(string text)
    {
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, out var at)) return long.Parse(at.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        string digits = new([.. text.Where(char.IsAsciiDigit)]);
        return digits.Length is >= 8 and <= 14 ? long.Parse(digits.PadRight(14, '0'), CultureInfo.InvariantCulture) : null;
    }
}
