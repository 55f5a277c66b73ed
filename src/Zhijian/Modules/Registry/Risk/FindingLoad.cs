using Zhijian.Data;
using Zhijian.Platform;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>
/// What many reports found, at once and without a word in the time lines: for loads into workplaces of which nothing was found
/// before. The risk comes out as if each report had been told by <see cref="ExposuresJudged"/>. The caller acts as the platform.
/// </summary>
sealed class FindingLoad(ZhijianDb db, RiskBooks books, RiskWriter writer)
{
    public async Task LoadAsync(Change change, string origin, IReadOnlyCollection<ExposureFinding> findings, CancellationToken ct)
    {
        if (findings.Count == 0) return;
        await Bulk.InsertAsync(db, change, origin, findings, ct);
        var book = await books.OfAsync(ChinaTime.DateOf(change.At), ct);
        var employers = findings.Select(f => f.EmployerId).ToHashSet();
        await writer.WriteAsync(change, [.. (await RiskFiles.LoadAsync(db, employers, ct)).Select(f => RiskVerdict.Of(book, f)).Where(v => v.Differs)], ct);
    }
}
