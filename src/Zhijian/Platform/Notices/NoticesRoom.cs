using Zhijian.Platform.Access;
using Zhijian.Platform.Numbering;

namespace Zhijian.Platform.Notices;

/// <summary>What people must do and what they are told.</summary>
sealed class NoticesRoom : IModule
{
    public IReadOnlyList<MenuEntry> Menu =>
    [
        new("工作台", "今日待办", "checklist", "/todo", null, 1),
        new("工作台", "通知", "bell", "/notices", null, 2),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<NoticeBoard>();
        services.AddScoped<TodoQueries>();
        services.AddScoped<NoticeDesk>();
        services.AddScoped<Ui.IBell, Bell>();
        services.AddScoped<Numbers>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        // The first screen: what I must do; for everybody else the front of the open pages.
        routes.MapGet("/", (IViewer viewer, IEnumerable<IModule> modules) => Results.Redirect(viewer.IsSignedIn ? "/todo" : modules.SelectMany(m => m.Menu).FirstOrDefault(m => m.IsFront)?.Path ?? "/reference")).Public().ExcludeFromDescription();
}
