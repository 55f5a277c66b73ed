using Zhijian.Platform.Access;

namespace Zhijian.Platform;

/// <summary>
/// What one room of the house brings: its permissions, its menu, its services and its endpoints.
/// Modules (duties of the city) and Platform mechanisms are listed in Program.cs in the order data flows.
/// </summary>
public interface IModule
{
    IReadOnlyList<Permission> Permissions => [];
    IReadOnlyList<MenuEntry> Menu => [];
    /// <summary>Chinese words for the acts ("training.plan") and records ("Course") of this room, as auditors read them.</summary>
    IReadOnlyDictionary<string, string> AuditWords => new Dictionary<string, string>();
    void AddServices(IServiceCollection services, IConfiguration configuration) { }
    void MapEndpoints(IEndpointRouteBuilder routes) { }
}

/// <summary>An entry of the left menu; shown to those who hold the permission; null: to everybody who is signed in, or to all when it is public.</summary>
/// <param name="Group">Heading, the duty of the city, for instance 标准库.</param>
/// <param name="Icon">Tabler icon name without the prefix, for instance "book".</param>
public sealed record MenuEntry(string Group, string Title, string Icon, string Path, string? Permission, int Order, bool IsPublic = false, bool IsFront = false);
