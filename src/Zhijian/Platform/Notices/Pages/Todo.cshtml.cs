using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Notices.Pages;

/// <summary>The first screen after sign-in: what I must do, the nearest deadline first.</summary>
[SignedIn]
public sealed class TodoModel(TodoQueries todos) : PageModel
{
    public ListPage<Todo> List { get; private set; } = null!;
    public (int Todo, int Overdue, int Unread) Counts { get; private set; }
    public int DueThisWeek { get; private set; }

    ListDefinition<Todo> Definition()
    {
        var today = todos.Today;
        return new ListDefinition<Todo>("todo", "待办")
            .Key(t => t.Id)
            .Column("title", "事项", t => t.Title, c => c.Wide().Link(t => t.Link))
            // What has no term sorts behind every date.
            .Column("due", "期限", t => t.DueOn ?? DateOnly.MaxValue, c => c.Sortable().Say(t => t.DueOn).Cell(t =>
                t.DueOn is { } due ? Badges.Deadline(due, due.DayNumber - today.DayNumber) : Markup.Text("无期限")))
            .Column("created", "收到时间", t => t.CreatedAt, c => c.Sortable().NoWrap())
            .Search("事项", (rows, q) => rows.Where(t => t.Title.Contains(q)))
            .Flag("overdue", "只看逾期", rows => rows.Where(t => t.DueOn < today))
            .OrderBy("due");
    }

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        Counts = await todos.CountsAsync(ct);
        var (today, week) = (todos.Today, todos.Today.AddDays(7));
        DueThisWeek = await todos.Mine().CountAsync(t => t.DueOn >= today && t.DueOn <= week, ct);
        List = await Definition().LoadAsync(todos.Mine(), request, ct);
        List.EmptyText = "没有待办事项。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) =>
        this.ExportAsync(Definition(), todos.Mine(), request, ct);
}
