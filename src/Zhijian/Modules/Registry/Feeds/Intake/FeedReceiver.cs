using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Imports;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>Takes a batch from a system: chunk by chunk, each in one transaction; what came before under the same key is passed over.</summary>
sealed class FeedReceiver(ZhijianDb db, WritePath write, FeedSources sources, FeedPlanner planner, FeedIntake intake, MatchKeyKeeper words, Viewer viewer, ServerSettings settings)
{
    const int Chunk = 500, MostSaid = 10;

    public async Task<(FeedBatch Batch, int Repeated)> ReceiveAsync(string sourceKey, FeedEnvelope head, IAsyncEnumerable<JsonElement> items, CancellationToken ct)
    {
        var reading = await sources.ReadAsync(sourceKey, ct);
        var batch = await OpenAsync(reading, head, ct);
        await words.CatchUpAsync(DuplicateFinder.FoundAsync, null, ct);
        var reader = new FeedJson(reading);
        var (chunk, number, repeated) = (new List<FeedJson.Read>(Chunk), 0, 0);
        await foreach (var item in items.WithCancellation(ct))
        {
            chunk.Add(reader.Record(item, ++number));
            if (chunk.Count < Chunk) continue;
            repeated += await WriteAsync(batch.Id, reading, chunk, ct);
            chunk.Clear();
        }
        if (chunk.Count > 0) repeated += await WriteAsync(batch.Id, reading, chunk, ct);
        return (await FinishAsync(batch.Id, head, reader, ct), repeated);
    }

    Task<FeedBatch> OpenAsync(FeedReading reading, FeedEnvelope head, CancellationToken ct) => write.CommitAsync(new("feeds.receive"), async change =>
    {
        if (head.BatchId?.Trim() is not { Length: > 0 and <= FeedBatchTables.CodeLength } code || code.Any(char.IsControl)) throw new Refusal($"batchId 应为 1 至 {FeedBatchTables.CodeLength} 个字符。", "batchId");
        if (head.Count is < 0 || head.Sequence is < 0) throw new Refusal("count 和 sequence 应为不小于 0 的整数。", "count");
        var (sourceId, division) = (reading.Source.Id, viewer.DivisionCode ?? settings.HomeDivision);
        var known = await db.Set<FeedBatch>().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleOrDefaultAsync(b => b.SourceId == sourceId && b.Code == code, ct);
        if (known is not null) return viewer.Scope.Covers(known.ScopePath) && known.Channel == FeedChannel.Api ? known : throw new Refusal("这个批次号已被使用。", "batchId");
        var last = await db.Set<FeedBatch>().Where(b => b.SourceId == sourceId && b.DivisionCode == division && b.Sequence != null).MaxAsync(b => b.Sequence, ct);
        var batch = new FeedBatch
        {
            SourceId = sourceId, SourceKey = reading.Source.Key, SourceTitle = reading.Source.Title, Code = code, MappingId = reading.Mapping.Id, Channel = FeedChannel.Api, Sequence = head.Sequence,
            Declared = head.Count, DivisionCode = division, SentBy = viewer.Name, ReceivedAt = change.At,
            Remark = head.Sequence > last + 1 ? $"序号不连续：上一批为 {last}，本批为 {head.Sequence}。" : null,
        };
        db.Add(batch);
        return batch;
    }, ct);

    async Task<int> WriteAsync(Guid batchId, FeedReading reading, List<FeedJson.Read> chunk, CancellationToken ct)
    {
        // The tracker must not grow with the batch.
        db.ChangeTracker.Clear();
        return await write.CommitAsync(new("feeds.apply"), async change =>
        {
            var batch = await db.Set<FeedBatch>().SingleAsync(b => b.Id == batchId, ct);
            string[] asked = [.. chunk.Select(r => r.Record.Key).Distinct()];
            var seen = (await db.Set<FeedItem>().Where(i => i.BatchId == batchId && EF.Parameter(asked).Contains(i.RecordKey)).Select(i => i.RecordKey).ToListAsync(ct)).ToHashSet();
            var before = batch.Counts.Total;
            // Numbers go on where an earlier delivery of the batch ended.
            List<FeedJson.Read> fresh = [.. chunk.Where(r => seen.Add(r.Record.Key)).Select((r, i) => r with { Record = r.Record with { Number = before + i + 1 } })];
            await planner.PlanAsync(reading, [.. fresh.Where(r => r.Problem is null).Select(r => r.Record.Row)], ct);
            foreach (var read in fresh.Where(r => r.Problem is not null)) read.Record.Row.Plan = new(null, null, Zhijian.Rules.Matching.MatchVerdict.Nobody, [], Problem: read.Problem);
            await intake.WriteAsync(change, batch, reading, [.. fresh.Select(r => r.Record)], ct);
            return chunk.Count - fresh.Count;
        }, ct);
    }

