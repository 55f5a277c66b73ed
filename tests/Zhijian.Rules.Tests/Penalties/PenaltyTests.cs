using Zhijian.Rules.Penalties;
using Zhijian.Rules.Tests.Cases;

namespace Zhijian.Rules.Tests.Penalties;

public sealed class PenaltyTests
{
    static readonly DateOnly In2013 = new(2013, 5, 1), In2018 = new(2018, 9, 3), In2026 = new(2026, 6, 10);
    const string Mitigation = "减轻条款", Discretionary = "裁量条款";

    static SanctionVerdict Judge(Sanction s) => SanctionRules.Judge(s, Mitigation, Discretionary);

    [Theory]
    [InlineData("OD69-1", "2018-09-03", "《职业病防治法》第六十九条第一项", 100000, 500000, FineMode.OnOverdue)]
    [InlineData("OD69-1", "2013-05-01", "《职业病防治法》第七十条第一项", 100000, 500000, FineMode.OnOverdue)]
    [InlineData("OD70-4", "2026-06-10", "《职业病防治法》第七十条第四项", 0, 100000, FineMode.OnOverdue)]
    [InlineData("OD71-1", "2026-06-10", "《职业病防治法》第七十一条第一项", 50000, 100000, FineMode.MayConcurrent)]
    [InlineData("OD72-11", "2026-06-10", "《职业病防治法》第七十二条第十一项", 50000, 200000, FineMode.OnOverdue)]
    [InlineData("OD75-2", "2026-06-10", "《职业病防治法》第七十五条第二项", 50000, 300000, FineMode.MustConcurrent)]
    [InlineData("X352-59", "2026-06-10", "《使用有毒物品作业场所劳动保护条例》第五十九条", 50000, 200000, FineMode.MustConcurrent)]
    [InlineData("D48-15", "2026-06-10", "《职业病危害项目申报办法》（安监总局令第48号）第十五条", 5000, 30000, FineMode.MayConcurrent)]
    public void The_catalogue_holds_what_the_law_threatens(string code, string on, string article, int min, int max, FineMode mode)
    {
        var act = CaseData.Act(code, CaseData.Day(on));
        Assert.Equal((article, new FineRange(min, max), mode), (act.Article, act.Fine, act.Mode));
    }

    [Fact]
    public void Every_act_of_the_catalogue_can_be_sanctioned_within_its_law_and_names_its_source()
    {
        Assert.All(CaseData.Catalogue.On(In2026).Concat(CaseData.Catalogue.On(In2013)), act =>
        {
            Assert.NotEmpty(act.Source);
            Assert.Contains(act.Confidence, new[] { "double", "single", "medium", "low" });
            Assert.Null(Judge(new("k", act, 0, null, true, true, act.Fine.Max, OrderExpired: true)).Refusal);
            Assert.NotNull(Judge(new("k", act, 0, null, true, true, act.Fine.Max + 0.01m, OrderExpired: true)).Refusal);
            Assert.NotNull(Judge(new("k", act, 0, null, true, true, 0, OrderExpired: true)).Refusal);
        });
        Assert.True(CaseData.Catalogue.Codes.Count() >= 50);
    }

    [Fact]
    public void Gains_set_the_range_from_five_thousand_yuan_on()
    {
        var act = CaseData.Act("OD79", In2026);
        Assert.Equal(new(5000, 50000), act.Range(4999.99m));
        Assert.Equal(new(10000, 50000), act.Range(5000));
        Assert.Equal(new(60000, 300000), act.Range(30000));
    }

    [Fact]
    public void The_law_at_the_time_of_the_act_applies_unless_the_new_one_is_milder()
    {
        var old = new PenaltyAct("A", "行为", "《法》", "旧", "《法》第一条", new(2012, 1, 1), new(2019, 12, 31), true, true, FineMode.MayConcurrent, new(10000, 50000), null, null, "s", "low");
        var harsher = old with { Text = "新", Article = "《法》第二条", From = new(2020, 1, 1), To = null, Fine = new(10000, 80000) };
        var milder = harsher with { Fine = new(5000, 50000) };
        PenaltyAct Of(PenaltyAct later, DateOnly acted) => new PenaltyCatalogue([old, later]).Applicable("A", acted, In2026)!.Act;
        Assert.Equal(old, Of(harsher, In2018));
        Assert.Equal(milder, Of(milder, In2018));
        Assert.Equal(harsher, Of(harsher, new(2020, 1, 1)));
        Assert.Equal("行为时适用《法》第一条（旧），现行文本（新）处罚较轻，依照从旧兼从轻适用《法》第二条", new PenaltyCatalogue([old, milder]).Applicable("A", In2018, In2026)!.Working);
        Assert.Null(new PenaltyCatalogue([old]).Applicable("A", In2018, In2026));
        Assert.Null(new PenaltyCatalogue([harsher]).Applicable("A", In2018, In2026));
        Assert.Throws<ArgumentException>(() => new PenaltyCatalogue([old with { To = null }, harsher]));
    }

