using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Dues;

namespace Zhijian.Modules.Registry.Tabs;

/// <summary>到期事项: what is open by its day, then what was settled lately.</summary>
sealed class DuesTab(ZhijianDb db) : IEmployerTab
{
    const int Most = 100;
    public string Key => "dues";
    public string Title => "到期事项";
    public int Order => 40;
    public string View => "/Modules/Registry/Tabs/_Dues.cshtml";

    public sealed record Model(IReadOnlyList<Due> Open, IReadOnlyList<Due> Settled);

    public async Task<int?> CountAsync(Guid employerId, CancellationToken ct) => await db.Set<Due>().CountAsync(d => d.EmployerId == employerId && d.SettledOn == null, ct);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var id = context.Employer.Id;
        var dues = db.Set<Due>().AsNoTracking().Where(d => d.EmployerId == id);
        return new Model(
            await dues.Where(d => d.SettledOn == null).OrderBy(d => d.DueOn).ThenBy(d => d.Id).Take(Most).ToListAsync(ct),
            await dues.Where(d => d.SettledOn != null).OrderByDescending(d => d.SettledOn).ThenBy(d => d.Id).Take(Most).ToListAsync(ct));
    }
}
