using Zhijian.Platform.Access;

namespace Zhijian.Platform.Ui;

public sealed record MenuGroup(string Title, IReadOnlyList<MenuEntry> Entries);

/// <summary>What stands around every page: the viewer, the menu of the duties open to him, the counts of the top bar.</summary>
public sealed class Shell(IEnumerable<IModule> modules, IViewer viewer, IHttpContextAccessor accessor, IEnumerable<IBell> bells)
{
    public IViewer Viewer => viewer;

    public IReadOnlyList<MenuGroup> Menu { get; } =
    [
        .. modules.SelectMany(module => module.Menu)
            .Where(entry => entry.Permission is null ? viewer.IsSignedIn || entry.IsPublic : viewer.May(entry.Permission))
            .OrderBy(entry => entry.Order)
            .GroupBy(entry => entry.Group)
            .Select(group => new MenuGroup(group.Key, [.. group])),
    ];

    /// <summary>The menu entry that the present page belongs to: the one whose path is the longest prefix.</summary>
    public MenuEntry? Current =>
        Menu.SelectMany(group => group.Entries)
            .Where(entry => accessor.HttpContext!.Request.Path.StartsWithSegments(entry.Path))
            .MaxBy(entry => entry.Path.Length);

    public string RoleNames => string.Join("、", viewer.Roles.Select(role => role.ChineseName()));

    public async Task<BellCounts?> CountsAsync() =>
        viewer.IsSignedIn && bells.FirstOrDefault() is { } bell
            ? await bell.CountsAsync(accessor.HttpContext!.RequestAborted)
            : null;
}
