using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Imports;
using Zhijian.Rules.Monitoring;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>Reports as institutions and employers file them, for the tests of the module.</summary>
static class Monitor
{
    public const string Institution = "jiance", Employer = "qiye1", County = "gongyi", OtherCounty = "dengfeng", City = "shijianguan";
    static int next = 1000;

    public static string Number() => $"测{Interlocked.Increment(ref next)}";

    public static ReportRow Row(string factor, string index, string value, string point = "1号点", string day = "2026-05-12") =>
        new() { Workshop = "原料车间", Post = "破碎工", Point = point, Persons = 4, Factor = factor, Index = index, Value = value, SampledOn = day };

    public static ReportRow Silica(string value, string point = "1号点") => Row("矽尘", "C_TWA", value, point) with { Fraction = "总尘", FreeSilicaPercent = "32" };

    public static Task<string> CodeAsync(TestPlatform platform, string userName = Employer) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var own = (await db.Users.SingleAsync(u => u.UserName == userName)).OrganisationId;
        return (await db.Set<Employer>().SingleAsync(e => e.Id == own)).CreditCode!;
    });

    public static async Task<ReportForm> FormAsync(TestPlatform platform, params ReportRow[] rows) => new()
    {
        Number = Number(), Kind = ReportKind.Periodic, Employer = await CodeAsync(platform), IssuedOn = new(2026, 5, 20), Samplers = "张采样、李采样", Instruments = "YQ-001", Rows = rows,
    };

    public static Task<FiledReport> FileAsync(TestPlatform platform, ReportForm form, string user = Institution) =>
        platform.AsAsync(user, s => s.GetRequiredService<ReportDesk>().FileAsync(form, ReportDoor.System, default));

    public static Task<MonitoringReport> ReadAsync(TestPlatform platform, Guid id) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<MonitoringReport>().AsNoTracking().SingleAsync(r => r.Id == id));

    public static Task<List<MonitoringResult>> ResultsAsync(TestPlatform platform, Guid report) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<MonitoringResult>().AsNoTracking().Where(r => r.ReportId == report).OrderBy(r => r.Ordinal).ToListAsync());

    public static Task<List<Finding>> FindingsAsync(TestPlatform platform, Guid report) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Finding>().AsNoTracking().Where(f => f.ReportId == report).ToListAsync());

    /// <summary>A system of a division, or of an organisation in it, with a token.</summary>
    public static async Task<HttpClient> SystemAsync(TestPlatform platform, string division, Guid? organisation, params string[] permissions)
    {
        var made = await platform.AsPlatformAsync(async s =>
        {
            var desk = s.GetRequiredService<ClientDesk>();
            var client = await desk.CreateAsync("检测系统", division, organisation, default);
            await desk.GrantAsync(client.Id, permissions.ToHashSet(), "共享协议", default);
            return client;
        });
        using var content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", made.ClientId), new("client_secret", made.Secret)]);
        var token = (await (await platform.Anonymous().PostAsync("/connect/token", content)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        var system = platform.Anonymous();
        system.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return system;
    }

    public static Task<(Guid Organisation, string Division)> OrganisationAsync(TestPlatform platform, string userName) => platform.AsPlatformAsync(async s =>
    {
        var user = await s.GetRequiredService<ZhijianDb>().Users.SingleAsync(u => u.UserName == userName);
        return (user.OrganisationId!.Value, user.DivisionCode);
    });

    public static async Task<ReportFormRefusal> RefusedAsync(TestPlatform platform, ReportForm form, string user = Institution) =>
        await Assert.ThrowsAsync<ReportFormRefusal>(() => FileAsync(platform, form, user));

    /// <summary>A workbook as the template has it; cells as people type them.</summary>
    public static async Task<byte[]> WorkbookAsync(params Dictionary<string, object?>[] rows)
    {
        var columns = ReportSheet.Definition.ExportColumns;
        using var file = new MemoryStream();
        await XlsxExport.WriteAsync(file, "检测结果", columns, rows.Select(r => columns.Select(c => r.GetValueOrDefault(c.Title)).ToArray()).ToAsyncEnumerable());
        return file.ToArray();
    }

    public static Dictionary<string, object?> Line(string number, string employer, string factor, string index, object value, string point = "1号点", params (string Title, object? Value)[] more)
    {
        var line = new Dictionary<string, object?>
        {
            ["报告编号"] = number, ["报告类别"] = "定期检测", ["统一社会信用代码"] = employer, ["报告日期"] = new DateOnly(2026, 5, 20), ["采样人员"] = "张采样", ["车间"] = "原料车间", ["岗位"] = "破碎工",
            ["检测点"] = point, ["危害因素"] = factor, ["指标"] = index, ["检测结果"] = value, ["采样日期"] = new DateOnly(2026, 5, 12),
        };
        foreach (var (title, cell) in more) line[title] = cell;
        return line;
    }

    /// <summary>Checks a workbook and, when asked, writes what is good.</summary>
    public static async Task<ImportRun> ImportAsync(TestPlatform platform, byte[] file, bool apply = true, string user = Institution, string kind = ReportImport.KindKey)
    {
        var id = await platform.AsAsync(user, async s =>
        {
            var desk = s.GetRequiredService<ImportDesk>();
            return await desk.StartAsync(await desk.ReceiveAsync(kind, new MemoryStream(file), "结果.xlsx", default), true, null, default);
        });
        var run = await UntilAsync(platform, id, ImportState.Previewed, ImportState.Failed);
        if (!apply || run.State == ImportState.Failed || run.Good == 0) return run;
        await platform.AsAsync(user, s => s.GetRequiredService<ImportDesk>().ApplyAsync(id, null, default));
        return await UntilAsync(platform, id, ImportState.Done, ImportState.Failed);
    }

    static async Task<ImportRun> UntilAsync(TestPlatform platform, Guid id, params ImportState[] states)
    {
        var patience = DateTime.UtcNow.AddSeconds(120);
        while (true)
        {
            var run = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ImportRun>().AsNoTracking().SingleAsync(r => r.Id == id));
            if (states.Contains(run.State)) return run;
            Assert.True(DateTime.UtcNow < patience, $"the import stays {run.State}");
            await Task.Delay(50);
        }
    }
}
