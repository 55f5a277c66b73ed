using Zhijian.Data;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform.Hosting;

namespace Zhijian.Modules.Dangers;

/// <summary>
/// The mornings before the demonstration began: what was long overdue then has been reminded of, urged and become a suspicion, by
/// the same ladder as on any morning. Of a very large city only the oldest; the rest comes with the next morning.
/// </summary>
sealed class CandidateDemonstration : ISeed
{
    const int Batches = 20;

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        if (demonstration.Employers == 0) return;
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.candidates", "生成演示疑似隐患"), change => LadderClimb.ClimbAsync(services, change, Batches, ct), ct);
    }
}
