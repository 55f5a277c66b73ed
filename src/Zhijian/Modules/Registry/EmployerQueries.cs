using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Search;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Modules.Registry;

/// <summary>Employers for lists: in the viewer's scope, without doubles, by the index that fits.</summary>
public sealed class EmployerQueries(ZhijianDb db, Viewer viewer, EmployerSearch search, DivisionDirectory divisions)
{
    const int CountyDepth = 3;
    const int Sample = 500, Common = 100;

    /// <summary>Codes from the province down to where the viewer's scope begins.</summary>
    string[] Place => viewer.Scope.Path?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>All that the viewer sees. A county is asked for by its own column, which the indexes of the list begin with.</summary>
    public IQueryable<Employer> Mine()
    {
        var rows = db.Set<Employer>().AsNoTracking().InScopeOf(viewer.Scope).Where(e => e.MergedIntoId == null);
        if (Place is not { Length: >= CountyDepth } place) return rows;
        var county = place[CountyDepth - 1];
        return rows.Where(e => e.CountyCode == county);
    }

    public IQueryable<Workplace> MyWorkplaces()
    {
        var rows = db.Set<Workplace>().AsNoTracking().InScopeOf(viewer.Scope);
        if (Place is not { Length: >= CountyDepth } place) return rows;
        var county = place[CountyDepth - 1];
        return rows.Where(w => w.CountyCode == county);
    }

    /// <summary>One page of the list: the index is asked first, and where it has too many, the list is walked in its order.</summary>
    public async Task<ListPage<Employer>> PageAsync(EmployerList list, ListRequest request, CancellationToken ct)
    {
        var (rows, surelyMany) = await NarrowAsync(list, request, ct);
        // SQLite would take the index of places for the scope and then sort a million rows by name.
        if (surelyMany && !db.IsPostgres && list.Definition.IsUsualOrder(request) && viewer.Scope is { OrganisationId: null } scope)
        {
            var question = list.Ask(request);
            var first = await search.FirstByNameAsync(question.Terms, [.. question.Properties, .. Scope()], scope.All ? null : scope.Path, ((long)request.Page * request.Size) + 1, EmployerSearch.MostSorted, ct);
            if (first is { } ids) rows = rows.Where(e => EF.Parameter(ids).Contains(e.Id));
        }
        return await list.Definition.LoadAsync(rows, request, surelyMany, ct);
    }

    /// <summary>The rows of the list before its own filters, narrowed to what the index found.</summary>
    public async Task<(IQueryable<Employer> Rows, bool SurelyMany)> NarrowAsync(EmployerList list, ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        await list.PrepareAsync(ct);
        var rows = list.WithFactor(Mine(), db, viewer, request);
        var question = list.Ask(request);
        // A county's rows of an industry are few enough: the list index of the two is quicker than asking twice.
        if (question.IsEmpty || (question.HasIndustry && (question.HasCounty || Place.Length >= CountyDepth))) return (rows, false);
        if (await OfCodeAsync(question.Terms, ct) is { } one) return (rows.Where(e => e.Id == one), false);
        if (await IsCommonAsync(sample => list.Definition.Where(sample, request), ct)) return (rows, false);
        var hits = await search.FindAsync(question.Terms, [.. question.Properties, .. Scope()], ct);
        return hits.Ids is { } ids ? (rows.Where(e => EF.Parameter(ids).Contains(e.Id)), false) : (rows, hits.SurelyMany && question.IsWhole);
    }

    /// <summary>A whole credit code has an index of its own; its pairs of digits are in every other code as well.</summary>
    async Task<Guid?> OfCodeAsync(IReadOnlyList<string> terms, CancellationToken ct)
    {
        if (terms is not [var term] || !UnifiedSocialCreditCode.Check(term).IsWellFormed) return null;
        var code = UnifiedSocialCreditCode.Check(term).Value.Value;
        return await Mine().Where(e => e.CreditCode == code).Select(e => (Guid?)e.Id).SingleOrDefaultAsync(ct);
    }

    /// <summary>
    /// What every fifth row at the head of the list has is found by walking on. GIN would read a list of a million entries
    /// first; FTS5 stops by itself when it has enough.
    /// </summary>
    async Task<bool> IsCommonAsync(Func<IQueryable<Employer>, IQueryable<Employer>> where, CancellationToken ct) =>
        db.IsPostgres && await where(Mine().OrderBy(e => e.Name).ThenBy(e => e.Id).Take(Sample)).CountAsync(ct) > Common;

    IEnumerable<string> Scope() => Place.Length switch
    {
        < CountyDepth => [],
        CountyDepth => [Words.County + Place[^1]],
        _ => [Words.Division + Place[^1]],
    };

    /// <summary>The first few by name, for pickers and the search of the top bar.</summary>
    public async Task<IReadOnlyList<Employer>> FindAsync(string q, int take, CancellationToken ct)
    {
        var terms = EmployerSearch.Terms(q);
        var rows = Mine();
        if (await OfCodeAsync(terms, ct) is { } one) rows = rows.Where(e => e.Id == one);
        else if (terms.Count > 0 && !await IsCommonAsync(sample => EmployerList.Containing(sample, terms), ct)
            && (await search.FindAsync(terms, [.. Scope()], ct)).Ids is { } ids) rows = rows.Where(e => EF.Parameter(ids).Contains(e.Id));
        return await EmployerList.Containing(rows, terms).OrderBy(e => e.Name).ThenBy(e => e.Id).Take(take).ToListAsync(ct);
    }
}
