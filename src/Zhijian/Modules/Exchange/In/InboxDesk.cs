using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Adapters;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Exchange.In;

/// <summary>What a partner sends: the envelope of the exchange.</summary>
/// <param name="Sequence">Counts the batches of the resource from 1; a gap is told, a batch that comes late is taken all the same.</param>
/// <param name="Sha256">Over the text of items as it stands in the message; refused when it does not fit.</param>
public sealed record InEnvelope(string? BatchId, string? CatalogueCode, int? Version, string? Provider, DateTimeOffset? SentAt, int? Sequence, int? Count, string? Sha256, JsonElement Items);

/// <param name="Rules">Codes of rules, separated by blanks.</param>
public sealed record InRejected(int Row, string Key, string Rules, string Message);

/// <param name="Repeated">Known in this version already: no effect.</param>
/// <param name="Stale">Known in a later version: no effect.</param>
public sealed record InAnswer(string BatchId, int Accepted, int Repeated, int Stale, int Rejected, string? Remark, IReadOnlyList<InRejected> RejectedItems);

/// <summary>Takes batches of partners: all of a batch in one transaction, each record by its key and version once.</summary>
public sealed class InboxDesk(ZhijianDb db, WritePath write, DivisionDirectory divisions, NoticeBoard board, TimeProvider clock)
{
    public const int MostItems = 5000;
    const int Envelope = 1;
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    sealed record Row(int Number, string Key, long Version, IReadOnlyDictionary<string, string> Values, IReadOnlyList<InProblem> Problems);

    /// <param name="adapter">The items are records as the partner's own interface writes them; null: {key, version, data}.</param>
    public async Task<InAnswer> ReceiveAsync(Partner partner, string resource, InEnvelope envelope, CancellationToken ct, FileAdapter? adapter = null)
    {
        var schema = InSchemas.All.GetValueOrDefault(resource) ?? throw new NotFoundException();
        var (code, digest) = Check(envelope, resource);
        await divisions.LoadAsync(db, ct);
        var sent = (envelope.SentAt ?? clock.GetUtcNow()).ToUnixTimeSeconds();
        List<Row> rows = [.. envelope.Items.EnumerateArray().Select((item, i) => adapter is null ? Read(schema, item, i + 1) : Read(schema, AdapterReader.Read(item, i + 1, adapter, divisions), sent))];
        return await ReceiveAsync(partner, resource, code, digest, envelope.Sequence, rows, ct);
    }

    /// <summary>Part of a partner's file, in our terms. The same file again is answered as the first time.</summary>
    /// <param name="digest">Of the file.</param>
    public async Task<InAnswer> ReceiveAsync(Partner partner, FileAdapter adapter, string code, string digest, IReadOnlyList<AdaptedRecord> records, CancellationToken ct)
    {
        var schema = InSchemas.All[adapter.Resource];
        await divisions.LoadAsync(db, ct);
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return await ReceiveAsync(partner, adapter.Resource, code, digest, null, [.. records.Select(r => Read(schema, r, now))], ct);
    }

    Task<InAnswer> ReceiveAsync(Partner partner, string resource, string code, string digest, int? counted, List<Row> rows, CancellationToken ct) =>
        write.CommitAsync(new("exchange.inbox"), async change =>
        {
            var known = await db.Set<InboxBatch>().SingleOrDefaultAsync(b => b.PartnerId == partner.Id && b.Code == code, ct);
            if (known is not null)
                return known.Digest == digest && known.Resource == resource ? await AnswerAsync(known, ct) : throw new OvertakenException("这个批次号已用于另一批数据。");
            var last = await db.Set<InboxBatch>().Where(b => b.PartnerId == partner.Id && b.Resource == resource).MaxAsync(b => (int?)b.Sequence, ct) ?? 0;
            var sequence = counted ?? last + 1;
            var batch = new InboxBatch
            {
                PartnerId = partner.Id, Resource = resource, Code = code, DivisionCode = partner.DivisionCode, Sequence = sequence, Digest = digest, ReceivedAt = change.At,
                Remark = sequence > last + 1 ? $"序号不连续：上一批为 {last}，本批为 {sequence}，缺 {sequence - last - 1} 批。" : sequence <= last ? $"迟到的批次：已收到第 {last} 批。" : null,
            };
            db.Add(batch);
            await TakeAsync(partner, batch, rows, change, ct);
            db.Add(PartnerBook.Call(partner.Id, change, CallKind.Inbox, resource, batch.Rejected == 0 && batch.Remark is null, rows.Count, code, batch.Rejected > 0 ? $"拒收 {batch.Rejected} 条" : batch.Remark));
            await db.SaveChangesAsync(ct);
            return await AnswerAsync(batch, ct);
        }, ct);

