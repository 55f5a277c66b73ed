using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit.Pages;

/// <summary>What the employer has been told of.</summary>
[Requires(CreditModule.Own)]
public sealed class MyCreditModel(ZhijianDb db, Viewer viewer) : PageModel
{
    const int Most = 100;
    public IReadOnlyList<CreditListing> Listings { get; private set; } = [];
    public IReadOnlyList<GoodFaithEntry> GoodFaith { get; private set; } = [];
    public CreditMark? Mark { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var own = viewer.OrganisationId;
        Listings = await db.Set<CreditListing>().AsNoTracking().Where(l => l.OrganisationId == own).OrderByDescending(l => l.IsOpen).ThenByDescending(l => l.NoticedOn).ThenBy(l => l.Id).Take(Most).ToListAsync(ct);
        Mark = await db.Set<Employer>().Where(e => e.Id == own).Select(e => e.Credit).SingleOrDefaultAsync(ct);
        // Entries have no owner: who is only proposed is not told.
        GoodFaith = await db.Set<GoodFaithEntry>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(g => g.EmployerId == own && g.ApprovedOn != null).OrderByDescending(g => g.ApprovedOn).ThenBy(g => g.Id).Take(Most).ToListAsync(ct);
    }
}

/// <summary>One listing as its employer sees it: why, until when an objection may be raised, when removal may be asked for.</summary>
[Requires(CreditModule.Own)]
public sealed class MyListingModel(CreditViews views, CreditDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public CreditView View { get; private set; } = null!;
    public bool MayObject => View.Row.State == CreditState.Noticed && View.Today <= View.Row.ObjectionUntil;
    public bool MayRequestRemoval => View.Row.State == CreditState.Active && View.Today >= View.RemovalFrom;

    public async Task OnGetAsync(CancellationToken ct) => View = await views.LoadAsync(Id, ct);

    public Task<IActionResult> OnPostObjectAsync(string? text, long seen, CancellationToken ct) => DoAsync(CreditActKind.Object, text, seen, "异议已提交，监管机关核实后答复。", ct);

    public Task<IActionResult> OnPostRemovalAsync(string? text, long seen, CancellationToken ct) => DoAsync(CreditActKind.RequestRemoval, text, seen, "移出申请已提交。", ct);

    async Task<IActionResult> DoAsync(CreditActKind kind, string? text, long seen, string done, CancellationToken ct)
    {
        View = await views.LoadAsync(Id, ct);
        if (!await this.TryAsync(() => desk.StepAsync(Id, kind, new(text), seen, this.Key(), ct), "")) return Page();
        this.Flash(done);
        return Redirect($"/my/credit/{Id}");
    }
}
