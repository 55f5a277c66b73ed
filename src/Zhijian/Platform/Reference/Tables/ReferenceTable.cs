using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Platform.Reference.Tables;

/// <summary>
/// A table of the library, described once: its columns serve loading, browsing, comparing, the form, the sheet to upload,
/// the export and the API.
/// </summary>
public abstract class ReferenceTable
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string About { get; init; }
    public required string Icon { get; init; }
    /// <summary>A newer version knows more about the same days (calendar): the newest holds for every day.</summary>
    public bool Cumulative { get; init; }
    /// <summary>Address of the page that shows this table.</summary>
    public string Path => $"/reference/{Key}";

    public abstract ISheetDefinition Sheet { get; }
    public abstract Type RowType { get; }
    public abstract IEnumerable<ShippedEdition> Shipped(ReferenceFiles files);
    public abstract IReadOnlyList<object?> Cells(ReferenceRow row);
    public abstract string Caption(ReferenceRow row);
    public abstract IReadOnlyDictionary<string, object?> Json(ReferenceRow row);
    public abstract IReadOnlyDictionary<string, string> FormValues(ReferenceRow row);
    /// <summary>Reads a form into a new row; problems are named by column title.</summary>
    public abstract (ReferenceRow? Row, IReadOnlyList<CellProblem> Problems) FromForm(IReadOnlyDictionary<string, string> values);
    public abstract SheetUpload ReadSheet(Stream file, FileKind kind, CancellationToken ct);
    /// <summary>Writes the sheet again, good rows and bad ones: it is a whole table that is corrected and uploaded. What is wrong stands beside each row.</summary>
    public abstract Task WriteErrorsAsync(Stream file, FileKind kind, Stream output, CancellationToken ct);

    /// <summary>Sets key and search text; every row passes here before it is stored.</summary>
    public abstract void Complete(ReferenceRow row, SearchTexts texts);
    public abstract Task InsertAsync(ZhijianDb db, Change change, Guid version, IEnumerable<ReferenceRow> rows, CancellationToken ct);
    public abstract Task<IReadOnlyList<ReferenceRow>> LoadAsync(ZhijianDb db, Guid version, CancellationToken ct);
    public abstract Task<ReferenceRow?> FindAsync(ZhijianDb db, Guid version, string rowKey, CancellationToken ct);
    public abstract Task<(int Total, IReadOnlyList<ReferenceRow> Rows)> PageAsync(ZhijianDb db, Guid version, SearchWord? word, int page, int size, CancellationToken ct);
    public abstract IAsyncEnumerable<ReferenceRow> StreamAsync(ZhijianDb db, Guid version);
    public abstract Task<IReadOnlyDictionary<Confidence, int>> ConfidencesAsync(ZhijianDb db, Guid version, CancellationToken ct);

    public abstract Task<ListPage> ListAsync(ZhijianDb db, Guid version, ListRequest request, CancellationToken ct);
    /// <summary>Columns and rows of the export: all columns of the sheet (a template to fill in), or just those on screen.</summary>
    public abstract (IReadOnlyList<ExportColumn> Columns, IAsyncEnumerable<object?[]> Rows) Export(ZhijianDb db, Guid version, ListRequest request, CancellationToken ct);

    /// <summary>Hash of what the rows say, in their order; search text and keys follow from it.</summary>
    public string Hash(IEnumerable<ReferenceRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            foreach (var cell in Cells(row)) hash.AppendData(Encoding.UTF8.GetBytes(CellText.Of(cell) + '\u001f'));
            hash.AppendData("\n"u8);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>What an uploaded sheet came to: all its rows, or what is wrong with them.</summary>
public sealed record SheetUpload(IReadOnlyList<ReferenceRow> Rows, IReadOnlyList<CellProblem> Problems, IReadOnlyList<string> Notes);

/// <summary>An edition that comes with the program.</summary>
/// <param name="Key">Stable, unique within the table.</param>
/// <param name="FileHash">SHA-256 of the files behind it: cheap to compare at every start.</param>
public sealed record ShippedEdition(
    string Key, string Title, DateOnly FromEarliest, DateOnly FromLatest, string Source, string Files, string FileHash, string? Note, Func<IEnumerable<ReferenceRow>> Rows);

public sealed class ReferenceTable<TRow> : ReferenceTable where TRow : ReferenceRow, new()
{
    public required SheetDefinition<TRow> Definition { get; init; }
    public required Func<TRow, string> KeyOf { get; init; }
    public required Func<TRow, string?> NameOf { get; init; }
    /// <summary>What tells a row from others of the same name, for instance the type of a limit; shown in comparisons and on the paper.</summary>
    public Func<TRow, string?[]>? ToldApartBy { get; init; }
    /// <summary>Texts by which a row is found besides its name: codes, aliases, English name, CAS.</summary>
    public required Func<TRow, string?[]> FoundBy { get; init; }
    public required Func<ReferenceFiles, IEnumerable<ShippedEdition>> Editions { get; init; }
    public Action<TRow, SearchTexts>? More { get; init; }

    public override ISheetDefinition Sheet => Definition;
    public override Type RowType => typeof(TRow);
    public override IEnumerable<ShippedEdition> Shipped(ReferenceFiles files) => Editions(files);
    public override IReadOnlyList<object?> Cells(ReferenceRow row) => Definition.Cells((TRow)row);

    public override string Caption(ReferenceRow row)
    {
        var name = NameOf((TRow)row) ?? row.RowKey;
        var apart = ToldApartBy?.Invoke((TRow)row).Where(t => !string.IsNullOrWhiteSpace(t)).ToList() ?? [];
        return apart.Count == 0 ? name : $"{name}（{string.Join("，", apart)}）";
    }

    public override IReadOnlyDictionary<string, object?> Json(ReferenceRow row) =>
        Definition.Columns.ToDictionary(c => JsonKey(c.Key), c => typeof(TRow).GetProperty(c.Key)!.GetValue(row));

    public override IReadOnlyDictionary<string, string> FormValues(ReferenceRow row) =>
        Definition.Columns.Zip(Cells(row)).ToDictionary(c => c.First.Key, c => CellText.Of(c.Second));

    public override (ReferenceRow? Row, IReadOnlyList<CellProblem> Problems) FromForm(IReadOnlyDictionary<string, string> values)
    {
        var row = new TRow();
        var problems = new List<CellProblem>();
        foreach (var column in Definition.Columns)
        {
            var text = values.GetValueOrDefault(column.Key, "");
            if (column.Read(RawCell.Of(text), row) is { } problem) problems.Add(new(0, column.Title, problem, text));
        }
        if (problems.Count == 0)
            foreach (var rule in Definition.Rules)
                if (rule(row) is var (column, message)) problems.Add(new(0, column, message, null));
        return problems.Count == 0 ? (row, []) : (null, problems);
    }

    public override SheetUpload ReadSheet(Stream file, FileKind kind, CancellationToken ct)
    {
        using var reader = SheetReader.Open(file, kind, Definition);
        var rows = new List<ReferenceRow>();
        var problems = new List<CellProblem>();
        foreach (var row in reader.Rows(cancel: ct))
        {
            problems.AddRange(row.Problems);
            if (row.Value is not { } value) continue;
            value.Ordinal = rows.Count + 1;
            rows.Add(value);
        }
        return new(rows, problems, reader.Notes);
    }

    public override async Task WriteErrorsAsync(Stream file, FileKind kind, Stream output, CancellationToken ct)
    {
        using var reader = SheetReader.Open(file, kind, Definition);
        using var workbook = await ErrorWorkbook.CreateAsync(output, Definition, reader.Layout, ct);
        foreach (var row in reader.Rows(cancel: ct)) await workbook.AddAsync(row.Cells, row.Problems, ct);
        await workbook.FinishAsync(ct);
    }

    public override void Complete(ReferenceRow row, SearchTexts texts)
    {
        var typed = (TRow)row;
        row.RowKey = KeyOf(typed);
        row.SearchText = texts.Of(NameOf(typed), FoundBy(typed));
        More?.Invoke(typed, texts);
    }

    public override Task InsertAsync(ZhijianDb db, Change change, Guid version, IEnumerable<ReferenceRow> rows, CancellationToken ct) =>
        Bulk.InsertAsync(db, change, $"{Key}/{version}", rows.Cast<TRow>().Select(row => { row.VersionId = version; return row; }), ct);

    public IQueryable<TRow> Rows(ZhijianDb db, Guid version) => db.Set<TRow>().AsNoTracking().Where(r => r.VersionId == version);

    public override async Task<IReadOnlyList<ReferenceRow>> LoadAsync(ZhijianDb db, Guid version, CancellationToken ct) =>
        await Rows(db, version).OrderBy(r => r.Ordinal).ThenBy(r => r.RowKey).ToListAsync(ct);

    public override async Task<ReferenceRow?> FindAsync(ZhijianDb db, Guid version, string rowKey, CancellationToken ct) =>
        await db.Set<TRow>().SingleOrDefaultAsync(r => r.VersionId == version && r.RowKey == rowKey, ct);

    public override async Task<(int Total, IReadOnlyList<ReferenceRow> Rows)> PageAsync(ZhijianDb db, Guid version, SearchWord? word, int page, int size, CancellationToken ct)
    {
        var found = word is null ? Rows(db, version) : Rows(db, version).Where(r => r.SearchText.Contains(word.Text));
        var total = await found.CountAsync(ct);
        var rows = await found.OrderBy(r => r.Ordinal).ThenBy(r => r.RowKey).Skip((page - 1) * size).Take(size).ToListAsync(ct);
        return (total, rows);
    }

    public override IAsyncEnumerable<ReferenceRow> StreamAsync(ZhijianDb db, Guid version) =>
        Rows(db, version).OrderBy(r => r.Ordinal).ThenBy(r => r.RowKey).AsAsyncEnumerable();

    public override async Task<IReadOnlyDictionary<Confidence, int>> ConfidencesAsync(ZhijianDb db, Guid version, CancellationToken ct) =>
        (await Rows(db, version).Where(r => r.Confidence != null).GroupBy(r => r.Confidence)
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToDictionary(g => g.Key!.Value, g => g.Count);

    ListDefinition<TRow> List => list ??= TableLists.Of(this);

    public override async Task<ListPage> ListAsync(ZhijianDb db, Guid version, ListRequest request, CancellationToken ct) =>
        await List.LoadAsync(Rows(db, version), request, ct);

    public override (IReadOnlyList<ExportColumn> Columns, IAsyncEnumerable<object?[]> Rows) Export(ZhijianDb db, Guid version, ListRequest request, CancellationToken ct) =>
        request.Columns.Count > 0
            ? (List.ExportColumns(request), List.ExportRows(Rows(db, version), request, ct))
            : (Definition.ExportColumns, List.Apply(Rows(db, version), request).AsAsyncEnumerable().Select(Definition.Cells));

    ListDefinition<TRow>? list;

    static string JsonKey(string key) => char.ToLowerInvariant(key[0]) + key[1..];
}
