using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Documents.Pages;

/// <summary>Anyone who holds a paper checks here that the authority really issued it. Says nothing that the paper does not.</summary>
[Public]
public sealed class VerifyModel(ZhijianDb db) : PageModel
{
    public sealed record Confirmed(string Title, string Number, string Authority, DateOnly IssuedOn, string DocxHash, string? PdfHash, bool Void);

    public string? Asked { get; private set; }
    public string? Problem { get; private set; }
    public Confirmed? Paper { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? code, [FromQuery(Name = "q")] string? typed, CancellationToken ct)
    {
        Asked = code ?? typed;
        if (string.IsNullOrWhiteSpace(Asked)) return Page();
        if (!VerificationCode.TryParse(Asked, out var parsed, out var problem))
        {
            Problem = problem;
            return Page();
        }
        Paper = await db.Set<Paper>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(p => p.Code == parsed.Value)
            .Select(p => new Confirmed(p.Title, p.Number, p.Authority, p.IssuedOn, p.DocxHash, p.PdfHash, p.VoidedAt != null)).SingleOrDefaultAsync(ct);
        if (Paper is null) Problem = "没有这份文书。请核对核验码；如果确认无误，这份文书不是本平台出具的。";
        return Page();
    }
}
