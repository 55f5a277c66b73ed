using Zhijian.Platform.Access;

namespace Zhijian.Platform.Audit;

/// <summary>The audit, readable for auditors; reading it is itself audited.</summary>
sealed class AuditRoom : IModule
{
    public IReadOnlyList<Permission> Permissions =>
    [
        new("audit.read", "查看和导出审计日志", Role.Auditor),
    ];

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new("审计", "审计日志", "history", "/audit", "audit.read", 950),
        new("审计", "审计锚点", "anchor", "/audit/anchors", "audit.read", 951),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<AuditWords>().AddScoped<AuditReader>();
}
