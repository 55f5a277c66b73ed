using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Platform.Access;

/// <summary>
/// The filter on every table asks by three terms joined with "or", of which one viewer needs one; at a million rows the
/// database finds no index for the three. Here the filter is replaced by the one exact term.
/// </summary>
public static class ScopeQueries
{
    /// <summary>
    /// The rows that the viewer may see, never more. Put it first: it takes the filter off the whole query, so a second
    /// table with a place inside the same query narrows itself by InScopeOf as well.
    /// </summary>
    public static IQueryable<T> InScopeOf<T>(this IQueryable<T> rows, Scope scope) where T : class, IPlaced
    {
        var open = rows.IgnoreQueryFilters([Conventions.ScopeFilter]);
        if (scope.All) return open;
        if (scope.OrganisationId is { } own)
            return typeof(IOwned).IsAssignableFrom(typeof(T)) ? open.Where(e => EF.Property<Guid?>(e, nameof(IOwned.OrganisationId)) == own) : open.Where(_ => false);
        if (scope.Path is null) return open.Where(_ => false);
        return open.Under(scope.Path);
    }

    /// <summary>
    /// The same for a walk in the order of the keys: the place is written so that no index serves it, or SQLite would take that of the
    /// region and sort all of it for every page.
    /// </summary>
    public static IQueryable<T> InScopeByKey<T>(this IQueryable<T> rows, Scope scope) where T : class, IPlaced
    {
        if (scope is not { All: false, OrganisationId: null, Path: not null }) return rows.InScopeOf(scope);
        var (from, to) = (scope.PathFrom, scope.PathTo);
        return rows.IgnoreQueryFilters([Conventions.ScopeFilter])
            .Where(e => string.Compare(EF.Property<string>(e, nameof(IPlaced.ScopePath)) + "", from) >= 0 && string.Compare(EF.Property<string>(e, nameof(IPlaced.ScopePath)) + "", to) < 0);
    }

    /// <summary>The rows in a division or below it.</summary>
    public static IQueryable<T> Under<T>(this IQueryable<T> rows, string path) where T : class, IPlaced
    {
        var subtree = Scope.Subtree(path);
        var (from, to) = (subtree.PathFrom, subtree.PathTo);
        return rows.Where(e => string.Compare(EF.Property<string>(e, nameof(IPlaced.ScopePath)), from) >= 0 && string.Compare(EF.Property<string>(e, nameof(IPlaced.ScopePath)), to) < 0);
    }
}
