using CsCheck;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Credit;
using Zhijian.Rules.Tests.Cases;

namespace Zhijian.Rules.Tests.Credit;

public sealed class DishonestyTests
{
    static readonly DateOnly Day = new(2026, 6, 10);
    static readonly CreditTrigger[] Triggers = [.. ReferenceData.Rows("credit-triggers.csv").Select(r => new CreditTrigger(r["code"], r["title"], r["article"], r["institutions_only"] == "true", CaseData.Day(r["valid_from"]), null, r["source"], r["confidence"]))];

    static CreditAct Act(CreditActKind kind, DateOnly on, CasePerson? by = null, bool accepted = false, bool rectified = true) => new(kind, on, by ?? CaseData.Zhao, "事由", accepted, rectified);

    static Dishonesty Done(Dishonesty listing, CreditAct act)
    {
        var outcome = listing.Apply(act, CaseData.CreditLaw);
        Assert.True(outcome.Succeeded, $"{act.Kind}: {outcome.Refusal}");
        return outcome.Listing;
    }

    static string Refused(Dishonesty listing, CreditAct act) => listing.Apply(act, CaseData.CreditLaw).Refusal!.ToString();

    static Dishonesty Noticed => Done(Dishonesty.Find(Day, CaseData.Zhang), Act(CreditActKind.Notice, Day));

    /// <summary>Published 2026-06-26, the first day after the ten working days for objections.</summary>
    static Dishonesty Active
    {
        get
        {
            var on = new DateOnly(2026, 6, 26);
            return new[] { CreditActKind.Approve, CreditActKind.Publish, CreditActKind.Activate }.Aggregate(Noticed, (l, kind) => Done(l, Act(kind, on)));
        }
    }

    [Fact]
    public void Nobody_is_listed_without_notice_and_the_term_for_objections()
    {
        Assert.Contains("第二十八条", Refused(Dishonesty.Find(Day, CaseData.Zhang), Act(CreditActKind.Approve, Day)), StringComparison.Ordinal);
        Assert.StartsWith("异议期限2026-06-25未满，不能批准列入", Refused(Noticed, Act(CreditActKind.Approve, new(2026, 6, 25))), StringComparison.Ordinal);
        Assert.StartsWith("提出列入的人员不能审批", Refused(Noticed, Act(CreditActKind.Approve, new(2026, 6, 26), CaseData.Zhang)), StringComparison.Ordinal);
        Assert.StartsWith("异议期限2026-06-25已过", Refused(Noticed, Act(CreditActKind.Object, new(2026, 6, 26))), StringComparison.Ordinal);
        var objected = Done(Noticed, Act(CreditActKind.Object, new(2026, 6, 25)));
        Assert.StartsWith("“有异议”时不能批准列入", Refused(objected, Act(CreditActKind.Approve, new(2026, 6, 30))), StringComparison.Ordinal);
        Assert.Equal(CreditState.Dropped, Done(objected, Act(CreditActKind.Verify, new(2026, 6, 30), accepted: true)).State);
        Assert.Equal(CreditState.Approved, Done(Done(objected, Act(CreditActKind.Verify, new(2026, 6, 30))), Act(CreditActKind.Approve, new(2026, 6, 30))).State);
    }

    [Fact]
    public void One_year_from_publication_then_off_the_list_or_longer()
    {
        Assert.Equal((new DateOnly(2027, 6, 26), true), (Active.Until!.Value, Active.IsListed));
        Assert.StartsWith("期满前30日内才能申请移出（2027-05-27起）", Refused(Active, Act(CreditActKind.RequestRemoval, new(2027, 5, 26))), StringComparison.Ordinal);
        var requested = Done(Active, Act(CreditActKind.RequestRemoval, new(2027, 5, 27)));
        Assert.StartsWith("列入期限2027-06-26未满，不能移出", Refused(requested, Act(CreditActKind.Remove, new(2027, 6, 25))), StringComparison.Ordinal);
        Assert.StartsWith("没有整改到位", Refused(requested, Act(CreditActKind.Remove, new(2027, 6, 26), rectified: false)), StringComparison.Ordinal);
        Assert.False(Done(requested, Act(CreditActKind.Remove, new(2027, 6, 26))).IsListed);
        var longer = Done(requested, Act(CreditActKind.Prolong, new(2027, 6, 26)));
        Assert.Equal((CreditState.Active, new DateOnly(2028, 6, 26)), (longer.State, longer.Until!.Value));
        for (var year = 2028; year <= 2030; year++) longer = Done(longer, Act(CreditActKind.Prolong, new(year, 6, 26)));
        Assert.StartsWith("公开期限最长5年，不能再延长", Refused(longer, Act(CreditActKind.Prolong, new(2031, 6, 26))), StringComparison.Ordinal);
    }

    [Fact]
    public void Triggers_are_those_of_the_notice()
    {
        string[] Met(CreditFacts facts, bool institution = false, DateOnly? day = null) => [.. CreditTriggers.Met(Triggers, facts, institution, day ?? Day).Select(t => t.Code)];
        Assert.Equal(["severe-exceedance", "defied-stop"], Met(new(UnremediedAtWork: true, DefiedStop: true)));
        Assert.Empty(Met(new(OrdinaryFatal: 2)));
        Assert.Equal(["accident"], Met(new(OrdinaryFatal: 3)));
        Assert.Empty(Met(new(FalseService: true)));
        Assert.Equal(["false-service"], Met(new(FalseService: true), institution: true));
        Assert.Empty(Met(new(UnremediedAtWork: true), day: new(2017, 4, 30)));
        Assert.Equal("安监总办〔2017〕49号第二条第三项", CreditTriggers.Met(Triggers, new(UnremediedAtWork: true), false, Day)[0].Article);
    }

    [Fact]
    public void No_sequence_lists_anybody_without_notice_or_by_the_proposer_alone()
    {
        var listed = 0;
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 40], Gen.Bool).Array[1, 40].Sample(moves =>
        {
            var (listing, day) = (Dishonesty.Find(Day, CaseData.Zhang), Day);
            DateOnly? noticed = null;
            foreach (var (kind, wait, yes) in moves)
            {
                day = day.AddDays(wait);
                var act = Act((CreditActKind)kind, day, yes ? CaseData.Zhang : CaseData.Zhao, yes, !yes);
                if (listing.Apply(act, CaseData.CreditLaw).Listing is not { } next) continue;
                if (act.Kind == CreditActKind.Notice) noticed = day;
                if (act.Kind is CreditActKind.Approve) Assert.True(!yes && noticed is { } told && (day.DayNumber - told.DayNumber > 10 || listing.State == CreditState.Verified));
                if (next.IsListed) Interlocked.Increment(ref listed);
                listing = next;
            }
            Assert.All(listing.History.Zip(listing.History.Skip(1)), p => Assert.True(p.First.To == p.Second.From && p.First.On <= p.Second.On));
            if (listing.Until is { } until) Assert.True(until <= listing.PublishedOn!.Value.AddYears(5));
        }, iter: 3000);
        Assert.True(listed > 0);
    }
}
