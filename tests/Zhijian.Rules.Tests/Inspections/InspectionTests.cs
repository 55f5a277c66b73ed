using Zhijian.Rules.Inspections;

namespace Zhijian.Rules.Tests.Inspections;

public sealed class InspectionTests
{
    static readonly DateOnly Day = new(2026, 6, 10);
    static readonly InspectionOfficer Zhang = new("1", "张", "豫A001"), Li = new("2", "李", "豫A002", new(2026, 6, 10));
    static readonly InspectionAct Approve = new ApproveInspection(Day, "b"), Arrive = new ArriveAtSite(Day, Zhang, Li, true);

    static Inspection Do(params InspectionAct[] acts) => acts.Aggregate(Inspection.Plan("a", Day), (i, act) => i.Apply(act) is { Succeeded: true } done ? done.Inspection : throw new InvalidOperationException(i.Apply(act).Refusal));

    static InspectionAct Record(int findings, bool signed = true, string? note = null, int unanswered = 0, int failing = 0) => new RecordInspection(Day, unanswered, failing, findings, signed, note);

    [Fact]
    public void Without_a_problem_it_is_closed()
    {
        var closed = Do(Approve, Arrive, Record(0), new ConcludeNoProblem(Day), new CloseInspection(Day));
        Assert.Equal(InspectionState.Closed, closed.State);
        Assert.Empty(InspectionTransitions.From(InspectionState.Closed));
    }

    [Fact]
    public void Problems_are_ordered_rechecked_and_closed_when_all_are_gone()
    {
        var rechecked = Do(Approve, Arrive, Record(3), new OrderByPaper(Day, "责改1"), new RecheckInspection(Day.AddDays(30), Zhang, Li with { CertificateUntil = null }, 1));
        Assert.Equal((InspectionState.Recheck, 1), (rechecked.State, rechecked.Open));
        Assert.Contains("尚有 1 个问题", rechecked.Apply(new CloseInspection(Day.AddDays(30))).Refusal, StringComparison.Ordinal);
        var again = rechecked.Apply(new RecheckInspection(Day.AddDays(40), Zhang, Li with { CertificateUntil = null }, 0)).Inspection;
        Assert.Equal(InspectionState.Closed, again.Apply(new CloseInspection(Day.AddDays(40))).Inspection.State);
        Assert.Equal(InspectionState.Case, rechecked.Apply(new ProposeInspectionCase(Day.AddDays(31), "逾期不改正")).Inspection.State);
    }

    [Theory]
    [InlineData(InspectionActKind.Arrive), InlineData(InspectionActKind.Record), InlineData(InspectionActKind.OrderRectification), InlineData(InspectionActKind.Recheck), InlineData(InspectionActKind.Close), InlineData(InspectionActKind.OrderMeasures), InlineData(InspectionActKind.ProposeCase)]
    public void No_step_is_skipped(InspectionActKind act) => Assert.DoesNotContain(act, InspectionTransitions.From(InspectionState.Planned));

    public static TheoryData<InspectionAct[], InspectionAct, string> Refusals() => new()
    {
        { [], new ApproveInspection(Day, "a"), "制定人以外" },
        { [], new ApproveInspection(Day.AddDays(-1), "b"), "早于上一步" },
        { [], new CallOffInspection(Day, " "), "理由" },
        { [Approve], new ArriveAtSite(Day, Zhang, Zhang, true), "两名不同" },
        { [Approve], new ArriveAtSite(Day, Zhang, Li, false), "未出示执法证件" },
        { [Approve], new ArriveAtSite(Day, Zhang, Li with { Certificate = " " }, true), "没有执法证号" },
        { [Approve], new ArriveAtSite(Day.AddDays(1), Zhang, Li, true), "到期" },
        { [Approve], new ArriveAtSite(Day, Zhang with { Recusal = "配偶任职" }, Li, true), "张应当回避：配偶任职" },
        { [Approve, Arrive], Record(0, unanswered: 2), "2 项没有填写" },
        { [Approve, Arrive], Record(1, failing: 1), "没有写明问题" },
        { [Approve, Arrive], Record(0, signed: false), "没有签字" },
        { [Approve, Arrive], new CallOffInspection(Day, "不去了"), "不能取消" },
        { [Approve, Arrive, Record(1)], new ConcludeNoProblem(Day), "不能认定未发现问题" },
        { [Approve, Arrive, Record(0, false, "拒签")], new OrderByPaper(Day, "1"), "没有写明问题" },
        { [Approve, Arrive, Record(1)], new OrderByPaper(Day, ""), "没有责令" },
        { [Approve, Arrive, Record(1)], new OrderMeasures(Day, "1", Day.AddMonths(7), 6), "期限" },
        { [Approve, Arrive, Record(1)], new ProposeInspectionCase(Day, ""), "事实和依据" },
        { [Approve, Arrive, Record(1)], new RecheckInspection(Day, Zhang, Li, 0), "不能复查" },
        { [Approve, Arrive, Record(1), new OrderByPaper(Day, "1")], new RecheckInspection(Day, Zhang, Li, 2), "0 至 1" },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void What_the_law_forbids_is_refused(InspectionAct[] before, InspectionAct act, string words)
    {
        var inspection = Do(before);
        var outcome = inspection.Apply(act);
        Assert.Contains(words, outcome.Refusal, StringComparison.Ordinal);
        Assert.Same(inspection, outcome.Inspection);
    }
}

public sealed class PlanTargetTests
{
    [Theory, InlineData(0, 100, 0), InlineData(100, 34, 34), InlineData(10, 33, 4), InlineData(1, 1, 1), InlineData(7, 0, 0), InlineData(1_000_000, 100, 1_000_000)]
    public void A_share_is_rounded_up(int pool, int percent, int target) => Assert.Equal(target, PlanTargets.Of(pool, percent));

    [Fact]
    public void More_than_all_cannot_be_visited() => Assert.Throws<ArgumentOutOfRangeException>(() => PlanTargets.Of(1, 101));
}
