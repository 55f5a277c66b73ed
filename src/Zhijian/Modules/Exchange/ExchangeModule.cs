using Quartz;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Adapters;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.Federation;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Out;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Exchange.Signing;
using Zhijian.Modules.Exchange.Webhooks;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;

namespace Zhijian.Modules.Exchange;

/// <summary>互联互通共享: what other departments and levels get from here and bring here, by agreement, signed, once.</summary>
sealed class ExchangeModule : IModule
{
    public const string View = "exchange.read", Manage = "exchange.manage", Approve = "exchange.approve", Receive = "exchange.receive", Send = "exchange.send", Answer = "exchange.answer";
    const string Group = "数据共享";
    const string EveryMinute = "20 * * * * ?", EveryFiveMinutes = "40 0/5 * * * ?", EveryNight = "0 40 18 * * ?";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看资源目录、共享对象和部门共享信息", [Role.Auditor, .. Roles.Supervisors]),
        new(Manage, "登记共享对象，申请、终止数据共享，重发通知", Role.CityAdmin, Role.CitySupervisor),
        new(Approve, "审批数据共享申请", Role.CityAdmin, Role.CityLeader),
        new(Answer, "登记部门共享信息的核查结果", Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer),
        new(Receive, "系统读取获准共享的数据"),
        new(Send, "系统报送部门共享数据"),
    ];

    public IReadOnlyDictionary<string, string> AuditWords => new Dictionary<string, string>
    {
        ["exchange.partner-create"] = "登记共享对象", ["exchange.partner-edit"] = "修改共享对象", ["exchange.partner-secret"] = "更换签名密钥", ["exchange.partner-stop"] = "停用共享对象", ["exchange.partner-start"] = "启用共享对象",
        ["exchange.subscribe"] = "申请数据共享", ["exchange.approve"] = "批准数据共享", ["exchange.refuse"] = "不批准数据共享", ["exchange.end"] = "终止数据共享", ["exchange.replay"] = "重发变更通知",
        ["exchange.nonce"] = "核对报文签名", ["exchange.call"] = "共享对象调用", ["exchange.webhook-find"] = "查找待通知的变更", ["exchange.webhook"] = "发送变更通知", ["exchange.inbox"] = "接收部门共享数据", ["exchange.file"] = "上传部门共享文件", ["exchange.seen"] = "核查部门共享信息", ["exchange.source-add"] = "登记下级平台", ["exchange.source-stop"] = "停用下级平台", ["exchange.source-start"] = "启用下级平台", ["exchange.collect"] = "汇集下级平台数据", ["exchange.collected"] = "汇集下级平台完毕", ["FederatedSource"] = "下级平台", ["exchange.tidy"] = "清理共享记录",
        ["demonstration.exchange"] = "生成演示共享", ["Partner"] = "共享对象", ["Subscription"] = "数据共享", ["InboxBatch"] = "部门共享批次", ["InboxRecord"] = "部门共享信息", ["WebhookDelivery"] = "变更通知",
    };

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "资源目录", "list-details", "/exchange", View, 95),
        new(Group, "部门共享信息", "inbox", "/exchange/records", View, 96),
        new(Group, "共享对象", "arrows-exchange", "/exchange/partners", View, 97),
        new(Group, "下级平台汇集", "sitemap", "/exchange/federation", View, 98),
    ];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        OutApi.Map(routes);
        InboxApi.Map(routes);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Exchange").Get<ExchangeOptions>() ?? new()).AddSingleton<CatalogueBook>().AddSingleton<AdapterBook>().AddSingleton<WebhookGuard>().AddSingleton<PartnerPace>().AddSingleton<PartnerBook>().AddSingleton<IRowWatch, ChangeWatch>();
        services.AddScoped<PartnerDesk>().AddScoped<DeliveryDesk>().AddScoped<OutFeed>().AddScoped<InboxDesk>().AddScoped<InboxUnfiled>().AddScoped<IHandleNow<EmployerChanged>, InboxUnfiled>().AddScoped<AdapterIntake>().AddScoped<FederationDesk>().AddScoped<IEmployerTab, InboxTab>().AddScoped<ISeed, ExchangeDemonstration>();
        services.AddSingleton<WebhookPump>().AddSingleton<ExchangeTidy>().AddSingleton<Collector>();
        foreach (var (name, seconds) in new[] { (WebhookPump.Client, 10), (Collector.Client, 60) })
            services.AddHttpClient(name, client => client.Timeout = TimeSpan.FromSeconds(seconds)).ConfigurePrimaryHttpMessageHandler(s => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), ConnectCallback = s.GetRequiredService<WebhookGuard>().ConnectAsync });
        services.AddQuartz(quartz => quartz
            .ScheduleJob<WebhookPump>(trigger => trigger.WithIdentity("exchange-webhooks").WithCronSchedule(EveryMinute, cron => cron.InTimeZone(TimeZoneInfo.Utc)))
            .ScheduleJob<Collector>(trigger => trigger.WithIdentity("exchange-collect").WithCronSchedule(EveryFiveMinutes, cron => cron.InTimeZone(TimeZoneInfo.Utc)))
            .ScheduleJob<ExchangeTidy>(trigger => trigger.WithIdentity("exchange-tidy").WithCronSchedule(EveryNight, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
        services.AddEmployerRows<InboxRecord>();
    }
}
