using CsCheck;
using Zhijian.Rules.Dangers;

namespace Zhijian.Rules.Tests.Dangers;

public class DangerTests
{
    private static readonly DateOnly Day = new(2025, 3, 3);
    private static readonly MeasuredSubject Subject = new("point-1", "C041");
    private static readonly OfficerPair Officers = new(new("a", "张三"), new("b", "李四"));
    private static readonly RetestQualification Qualified = new("某检测公司", new(2024, 1, 1), new(2028, 12, 31), true);

    private static Retest Retest(RetestVerdict verdict = RetestVerdict.Complies) => new("R-1", Subject, Day.AddDays(15), verdict, Qualified);

    private static Danger Done(Danger danger, DangerAct act)
    {
        var outcome = danger.Apply(act);
        Assert.True(outcome.Succeeded, outcome.Refusal);
        return outcome.Danger;
    }

    private static string? Refused(Danger danger, DangerAct act) => danger.Apply(act).Refusal;

    private static RecheckDanger Recheck(bool removed = true, Retest? retest = null, int day = 20) => new(Day.AddDays(day), Officers, removed, retest);

    /// <summary>A danger brought to a state along the plain way; the deadline is day 30, on the way through Overdue day 15.</summary>
    private static Danger In(DangerState state, MeasuredSubject? subject = null, Retest? retest = null)
    {
        var danger = Danger.Find(Day, subject);
        if (state == DangerState.Found) return danger;
        danger = Done(danger, new RegisterDanger(Day));
        if (state == DangerState.Registered) return danger;
        var late = state is DangerState.Overdue or DangerState.CaseCandidate or DangerState.CaseFiled;
        danger = Done(danger, new OrderRectification(Day.AddDays(1), Day.AddDays(late ? 15 : 30), Officers));
        if (state == DangerState.Ordered) return danger;
        danger = Done(danger, new StartRectification(Day.AddDays(2)));
        if (state == DangerState.Rectifying) return danger;
        if (late)
        {
            danger = danger.AsOf(Day.AddDays(16));
            if (state == DangerState.Overdue) return danger;
            danger = Done(danger, new ProposeCase(Day.AddDays(17), CaseGround.Overdue));
            return state == DangerState.CaseCandidate ? danger : Done(danger, new FileCase(Day.AddDays(18), "（郑）卫职罚立〔2025〕1号"));
        }
        danger = Done(danger, new RequestRecheck(Day.AddDays(18)));
        if (state == DangerState.RecheckRequested) return danger;
        danger = Done(danger, Recheck(retest: retest, day: 19));
        return state == DangerState.Rechecked ? danger : Done(danger, new CloseDanger(Day.AddDays(19)));
    }

    private static DangerAct Act(DangerActKind kind, DateOnly on) => kind switch
    {
        DangerActKind.Register => new RegisterDanger(on),
        DangerActKind.Order => new OrderRectification(on, on.AddDays(30), Officers),
        DangerActKind.StartRectification => new StartRectification(on),
        DangerActKind.Extend => new ExtendDeadline(on, Day.AddDays(40), "设备到货推迟"),
        DangerActKind.RequestRecheck => new RequestRecheck(on),
        DangerActKind.Recheck => new RecheckDanger(on, Officers, true),
        DangerActKind.Close => new CloseDanger(on),
        DangerActKind.ProposeCase => new ProposeCase(on, CaseGround.Overdue),
        DangerActKind.FileCase => new FileCase(on, "1号"),
        DangerActKind.AskExtension => new AskExtension(on, Day.AddDays(40), "设备到货推迟"),
        DangerActKind.RefuseExtension => new RefuseExtension(on, "理由不成立"),
        _ => new ReopenDanger(on, "再次超标"),
    };

