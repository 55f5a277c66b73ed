using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Registry.Pages;

[Requires(RegistryModule.Edit)]
public sealed class EditModel(ZhijianDb db, EmployerFiles files, EmployerDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public EmployerForm Input { get; set; } = new();
    [BindProperty, Display(Name = "变更为")] public EmployerStatus? Status { get; set; }
    [BindProperty, Display(Name = "日期")] public DateOnly? On { get; set; }
    [BindProperty, Display(Name = "原因"), StringLength(200)] public string? Reason { get; set; }
    public Employer Employer { get; private set; } = null!;
    public static IReadOnlyList<Option> Statuses { get; } = EmployerList.Options<EmployerStatus>(v => v.ChineseName());

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return await files.MovedAsync(Id, ct) is { } moved ? Redirect($"/registry/{moved.Id}/edit") : NotFound();
        Input = EmployerForm.Of(Employer);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!await this.TryAsync(() => desk.EditAsync(Id, Input.Version, Input.Facts, ct))) return Page();
        this.Flash("基本信息已保存。");
        return Redirect($"/registry/{Id}");
    }

    public async Task<IActionResult> OnPostStatusAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var version = Input.Version;
        Input = EmployerForm.Of(Employer);
        // The other form of the page is not what was sent.
        ModelState.Clear();
        if (!await this.TryAsync(() => Status is { } status ? desk.SetStatusAsync(Id, version, status, On, PageActs.Reason(Reason), ct) : throw new Refusal("请选择状态。", "Status"), "")) return Page();
        this.Flash("经营状态已变更。");
        return Redirect($"/registry/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Set<Employer>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == Id && e.MergedIntoId == null, ct) is not { } found) return false;
        Employer = found;
        return true;
    }
}
