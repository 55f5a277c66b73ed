using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Exposure;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Registry;

namespace Zhijian.Tests.Modules.Dangers;

/// <summary>Raises what a judged report raises, and reads dangers.</summary>
static class Judged
{
    public static readonly DateOnly Today = new(2026, 6, 10);
    const string Silica = "D01";

    public static PointResult Result(Guid point, Verdict verdict, string value = "2.5 mg/m³", double? ratio = 2.5, DateOnly? on = null, string factor = Silica, string limit = "1 mg/m³", int? persons = 6) => new(
        Guid.CreateVersion7(), point, "破碎岗位", factor, factor == Silica ? "矽尘" : "噪声", "C_TWA", on ?? Today.AddDays(-5), verdict, value, limit, ratio, "GBZ 2.1-2019", "6.3.2", $"检测值 {value} 与限值 {limit} 比较", persons);

    public static async Task<Guid> RaiseAsync(TestPlatform platform, Guid employer, params PointResult[] results) => await RaiseAsync(platform, employer, true, results);

    public static Task<Guid> RaiseAsync(TestPlatform platform, Guid employer, bool qualified, params PointResult[] results) => platform.AsPlatformAsync(async s =>
    {
        var place = await s.GetRequiredService<ZhijianDb>().Set<Workplace>().Where(w => w.EmployerId == employer && w.IsMain).Select(w => w.Id).SingleAsync();
        var id = Guid.CreateVersion7();
        await RegistryRecords.RaiseAsync(s, new ReportJudged(id, $"示检〔2026〕{id.ToString("N")[^6..]}", employer, place, null, "河南示例职业卫生检测有限公司", qualified, results));
        return id;
    });

    /// <summary>The employer with the account qiye1, in the township of Gongyi.</summary>
    public static Task<Guid> EmployerOfAsync(TestPlatform platform, string user = "qiye1") =>
        platform.AsPlatformAsync(async s => (await s.GetRequiredService<ZhijianDb>().Users.SingleAsync(u => u.UserName == user)).OrganisationId!.Value);

    public static Task<Guid> UserAsync(TestPlatform platform, string user) => platform.AsPlatformAsync(async s => (await s.GetRequiredService<ZhijianDb>().Users.SingleAsync(u => u.UserName == user)).Id);

    public static Task<HiddenDanger> ReadAsync(TestPlatform platform, Guid point) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<HiddenDanger>().AsNoTracking().OrderByDescending(d => d.IsOpen).ThenByDescending(d => d.Id).FirstAsync(d => d.PointId == point));

    /// <summary>An exceedance at a new point of the employer with the account.</summary>
    public static async Task<HiddenDanger> FoundAsync(TestPlatform platform, string user = "qiye1")
    {
        var point = Guid.CreateVersion7();
        await RaiseAsync(platform, await EmployerOfAsync(platform, user), Result(point, Verdict.Exceeds));
        return await ReadAsync(platform, point);
    }

    public static Task<List<DangerLine>> LinesAsync(TestPlatform platform, Guid danger) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<DangerLine>().Where(l => l.DangerId == danger).OrderBy(l => l.Number).ToListAsync());

    /// <summary>Orders it as the county does, by the desk.</summary>
    public static async Task OrderAsync(TestPlatform platform, Guid danger, DateOnly deadline)
    {
        var (first, second) = (await UserAsync(platform, "gongyi"), await UserAsync(platform, "gongyi-zf"));
        await platform.AsAsync("gongyi", s => s.GetRequiredService<DangerDesk>().OrderAsync(new([danger], deadline, first, second, "立即治理"), null, null, default));
    }

    public static Task StartAsync(TestPlatform platform, Guid danger) =>
        platform.AsAsync("qiye1", s => s.GetRequiredService<EmployerDangerDesk>().StartAsync([danger], [new("enc-source", "加密闭罩", null)], null, null, default));

    public static Task AskAsync(TestPlatform platform, Guid danger) =>
        platform.AsAsync("qiye1", s => s.GetRequiredService<EmployerDangerDesk>().RequestRecheckAsync([danger], "已加密闭罩", [], null, null, default));

    public static async Task<int> RecheckAsync(TestPlatform platform, Guid danger, bool removed = true, bool close = false, string first = "gongyi", string second = "gongyi-zf", string by = "gongyi")
    {
        var (one, two) = (await UserAsync(platform, first), await UserAsync(platform, second));
        return await platform.AsAsync(by, s => s.GetRequiredService<DangerDesk>().RecheckAsync(new(new Dictionary<Guid, bool> { [danger] = removed }, one, two, "现场核查", close), null, null, default));
    }
}
