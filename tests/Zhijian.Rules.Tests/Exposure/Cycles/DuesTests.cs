using System.Globalization;
using CsCheck;
using Zhijian.Rules.Exposure.Cycles;
using Zhijian.Rules.Exposure.Grading;
using Zhijian.Rules.Risk;

namespace Zhijian.Rules.Tests.Exposure.Cycles;

using Dues = Zhijian.Rules.Exposure.Cycles.Dues;

public class DuesTests
{
    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Due Test(HazardRiskClass hazard, string last, string today) =>
        Dues.Of(new() { Class = hazard, LastTest = Day(last) }, Day(today)).Dues.Single(d => d.Duty == CycleDuty.PeriodicTest);

    [Theory]
    [InlineData(HazardRiskClass.General, "2018-03-05", "2018-06-01", "2019-03-05"), InlineData(HazardRiskClass.Serious, "2018-03-05", "2018-06-01", "2019-03-05")]
    [InlineData(HazardRiskClass.General, "2020-06-01", "2021-01-31", "2021-06-01"), InlineData(HazardRiskClass.General, "2020-06-01", "2021-02-01", "2023-06-01")]
    [InlineData(HazardRiskClass.Severe, "2020-06-01", "2021-02-01", "2021-06-01"), InlineData(HazardRiskClass.Severe, "2024-02-29", "2024-06-01", "2025-02-28")]
    public void Last_sampling_plus_the_period_of_the_law(HazardRiskClass hazard, string last, string today, string due) =>
        Assert.Equal(Day(due), Test(hazard, last, today).On);

    [Theory]
    [InlineData("2025-04-01", DueState.Later), InlineData("2025-04-02", DueState.Warning), InlineData("2025-05-31", DueState.Warning), InlineData("2025-06-01", DueState.Now), InlineData("2025-06-02", DueState.Overdue)]
    public void Warned_sixty_days_before(string today, DueState state)
    {
        var due = Test(HazardRiskClass.Severe, "2024-06-01", today);
        Assert.Equal((Day("2025-04-02"), state), (due.WarnFrom, due.State));
    }

    [Fact]
    public void Never_tested_is_due_now()
    {
        var today = Day("2025-01-15");
        var dues = Dues.Of(new() { Class = HazardRiskClass.Severe, HighlyToxic = true }, today).Dues;
        Assert.Equal([CycleDuty.PeriodicTest, CycleDuty.StatusEvaluation, CycleDuty.ControlEffectEvaluation], dues.Select(d => d.Duty));
        Assert.All(dues, due => Assert.Equal((today, DueState.Now), (due.On, due.State)));
        Assert.Equal("从未进行职业病危害因素检测，应立即进行（《使用有毒物品作业场所劳动保护条例》第二十六条）", dues[0].Working);
    }

    [Fact]
    public void Only_severe_employers_owe_a_status_evaluation() =>
        Assert.Equal([CycleDuty.PeriodicTest], Dues.Of(new() { Class = HazardRiskClass.General }, Day("2025-01-15")).Dues.Select(d => d.Duty));

    [Fact]
    public void Highly_toxic_workplaces_are_tested_monthly_and_evaluated_half_yearly()
    {
        var facts = new CycleFacts { Class = HazardRiskClass.General, HighlyToxic = true, LastTest = Day("2025-01-31"), LastControlEffectEvaluation = Day("2024-08-31") };
        var dues = Dues.Of(facts, Day("2025-02-01")).Dues;
        Assert.Equal([(CycleDuty.PeriodicTest, Day("2025-02-28")), (CycleDuty.ControlEffectEvaluation, Day("2025-02-28"))], dues.Select(d => (d.Duty, d.On)));
        Assert.Equal("上次采样日期2024-08-31，每半年至少一次，应于2025-02-28前完成（《使用有毒物品作业场所劳动保护条例》第二十六条）", dues[1].Working);
        Assert.Equal(CycleDuty.PeriodicTest, Assert.Single(Dues.Of(facts with { Class = null, LastControlEffectEvaluation = null }, Day("2025-02-01")).Dues, d => d.On == Day("2025-02-28")).Duty);
    }

