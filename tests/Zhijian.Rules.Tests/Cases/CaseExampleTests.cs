using Zhijian.Rules.Cases;
using Zhijian.Rules.Penalties;
using Zhijian.Rules.Service;
using static Zhijian.Rules.Tests.Cases.CaseData;

namespace Zhijian.Rules.Tests.Cases;

/// <summary>The terms of both eras to the day, and what each article forbids.</summary>
public sealed class CaseExampleTests
{
    static PenaltyCase Done(PenaltyCase file, CaseAct act)
    {
        var outcome = file.Apply(act, Law);
        Assert.True(outcome.Succeeded, $"{act.Kind}: {outcome.Refusal}");
        return outcome.Case;
    }

    static PenaltyCase Walk(PenaltyCase file, params IEnumerable<CaseAct> acts) => acts.Aggregate(file, Done);

    static string Refused(PenaltyCase file, CaseAct act) => file.Apply(act, Law).Refusal?.ToString() ?? throw new Xunit.Sdk.XunitException($"{act.Kind} was allowed");

    static PenaltyCase Filed(DateOnly on) => Walk(PenaltyCase.New, new RequestFiling(on, Zhang, null, on), new ApproveFiling(on, Zhao, Zhang, Li), new CollectEvidence(on, Zhang, Li, "现场检查记录"));

    static PenaltyCase Reported(DateOnly on, bool complex = false) => Done(Filed(on), new FinishInvestigation(on, Zhang, Li, "超标后逾期不改正", complex));

    static PenaltyCase Told(DateOnly on, decimal fine, bool complex = false) => Done(Reported(on, complex), new ServeNotice(on, [Fined(fine, on)], HearingOffered: fine >= 50000));

    /// <summary>Without a hearing; served on the day of the decision.</summary>
    static PenaltyCase Served(DateOnly on, decimal fine = 60000)
    {
        var decided = on.AddDays(20);
        return Walk(Told(on, fine), new LegalReview(decided, Qian, true, "同意"), new Discuss(decided, [Zhao, Qian, Sun], "同意"), new Decide(decided, Zhao, [Fined(fine, on)], []), new ServeDecision(decided, ServiceMethod.Direct));
    }

    [Theory]
    // New law, 5 working days: Wednesday 2026-06-10 to Wednesday 17th; over the Dragon-Boat rest day (Friday 19 June) one longer.
    [InlineData("2026-06-10", "2026-06-17")]
    [InlineData("2026-06-15", "2026-06-23")]
    // 2021-07-15 is the first day of the new law; the day before, three calendar days that end on Saturday run to Monday.
    [InlineData("2021-07-15", "2021-07-22")]
    [InlineData("2021-07-14", "2021-07-19")]
    // Old law: Tuesday to Friday; over the national holiday of 2018 to the first worked day.
    [InlineData("2018-09-04", "2018-09-07")]
    [InlineData("2018-09-29", "2018-10-08")]
    public void A_hearing_may_be_asked_for_until(string told, string last)
    {
        var file = Told(Day(told), 60000);
        Assert.Equal(CaseState.HearingRequested, Done(file, new RequestHearing(Day(last))).State);
        Assert.StartsWith($"听证申请期限{last}已过（", Refused(file, new RequestHearing(Day(last).AddDays(1))), StringComparison.Ordinal);
        Assert.Contains(Day(told) < new DateOnly(2021, 7, 15) ? "（2017年修正）第四十二条" : "第六十四条第一项", Refused(file, new RequestHearing(Day(last).AddDays(1))), StringComparison.Ordinal);
    }

    [Theory]
    // 7 working days before: told on Monday, held from Wednesday of the next week.
    [InlineData("2026-06-10", "2026-06-22", "2026-07-01")]
    // 7 days before, weekends count.
    [InlineData("2018-09-04", "2018-09-07", "2018-09-14")]
    public void A_hearing_is_told_long_enough_before(string told, string notified, string earliest)
    {
        var on = Day(notified);
        var file = Done(Told(Day(told), 60000), new RequestHearing(Day(told).AddDays(1)));
        Assert.Contains($"最早{earliest}举行", Refused(file, new NotifyHearing(on, Day(earliest).AddDays(-1), Sun)), StringComparison.Ordinal);
        file = Done(file, new NotifyHearing(on, Day(earliest), Sun));
        Assert.StartsWith($"听证定于{earliest}举行", Refused(file, new HoldHearing(Day(earliest).AddDays(-1), Sun, "听取")), StringComparison.Ordinal);
        Assert.Equal(CaseState.HearingHeld, Done(file, new HoldHearing(Day(earliest), Sun, "维持")).State);
    }

