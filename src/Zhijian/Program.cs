using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Search;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pickers;
using Zhijian.Platform.Ui.Security;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddUi();
builder.Services.AddSingleton<IModule, FakeModule>();
builder.Services.AddScoped<IViewer, FakeViewer>();
builder.Services.AddScoped<IBell, FakeBell>();
builder.Services.AddScoped<ISearchProvider, FakeSearch>();
builder.Services.AddPicker<FakeDivisions>("division", null, tree: true);
builder.Services.AddPicker<FakeDivisions>("industry", null, tree: true);
builder.Services.AddPicker<FakeHazards>("hazard", null);
var app = builder.Build();
app.UseSecurityHeaders();
app.UseErrorPages();
app.MapUi();
app.MapGet("/boom", () => { throw new InvalidOperationException("secret"); });
app.MapGet("/full", () => { throw new IOException("disk", 28); });
app.MapGet("/forbidden", () => Results.StatusCode(403));
app.MapGet("/", () => Results.Redirect("/kit"));
await app.RunAsync();

sealed class FakeModule : IModule
{
    public IReadOnlyList<MenuEntry> Menu =>
    [
        new("工作台", "今日待办", "checklist", "/todo", null, 1),
        new("工作台", "通知", "bell", "/notices", null, 2),
        new("监管对象", "一企一档", "building-factory-2", "/registry", null, 10),
        new("监管对象", "项目申报", "file-text", "/declarations", null, 11),
        new("监管对象", "三同时", "crane", "/projects", null, 12),
        new("检测与监护", "危害因素检测", "test-pipe", "/monitoring", null, 20),
        new("检测与监护", "职业健康检查", "stethoscope", "/surveillance", null, 21),
        new("执法监督", "隐患整改", "alert-triangle", "/dangers", null, 30),
        new("执法监督", "监督检查", "clipboard-check", "/inspections", null, 31),
        new("执法监督", "行政处罚", "gavel", "/cases", null, 32),
        new("标准库", "接触限值", "ruler-measure", "/limits", null, 40),
        new("标准库", "危害因素", "flask", "/factors", null, 41),
        new("开发", "界面构件", "components", "/kit", null, 90),
    ];
}

sealed class FakeViewer : IViewer
{
    public Guid? UserId => Guid.Empty;
    public string Name => "示例监管员";
    public bool IsSignedIn => true;
    public IReadOnlyList<Role> Roles => [Role.CitySupervisor];
    public Scope Scope => Scope.Everything;
    public string ScopeName => "郑州市";
    public string? Address => null;
    public bool May(string permission) => true;
}

sealed class FakeBell : IBell
{
    public Task<BellCounts> CountsAsync(CancellationToken ct) => Task.FromResult(new BellCounts(12, 3, 5));
}

sealed class FakeSearch : ISearchProvider
{
    public Task<IReadOnlyList<SearchHit>> SearchAsync(string q, int take, CancellationToken ct) => Task.FromResult<IReadOnlyList<SearchHit>>(
        [.. FakeHazards.All.Where(h => h.Label.Contains(q)).Take(take).Select(h => new SearchHit("危害因素", h.Label, h.Hint, "/factors/" + h.Value, "flask")),
         .. FakeDivisions.All.Where(h => h.Item.Label.Contains(q)).Take(take).Select(h => new SearchHit("行政区划", h.Item.Label, h.Item.Value, "/divisions/" + h.Item.Value, "map-pin"))]);
}

sealed class FakeHazards : IPickerSource
{
    public static readonly PickItem[] All = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "reference/hazard-factors.csv")).Skip(1).Select(l => l.Split(',')).Select(c => new PickItem(c[0], c[4], c[6]))];
    public Task<IReadOnlyList<PickItem>> FindAsync(string? q, string? parent, int take, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<PickItem>>([.. All.Where(i => q is null || i.Label.Contains(q) || i.Hint!.Contains(q)).Take(take)]);
    public Task<PickItem?> GetAsync(string value, CancellationToken ct) => Task.FromResult(All.FirstOrDefault(i => i.Value == value));
}

sealed class FakeDivisions : IPickerSource
{
    public static readonly (string Parent, PickItem Item)[] All = Load();
    private static (string, PickItem)[] Load()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "reference/divisions-gbt2260.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        var parents = rows.Select(r => r[2]).ToHashSet();
        return [.. rows.Select(c => (c[2], new PickItem(c[0], c[3], c[0], parents.Contains(c[0]))))];
    }
    public Task<IReadOnlyList<PickItem>> FindAsync(string? q, string? parent, int take, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<PickItem>>([.. All.Where(i => q is not null ? i.Item.Label.Contains(q) : i.Parent == (parent ?? "")).Select(i => i.Item).Take(take)]);
    public Task<PickItem?> GetAsync(string value, CancellationToken ct) => Task.FromResult(All.Select(i => i.Item).FirstOrDefault(i => i.Value == value));
}
