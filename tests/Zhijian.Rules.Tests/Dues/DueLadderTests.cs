using Zhijian.Rules.Dues;

namespace Zhijian.Rules.Tests.Dues;

public sealed class DueLadderTests
{
    static readonly DateOnly Start = new(2012, 6, 1), Due = new(2026, 6, 30);

    static readonly LadderStep[] Ladder =
    [
        Step("*", 1, -30, LadderAction.Remind), Step("*", 2, 1, LadderAction.Warn), Step("*", 3, 10, LadderAction.Task), Step("*", 4, 30, LadderAction.Danger),
        Step("declaration.change*", 1, -10, LadderAction.Remind), Step("declaration.change*", 2, 1, LadderAction.Warn),
    ];

    static LadderStep Step(string kind, int number, int days, LadderAction action) => new(kind, number, days, action, null, Start, null);

    static IReadOnlyList<LadderStep> Any => DueLadder.StepsOf(Ladder, "project.accepted", Due);

    [Fact]
    public void A_kind_has_its_own_steps_or_those_of_every_kind()
    {
        Assert.Equal(2, DueLadder.StepsOf(Ladder, "declaration.change-fact", Due).Count);
        Assert.Single(DueLadder.StepsOf([.. Ladder, Step("declaration.change-fact", 1, 3, LadderAction.Warn)], "declaration.change-fact", Due));
        Assert.Equal(4, Any.Count);
        Assert.Empty(DueLadder.StepsOf(Ladder, "declaration.change-fact", Start.AddDays(-1)));
    }

    [Theory]
    [InlineData(0, "2026-05-31"), InlineData(1, "2026-07-01"), InlineData(2, "2026-07-10"), InlineData(3, "2026-07-30"), InlineData(4, null)]
    public void The_next_day_follows_from_the_steps_taken(int taken, string? on) =>
        Assert.Equal(on is null ? null : DateOnly.Parse(on, null), DueLadder.NextOn(Any, taken, Due));

    [Theory]
    [InlineData(0, "2026-05-30", "")]
    [InlineData(0, "2026-05-31", "1")]
    [InlineData(1, "2026-06-30", "")]
    [InlineData(1, "2026-07-01", "2")]
    // Nobody ran the job for weeks: the reminder has lost its sense, the rest comes in order.
    [InlineData(0, "2026-07-12", "2,3")]
    [InlineData(0, "2027-01-01", "2,3,4")]
    [InlineData(3, "2027-01-01", "4")]
    [InlineData(4, "2027-01-01", "")]
    public void Each_step_comes_once_on_its_day_or_later(int taken, string today, string numbers) =>
        Assert.Equal(numbers, string.Join(',', DueLadder.Passed(Any, taken, Due, DateOnly.Parse(today, null)).Select(s => s.Number)));

    [Fact]
    public void Steps_that_make_no_ladder_are_named()
    {
        Assert.Null(DueLadder.Fault(Any));
        Assert.Contains("大于前一步", DueLadder.Fault([Step("*", 1, 5, LadderAction.Warn), Step("*", 2, 5, LadderAction.Task)]), StringComparison.Ordinal);
        Assert.Contains("比前一步轻", DueLadder.Fault([Step("*", 1, 5, LadderAction.Task), Step("*", 2, 9, LadderAction.Warn)]), StringComparison.Ordinal);
        Assert.Contains("到期之后", DueLadder.Fault([Step("*", 1, -5, LadderAction.Danger)]), StringComparison.Ordinal);
        Assert.Contains("重复", DueLadder.Fault([Step("*", 1, -5, LadderAction.Remind), Step("*", 1, 3, LadderAction.Warn)]), StringComparison.Ordinal);
    }
}
