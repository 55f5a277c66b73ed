using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Rules.Matching;

namespace Zhijian.Modules.Registry.Feeds.Confirming;

/// <summary>A person's answers to the records that the rules would not decide.</summary>
sealed class MatchDesk(ZhijianDb db, WritePath write, FeedSources sources, FeedPlanner planner, FeedApplier applier, FeedIntake intake, CandidateFinder finder, Viewer viewer)
{
    /// <summary>Most records that one press of a button accepts.</summary>
    public const int MostAtOnce = 200;

    /// <summary>It is this employer: what the record says is written into his file, by the order of trust.</summary>
    public Task AcceptAsync(Guid itemId, Guid employerId, string? key, CancellationToken ct) => write.CommitAsync(new("feeds.match-accept", Key: key), async change =>
    {
        var (item, batch, reading, row, plan) = await OpenAsync(itemId, ct);
        if (!(await finder.LoadAsync([employerId], ct)).TryGetValue(employerId, out var known) || !viewer.Scope.Covers(known.ScopePath)) throw new NotFoundException();
        if (row.CreditCode is { } code && await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(e => e.CreditCode == code && e.Id != known.Id && e.MergedIntoId == null, ct))
            throw new Refusal("记录的统一社会信用代码已属于另一份档案，请先在“重复档案”中合并，或选择那一份。");
        var files = await FeedTargets.LoadAsync(db, [known.Id], tracked: true, ct);
        item.Changes = applier.Apply(change, files, known.Id, row, plan, reading, batch.Lineage, FeedIntake.Link(batch));
        applier.Hint(await intake.HintsAsync(reading, [known.Id], ct), files.Employer(known.Id), row, reading, ChinaTime.DateOf(change.At));
        Decide(item, FeedDecision.Accepted, known.Id, change);
    }, ct);

    /// <summary>It is somebody else: a new file.</summary>
    public Task<Guid> MakeNewAsync(Guid itemId, string? key, CancellationToken ct) => write.CommitAsync(new("feeds.match-new", Key: key), async change =>
    {
        var (item, batch, reading, row, plan) = await OpenAsync(itemId, ct);
        if (planner.Incomplete(plan, row) is { } problem) throw new Refusal($"{FeedFacts.Of(problem.Fact).Title}：{problem.Message}。");
        if (row.CreditCode is { } code && await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(e => e.CreditCode == code, ct))
            throw new Refusal("这个统一社会信用代码已有档案，不能再建一份。");
        var made = await intake.MakeAsync(change, row, plan, reading, batch.Lineage, FeedIntake.Link(batch), ct);
        Decide(item, FeedDecision.MadeNew, made.Id, change);
        return made.Id;
    }, ct);

    /// <summary>The record is of no use.</summary>
    public Task DismissAsync(Guid itemId, string reason, string? key, CancellationToken ct) => write.CommitAsync(new("feeds.match-dismiss", reason, key), async change =>
        Decide(await FindAsync(itemId, ct), FeedDecision.Dismissed, null, change), ct);

    /// <summary>Goes to the end of the line.</summary>
    public Task DeferAsync(Guid itemId, CancellationToken ct) => write.CommitAsync(new("feeds.match-defer"), async _ => (await FindAsync(itemId, ct)).Deferred = true, ct);

    /// <summary>Accepts the best candidate of every open record from a score on, where no other comes near.</summary>
    /// <param name="score">In thousandths.</param>
    /// <param name="only">Those that were selected, whatever their score.</param>
    /// <returns>Accepted, and left because something stood against it.</returns>
    public async Task<(int Accepted, int Left)> AcceptAboveAsync(int score, IReadOnlyCollection<Guid>? only, CancellationToken ct)
    {
        if (score is < 500 or > 1000) throw new Refusal("分数应在 0.5 至 1 之间。", "score");
        Guid[] chosen = [.. only ?? []];
        var open = await db.Set<FeedItem>().AsNoTracking()
            .Where(i => i.Outcome == FeedOutcome.ToConfirm && i.Decision == FeedDecision.None && (i.Score >= score || only != null) && (only == null || EF.Parameter(chosen).Contains(i.Id)))
            .OrderByDescending(i => i.Score).ThenBy(i => i.Id).Take(MostAtOnce).Select(i => new { i.Id, i.Working }).ToListAsync(ct);
        var (accepted, left) = (0, 0);
        foreach (var item in open)
        {
            var candidates = Candidates(item.Working);
            if (candidates.Count == 0 || candidates.Skip(1).Any(o => candidates[0].Score - o.Score < MatchPolicy.Usual.Margin))
            {
                left++;
                continue;
            }
            try
            {
                await AcceptAsync(item.Id, candidates[0].EmployerId, null, ct);
                accepted++;
            }
            catch (Exception e) when (e is Refusal or NotFoundException or DbUpdateConcurrencyException)
            {
                left++;
            }
        }
        return (accepted, left);
    }

    public static IReadOnlyList<KeptCandidate> Candidates(string? working) => working is null ? [] : JsonSerializer.Deserialize<List<KeptCandidate>>(working, FeedIntake.Json)!;

    public static FeedRow? Record(FeedItem item) => item.Payload is null ? null : JsonSerializer.Deserialize<FeedRow>(item.Payload, FeedIntake.Json);

    async Task<FeedItem> FindAsync(Guid id, CancellationToken ct)
    {
        var item = await db.Set<FeedItem>().SingleOrDefaultAsync(i => i.Id == id && i.Outcome == FeedOutcome.ToConfirm, ct) ?? throw new NotFoundException();
        return item.IsOpen ? item : throw new Refusal($"这条记录已由{item.DecidedBy}处理。");
    }

    async Task<(FeedItem Item, FeedBatch Batch, FeedReading Reading, FeedRow Row, FeedPlan Plan)> OpenAsync(Guid itemId, CancellationToken ct)
    {
        var item = await FindAsync(itemId, ct);
        // A county decides on a record that the city delivered.
        var batch = await db.Set<FeedBatch>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking().SingleAsync(b => b.Id == item.BatchId, ct);
        var reading = await sources.ReadAsync(batch.SourceId, batch.MappingId, ct);
        var row = Record(item)!;
        return (item, batch, reading, row, await planner.ReadAsync(reading, row, ct));
    }

    void Decide(FeedItem item, FeedDecision decision, Guid? employer, Change change)
    {
        (item.Decision, item.EmployerId, item.DecidedAt, item.DecidedBy) = (decision, employer, change.At, viewer.Name);
        // Nobody needs the personal data of the record any more.
        item.Payload = null;
    }
}