    /// <summary>The whole table: rows are states, letters the state that an act leads to, a dot that it cannot be done, ! that the guard forbids it here.</summary>
    public static TheoryData<DangerState, string> Table => new()
    {
        // Register Order Start Extend Request Recheck Close Propose File Reopen Ask Refuse
        { DangerState.Found, "G..........." },
        { DangerState.Registered, ".O.........." },
        { DangerState.Ordered, "..SO......O!" },
        { DangerState.Rectifying, "...SR.....S!" },
        { DangerState.RecheckRequested, ".....K......" },
        { DangerState.Rechecked, ".!....C!...." },
        { DangerState.Closed, ".........G.." },
        { DangerState.Overdue, ".O..RK.P...." },
        { DangerState.CaseCandidate, "....RK..F..." },
        { DangerState.CaseFiled, "....RK......" },
    };

    [Theory, MemberData(nameof(Table))]
    public void Every_act_in_every_state(DangerState state, string row)
    {
        var letters = new Dictionary<char, DangerState>
        {
            ['G'] = DangerState.Registered, ['O'] = DangerState.Ordered, ['S'] = DangerState.Rectifying, ['R'] = DangerState.RecheckRequested,
            ['K'] = DangerState.Rechecked, ['C'] = DangerState.Closed, ['P'] = DangerState.CaseCandidate, ['F'] = DangerState.CaseFiled,
        };
        var danger = In(state);
        var on = state < DangerState.RecheckRequested ? Day.AddDays(3) : Day.AddDays(20);
        for (var i = 0; i < row.Length; i++)
        {
            var kind = (DangerActKind)i;
            var outcome = danger.Apply(Act(kind, on));
            if (letters.TryGetValue(row[i], out var next))
            {
                Assert.True(outcome.Succeeded, $"{kind}: {outcome.Refusal}");
                Assert.Equal(next, outcome.Danger.State);
                Assert.Equal((on, kind, state, next), (outcome.Danger.History[^1].On, outcome.Danger.History[^1].Act, outcome.Danger.History[^1].From, outcome.Danger.History[^1].To));
                Assert.Equal(danger.History, outcome.Danger.History.SkipLast(1));
                Assert.Contains(kind, DangerTransitions.From(state));
                continue;
            }
            Assert.False(outcome.Succeeded, kind.ToString());
            Assert.Equal(row[i] == '!', DangerTransitions.From(state).Contains(kind));
            if (row[i] == '.') Assert.Equal($"隐患{state.Text()}，不能{kind.Text()}", outcome.Refusal);
        }
    }

    [Fact]
    public void The_table_speaks_of_every_state_and_every_act()
    {
        Assert.Equal(Enum.GetValues<DangerState>(), Table.Select(row => row.Data.Item1).Order());
        Assert.All(Table, row => Assert.Equal(Enum.GetValues<DangerActKind>().Length - 1, row.Data.Item2.Length));
    }

    [Theory]
    [InlineData(DangerState.Ordered, true), InlineData(DangerState.Rectifying, true)]
    [InlineData(DangerState.Found, false), InlineData(DangerState.Registered, false), InlineData(DangerState.RecheckRequested, false), InlineData(DangerState.Rechecked, false)]
    [InlineData(DangerState.Closed, false), InlineData(DangerState.Overdue, false), InlineData(DangerState.CaseCandidate, false), InlineData(DangerState.CaseFiled, false)]
    public void The_deadline_passes(DangerState state, bool becomesOverdue)
    {
        var danger = In(state);
        Assert.Same(danger, danger.AsOf(Day.AddDays(30)));
        var later = danger.AsOf(Day.AddDays(31));
        Assert.Equal(becomesOverdue ? DangerState.Overdue : state, later.State);
        if (becomesOverdue) Assert.Equal((Day.AddDays(31), DangerActKind.Expire), (later.History[^1].On, later.History[^1].Act));
        Assert.Same(later, later.AsOf(Day.AddDays(100)));
    }

