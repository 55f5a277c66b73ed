using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Imports;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Registry;
using static Zhijian.Tests.Platform.Files.HostileFiles;

namespace Zhijian.Tests.Modules.Declarations;

/// <summary>Sheets of declarations of employers that do not exist.</summary>
static class DeclarationFiles
{
    public static readonly string[] Headings =
    [
        "统一社会信用代码", "工作场所名称", "单位名称", "申报类别", "法定代表人", "联系电话", "主要负责人", "填报人", "填报人联系电话", "职业卫生管理机构", "专职管理人员", "兼职管理人员",
        "劳动者总人数", "职业病累计人数", "接触职业病危害总人数", "企业规模", "注册类型", "单位注册地址", "作业场所名称", "接触人数（不重复）", "职业病危害因素名称", "接触人数（可重复）",
    ];
    public const int Exposed = 14, WorkshopName = 18, Distinct = 19, Factor = 20, Persons = 21;

    /// <summary>Two rows: dust and noise in one workshop, as they should be.</summary>
    public static string[][] Lines(string code, int exposed = 20) =>
    [
        [code, "", "", "", "张示例", "0371-60000000", "张示例", "李示例", "13800000000", "有", "1", "0", "60", "0", $"{exposed}", "小型", "有限责任公司", "巩义市示例路1号", "破碎车间", $"{exposed}", "矽尘", $"{exposed}"],
        [code, "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "破碎车间", "", "噪声", $"{exposed}"],
    ];

    /// <summary>The rows with one cell written otherwise.</summary>
    public static string[][] With(this string[][] rows, int row, int column, string value)
    {
        rows[row][column] = value;
        return rows;
    }

    public static byte[] Workbook(params string[][][] declarations) => Xlsx(Rows([Headings, .. declarations.SelectMany(d => d)]));

    /// <summary>An employer with a file and a code.</summary>
    public static async Task<(string Code, Guid Workplace)> EmployerAsync(TestPlatform platform, string division = Files.Gongyi, Action<Employer>? more = null)
    {
        var id = await Files.MakeAsync(platform, $"导入示例{Guid.NewGuid():N}"[..20], division, null, more);
        return await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            return ((await db.Set<Employer>().SingleAsync(e => e.Id == id)).CreditCode!, (await db.Set<Workplace>().SingleAsync(w => w.EmployerId == id)).Id);
        });
    }

    /// <summary>Gives a file as a user does, and waits for its check.</summary>
    public static async Task<ImportRun> PreviewAsync(TestPlatform platform, string user, byte[] file, CancellationToken ct)
    {
        var id = await platform.AsAsync(user, async s =>
        {
            var desk = s.GetRequiredService<ImportDesk>();
            return await desk.StartAsync(await desk.ReceiveAsync("declarations", new MemoryStream(file), "申报.xlsx", ct), false, null, ct);
        });
        return await UntilAsync(platform, id, ct, ImportState.Previewed, ImportState.Failed);
    }

    public static async Task<ImportRun> ApplyAsync(TestPlatform platform, string user, Guid id, CancellationToken ct)
    {
        await platform.AsAsync(user, s => s.GetRequiredService<ImportDesk>().ApplyAsync(id, null, ct));
        return await UntilAsync(platform, id, ct, ImportState.Done, ImportState.Failed);
    }

    static async Task<ImportRun> UntilAsync(TestPlatform platform, Guid id, CancellationToken ct, params ImportState[] states)
    {
        var patience = DateTime.UtcNow.AddSeconds(120);
        while (true)
        {
            var run = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ImportRun>().AsNoTracking().SingleAsync(r => r.Id == id));
            if (states.Contains(run.State)) return run;
            Assert.True(DateTime.UtcNow < patience, $"the import stays {run.State}");
            await Task.Delay(50, ct);
        }
    }
}