    Task<FeedBatch> FinishAsync(Guid batchId, FeedEnvelope head, FeedJson reader, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        return write.CommitAsync(new("feeds.received"), async change =>
        {
            var batch = await db.Set<FeedBatch>().SingleAsync(b => b.Id == batchId, ct);
            var remarks = new List<string>();
            if (batch.Remark is { } gap && gap.StartsWith("序号", StringComparison.Ordinal)) remarks.Add(gap[..(gap.IndexOf('。') + 1)]);
            if (head.Count is { } count && count != batch.Counts.Total) remarks.Add($"声明 {count} 条，实收 {batch.Counts.Total} 条。");
            if (reader.Ignored.Count > 0) remarks.Add($"没有读取的字段：{string.Join("、", reader.Ignored.Take(MostSaid))}。");
            batch.Remark = remarks.Count == 0 ? null : Texts.Cut(string.Concat(remarks), 500);
            batch.FinishedAt = change.At;
            return batch;
        }, ct);
    }
}

/// <summary>Reads a JSON record by the same columns as a row of a file.</summary>
sealed class FeedJson
{
    const string KeyName = "key";
    const int MostIgnored = 20, LongestName = 60;
    readonly SheetDefinition<FeedRow> sheet;
    readonly Dictionary<string, SheetColumn<FeedRow>> columns = new(StringComparer.Ordinal);
    readonly HashSet<string> ignored = [];

    /// <param name="Problem">What is wrong with a cell; null when all are good.</param>
    public sealed record Read(FeedRecord Record, FeedProblem? Problem);

    public FeedJson(FeedReading reading)
    {
        sheet = FeedSheet.Build(reading.Source.Title, reading.Spec with { Columns = FeedSheet.Plain.Columns });
        var byFact = sheet.Columns.ToDictionary(c => c.Key);
        foreach (var fact in FeedFacts.All)
        {
            var column = byFact[fact.Fact.ToString()];
            columns[fact.JsonName] = columns[fact.Title] = column;
            if (reading.Spec.Columns.TryGetValue(fact.Fact, out var heading)) columns.TryAdd(heading, column);
        }
    }

    public IReadOnlyCollection<string> Ignored => ignored;

    public Read Record(JsonElement item, int number)
    {
        var row = new FeedRow();
        string? key = null;
        FeedProblem? problem = null;
        if (item.ValueKind != JsonValueKind.Object) return new(new(number, $"#{number}", new() { Name = "（不是对象）" }), new(FeedFact.Name, FeedProblem.Format, "记录应为 JSON 对象"));
        var cells = new Dictionary<SheetColumn<FeedRow>, RawCell>();
        foreach (var property in item.EnumerateObject())
        {
            if (property.Name == KeyName) key = property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? property.Value.ToString() : null;
            else if (!columns.TryGetValue(property.Name, out var column)) Ignore(property.Name);
            else if (Cell(property.Value) is { } cell) cells[column] = cell;
            else problem ??= Wrong(column, "应为文字或数字");
        }
        foreach (var column in sheet.Columns)
            if (column.Read(cells.GetValueOrDefault(column), row) is { } message) problem ??= Wrong(column, message);
        if (problem is null)
            foreach (var rule in sheet.Rules)
                if (rule(row) is var (title, message)) problem ??= Wrong(sheet.Columns.First(c => c.Title == title), message);
        if ((key ?? row.RecordKey)?.Trim() is { Length: > FeedBatchTables.RecordKeyLength }) problem ??= new(FeedFact.RecordKey, FeedProblem.Format, $"key 超过 {FeedBatchTables.RecordKeyLength} 个字符");
        if (problem is not null) row = new() { Name = Name(cells) };
        return new(new(number, KeyOf(key ?? row.RecordKey ?? row.CreditCode, number), row), problem);
    }

    static string KeyOf(string? key, int number) => key?.Trim() is { Length: > 0 and <= FeedBatchTables.RecordKeyLength } good ? good : $"#{number}";

    string Name(Dictionary<SheetColumn<FeedRow>, RawCell> cells) =>
        cells.GetValueOrDefault(columns["name"]).Display is { Length: > 0 } name ? Texts.Cut(name, RegistryTables.NameLength) : "（没有名称）";

    static FeedProblem Wrong(SheetColumn<FeedRow> column, string message) => new(Enum.Parse<FeedFact>(column.Key), FeedProblem.Format, $"{column.Title}：{message}");

    void Ignore(string name)
    {
        if (ignored.Count < MostIgnored && name is not "sourceVersion") ignored.Add(name[..Math.Min(name.Length, LongestName)]);
    }

    static RawCell? Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => RawCell.Of(value.GetString()!),
        JsonValueKind.Number => new RawCell(RawCellKind.Number, value.GetRawText()),
        JsonValueKind.True => new RawCell(RawCellKind.Truth, "1"),
        JsonValueKind.False => new RawCell(RawCellKind.Truth, "0"),
        JsonValueKind.Null => default(RawCell),
        _ => null,
    };
}