    [Fact]
    public void An_act_after_the_deadline_meets_an_overdue_danger()
    {
        var danger = In(DangerState.Rectifying);
        Assert.Equal("隐患逾期，不能延期", Refused(danger, new ExtendDeadline(Day.AddDays(31), Day.AddDays(50), "理由")));
        var requested = Done(danger, new RequestRecheck(Day.AddDays(33)));
        Assert.Equal([DangerActKind.Expire, DangerActKind.RequestRecheck], requested.History.TakeLast(2).Select(s => s.Act));
    }

    [Fact]
    public void A_recheck_that_failed_becomes_overdue_with_the_deadline()
    {
        var failed = Done(In(DangerState.RecheckRequested, Subject), Recheck(retest: Retest(RetestVerdict.Exceeds)));
        Assert.Equal(DangerState.Rechecked, failed.AsOf(Day.AddDays(30)).State);
        Assert.Equal(DangerState.Overdue, failed.AsOf(Day.AddDays(31)).State);
        Assert.Equal(DangerState.Rechecked, In(DangerState.Rechecked, Subject, Retest()).AsOf(Day.AddDays(31)).State);
    }

    [Fact]
    public void From_found_to_closed_by_a_compliant_retest()
    {
        var danger = In(DangerState.Closed, Subject, Retest());
        Assert.Equal([DangerState.Registered, DangerState.Ordered, DangerState.Rectifying, DangerState.RecheckRequested, DangerState.Rechecked, DangerState.Closed], danger.History.Select(s => s.To));
        Assert.Equal("现场已整改，复测报告R-1", danger.History[4].Note);
    }

    [Fact]
    public void A_measured_danger_closes_only_by_the_right_retest()
    {
        var good = Retest();
        (Retest? Retest, string Reason)[] cases =
        [
            (null, "超标隐患须有同一检测点、同一因素的复测达标才能销号"),
            (good with { Subject = new("point-2", "C041") }, "复测的检测点与隐患的检测点不同，不能销号"),
            (good with { Subject = new("point-1", "C042") }, "复测的因素与隐患的因素不同，不能销号"),
            (good with { SampledOn = Day }, "复测采样日期2025-03-03不晚于隐患发现日期2025-03-03，不能销号"),
            (good with { Qualification = null }, "复测不是由具备资质的职业卫生技术服务机构进行，不能销号"),
            (good with { Qualification = Qualified with { Until = good.SampledOn.AddDays(-1) } }, "某检测公司在采样日2025-03-18没有有效资质，不能销号"),
            (good with { Qualification = Qualified with { From = good.SampledOn.AddDays(1) } }, "某检测公司在采样日2025-03-18没有有效资质，不能销号"),
            (good with { Qualification = Qualified with { CoversFactor = false } }, "复测因素不在某检测公司的资质范围内，不能销号"),
            (good with { Verdict = RetestVerdict.Exceeds }, "复测仍超过限值，不能销号"),
            (good with { Verdict = RetestVerdict.Undetermined }, "复测结果不能判定，不能销号"),
        ];
        Assert.All(cases, c => Assert.Equal(c.Reason, Refused(Done(In(DangerState.RecheckRequested, Subject), Recheck(retest: c.Retest)), new CloseDanger(Day.AddDays(20)))));
        var onLastDay = good with { Qualification = Qualified with { From = good.SampledOn, Until = good.SampledOn } };
        Assert.Null(Refused(Done(In(DangerState.RecheckRequested, Subject), Recheck(retest: onLastDay)), new CloseDanger(Day.AddDays(20))));
        Assert.Equal("复查认定隐患未消除，不能销号", Refused(Done(In(DangerState.RecheckRequested, Subject), Recheck(removed: false, retest: good)), new CloseDanger(Day.AddDays(20))));
        Assert.Equal("复测采样日期晚于复查日期", Refused(In(DangerState.RecheckRequested, Subject), Recheck(retest: good with { SampledOn = Day.AddDays(21) })));
    }

