using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Platform.Events;

/// <summary>Handles what happened inside the same transaction: the effect is true at once or nothing is.</summary>
public interface IHandleNow<in TEvent>
{
    Task HandleAsync(TEvent happened, Change change, CancellationToken ct);
}

/// <summary>
/// Handles what happened after the commit, at least once, each event in a transaction of its own in which the handling
/// itself is remembered, so that the effects inside the database come once.
/// </summary>
public interface IHandleLater<in TEvent>
{
    Task HandleAsync(TEvent happened, Change change, CancellationToken ct);
}

/// <summary>Something that happened, saved in the transaction in which it did.</summary>
[NotAudited]
public sealed class EventMessage
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Type { get; init; }
    public required string Body { get; init; }
    public DateTime At { get; init; }
    public DateTime? HandledAt { get; set; }
    public DateTime NextTryAt { get; set; }
    public int Tries { get; set; }
    public string? LastError { get; set; }

    internal static EventMessage Of(object happened, DateTime at, bool later) => new()
    {
        // Nobody waits for it: kept as history, never dispatched.
        HandledAt = later ? null : at,
        Type = happened.GetType().FullName!,
        Body = JsonSerializer.Serialize(happened, happened.GetType()),
        At = at,
        NextTryAt = at,
    };
}

sealed class EventTable : IEntityTypeConfiguration<EventMessage>
{
    public void Configure(EntityTypeBuilder<EventMessage> table)
    {
        table.ToTable("events");
        table.Property(e => e.Type).HasMaxLength(200);
        table.Property(e => e.LastError).HasMaxLength(1000);
        table.HasIndex(e => new { e.HandledAt, e.NextTryAt });
    }
}

/// <summary>Wakes the dispatcher when something was committed.</summary>
public sealed class EventSignal : IDisposable
{
    readonly SemaphoreSlim signal = new(0, 1);
    public void Raise()
    {
        if (signal.CurrentCount > 0) return;
        try { signal.Release(); }
        catch (SemaphoreFullException) { /* raised twice at once: one waking is enough */ }
    }
    public void Dispose() => signal.Dispose();
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => signal.WaitAsync(atMost, ct);
}

/// <summary>Finds the handlers of an event among the registered services.</summary>
public sealed class EventHandlers(IServiceProvider services)
{
    internal async Task RunNowAsync(Change change, CancellationToken ct)
    {
        // Handlers may raise further events; the list grows while it is walked.
        for (var i = 0; i < change.Events.Count; i++)
            await RunAsync(typeof(IHandleNow<>), change.Events[i], change, ct);
    }

    internal bool Later(object happened) => services.GetServices(typeof(IHandleLater<>).MakeGenericType(happened.GetType())).Any();

    internal Task RunLaterAsync(object happened, Change change, CancellationToken ct) =>
        RunAsync(typeof(IHandleLater<>), happened, change, ct);

    async Task RunAsync(Type kind, object happened, Change change, CancellationToken ct)
    {
        var type = kind.MakeGenericType(happened.GetType());
        foreach (var handler in services.GetServices(type))
            await (Task)type.GetMethod("HandleAsync")!.Invoke(handler, [happened, change, ct])!;
    }
}
