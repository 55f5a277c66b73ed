namespace Zhijian.Data;

/// <summary>
/// SQLite has one writer. Writers of this process queue here in order, so that nobody meets "database is locked";
/// writers of another process (the command line) are waited for by the busy timeout. PostgreSQL needs no gate.
/// </summary>
public sealed class WriteGate(bool oneWriter) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly SemaphoreSlim door = new(1, 1);

    public async Task<IDisposable?> EnterAsync(CancellationToken ct)
    {
        if (!oneWriter) return null;
        if (!await door.WaitAsync(Patience, ct)) throw new BusyException();
        return new Turn(door);
    }

    public void Dispose() => door.Dispose();

    sealed class Turn(SemaphoreSlim door) : IDisposable
    {
        int left;
        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0) door.Release();
        }
    }
}

public sealed class BusyException() : Exception("写入繁忙，请稍后重试。");
