using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform;
using Zhijian.Platform.Organisations;

namespace Zhijian.Tests.Modules.Registry;

/// <summary>Makes employers for tests: one with its main workplace in a place.</summary>
static class RegistryRecords
{
    public static async Task<Employer> EmployerAsync(IServiceProvider services, string name, string division, Action<Employer>? more = null, OwnershipLevel ownership = OwnershipLevel.Other, string industry = "3089", int workers = 30)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var divisions = services.GetRequiredService<DivisionDirectory>();
        await divisions.LoadAsync(db);
        var rules = await services.GetRequiredService<Jurisdiction>().RulesAsync(default);
        return await services.GetRequiredService<WritePath>().CommitAsync(new("test.employer"), change =>
        {
            var (employer, main) = services.GetRequiredService<EmployerMaker>().Make(
                new(name, null, divisions.Find(division)!, "示例路1号", industry, "test") { OwnershipLevel = ownership, Workers = workers }, rules, change.At, ChinaTime.DateOf(change.At));
            more?.Invoke(employer);
            db.AddRange(employer, main);
            return Task.FromResult(employer);
        });
    }

    public static Task RaiseAsync(IServiceProvider services, params object[] happened) => services.GetRequiredService<WritePath>().CommitAsync(new("test.raise"), change =>
    {
        foreach (var one in happened) change.Raise(one);
        return Task.CompletedTask;
    });
}
