using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference.Pages;

/// <summary>A page of a comparison: what _Difference shows.</summary>
public sealed record DifferencePage(ReferenceComparison Comparison, int Number, Func<int, string> PathOf)
{
    public const int Size = 100;
    public IEnumerable<RowDifference> Rows => Comparison.Rows.Skip((Number - 1) * Size).Take(Size);
    public int LastPage => Math.Max(1, (Comparison.Rows.Count + Size - 1) / Size);
}

[Public]
public sealed class CompareModel(ReferenceQueries queries) : PageModel
{
    public ReferenceTable? Table { get; private set; }
    public IReadOnlyList<VersionLine> Versions { get; private set; } = [];
    public VersionLine? Before { get; private set; }
    public VersionLine? After { get; private set; }
    public DifferencePage? Difference { get; private set; }
    public bool WithProvenance { get; private set; }
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "table")] string? key, string? a, string? b, string? all, string? p, CancellationToken ct)
    {
        Table = ReferenceTables.Find(key ?? ReferenceTables.Limits.Key);
        if (Table is null || await IsUnknownAsync(a, ct) || await IsUnknownAsync(b, ct)) return NotFound();
        // Few versions a table: they are all offered.
        Versions = await queries.VersionsOfAsync(Table.Key, ct);
        if (Versions.Count < 2)
        {
            Problem = "这张表只有一个版本，没有可比较的。";
            return Page();
        }
        WithProvenance = all is "1";
        Before = Choose(a) ?? Versions[^2];
        After = Choose(b) ?? Versions[^1];
        var number = int.TryParse(p, out var n) && n > 0 ? Math.Min(n, 10_000) : 1;
        var comparison = await queries.CompareAsync(Before, After, WithProvenance, ct);
        Difference = new(comparison, number, to => $"?table={Table.Key}&a={Before.Id}&b={After.Id}&p={to}{(WithProvenance ? "&all=1" : "")}");
        return Page();
    }

    /// <summary>A version of another table is what the form sends when the table was changed: that table's own versions are offered then.</summary>
    async Task<bool> IsUnknownAsync(string? id, CancellationToken ct) =>
        !string.IsNullOrEmpty(id) && (!Guid.TryParse(id, out var wanted) || !await queries.Versions(null).AnyAsync(v => v.Id == wanted, ct));

    VersionLine? Choose(string? id) => Guid.TryParse(id, out var wanted) ? Versions.FirstOrDefault(v => v.Id == wanted) : null;
}