    [Theory]
    // Preserved evidence: 7 days, then 7 working days.
    [InlineData("2018-09-03", CaseActKind.HandlePreserved, "2018-09-10")]
    [InlineData("2026-06-10", CaseActKind.HandlePreserved, "2026-06-22")]
    // Decision from filing: 30 days of order 15, 90 of the new law.
    [InlineData("2018-09-03", CaseActKind.Decide, "2018-10-03")]
    [InlineData("2026-06-10", CaseActKind.Decide, "2026-09-08")]
    public void Duties_of_the_authority_fall_due_on(string on, CaseActKind kind, string due)
    {
        var file = Done(Filed(Day(on)), new PreserveEvidence(Day(on), Zhao, Zhang, Li));
        Assert.Equal(Day(due), CaseDues.Of(file, Law).Single(d => d.Kind == kind).On);
    }

    [Theory]
    [InlineData("2018-09-03", "2018-09-23", "2018-09-30", "2018-10-08")]
    [InlineData("2026-06-10", "2026-06-30", "2026-07-09", "2026-07-15")]
    public void Service_publication_and_payment_fall_due_on(string told, string decided, string serve, string pay)
    {
        var (on, day) = (Day(told), Day(decided));
        var file = Walk(Told(on, 60000), new LegalReview(day, Qian, true, "同意"), new Discuss(day, [Zhao, Qian, Sun], "同意"), new Decide(day, Zhao, [Fined(60000, on)], []));
        Assert.Equal(Day(serve), CaseDues.Of(file, Law).Single(d => d.Kind == CaseActKind.ServeDecision).On);
        file = Done(file, new ServeDecision(day, ServiceMethod.Direct));
        Assert.Equal(Day(pay), CaseDues.Of(file, Law).Single(d => d.Kind == CaseActKind.Pay).On);
    }

    [Fact]
    public void Late_service_is_done_and_marked()
    {
        var on = new DateOnly(2026, 6, 10);
        var file = Served(on);
        Assert.Null(file.History[^1].LateSince);
        var late = Walk(PenaltyCase.Replay([]), new RequestFiling(on, Zhang, null, on), new ApproveFiling(on.AddDays(30), Zhao, Zhang, Li));
        Assert.Equal(new DateOnly(2026, 6, 22), late.History[^1].LateSince);
    }

    [Fact]
    public void The_decision_term_is_extended_before_it_ends_or_not_at_all()
    {
        var file = Told(new(2018, 9, 3), 20000 + 30000);
        var act = new ExtendTerm(new(2018, 10, 3), Zhao, "检测报告未出具");
        Assert.StartsWith("办案期限已过，不能延长", Refused(file, act with { On = new(2018, 10, 4) }), StringComparison.Ordinal);
        file = Done(file, act);
        Assert.Equal(new DateOnly(2018, 12, 2), CaseDues.DecideBy(file, Law));
        file = Done(file, act);
        Assert.Equal(new DateOnly(2019, 3, 2), CaseDues.DecideBy(file, Law));
        Assert.StartsWith("办案期限不能再延长", Refused(file, act), StringComparison.Ordinal);

        file = Walk(Told(new(2026, 3, 2), 20000 + 30000), new LegalReview(new(2026, 6, 1), Qian, true, "同意"), new Discuss(new(2026, 6, 1), [Zhao, Qian, Sun], "同意"));
        Assert.Equal(new DateOnly(2026, 5, 31), CaseDues.DecideBy(file, Law));
        Assert.Equal("办案期限2026-05-31已过，应当在期满前延长（《行政处罚法》第六十条）", Refused(file, new Decide(new(2026, 6, 1), Zhao, file.Noticed, [])));
    }

