using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Hosting.Commands;

namespace Zhijian.Modules.Oversight;

/// <summary>统计、一张图: the city in one picture, from figures that are kept exact as things happen.</summary>
sealed class OversightModule : IModule
{
    public const string View = "oversight.read";
    const string Group = "统计分析";

    public IReadOnlyList<Permission> Permissions => [new(View, "查看全市一张图和监管指标", [Role.Auditor, .. Roles.Supervisors])];

    public IReadOnlyDictionary<string, string> AuditWords => new Dictionary<string, string>
    {
        ["oversight.rebuild"] = "重新统计全部指标", ["oversight.roll"] = "更新统计指标", ["oversight.verify"] = "核对统计指标", ["FigureCell"] = "统计指标",
    };

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "全市一张图", "map-2", "/oversight", View, 80),
        new(Group, "指标明细", "list-numbers", "/oversight/employers", View, 81),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<FigureSignal>().AddSingleton<IRowWatch, FigureWatch>().AddSingleton<IndicatorBook>();
        services.AddScoped<RollUps>().AddScoped<IProof>(s => s.GetRequiredService<RollUps>()).AddScoped<Overview>().AddScoped<ISeed, FigureSeed>().AddScoped<Pages.MemberList>();
        services.AddHostedService<FigureKeeper>();
        // What is counted follows the rows that move.
        services.KeepEmployerRows<FigureMember>().KeepEmployerRows<FigureTouch>();
    }
}
