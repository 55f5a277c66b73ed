using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Imports;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Bench;

/// <summary>
/// A partner's register as the platform takes it: checked and matched, then applied; the same again; one row in twenty
/// changed; and a list without codes, matched by name and address. Each database in a process of its own.
/// </summary>
internal static class FeedBench
{
    static readonly string[] Headings = ["单位名称", "统一社会信用代码", "行政区划", "注册地址", "工作场所地址", "行业代码", "法定代表人", "经营状态"];
    static readonly string[] Counties = ["巩义市", "登封市", "新密市", "荥阳市", "新郑市", "中牟县", "上街区", "金水区"];
    static readonly string[] Firsts = ["宏", "鑫", "永", "金", "恒", "兴", "瑞", "华", "泰", "盛", "嘉", "德", "中", "东", "正", "通", "凯", "顺", "天", "万"];
    static readonly string[] Seconds = ["达", "源", "兴", "泰", "丰", "盛", "昌", "隆", "远", "诚", "信", "安", "和", "利", "祥", "宇", "辉", "旺", "邦", "润"];
    static readonly string[] Trades = ["耐火材料", "机械制造", "磨料磨具", "铸造", "家具", "化工", "建材", "石料", "印刷", "电子"];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [var database, var count]) return await OneAsync(database, int.Parse(count));
        var rows = args.Length > 0 ? args[0] : "100000";
        foreach (var name in (string[])["sqlite", "postgres"])
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["feeds", name, rows]))!;
            await child.WaitForExitAsync();
            if (child.ExitCode != 0) return child.ExitCode;
        }
        return 0;
    }

    static async Task<int> OneAsync(string database, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        var connection = database == "postgres" ? await ImportBench.NewDatabaseAsync() : null;
        var settings = new ServerSettings { DataFolder = folder, PostgresConnection = connection };
        await using (var app = AppHost.Build(settings, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning)))
        {
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            await setup.MigrateAsync(default);
            await setup.SeedAsync(null, default);
            Console.WriteLine($"{database}: {rows:N0} rows, peak before {ImportBench.Peak()} MiB");
            await FeedAsync(app.Services, "register", "new", Headings, Enumerable.Range(0, rows).Select(i => Row(i, false)), rows);
            await FeedAsync(app.Services, "register", "unchanged", Headings, Enumerable.Range(0, rows).Select(i => Row(i, false)), rows);
            await FeedAsync(app.Services, "register", "5 % changed", Headings, Enumerable.Range(0, rows).Select(i => Row(i, i % 20 == 0)), rows);
            await FeedAsync(app.Services, "power", "without codes", ["单位名称", "行政区划", "工作场所地址", "法定代表人", "用电量"],
                Enumerable.Range(0, rows / 5).Select(i => Row(i * 5 + 1, false)).Select(r => (object?[])[r[0], r[2], r[4], r[6], "月均 1.5 万千瓦时"]), rows / 5);
        }
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        if (connection is not null) await ImportBench.DropAsync(connection);
        return 0;
    }

    static object?[] Row(int i, bool changed)
    {
        var (county, first, second, trade) = (Counties[i % 8], Firsts[i / 8 % 20], Seconds[i / 160 % 20], Trades[i / 3_200 % 10]);
        return
        [
            $"{county}{first}{second}{trade}{(i / 32_000 == 0 ? "" : $"{i / 32_000}厂")}有限公司", UnifiedSocialCreditCode.Create('9', '1', "410181", OrganisationCode.Create($"Q{(char)('A' + i / 1_000_000)}{i % 1_000_000:D6}")).Value,
            county, $"{county}{first}{second}路{i % 997}号", $"{county}{first}{second}路{i % 997}号", "3089", changed ? "李四" : "张三", "存续",
        ];
    }

    static async Task FeedAsync(IServiceProvider services, string source, string what, string[] headings, IEnumerable<object?[]> cells, int rows)
    {
        var scopes = ViewerScopes.OfPlatform(services.GetRequiredService<IServiceScopeFactory>(), "bench");
        var runner = services.GetRequiredService<ImportRunner>();
        var path = Path.Combine(Path.GetTempPath(), $"feed-{Guid.NewGuid():N}.xlsx");
        await using (var output = File.Create(path)) await XlsxExport.WriteAsync(output, "名单", [.. headings.Select(h => new ExportColumn(h, h))], cells.ToAsyncEnumerable());
        var id = await InScopeAsync(scopes, async s =>
        {
            await using var content = File.OpenRead(path);
            var sheet = await s.GetRequiredService<ImportDesk>().ReceiveAsync(FeedFileKind.TypeKey, content, "名单.xlsx", default);
            var sourceId = await s.GetRequiredService<ZhijianDb>().Set<FeedSource>().Where(x => x.Key == source).Select(x => x.Id).SingleAsync();
            return await s.GetRequiredService<FeedDesk>().StartAsync(sourceId, sheet, true, null, default, inBackground: false);
        });
        File.Delete(path);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var check = await ImportBench.TimeAsync(() => runner.PreviewAsync(id, scopes, _ => Task.CompletedTask, default));
        await InScopeAsync(scopes, async s => { await s.GetRequiredService<ImportDesk>().ApplyAsync(id, null, default, inBackground: false); return id; });
        var apply = await ImportBench.TimeAsync(() => runner.ApplyAsync(id, scopes, _ => Task.CompletedTask, default));
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var batch = await InScopeAsync(scopes, s => s.GetRequiredService<ZhijianDb>().Set<FeedBatch>().AsNoTracking().SingleAsync(b => b.Id == id));
        Console.WriteLine($"  {what,-14} check {ImportBench.Text(check, rows)}   apply {ImportBench.Text(apply, rows)}   cpu {cpu.TotalSeconds:0.0} s   {batch.Counts}   peak {ImportBench.Peak()} MiB");
    }

    static async Task<T> InScopeAsync<T>(ViewerScopes scopes, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}
