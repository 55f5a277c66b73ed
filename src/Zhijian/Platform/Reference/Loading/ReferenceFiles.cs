using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using Zhijian.Rules.Text;

namespace Zhijian.Platform.Reference.Loading;

/// <summary>The CSV files that come with the program, read once each.</summary>
public sealed class ReferenceFiles(string folder)
{
    readonly ConcurrentDictionary<string, IReadOnlyList<CsvRow>> files = new();
    Dictionary<string, string>? terms;

    public string PathOf(string file) => Path.Combine(folder, file);

    public IReadOnlyList<CsvRow> Rows(string file) => files.GetOrAdd(file, name => [.. Read(name)]);

    IEnumerable<CsvRow> Read(string name)
    {
        using var csv = new CsvReader(new StreamReader(PathOf(name), Encoding.UTF8), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var header = csv.HeaderRecord!.Select((title, at) => (title, at)).ToDictionary(h => h.title, h => h.at);
        for (var number = 1; csv.Read(); number++) yield return new(header, [.. csv.Parser.Record!], number);
    }

    /// <summary>SHA-256 over the named files together.</summary>
    public string Hash(params string[] names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names) hash.AppendData(File.ReadAllBytes(PathOf(name)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The compilers' working words in Chinese; what has no translation stays as it is.</summary>
    public string? Chinese(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        terms ??= Rows("terms-zh.csv").ToDictionary(r => r["en"]!, r => r["zh"]!);
        return terms.GetValueOrDefault(text, text);
    }

    public PinyinInitials Pinyin() => new(Read("pinyin-initials.csv").Select(r => (r["char"]![0], r["initials"]!)));
}

/// <summary>A row of a CSV file by column name; an empty cell is null.</summary>
public sealed class CsvRow(IReadOnlyDictionary<string, int> header, string[] cells, int number)
{
    public int Number => number;
    public string? this[string column] => cells[header[column]] is { Length: > 0 } text ? text : null;
    public decimal? Decimal(string column) => this[column] is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
    /// <summary>As 2012-06-01; null where the cell is empty.</summary>
    public DateOnly? Day(string column) => this[column] is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    public int Int(string column) => int.Parse(this[column]!, CultureInfo.InvariantCulture);
    public bool Has(string column) => header.ContainsKey(column);
    public Confidence? Confidence => Confidences.FromCsv(this["confidence"]);
}
