using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Search.Pages;

/// <summary>The global search: as a page without script, as the body of the search dialog with it.</summary>
[Public]
public sealed class IndexModel(IEnumerable<ISearchProvider> providers, IViewer viewer) : PageModel
{
    private const int HitsOfOneProvider = 8;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public ILookup<string, SearchHit> Hits { get; private set; } = Enumerable.Empty<SearchHit>().ToLookup(hit => hit.Group);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var term = Q?.Trim();
        if (string.IsNullOrEmpty(term) || term.Length > 100)
            return;

        // One after the other: providers share the request's DbContext.
        var hits = new List<SearchHit>();
        foreach (var provider in providers.Where(p => p.Permission is null || viewer.May(p.Permission)))
            hits.AddRange(await provider.SearchAsync(term, HitsOfOneProvider, ct));
        Hits = hits.ToLookup(hit => hit.Group);
    }
}
