using System.Collections.Concurrent;
using System.Reflection;
using Zhijian.Data;
using Zhijian.Modules.Registry;

namespace Zhijian.Modules.Oversight;

/// <summary>Every row that names an employer touches its figures, whichever desk or import writes it.</summary>
sealed class FigureWatch(FigureSignal signal) : IRowWatch
{
    // Its own seed counts the whole demonstration once.
    const string Demonstration = "demonstration.generate";
    static readonly ConcurrentDictionary<Type, Func<object, Guid?>?> Readers = new();

    public IRowNotes Begin() => new Notes(signal);

    static Func<object, Guid?>? ReaderOf(Type type)
    {
        if (type == typeof(FigureMember) || type == typeof(FigurePast) || type == typeof(FigureTouch)) return null;
        if (type == typeof(Employer)) return row => ((Employer)row).Id;
        if (type.GetProperty("EmployerId") is not { CanRead: true } property) return null;
        if (property.PropertyType == typeof(Guid)) return (Func<object, Guid?>)Typed.MakeGenericMethod(type).Invoke(null, [property])!;
        return property.PropertyType == typeof(Guid?) ? row => (Guid?)property.GetValue(row) : null;
    }

    static readonly MethodInfo Typed = typeof(FigureWatch).GetMethod(nameof(Quick), BindingFlags.Static | BindingFlags.NonPublic)!;

    static Func<object, Guid?> Quick<T>(PropertyInfo property)
    {
        var get = property.GetMethod!.CreateDelegate<Func<T, Guid>>();
        return row => get((T)row);
    }

    sealed class Notes(FigureSignal signal) : IRowNotes
    {
        readonly HashSet<Guid> touched = [];

        public void See(object row, string? formerPath)
        {
            if (Readers.GetOrAdd(row.GetType(), ReaderOf)?.Invoke(row) is { } employer) touched.Add(employer);
        }

        public async Task WriteAsync(ZhijianDb db, Change change, CancellationToken ct)
        {
            if (touched.Count == 0 || change.Act.Name == Demonstration) return;
            await Bulk.CopyAsync(db, touched.Order().Select(id => new FigureTouch { EmployerId = id }), ct);
            change.AfterCommit(signal.Raise);
        }
    }
}

/// <summary>Wakes the one who counts, when something was committed on this node.</summary>
sealed class FigureSignal : IDisposable
{
    readonly SemaphoreSlim signal = new(0, 1);

    public void Raise()
    {
        if (signal.CurrentCount > 0) return;
        try { signal.Release(); }
        catch (SemaphoreFullException) { /* raised twice at once: one waking is enough */ }
    }

    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => signal.WaitAsync(atMost, ct);
    public void Dispose() => signal.Dispose();
}
