using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Registry.Tabs;

/// <summary>沿革: former names, changes of every field, and the doubles that were merged into this file.</summary>
sealed class HistoryTab(ZhijianDb db, DivisionDirectory divisions) : IEmployerTab
{
    const int Size = 50;
    public string Key => "history";
    public string Title => "沿革";
    public int Order => 50;
    public string View => "/Modules/Registry/Tabs/_History.cshtml";

    public sealed record Line(string Title, string Before, string After, string Source, string By, DateTime At);
    public sealed record Double(string Name, string? CreditCode, string Source);
    public sealed record Model(IReadOnlyList<FormerName> Names, IReadOnlyList<Double> Merged, IReadOnlyList<Line> Lines, int Page, bool HasNext, EmployerTabContext Context);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var id = context.Employer.Id;
        var page = Math.Min(context.Request.Page, 10_000);
        await divisions.LoadAsync(db, ct);
        var names = await db.Set<FormerName>().AsNoTracking().Where(n => n.EmployerId == id).OrderByDescending(n => n.Until).ToListAsync(ct);
        // A double may have stood in another county; by the merge it belongs to this file.
        var merged = await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking().Where(e => e.MergedIntoId == id)
            .OrderBy(e => e.Name).Select(e => new Double(e.Name, e.CreditCode, e.Source)).ToListAsync(ct);
        var changes = await db.Set<FieldChange>().AsNoTracking().Where(c => c.EmployerId == id).OrderByDescending(c => c.At).ThenByDescending(c => c.Id)
            .Skip((page - 1) * Size).Take(Size + 1).ToListAsync(ct);
        return new Model(names, merged, [.. changes.Take(Size).Select(Of)], page, changes.Count > Size, context);
    }

    Line Of(FieldChange c) => new((c.WorkplaceId is null ? "" : "工作场所·") + FieldWords.Title(c), FieldWords.Show(c.Field, c.Before, divisions), FieldWords.Show(c.Field, c.After, divisions), FieldWords.Source(c.Source), c.By, c.At);
}
