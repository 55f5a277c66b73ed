using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Pickers;

namespace Zhijian.Platform.Organisations;

/// <summary>The divisions inside the viewer's scope, as a tree, for forms of staff.</summary>
sealed class OwnDivisionPicker(DivisionDirectory divisions, ZhijianDb db, Viewer viewer) : IPickerSource
{
    public const string Kind = "own-division";

    public async Task<IReadOnlyList<PickItem>> FindAsync(string? q, string? parent, int take, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var seen = divisions.All.Where(d => viewer.Scope.Covers(d.Path));
        var found = q is not null ? seen.Where(d => d.Name.Contains(q, StringComparison.Ordinal) || d.Code.StartsWith(q, StringComparison.Ordinal))
            : parent is not null ? seen.Where(d => d.ParentCode == parent)
            : seen.Where(d => d.Path == viewer.Scope.Path || (viewer.Scope.All && d.ParentCode is null));
        return [.. found.OrderBy(d => d.Code, StringComparer.Ordinal).Take(take).Select(Item)];
    }

    public async Task<PickItem?> GetAsync(string value, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return divisions.Find(value) is { } found ? Item(found) : null;
    }

    PickItem Item(DivisionDirectory.DivisionEntry d) => new(d.Code, d.Name, d.Code, divisions.Children(d.Code).Any());
}

/// <summary>The organisations inside the viewer's scope.</summary>
sealed class OrganisationPicker(ZhijianDb db) : IPickerSource
{
    public const string Kind = "organisation";

    public async Task<IReadOnlyList<PickItem>> FindAsync(string? q, string? parent, int take, CancellationToken ct)
    {
        var rows = db.Set<Organisation>().AsQueryable();
        if (q is not null) rows = rows.Where(o => o.Name.Contains(q) || o.CreditCode.StartsWith(q));
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(
            rows.OrderBy(o => o.Name).Take(take).Select(o => new PickItem(o.Id.ToString(), o.Name, o.CreditCode, false)), ct);
    }

    public async Task<PickItem?> GetAsync(string value, CancellationToken ct) =>
        Guid.TryParse(value, out var id) && await db.Set<Organisation>().FindAsync([id], ct) is { } found ? new(value, found.Name, found.CreditCode) : null;
}
