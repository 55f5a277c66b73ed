using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Credit.Typical.Pages;

/// <summary>A draft from a case.</summary>
[Requires(CreditModule.Handle)]
public sealed class BeginModel(ZhijianDb db, TypicalDesk desk) : PageModel
{
    public CaseRecord? Row { get; private set; }

    public Task OnGetAsync([FromQuery(Name = "case")] Guid? id, CancellationToken ct) => LoadAsync(id, ct);

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "case")] Guid? id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        var made = Guid.Empty;
        if (!await this.TryAsync(async () => made = await desk.BeginAsync(id ?? throw new Refusal("请先选择案件。"), this.Key(), ct), "")) return Page();
        this.Flash("草稿已生成，请核对、编写。");
        return Redirect($"/credit/typical/{made}");
    }

    async Task LoadAsync(Guid? id, CancellationToken ct)
    {
        if (id is { } wanted) Row = await db.Set<CaseRecord>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == wanted, ct) ?? throw new NotFoundException();
    }
}