    public static TheoryData<string, string, Sanction> Unlawful()
    {
        var exceed = CaseData.Fined(80000, In2026);
        return new()
        {
            { "罚款数额须大于零", "七十二", exceed with { Fine = 0 } },
            { "罚款数额须大于零", "七十二", exceed with { Fine = -1 } },
            { "罚款数额精确到分", "七十二", exceed with { Fine = 80000.001m } },
            { "罚款20.1万元超过法定幅度5万元以上20万元以下", "七十二", exceed with { Fine = 201000 } },
            { "罚款4.9万元低于法定幅度5万元以上20万元以下，没有减轻处罚的情节", "七十二", exceed with { Fine = 49000 } },
            { "逾期不改正的才能罚款，责令改正的期限未过", "七十二", exceed with { OrderExpired = false } },
            { "应当同时责令改正", "七十二", exceed with { Ordered = false } },
            { "应当给予警告", "七十二", exceed with { Warned = false } },
            { "应当并处罚款5万元以上30万元以下", "七十五", CaseData.Fined(null, In2026, "OD75-5") },
            { "没有规定情节严重的处罚", "七十一", CaseData.Fined(60000, In2026, "OD71-1") with { Severe = true } },
            { "罚款6万元不在裁量阶次（8万元以上10万元以下）内，须写明理由并经集体讨论", "裁量", exceed with { Fine = 60000, Tier = new(80000, 100000) } },
            { "罚款4万元不在裁量阶次（5万元以上20万元以下）内，须写明理由并经集体讨论", "裁量", exceed with { Fine = 40000, Mitigated = true } },
        };
    }

    [Theory, MemberData(nameof(Unlawful))]
    public void What_the_law_forbids_is_refused_with_its_article(string reason, string article, Sanction sanction)
    {
        var verdict = Judge(sanction);
        Assert.Equal(reason, verdict.Refusal);
        Assert.Contains(article, verdict.Article, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_the_tier_it_needs_discussion_and_below_the_law_a_mitigating_circumstance()
    {
        var exceed = CaseData.Fined(90000, In2026) with { Tier = new(80000, 100000) };
        Assert.Equal((null, false), (Judge(exceed).Refusal, Judge(exceed).NeedsDiscussion));
        Assert.True(Judge(exceed with { Fine = 60000, Reason = "积极整改" }).NeedsDiscussion);
        Assert.Equal((null, true), (Judge(exceed with { Fine = 30000, Mitigated = true, Reason = "主动消除危害后果" }).Refusal, Judge(exceed with { Fine = 30000, Mitigated = true, Reason = "主动消除危害后果" }).NeedsDiscussion));
        Assert.Equal((null, false), (Judge(exceed with { Fine = null }).Refusal, Judge(exceed with { Fine = null }).NeedsDiscussion));
    }

    [Fact]
    public void One_act_is_fined_once_by_the_heavier_rule()
    {
        Sanction[] two = [CaseData.Fined(80000, In2026), CaseData.Fined(60000, In2026, "OD75-6")];
        Assert.Equal("同一违法行为违反多个规定的，只能按罚款数额高的规定（《职业病防治法》第七十五条第六项）罚款一次", SanctionRules.TwiceFined(two, []));
        Assert.Null(SanctionRules.TwiceFined([two[0], two[1] with { ActKey = "danger-2" }], []));
        Assert.Null(SanctionRules.TwiceFined([two[0] with { Fine = null }, two[1]], []));
        Assert.EndsWith("已经罚款，不得再次罚款", SanctionRules.TwiceFined([two[0]], ["danger-1"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_proposal_shows_its_working()
    {
        var act = CaseData.Act("OD72-1", In2026);
        var proposal = CaseData.Discretion.Propose(act, 0, TierLevel.General, ["removed-harm"], "410181", In2026);
        // 5 to 20 万: general is 30 % to 70 %, 9.5 to 15.5 万; middle 12.5, less a quarter of 6 万.
        Assert.Equal(110000, proposal.Fine);
        Assert.Equal(
            ["法定幅度：《职业病防治法》第七十二条第一项，5万元以上20万元以下", "裁量阶次：一般（没有从轻、从重情形），9.5万元以上15.5万元以下", "阶次中值：12.5万元", "主动消除或者减轻违法行为危害后果：减1.5万元（《行政处罚法》第三十二条第一项）", "建议罚款：11万元"],
            proposal.Working);
        Assert.Null(CaseData.Discretion.Propose(act, 0, TierLevel.Light, ["harmless"], "410181", In2026).Fine);
        Assert.Equal(200000, CaseData.Discretion.Propose(act, 0, TierLevel.Severe, ["repeat", "obstruct", "harm"], "410181", In2026).Fine);
        Assert.Throws<ArgumentException>(() => CaseData.Discretion.Propose(act, 0, TierLevel.General, ["no-such"], "410181", In2026));
    }

    [Fact]
    public void Tiers_are_those_of_the_place_and_day()
    {
        var act = CaseData.Act("OD69-1", In2026);
        Assert.Equal(new(200000, 350000), CaseData.Discretion.TiersOf(act, act.Fine, "310115", In2026)[1].Range);
        Assert.Equal([new FineRange(100000, 220000), new(220000, 380000), new(380000, 500000)], CaseData.Discretion.TiersOf(act, act.Fine, "410181", In2026).Select(t => t.Range));
        Assert.Equal(new(220000, 380000), CaseData.Discretion.TiersOf(act, act.Fine, "310115", In2018)[1].Range);
    }

    [Fact]
    public void A_proposal_lies_in_its_tier_and_in_the_law_whatever_the_circumstances()
    {
        string[] keys = [.. CaseData.Discretion.CircumstancesOn(In2026).Select(c => c.Key)];
        foreach (var act in CaseData.Catalogue.On(In2026))
            foreach (var level in Enum.GetValues<TierLevel>())
                for (var bits = 0; bits < 1 << keys.Length; bits += 7)
                {
                    var proposal = CaseData.Discretion.Propose(act, 0, level, [.. keys.Where((_, i) => (bits >> i & 1) == 1)], "410181", In2026);
                    if (proposal.Fine is { } fine) Assert.True(proposal.Tier.Range.Holds(fine) && act.Fine.Holds(fine), $"{act.Code} {level} {fine}");
                }
    }
}
