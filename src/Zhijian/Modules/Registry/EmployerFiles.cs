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

public sealed class EmployerFiles(ZhijianDb db, EmployerDirectory directory, IEnumerable<IEmployerTab> tabs, Viewer viewer, DivisionDirectory divisions)
{
    const int Next = 3;

    /// <returns>Null when it is not there, is another's double, or no workplace of it lies in the viewer's scope.</returns>
    public async Task<Employer?> RecordAsync(Guid id, CancellationToken ct) => await directory.FindAsync(id, ct) is null ? null
        // Found in scope, by a workplace at least.
        : await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct);

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
