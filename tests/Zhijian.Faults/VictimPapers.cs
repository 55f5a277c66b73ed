using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;

namespace Zhijian.Faults;

/// <summary>Issues numbered papers of the demonstration city, one in each transaction.</summary>
static class VictimPapers
{
    public const string SubjectKind = "Faults";

    public static async Task IssueAsync(IServiceProvider services, string id)
    {
        await using var scope = services.CreatePlatformScope();
        var desk = scope.ServiceProvider.GetRequiredService<PaperDesk>();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new(Victims.Act, Key: id), async change =>
        {
            await desk.IssueAsync(change, PaperTemplates.AuditAnchors, "审", "410100", (SubjectKind, id), data =>
            {
                data.Add("锚点数", 1);
                data.Add("锚点", [new PaperData { { "审计序号", 1 }, { "时间", "2026-06-10 09:00:00" }, { "校验值", new string('a', 64) } }]);
            }, default);
            return id;
        });
    }
}