    [Theory]
    // 60,000: due 2026-07-15; each late day 1,800.
    [InlineData("2026-07-15", 60000, 0)]
    [InlineData("2026-07-16", 60000, 1800)]
    [InlineData("2026-07-25", 60000, 18000)]
    // Capped at the fine after 34 days.
    [InlineData("2026-08-16", 60000, 57600)]
    [InlineData("2026-08-17", 60000, 59400)]
    [InlineData("2026-08-18", 60000, 60000)]
    [InlineData("2027-08-18", 60000, 60000)]
    public void The_surcharge_is_three_percent_a_day_and_no_more_than_the_fine(string day, int principal, int surcharge)
    {
        var balance = CaseMoney.On(Served(new(2026, 6, 10)), Law, Day(day));
        Assert.Equal((new DateOnly(2026, 7, 15), principal, surcharge), (balance.DueOn, balance.Principal, balance.Surcharge));
    }

    [Fact]
    public void A_part_paid_leaves_the_rest_to_bear_surcharge_and_review_stops_it()
    {
        var file = Served(new(2026, 6, 10));
        var part = Done(file, new Pay(new(2026, 7, 17), 40000));
        // Two days of 1,800, then 600 a day.
        Assert.Equal((20000m, 3600m), (CaseMoney.On(part, Law, new(2026, 7, 17)).Principal, CaseMoney.On(part, Law, new(2026, 7, 17)).Surcharge));
        Assert.Equal(4200m, CaseMoney.On(part, Law, new(2026, 7, 18)).Surcharge);
        Assert.StartsWith("缴款2.5万元多于应缴的24200元", Refused(part, new Pay(new(2026, 7, 18), 25000)), StringComparison.Ordinal);
        var paid = Done(part, new Pay(new(2026, 7, 18), 24200));
        Assert.Equal(0, CaseMoney.On(paid, Law, new(2027, 1, 1)).Outstanding);

        var paused = Walk(file, new SeekReview(new(2026, 7, 18)), new EndRemedy(new(2026, 8, 31), RemedyOutcome.Upheld));
        // 16th and 17th before, 1st and 2nd of September after.
        Assert.Equal((7200m, 4), (CaseMoney.On(paused, Law, new(2026, 9, 2)).Surcharge, CaseMoney.On(paused, Law, new(2026, 9, 2)).SurchargeDays));
    }

    [Fact]
    public void Instalments_move_the_day_and_are_granted_in_time()
    {
        var file = Served(new(2026, 6, 10));
        Assert.StartsWith("缴款期限已过", Refused(file, new GrantInstalments(new(2026, 7, 16), Zhao, new(2026, 12, 31), "经济困难")), StringComparison.Ordinal);
        file = Done(file, new GrantInstalments(new(2026, 7, 15), Zhao, new(2026, 12, 31), "经济困难"));
        Assert.Equal(0, CaseMoney.On(file, Law, new(2026, 12, 31)).Surcharge);
        Assert.Equal(1800, CaseMoney.On(file, Law, new(2027, 1, 1)).Surcharge);
    }

    [Fact]
    public void The_court_is_asked_after_the_remedies_lapsed_ten_days_after_the_demand_and_within_three_months()
    {
        // Served 2026-03-02: review until 2026-05-06 (60 days end on 1 May, a holiday), litigation until 2026-09-02, court until 2026-12-02.
        var file = Walk(Told(new(2026, 2, 2), 50000), new LegalReview(new(2026, 3, 2), Qian, true, "同意"), new Discuss(new(2026, 3, 2), [Zhao, Qian, Sun], "同意"), new Decide(new(2026, 3, 2), Zhao, [Fined(50000, new(2026, 2, 2))], []), new ServeDecision(new(2026, 3, 2), ServiceMethod.Mail));
        Assert.StartsWith("申请行政复议的期限2026-05-06已过", Refused(file, new SeekReview(new(2026, 5, 7))), StringComparison.Ordinal);
        Assert.True(file.Apply(new SeekReview(new(2026, 5, 6)), Law).Succeeded);
        Assert.StartsWith("缴款期限2026-03-17未满", Refused(file, new Demand(new(2026, 3, 17))), StringComparison.Ordinal);
        Assert.StartsWith("复议、诉讼的期限2026-09-02未满", Refused(file, new ApplyToCourt(new(2026, 9, 2))), StringComparison.Ordinal);
        Assert.StartsWith("申请强制执行前应当催告", Refused(file, new ApplyToCourt(new(2026, 9, 3))), StringComparison.Ordinal);
        file = Done(file, new Demand(new(2026, 9, 3)));
        Assert.StartsWith("催告书送达后10日未满", Refused(file, new ApplyToCourt(new(2026, 9, 14))), StringComparison.Ordinal);
        Assert.Equal(CaseState.CourtEnforcement, Done(file, new ApplyToCourt(new(2026, 9, 15))).State);
        Assert.Equal(CaseState.CourtEnforcement, Done(file, new ApplyToCourt(new(2026, 12, 2))).State);
        Assert.StartsWith("申请强制执行的期限2026-12-02已过", Refused(file, new ApplyToCourt(new(2026, 12, 3))), StringComparison.Ordinal);
    }

