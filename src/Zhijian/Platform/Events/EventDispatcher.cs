using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Events;

/// <summary>Hands committed events to their later handlers; a failing event waits longer each time and is kept.</summary>
sealed class EventDispatcher(IServiceScopeFactory scopes, EventSignal signal, TimeProvider clock, ILogger<EventDispatcher> log) : BackgroundService
{
    const int Batch = 100, MostTries = 12;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DispatchAsync(stoppingToken) == Batch) { }
                await signal.WaitAsync(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception e)
            {
                log.LogError(e, "Events could not be dispatched; trying again");
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    /// <summary>Handles the events that are due; returns how many were found.</summary>
    public async Task<int> DispatchAsync(CancellationToken ct)
    {
        List<Guid> due;
        await using (var scope = scopes.CreatePlatformScope())
        {
            var now = clock.GetUtcNow().UtcDateTime;
            due = await scope.Db().Set<EventMessage>().Where(e => e.HandledAt == null && e.NextTryAt <= now && e.Tries < MostTries)
                .OrderBy(e => e.NextTryAt).Select(e => e.Id).Take(Batch).ToListAsync(ct);
        }
        foreach (var id in due)
        {
            try { await HandleAsync(id, ct); }
            catch (Exception e) when (e is not OperationCanceledException) { await PostponeAsync(id, e, ct); }
        }
        return due.Count;
    }

    async Task HandleAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        var handlers = scope.ServiceProvider.GetRequiredService<EventHandlers>();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("event.handle", Quiet: true), async change =>
        {
            // Another node may have taken it: whoever holds the row handles it.
            var message = db.IsPostgres
                ? await db.Set<EventMessage>().FromSql($"SELECT * FROM events WHERE id = {id} AND handled_at IS NULL FOR UPDATE SKIP LOCKED").SingleOrDefaultAsync(ct)
                : await db.Set<EventMessage>().SingleOrDefaultAsync(e => e.Id == id && e.HandledAt == null, ct);
            if (message is null) return;
            var type = typeof(EventDispatcher).Assembly.GetType(message.Type) ?? throw new InvalidOperationException($"Unknown event {message.Type}");
            await handlers.RunLaterAsync(JsonSerializer.Deserialize(message.Body, type)!, change, ct);
            message.HandledAt = change.At;
            message.Tries++;
        }, ct);
    }

    async Task PostponeAsync(Guid id, Exception error, CancellationToken ct)
    {
        log.LogError(error, "Event {EventId} failed", id);
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("event.postpone", Quiet: true), async change =>
        {
            if (await db.Set<EventMessage>().FindAsync([id], ct) is not { HandledAt: null } message) return;
            message.Tries++;
            message.LastError = error.Message[..Math.Min(error.Message.Length, 1000)];
            message.NextTryAt = change.At + TimeSpan.FromSeconds(Math.Pow(2, Math.Min(message.Tries, 11)));
        }, ct);
    }
}
