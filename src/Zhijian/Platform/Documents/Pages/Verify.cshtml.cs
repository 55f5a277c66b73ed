using System.Globalization;
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
    const int MostNumber = 60;

    public sealed record Confirmed(string Title, string Number, string Authority, DateOnly IssuedOn, string DocxHash, string? PdfHash, bool Void);

    public string? Asked { get; private set; }
    public string? Problem { get; private set; }
    public Confirmed? Paper { get; private set; }

    /// <summary>Number and day of issue as they stand on the paper: numbers run on, so a number alone would open every paper to whoever counts.</summary>
    public string? Number { get; private set; }
    public DateOnly? On { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? code, [FromQuery(Name = "q")] string? typed, [FromQuery] string? number, [FromQuery] string? on, CancellationToken ct)
    {
        Asked = code ?? typed;
        if (string.IsNullOrWhiteSpace(Asked)) return await ByNumberAsync(number, on, ct);
        if (!VerificationCode.TryParse(Asked, out var parsed, out var problem))
        {
            Problem = problem;
            return Page();
        }
        Paper = await FindAsync(Papers().Where(p => p.Code == parsed.Value), ct);
        if (Paper is null) Problem = "没有这份文书。请核对核验码；如果确认无误，这份文书不是本平台出具的。";
        return Page();
    }

    async Task<IActionResult> ByNumberAsync(string? number, string? on, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(number)) return Page();
        Number = number.Trim();
        On = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        if (On is null || Number.Length > MostNumber || Number.Any(char.IsControl))
        {
            Problem = On is null ? "请同时填写文书上的签发日期。" : "文书编号无法识别，请核对。";
            return Page();
        }
        // Typed brackets are of every kind; on paper they are these.
        var written = Number.Replace('(', '（').Replace(')', '）').Replace('[', '〔').Replace(']', '〕').Replace(" ", "", StringComparison.Ordinal);
        Paper = await FindAsync(Papers().Where(p => (p.Number == Number || p.Number == written) && p.IssuedOn == day), ct);
        if (Paper is null) Problem = "没有这份文书。请核对编号和签发日期；如果确认无误，这份文书不是本平台出具的。";
        return Page();
    }

    IQueryable<Paper> Papers() => db.Set<Paper>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]);

    static Task<Confirmed?> FindAsync(IQueryable<Paper> papers, CancellationToken ct) =>
        papers.Select(p => new Confirmed(p.Title, p.Number, p.Authority, p.IssuedOn, p.DocxHash, p.PdfHash, p.VoidedAt != null)).FirstOrDefaultAsync(ct);
}
