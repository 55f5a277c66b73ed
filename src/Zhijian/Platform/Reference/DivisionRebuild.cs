using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Events;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

/// <summary>
/// An approved version of the divisions becomes the tree by which the platform supervises, in the same transaction.
/// A division that has records keeps its place: removing or moving it would put them out of everybody's sight.
/// </summary>
sealed class DivisionRebuild(ZhijianDb db, DivisionDirectory divisions, TimeProvider clock) : IHandleNow<ReferenceVersionApproved>
{
    static readonly TimeSpan China = TimeSpan.FromHours(8);

    public async Task HandleAsync(ReferenceVersionApproved happened, Change change, CancellationToken ct)
    {
        if (happened.TableKey != ReferenceTables.Divisions.Key) return;
        if (happened.From > DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime))
            throw new Refusal("行政区划立即用于管辖，请在生效当日或之后批准。");
        var rows = await db.Set<DivisionRow>().AsNoTracking().Where(r => r.VersionId == happened.VersionId).ToDictionaryAsync(r => r.Code!, ct);
        var today = await db.Set<Division>().ToDictionaryAsync(d => d.Code, ct);
        var moved = new List<string>();
        foreach (var row in rows.Values)
        {
            var path = PathOf(row.Code!, rows, 0);
            if (!today.Remove(row.Code!, out var division))
            {
                db.Add(new Division { Code = row.Code!, ParentCode = row.ParentCode, Name = row.Name!, Level = row.Level!.Value, FunctionalZone = row.FunctionalZone == true, Path = path });
                continue;
            }
            if (division.Path != path) moved.Add(division.Path);
            (division.ParentCode, division.Name, division.Level, division.FunctionalZone, division.Path) = (row.ParentCode, row.Name!, row.Level!.Value, row.FunctionalZone == true, path);
        }
        foreach (var path in moved.Concat(today.Values.Select(d => d.Path))) await RefuseUsedAsync(path, ct);
        db.RemoveRange(today.Values);
        change.AfterCommit(divisions.Forget);
    }

    static string PathOf(string code, Dictionary<string, DivisionRow> rows, int depth)
    {
        if (!rows.TryGetValue(code, out var row)) throw new Refusal($"上级代码 {code} 不在表中。");
        if (depth > 6) throw new Refusal($"区划 {code} 的上下级关系成环。");
        return row.ParentCode is null ? $"{code}/" : $"{PathOf(row.ParentCode, rows, depth + 1)}{code}/";
    }

    async Task RefuseUsedAsync(string path, CancellationToken ct)
    {
        foreach (var type in db.Model.GetEntityTypes().Where(t => typeof(IPlaced).IsAssignableFrom(t.ClrType) && t.BaseType is null))
        {
            var used = (Task<bool>)typeof(DivisionRebuild).GetMethod(nameof(UsedAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(type.ClrType).Invoke(this, [path, ct])!;
            if (await used) throw new Refusal($"区划 {path.TrimEnd('/').Split('/')[^1]} 已有业务记录，不能删除或改变上级；请先办理记录迁移。");
        }
    }

    Task<bool> UsedAsync<T>(string path, CancellationToken ct) where T : class, IPlaced =>
        db.Set<T>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(r => r.ScopePath.StartsWith(path), ct);
}