    [Fact]
    public void Published_and_annulled_it_is_withdrawn_in_three_working_days_and_both_fines_are_kept()
    {
        var file = Walk(Served(new(2026, 6, 10)), new PublishDecision(new(2026, 7, 1)), new SeekReview(new(2026, 7, 2)), new EndRemedy(new(2026, 8, 27), RemedyOutcome.Annulled));
        var due = CaseDues.Of(file, Law).Single(d => d.Kind == CaseActKind.WithdrawPublication);
        Assert.Equal((new DateOnly(2026, 9, 1), "《行政处罚法》第四十八条第二款、第八十五条"), (due.On, due.Article));
        Assert.StartsWith("处罚决定已被变更或者撤销，应当先撤回公开信息", Refused(file, new CloseCase(new(2026, 8, 27), Zhao)), StringComparison.Ordinal);
        file = Walk(file, new WithdrawPublication(new(2026, 8, 28), "复议撤销"), new CloseCase(new(2026, 8, 28), Zhao));
        Assert.Equal((60000m, 0m, true), (file.DecidedFine, file.Fine, file.Annulled));
        Assert.StartsWith("处罚决定已被撤销，不得公开", Refused(file, new PublishDecision(new(2026, 8, 29))), StringComparison.Ordinal);
        Assert.StartsWith("变更后的罚款须低于原罚款", Refused(Done(Served(new(2026, 6, 10)), new SeekReview(new(2026, 7, 2))), new EndRemedy(new(2026, 8, 1), RemedyOutcome.Changed, 70000)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_limitation_of_prosecution()
    {
        static RequestFiling Request(DateOnly ended, DateOnly found, bool harm) => new(found, Zhang, ended, found, harm);
        Assert.True(PenaltyCase.New.Apply(Request(new(2016, 9, 3), new(2018, 9, 3), false), Law).Succeeded);
        Assert.Equal("违法行为2016-09-02终了，2年内未被发现，不再给予行政处罚（《行政处罚法》（2017年修正）第二十九条）", Refused(PenaltyCase.New, Request(new(2016, 9, 2), new(2018, 9, 3), true)));
        Assert.True(PenaltyCase.New.Apply(Request(new(2021, 7, 15), new(2026, 7, 15), true), Law).Succeeded);
        Assert.EndsWith("5年内未被发现，不再给予行政处罚（《行政处罚法》第三十六条）", Refused(PenaltyCase.New, Request(new(2021, 7, 15), new(2026, 7, 16), true)), StringComparison.Ordinal);
        Assert.EndsWith("2年内未被发现，不再给予行政处罚（《行政处罚法》第三十六条）", Refused(PenaltyCase.New, Request(new(2021, 7, 14), new(2026, 6, 10), true)), StringComparison.Ordinal);
        Assert.EndsWith("（《行政处罚法》第三十六条）", Refused(PenaltyCase.New, Request(new(2022, 6, 10), new(2026, 6, 10), false)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-09-03", false, 1000, null), InlineData("2018-09-03", false, 1001, "第三十三条"), InlineData("2018-09-03", true, 51, "第三十三条"), InlineData("2018-09-03", true, 50, null)]
    [InlineData("2026-06-10", false, 3000, null), InlineData("2026-06-10", false, 3001, "第五十一条"), InlineData("2026-06-10", true, 201, "第五十一条"), InlineData("2026-06-10", true, 0, "第五十一条")]
    public void A_fine_on_the_spot_has_its_bounds(string on, bool person, int fine, string? article)
    {
        var act = new DecideOnSpot(Day(on), Zhang, Li, person, fine, PartyHeard: true);
        if (article is not null)
        {
            Assert.Contains(article, Refused(PenaltyCase.New, act), StringComparison.Ordinal);
            return;
        }
        var file = Done(PenaltyCase.New, act);
        Assert.StartsWith("当场处罚的决定书应当场交付", Refused(file, new ServeDecision(Day(on).AddDays(1), ServiceMethod.Mail)), StringComparison.Ordinal);
        Assert.Equal(CaseState.Served, Done(file, new ServeDecision(Day(on), ServiceMethod.OnSpot)).State);
        Assert.StartsWith("当场处罚前应当告知并听取陈述申辩", Refused(PenaltyCase.New, act with { PartyHeard = false }), StringComparison.Ordinal);
    }

    [Fact]
    public void Persons_are_two_certified_unrecused_and_apart()
    {
        var on = new DateOnly(2026, 6, 10);
        var requested = Done(PenaltyCase.New, new RequestFiling(on, Zhang, null, on));
        Assert.Equal("须由两名不同的执法人员共同进行（《行政处罚法》第四十二条第一款、第五十五条第一款）", Refused(requested, new ApproveFiling(on, Zhao, Zhang, Zhang)));
        Assert.StartsWith("吴六没有执法证件", Refused(requested, new ApproveFiling(on, Zhao, Zhang, Bare)), StringComparison.Ordinal);
        Assert.Equal("周五应当回避：与当事人的法定代表人有亲属关系（《行政处罚法》第四十三条）", Refused(requested, new ApproveFiling(on, Zhao, Zhang, Recused)));
        Assert.StartsWith("张三是本案调查人员，不能审批", Refused(requested, new ApproveFiling(on, Zhang, Li, Wang)), StringComparison.Ordinal);
        var told = Done(Told(on, 60000), new RequestHearing(on));
        Assert.Equal("李四是本案调查人员，不能主持听证（《行政处罚法》第六十四条第四项）", Refused(told, new NotifyHearing(on, on.AddDays(30), Li)));
        var file = Told(on, 20000 + 30000);
        Assert.EndsWith("第五十八条）", Refused(file, new LegalReview(on, Zhang, true, "同意")), StringComparison.Ordinal);
        Assert.StartsWith("张三是本案调查人员", Refused(Walk(file, new LegalReview(on.AddDays(20), Qian, true, "同意"), new Discuss(on.AddDays(20), [Zhao, Qian, Sun], "同意")), new Decide(on.AddDays(20), Zhang, file.Noticed, [])), StringComparison.Ordinal);
        // Sent back by the reviewer, who does not go and investigate himself.
        var back = Done(file, new LegalReview(on.AddDays(8), Qian, false, "补充检测报告"));
        Assert.Equal((CaseState.Filed, null), (back.State, back.NoticeOn));
        Assert.StartsWith("钱法制审核、审批过本案，不能参加调查", Refused(back, new CollectEvidence(on.AddDays(9), Zhang, Qian with { Certificate = "豫A008" }, "证据")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_decision_without_notice_defence_hearing_review_and_discussion()
    {
        var on = new DateOnly(2026, 6, 10);
        var late = on.AddDays(20);
        Decide Decision(decimal fine, DateOnly? day = null) => new(day ?? late, Zhao, [Fined(fine, on)], []);
        Assert.Equal("没有送达处罚告知书，不得作出处罚决定（《行政处罚法》第六十二条）", Refused(Reported(on), Decision(60000)));
        Assert.EndsWith("（《行政处罚法》第六十三条）", Refused(Reported(on), new ServeNotice(on, [Fined(60000, on)], HearingOffered: false)), StringComparison.Ordinal);
        var told = Told(on, 60000, complex: true);
        Assert.StartsWith("陈述申辩期限2026-06-17未满", Refused(told, Decision(60000, new(2026, 6, 17))), StringComparison.Ordinal);
        Assert.StartsWith("听证申请期限2026-06-17未满", Refused(Done(told, new WaiveDefence(on)), Decision(60000, new(2026, 6, 17))), StringComparison.Ordinal);
        Assert.StartsWith("陈述申辩尚未复核", Refused(Done(told, new Defend(on, "已采购设备")), Decision(60000)), StringComparison.Ordinal);
        Assert.Equal("当事人已申请听证，尚未举行听证（《行政处罚法》第六十三条）", Refused(Done(told, new RequestHearing(on)), Decision(60000)));
        Assert.Equal("未经法制审核，不得作出处罚决定（《行政处罚法》第五十八条）", Refused(told, Decision(60000)));
        var reviewed = Done(told, new LegalReview(late, Qian, true, "同意"));
        Assert.EndsWith("应当集体讨论决定（《行政处罚法》第五十七条第二款）", Refused(reviewed, Decision(60000)), StringComparison.Ordinal);
        Assert.StartsWith("集体讨论须由三名以上", Refused(reviewed, new Discuss(late, [Zhao, Qian, Qian], "同意")), StringComparison.Ordinal);
        var ripe = Done(reviewed, new Discuss(late, [Zhao, Qian, Sun], "同意"));
        Assert.StartsWith("处罚重于告知书载明的处罚，应当重新告知", Refused(ripe, Decision(60001)), StringComparison.Ordinal);
        Assert.Equal("罚款数额须大于零（《职业病防治法》第七十二条第一项）", Refused(ripe, Decision(0)));
        Assert.StartsWith("罚款30万元超过法定幅度", Refused(ripe, Decision(300000)), StringComparison.Ordinal);
        Assert.StartsWith("“工作场所职业病危害因素的强度或者浓度超过国家职业卫生标准”已经罚款", Refused(ripe, Decision(60000) with { FinedBefore = ["danger-1"] }), StringComparison.Ordinal);
        Assert.Equal(CaseState.Decided, Done(ripe, Decision(55000)).State);
        // The statement after the review opens it again.
        Assert.StartsWith("陈述申辩尚未复核", Refused(Done(ripe, new Defend(late, "新的说明")), Decision(55000)), StringComparison.Ordinal);
        Assert.StartsWith("没有新的事实，不得加重", Refused(Done(told, new Defend(on, "说明")), new ServeNotice(late, [Fined(70000, on)], true)), StringComparison.Ordinal);
        Assert.StartsWith("案件处于“已决定”，不能作出处罚决定", Refused(Done(ripe, Decision(55000)), Decision(55000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Terms_begin_when_the_party_has_the_paper()
    {
        var on = new DateOnly(2026, 6, 10);
        var issued = Done(Reported(on), new ServeNotice(on, [Fined(60000, on)], HearingOffered: true, Later: true));
        Assert.Equal((CaseState.NoticeIssued, (DateOnly?)null), (issued.State, issued.NoticeOn));
        Assert.Equal("没有送达处罚告知书，不得作出处罚决定（《行政处罚法》第六十二条）", Refused(issued, new Decide(on.AddDays(20), Zhao, [Fined(60000, on)], [])));
        Assert.Contains("告知书待送达", Refused(issued, new RequestHearing(on)), StringComparison.Ordinal);
        Assert.StartsWith("待送达的是“制发处罚告知书”的文书", Refused(issued, new Deliver(on, CaseActKind.Demand, ServiceMethod.Direct)), StringComparison.Ordinal);

        // Five working days from the 15th, over the rest day of the 19th.
        var told = Done(issued, new Deliver(new(2026, 6, 15), CaseActKind.ServeNotice, ServiceMethod.Mail));
        Assert.StartsWith("案件处于“已告知”，不能送达文书", Refused(told, new Deliver(new(2026, 6, 15), CaseActKind.ServeNotice, ServiceMethod.Mail)), StringComparison.Ordinal);
        var asked = Done(told, new RequestHearing(new(2026, 6, 23)));
        Assert.StartsWith("听证申请期限2026-06-23已过", Refused(told, new RequestHearing(new(2026, 6, 24))), StringComparison.Ordinal);

        // The hearing notice has its own seven working days, from its own service.
        var notified = Done(asked, new NotifyHearing(new(2026, 6, 24), new(2026, 7, 6), Sun, Later: true));
        Assert.StartsWith("听证会通知书没有送达，不能举行听证", Refused(notified, new HoldHearing(new(2026, 7, 6), Sun, "维持")), StringComparison.Ordinal);
        var late = Done(notified, new Deliver(new(2026, 6, 29), CaseActKind.NotifyHearing, ServiceMethod.Direct));
        Assert.StartsWith("听证会通知书2026-06-29才送达，不足7个工作日，应当重新通知（《行政处罚法》第六十四条第二项", Refused(late, new HoldHearing(new(2026, 7, 6), Sun, "维持")), StringComparison.Ordinal);
        Assert.Equal(CaseState.HearingHeld, Walk(late, new NotifyHearing(new(2026, 6, 29), new(2026, 7, 8), Sun, Later: true), new Deliver(new(2026, 6, 29), CaseActKind.NotifyHearing, ServiceMethod.Direct), new HoldHearing(new(2026, 7, 8), Sun, "维持")).State);
    }

    [Fact]
    public void A_heavier_notice_is_measured_against_the_one_that_was_served()
    {
        var on = new DateOnly(2026, 6, 10);
        ServeNotice Notice(decimal fine) => new(on, [Fined(fine, on)], true, Later: true);
        // One that was never served binds nobody.
        Assert.Equal(CaseState.NoticeIssued, Walk(Reported(on), Notice(60000), Notice(90000)).State);
        var told = Walk(Reported(on), Notice(60000), new Deliver(on, CaseActKind.ServeNotice, ServiceMethod.OnSpot));
        Assert.StartsWith("没有新的事实，不得加重", Refused(told, Notice(90000)), StringComparison.Ordinal);
        Assert.StartsWith("没有新的事实，不得加重", Refused(Done(told, Notice(55000)), Notice(90000)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_party_may_ask_to_pay_later_while_the_term_runs()
    {
        var file = Served(new(2026, 6, 10));
        var due = CaseMoney.PayDue(file, Law)!.Value;
        Assert.StartsWith("申请延至的日期应晚于原缴款期限", Refused(file, new AskInstalments(file.LastDay!.Value, due, "停产")), StringComparison.Ordinal);
        Assert.StartsWith("请填写经济困难的情况和理由（《行政处罚法》第六十六条第二款）", Refused(file, new AskInstalments(due, due.AddDays(30), " ")), StringComparison.Ordinal);
        Assert.StartsWith("缴款期限已过，不能申请延期", Refused(file, new AskInstalments(due.AddDays(1), due.AddDays(30), "停产")), StringComparison.Ordinal);
        var asked = Done(file, new AskInstalments(due, due.AddDays(30), "停产检修，没有收入"));
        Assert.StartsWith("申请还没有答复", Refused(asked, new AskInstalments(due, due.AddDays(60), "停产")), StringComparison.Ordinal);
        Assert.Equal((due.AddDays(30), (DateOnly?)null), (Done(asked, new GrantInstalments(due, Zhao, due.AddDays(30), "同意")) is var granted ? granted.InstalmentsUntil : null, granted.AskedUntil));
    }

    [Theory]
    // Legal review: not asked for before 2018, of every case until the new law, then only where it says so.
    [InlineData("2017-06-05", null)]
    [InlineData("2018-09-03", "（2017年修正）第三十八条第三款")]
    [InlineData("2026-06-10", null)]
    public void A_plain_case_needs_legal_review_by_the_law_of_its_day(string text, string? article)
    {
        var on = Day(text);
        var act = new Sanction("k", Act("OD71-1", on), 0, null, true, true, null);
        var file = Done(Reported(on), new ServeNotice(on, [act], false));
        var decide = new Decide(on.AddDays(10), Zhao, [act], []);
        if (article is null) Assert.Equal(CaseState.Decided, Done(file, decide).State);
        else Assert.Contains(article, Refused(file, decide), StringComparison.Ordinal);
    }

    [Fact]
    public void The_threshold_of_the_hearing_is_dated()
    {
        static bool Needed(DateOnly on, decimal fine) => !Reported(on).Apply(new ServeNotice(on, [new("k", Act("OD70-4", on), 0, null, true, true, fine, OrderExpired: true)], false), Law).Succeeded;
        Assert.Equal([false, true, false, true, false, true], new[] { Needed(new(2014, 5, 6), 29999), Needed(new(2014, 5, 6), 30000), Needed(new(2018, 9, 3), 49999), Needed(new(2018, 9, 3), 50000), Needed(new(2026, 6, 10), 49999), Needed(new(2026, 6, 10), 50000) });
    }

    [Fact]
    public void Electronic_service_needs_the_new_law_and_consent()
    {
        PenaltyCase Decided(DateOnly on) => Walk(Told(on, 60000), new LegalReview(on.AddDays(20), Qian, true, "同意"), new Discuss(on.AddDays(20), [Zhao, Qian, Sun], "同意"), new Decide(on.AddDays(20), Zhao, [Fined(60000, on)], []));
        Assert.StartsWith("当时的法律没有规定电子送达", Refused(Decided(new(2018, 9, 3)), new ServeDecision(new(2018, 9, 24), ServiceMethod.Electronic, true)), StringComparison.Ordinal);
        Assert.EndsWith("（《行政处罚法》第六十一条第二款）", Refused(Decided(new(2026, 6, 10)), new ServeDecision(new(2026, 6, 30), ServiceMethod.Electronic)), StringComparison.Ordinal);
        Assert.Equal(CaseState.Served, Done(Decided(new(2026, 6, 10)), new ServeDecision(new(2026, 6, 30), ServiceMethod.Electronic, true)).State);
    }

    [Fact]
    public void A_case_replayed_is_the_same_case()
    {
        var on = new DateOnly(2026, 6, 10);
        CaseAct[] acts = [new RequestFiling(on, Zhang, null, on), new ApproveFiling(on.AddDays(20), Zhao, Zhang, Li), new CollectEvidence(on.AddDays(20), Zhang, Li, "记录"), new FinishInvestigation(on.AddDays(21), Zhang, Li, "事实")];
        var file = Walk(PenaltyCase.New, acts);
        var again = PenaltyCase.Replay(acts.Zip(file.History, (a, s) => (a, s.LateSince)));
        Assert.Equal((file.State, file.FiledOn, file.Evidence, file.ReportOn), (again.State, again.FiledOn, again.Evidence, again.ReportOn));
        Assert.Equal(file.History, again.History);
        Assert.Equal("报请立案日期2026-06-09早于上一步的日期2026-07-01（《行政处罚法》第四十七条）", Refused(again, new RequestFiling(new(2026, 6, 9), Zhang, null, on)));
    }

    /// <summary>分别裁量，合并处罚: each act by its own provision, the fines added up; the sum opens the hearing.</summary>
    [Fact]
    public void Several_acts_are_punished_in_one_case_each_once()
    {
        var on = new DateOnly(2026, 6, 8);
        var second = new Charge("danger-2", "OD75-5", "安排未经岗前职业健康检查的劳动者从事接触职业病危害的作业", on);
        AddCharge Adding(Charge charge, string facts = "现场检查时发现") => new(on, Zhang, Li, charge, facts);
        Assert.Contains("请填写违法事实和线索来源", Refused(Filed(on), Adding(second, " ")), StringComparison.Ordinal);
        Assert.Contains("追责", Law.Rule("limitation", on).Title, StringComparison.Ordinal);
        Assert.Contains("2年内未被发现", Refused(Filed(on), Adding(second with { EndedOn = new(2024, 6, 7) })), StringComparison.Ordinal);
        Assert.Contains("发现日期晚于", Refused(Filed(on), Adding(second with { FoundOn = on.AddDays(1) })), StringComparison.Ordinal);
        Assert.Contains("不能一并查处其他违法行为", Refused(Reported(on), Adding(second)), StringComparison.Ordinal);
        Assert.Contains("王科长审核、审批过本案", Refused(Walk(PenaltyCase.New, new RequestFiling(on, Zhang, null, on), new ApproveFiling(on, Wang, Zhang, Li)), new AddCharge(on, Zhang, Wang, second, "发现")), StringComparison.Ordinal);

        var file = Done(Filed(on), Adding(second));
        Assert.Equal(second, Assert.Single(file.Charges));
        Assert.Contains("同一违法行为已列入本案", Refused(file, Adding(second)), StringComparison.Ordinal);
        file = Done(file, new FinishInvestigation(on, Zhang, Li, "两个违法行为"));

        Sanction first = Fined(30_000, on) with { Fine = 60_000 }, other = Fined(50_000, on, "OD75-5", "danger-2");
        Assert.Contains("只能按罚款数额高的规定", Refused(file, new ServeNotice(on, [first, other with { ActKey = "danger-1" }], true)), StringComparison.Ordinal);
        Assert.Contains("听证", Refused(file, new ServeNotice(on, [first, other], HearingOffered: false)), StringComparison.Ordinal);
        file = Walk(file, new ServeNotice(on, [first, other], HearingOffered: true), new LegalReview(on.AddDays(20), Qian, true, "同意"), new Discuss(on.AddDays(20), [Zhao, Qian, Sun], "同意"));
        Assert.Contains("已经罚款，不得再次罚款", Refused(file, new Decide(on.AddDays(20), Zhao, [first, other], ["danger-2"])), StringComparison.Ordinal);
        Assert.Contains("重于告知书", Refused(file, new Decide(on.AddDays(20), Zhao, [first with { Fine = 50_000 }, other with { Fine = 60_000 }], [])), StringComparison.Ordinal);
        file = Done(file, new Decide(on.AddDays(20), Zhao, [first, other], []));
        Assert.Equal(110_000, file.Fine);
    }
}
