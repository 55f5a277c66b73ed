using Microsoft.Extensions.DependencyInjection;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using static Zhijian.Tests.Platform.Files.HostileFiles;

namespace Zhijian.Tests.Platform.Imports;

/// <summary>Rows that belong together go in together or not at all.</summary>
public sealed class GroupedImportTests
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    static readonly ImportContext Context = new(Guid.Empty, null, new ServiceCollection().BuildServiceProvider());

    sealed class Line
    {
        public string? Owner { get; set; }
        public string? Part { get; set; }
        public int? Number { get; set; }
    }

    sealed class Kind : GroupedImportKind<Line>
    {
        public List<string> Written { get; } = [];
        public int Writes { get; private set; }
        protected override int BatchSize => 4;
        protected override IReadOnlyList<string> GroupBy => ["单位", "场所"];
        protected override string GroupName => "申报";
        protected override int MostRowsOfGroup => 6;
        public override string Key => "lines";
        public override string Permission => "lines";
        public override SheetDefinition<Line> Sheet { get; } = Define();

        static SheetDefinition<Line> Define()
        {
            var sheet = new SheetDefinition<Line>("行");
            sheet.Text("单位", r => r.Owner).Required();
            sheet.Text("场所", r => r.Part);
            sheet.Integer("人数", r => r.Number, 0, 99).Required();
            return sheet;
        }

        protected override Task<IReadOnlyList<CellProblem>> CheckAsync(IReadOnlyList<SheetRow<Line>> good, ImportContext context, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<CellProblem>>([.. good.GroupBy(r => r.Group).Where(g => g.Sum(r => r.Value!.Number) > 100).Select(g => new CellProblem(g.Last().RowNumber, "人数", "合计超过 100", null))]);

        protected override Task WriteAsync(IReadOnlyList<SheetRow<Line>> good, ImportContext context, CancellationToken cancel)
        {
            Writes++;
            Written.AddRange(good.Select(r => $"{r.Group}:{r.RowNumber}"));
            return Task.CompletedTask;
        }
    }

    sealed class Ledger(ImportProgress from) : IImportLedger
    {
        public ImportProgress Progress { get; private set; } = from;
        public Task<ImportProgress> ReadAsync(Guid importId, CancellationToken cancel) => Task.FromResult(Progress);
        public async Task<ImportProgress> CommitBatchAsync(Guid importId, ImportProgress before, Func<IServiceProvider, CancellationToken, Task<ImportProgress>> batch, CancellationToken cancel) =>
            Progress = await batch(Context.Services, cancel);
    }

    static byte[] File(params string[] rows) => Xlsx(Rows([["单位", "场所", "人数"], .. rows.Select(r => r.Split(' '))]));

    static readonly byte[] Mixed = File(
        "甲 一 1", "甲  2",                 // 2, 3: an empty cell repeats the one above
        "甲 二 60", "甲 二 50",             // 4, 5: too many together
        "乙  1", "乙  x", "乙  3",          // 6, 7, 8: a bad cell in the middle
        "丙  1", " 一 1",                   // 9, 10: no owner: belongs to what stands above
        "丁  1",                            // 11: in two places
        "戊  1", "戊  2", "戊  3",          // 12, 13, 14
        "丁  2",                            // 15
        "己  1", "己  1", "己  1", "己  1", "己  1", "己  1", "己  1", // 16 … 22: too long
        "庚  5");                           // 23

    [Fact]
    public async Task A_bad_row_holds_back_its_group_and_no_other()
    {
        var kind = new Kind();
        var preview = await kind.PreviewAsync(new MemoryStream(Mixed), FileKind.Xlsx, Context, null, Cancel);
        Assert.Equal((6, 16), (preview.Good, preview.Bad));
        string Of(int row) => string.Join('|', preview.Problems.Where(p => p.RowNumber == row).Select(p => $"{p.ColumnTitle}：{p.Message}"));
        Assert.Equal(("单位：同一份申报的第 5 行有问题，整份暂不导入", "人数：合计超过 100"), (Of(4), Of(5)));
        Assert.Equal(("单位：同一份申报的第 7 行有问题，整份暂不导入", "人数：应为数字"), (Of(8), Of(7)));
        Assert.Equal("单位：不能为空", Of(10));
        Assert.Contains("第 10 行", Of(9));
        Assert.Contains("第 11 行和第 15 行两处", Of(11));
        Assert.Contains("第 11 行和第 15 行两处", Of(15));
        Assert.Contains("最多 6 行", Of(16));

        var end = await kind.ApplyAsync(new MemoryStream(Mixed), FileKind.Xlsx, Context, new Ledger(ImportProgress.None), Cancel);
        Assert.Equal(new ImportProgress(23, 6, 16), end);
        Assert.Equal(["2:2", "2:3", "12:12", "12:13", "12:14", "23:23"], kind.Written);
        Assert.True(kind.Writes > 1);
    }

    [Fact]
    public async Task It_goes_on_behind_the_last_batch_with_the_same_groups()
    {
        var whole = new Kind();
        var stops = new List<ImportProgress>();
        await whole.ApplyAsync(new MemoryStream(Mixed), FileKind.Xlsx, Context, new Recorder(stops), Cancel);
        foreach (var stop in stops)
        {
            var rest = new Kind();
            var end = await rest.ApplyAsync(new MemoryStream(Mixed), FileKind.Xlsx, Context, new Ledger(stop), Cancel);
            Assert.Equal(stops[^1], end);
            Assert.Equal(whole.Written.Where(w => int.Parse(w.Split(':')[1]) > stop.LastRow), rest.Written);
        }
    }

    sealed class Recorder(List<ImportProgress> stops) : IImportLedger
    {
        public Task<ImportProgress> ReadAsync(Guid importId, CancellationToken cancel) => Task.FromResult(ImportProgress.None);
        public async Task<ImportProgress> CommitBatchAsync(Guid importId, ImportProgress before, Func<IServiceProvider, CancellationToken, Task<ImportProgress>> batch, CancellationToken cancel)
        {
            stops.Add(await batch(Context.Services, cancel));
            return stops[^1];
        }
    }
}
