namespace Zhijian.Platform.Search;

/// <summary>One found thing of the global search.</summary>
/// <param name="Group">What it is, for instance 危害因素; hits are shown under it.</param>
/// <param name="Icon">Tabler icon name without the prefix.</param>
public sealed record SearchHit(string Group, string Title, string? Detail, string Path, string Icon);

/// <summary>Lets the global search find the things of one room. Register it with services.AddScoped.</summary>
public interface ISearchProvider
{
    /// <summary>Who is asked at all; null: everybody, also the public.</summary>
    string? Permission => null;

    Task<IReadOnlyList<SearchHit>> SearchAsync(string q, int take, CancellationToken ct);
}
