using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Registry.Tabs;

/// <summary>时间线: everything that ever happened, of all modules, the newest first.</summary>
sealed class TimelineTab(ZhijianDb db) : IEmployerTab
{
    const int Size = 30;
    public string Key => "timeline";
    public string Title => "时间线";
    public int Order => 10;
    public string View => "/Modules/Registry/Tabs/_Timeline.cshtml";

    public sealed record Model(IReadOnlyList<TimelineItem> Items, int Page, bool HasNext, EmployerTabContext Context);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var page = Math.Min(context.Request.Page, 10_000);
        var rows = await db.Set<EmployerEvent>().AsNoTracking().Where(e => e.EmployerId == context.Employer.Id)
            .OrderByDescending(e => e.On).ThenByDescending(e => e.Id).Skip((page - 1) * Size).Take(Size + 1).ToListAsync(ct);
        return new Model([.. rows.Take(Size).Select(Item)], page, rows.Count > Size, context);
    }

    static TimelineItem Item(EmployerEvent e) => new(Display.Date(e.On), e.Title, e.Detail, e.By, e.Link);
}
