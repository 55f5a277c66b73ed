using Zhijian.Platform.Imports.Reading;

namespace Zhijian.Platform.Imports;

/// <summary>
/// A table in which several rows make one thing: all rows of a declaration. They follow each other, are judged and written
/// together, and when one of them is bad the others wait with it.
/// </summary>
public abstract class GroupedImportKind<TRow> : ImportKind<TRow> where TRow : class, new()
{
    /// <summary>Headings in which the rows of a group agree, the deciding one first.</summary>
    protected abstract IReadOnlyList<string> GroupBy { get; }
    /// <summary>What a group is called: 申报.</summary>
    protected abstract string GroupName { get; }
    protected abstract int MostRowsOfGroup { get; }

    /// <summary>
    /// Whole groups. The keys are read once before, so that a group that stands in two places of the file is refused in both:
    /// neither part may pass for the whole.
    /// </summary>
    protected sealed override IEnumerable<SheetRow<TRow>[]> Batches(SheetReader<TRow> reader, int after, CancellationToken cancel)
    {
        var key = new RowKey(Sheet, reader.Layout, GroupBy);
        var refused = Refused(reader.Keys(key, cancel));
        var batch = new List<SheetRow<TRow>>();
        var (current, group) = (RowKey.None, 0);
        foreach (var row in reader.Rows(cancel: cancel))
        {
            var own = key.Of(row.Cells as RawCell[] ?? [.. row.Cells], current);
            var begins = group == 0 || own != current;
            var why = refused.GetValueOrDefault(own);
            // A group that is refused whatever it says need not be held in memory as a whole.
            if (batch.Count >= BatchSize && (begins || why is not null))
            {
                if (batch[^1].RowNumber > after) yield return [.. batch];
                batch.Clear();
            }
            if (begins) (current, group) = (own, row.RowNumber);
            batch.Add((why is null ? row : row.With([new(row.RowNumber, GroupBy[0], why, null)])) with { Group = group });
        }
        if (batch.Count > 0 && batch[^1].RowNumber > after) yield return [.. batch];
    }

    Dictionary<string, string> Refused(IEnumerable<(int RowNumber, string Key)> keys)
    {
        var refused = new Dictionary<string, string>();
        var index = new KeyIndex();
        var (current, rows) = ("\0", 0);
        foreach (var (number, key) in keys)
        {
            if (key == current)
            {
                if (++rows > MostRowsOfGroup) refused.TryAdd(key, $"一份{GroupName}最多 {MostRowsOfGroup} 行");
                continue;
            }
            (current, rows) = (key, 1);
            if (index.Seen(key, number) is { } first)
                refused.TryAdd(key, $"同一份{GroupName}分在第 {first} 行和第 {number} 行两处，请把各行放在一起；重复的请删除");
        }
        return refused;
    }

    /// <summary>
    /// What is wrong with the good rows of groups in which another row is bad, so that everything is told at once; only what a row
    /// says by itself, since its group is not whole.
    /// </summary>
    protected virtual Task<IReadOnlyList<CellProblem>> CheckRestAsync(IReadOnlyList<SheetRow<TRow>> rest, ImportContext context, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<CellProblem>>([]);

    protected sealed override async Task<SheetRow<TRow>[]> JudgeAsync(SheetRow<TRow>[] batch, ImportContext context, CancellationToken cancel)
    {
        var sound = batch.GroupBy(row => row.Group).Where(group => group.All(row => row.IsGood)).SelectMany(group => group).ToList();
        var found = sound.Count == 0 ? Enumerable.Empty<CellProblem>().ToLookup(p => p.RowNumber) : (await CheckAsync(sound, context, cancel)).ToLookup(problem => problem.RowNumber);
        var rest = batch.GroupBy(row => row.Group).Where(group => group.Any(row => !row.IsGood)).SelectMany(group => group.Where(row => row.IsGood)).ToList();
        var further = rest.Count == 0 ? Enumerable.Empty<CellProblem>().ToLookup(p => p.RowNumber) : (await CheckRestAsync(rest, context, cancel)).ToLookup(problem => problem.RowNumber);
        SheetRow<TRow>[] judged = [.. batch.Select(row => row.With([.. found[row.RowNumber], .. further[row.RowNumber]]))];
        var culprits = judged.Where(row => !row.IsGood).GroupBy(row => row.Group).ToDictionary(group => group.Key, group => group.First().RowNumber);
        return
        [
            .. judged.Select(row => row.IsGood && culprits.TryGetValue(row.Group, out var culprit)
                ? row.With([new(row.RowNumber, GroupBy[0], $"同一份{GroupName}的第 {culprit} 行有问题，整份暂不导入", null)]) : row),
        ];
    }
}
