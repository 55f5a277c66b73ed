using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

/// <summary>
/// The version of the divisions that holds today is the tree by which the platform supervises. A division that has
/// records keeps its place: removing or moving it would put them out of everybody's sight.
/// </summary>
public sealed class DivisionTree(ZhijianDb db, DivisionDirectory divisions)
{
    const int Deepest = 6;

    /// <summary>Puts the version of the day in place.</summary>
    /// <returns>False when it stood there already.</returns>
    /// <exception cref="Refusal">Records are in the way.</exception>
    public async Task<bool> TakeEffectAsync(Change change, DateOnly today, CancellationToken ct)
    {
        if (await OfDayAsync(today, ct) is not { } version) return false;
        var (rows, standing) = await ReadAsync(version, ct);
        await RefuseUsedAsync(rows, standing, ct);
        db.AddRange(rows.Values.Where(r => !standing.ContainsKey(r.Code!)).Select(r => new Division
        {
            Code = r.Code!, ParentCode = r.ParentCode, Name = r.Name!, Level = r.Level!.Value, FunctionalZone = r.FunctionalZone == true, Path = PathOf(r.Code!, rows),
        }));
        foreach (var division in standing.Values)
        {
            if (!rows.TryGetValue(division.Code, out var row)) db.Remove(division);
            else (division.ParentCode, division.Name, division.Level, division.FunctionalZone, division.Path) =
                (row.ParentCode, row.Name!, row.Level!.Value, row.FunctionalZone == true, PathOf(row.Code!, rows));
        }
        if (!db.ChangeTracker.Entries<Division>().Any(e => e.State is not EntityState.Unchanged)) return false;
        change.AfterCommit(divisions.Forget);
        return true;
    }

    /// <summary>Refuses a version of days to come that could not stand in the tree as things are now.</summary>
    public async Task CheckAsync(Guid version, CancellationToken ct)
    {
        var (rows, standing) = await ReadAsync(version, ct);
        await RefuseUsedAsync(rows, standing, ct);
    }

    /// <summary>The approved version that holds on the day.</summary>
    public async Task<Guid?> OfDayAsync(DateOnly today, CancellationToken ct) => await db.Set<ReferenceVersion>()
        .Where(v => v.TableKey == ReferenceTables.Divisions.Key && v.Status == VersionStatus.Approved && v.FromLatest <= today)
        .OrderByDescending(v => v.FromLatest).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct);

    async Task<(Dictionary<string, DivisionRow> Rows, Dictionary<string, Division> Standing)> ReadAsync(Guid version, CancellationToken ct) => (
        await db.Set<DivisionRow>().AsNoTracking().Where(r => r.VersionId == version).ToDictionaryAsync(r => r.Code!, ct),
        await db.Set<Division>().ToDictionaryAsync(d => d.Code, ct));

    static string PathOf(string code, Dictionary<string, DivisionRow> rows, int depth = 0)
    {
        if (!rows.TryGetValue(code, out var row)) throw new Refusal($"上级代码 {code} 不在表中。");
        if (depth > Deepest) throw new Refusal($"区划 {code} 的上下级关系成环。");
        return row.ParentCode is null ? $"{code}/" : $"{PathOf(row.ParentCode, rows, depth + 1)}{code}/";
    }

    async Task RefuseUsedAsync(Dictionary<string, DivisionRow> rows, Dictionary<string, Division> standing, CancellationToken ct)
    {
        foreach (var row in rows.Values) PathOf(row.Code!, rows);
        foreach (var division in standing.Values.Where(d => !rows.ContainsKey(d.Code) || PathOf(d.Code, rows) != d.Path))
            if (await IsUsedAsync(division.Path, ct)) throw new Refusal($"区划 {division.Code}（{division.Name}）已有业务记录，不能删除或改变上级；请先办理记录迁移。");
    }

    async Task<bool> IsUsedAsync(string path, CancellationToken ct)
    {
        var used = typeof(DivisionTree).GetMethod(nameof(HasRowsAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;
        foreach (var type in db.Model.GetEntityTypes().Where(t => typeof(IPlaced).IsAssignableFrom(t.ClrType) && t.BaseType is null))
            if (await (Task<bool>)used.MakeGenericMethod(type.ClrType).Invoke(this, [path, ct])!) return true;
        return false;
    }

    Task<bool> HasRowsAsync<T>(string path, CancellationToken ct) where T : class, IPlaced =>
        db.Set<T>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(r => r.ScopePath.StartsWith(path), ct);
}
