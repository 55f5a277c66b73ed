using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Pickers;

namespace Zhijian.Modules.Registry.Registration;

/// <summary>The places of the city for the public form: those under a city that has an authority on the platform.</summary>
sealed class PlacePicker(DivisionDirectory divisions, ZhijianDb db) : IPickerSource
{
    public const string Kind = "place";
    const int CityLevel = 2;

    public async Task<IReadOnlyList<PickItem>> FindAsync(string? q, string? parent, int take, CancellationToken ct)
    {
        var served = await ServedAsync(ct);
        var seen = divisions.All.Where(d => d.Level > CityLevel && served.Any(path => d.Path.StartsWith(path, StringComparison.Ordinal)));
        var found = q is not null ? seen.Where(d => d.Name.Contains(q, StringComparison.Ordinal) || d.Code.StartsWith(q, StringComparison.Ordinal))
            : seen.Where(d => parent is null ? d.Level == CityLevel + 1 : d.ParentCode == parent);
        return [.. found.OrderBy(d => d.Code, StringComparer.Ordinal).Take(take).Select(Item)];
    }

    public async Task<PickItem?> GetAsync(string value, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return divisions.Find(value) is { Level: > CityLevel } found ? Item(found) : null;
    }

    /// <summary>Paths of the cities whose authority is here. That they are is no secret.</summary>
    async Task<IReadOnlyList<string>> ServedAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var codes = await db.Set<Authority>().IgnoreQueryFilters([Conventions.ScopeFilter]).Select(a => a.DivisionCode).ToListAsync(ct);
        return [.. codes.Select(divisions.Find).OfType<DivisionDirectory.DivisionEntry>().Where(d => d.Level == CityLevel).Select(d => d.Path)];
    }

    PickItem Item(DivisionDirectory.DivisionEntry d) => new(d.Code, d.Name, d.Code, divisions.Children(d.Code).Any());
}
