using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Files;

/// <summary>Every night: removes content that no row names any more, or that was received a day ago for a row that never came.</summary>
[DisallowConcurrentExecution]
sealed class OrphanSweep(IServiceScopeFactory scopes, FileStore store, TimeProvider clock, ILogger<OrphanSweep> log) : IJob
{
    static readonly TimeSpan Patience = TimeSpan.FromHours(24);
    const int AtOnce = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var removed = await SweepAsync(clock.GetUtcNow().UtcDateTime - Patience, cancellationToken);
        if (removed > 0) log.LogInformation("{Removed} files without a row were removed", removed);
    }

    /// <returns>Number of files removed.</returns>
    public async Task<int> SweepAsync(DateTime receivedBefore, CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        var removed = 0;
        foreach (var hashes in store.Hashes().Chunk(AtOnce))
        {
            var held = await HeldAsync(db, hashes, ct);
            removed += hashes.Count(hash => !held.Contains(hash) && store.Drop(hash, receivedBefore));
        }
        return removed;
    }

    /// <summary>Those of the files that some row names, in whichever table.</summary>
    static async Task<HashSet<string>> HeldAsync(ZhijianDb db, string[] hashes, CancellationToken ct)
    {
        var held = new HashSet<string>();
        var read = typeof(OrphanSweep).GetMethod(nameof(ReadAsync), BindingFlags.Static | BindingFlags.NonPublic)!;
        foreach (var type in db.Model.GetEntityTypes())
            foreach (var property in type.GetProperties().Where(p => p.PropertyInfo?.GetCustomAttribute<FileHashAttribute>() is not null))
                held.UnionWith(await (Task<List<string>>)read.MakeGenericMethod(type.ClrType).Invoke(null, [db, property.Name, hashes, ct])!);
        return held;
    }

    static Task<List<string>> ReadAsync<T>(ZhijianDb db, string column, string[] hashes, CancellationToken ct) where T : class =>
        db.Set<T>().Where(row => EF.Parameter(hashes).Contains(EF.Property<string>(row, column))).Select(row => EF.Property<string>(row, column)).ToListAsync(ct);
}
