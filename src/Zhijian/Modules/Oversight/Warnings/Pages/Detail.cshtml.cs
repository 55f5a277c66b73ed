using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Oversight.Warnings.Pages;

[Requires(OversightModule.View)]
public sealed class DetailModel(ZhijianDb db, WarningBook book, WarningDesk desk, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public EarlyWarning Warning { get; private set; } = null!;
    public WarningRule? Rule { get; private set; }
    public IReadOnlyList<WarningNote> Notes { get; private set; } = [];
    public string Title => book.Title(Warning.RuleCode);
    public string Finding => book.Say(Warning);
    public string Place => divisions.Name(Warning.DivisionCode);
    public bool MayHandle => Warning.State != WarningState.Closed && viewer.May(OversightModule.Handle) && desk.IsCompetent(Warning);

    /// <summary>Where the cause is seen.</summary>
    public string? Behind => Rule?.Matter switch
    {
        "county" or "county-both" or "officer-load" => $"/oversight/employers?measure={Rule.Subject}&county={Warning.DivisionCode}",
        "cluster" => $"/oversight/employers?county={Warning.DivisionCode}&industry={Warning.Subject.Split('|')[1]}&measure={Measure.DangersOpen}",
        _ => Warning.EmployerId is { } employer ? $"/registry/{employer}" : null,
    };

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(OversightModule.Handle)]
    public async Task<IActionResult> OnPostHandleAsync(string? note, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.TryAsync(() => desk.HandleAsync(Id, note, this.Key(), ct), "")) return Page();
        this.Flash("已记录处置情况。");
        return Redirect($"/oversight/warnings/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Warning = await db.Set<EarlyWarning>().AsNoTracking().InScopeOf(viewer.Scope).SingleOrDefaultAsync(w => w.Id == Id, ct) ?? throw new NotFoundException();
        Rule = book.Find(Warning.RuleCode);
        Notes = await db.Set<WarningNote>().AsNoTracking().Where(n => n.WarningId == Id).OrderBy(n => n.At).ThenBy(n => n.Id).ToListAsync(ct);
    }
}
