using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Cases;

namespace Zhijian.Modules.Cases.Pages;

/// <summary>One case: what was done, what comes next, by when, under which article, and what is not allowed yet.</summary>
[Requires(CasesModule.View)]
public sealed class DetailModel(ZhijianDb db, CaseViews views, CaseDossier dossier, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public CaseView View { get; private set; } = null!;
    public IReadOnlyList<CaseOption> Open { get; private set; } = [];
    /// <summary>Steps that belong to where the case stands and are not allowed today.</summary>
    public IReadOnlyList<CaseOption> Closed { get; private set; } = [];
    public bool MayHandle => viewer.May(CasesModule.Handle);
    public IReadOnlyList<CaseLine> Papers => [.. View.Folder.Lines.Where(l => l.PaperId is not null)];

    /// <summary>Decided and standing: it may be told as a typical case, by whoever may write such.</summary>
    public bool MayTell => View.Row is { DecidedOn: not null, Annulled: false } && viewer.May("credit.handle");
    public FineOutlier? Outlier { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Outlier = await db.Set<FineOutlier>().AsNoTracking().SingleOrDefaultAsync(o => o.CaseId == Id, ct);
        View = await views.LoadAsync(Id, ct);
        Open = [.. View.Options.Where(o => o.Allowed && CasePermissions.Of(o.Kind).Any(viewer.May))];
        Closed = [.. View.Options.Where(o => !o.Allowed && (CaseTransitions.May(View.Row.State, o.Kind) || (o.Kind == CaseActKind.Decide && View.Row.DecidedOn is null && View.Row.IsOpen)))];
    }

    [Requires(CasesModule.Handle)]
    public async Task<IActionResult> OnPostDossierAsync(CancellationToken ct)
    {
        await this.TryFlashAsync(async () =>
        {
            await dossier.RequestAsync(Id, this.Key(), ct);
            return "已开始生成案卷，进度见“后台任务”，完成后可以在本页下载。";
        });
        return Redirect($"/cases/{Id}");
    }
}
