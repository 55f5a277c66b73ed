using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <summary>Loads dangers with their history and says in which quality the viewer stands before them.</summary>
public sealed class DangerAccess(ZhijianDb db, Viewer viewer)
{
    /// <summary>More at once is a slip of the hand.</summary>
    public const int MostAtOnce = 200;
    const int Patience = 5;

    /// <summary>Staff of the authority that has the matter; a superior sees and may supervise, but does not act in its place.</summary>
    public bool IsCompetent(HiddenDanger danger) => viewer.OrganisationId is null && viewer.DivisionCode == danger.AuthorityCode;

    public bool IsOwn(HiddenDanger danger) => viewer.OrganisationId == danger.EmployerId;

    /// <summary>To show it; a desk loads it anew.</summary>
    /// <exception cref="NotFoundException">Not there, or in a foreign place: the same answer.</exception>
    public async Task<DangerFile> ReadAsync(Guid id, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            if (await FilesAsync(db.Set<HiddenDanger>().AsNoTracking().Where(d => d.Id == id), ct) is not [var one]) throw new NotFoundException();
            if (!one.IsTorn || tries == Patience) return one;
        }
    }

    /// <summary>For an act of officers.</summary>
    /// <param name="seen">Versions that the person saw; somebody else's later change is told, not overwritten.</param>
    public async Task<IReadOnlyList<DangerFile>> ForOfficersAsync(IReadOnlyCollection<Guid> ids, IReadOnlyDictionary<Guid, long>? seen, CancellationToken ct)
    {
        var files = await ForAsync(ids, seen, ct);
        if (files.Any(f => !IsCompetent(f.Row))) throw new Refusal("隐患由工作场所所在地的监管机关办理，您只能查看和督办。");
        var employers = files.Select(f => f.Row.EmployerId).Distinct().ToList();
        var me = viewer.UserId;
        if (await db.Set<OfficerRecusal>().AsNoTracking().Where(r => r.UserId == me && employers.Contains(r.EmployerId)).Select(r => r.Reason).FirstOrDefaultAsync(ct) is { } reason)
            throw new Refusal($"您应当回避，不能办理：{reason}。");
        return files;
    }

    /// <summary>For an act of the employer itself.</summary>
    public async Task<IReadOnlyList<DangerFile>> ForEmployerAsync(IReadOnlyCollection<Guid> ids, IReadOnlyDictionary<Guid, long>? seen, CancellationToken ct)
    {
        var files = await ForAsync(ids, seen, ct);
        return files.All(f => IsOwn(f.Row)) ? files : throw new NotFoundException();
    }

    internal async Task<IReadOnlyList<DangerFile>> ForAsync(IReadOnlyCollection<Guid> ids, IReadOnlyDictionary<Guid, long>? seen, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        if (wanted.Count is 0 or > MostAtOnce) throw new Refusal(wanted.Count == 0 ? "请先选择隐患。" : $"一次最多办理 {MostAtOnce} 处隐患。");
        var files = await FilesAsync(db.Set<HiddenDanger>().Where(d => wanted.Contains(d.Id)), ct);
        if (files.Count != wanted.Count) throw new NotFoundException();
        foreach (var file in files)
            if (file.IsTorn || (seen is not null && seen.TryGetValue(file.Row.Id, out var version) && version != file.Row.Version))
                throw new OvertakenException($"这处隐患刚被他人办理（当前：{file.Row.State.Text()}），您的操作没有生效，请刷新后核对再办。");
        return files;
    }

    /// <summary>Three queries, however many dangers; in the order of the keys.</summary>
    internal async Task<IReadOnlyList<DangerFile>> FilesAsync(IQueryable<HiddenDanger> dangers, CancellationToken ct)
    {
        var rows = await dangers.OrderBy(d => d.Id).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var lines = (await db.Set<DangerLine>().AsNoTracking().Where(l => ids.Contains(l.DangerId)).OrderBy(l => l.Number).ToListAsync(ct)).ToLookup(l => l.DangerId);
        var results = (await db.Set<DangerResult>().AsNoTracking().Where(r => ids.Contains(r.DangerId)).OrderBy(r => r.SampledOn).ThenBy(r => r.Id).ToListAsync(ct)).ToLookup(r => r.DangerId);
        return rows.ConvertAll(r => new DangerFile(r, [.. lines[r.Id]], [.. results[r.Id]]));
    }

    /// <summary>Adds what acts wrote to the open transaction.</summary>
    internal void Keep(IEnumerable<DangerFile> files)
    {
        foreach (var file in files)
        {
            db.AddRange(file.Added);
            db.AddRange(file.Measured);
        }
    }
}
