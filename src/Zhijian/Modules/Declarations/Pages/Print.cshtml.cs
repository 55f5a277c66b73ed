using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>The form on paper size, to be sealed and signed.</summary>
[Requires(DeclarationsModule.Own)]
public sealed class PrintModel(DeclarationAccess access, DeclarationBook book, FactorCatalogue catalogue) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public HazardDeclaration Declaration { get; private set; } = null!;
    public FiledForm Filed { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Declaration = await access.ReadAsync(Id, ct);
        var factorOf = await catalogue.LoadAsync(ct);
        var form = await access.FormAsync(Declaration, ct);
        Filed = new(book.Edition(Declaration.Edition), Declaration.Kind, form, FormSums.Of(form, c => factorOf(c)?.Class), code => code is null ? null : factorOf(code));
    }
}