    [Fact]
    public void Without_measurement_two_officers_close_it()
    {
        Assert.Null(Refused(Done(In(DangerState.RecheckRequested), Recheck()), new CloseDanger(Day.AddDays(20))));
        Assert.Equal("复查认定隐患未消除，不能销号", Refused(Done(In(DangerState.RecheckRequested), Recheck(removed: false)), new CloseDanger(Day.AddDays(20))));
    }

    [Fact]
    public void Officers_are_two_and_none_has_to_recuse()
    {
        var (danger, ordered) = (In(DangerState.RecheckRequested), In(DangerState.Registered));
        var same = new OfficerPair(Officers.First, Officers.First with { Name = "别名" });
        var recused = new OfficerPair(Officers.First, Officers.Second with { RecusalReason = "与企业法定代表人有亲属关系" });
        Assert.Equal("须由两名不同的执法人员共同进行", Refused(danger, Recheck() with { Officers = same }));
        Assert.Equal("李四应当回避：与企业法定代表人有亲属关系", Refused(danger, Recheck() with { Officers = recused }));
        Assert.Equal("须由两名不同的执法人员共同进行", Refused(ordered, new OrderRectification(Day, Day.AddDays(5), same)));
        Assert.Equal("李四应当回避：与企业法定代表人有亲属关系", Refused(ordered, new OrderRectification(Day, Day.AddDays(5), new(recused.Second, recused.First))));
    }

    [Fact]
    public void Deadlines_of_the_order_and_of_the_extension()
    {
        var danger = In(DangerState.Registered);
        Assert.Null(Refused(danger, new OrderRectification(Day, Day.AddDays(30), Officers)));
        Assert.Equal("整改期限不得超过30日（责令限期整改指令书的文书实践）", Refused(danger, new OrderRectification(Day, Day.AddDays(31), Officers)));
        Assert.Equal("整改期限应晚于责令日期", Refused(danger, new OrderRectification(Day, Day, Officers)));

        var rectifying = In(DangerState.Rectifying);
        ExtendDeadline Extension(int day, string reason = "设备到货推迟") => new(Day.AddDays(3), Day.AddDays(day), reason);
        Assert.Equal("延期须填写理由", Refused(rectifying, Extension(40, " ")));
        Assert.Equal("延期后的整改期限应晚于原期限", Refused(rectifying, Extension(30)));
        Assert.Equal("一次延期不得超过30日（平台设定）", Refused(rectifying, Extension(61)));
        var extended = Done(rectifying, Extension(60));
        Assert.Equal((Day.AddDays(60), "整改期限延至2025-05-02：设备到货推迟"), (extended.Deadline, extended.History[^1].Note));
        Assert.Equal(DangerState.Rectifying, extended.AsOf(Day.AddDays(60)).State);
    }

    [Fact]
    public void The_recheck_is_due_ten_days_after_request_or_expiry()
    {
        Assert.Equal(Day.AddDays(28), In(DangerState.RecheckRequested).RecheckDue(DangerTerms.Default));
        Assert.Equal(Day.AddDays(25), In(DangerState.Overdue).RecheckDue(DangerTerms.Default));
        Assert.Null(In(DangerState.Rectifying).RecheckDue(DangerTerms.Default));
    }

    [Fact]
    public void Grounds_of_a_case()
    {
        var still = Done(In(DangerState.RecheckRequested, Subject), Recheck(retest: Retest(RetestVerdict.Exceeds)));
        Assert.Equal("整改期限未过，不能以逾期不改正提请立案", Refused(still, new ProposeCase(Day.AddDays(20), CaseGround.Overdue)));
        Assert.Equal("《职业病防治法》第七十二条第五项", Done(still, new ProposeCase(Day.AddDays(20), CaseGround.StillExceeding)).History[^1].Note);
        Assert.Equal("没有整改后仍超标的复测，不能以仍超标提请立案", Refused(In(DangerState.Overdue, Subject), new ProposeCase(Day.AddDays(20), CaseGround.StillExceeding)));
        Assert.Equal("复查已符合要求，应予销号，不能提请立案", Refused(In(DangerState.Rechecked, Subject, Retest()), new ProposeCase(Day.AddDays(20), CaseGround.StillExceeding)));
        Assert.Equal("立案须填写案件编号", Refused(In(DangerState.CaseCandidate), new FileCase(Day.AddDays(20), "")));
    }

