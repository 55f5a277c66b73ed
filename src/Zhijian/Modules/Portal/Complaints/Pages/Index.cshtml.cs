using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Complaints;

namespace Zhijian.Modules.Portal.Complaints.Pages;

/// <summary>Complaints of the viewer's places; who complained is in none of the columns.</summary>
[Requires(PortalModule.Complaints)]
public sealed class IndexModel(ZhijianDb db, Viewer viewer, DivisionDirectory divisions, TimeProvider clock) : PageModel
{
    public ListPage<ComplaintRecord> List { get; private set; } = null!;

    public static Microsoft.AspNetCore.Html.IHtmlContent Badge(ComplaintState state) => Badges.Status(state.Text(), state switch { ComplaintState.Received or ComplaintState.Accepted => Tone.Warning, ComplaintState.Answered => Tone.Success, _ => Tone.Neutral });

    ListDefinition<ComplaintRecord> Definition()
    {
        var today = Display.Today(clock);
        return new ListDefinition<ComplaintRecord>("complaints", "举报投诉")
            .Key(c => c.Id)
            .Column("number", "编号", c => c.Number, c => c.NoWrap().Link(r => $"/complaints/{r.Id}"))
            .Column("employer", "被举报单位", c => c.EmployerName, c => c.Wide())
            .Computed("subject", "事项", c => c.Subject.Text())
            .Computed("state", "状态", c => c.State.Text(), c => c.Cell(r => Badge(r.State)))
            .Column("due", "期限", c => c.DueOn, c => c.Sortable().NoWrap().Cell(r => r.DueOn is { } due ? Badges.Deadline(due, due.DayNumber - today.DayNumber) : Markup.Text(Display.Nothing)))
            .Computed("place", "办理机关", c => divisions.Name(c.DivisionCode), c => c.NoWrap())
            .Column("received", "收到日期", c => c.ReceivedOn, c => c.Sortable().NoWrap())
            .Column("photos", "照片", c => c.Photos, c => c.AlignEnd())
            .Computed("named", "实名", c => c.IsNamed ? "实名" : "匿名", c => c.Hidden())
            .Column("closed", "办结日期", c => c.ClosedOn, c => c.Hidden().NoWrap())
            .Search("单位、编号", (rows, q) => rows.Where(c => c.EmployerName.Contains(q) || c.Number == q))
            .Select("state", "状态", [.. Enum.GetValues<ComplaintState>().Select(s => new Option(s.ToString(), s.Text()))], (rows, value) => Enum.TryParse<ComplaintState>(value, out var state) ? rows.Where(c => c.State == state) : rows)
            .Select("subject", "事项", [.. Enum.GetValues<ComplaintSubject>().Select(s => new Option(s.ToString(), s.Text()))], (rows, value) => Enum.TryParse<ComplaintSubject>(value, out var subject) ? rows.Where(c => c.Subject == subject) : rows)
            .Flag("overdue", "已超期", rows => rows.Where(c => c.DueOn < today))
            .OrderBy("received", descending: true);
    }

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await Definition().LoadAsync(Rows(), request, ct);
        List.EmptyText = "没有举报投诉。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(Definition(), Rows(), request, ct);
    }

    IQueryable<ComplaintRecord> Rows() => db.Set<ComplaintRecord>().AsNoTracking().InScopeOf(viewer.Scope);
}
