using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Jobs.Pages;

/// <summary>Long work in the viewer's scope.</summary>
[SignedIn]
public sealed class JobsModel(ZhijianDb db) : PageModel
{
    static readonly ListDefinition<JobRun> Definition = new ListDefinition<JobRun>("jobs", "后台任务")
        .Key(j => j.Id)
        .Column("title", "任务", j => j.Title, c => c.Wide().Link(j => $"/jobs/{j.Id}"))
        .Column("state", "状态", j => j.State, c => c.Sortable().Say(j => j.State.ChineseName()).Cell(j => Badges.Status(j.State.ChineseName(), j.State.Tone())))
        .Column("done", "进度", j => j.Done, c => c.AlignEnd())
        .Column("created", "提交时间", j => j.CreatedAt, c => c.Sortable().NoWrap())
        .Column("finished", "结束时间", j => j.FinishedAt, c => c.NoWrap())
        .Search("任务名称", (rows, q) => rows.Where(j => j.Title.Contains(q)))
        .Select("state", "状态", [.. Enum.GetValues<JobState>().Select(s => new Option(s.ToString(), s.ChineseName()))],
            (rows, value) => Enum.TryParse<JobState>(value, out var state) ? rows.Where(j => j.State == state) : rows)
        .OrderBy("created", descending: true);

    public ListPage<JobRun> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(db.Set<JobRun>().AsNoTracking(), request, ct);
        List.EmptyText = "没有后台任务。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) =>
        this.ExportAsync(Definition, db.Set<JobRun>().AsNoTracking(), request, ct);
}
