using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Platform.Search;
using Zhijian.Platform.Ui.Pickers;

namespace Zhijian.Platform.Reference;

/// <summary>Hazard factors by name, alias, pinyin initials and CAS number.</summary>
sealed class FactorPicker(FactorCards cards, ReferenceDirectory directory, ReferenceQueries queries) : IPickerSource
{
    public async Task<IReadOnlyList<PickItem>> FindAsync(string? q, string? parent, int take, CancellationToken ct) =>
        q is { Length: > SearchWord.MaxLength } || SearchWord.Of(q) is not { } word ? []
        : [.. (await cards.SearchAsync(word, take, ct)).Select(h => new PickItem(h.Code, h.Name, $"{h.Code} {h.Cas}".Trim()))];

    public async Task<PickItem?> GetAsync(string value, CancellationToken ct) =>
        (await directory.TimelineAsync(ct)).Current(ReferenceTables.Factors.Key, queries.Today) is { } version
        && (await directory.FactorsAsync(version, ct)).Find(value) is { } found ? new(found.Code, found.Name, found.Cas) : null;
}

/// <summary>Industries as a tree of four levels.</summary>
sealed class IndustryPicker(ZhijianDb db, ReferenceDirectory directory, ReferenceQueries queries) : IPickerSource
{
    public async Task<IReadOnlyList<PickItem>> FindAsync(string? q, string? parent, int take, CancellationToken ct)
    {
        if (await VersionAsync(ct) is not { } version || q is { Length: > SearchWord.MaxLength }) return [];
        var rows = ReferenceTables.Industries.Rows(db, version.Id);
        rows = SearchWord.Of(q) is { } word ? rows.Where(r => r.SearchText.Contains(word.Text)) : rows.Where(r => r.ParentCode == parent);
        return await rows.OrderBy(r => r.Ordinal).Take(take).Select(r => new PickItem(r.Code!, r.Name!, r.Code, r.Level < 4)).ToListAsync(ct);
    }

    public async Task<PickItem?> GetAsync(string value, CancellationToken ct) => await VersionAsync(ct) is { } version
        ? await ReferenceTables.Industries.Rows(db, version.Id).Where(r => r.Code == value).Select(r => new PickItem(r.Code!, r.Name!, r.Code, r.Level < 4)).FirstOrDefaultAsync(ct) : null;

    async Task<VersionFace?> VersionAsync(CancellationToken ct) => (await directory.TimelineAsync(ct)).Current(ReferenceTables.Industries.Key, queries.Today);
}

/// <summary>Lets the search of the top bar find factors.</summary>
sealed class FactorSearch(FactorCards cards) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> SearchAsync(string q, int take, CancellationToken ct) =>
        q.Length > SearchWord.MaxLength || SearchWord.Of(q) is not { } word ? []
        : [.. (await cards.SearchAsync(word, take, ct)).Select(h => new SearchHit("危害因素", h.Name, $"{h.ClassName} {h.Cas}".Trim(), $"/reference/factors/{h.Code}", "flask"))];
}
