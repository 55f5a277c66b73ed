using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry;

/// <summary>The file as its page shows it: the head, the tabs open to the viewer, and the content of one of them.</summary>
public sealed record EmployerFile(
    Employer Employer, string Address, string Place, string Supervisor, IReadOnlyList<Due> NextDues, IReadOnlyList<(IEmployerTab Tab, int? Count)> Tabs, IEmployerTab Current, object TabModel);

/// <summary>A double and the file it went into.</summary>
public sealed record Moved(Guid Id, string Name, string GoneName)
{
    public string Words => $"“{GoneName}”是重复档案，已并入“{Name}”。原链接转到了保留的档案。";
}

public sealed class EmployerFiles(ZhijianDb db, EmployerDirectory directory, IEnumerable<IEmployerTab> tabs, Viewer viewer, DivisionDirectory divisions)
{
    const int Next = 3;

    /// <returns>Null when it is not there, is another's double, or no workplace of it lies in the viewer's scope.</returns>
    public async Task<Employer?> RecordAsync(Guid id, CancellationToken ct) => await directory.FindAsync(id, ct) is null ? null
        // Found in scope, by a workplace at least.
        : await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct);

    /// <summary>
    /// Where an old link leads: the file that a double was merged into, if the viewer sees that one. A merge can be taken back,
    /// so the way there is not for good.
    /// </summary>
    public async Task<Moved?> MovedAsync(Guid id, CancellationToken ct)
    {
        var (gone, next) = ("", id);
        // Merges point to the file that is left; one more step only while one is being taken back.
        for (var step = 0; step < 3; step++)
        {
            if (await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking().Where(e => e.Id == next && e.MergedIntoId != null)
                .Select(e => new { e.Name, Into = e.MergedIntoId!.Value }).SingleOrDefaultAsync(ct) is not { } merged) return null;
            if (step == 0) gone = merged.Name;
            next = merged.Into;
            if (await directory.FindAsync(next, ct) is { } face) return new(face.Id, face.Name, gone);
        }
        return null;
    }

    public async Task<EmployerFile?> FindAsync(Guid id, string address, bool mayEdit, ListRequest request, CancellationToken ct)
    {
        if (await RecordAsync(id, ct) is not { } employer) return null;
        await divisions.LoadAsync(db, ct);
        var dues = await db.Set<Due>().AsNoTracking().Where(d => d.EmployerId == id && d.SettledOn == null).OrderBy(d => d.DueOn).ThenBy(d => d.Id).Take(Next).ToListAsync(ct);
        var open = new List<(IEmployerTab, int?)>();
        foreach (var tab in tabs.Where(t => t.Permission is null || viewer.May(t.Permission)).OrderBy(t => t.Order)) open.Add((tab, await tab.CountAsync(id, ct)));
        var current = open.Select(t => t.Item1).FirstOrDefault(t => t.Key == request["tab"]) ?? open[0].Item1;
        var model = await current.ModelAsync(new(employer, address, mayEdit, request), ct);
        return new(employer, address, divisions.Name(employer.DivisionCode), divisions.Name(employer.SupervisorCode), dues, open, current, model);
    }
}
