using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Exchange.Pages;

/// <summary>What an officer found when he looked into a suspected case.</summary>
[Requires(ExchangeModule.View)]
public sealed class SeenModel(EmployerDirectory employers, InboxDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public string? Note { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await employers.FindAsync(Id, ct) is null ? NotFound() : Page();

    [Requires(ExchangeModule.Answer)]
    public async Task<IActionResult> OnPostAsync(string? note, CancellationToken ct)
    {
        if (await employers.FindAsync(Id, ct) is null) throw new NotFoundException();
        Note = note;
        if (!await this.TryAsync(() => desk.SeenAsync(Id, note, ct), "")) return Page();
        this.Flash("已记下核查结果。");
        return Redirect($"/registry/{Id}?tab={InboxTab.TabKey}");
    }
}
