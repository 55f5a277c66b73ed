using Zhijian.Rules.Cases;
using static Zhijian.Rules.Tests.Cases.CaseData;

namespace Zhijian.Rules.Tests.Cases;

/// <summary>行政强制法 Art 18, 19, 23, 25, 27, 28: what seals a machine and for how long.</summary>
public sealed class CoerciveMeasureTests
{
    static readonly DateOnly On = new(2026, 6, 10);

    static PenaltyCase Walk(PenaltyCase file, params IEnumerable<CaseAct> acts) => acts.Aggregate(file, (f, act) =>
    {
        var outcome = f.Apply(act, Law);
        Assert.True(outcome.Succeeded, $"{act.Kind}: {outcome.Refusal}");
        return outcome.Case;
    });

    static string Refused(PenaltyCase file, CaseAct act) => file.Apply(act, Law).Refusal?.ToString() ?? throw new Xunit.Sdk.XunitException($"{act.Kind} was allowed");

    static PenaltyCase Filed(DateOnly on) => Walk(PenaltyCase.New, new RequestFiling(on, Zhang, null, on), new ApproveFiling(on, Zhao, Zhang, Li), new CollectEvidence(on, Zhang, Li, "现场检查记录"));

    static TakeMeasure Take(DateOnly on, int days = 30, bool urgent = false, CoerciveMeasure? measure = null) => new(on, Zhang, Li, measure ?? Sealing, "颚式破碎机1台", days, urgent);

    static PenaltyCase Sealed(int days = 30) => Walk(Filed(On), new ApproveMeasure(On, Zhao, "同意封存"), Take(On, days));

    [Fact]
    public void It_is_approved_before_it_is_taken()
    {
        Assert.EndsWith("（《行政强制法》第十八条第一项）", Refused(Filed(On), Take(On)), StringComparison.Ordinal);
        Assert.Contains("张三是本案调查人员", Refused(Filed(On), new ApproveMeasure(On, Zhang, "同意")), StringComparison.Ordinal);
        Assert.Contains("已经批准", Refused(Walk(Filed(On), new ApproveMeasure(On, Zhao, "同意")), new ApproveMeasure(On, Zhao, "同意")), StringComparison.Ordinal);
        var file = Sealed();
        Assert.Equal((On, On.AddDays(30), false), (file.MeasureOn, file.MeasureUntil, file.MeasureUnapproved));
        Assert.Contains("已经批准", Refused(file, new ApproveMeasure(On, Zhao, "同意")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_urgent_one_is_approved_by_the_day_after_or_lifted()
    {
        var file = Walk(Filed(On), Take(On, urgent: true));
        Assert.Equal((CaseActKind.ApproveMeasure, On.AddDays(1)), CaseDues.Of(file, Law).Where(d => d.Kind is CaseActKind.ApproveMeasure).Select(d => (d.Kind, d.On)).Single());
        Assert.False(Walk(file, new ApproveMeasure(On.AddDays(1), Zhao, "情况紧急，同意")).MeasureUnapproved);
        Assert.EndsWith("应当立即解除（《行政强制法》第十九条）", Refused(file, new ApproveMeasure(On.AddDays(2), Zhao, "同意")), StringComparison.Ordinal);
        Assert.Contains("没有补办批准手续", Refused(file, new ExtendMeasure(On.AddDays(2), Zhao, On.AddDays(40), "复杂")), StringComparison.Ordinal);
        Assert.Null(Walk(file, new EndMeasure(On.AddDays(2), Zhao, "解除")).MeasureOn);
    }

    [Theory]
    [InlineData(0), InlineData(31), InlineData(-1)]
    public void Its_term_is_thirty_days_at_most(int days) =>
        Assert.EndsWith("期限应为1至30日（《行政强制法》第二十五条第一款）", Refused(Walk(Filed(On), new ApproveMeasure(On, Zhao, "同意")), Take(On, days)), StringComparison.Ordinal);

    [Fact]
    public void It_is_extended_once_in_time_by_thirty_days()
    {
        var file = Sealed(20);
        var end = On.AddDays(20);
        Assert.Equal(end, CaseDues.Of(file, Law).Single(d => d.Kind == CaseActKind.EndMeasure).On);
        Assert.Contains("延长不得超过30日", Refused(file, new ExtendMeasure(end, Zhao, end.AddDays(31), "复杂")), StringComparison.Ordinal);
        Assert.Contains("延长不得超过30日", Refused(file, new ExtendMeasure(end, Zhao, end, "复杂")), StringComparison.Ordinal);
        Assert.Contains("已满，应当解除", Refused(file, new ExtendMeasure(end.AddDays(1), Zhao, end.AddDays(20), "复杂")), StringComparison.Ordinal);
        var longer = Walk(file, new ExtendMeasure(end, Zhao, end.AddDays(30), "需要鉴定"));
        Assert.Equal(end.AddDays(30), longer.MeasureUntil);
        Assert.Contains("只能延长一次", Refused(longer, new ExtendMeasure(end, Zhao, end.AddDays(40), "复杂")), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_at_a_time_under_a_provision_in_force_by_two_officers()
    {
        Assert.EndsWith("（《行政强制法》第二十三条）", Refused(Sealed(), Take(On, urgent: true)), StringComparison.Ordinal);
        Assert.Contains("没有法律依据（《职业病防治法》第六十五条第二项）", Refused(Filed(On), Take(On, urgent: true, measure: Lapsed)), StringComparison.Ordinal);
        Assert.Contains("须由两名不同的执法人员", Refused(Filed(On), Take(On, urgent: true) with { Second = Zhang }), StringComparison.Ordinal);
        Assert.Contains("没有执法证件", Refused(Filed(On), Take(On, urgent: true) with { Second = Bare }), StringComparison.Ordinal);
        Assert.Contains("周五应当回避", Refused(Filed(On), Take(On, urgent: true) with { Second = Recused }), StringComparison.Ordinal);
        // 行政强制法 is in force since 2012.
        Assert.Contains("当时的法律没有规定", Refused(Filed(new(2011, 12, 1)), Take(new(2011, 12, 1), urgent: true)), StringComparison.Ordinal);
        Assert.Contains("没有正在实施的", Refused(Filed(On), new EndMeasure(On, Zhao, "解除")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_case_ends_over_something_still_sealed()
    {
        var file = Walk(Sealed(), new FinishInvestigation(On, Zhang, Li, "事实"));
        foreach (var act in new CaseAct[] { new DecideNoPenalty(On, Zhao, "轻微"), new TerminateCase(On, Zhao, "终止") })
            Assert.EndsWith("行政强制措施尚未处理（《行政强制法》第二十七条、第二十八条）", Refused(file, act), StringComparison.Ordinal);
        var handed = Walk(file, new TransferCase(On, Zhao, "公安机关", "涉嫌犯罪"));
        Assert.Contains("行政强制措施尚未处理", Refused(handed, new CloseCase(On, Zhao)), StringComparison.Ordinal);
        Assert.Equal(CaseState.Closed, Walk(handed, new EndMeasure(On, Zhao, "随案移送公安机关"), new CloseCase(On, Zhao)).State);
    }
}
