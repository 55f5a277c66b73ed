using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;

namespace Zhijian.Modules.Monitoring.Plans;

/// <summary>
/// A drawn workshop, before and after it was enlarged, for the employers that somebody can sign in as and a few more: the points of
/// their reports stand on it, workshop by workshop, and the last one nowhere yet.
/// </summary>
sealed class FloorPlanDemonstration(FileStore store) : ISeed
{
    const int More = 40, BuiltBefore = 1500, EnlargedBefore = 200, Slots = 6, Placeable = 3;
    const decimal Width = 1200, Height = 760;
    sealed record Zone(int X, int Y, int Across);
    static readonly Zone[] Before = [new(40, 80, 520), new(560, 80, 600), new(40, 380, 520), new(560, 380, 600)];
    static readonly Zone[] After = [new(40, 80, 360), new(400, 80, 400), new(800, 80, 360), new(40, 380, 360), new(400, 380, 400), new(800, 380, 360)];

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        if (demonstration.Employers == 0) return;
        var db = services.GetRequiredService<ZhijianDb>();
        FileReceipt[] pictures = [await ReceiveAsync(1, ct), await ReceiveAsync(2, ct)];
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.plans", "生成演示平面图"), async change =>
        {
            Guid[] shown =
            [
                .. await db.Users.Where(u => u.OrganisationId != null).Select(u => u.OrganisationId!.Value).Distinct().ToListAsync(ct),
                .. await db.Set<Employer>().Where(e => db.Set<SamplingPoint>().Any(p => p.EmployerId == e.Id)).OrderBy(e => e.Id).Select(e => e.Id).Take(More).ToListAsync(ct),
            ];
            var points = await db.Set<SamplingPoint>().AsNoTracking().Where(p => EF.Parameter(shown).Contains(p.EmployerId)).OrderBy(p => p.Workshop).ThenBy(p => p.Post).ThenBy(p => p.Name).ToListAsync(ct);
            var (plans, marks) = (new List<FloorPlan>(), new List<FloorPlanMark>());
            foreach (var workplace in points.GroupBy(p => p.WorkplaceId))
                for (var revision = 1; revision <= pictures.Length; revision++)
                {
                    var plan = Plan(workplace.First(), revision, pictures[revision - 1], change);
                    plans.Add(plan);
                    marks.AddRange(Marks(plan, [.. workplace], revision == 1 ? Before : After));
                }
            await Bulk.InsertAsync(db, change, "demonstration", plans, ct);
            await Bulk.InsertAsync(db, change, "demonstration", marks, ct);
        }, ct);
    }

    async Task<FileReceipt> ReceiveAsync(int revision, CancellationToken ct)
    {
        var name = $"floor-plan-{revision}.png";
        await using var picture = typeof(FloorPlanDemonstration).Assembly.GetManifestResourceStream($"Zhijian.Modules.Monitoring.Plans.{name}")!;
        return await store.SaveAsync(picture, name, FilePolicy.Evidence, ct);
    }

    static FloorPlan Plan(SamplingPoint of, int revision, FileReceipt picture, Change change) => new()
    {
        EmployerId = of.EmployerId, WorkplaceId = of.WorkplaceId, DivisionCode = of.DivisionCode, ScopePath = of.ScopePath, Name = "生产车间", Revision = revision,
        ValidFrom = ChinaTime.DateOf(change.At).AddDays(revision == 1 ? -BuiltBefore : -EnlargedBefore), Hash = picture.Hash, Kind = picture.Kind, Size = picture.Size, Width = (int)Width, Height = (int)Height,
        FileName = $"车间平面布置图{revision}.png", UploadedAt = change.At, UploadedBy = "演示数据", PlacedAt = change.At, PlacedBy = "演示数据",
    };

    /// <summary>Beside the machines of the zone: three across, two down.</summary>
    static IEnumerable<FloorPlanMark> Marks(FloorPlan plan, List<SamplingPoint> points, Zone[] zones)
    {
        var workshops = points.GroupBy(p => p.Workshop).ToList();
        for (var w = 0; w < workshops.Count; w++)
            foreach (var (point, n) in workshops[w].Select((p, n) => (p, n)))
            {
                if (points.Count > Placeable && point == points[^1]) continue;
                var (zone, slot, lap) = (zones[w % zones.Length], n % Slots, n / Slots + w / zones.Length);
                var pitch = (zone.Across - 60) / 3m;
                yield return new()
                {
                    PlanId = plan.Id, PointId = point.Id, EmployerId = plan.EmployerId, DivisionCode = plan.DivisionCode, ScopePath = plan.ScopePath,
                    X = Math.Round((zone.X + 40 + (slot % 3 + 0.4m) * pitch + lap % 4 * 12) / Width * 100, 2), Y = Math.Round((zone.Y + 100 + slot / 3 * 120 + lap % 8 * 8) / Height * 100, 2),
                };
            }
    }
}
