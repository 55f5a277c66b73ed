using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Registry;

/// <summary>Employers' files for tests, made as the platform makes them.</summary>
static class Files
{
    public const string Gongyi = "410181", Dengfeng = "410185", Township = "410181100", City = "410100";

    static int next = 500_000;

    public static string Code() => UnifiedSocialCreditCode.Create('9', '1', "410181", OrganisationCode.Create($"MB{Interlocked.Increment(ref next):D6}")).Value;

    public static Task<Guid> MakeAsync(TestPlatform platform, string name, string division = Gongyi, Guid? id = null, Action<Employer>? more = null) =>
        platform.AsPlatformAsync(s => MakeAsync(s, name, division, id, more));

    public static async Task<Guid> MakeAsync(IServiceProvider services, string name, string division, Guid? id = null, Action<Employer>? more = null)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var divisions = services.GetRequiredService<DivisionDirectory>();
        await divisions.LoadAsync(db);
        var rules = await services.GetRequiredService<Jurisdiction>().RulesAsync(default);
        return await services.GetRequiredService<WritePath>().CommitAsync(new("test.employer"), change =>
        {
            var (employer, main) = services.GetRequiredService<EmployerMaker>().Make(
                new(name, Code(), divisions.Find(division)!, "工业路 1 号", "3089", "test") { Workers = 50, Revenue = 3000 }, rules, change.At, FileKeeper.Today(change), id);
            more?.Invoke(employer);
            db.Add(employer);
            db.Add(main);
            return Task.FromResult(employer.Id);
        });
    }

    public static Task<Employer> ReadAsync(TestPlatform platform, Guid id) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Employer>().AsNoTracking().SingleAsync(e => e.Id == id));
}
