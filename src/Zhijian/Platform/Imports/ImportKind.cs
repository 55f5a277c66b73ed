using Zhijian.Platform.Files;

namespace Zhijian.Platform.Imports;

/// <summary>A table that can be imported, as pages, jobs and the command line see it. Modules derive <see cref="ImportKind{TRow}"/>.</summary>
public interface IImportKind
{
    /// <summary>Stable key for addresses, jobs and the command line: "monitoring-results".</summary>
    string Key { get; }
    string Title { get; }
    /// <summary>Permission that an import of this kind demands.</summary>
    string Permission { get; }
    ISheetDefinition Sheet { get; }
    /// <summary>Where a file of this kind is given.</summary>
    string NewPath => $"/imports/new?kind={Key}";
    /// <summary>Where an import of this kind is shown.</summary>
    string PathOf(Guid importId) => $"/imports/{importId}";

    /// <summary>Validates every row and writes nothing but the error workbook.</summary>
    /// <param name="file">Seekable, guarded before; left open.</param>
    /// <param name="errors">Receives a workbook of the bad rows, even when there is none; null: not wanted.</param>
    /// <exception cref="SheetRefusedException">The file as a whole cannot be read as this sheet.</exception>
    Task<SheetPreview> PreviewAsync(Stream file, FileKind kind, ImportContext context, Stream? errors, CancellationToken cancel);

    /// <summary>Writes the good rows in batches, beginning behind the last batch that the ledger knows.</summary>
    /// <exception cref="SheetRefusedException">The file as a whole cannot be read as this sheet.</exception>
    Task<ImportProgress> ApplyAsync(Stream file, FileKind kind, ImportContext context, IImportLedger ledger, CancellationToken cancel);
}

/// <summary>Which import this is and on whose behalf it runs.</summary>
/// <param name="Services">Root from which each batch gets its own scope, so that no change tracker grows with the file.</param>
public sealed record ImportContext(Guid ImportId, Guid? UserId, IServiceProvider Services)
{
    /// <summary>Told after each batch how many rows are behind it.</summary>
    public Func<long, Task> Report { get; init; } = _ => Task.CompletedTask;
}

/// <summary>How far an import has come. Saved in the transaction of each batch.</summary>
/// <param name="LastRow">Row number of the last row of the last batch that was committed; 0 before the first.</param>
public sealed record ImportProgress(int LastRow, int Written, int Skipped)
{
    public static readonly ImportProgress None = new(0, 0, 0);
}

/// <summary>Keeps the progress of imports in the same database as the rows.</summary>
public interface IImportLedger
{
    Task<ImportProgress> ReadAsync(Guid importId, CancellationToken cancel);

    /// <summary>
    /// Runs one batch in one transaction: checks that the saved progress is still <paramref name="before"/> (another runner
    /// may have taken over: then throws and writes nothing), runs <paramref name="batch"/> with the services of the
    /// transaction, saves the progress that it returns, commits.
    /// </summary>
    Task<ImportProgress> CommitBatchAsync(Guid importId, ImportProgress before,
        Func<IServiceProvider, CancellationToken, Task<ImportProgress>> batch, CancellationToken cancel);
}

/// <summary>What a module writes for a table that can be imported: the sheet, a check of a batch against its data, and the writing.</summary>
public abstract class ImportKind<TRow> : IImportKind where TRow : class, new()
{
    /// <summary>Rows in one transaction.</summary>
    protected virtual int BatchSize => 1_000;

    public abstract string Key { get; }
    public virtual string Title => Sheet.Title;
    public abstract string Permission { get; }
    public abstract SheetDefinition<TRow> Sheet { get; }
    ISheetDefinition IImportKind.Sheet => Sheet;

    /// <summary>Compares good rows with what is already known, one query for the batch; returns what is wrong ("已存在").</summary>
    protected virtual Task<IReadOnlyList<CellProblem>> CheckAsync(IReadOnlyList<SheetRow<TRow>> good, ImportContext context, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<CellProblem>>([]);

    /// <summary>Cuts the rows behind one into what is judged and written in one transaction; every reading of a file cuts alike.</summary>
    protected virtual IEnumerable<SheetRow<TRow>[]> Batches(SheetReader<TRow> reader, int after, CancellationToken cancel) => reader.Rows(after + 1, cancel).Chunk(BatchSize);

    /// <summary>Writes good rows. Runs inside the transaction of the batch; saves through the one write path, commits nothing itself.</summary>
    protected abstract Task WriteAsync(IReadOnlyList<SheetRow<TRow>> good, ImportContext context, CancellationToken cancel);

    public async Task<SheetPreview> PreviewAsync(Stream file, FileKind kind, ImportContext context, Stream? errors, CancellationToken cancel)
    {
        using var reader = SheetReader.Open(file, kind, Sheet);
        using var workbook = errors is null ? null : await ErrorWorkbook.CreateAsync(errors, Sheet, reader.Layout, cancel);
        var preview = new SheetPreviewBuilder(reader.Layout);
        var seen = 0L;
        foreach (var batch in Batches(reader, 0, cancel))
        {
            await using var scope = context.Services.CreateAsyncScope();
            foreach (var row in await JudgeAsync(batch, context with { Services = scope.ServiceProvider }, cancel))
            {
                preview.Add(row);
                if (workbook is not null && !row.IsGood) await workbook.AddAsync(row.Cells, row.Problems, cancel);
            }
            await context.Report(seen += batch.Length);
        }
        if (workbook is not null) await workbook.FinishAsync(cancel);
        return preview.Build(reader.Notes);
    }

    public async Task<ImportProgress> ApplyAsync(Stream file, FileKind kind, ImportContext context, IImportLedger ledger, CancellationToken cancel)
    {
        using var reader = SheetReader.Open(file, kind, Sheet);
        var progress = await ledger.ReadAsync(context.ImportId, cancel);
        foreach (var batch in Batches(reader, progress.LastRow, cancel))
        {
            var before = progress;
            progress = await ledger.CommitBatchAsync(context.ImportId, before, async (services, token) =>
            {
                var here = context with { Services = services };
                SheetRow<TRow>[] good = [.. (await JudgeAsync(batch, here, token)).Where(row => row.IsGood)];
                await WriteAsync(good, here, token);
                return new(batch[^1].RowNumber, before.Written + good.Length, before.Skipped + batch.Length - good.Length);
            }, cancel);
            await context.Report(progress.Written + progress.Skipped);
        }
        return progress;
    }

    /// <summary>The batch as it may be written: a row with a problem has lost its value.</summary>
    protected virtual async Task<SheetRow<TRow>[]> JudgeAsync(SheetRow<TRow>[] batch, ImportContext context, CancellationToken cancel)
    {
        SheetRow<TRow>[] good = [.. batch.Where(row => row.IsGood)];
        if (good.Length == 0) return batch;
        var problems = (await CheckAsync(good, context, cancel)).ToLookup(problem => problem.RowNumber);
        return problems.Count == 0 ? batch : [.. batch.Select(row => row.With([.. problems[row.RowNumber]]))];
    }
}
