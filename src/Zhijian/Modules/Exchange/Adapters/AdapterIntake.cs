using Zhijian.Data;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Files;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Exchange.Adapters;

/// <summary>What came of a file, over all its parts.</summary>
public sealed record FileAnswer(int Accepted, int Repeated, int Stale, int Rejected, IReadOnlyList<string> Batches);

/// <summary>A partner's file, brought by hand: read to its end first, then taken in batches by the same rules as what systems send.</summary>
public sealed class AdapterIntake(ZhijianDb db, WritePath write, InboxDesk inbox, FileDesk files, FileStore store, DivisionDirectory divisions)
{
    public const int MaxMegabytes = 32, MostRows = 20_000;
    const int HashShown = 16;
    static readonly FilePurpose Purpose = new("exchange-file", FilePolicy.Sheets with { MaxBytes = (long)MaxMegabytes << 20 }, ExchangeModule.Manage, IsPersonal: true);

    public Task<FileReceipt> ReceiveAsync(Stream content, string name, CancellationToken ct) => files.ReceiveAsync(content, name, Purpose, ct);

    public async Task<FileAnswer> TakeAsync(Partner partner, FileAdapter adapter, FileReceipt receipt, string name, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List<AdaptedRecord> records = [];
        await using (var content = store.OpenRead(receipt.Hash))
            foreach (var record in AdapterReader.Read(content, receipt.Kind, adapter, divisions))
            {
                ct.ThrowIfCancellationRequested();
                if (records.Count == MostRows) throw new Refusal($"一个文件最多 {MostRows} 行，请分成几个文件上传，或由对方系统按批次报送。", "Upload");
                records.Add(record);
            }
        if (records.Count == 0) throw new Refusal("文件里没有数据行。", "Upload");
        await write.CommitAsync(new("exchange.file"), change =>
        {
            files.Keep(change, receipt, name, Purpose);
            change.Note(nameof(Partner), partner.Id.ToString(), "file", new { adapter.Code, Rows = records.Count }, partner.ScopePath);
            return Task.CompletedTask;
        }, ct);
        List<InAnswer> answers = [];
        foreach (var (part, at) in records.Chunk(InboxDesk.MostItems).Select((part, at) => (part, at + 1)))
            answers.Add(await inbox.ReceiveAsync(partner, adapter, $"{adapter.Code} {receipt.Hash[..HashShown]}/{at}", receipt.Hash, part, ct));
        return new(answers.Sum(a => a.Accepted), answers.Sum(a => a.Repeated), answers.Sum(a => a.Stale), answers.Sum(a => a.Rejected), [.. answers.Select(a => a.BatchId)]);
    }
}
