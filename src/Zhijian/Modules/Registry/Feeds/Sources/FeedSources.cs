using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Matching;

namespace Zhijian.Modules.Registry.Feeds.Sources;

/// <summary>A source as a batch uses it: fixed while the batch is read.</summary>
public sealed record FeedReading(FeedSource Source, FeedMapping Mapping, MappingSpec Spec, TrustTable Trust);

/// <summary>Who is believed how far.</summary>
public sealed class TrustTable(IEnumerable<FeedTrust> rows)
{
    /// <summary>Nobody has ranked the source: anybody ranked goes before.</summary>
    public const int Unranked = 99;
    readonly Dictionary<(string, FactGroup), int> ranks = rows.ToDictionary(t => (t.SourceKey, t.Group), t => t.Rank);

    public int RankOf(string lineage, FactGroup group) => ranks.GetValueOrDefault((SourceTrust.KeyOf(lineage), group), Unranked);
}

/// <summary>Sources with their mappings, for reading.</summary>
public sealed class FeedSources(ZhijianDb db)
{
    public async Task<FeedReading> ReadAsync(string key, CancellationToken ct)
    {
        var source = await db.Set<FeedSource>().AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, ct) ?? throw new NotFoundException();
        if (!source.Active) throw new Refusal($"来源“{source.Title}”已停用。");
        var mapping = await NewestAsync(source.Id, ct) ?? throw new Refusal($"来源“{source.Title}”还没有对照设置，请先上传样表设置各列的含义。");
        return await ReadAsync(source, mapping, ct);
    }

    public async Task<FeedReading> ReadAsync(Guid sourceId, Guid mappingId, CancellationToken ct) => await ReadAsync(
        await db.Set<FeedSource>().AsNoTracking().SingleAsync(s => s.Id == sourceId, ct), await db.Set<FeedMapping>().AsNoTracking().SingleAsync(m => m.Id == mappingId, ct), ct);

    public Task<FeedMapping?> NewestAsync(Guid sourceId, CancellationToken ct) =>
        db.Set<FeedMapping>().AsNoTracking().Where(m => m.SourceId == sourceId).OrderByDescending(m => m.Number).FirstOrDefaultAsync(ct);

    public async Task<TrustTable> TrustAsync(CancellationToken ct) => new(await db.Set<FeedTrust>().AsNoTracking().ToListAsync(ct));

    async Task<FeedReading> ReadAsync(FeedSource source, FeedMapping mapping, CancellationToken ct) => new(source, mapping, MappingSpec.Read(mapping.Spec), await TrustAsync(ct));
}

/// <summary>Takes the shipped sources and ranks into a new database; each source begins with our own headings.</summary>
sealed class FeedSeed(ReferenceFiles files, TimeProvider clock) : ISeed
{
    public async Task SeedAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        if (await db.Set<FeedTrust>().AnyAsync(ct)) return;
        await services.GetRequiredService<WritePath>().CommitAsync(new("feeds.load", "首次启动载入数据来源和采信次序"), change =>
        {
            foreach (var r in files.Rows("feed-sources.csv"))
            {
                var source = new FeedSource { Key = r["key"]!, Title = r["title"]!, Kind = Enum.Parse<FeedSourceKind>(r["kind"]!), Department = r["department"]!, Basis = r["basis"]!, Confidence = r["confidence"]! };
                db.Add(source);
                db.Add(new FeedMapping { SourceId = source.Id, Number = 1, Spec = FeedSheet.Plain.Store(), SavedBy = "系统", SavedAt = clock.GetUtcNow().UtcDateTime });
            }
            db.AddRange(files.Rows("feed-trust.csv").Select(r => new FeedTrust
            {
                SourceKey = r["source"]!, Group = Enum.Parse<FactGroup>(r["group"]!), Rank = r.Int("rank"), Basis = r["basis"]!, Source = r["origin"]!, Confidence = r["confidence"]!,
            }));
            return Task.CompletedTask;
        }, ct);
    }
}
