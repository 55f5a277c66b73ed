using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting.Watching;

namespace Zhijian.Data;

/// <summary>What is being done, by which use case.</summary>
/// <param name="Name">Stable name "room.verb", for instance "reference.approve"; what auditors filter by.</param>
/// <param name="Reason">Why, in the words of whoever does it; null where the act explains itself.</param>
/// <param name="Key">Idempotency key of the request: the same key of the same user has one effect.</param>
/// <param name="Quiet">Leaves no audit line of its own when no audited row changed (the platform's own bookkeeping).</param>
public sealed record Act(string Name, string? Reason = null, string? Key = null, bool Quiet = false);

/// <summary>
/// The one way to change data: state, versions, events, idempotency and audit in one transaction, all or nothing.
/// The work may run again after a deadlock, so it loads what it changes inside itself.
/// </summary>
public sealed class WritePath(
    ZhijianDb db, WriteGate gate, IViewer viewer, TimeProvider clock, AuditChain audit, EventHandlers handlers, EventSignal signal,
    IEnumerable<IRowWatch> watches)
{
    const int Attempts = 3;
    Rehearsal? rehearsal;

    /// <summary>Everything of the work is done and checked, and nothing is kept; what it would bring forth is there to be looked at.</summary>
    public async Task<(T Result, Rehearsal Rehearsal)> RehearseAsync<T>(Func<Task<T>> work)
    {
        var own = rehearsal = new();
        try
        {
            return (await work(), own);
        }
        finally
        {
            rehearsal = null;
        }
    }

    public async Task CommitAsync(Act act, Func<Change, Task> work, CancellationToken ct = default) =>
        await CommitAsync(act, async change => { await work(change); return true; }, ct);

    public async Task<T> CommitAsync<T>(Act act, Func<Change, Task<T>> work, CancellationToken ct = default)
    {
        if (db.Change is { } open) return await work(open);

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(act, work, ct);
            }
            catch (Exception e) when (attempt < Attempts && Faults.MayPassOnRetry(e))
            {
                // Deadlock: start again from what is stored now.
            }
        }
    }

    /// <summary>Twin requests with one key wait for each other here, so that the second finds what the first did.</summary>
    async Task<DoneRequest?> FindDoneAsync(string actor, string key, CancellationToken ct)
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({actor + key}, 0))", ct);
        return await db.Set<DoneRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Actor == actor && r.Key == key, ct);
    }

    async Task<T> OnceAsync<T>(Act act, Func<Change, Task<T>> work, CancellationToken ct)
    {
        using var turn = await gate.EnterAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var actor = viewer.UserId?.ToString() ?? viewer.Name;
        if (rehearsal is null && act.Key is not null && await FindDoneAsync(actor, act.Key, ct) is { } done) return done.ResultOf<T>(act);

        var change = new Change(act, viewer, clock.GetUtcNow().UtcDateTime, [.. watches.Select(w => w.Begin())]) { Rehearsal = rehearsal };
        db.Change = change;
        try
        {
            var result = await work(change);
            await db.SaveChangesAsync(ct);
            await handlers.RunNowAsync(change, ct);
            await db.SaveChangesAsync(ct);
            if (rehearsal is not null)
            {
                await transaction.RollbackAsync(CancellationToken.None);
                db.ChangeTracker.Clear();
                return result;
            }
            foreach (var notes in change.Notes) await notes.WriteAsync(db, change, ct);
            db.AddRange(change.Events.Select(e => EventMessage.Of(e, change.At, handlers.Later(e))));
            if (act.Key is not null) db.Add(DoneRequest.Of(actor, act, result, change.At));
            await audit.AppendAsync(db, change, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(CancellationToken.None);
            change.Committed();
            Telemetry.Written(act.Name);
            if (change.Tip is not null) audit.Anchor(change.Tip);
            if (change.Events.Count > 0) signal.Raise();
            return result;
        }
        catch (Exception e)
        {
            db.ChangeTracker.Clear();
            Telemetry.Refused(Faults.Of(e).Status);
            throw;
        }
        finally
        {
            db.Change = null;
        }
    }
}

