using System.Globalization;
using Zhijian.Rules.Calendars;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Complaints;

namespace Zhijian.Rules.Tests.Complaints;

public sealed class ComplaintTests
{
    static readonly CaseLaw Law = new(ReferenceData.Rows("complaint-clocks.csv").Select(r => new CaseRule(r["key"], r["title"], r["count"].Length == 0 ? 0 : int.Parse(r["count"], CultureInfo.InvariantCulture),
        r["unit"] switch { "calendar-days" => CaseUnit.CalendarDays, "working-days" => CaseUnit.WorkingDays, _ => CaseUnit.None }, r["article"], Day(r["valid_from"])!.Value, Day(r["valid_to"]), r["source"], r["confidence"])), new WorkingCalendar([]));

    static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Acts with their days, in order; then the state and the last day of what is owed next.</summary>
    [Theory]
    [InlineData("2026-06-10", "", ComplaintState.Received, "2026-06-25")]
    [InlineData("2018-06-10", "", ComplaintState.Received, "2018-06-25")]
    [InlineData("2026-06-10", "Accept 2026-06-15", ComplaintState.Accepted, "2026-08-14")]
    [InlineData("2026-06-10", "Accept 2026-06-15;Extend 2026-08-14", ComplaintState.Accepted, "2026-09-13")]
    [InlineData("2026-06-10", "Accept 2026-06-15;Answer 2026-07-01", ComplaintState.Answered, null)]
    [InlineData("2026-06-10", "NotAccept 2026-06-15", ComplaintState.NotAccepted, null)]
    [InlineData("2026-06-10", "Transfer 2026-06-15", ComplaintState.Transferred, null)]
    [InlineData("2026-06-10", "Refer 2026-06-12", ComplaintState.Received, "2026-06-27")]
    [InlineData("2026-06-10", "Refer 2026-06-12;Accept 2026-06-20;Answer 2026-06-30", ComplaintState.Answered, null)]
    // Late acts are still acts: the duty does not end with its term.
    [InlineData("2026-06-10", "Accept 2026-07-30", ComplaintState.Accepted, "2026-09-28")]
    public void Terms_run_as_the_law_sets_them(string received, string acts, ComplaintState state, string? due)
    {
        var complaint = Complaint.Receive(Day(received)!.Value, Law);
        foreach (var act in acts.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var outcome = complaint.Apply(Enum.Parse<ComplaintActKind>(act.Split(' ')[0]), Day(act.Split(' ')[1])!.Value, Law);
            Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
            complaint = outcome.Complaint!;
        }
        Assert.Equal((state, due is null ? null : Day(due)), (complaint.State, complaint.DueOn));
        Assert.Equal(due is not null, complaint.IsOpen);
    }

    [Theory]
    [InlineData("", "Answer 2026-06-11", "现在不能这样办理")]
    [InlineData("", "Extend 2026-06-11", "现在不能这样办理")]
    [InlineData("Accept 2026-06-11", "NotAccept 2026-06-12", "现在不能这样办理")]
    [InlineData("Accept 2026-06-11;Extend 2026-06-12", "Extend 2026-06-13", "办理期限只能延长一次")]
    [InlineData("Accept 2026-06-11", "Extend 2026-08-11", "办理期限已过")]
    [InlineData("NotAccept 2026-06-11", "Accept 2026-06-12", "现在不能这样办理")]
    [InlineData("Transfer 2026-06-11", "Refer 2026-06-12", "现在不能这样办理")]
    public void What_the_law_does_not_allow_is_refused_with_its_article(string acts, string forbidden, string reason)
    {
        var complaint = Complaint.Receive(new(2026, 6, 10), Law);
        foreach (var act in acts.Split(';', StringSplitOptions.RemoveEmptyEntries)) complaint = complaint.Apply(Enum.Parse<ComplaintActKind>(act.Split(' ')[0]), Day(act.Split(' ')[1])!.Value, Law).Complaint!;
        var outcome = complaint.Apply(Enum.Parse<ComplaintActKind>(forbidden.Split(' ')[0]), Day(forbidden.Split(' ')[1])!.Value, Law);
        Assert.Null(outcome.Complaint);
        Assert.StartsWith(reason, outcome.Refusal!.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Refusal.Article);
    }
}