    [Fact]
    public void After_a_failed_recheck_a_new_order_begins_anew()
    {
        var failed = Done(In(DangerState.RecheckRequested, Subject), Recheck(retest: Retest(RetestVerdict.Exceeds)));
        var again = Done(failed, new OrderRectification(Day.AddDays(21), Day.AddDays(50), Officers));
        Assert.Equal((DangerState.Ordered, Day.AddDays(50), null), (again.State, again.Deadline, again.LastRecheck));
        Assert.Equal(6, again.History.Count);
    }

    [Fact]
    public void Reopened_it_keeps_its_history_and_wants_a_new_retest()
    {
        var closed = In(DangerState.Closed, Subject, Retest());
        Assert.Equal("重新打开隐患须填写理由", Refused(closed, new ReopenDanger(Day.AddDays(60), "")));
        var danger = Done(closed, new ReopenDanger(Day.AddDays(60), "再次超标"));
        Assert.Equal(closed.History, danger.History.SkipLast(1));
        Assert.Equal((Day.AddDays(60), null, null), (danger.OpenedOn, danger.Deadline, danger.LastRecheck));

        danger = Done(danger, new OrderRectification(Day.AddDays(61), Day.AddDays(80), Officers));
        danger = Done(danger, new StartRectification(Day.AddDays(62)));
        danger = Done(danger, new RequestRecheck(Day.AddDays(70)));
        var old = Done(danger, Recheck(retest: Retest(), day: 71));
        Assert.Equal("复测采样日期2025-03-18不晚于隐患发现日期2025-05-02，不能销号", Refused(old, new CloseDanger(Day.AddDays(72))));
        var fresh = Done(danger, Recheck(retest: Retest() with { SampledOn = Day.AddDays(69) }, day: 71));
        Assert.Equal(DangerState.Closed, Done(fresh, new CloseDanger(Day.AddDays(72))).State);
    }

    [Fact]
    public void Time_never_runs_backwards()
    {
        Assert.Equal("登记日期2025-03-02早于上一步的日期2025-03-03", Refused(Danger.Find(Day, null), new RegisterDanger(Day.AddDays(-1))));
        Assert.Equal("申请复查日期2025-03-04早于上一步的日期2025-03-05", Refused(In(DangerState.Rectifying), new RequestRecheck(Day.AddDays(1))));
    }

    [Fact]
    public void Restored_it_goes_on_and_parts_that_do_not_fit_are_refused()
    {
        var kept = In(DangerState.Rechecked, Subject, Retest());
        var back = Danger.Restore(kept.State, kept.Measured, kept.OpenedOn, kept.Deadline, kept.RecheckRequestedOn, kept.LastRecheck, kept.History);
        Assert.Equal(DangerState.Closed, Done(back, new CloseDanger(Day.AddDays(20))).State);
        Assert.Throws<ArgumentException>(() => Danger.Restore(DangerState.Closed, Subject, Day, Day, null, null, kept.History));
        Assert.Throws<ArgumentException>(() => Danger.Restore(DangerState.Ordered, Subject, Day, null, null, null, []));
        Assert.Throws<ArgumentException>(() => Danger.Restore(DangerState.Rechecked, Subject, Day, Day, null, null, []));
        Assert.Throws<ArgumentException>(() => Danger.Restore(DangerState.RecheckRequested, Subject, Day, Day, null, null, []));
    }

