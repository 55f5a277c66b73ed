using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations.Sheets;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>The employer fills its form as a sheet: downloads it with what is known, gives it back, checks and submits on the pages.</summary>
[Requires(DeclarationsModule.Own)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit((MaxMegabytes + 1) << 20)]
public sealed class SheetModel(DeclarationAccess access, DeclarationDesk desk, FileStore store, DeclarationBook book, FactorCatalogue catalogue, TimeProvider clock) : PageModel
{
    public const int MaxMegabytes = 10, Shown = 100;

    public Guid Id { get; private set; }
    public HazardDeclaration Declaration { get; private set; } = null!;
    public IReadOnlyList<CellProblem> Problems { get; private set; } = [];
    public string SheetName { get; private set; } = "";
    /// <summary>The draft was filled in, problems or not.</summary>
    public bool IsTaken { get; private set; }
    public bool MayEdit => access.ActorOf(Declaration) == DeclarationActor.Employer && DeclarationMachine.IsEditable(Declaration.State) && Declaration.Kind != DeclarationKind.Cancellation;

    [Display(Name = "申报表")]
    public string? Upload => null;

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        try
        {
            FileReceipt? receipt = null;
            await UploadForm.ReadAsync(HttpContext, async (name, content) => receipt ??= await store.SaveAsync(content, name, OwnSheet.Policy, ct), ct);
            if (!MayEdit) throw new Refusal(DeclarationMachine.Judge(DeclarationAct.Save, Declaration.State, Declaration.Kind, DeclarationActor.Employer).Refusal ?? "这份申报不能用表格填写。");
            if (receipt is null) throw new Refusal("请选择填好的申报表。", nameof(Upload));
            await using var file = store.OpenRead(receipt.Hash);
            var read = OwnSheet.Read(file, receipt.Kind, await access.FormAsync(Declaration, ct), await CheckAsync(ct), ct);
            (Problems, SheetName) = (read.Problems, read.SheetName);
            if (read.Form is null) return Page();
            await desk.SaveAsync(id, Declaration.Version, read.Form, ct);
            IsTaken = true;
            if (Problems.Count > 0) return Page();
            this.Flash("表格内容已填入草稿，请核对后提交。");
            return Redirect($"/my/declarations/{id}/edit?step={EditModel.Last}&check=true");
        }
        catch (Exception e) when (e is Refusal or DbUpdateConcurrencyException)
        {
            ModelState.AddModelError((e as Refusal)?.Field ?? nameof(Upload), Faults.Of(e).Message);
            return Page();
        }
    }

    /// <summary>The checks of the form, as they are made when it is submitted.</summary>
    async Task<Func<DeclarationForm, IReadOnlyList<CheckFinding>>> CheckAsync(CancellationToken ct)
    {
        var factorOf = await catalogue.LoadAsync(ct);
        return form => FormCheck.Of(DeclarationDesk.Clean(form, factorOf), book.Edition(Declaration.Edition), Declaration.Kind, Display.Today(clock), factorOf);
    }

    async Task LoadAsync(Guid id, CancellationToken ct) => (Id, Declaration) = (id, await access.ReadAsync(id, ct));
}
