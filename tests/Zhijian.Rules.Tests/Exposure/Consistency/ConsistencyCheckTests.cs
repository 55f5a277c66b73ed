using CsCheck;
using Zhijian.Rules.Exposure.Consistency;
using Zhijian.Rules.Risk;

namespace Zhijian.Rules.Tests.Exposure.Consistency;

public class ConsistencyCheckTests
{
    private static readonly DateOnly Day = new(2025, 5, 1);
    private static readonly DeclaredFactor Benzene = new("C041", "苯");
    private static readonly DeclaredFactor Noise = new("P01", "噪声");

    private static MeasuredFactor Measured(DeclaredFactor factor, int results = 4, int detected = 3) => new(factor.Code, factor.Name, results, detected, Day);

    [Fact]
    public void A_factor_measured_but_not_declared()
    {
        var finding = Assert.Single(ConsistencyCheck.Factors([Noise], [Measured(Noise), Measured(Benzene)]));
        Assert.Equal((ConsistencyCode.MeasuredNotDeclared, "C041", "苯在检测报告中有4个结果、检出3个（最近采样2025-05-01），但未申报"), (finding.Code, finding.Subject, finding.Message));
        Assert.Equal([new("检测结果", 4), new("检出", 3), new("申报", 0)], finding.Numbers);
    }

    [Fact]
    public void A_factor_looked_for_and_not_found_need_not_be_declared() => Assert.Empty(ConsistencyCheck.Factors([Noise], [Measured(Noise), Measured(Benzene, 4, 0)]));

    [Fact]
    public void A_factor_declared_but_never_measured()
    {
        var finding = Assert.Single(ConsistencyCheck.Factors([Noise, Benzene, Benzene, new("O01", "不良作业条件", Measurable: false)], [Measured(Noise)]));
        Assert.Equal((ConsistencyCode.DeclaredNotMeasured, "C041", "苯已申报，但从未检测"), (finding.Code, finding.Subject, finding.Message));
        Assert.Empty(ConsistencyCheck.Factors([Benzene], [Measured(Benzene, 2, 0)]));
    }

    [Fact]
    public void Every_disagreement_is_found_once_whatever_the_order() =>
        Gen.Select(Gen.Int[0, 12].Array[0, 10], Gen.Int[0, 12].Array[0, 10]).Sample((declared, measured) =>
        {
            var findings = ConsistencyCheck.Factors([.. declared.Distinct().Select(i => new DeclaredFactor($"{i:00}", ""))], [.. measured.Distinct().Select(i => new MeasuredFactor($"{i:00}", "", 1, 1, Day))]).ToArray();
            var expected = measured.Except(declared).Count() + declared.Except(measured).Count();
            return findings.Length == expected && findings.Select(f => f.Subject).Distinct().Count() == expected;
        });

    [Theory]
    [InlineData(100, 20, 120, null), InlineData(100, 20, 121, "接触职业病危害121人，多于从业人员100人与劳务派遣20人之和120人，多出1人"), InlineData(0, 0, 0, null)]
    public void More_exposed_than_staff(int staff, int dispatched, int exposed, string? message) =>
        Assert.Equal(message, ConsistencyCheck.Persons(new(staff, dispatched, exposed))?.Message);

    private static ClassVersion Version(int version, HazardRiskClass hazard, params DeclaredFactor[] severe) =>
        new() { Version = version, On = Day.AddDays(version), Class = hazard, CatalogueYear = 2021, IndustryCode = "2614", SevereFactors = severe };

    [Fact]
    public void A_class_that_falls_without_a_reason()
    {
        var finding = ConsistencyCheck.Class(Version(1, HazardRiskClass.Severe, Benzene), Version(2, HazardRiskClass.General, Benzene), []);
        Assert.Equal("职业病危害风险类别由第1版的严重降为第2版的一般，严重职业病危害因素苯未消除，也没有2025-05-02以后的达标检测", finding!.Message);
        Assert.Equal([new("原版本", 1), new("现版本", 2), new("严重因素", 1), new("无达标证据", 1)], finding.Numbers);
        Assert.EndsWith("行业和职业病危害因素均未改变", ConsistencyCheck.Class(Version(1, HazardRiskClass.Severe), Version(2, HazardRiskClass.General), [])!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_falls_with_a_reason_or_does_not_fall()
    {
        var (before, after) = (Version(1, HazardRiskClass.Severe, Benzene), Version(2, HazardRiskClass.General, Benzene));
        Assert.Null(ConsistencyCheck.Class(before, after with { SevereFactors = [] }, []));
        Assert.Null(ConsistencyCheck.Class(before, after with { CatalogueYear = 2030 }, []));
        Assert.Null(ConsistencyCheck.Class(before, after with { IndustryCode = "5211" }, []));
        Assert.Null(ConsistencyCheck.Class(before, after, [new("C041", "R1", Day.AddDays(1))]));
        Assert.Null(ConsistencyCheck.Class(before, after with { Class = HazardRiskClass.Severe }, []));
        Assert.Null(ConsistencyCheck.Class(after, before with { Version = 3 }, []));
    }

    [Fact]
    public void Evidence_counts_only_for_its_factor_and_its_time()
    {
        var (before, after) = (Version(1, HazardRiskClass.Severe, Benzene, Noise), Version(2, HazardRiskClass.General, Benzene, Noise));
        Assert.NotNull(ConsistencyCheck.Class(before, after, [new("C041", "R1", Day.AddDays(1))]));
        Assert.NotNull(ConsistencyCheck.Class(before, after, [new("C041", "R1", Day), new("P01", "R1", Day.AddDays(2))]));
        Assert.NotNull(ConsistencyCheck.Class(before, after, [new("C041", "R1", Day.AddDays(3)), new("P01", "R1", Day.AddDays(2))]));
        Assert.Null(ConsistencyCheck.Class(before, after, [new("C041", "R1", Day.AddDays(1)), new("P01", "R1", Day.AddDays(2))]));
        Assert.Throws<ArgumentException>(() => { ConsistencyCheck.Class(after, before, []); });
    }
}
