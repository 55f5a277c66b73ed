using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Tabs;

namespace Zhijian.Modules.Dangers;

/// <summary>隐患: the employer's open dangers by their day, then the closed ones.</summary>
sealed class DangersTab(ZhijianDb db) : IEmployerTab
{
    const int Most = 100;
    public string Key => "dangers";
    public string Title => "隐患";
    public int Order => 45;
    public string View => "/Modules/Dangers/Pages/_Tab.cshtml";

    /// <param name="Base">Where a danger's page is for this viewer.</param>
    public sealed record Model(IReadOnlyList<HiddenDanger> Open, IReadOnlyList<HiddenDanger> Closed, string Base);

    public async Task<int?> CountAsync(Guid employerId, CancellationToken ct) => await db.Set<HiddenDanger>().CountAsync(d => d.EmployerId == employerId && d.IsOpen, ct);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var id = context.Employer.Id;
        var dangers = db.Set<HiddenDanger>().AsNoTracking().Where(d => d.EmployerId == id);
        return new Model(
            await dangers.Where(d => d.IsOpen).OrderBy(d => d.NextOn).ThenBy(d => d.Id).Take(Most).ToListAsync(ct),
            await dangers.Where(d => !d.IsOpen).OrderByDescending(d => d.ClosedOn).ThenBy(d => d.Id).Take(Most).ToListAsync(ct),
            context.Address.StartsWith("/my/", StringComparison.Ordinal) ? "/my/dangers" : "/dangers");
    }
}
