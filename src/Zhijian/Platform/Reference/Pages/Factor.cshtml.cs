using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Reference.Pages;

[Public]
public sealed class FactorModel(FactorCards cards) : PageModel
{
    public FactorCard Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (code.Length > 20 || await cards.CardAsync(code, ct) is not { } card) return NotFound();
        Card = card;
        return Page();
    }
}
