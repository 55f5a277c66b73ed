using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Search;
using Zhijian.Platform.Ui.Pickers;

namespace Zhijian.Modules.Registry;

/// <summary>Employers in forms of staff: by any part of the name, the code or the initials.</summary>
sealed class EmployerPicker(EmployerQueries queries, EmployerDirectory directory) : IPickerSource
{
    public const string Kind = "employer";

    public async Task<IReadOnlyList<PickItem>> FindAsync(string? q, string? parent, int take, CancellationToken ct) =>
        q?.Length > SearchWord.MaxLength ? [] : [.. (await queries.FindAsync(q ?? "", take, ct)).Select(e => new PickItem(e.Id.ToString(), e.Name, e.CreditCode))];

    public async Task<PickItem?> GetAsync(string value, CancellationToken ct) =>
        Guid.TryParse(value, out var id) && await directory.FindAsync(id, ct) is { } found ? new(value, found.Name, found.CreditCode) : null;
}

/// <summary>Lets the search of the top bar find employers.</summary>
sealed class EmployerSearchProvider(EmployerQueries queries, DivisionDirectory divisions, Data.ZhijianDb db) : ISearchProvider
{
    public string? Permission => RegistryModule.View;

    public async Task<IReadOnlyList<SearchHit>> SearchAsync(string q, int take, CancellationToken ct)
    {
        if (q.Length > SearchWord.MaxLength) return [];
        await divisions.LoadAsync(db, ct);
        return [.. (await queries.FindAsync(q, take, ct)).Select(e => new SearchHit("用人单位", e.Name, $"{e.CreditCode} {divisions.Name(e.DivisionCode)}".Trim(), $"/registry/{e.Id}", "building-factory-2"))];
    }
}
