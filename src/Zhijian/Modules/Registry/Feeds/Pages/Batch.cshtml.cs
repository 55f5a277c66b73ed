using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Registry.Feeds.Pages;

/// <summary>One batch: what the check expects, how far the writing is, what came of every record.</summary>
[Requires(FeedPermissions.Use)]
public sealed class BatchModel(ZhijianDb db, ImportQueries imports, ImportDesk desk) : PageModel
{
    static readonly ListDefinition<FeedItem> Definition = new ListDefinition<FeedItem>("feed-items", "逐条结果")
        .Key(i => i.Id)
        .Column("row", "行", i => i.RowNumber, c => c.Sortable().AlignEnd())
        .Column("name", "单位名称", i => i.Name, c => c.Wide().Link(i => i.EmployerId is { } id ? $"/registry/{id}" : i.IsOpen ? $"/registry/matches/{i.Id}" : null))
        .Column("outcome", "结果", i => i.Outcome, c => c.Cell(i => Badges.Status(i.Outcome.ChineseName(), i.Outcome.Tone())))
        .Computed("told", "内容", i => i.Changes ?? i.Message ?? (i.Decision == FeedDecision.None ? null : i.Decision.ChineseName()), c => c.Wide())
        .Column("key", "记录键", i => i.RecordKey, c => c.Hidden())
        .Select("outcome", "结果", [.. Enum.GetValues<FeedOutcome>().Select(o => new Option(o.ToString(), o.ChineseName()))],
            (rows, value) => Enum.TryParse<FeedOutcome>(value, out var outcome) ? rows.Where(i => i.Outcome == outcome) : rows)
        .Search("单位名称", (rows, q) => rows.Where(i => i.Name.Contains(q)))
        .OrderBy("row")
        .CountUpTo(10_000);

    public FeedBatch Batch { get; private set; } = null!;
    /// <summary>Null for a batch that a system sent.</summary>
    public ImportDetail? Import { get; private set; }
    public SheetPreview? Preview { get; private set; }
    public ListPage<FeedItem>? List { get; private set; }
    public int OpenQuestions { get; private set; }

    public bool CanApply => Import is { IsWorking: false } i && i.Run.State != ImportState.Done && (i.Run.IsPreviewed ? i.Run.Good > 0 : i.IsStalled || i.Run.State == ImportState.Cancelled);
    public bool CanCancel => Import is { Run.State: not (ImportState.Done or ImportState.Cancelled or ImportState.Failed) };
    public int Step => Import?.Run.State switch { ImportState.Done or null => 4, ImportState.Applying => 3, _ => 2 };

    public async Task<IActionResult> OnGetAsync(Guid id, ListRequest request, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        Preview = Import?.Run.ReadPreview();
        OpenQuestions = await db.Set<FeedItem>().CountAsync(i => i.BatchId == id && i.Outcome == FeedOutcome.ToConfirm && i.Decision == FeedDecision.None, ct);
        if (Batch.Counts.Total > 0) List = await Definition.LoadAsync(Rows(id), request, ct);
        return Page();
    }

    public async Task<IActionResult> OnGetExportAsync(Guid id, ListRequest request, CancellationToken ct) =>
        await LoadAsync(id, ct) ? await this.ExportAsync(Definition, Rows(id), request, ct) : NotFound();

    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct) || Import is null) return NotFound();
        if (!Import.IsWorking) Response.Headers["HX-Refresh"] = "true";
        return this.Piece((Import.Draw() with { PollPath = Import.IsWorking ? Poll : null }).Draw());
    }

    public Task<IActionResult> OnPostApplyAsync(Guid id, CancellationToken ct) => DoAsync(id, () => desk.ApplyAsync(id, this.Key(), ct), null, ct);

    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct) => DoAsync(id, () => desk.CancelAsync(id, this.Key(), ct), "已取消。", ct);

    public string Poll => $"/registry/feeds/batches/{Batch.Id}?handler=Progress";

    IQueryable<FeedItem> Rows(Guid id) => db.Set<FeedItem>().AsNoTracking().Where(i => i.BatchId == id);

    async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<FeedBatch>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) is not { } found) return false;
        Batch = found;
        if (found.Channel == FeedChannel.File) Import = await imports.FindAsync(id, ct);
        return true;
    }

    async Task<IActionResult> DoAsync(Guid id, Func<Task> act, string? done, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        try
        {
            await act();
            if (done is not null) this.Flash(done);
        }
        catch (Refusal refusal)
        {
            this.Flash(refusal.Message, Tone.Warning);
        }
        return Redirect($"/registry/feeds/batches/{id}");
    }
}
