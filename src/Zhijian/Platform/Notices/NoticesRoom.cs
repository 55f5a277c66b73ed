using Zhijian.Platform.Numbering;

namespace Zhijian.Platform.Notices;

/// <summary>What people must do and what they are told.</summary>
sealed class NoticesRoom : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<NoticeBoard>();
        services.AddScoped<TodoQueries>();
        services.AddScoped<Ui.IBell, Bell>();
        services.AddScoped<Numbers>();
    }
}
