using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Platform;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Cases;

namespace Zhijian.Modules.Credit.Typical;

/// <summary>A few closed cases of the demonstration, told to the public.</summary>
sealed class TypicalDemonstration : ISeed
{
    const int Most = 5;

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        if (demonstration.Employers == 0) return;
        var db = services.GetRequiredService<ZhijianDb>();
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.typical", "生成演示典型案例"), async change =>
        {
            var cases = await db.Set<CaseRecord>().AsNoTracking().Where(c => c.State == CaseState.Closed && !c.Annulled && c.Fine > 0).OrderBy(c => c.Id).Take(Most).ToListAsync(ct);
            foreach (var (row, n) in cases.Select((c, n) => (c, n)))
            {
                var typical = TypicalDesk.Make(row, row.AuthorityCode, Guid.Empty, "执法人员甲（示例）");
                if (n > 0) (typical.State, typical.ApproverName, typical.PublishedOn) = (TypicalState.Published, "负责人（示例）", ChinaTime.DateOf(change.At).AddDays(-n));
                db.Add(typical);
            }
        }, ct);
    }
}
