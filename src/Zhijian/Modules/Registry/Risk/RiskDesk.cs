using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>职业卫生管理状况自查: what supervisors enter of the employer's self-check until it files it itself.</summary>
public sealed class RiskDesk(ZhijianDb db, WritePath write, FileKeeper keeper)
{
    public Task RecordSelfCheckAsync(Guid employerId, long version, decimal? percent, DateOnly? on, CancellationToken ct) => write.CommitAsync(new("registry.self-check"), async change =>
    {
        if (percent is not (>= 0 and <= 100)) throw new Refusal("自查得分率应在 0 至 100 之间。", "Percent");
        if (on is not { } day) throw new Refusal("请填写自查日期。", "On");
        if (day > FileKeeper.Today(change)) throw new Refusal("自查日期不能晚于今天。", "On");
        var employer = await db.Set<Employer>().SingleOrDefaultAsync(e => e.Id == employerId && e.MergedIntoId == null, ct) ?? throw new NotFoundException();
        if (employer.Version != version) throw new DbUpdateConcurrencyException();
        if (day < employer.SelfCheckedOn) throw new Refusal($"已登记 {employer.SelfCheckedOn:yyyy-MM-dd} 的自查结果，不能改回更早的日期。", "On");
        await keeper.ChangeAsync(change, employer, "user", "登记职业卫生管理自查结果",
            () => (employer.SelfCheckPercent, employer.SelfCheckedOn) = (Math.Round(percent.Value, 1), day), ct);
    }, ct);
}
