using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Corrections.Pages;

/// <summary>An employer's own file: read all of it, keep the contact, ask for the rest.</summary>
[Requires(RegistryModule.Own)]
public sealed class MyFileModel(ZhijianDb db, EmployerFiles files, EmployerDesk desk, CorrectionDesk corrections, Viewer viewer) : PageModel
{
    const int MostAsked = 20;
    const string Here = "/my/file";

    public sealed class ContactForm
    {
        [Display(Name = "主要负责人"), StringLength(60)] public string? Principal { get; set; }
        [Display(Name = "联系电话"), StringLength(30)] public string? Phone { get; set; }
        public long Version { get; set; }
    }

    public sealed class WishForm
    {
        [Display(Name = "要更正的内容")] public string? Field { get; set; }
        [Display(Name = "更正为"), StringLength(300)] public string? Wish { get; set; }
        [Display(Name = "理由"), StringLength(300)] public string? Reason { get; set; }
    }

    [BindProperty] public ContactForm Input { get; set; } = new();
    [BindProperty] public WishForm Wish { get; set; } = new();
    public EmployerFile? Shown { get; private set; }
    public IReadOnlyList<Correction> Asked { get; private set; } = [];
    public static IReadOnlyList<Option> Fields { get; } = [.. CorrectionDesk.Fields.Select(f => new Option(f, FieldWords.OfEmployer[f]))];

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await LoadAsync(request, ct);
        if (Shown is { Employer: var e }) Input = new() { Principal = e.Principal, Phone = e.Phone, Version = e.Version };
    }

    public async Task<IActionResult> OnPostContactAsync(ListRequest request, CancellationToken ct)
    {
        var done = await this.TryAsync(() => desk.EditContactAsync(Input.Version, Input.Principal, Input.Phone, ct));
        return await ThenAsync(done, "联系方式已保存。", request, ct);
    }

    public async Task<IActionResult> OnPostCorrectAsync(ListRequest request, CancellationToken ct)
    {
        var done = await this.TryAsync(() => corrections.AskAsync(Wish.Field, Wish.Wish, Wish.Reason, this.Key(), ct), "Wish");
        return await ThenAsync(done, "申请已提出，监管部门处理后会通知您。", request, ct);
    }

    async Task<IActionResult> ThenAsync(bool done, string text, ListRequest request, CancellationToken ct)
    {
        if (!done)
        {
            await LoadAsync(request, ct);
            return Page();
        }
        this.Flash(text);
        return Redirect(Here);
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        if (viewer.OrganisationId is not { } own) return;
        Shown = await files.FindAsync(own, Here, mayEdit: false, request, ct);
        Asked = await db.Set<Correction>().AsNoTracking().Where(c => c.EmployerId == own).OrderByDescending(c => c.AskedAt).Take(MostAsked).ToListAsync(ct);
    }
}
