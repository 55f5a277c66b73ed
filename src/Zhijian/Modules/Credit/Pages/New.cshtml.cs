using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Credit.Pages;

[Requires(CreditModule.Handle)]
public sealed class NewModel(CreditDesk desk, CreditBook book, TimeProvider clock) : PageModel
{
    [BindProperty] public Form Input { get; set; } = new();
    public IReadOnlyList<Option> Triggers => [.. book.TriggersOn(Display.Today(clock)).Select(t => new Option(t.Code, $"{t.Title}（{t.Article}）"))];

    public void OnGet() => Input = new() { On = Display.Today(clock) };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.ProposeAsync(Input.EmployerId, Input.Trigger, Input.Fact, Input.On, this.Key(), ct))) return Page();
        this.Flash("已提出，下一步送达告知书。");
        return Redirect($"/credit/{id}");
    }

    public sealed class Form
    {
        [Display(Name = "用人单位")] public Guid? EmployerId { get; set; }
        [Display(Name = "列入情形")] public string? Trigger { get; set; }
        [Display(Name = "事实发生日期")] public DateOnly? On { get; set; }
        [Display(Name = "失信事实"), StringLength(CreditTables.Text)] public string? Fact { get; set; }
    }
}
