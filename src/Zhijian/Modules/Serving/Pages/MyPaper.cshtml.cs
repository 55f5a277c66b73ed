using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Modules.Cases;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Serving.Pages;

/// <summary>One paper as the employer has it.</summary>
[Requires(ServingModule.Own)]
public sealed class MyPaperModel(PartyPapers papers) : PageModel
{
    public Paper Paper { get; private set; } = null!;
    public ServiceLine? Line { get; private set; }
    public string? Case => Paper.SubjectKind == nameof(CaseRecord) ? $"/my/cases/{Paper.SubjectId}" : null;

    public async Task OnGetAsync(Guid id, CancellationToken ct) => (Paper, Line) = (await papers.ReadAsync(id, ct), await papers.LineAsync(id, ct));

    public async Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken ct)
    {
        await this.TryFlashAsync(async () =>
        {
            await papers.ConfirmAsync(id, this.Key(), ct);
            return "已确认收到。";
        });
        return Redirect($"/my/papers/{id}");
    }
}
