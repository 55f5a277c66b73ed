using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>How much employers are asked: fields by edition, kind and path, and how many came filled in; with the dated terms and articles.</summary>
[Requires(DeclarationsModule.Forms)]
public sealed class FormsModel(ZhijianDb db, DeclarationBook book) : PageModel
{
    /// <summary>A small employer's usual number of rows (workshop × factor).</summary>
    public const int UsualRows = 4;

    public IReadOnlyList<AskedLine> Asked { get; private set; } = [];
    public IReadOnlyList<UsedLine> Used { get; private set; } = [];
    public DeclarationBook Book => book;

    public sealed record AskedLine(string Edition, string Kind, string Path, int Asked);
    public sealed record UsedLine(string Edition, string Kind, string Path, int Filings, decimal Asked, decimal Prefilled)
    {
        public decimal Share => Asked == 0 ? 0 : Math.Round(100 * Prefilled / Asked, 1);
        public decimal Typed => Asked - Prefilled;
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Asked = [.. from edition in book.Editions
                    from kind in new[] { DeclarationKind.Initial, DeclarationKind.Change, DeclarationKind.Yearly, DeclarationKind.Cancellation }
                    where kind != DeclarationKind.Yearly || edition.Cycle is not null
                    from quick in kind == DeclarationKind.Cancellation ? new[] { false } : [false, true]
                    select new AskedLine(edition.Title, kind.ChineseName(), Path(quick), FormFields.Count(edition, kind, quick, Known, UsualRows).Asked)];
        var used = await db.Set<HazardDeclaration>().AsNoTracking().Where(d => d.FiledOn != null && d.EnteredBy == null).GroupBy(d => new { d.Edition, d.Kind, d.Quick })
            .Select(g => new { g.Key.Edition, g.Key.Kind, g.Key.Quick, Filings = g.Count(), Asked = g.Average(d => (double)d.FieldsAsked), Prefilled = g.Average(d => (double)d.FieldsPrefilled) }).ToListAsync(ct);
        Used = [.. used.OrderBy(u => u.Edition).ThenBy(u => u.Kind).Select(u => new UsedLine(book.Edition(u.Edition).Title, u.Kind.ChineseName(), Path(u.Quick), u.Filings, Round(u.Asked), Round(u.Prefilled)))];
    }

    /// <summary>An employer whose file is complete: what is demanded is known, so that the short path asks its own fields only.</summary>
    static readonly DeclarationForm Known = new()
    {
        EmployerName = "x", CreditCode = "x", RegisteredAddress = "x", WorkplaceAddress = "x", Size = "x", IndustryCode = "x", RegistrationType = "x", LegalRepresentative = "x", Phone = "x", PrincipalPerson = "x", TotalWorkers = 1,
    };

    static string Path(bool quick) => quick ? "快速申报" : "完整表格";
    static decimal Round(double value) => Math.Round((decimal)value, 1);
}
