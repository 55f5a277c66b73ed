using System.Collections.Concurrent;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Exchange.Partners;

/// <summary>
/// Keeps what partners asked for and sent. A call is answered when its line is on the disk; lines that wait at the same moment share one
/// transaction, so many partners reading at once do not wait for the disk one after another.
/// </summary>
public sealed class PartnerBook(IServiceScopeFactory scopes) : IDisposable
{
    const int Most = 200;
    readonly SemaphoreSlim turn = new(1, 1);
    readonly ConcurrentQueue<Line> waiting = new();

    sealed record Line(Func<Change, PartnerCall> Call)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public async Task NoteAsync(Partner partner, CallKind kind, string? resource, bool good, int rows, string? about, string? message, CancellationToken ct)
    {
        var line = new Line(change => Call(partner.Id, change, kind, resource, good, rows, about, message));
        waiting.Enqueue(line);
        await turn.WaitAsync(ct);
        try
        {
            // Whoever had the turn before may have written it already.
            while (!line.Written.Task.IsCompleted) await WriteAsync();
        }
        finally
        {
            turn.Release();
        }
        await line.Written.Task;
    }

    async Task WriteAsync()
    {
        var lines = new List<Line>();
        while (lines.Count < Most && waiting.TryDequeue(out var line)) lines.Add(line);
        try
        {
            await using var scope = scopes.CreatePlatformScope();
            // Not broken off with the request of one of them: the others wait for it too.
            await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("exchange.call", Quiet: true), change =>
            {
                scope.Db().AddRange(lines.Select(l => l.Call(change)));
                return Task.CompletedTask;
            }, CancellationToken.None);
            foreach (var line in lines) line.Written.SetResult();
        }
        catch (Exception e)
        {
            foreach (var line in lines) line.Written.SetException(e);
        }
    }

    internal static PartnerCall Call(Guid partnerId, Change change, CallKind kind, string? resource, bool good, int rows, string? about, string? message) => new()
    {
        PartnerId = partnerId, At = change.At, Kind = kind, Resource = resource, Good = good, Rows = rows, About = Texts.CutIfAny(about, PartnerTables.About), Message = Texts.CutIfAny(message, PartnerTables.Message),
    };

    public void Dispose() => turn.Dispose();
}
