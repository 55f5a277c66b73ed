using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Reference.Pages;

[Public]
public sealed class SearchModel(FactorCards cards) : PageModel
{
    public const int Take = 30;

    public string? Q { get; private set; }
    public string? Problem { get; private set; }
    public IReadOnlyList<FactorHit> Hits { get; private set; } = [];
    public IReadOnlyList<OtherHit> Others { get; private set; } = [];
    public FactorCard? Card { get; private set; }

    public async Task OnGetAsync(string? q, string? code, CancellationToken ct)
    {
        try
        {
            if (SearchWord.Of(q) is not { } word) return;
            Q = q!.Trim();
            Hits = await cards.SearchAsync(word, Take, ct);
            Others = await cards.SearchOthersAsync(word, 6, ct);
            var chosen = code is { Length: <= 20 } ? code : Hits.FirstOrDefault()?.Code;
            if (chosen is not null) Card = await cards.CardAsync(chosen, ct);
        }
        catch (Refusal e) { Problem = e.Message; }
    }
}
