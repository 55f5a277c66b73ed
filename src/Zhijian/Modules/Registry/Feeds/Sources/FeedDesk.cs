using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Imports;

namespace Zhijian.Modules.Registry.Feeds.Sources;

public sealed record SourceDraft(string Title, string Department, bool Active, decimal CertainAt, decimal LikelyAt);

/// <summary>Sources, their mappings and ranks; and the start of a file.</summary>
public sealed partial class FeedDesk(ZhijianDb db, WritePath write, FeedSources sources, ImportDesk imports, Viewer viewer, ServerSettings settings)
{
    [GeneratedRegex("^[a-z][a-z0-9-]{1,29}$")]
    private static partial Regex Keys();

    public Task<Guid> CreateAsync(string key, FeedSourceKind kind, SourceDraft draft, string? request, CancellationToken ct) => write.CommitAsync(new("feeds.source-create", Key: request), async change =>
    {
        if (!Keys().IsMatch(key)) throw new Refusal("标识应为 2 至 30 位小写字母、数字或短横线，以字母开头。", "Key");
        if (await db.Set<FeedTrust>().AnyAsync(t => t.SourceKey == key, ct) || await db.Set<FeedSource>().AnyAsync(s => s.Key == key, ct)) throw new Refusal("已有这个标识。", "Key");
        Check(draft);
        var source = new FeedSource { Key = key, Kind = kind, Title = draft.Title.Trim(), Department = draft.Department.Trim(), CertainAt = draft.CertainAt, LikelyAt = draft.LikelyAt, Basis = $"{viewer.Name}登记", Confidence = "user" };
        db.Add(source);
        db.Add(new FeedMapping { SourceId = source.Id, Number = 1, Spec = FeedSheet.Plain.Store(), SavedBy = viewer.Name, SavedAt = change.At });
        // Believed as the shipped source of its kind is, until somebody decides otherwise.
        var like = KeyOf(kind);
        var ranks = await db.Set<FeedTrust>().AsNoTracking().Where(t => t.SourceKey == like).ToListAsync(ct);
        db.AddRange(ranks.Select(t => new FeedTrust { SourceKey = key, Group = t.Group, Rank = t.Rank, Basis = t.Basis, Source = $"同“{like}”", Confidence = t.Confidence }));
        return source.Id;
    }, ct);

    public Task EditAsync(Guid id, long version, SourceDraft draft, CancellationToken ct) => write.CommitAsync(new("feeds.source-edit"), async _ =>
    {
        var source = await FindAsync(id, ct);
        if (source.Version != version) throw new DbUpdateConcurrencyException();
        Check(draft);
        (source.Title, source.Department, source.Active) = (draft.Title.Trim(), draft.Department.Trim(), draft.Active);
        (source.CertainAt, source.LikelyAt) = (draft.CertainAt, draft.LikelyAt);
    }, ct);

    /// <summary>A new edition; the same content as the present one makes none.</summary>
    public Task<int> MapAsync(Guid sourceId, MappingSpec spec, string? request, CancellationToken ct) => write.CommitAsync(new("feeds.map", Key: request), async change =>
    {
        var source = await FindAsync(sourceId, ct);
        var stored = spec.Checked().Store();
        var newest = await sources.NewestAsync(source.Id, ct);
        if (newest?.Spec == stored) return newest.Number;
        var mapping = new FeedMapping { SourceId = source.Id, Number = (newest?.Number ?? 0) + 1, Spec = stored, SavedBy = viewer.Name, SavedAt = change.At };
        db.Add(mapping);
        return mapping.Number;
    }, ct);

    public Task RankAsync(IReadOnlyDictionary<Guid, int> ranks, string reason, CancellationToken ct) => write.CommitAsync(new("feeds.rank", reason), async _ =>
    {
        Guid[] ids = [.. ranks.Keys];
        foreach (var trust in await db.Set<FeedTrust>().Where(t => ids.Contains(t.Id)).ToListAsync(ct))
        {
            if (ranks[trust.Id] is < 1 or > TrustTable.Unranked) throw new Refusal($"次序应为 1 至 {TrustTable.Unranked} 的整数。");
            trust.Rank = ranks[trust.Id];
        }
    }, ct);

    /// <summary>Begins a received file as a batch of the source; its key is that of the import.</summary>
    public Task<Guid> StartAsync(Guid sourceId, ReceivedSheet sheet, bool again, string? request, CancellationToken ct, bool inBackground = true) => write.CommitAsync(new("feeds.start", Key: request), async change =>
    {
        var source = await FindAsync(sourceId, ct);
        var reading = await sources.ReadAsync(source.Key, ct);
        var id = await imports.StartAsync(sheet, again, null, ct, inBackground);
        db.Add(new FeedBatch
        {
            Id = id, SourceId = source.Id, SourceKey = source.Key, SourceTitle = source.Title, Code = $"{ChinaTime.DateOf(change.At):yyyyMMdd}-{id.ToString("N")[^8..]}", MappingId = reading.Mapping.Id, Channel = FeedChannel.File,
            FileName = sheet.FileName, DivisionCode = viewer.DivisionCode ?? settings.HomeDivision, SentBy = viewer.Name, ReceivedAt = change.At,
        });
        return id;
    }, ct);

    async Task<FeedSource> FindAsync(Guid id, CancellationToken ct) => await db.Set<FeedSource>().SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException();

    static string KeyOf(FeedSourceKind kind) => kind switch
    {
        FeedSourceKind.Register => "register", FeedSourceKind.Tax => "tax", FeedSourceKind.Power => "power", FeedSourceKind.Environment => "environment",
        FeedSourceKind.SocialInsurance => "social-insurance", _ => "import",
    };

    static void Check(SourceDraft draft)
    {
        if (draft.Title.Trim() is not { Length: > 0 and <= 60 }) throw new Refusal("请填写来源名称，不超过 60 个字。", nameof(draft.Title));
        if (draft.Department.Trim() is not { Length: > 0 and <= 60 }) throw new Refusal("请填写提供部门，不超过 60 个字。", nameof(draft.Department));
        if (draft.LikelyAt is < 0.5m or > 1) throw new Refusal("人工确认起点应在 0.5 至 1 之间。", nameof(draft.LikelyAt));
        if (draft.CertainAt < draft.LikelyAt || draft.CertainAt > 1) throw new Refusal("自动匹配起点应不低于人工确认起点，不高于 1。", nameof(draft.CertainAt));
    }
}