    /// <summary>Whatever anybody tries: the steps join, the days rise, and nothing is closed without a recheck that allows it.</summary>
    [Fact]
    public void No_sequence_of_acts_closes_a_measured_danger_without_a_compliant_retest()
    {
        var closed = 0;
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 12], Gen.Int[0, 2]).Array[1, 60].Sample(moves =>
        {
            var danger = Danger.Find(Day, Subject);
            var day = Day;
            foreach (var (kind, wait, verdict) in moves)
            {
                day = day.AddDays(wait);
                DangerAct act = (DangerActKind)kind == DangerActKind.Recheck
                    ? new RecheckDanger(day, Officers, true, Retest((RetestVerdict)verdict) with { SampledOn = day })
                    : (DangerActKind)kind == DangerActKind.Extend ? new ExtendDeadline(day, (danger.Deadline ?? day).AddDays(9), "理由") : Act((DangerActKind)kind, day);
                danger = danger.Apply(act).Danger ?? danger;
            }
            Assert.All(danger.History.Zip(danger.History.Skip(1)), pair => Assert.True(pair.First.To == pair.Second.From && pair.First.On <= pair.Second.On));
            if (danger.State != DangerState.Closed) return;
            Interlocked.Increment(ref closed);
            Assert.Equal(RetestVerdict.Complies, danger.LastRecheck!.Retest!.Verdict);
        }, iter: 2000);
        Assert.True(closed > 0);
    }

    [Fact]
    public void An_employer_asks_for_more_time_once_and_is_answered()
    {
        var danger = In(DangerState.Rectifying);
        Assert.Equal("延期须填写理由", Refused(danger, new AskExtension(Day.AddDays(5), Day.AddDays(40), " ")));
        Assert.Equal("延期后的整改期限应晚于原期限", Refused(danger, new AskExtension(Day.AddDays(5), Day.AddDays(30), "设备到货推迟")));
        Assert.Contains("一次延期不得超过30日", Refused(danger, new AskExtension(Day.AddDays(5), Day.AddDays(61), "设备到货推迟")));
        var asked = Done(danger, new AskExtension(Day.AddDays(5), Day.AddDays(40), "设备到货推迟"));
        Assert.Equal((DangerState.Rectifying, Day.AddDays(30), Day.AddDays(40)), (asked.State, asked.Deadline!.Value, asked.AskedDeadline!.Value));
        Assert.Contains("还没有答复", Refused(asked, new AskExtension(Day.AddDays(6), Day.AddDays(45), "还要更久")));
        Assert.Equal("不同意延期须填写理由", Refused(asked, new RefuseExtension(Day.AddDays(6), "")));
        var refused = Done(asked, new RefuseExtension(Day.AddDays(6), "可以先行停产"));
        Assert.Equal((Day.AddDays(30), null), (refused.Deadline!.Value, refused.AskedDeadline));
        Assert.Equal("没有待答复的延期申请", Refused(refused, new RefuseExtension(Day.AddDays(7), "再次")));
        // The authority may grant another day than the one that was asked for.
        var granted = Done(asked, new ExtendDeadline(Day.AddDays(6), Day.AddDays(36), "设备到货推迟"));
        Assert.Equal((Day.AddDays(36), null), (granted.Deadline!.Value, granted.AskedDeadline));
    }

    [Fact]
    public void A_request_for_more_time_ends_with_the_deadline_and_with_the_work()
    {
        var asked = Done(In(DangerState.Rectifying), new AskExtension(Day.AddDays(29), Day.AddDays(40), "设备到货推迟"));
        Assert.Equal((DangerState.Overdue, null), (asked.AsOf(Day.AddDays(31)).State, asked.AsOf(Day.AddDays(31)).AskedDeadline));
        Assert.Equal("隐患逾期，不能延期", Refused(asked, new ExtendDeadline(Day.AddDays(31), Day.AddDays(40), "设备到货推迟")));
        Assert.Equal("隐患逾期，不能申请延期", Refused(asked, new AskExtension(Day.AddDays(31), Day.AddDays(40), "设备到货推迟")));
        Assert.Null(Done(asked, new RequestRecheck(Day.AddDays(30))).AskedDeadline);
    }
}