/// <summary>What a change would have brought forth.</summary>
public sealed class Rehearsal
{
    public List<DraftPaper> Papers { get; } = [];
    /// <summary>What would do it again later; null: it cannot wait.</summary>
    public StepDraft? Step { get; set; }
}

/// <summary>Follows every change: begins its notes with it.</summary>
public interface IRowWatch
{
    IRowNotes Begin();
}

/// <summary>Sees every row of one change that is written, tracked or in bulk, and remembers in the same transaction what follows from them.</summary>
public interface IRowNotes
{
    /// <param name="formerPath">Who supervised the row before this change; null where that is not known or nothing was there.</param>
    void See(object row, string? formerPath);
    Task WriteAsync(ZhijianDb db, Change change, CancellationToken ct);
}

/// <summary>A change under way: what the use case adds to the transaction besides the rows themselves.</summary>
public sealed class Change(Act act, IViewer viewer, DateTime at, IReadOnlyList<IRowNotes> notes)
{
    readonly List<EntityChange> entries = [];
    readonly List<object> events = [];
    readonly List<Action> afterCommit = [];

    public Act Act { get; } = act;
    public IViewer Viewer { get; } = viewer;
    /// <summary>UTC; the same for everything in this transaction.</summary>
    public DateTime At { get; } = at;
    /// <summary>Not null: nothing of it will be kept.</summary>
    public Rehearsal? Rehearsal { get; init; }
    /// <summary>Not null: a head has approved what is issued in it.</summary>
    public Approval? Approval { get; set; }
    internal IReadOnlyList<EntityChange> Entries => entries;
    internal IReadOnlyList<object> Events => events;
    internal AuditTip? Tip { get; set; }
    internal IReadOnlyList<IRowNotes> Notes => notes;

    internal void Saw(object row, string? formerPath = null)
    {
        foreach (var watching in notes) watching.See(row, formerPath);
    }

    /// <summary>Says what happened; handled in this transaction or later, see <see cref="EventHandlers"/>.</summary>
    public void Raise(object happened) => events.Add(happened);

    /// <summary>Writes a line into the audit that no tracked row tells: a bulk load, a reading of personal data, a failed sign-in.</summary>
    public void Note(string entity, string entityId, string kind, object? after = null, string? scopePath = null) =>
        entries.Add(new(entity, entityId, kind, null, after is null ? null : ChangeLog.ToJson(after), scopePath));

    /// <summary>Runs when the transaction is committed, for instance to forget a cache.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    internal void Record(IEnumerable<EntityChange> changes) => entries.AddRange(changes);
    internal void Committed() => afterCommit.ForEach(a => a());
}

/// <summary>The effect of a request that may come again.</summary>
[NotAudited]
public sealed class DoneRequest
{
    public required string Actor { get; init; }
    public required string Key { get; init; }
    public required string ActName { get; init; }
    public required string Result { get; init; }
    public DateTime At { get; init; }

    internal static DoneRequest Of<T>(string actor, Act act, T result, DateTime at) =>
        new() { Actor = actor, Key = act.Key!, ActName = act.Name, Result = JsonSerializer.Serialize(result), At = at };

    internal T ResultOf<T>(Act act) => ActName == act.Name
        ? JsonSerializer.Deserialize<T>(Result)!
        : throw new Refusal("该请求编号已用于另一项操作，请刷新页面后重试。");
}

sealed class DoneRequestTable : IEntityTypeConfiguration<DoneRequest>
{
    public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<DoneRequest> table)
    {
        table.ToTable("done_requests");
        table.HasKey(r => new { r.Actor, r.Key });
        table.Property(r => r.Actor).HasMaxLength(80);
        table.Property(r => r.Key).HasMaxLength(80);
        table.Property(r => r.ActName).HasMaxLength(80);
        table.HasIndex(r => r.At);
    }
}