    [Fact]
    public void A_class_that_the_law_does_not_know_is_undetermined()
    {
        Assert.Equal(["现行规定没有“较重”一类，请按现行目录重新分类"], Dues.Of(new() { Class = HazardRiskClass.Serious }, Day("2021-02-01")).Undetermined);
        Assert.Empty(Dues.Of(new() { Class = HazardRiskClass.Serious }, Day("2021-01-31")).Undetermined);
        Assert.Equal(["尚未确定职业病危害风险类别，不能确定检测周期"], Dues.Of(new(), Day("2025-01-01")).Undetermined);
        Assert.Equal(["2012-05-31没有施行中的检测周期规定"], Dues.Of(new() { Class = HazardRiskClass.Severe }, Day("2012-05-31")).Undetermined);
    }

    [Fact]
    public void An_accident_makes_a_status_evaluation_due_at_once()
    {
        var facts = new CycleFacts { Class = HazardRiskClass.General, LastTest = Day("2025-01-01"), Events = [new(EvaluationTrigger.Accident, Day("2025-03-01"))] };
        var due = Dues.Of(facts, Day("2025-03-05")).Dues[0];
        Assert.Equal((CycleDuty.StatusEvaluation, Day("2025-03-01"), DueState.Overdue), (due.Duty, due.On, due.State));
        Assert.Contains("国家卫生健康委员会令第5号）第二十一条", due.Article, StringComparison.Ordinal);
        Assert.Equal(DueState.Now, Dues.Of(facts, Day("2025-03-01")).Dues[0].State);

        bool Owed(CycleFacts f, string today) => Dues.Of(f, Day(today)).Dues.Any(d => d.Duty == CycleDuty.StatusEvaluation);
        Assert.False(Owed(facts, "2025-02-28"));
        Assert.False(Owed(facts with { LastStatusEvaluation = Day("2025-03-01") }, "2025-03-05"));
        Assert.True(Owed(facts with { LastStatusEvaluation = Day("2025-02-28") }, "2025-03-05"));
        Assert.False(Owed(facts with { Events = [new(EvaluationTrigger.Permit, Day("2025-03-01"))] }, "2025-03-05"));
        Assert.True(Owed(facts with { Events = [new(EvaluationTrigger.Permit, Day("2019-03-01"))] }, "2019-03-05"));
    }

    [Fact]
    public void Rows_of_one_duty_and_class_never_overlap() => Assert.All(CycleRows.All.GroupBy(r => (r.Duty, r.Scope, r.Class)), rows =>
        Assert.All(rows.OrderBy(r => r.From).Zip(rows.OrderBy(r => r.From).Skip(1)), pair => Assert.True(pair.First.Until < pair.Second.From)));

    [Fact]
    public void A_later_test_never_makes_the_next_one_earlier() => Gen.Select(Gen.Int[0, 4000], Gen.Int[0, 400], Gen.Int[0, 4000]).Sample((last, more, today) =>
    {
        Due Of(int days) => Dues.Of(new() { Class = HazardRiskClass.Severe, LastTest = Day("2015-01-01").AddDays(days) }, Day("2015-01-01").AddDays(today)).Dues.Single(d => d.Duty == CycleDuty.PeriodicTest);
        return Of(last + more).On >= Of(last).On && Of(last).WarnFrom <= Of(last).On;
    });

    [Fact]
    public void Exam_cycles()
    {
        var day = Day("2026-08-01");
        Assert.Equal([null, 24, 24, 12, 12], new[] { 79.9m, 80, 84.9m, 85, 101 }.Select(level => ExamCycles.OfNoise(level, day).Months));
        Assert.Equal([12, 24, 24, 12, 12], new WorkGrade?[] { null, WorkGrade.Zero, WorkGrade.One, WorkGrade.Two, WorkGrade.Three }.Select(grade => ExamCycles.OfGrade(grade, day).Months!.Value));
        Assert.Equal(12, ExamCycles.OfHeat(day).Months);
        Assert.Equal("未作业分级，按Ⅱ级，每1年一次（GBZ 188-2025）", ExamCycles.OfGrade(null, day).Working);
        Assert.True(ExamCycles.OfNoise(70, day).Determined);
        Assert.False(ExamCycles.OfNoise(90, day.AddDays(-1)).Determined);
    }

    [Theory]
    [InlineData("2025-06-01", true, true), InlineData("2025-05-31", true, true), InlineData("2025-03-03", true, true), InlineData("2025-03-02", true, false)]
    [InlineData("2025-05-02", false, true), InlineData("2025-05-01", false, false), InlineData("2025-06-02", true, false)]
    public void Exit_exam(string exam, bool periodic, bool counts) => Assert.Equal(counts, ExamCycles.CountsAsExitExam(Day(exam), periodic, Day("2025-06-01")));
}
