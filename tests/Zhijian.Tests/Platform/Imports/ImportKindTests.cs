using Microsoft.Extensions.DependencyInjection;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using static Zhijian.Tests.Platform.Files.HostileFiles;

namespace Zhijian.Tests.Platform.Imports;

public sealed class ImportKindTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>A table in memory that commits or forgets a batch as a database would.</summary>
    private sealed class Ledger : IImportLedger
    {
        public List<string> Committed { get; } = [];
        public List<string> Pending { get; } = [];
        public ImportProgress Progress { get; set; } = ImportProgress.None;
        /// <summary>Dies before (negative) or after the commit of this batch, counted from 1.</summary>
        public int DieAt { get; set; }
        private int _batches;

        public Task<ImportProgress> ReadAsync(Guid importId, CancellationToken cancel) => Task.FromResult(Progress);

        public async Task<ImportProgress> CommitBatchAsync(Guid importId, ImportProgress before,
            Func<IServiceProvider, CancellationToken, Task<ImportProgress>> batch, CancellationToken cancel)
        {
            if (before != Progress) throw new InvalidOperationException("Another runner has taken over.");
            Pending.Clear();
            var after = await batch(new ServiceCollection().BuildServiceProvider(), cancel);
            _batches++;
            if (-DieAt == _batches) throw new IOException("killed before commit");
            Committed.AddRange(Pending);
            Progress = after;
            if (DieAt == _batches) throw new IOException("killed after commit");
            return after;
        }
    }

    private sealed class Kind(Ledger ledger) : ImportKind<Sample>
    {
        protected override int BatchSize => 10;
        public override string Key => "samples";
        public override string Permission => "samples.import";
        public override SheetDefinition<Sample> Sheet { get; } = SampleSheet.Define();

        protected override Task<IReadOnlyList<CellProblem>> CheckAsync(IReadOnlyList<SheetRow<Sample>> good, ImportContext context, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<CellProblem>>([.. good.Where(row => row.Value!.Name == "公司7").Select(row => new CellProblem(row.RowNumber, "单位名称", "已存在", row.Value!.Name))]);

        protected override Task WriteAsync(IReadOnlyList<SheetRow<Sample>> good, ImportContext context, CancellationToken cancel)
        {
            ledger.Pending.AddRange(good.Select(row => row.Value!.Name));
            return Task.CompletedTask;
        }
    }

    private static byte[] File() =>
        Xlsx(Rows([["单位名称", "采样日期"], .. Enumerable.Range(0, 35).Select(i => new[] { i == 20 ? "" : $"公司{i}", "2018-03-05" })]));

    private static readonly ImportContext Context = new(Guid.Empty, null, new ServiceCollection().BuildServiceProvider());

    [Fact]
    public async Task A_preview_includes_what_the_database_knows_and_writes_nothing()
    {
        var ledger = new Ledger();
        using var errors = new MemoryStream();
        var preview = await new Kind(ledger).PreviewAsync(new MemoryStream(File()), FileKind.Xlsx, Context, errors, Cancel);
        Assert.Equal((33, 2), (preview.Good, preview.Bad));
        Assert.Equal(["已存在", "不能为空"], preview.Problems.Select(problem => problem.Message));
        Assert.Empty(ledger.Pending);
        Assert.Equal(2, SampleSheet.Read(errors.ToArray()).Count);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(-1), InlineData(2), InlineData(-2), InlineData(4), InlineData(-4)]
    public async Task A_killed_import_goes_on_and_writes_every_row_once(int dieAt)
    {
        var ledger = new Ledger { DieAt = dieAt };
        var kind = new Kind(ledger);
        if (dieAt != 0)
            await Assert.ThrowsAsync<IOException>(() => kind.ApplyAsync(new MemoryStream(File()), FileKind.Xlsx, Context, ledger, Cancel));
        ledger.DieAt = 0;
        var end = await kind.ApplyAsync(new MemoryStream(File()), FileKind.Xlsx, Context, ledger, Cancel);
        Assert.Equal(new ImportProgress(36, 33, 2), end);
        Assert.Equal(Enumerable.Range(0, 35).Where(i => i is not (7 or 20)).Select(i => $"公司{i}"), ledger.Committed);
    }
}
