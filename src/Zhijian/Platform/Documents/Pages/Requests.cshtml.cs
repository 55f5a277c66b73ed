using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Documents.Pages;

/// <summary>What was sent for approval in the viewer's scope, and what became of it.</summary>
[Requires(PapersRoom.View)]
public sealed class RequestsModel(ZhijianDb db) : PageModel
{
    static readonly ListDefinition<PaperRequest> Definition = new ListDefinition<PaperRequest>("paper-requests", "文书审批")
        .Key(r => r.Id)
        .Column("title", "文书", r => r.Title, c => c.Link(r => $"/papers/requests/{r.Id}"))
        .Column("addressee", "当事人", r => r.Addressee, c => c.Wide())
        .Column("by", "送审人", r => r.RequestedBy)
        .Column("at", "送审时间", r => r.RequestedAt, c => c.Sortable().NoWrap())
        .Column("state", "状态", r => r.State, c => c.Say(r => r.State.Text()).Cell(r => Badges.Status(r.State.Text(), ToneOf(r.State))))
        .Column("decided", "审批人", r => r.DecidedBy)
        .Column("number", "文书编号", r => r.PaperNumber, c => c.NoWrap())
        .Search("文书、当事人、送审人", (rows, q) => rows.Where(r => r.Title.Contains(q) || r.Addressee!.Contains(q) || r.RequestedBy.Contains(q)))
        .Select("state", "状态", [.. Enum.GetValues<RequestState>().Select(s => new Option(s.ToString(), s.Text()))], (rows, v) => Enum.TryParse<RequestState>(v, out var state) ? rows.Where(r => r.State == state) : rows)
        .OrderBy("at", descending: true);

    internal static Tone ToneOf(RequestState state) => state switch { RequestState.Waiting => Tone.Warning, RequestState.Approved => Tone.Success, RequestState.Returned => Tone.Danger, _ => Tone.Neutral };

    public ListPage<PaperRequest> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(db.Set<PaperRequest>().AsNoTracking(), request, ct);
        List.EmptyText = "还没有送审的文书。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, db.Set<PaperRequest>().AsNoTracking(), request, ct);
}
