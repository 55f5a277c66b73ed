using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>The employer's own declarations by workplace, with what is due.</summary>
[Requires(DeclarationsModule.Own)]
public sealed class MineModel(ZhijianDb db, Viewer viewer, EmployerDirectory employers, DeclarationDesk desk, DeclarationDues dues, DivisionDirectory divisions, TradeHazards trades, DeclarationBook book, TimeProvider clock) : PageModel
{
    /// <summary>Up to these workers the short path is offered first (小微, 国统字〔2011〕75号: below 20 in industry is micro).</summary>
    const int Small = 50;

    public EmployerFace? Employer { get; private set; }
    public IReadOnlyList<Place> Places { get; private set; } = [];
    public IReadOnlyList<OpenDue> Dues { get; private set; } = [];
    public bool OffersQuick { get; private set; }

    public sealed record Place(WorkplaceFace Workplace, HazardDeclaration? InForce, HazardDeclaration? Open, HazardDeclaration? Last);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostStartAsync(Guid workplace, DeclarationKind kind, bool quick, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Places.All(p => p.Workplace.Id != workplace)) return NotFound();
        var id = Guid.Empty;
        if (!Enum.IsDefined(kind)) ModelState.AddModelError("", "请选择申报类别。");
        if (!await this.TryAsync(async () => id = await desk.StartAsync(workplace, kind, quick, this.Key(), ct))) return Page();
        return Redirect(quick ? $"/my/declarations/{id}/quick" : $"/my/declarations/{id}/edit");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        if (viewer.OrganisationId is not { } own) return;
        await divisions.LoadAsync(db, ct);
        Employer = await employers.FindAsync(own, ct);
        if (Employer is null) return;
        var today = Display.Today(clock);
        Dues = [.. (await dues.OpenAsync(own, ct)).Where(d => DeclarationDues.KindOf(d.Trigger) != DeclarationKind.Yearly || d.On <= today)];
        var all = await db.Set<HazardDeclaration>().AsNoTracking().Where(d => d.EmployerId == own && (d.IsOpen || d.IsInForce || d.State == DeclarationState.Cancelled)).OrderByDescending(d => d.Number).ToListAsync(ct);
        Places =
        [
            .. (await employers.WorkplacesAsync(own, ct)).Select(w => new Place(w,
                all.FirstOrDefault(d => d.WorkplaceId == w.Id && d.IsInForce), all.FirstOrDefault(d => d.WorkplaceId == w.Id && d.IsOpen), all.FirstOrDefault(d => d.WorkplaceId == w.Id))),
        ];
        OffersQuick = (Employer.Workers ?? 0) <= Small && trades.Of(Employer.IndustryCode).Count > 0;
    }

    /// <summary>Null when the yearly update may be filed now.</summary>
    public string? WhyNotYearly(HazardDeclaration inForce) => book.EditionOn(Display.Today(clock)).WhyNotYearly(inForce.CycleFrom, Display.Today(clock));

    public string AuthorityOf(HazardDeclaration declaration) => divisions.Name(declaration.AuthorityCode);
}
