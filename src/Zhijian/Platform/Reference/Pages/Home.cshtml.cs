using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Reference.Pages;

[Public]
public sealed class HomeModel(ReferenceQueries queries) : PageModel
{
    public sealed record Share(string Word, string Css, int Count, int Percent);

    public IReadOnlyList<TableOverview> Tables { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Tables = await queries.OverviewAsync(ct);

    public IEnumerable<Share> Shares(TableOverview item) =>
        from word in Confidences.Words
        let count = item.Confidences.GetValueOrDefault(word.Value)
        where count > 0
        select new Share(word.Word, word.Value.ToString().ToLowerInvariant(), count, Math.Max(1, count * 100 / item.Confidences.Values.Sum()));
}
