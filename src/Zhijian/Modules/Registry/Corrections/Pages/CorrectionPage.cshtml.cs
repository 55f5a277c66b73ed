using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Registry.Corrections.Pages;

[Requires(RegistryModule.Edit)]
public sealed class CorrectionPageModel(ZhijianDb db, CorrectionDesk desk, DivisionDirectory divisions) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public Correction Correction { get; private set; } = null!;
    public Employer Employer { get; private set; } = null!;
    public string Present => FieldWords.Show(Correction.Field, FieldWords.Read(Employer)[Correction.Field], divisions);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAcceptAsync(long version, CancellationToken ct) => ActAsync(() => desk.AcceptAsync(Id, version, ct), "档案已更正，并已通知单位。", ct);

    public Task<IActionResult> OnPostDeclineAsync(long version, string? reason, CancellationToken ct) =>
        ActAsync(() => desk.DeclineAsync(Id, version, PageActs.Reason(reason), ct), "已答复单位。", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string done, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!await this.TryAsync(act, "")) return Page();
        this.Flash(done);
        return Redirect($"/registry/corrections/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        if (await db.Set<Correction>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == Id, ct) is not { } found) return false;
        if (await db.Set<Employer>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == found.EmployerId, ct) is not { } employer) return false;
        (Correction, Employer) = (found, employer);
        return true;
    }
}
