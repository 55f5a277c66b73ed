using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>The place of a record: as said, else as its address says, else where its credit code was given.</summary>
sealed class FeedPlaces
{
    const int City = 2, County = 3;
    readonly DivisionDirectory divisions;
    readonly PlaceFinder finder;
    readonly Dictionary<string, DivisionDirectory.DivisionEntry[]> townships = [];
    readonly DivisionDirectory.DivisionEntry[] counties;

    public FeedPlaces(DivisionDirectory divisions, Viewer viewer, ServerSettings settings)
    {
        (this.divisions, finder) = (divisions, new(divisions, viewer.Scope));
        var city = divisions.Find(viewer.DivisionCode ?? settings.HomeDivision);
        while (city is { Level: > City, ParentCode: { } up }) city = divisions.Find(up);
        counties = [.. divisions.All.Where(d => d.Level == County && city is not null && d.Path.StartsWith(city.Path, StringComparison.Ordinal)).OrderByDescending(d => d.Name.Length)];
    }

    /// <summary>A place that was said is judged; one that is only concluded comes as it is, also outside the scope.</summary>
    public (DivisionDirectory.DivisionEntry? Place, FeedProblem? Problem) Find(FeedRow row, string? usual)
    {
        if ((row.Division ?? usual) is { Length: > 0 } said)
        {
            var found = finder.Find(said);
            return found.Problem is null ? (found.Value, null)
                : (null, new(FeedFact.Division, found.Problem == PlaceFinder.OutOfScope ? FeedProblem.Scope : FeedProblem.Place, found.Problem));
        }
        return (InAddress(row.WorkplaceAddress) ?? InAddress(row.RegisteredAddress) ?? OfCode(row.CreditCode), null);
    }

    DivisionDirectory.DivisionEntry? InAddress(string? address)
    {
        if (address is null || Array.Find(counties, c => address.Contains(c.Name, StringComparison.Ordinal)) is not { } county) return null;
        if (!townships.TryGetValue(county.Code, out var below)) townships[county.Code] = below = [.. divisions.Children(county.Code).OrderByDescending(d => d.Name.Length)];
        return Array.Find(below, t => address.Contains(t.Name, StringComparison.Ordinal)) ?? county;
    }

    DivisionDirectory.DivisionEntry? OfCode(string? code) =>
        UnifiedSocialCreditCode.Check(code) is { IsWellFormed: true } read && divisions.Find(read.Value.Division) is { Level: >= City } place ? place : null;
}