    static (string Code, string Digest) Check(InEnvelope e, string resource)
    {
        if (e.BatchId?.Trim() is not { Length: > 0 and <= InboxTables.CodeLength } code || code.Any(char.IsControl)) throw new Refusal($"batchId 应为 1 至 {InboxTables.CodeLength} 个字符。", "batchId");
        if (e.CatalogueCode != resource) throw new Refusal($"catalogueCode 应为 {resource}。", "catalogueCode");
        if (e.Version is not Envelope) throw new Refusal($"version 应为 {Envelope}。", "version");
        if (e.Sequence is not > 0) throw new Refusal("sequence 应为从 1 开始的整数。", "sequence");
        if (e.Items.ValueKind != JsonValueKind.Array) throw new Refusal("缺少 items。", "items");
        var count = e.Items.GetArrayLength();
        if (count > MostItems) throw new Refusal($"一批最多 {MostItems} 条，请分批报送。", "items");
        if (e.Count != count) throw new Refusal($"count 为 {e.Count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "空"}，实有 {count} 条，可能没有传完。", "count");
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(e.Items.GetRawText())));
        if (!string.Equals(e.Sha256, digest, StringComparison.OrdinalIgnoreCase)) throw new Refusal("sha256 与 items 的内容不符，可能在途中被改动。", "sha256");
        return (code, digest);
    }

    Row Read(InSchema schema, JsonElement item, int number)
    {
        if (item.ValueKind != JsonValueKind.Object) return new(number, $"#{number}", 0, new Dictionary<string, string>(), [new("FORMAT", "items", "记录应为 {key, version, data}。")]);
        var key = item.TryGetProperty("key", out var k) && k.ValueKind is JsonValueKind.String or JsonValueKind.Number ? k.ToString().Trim() : "";
        var version = item.TryGetProperty("version", out var v) && v.ValueKind == JsonValueKind.Number && v.TryGetInt64(out var n) && n > 0 ? n : 0;
        var (values, problems) = schema.Read(item.TryGetProperty("data", out var data) ? data : default, code => divisions.Find(code) is not null);
        return Read(number, key, version, values, problems);
    }

    Row Read(InSchema schema, AdaptedRecord record, long version)
    {
        var (values, problems) = schema.Read(field => record.Values.GetValueOrDefault(field, ""), code => divisions.Find(code) is not null, []);
        return Read(record.Number, record.Key, record.Version ?? version, values, problems);
    }

    static Row Read(int number, string key, long version, IReadOnlyDictionary<string, string> values, IReadOnlyList<InProblem> problems)
    {
        List<InProblem> all = [.. problems];
        if (key.Length is 0 or > InboxTables.KeyLength) all.Insert(0, new("KEY", "key", $"key 应为 1 至 {InboxTables.KeyLength} 个字符。"));
        if (version == 0) all.Insert(0, new("VERSION", "version", "version 应为大于 0 的整数。"));
        return new(number, key.Length is 0 or > InboxTables.KeyLength ? $"#{number}" : key, version, values, all);
    }

    async Task TakeAsync(Partner partner, InboxBatch batch, List<Row> rows, Change change, CancellationToken ct)
    {
        foreach (var bad in rows.Where(r => r.Problems.Count > 0))
        {
            batch.Rejected++;
            db.Add(new InboxRejection { BatchId = batch.Id, RowNumber = bad.Number, RecordKey = bad.Key, Rules = Texts.Cut(string.Join(' ', bad.Problems.Select(p => p.Rule).Distinct()), 100), Message = Texts.Cut(string.Concat(bad.Problems.Select(p => p.Message)), InboxTables.Message) });
        }
        // The last one of a key in a batch counts as its newest when versions are equal.
        var good = rows.Where(r => r.Problems.Count == 0).GroupBy(r => r.Key).Select(g => g.MaxBy(r => r.Version)!).ToList();
        batch.Repeated += rows.Count - batch.Rejected - good.Count;
        string[] keys = [.. good.Select(r => r.Key)], codes = [.. good.Select(r => r.Values[InSchema.EmployerCode]).Distinct()];
        var held = await db.Set<InboxRecord>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(r => r.PartnerId == partner.Id && r.Resource == batch.Resource && EF.Parameter(keys).Contains(r.RecordKey)).ToDictionaryAsync(r => r.RecordKey, ct);
        var employers = await db.Set<Employer>().AsNoTracking().Where(e => e.CreditCode != null && EF.Parameter(codes).Contains(e.CreditCode) && e.MergedIntoId == null).Select(e => new { e.Id, Code = e.CreditCode!, e.Name, e.DivisionCode, e.SupervisorCode }).ToDictionaryAsync(e => e.Code, ct);
        var (told, named, task) = (new HashSet<Guid>(), new HashSet<string>(), InSchemas.All[batch.Resource].Task);
        foreach (var row in good)
        {
            var before = held.GetValueOrDefault(row.Key);
            if (before is not null && before.SourceVersion >= row.Version)
            {
                if (before.SourceVersion == row.Version) batch.Repeated++;
                else batch.Stale++;
                continue;
            }
            batch.Accepted++;
            var code = row.Values[InSchema.EmployerCode];
            var (employer, data) = (employers.GetValueOrDefault(code), JsonSerializer.Serialize(row.Values, Json));
            var record = before ?? new InboxRecord { PartnerId = partner.Id, Resource = batch.Resource, RecordKey = row.Key, CreditCode = code, DivisionCode = partner.DivisionCode, Data = data };
            (record.SourceVersion, record.CreditCode, record.Data, record.ReceivedAt, record.BatchId) = (row.Version, code, data, change.At, batch.Id);
            // Where no file has the code, the place that the record names keeps it, else the authority of the partner's place.
            (record.EmployerId, record.DivisionCode) = (employer?.Id, employer?.DivisionCode ?? PlaceOf(partner, row));
            if (before is null) db.Add(record);
            if (employer is not null && task is not null && before is null && told.Add(employer.Id)) board.Open(Todo(task, employer.Id, employer.Name, employer.SupervisorCode, batch.Id, change.At));
            if (employer is null && task is not null && before is null && named.Add(code)) board.Open(InboxUnfiled.Todo(record, task, row.Values.GetValueOrDefault(InSchema.EmployerName, code), CountyOf(record.DivisionCode), change.At));
        }
    }

    /// <summary>A place inside the partner's region; what it says of others stays with its own authority.</summary>
    string PlaceOf(Partner partner, Row row) =>
        row.Values.GetValueOrDefault(InSchema.Place) is { } place && divisions.PathOf(place).StartsWith(divisions.PathOf(partner.DivisionCode), StringComparison.Ordinal) ? place : partner.DivisionCode;

    /// <summary>The record points at something that somebody has to look at.</summary>
    internal static Todo Todo(InTask task, Guid employer, string name, string supervisor, Guid batch, DateTime at) => new()
    {
        Title = Texts.Cut(string.Format(System.Globalization.CultureInfo.InvariantCulture, task.Title, name), 200), Link = $"/registry/{employer}?tab={InboxTab.TabKey}", Permission = ExchangeModule.Answer,
        DivisionCode = supervisor, OnlyThere = true, SubjectKind = task.Kind, SubjectId = $"{employer:N}:{batch:N}", CreatedAt = at,
    };

    string CountyOf(string code) => divisions.Find(code) is { } place ? Jurisdiction.CountyOf(place) : code;

    /// <summary>The facts were looked at: the to-do items of the employer end.</summary>
    public Task SeenAsync(Guid employerId, string? note, CancellationToken ct) => write.CommitAsync(new("exchange.seen", Texts.Needed(note, 200, "note", "核查结果")), async change =>
    {
        var prefix = $"{employerId:N}:";
        var open = await db.Set<Todo>().Where(t => InSchemas.TaskKinds.Contains(t.SubjectKind) && t.SubjectId.StartsWith(prefix) && t.DoneAt == null).ToListAsync(ct);
        if (open.Count == 0) throw new Refusal("没有待核查的信息。");
        foreach (var todo in open) todo.DoneAt = change.At;
        change.Note(nameof(InboxRecord), employerId.ToString(), "act");
    }, ct);

    async Task<InAnswer> AnswerAsync(InboxBatch batch, CancellationToken ct)
    {
        var rejected = await db.Set<InboxRejection>().AsNoTracking().Where(r => r.BatchId == batch.Id).OrderBy(r => r.RowNumber).Take(500).Select(r => new InRejected(r.RowNumber, r.RecordKey, r.Rules, r.Message)).ToListAsync(ct);
        return new(batch.Code, batch.Accepted, batch.Repeated, batch.Stale, batch.Rejected, batch.Remark, rejected);
    }
}
