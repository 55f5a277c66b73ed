using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>Lists of partners as imports: the engine checks, batches, resumes; columns come from the mapping of the batch's source.</summary>
sealed class FeedFileKind(MatchKeyKeeper words) : IImportKind
{
    public const string TypeKey = "feeds";
    static readonly SheetDefinition<FeedRow> Plain = FeedSheet.Build("外部数据", FeedSheet.Plain);

    public string Key => TypeKey;
    public string Title => "外部数据";
    public string Permission => FeedPermissions.Use;
    public ISheetDefinition Sheet => Plain;
    public string NewPath => "/registry/feeds";
    public string PathOf(Guid importId) => $"/registry/feeds/batches/{importId}";

    public async Task<SheetPreview> PreviewAsync(Stream file, FileKind kind, ImportContext context, Stream? errors, CancellationToken cancel)
    {
        await words.CatchUpAsync(DuplicateFinder.FoundAsync, null, cancel);
        var run = new FeedFileRun(await ReadingAsync(context, cancel));
        var preview = await run.PreviewAsync(file, kind, context, errors, cancel);
        await using var scope = context.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ZhijianDb>();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("feeds.check", Quiet: true),
            async _ => (await db.Set<FeedBatch>().SingleAsync(b => b.Id == context.ImportId, cancel)).Expect(run.Expected), cancel);
        return preview;
    }

    public async Task<ImportProgress> ApplyAsync(Stream file, FileKind kind, ImportContext context, IImportLedger ledger, CancellationToken cancel)
    {
        await words.CatchUpAsync(DuplicateFinder.FoundAsync, null, cancel);
        var end = await new FeedFileRun(await ReadingAsync(context, cancel)).ApplyAsync(file, kind, context, ledger, cancel);
        await words.CatchUpAsync(DuplicateFinder.FoundAsync, null, cancel);
        return end;
    }

    static async Task<FeedReading> ReadingAsync(ImportContext context, CancellationToken ct)
    {
        await using var scope = context.Services.CreateAsyncScope();
        var batch = await scope.ServiceProvider.GetRequiredService<ZhijianDb>().Set<FeedBatch>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == context.ImportId, ct)
            ?? throw new SheetRefusedException("外部数据请在“数据对接”中选择来源后上传。");
        return await scope.ServiceProvider.GetRequiredService<FeedSources>().ReadAsync(batch.SourceId, batch.MappingId, ct);
    }
}

/// <summary>One file of one source.</summary>
sealed class FeedFileRun(FeedReading reading) : ImportKind<FeedRow>
{
    protected override int BatchSize => 1_000;
    public override string Key => FeedFileKind.TypeKey;
    public override string Permission => FeedPermissions.Use;
    public override SheetDefinition<FeedRow> Sheet { get; } = FeedSheet.Build(reading.Source.Title, reading.Spec);
    /// <summary>What the good rows would come to.</summary>
    public FeedCounts Expected { get; private set; } = FeedCounts.None;

    protected override async Task<IReadOnlyList<CellProblem>> CheckAsync(IReadOnlyList<SheetRow<FeedRow>> good, ImportContext context, CancellationToken cancel)
    {
        FeedRow[] rows = [.. good.Select(r => r.Value!)];
        await context.Services.GetRequiredService<FeedPlanner>().PlanAsync(reading, rows, cancel);
        var counts = await context.Services.GetRequiredService<FeedIntake>().ExpectAsync(reading, reading.Source.Key, rows, cancel);
        Expected = new(Expected.New + counts.New, Expected.Changed + counts.Changed, Expected.Unchanged + counts.Unchanged, Expected.ToConfirm + counts.ToConfirm, 0);
        return [.. good.Where(r => r.Value!.Plan!.Problem is not null).Select(r => Problem(r, r.Value!.Plan!.Problem!))];
    }

    protected override async Task WriteAsync(IReadOnlyList<SheetRow<FeedRow>> good, ImportContext context, CancellationToken cancel)
    {
        if (good.Count == 0) return;
        var db = context.Services.GetRequiredService<ZhijianDb>();
        await context.Services.GetRequiredService<WritePath>().CommitAsync(new("feeds.apply"), async change =>
        {
            var batch = await db.Set<FeedBatch>().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleAsync(b => b.Id == context.ImportId, cancel);
            await context.Services.GetRequiredService<FeedIntake>().WriteAsync(change, batch, reading, [.. good.Select(r => new FeedRecord(r.RowNumber, $"行 {r.RowNumber}", r.Value!))], cancel);
        }, cancel);
    }

    /// <summary>Beside the column that is to blame, or beside the name where the mapping has no such column.</summary>
    CellProblem Problem(SheetRow<FeedRow> row, FeedProblem problem) =>
        new(row.RowNumber, reading.Spec.Columns.GetValueOrDefault(problem.Fact) ?? reading.Spec.Columns[FeedFact.Name], problem.Message, null);
}
