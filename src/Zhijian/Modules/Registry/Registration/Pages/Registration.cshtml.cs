using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Registry.Registration.Pages;

/// <summary>An application beside what is known of the employer.</summary>
[Requires(RegistryModule.Verify)]
public sealed class RegistrationModel(ZhijianDb db, RegistrationDesk desk, DivisionDirectory divisions, ReferenceDirectory reference, Viewer viewer) : PageModel
{
    const int MostSameName = 10;

    public sealed record Line(string Title, string Asked, string? Known);

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public EmployerRegistration Registration { get; private set; } = null!;
    /// <summary>The file with the same code, when it lies in the viewer's scope.</summary>
    public Employer? Employer { get; private set; }
    public bool IsElsewhere { get; private set; }
    public int Accounts { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Employer> SameName { get; private set; } = [];
    /// <summary>Shown once, to be given to the employer.</summary>
    public MadeUser? Made { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostApproveAsync(long version, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (await this.TryAsync(async () => Made = await desk.ApproveAsync(Id, version, ct), "")) await LoadAsync(ct);
        return Page();
    }

    public Task<IActionResult> OnPostRefuseAsync(long version, string? reason, CancellationToken ct) =>
        ActAsync(() => desk.RefuseAsync(Id, version, PageActs.Reason(reason), ct), $"/registry/registrations/{Id}", "已告知不予通过。", ct);

    public Task<IActionResult> OnPostTransferAsync(long version, CancellationToken ct) =>
        ActAsync(() => desk.TransferAsync(Id, version, ct), "/registry/registrations", "已转送当地审核。", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string then, string done, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!await this.TryAsync(act, "")) return Page();
        this.Flash(done);
        return Redirect(then);
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Set<EmployerRegistration>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == Id, ct) is not { } found) return false;
        Registration = found;
        await divisions.LoadAsync(db, ct);
        // Where the file lies is what the officer must know; what it says is shown only in his own scope.
        var file = await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking().SingleOrDefaultAsync(e => e.CreditCode == found.CreditCode && e.MergedIntoId == null, ct);
        IsElsewhere = file is not null && !viewer.Scope.Covers(file.ScopePath);
        Employer = IsElsewhere ? null : file;
        Accounts = Employer is null ? 0 : await db.Users.CountAsync(u => u.OrganisationId == Employer.Id, ct);
        var address = Employer is null ? null : await db.Set<Workplace>().Where(w => w.EmployerId == Employer.Id && w.IsMain).Select(w => w.Address).SingleOrDefaultAsync(ct);
        var industries = await reference.IndustryNamesAsync(ct);
        Lines =
        [
            new("统一社会信用代码", found.CreditCode, Employer?.CreditCode), new("单位名称", found.Name, Employer?.Name),
            new("所在区划", divisions.Name(found.DivisionCode), Employer is null ? null : divisions.Name(Employer.DivisionCode)), new("工作场所地址", found.Address, address),
            new("行业", $"{found.IndustryCode} {industries.GetValueOrDefault(found.IndustryCode)}", Employer is null ? null : $"{Employer.IndustryCode} {industries.GetValueOrDefault(Employer.IndustryCode)}"),
        ];
        var own = Employer?.Id ?? Guid.Empty;
        SameName = await db.Set<Employer>().AsNoTracking().Where(e => e.Name == found.Name && e.Id != own && e.MergedIntoId == null).OrderBy(e => e.Id).Take(MostSameName).ToListAsync(ct);
        return true;
    }
}
