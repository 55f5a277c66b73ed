using System.Globalization;
using Zhijian.Rules.Inspections;

namespace Zhijian.Rules.Tests.Inspections;

/// <summary>Worked examples on the sheets that are shipped.</summary>
public sealed class ChecklistTests
{
    static Checklist Shipped(string code)
    {
        static string? Or(string text) => text.Length == 0 ? null : text;
        static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
        var head = ReferenceData.Rows("checklists.csv").Single(r => r["code"] == code);
        return new(code, head["title"], Enum.Parse<ChecklistKind>(head["kind"]), head["basic_counts"] == "true",
            [.. ReferenceData.Rows("checklist-items.csv").Where(r => r["checklist"] == code).Select(r => new ChecklistItem(
                r["number"], r["section"], r["text"], r["key"] == "true", Number(r["points"]), Number(r["step"]), (int?)Number(r["parts"]), (int?)Number(r["basic_parts"]), Or(r["article"]), Or(r["penalty_code"])))]);
    }

    static IEnumerable<ItemAnswer> All(Checklist list, ItemVerdict verdict) => list.Items.Select(i => new ItemAnswer(i.Number, verdict));

    [Theory]
    [InlineData("foundation", 10, 55), InlineData("scoring-100", 7, 24), InlineData("management-26", 2, 26)]
    public void The_shipped_sheets_have_their_sections_and_items(string code, int sections, int items)
    {
        var list = Shipped(code);
        Assert.Equal((sections, items, items), (list.Items.Select(i => i.Section).Distinct().Count(), list.Items.Count, list.Items.Select(i => i.Number).Distinct().Count()));
        var acts = ReferenceData.Rows("penalty-acts.csv").Select(r => r["code"]).ToHashSet();
        Assert.All(list.Items.Where(i => i.PenaltyCode is not null), i => Assert.Contains(i.PenaltyCode!, acts));
        Assert.All(ReferenceData.Rows("checklist-items.csv").Concat(ReferenceData.Rows("checklists.csv")), r => Assert.True(r["source"].Length > 0 && r["confidence"].Length > 0));
    }

    /// <summary>Aspect 1: five of seven are enough for basically qualified; aspect 2: six of twelve.</summary>
    [Theory]
    [InlineData("1.1", 7, ItemVerdict.Qualified), InlineData("1.1", 6, ItemVerdict.Basic), InlineData("1.1", 5, ItemVerdict.Basic), InlineData("1.1", 4, ItemVerdict.Unqualified)]
    [InlineData("2.1", 12, ItemVerdict.Qualified), InlineData("2.1", 6, ItemVerdict.Basic), InlineData("2.1", 5, ItemVerdict.Unqualified)]
    public void An_item_of_parts_is_judged_by_how_many_are_met(string number, int met, ItemVerdict verdict) =>
        Assert.Equal(verdict, ChecklistScoring.Score(Shipped("foundation"), [new(number, Met: met)]).Items.Single(i => i.Item.Number == number).Verdict);

    [Fact]
    public void The_rate_leaves_out_what_does_not_concern_the_employer()
    {
        var list = Shipped("foundation");
        // 55 items: 5 do not concern it, 40 qualified, 5 basically, 5 not: 45 of 50.
        var answers = list.Items.Select((item, at) => new ItemAnswer(item.Number, at < 5 ? ItemVerdict.NotConcerned : at < 45 ? ItemVerdict.Qualified : at < 50 ? ItemVerdict.Basic : ItemVerdict.Unqualified)).ToList();
        var score = ChecklistScoring.Score(list, answers);
        Assert.Equal((40, 5, 5, 5, 0, 90.0m), (score.Qualified, score.Basic, score.Unqualified, score.NotConcerned, score.Unanswered, score.Rate!.Value));
        var strict = ChecklistScoring.Score(list with { BasicCounts = false }, answers);
        Assert.Equal(80.0m, strict.Rate);
        Assert.Null(ChecklistScoring.Score(list, All(list, ItemVerdict.NotConcerned)).Rate);
        Assert.Equal(55, ChecklistScoring.Score(list, []).Unanswered);
        Assert.Equal(list.Items.Count(i => i.IsKey), ChecklistScoring.Score(list, All(list, ItemVerdict.Unqualified)).KeyFailing.Count());
    }

