using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Pages;
using Zhijian.Rules.Exposure;

namespace Zhijian.Tests.Modules.Monitoring;

public sealed class PointPlanTests
{
    static readonly Guid Somewhere = Guid.CreateVersion7();

    static SamplingPoint Point(string workshop, string name) => new()
    {
        EmployerId = Somewhere, WorkplaceId = Somewhere, DivisionCode = "410181", CountyCode = "410181", EmployerName = "示例", Workshop = workshop, Post = "操作工", Name = name,
    };

    static MonitoringResult Result(int ordinal, SamplingPoint at, string factor, Verdict verdict, double? ratio) => new()
    {
        ReportId = Somewhere, Ordinal = ordinal, PointId = at.Id, EmployerId = Somewhere, WorkplaceId = Somewhere, DivisionCode = "410181", CountyCode = "410181",
        FactorCode = factor, FactorName = factor, Unit = "mg/m³", Working = "", Verdict = verdict, Ratio = ratio,
    };

    static Dictionary<Guid, SamplingPoint> Of(params SamplingPoint[] points) => points.ToDictionary(p => p.Id);

    [Fact]
    public void Each_point_shows_its_worst_result_and_numbers_follow_the_report()
    {
        var (crusher, belt, paint) = (Point("破碎车间", "破碎机旁"), Point("破碎车间", "皮带"), Point("", "喷漆房"));
        var plan = PointPlan.From([Result(4, paint, "苯", Verdict.Undetermined, null), Result(1, crusher, "矽尘", Verdict.Exceeds, 1.2), Result(2, crusher, "噪声", Verdict.Compliant, 0.9),
            Result(3, belt, "矽尘", Verdict.Action, 0.6), Result(5, crusher, "水泥粉尘", Verdict.Exceeds, 3)], Of(crusher, belt, paint))!;
        Assert.Equal(["破碎车间", "未写明车间"], plan.Rooms.Select(r => r.Name));
        Assert.Equal([(1, "水泥粉尘", 3), (2, "矽尘", 1)], plan.Rooms[0].Points.Select(p => (p.Number, p.Worst.FactorName, p.Results)));
        Assert.Equal([1, 0], plan.Rooms.Select(r => r.Exceeding));
        Assert.Equal(3, plan.Rooms[1].Points.Single().Number);
    }

    [Fact]
    public void Nothing_and_too_much_are_not_drawn()
    {
        Assert.Null(PointPlan.From([], Of()));
        SamplingPoint[] many = [.. Enumerable.Range(0, PointPlan.Most + 1).Select(i => Point("车间", $"点{i}"))];
        Assert.Null(PointPlan.From([.. many.Select((p, i) => Result(i, p, "噪声", Verdict.Compliant, 0.5))], Of(many)));
        Assert.NotNull(PointPlan.From([.. many.Skip(1).Select((p, i) => Result(i, p, "噪声", Verdict.Compliant, 0.5))], Of(many)));
    }
}
