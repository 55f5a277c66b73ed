using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Tabs;

/// <summary>What a tab is shown for: a file that was found in the viewer's scope.</summary>
/// <param name="Address">Of the page with the file, for links back: /registry/… or /my/file.</param>
/// <param name="Request">Query of the page, for a tab that pages or filters.</param>
public sealed record EmployerTabContext(Employer Employer, string Address, bool MayEdit, ListRequest Request);

/// <summary>
/// A tab of the employer's page. Any module brings its own: register it with services.AddScoped&lt;IEmployerTab, …&gt;, the
/// registry does not know it.
/// </summary>
public interface IEmployerTab
{
    /// <summary>Value of "tab" in the address, latin letters.</summary>
    string Key { get; }
    string Title { get; }
    int Order { get; }
    /// <summary>Who sees it; null: everybody who sees the file.</summary>
    string? Permission => null;
    /// <summary>Shown beside the title; null for none. One cheap query.</summary>
    Task<int?> CountAsync(Guid employerId, CancellationToken ct) => Task.FromResult<int?>(null);
    /// <summary>Path of the partial view that shows the model.</summary>
    string View { get; }
    Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct);
}