    [Fact]
    public void Points_are_lost_by_steps_down_to_nothing()
    {
        var list = Shipped("scoring-100");
        Assert.Equal(100m, list.Items.Sum(i => i.Points));
        Assert.Equal((100m, 100m), (ChecklistScoring.Score(list, All(list, ItemVerdict.Qualified)).Points!.Value, ChecklistScoring.Score(list, All(list, ItemVerdict.Qualified)).Rate!.Value));
        var systems = list.Items.Single(i => i.Step == 0.5m);
        var exams = list.Items.Single(i => i.Text.Contains("漏检", StringComparison.Ordinal));
        var declared = list.Items.Single(i => i.Text == "职业病危害项目申报");
        // Three systems are missing (−1.5), twelve workers were not examined (10 → 0), of the declaration two of three points.
        var answers = All(list, ItemVerdict.Qualified).Where(a => a.Number != systems.Number && a.Number != exams.Number && a.Number != declared.Number)
            .Append(new(systems.Number, Faults: 3)).Append(new(exams.Number, Faults: 12)).Append(new(declared.Number, Given: 2)).ToList();
        var score = ChecklistScoring.Score(list, answers);
        Assert.Equal((87.5m, 100m, 87.5m, 3), (score.Points!.Value, score.MostPoints!.Value, score.Rate!.Value, score.Unqualified));
        Assert.Equal(exams.Number, Assert.Single(score.KeyFailing).Item.Number);
        // Without the two points of the union the sheet has 98.
        var union = list.Items[^1].Number;
        var without = ChecklistScoring.Score(list, answers.Select(a => a.Number == union ? a with { Verdict = ItemVerdict.NotConcerned } : a));
        Assert.Equal((85.5m, 98m, 87.2m), (without.Points!.Value, without.MostPoints!.Value, without.Rate!.Value));
    }

    [Fact]
    public void Questions_are_yes_no_or_do_not_concern()
    {
        var list = Shipped("management-26");
        var score = ChecklistScoring.Score(list, list.Items.Select((item, at) => new ItemAnswer(item.Number, at < 13 ? ItemVerdict.Qualified : ItemVerdict.Unqualified)));
        Assert.Equal((50.0m, null), (score.Rate!.Value, score.Points));
    }

    [Theory]
    [InlineData("foundation", "9.99", null, null, null, "没有第 9.99 项"), InlineData("foundation", "1.1", 8, null, null, "0 至 7"), InlineData("foundation", "3.1", 1, null, null, "没有分项")]
    [InlineData("foundation", "3.1", null, 1, null, "不按处数扣分"), InlineData("scoring-100", "1", null, null, 3.5, "0 至 3"), InlineData("scoring-100", "1", null, null, -1.0, "0 至 3"), InlineData("scoring-100", "4", null, -1, null, "0 至 10000"), InlineData("scoring-100", "4", null, null, 2.0, "不直接给分")]
    public void What_the_sheet_does_not_ask_is_refused(string code, string number, int? met, int? faults, double? given, string words)
    {
        var answer = new ItemAnswer(number, null, met, faults, (decimal?)given);
        Assert.Contains(words, ChecklistScoring.Refusal(Shipped(code), answer), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ChecklistScoring.Score(Shipped(code), [answer]));
    }

    [Fact]
    public void Basically_is_for_judged_sheets_and_one_item_has_one_answer()
    {
        Assert.Contains("是、否", ChecklistScoring.Refusal(Shipped("management-26"), new("1", ItemVerdict.Basic)), StringComparison.Ordinal);
        Assert.Contains("可选范围", ChecklistScoring.Refusal(Shipped("management-26"), new("1", (ItemVerdict)9)), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ChecklistScoring.Score(Shipped("management-26"), [new("1", ItemVerdict.Qualified), new("1", ItemVerdict.Unqualified)]));
    }
}
