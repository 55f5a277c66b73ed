using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections;

/// <summary>监督检查 in the employer's file, for officers; the rows have no owner, so the employer does not see who will come.</summary>
sealed class InspectionsTab(ZhijianDb db) : IEmployerTab
{
    const int Most = 100;
    public string Key => "inspections";
    public string Title => "监督检查";
    public int Order => 50;
    public string? Permission => InspectionsModule.View;
    public string View => "/Modules/Inspections/Pages/_Tab.cshtml";

    public async Task<int?> CountAsync(Guid employerId, CancellationToken ct) => await db.Set<InspectionTask>().CountAsync(t => t.EmployerId == employerId && t.State != InspectionState.CalledOff, ct);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var id = context.Employer.Id;
        return await db.Set<InspectionTask>().AsNoTracking().Where(t => t.EmployerId == id).OrderByDescending(t => t.VisitedOn ?? t.PlannedOn).ThenBy(t => t.Id).Take(Most).ToListAsync(ct);
    }
}
