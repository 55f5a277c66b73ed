using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Imports.Pages;

/// <summary>One import: what the check found, the button that writes, how far it is, what came out.</summary>
[Requires(ImportsRoom.Use)]
public sealed class ImportModel(ImportQueries queries, ImportDesk desk) : PageModel
{
    /// <summary>Good rows to look at.</summary>
    public const int Shown = 20;

    public ImportDetail Import { get; private set; } = null!;
    public SheetPreview? Preview { get; private set; }

    public bool CanApply => !Import.IsWorking && Import.Run.State != ImportState.Done
        && (Import.Run.IsPreviewed ? Import.Run.Good > 0 : Import.IsStalled || Import.Run.State == ImportState.Cancelled);
    public bool CanCancel => Import.Run.State is not (ImportState.Done or ImportState.Cancelled or ImportState.Failed);
    /// <summary>Counted from 1; behind the last when everything is done.</summary>
    public int Step => Import.Run.State switch { ImportState.Done => 4, ImportState.Applying => 3, _ => 2 };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        Import = await queries.FindAsync(id, ct);
        if (Import.Kind.PathOf(id) is var path && path != $"/imports/{id}") return Redirect(path);
        Preview = Import.Run.ReadPreview();
        return Page();
    }

    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken ct)
    {
        Import = await queries.FindAsync(id, ct);
        // The page around shows the result: let it load anew when the work is over.
        if (!Import.IsWorking) Response.Headers["HX-Refresh"] = "true";
        return this.Piece(Import.Draw().Draw());
    }

    public Task<IActionResult> OnPostApplyAsync(Guid id, CancellationToken ct) => DoAsync(id, () => desk.ApplyAsync(id, this.Key(), ct), null);

    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct) => DoAsync(id, () => desk.CancelAsync(id, this.Key(), ct), "导入已取消。");

    async Task<IActionResult> DoAsync(Guid id, Func<Task> act, string? done)
    {
        try
        {
            await act();
            if (done is not null) this.Flash(done);
        }
        catch (Refusal refusal)
        {
            this.Flash(refusal.Message, Tone.Warning);
        }
        return Redirect($"/imports/{id}");
    }
}
