using Zhijian.Rules.Calendars;
using Zhijian.Rules.Declarations;

namespace Zhijian.Rules.Tests.Declarations;

public sealed class ReviewFlagTests
{
    static readonly ReviewFacts Quarry = new()
    {
        TradeName = "建筑装饰用石开采",
        Trade = [new("D01", "矽尘", HazardClass.Dust, true, "破碎工", "示例", "low"), new("P01", "噪声", HazardClass.Physical, true, "破碎工", "示例", "low"), new("C010", "苯", HazardClass.Chemical, false, "", "示例", "low")],
    };

    static IReadOnlyList<ReviewFlag> Flags(DeclarationForm form, ReviewFacts facts) => ReviewFlags.Of(form, facts, FormCheckTests.Factor);

    static DeclarationForm OnlyNoise => FormCheckTests.Good with { TotalExposed = 20, Workshops = [new() { Name = "采掘", Distinct = 20, Hazards = [new() { FactorCode = "P01", Persons = 20 }] }] };

    [Fact]
    public void No_dust_in_a_quarry_is_flagged_with_the_posts_of_the_trade()
    {
        var flag = Assert.Single(Flags(OnlyNoise, Quarry));
        Assert.Equal("RF-01", flag.Code);
        Assert.Contains("粉尘", flag.Message);
        Assert.Contains("矽尘（破碎工）", flag.Working);
        Assert.Empty(Flags(FormCheckTests.Good, Quarry));
    }

    [Fact]
    public void A_factor_known_from_monitoring_must_be_declared()
    {
        var facts = new ReviewFacts { KnownFactors = [(new("C010", "苯", HazardClass.Chemical), "检测报告 示例-1"), (new("P01", "噪声", HazardClass.Physical), "检测报告 示例-1")] };
        var flag = Assert.Single(Flags(OnlyNoise, facts));
        Assert.Equal("RF-03", flag.Code);
        Assert.Contains("苯", flag.Message);
    }

    [Theory]
    // 30 % and five persons at least.
    [InlineData(100, 71, false)]
    [InlineData(100, 70, true)]
    [InlineData(10, 6, false)]
    [InlineData(10, 5, true)]
    public void A_large_drop_is_flagged(int before, int now, bool flagged)
    {
        var facts = new ReviewFacts { Previous = OnlyNoise with { TotalExposed = before } };
        Assert.Equal(flagged, Flags(OnlyNoise with { TotalExposed = now, TotalWorkers = 500 }, facts).Any(f => f.Code == "RF-06"));
    }

    [Fact]
    public void Factors_that_vanished_staff_that_does_not_fit_and_few_exposed_are_flagged()
    {
        var facts = new ReviewFacts { Previous = FormCheckTests.Good, RegistryWorkers = 200, PeerExposedPercent = 60, Peers = 10 };
        var codes = Flags(OnlyNoise with { TotalWorkers = 90, DispatchedWorkers = 0 }, facts).Select(f => f.Code).ToList();
        Assert.Contains("RF-07", codes);
        Assert.Contains("RF-05", codes);
        Assert.Contains("RF-08", codes);
        Assert.DoesNotContain("RF-08", Flags(OnlyNoise with { TotalWorkers = 90 }, facts with { Peers = 9 }).Select(f => f.Code));
        Assert.Contains("RF-04", Flags(OnlyNoise with { TotalWorkers = 10, DispatchedWorkers = 0 }, new()).Select(f => f.Code));
    }
}

public sealed class DeclarationClockTests
{
    static readonly IReadOnlyList<DeclarationClock> Clocks = [.. ReferenceData.Rows("declaration-clocks.csv").Select(r => new DeclarationClock(
        Enum.Parse<DeclarationTrigger>(r["trigger"]), r["asks"] is { Length: > 0 } asks ? Enum.Parse<DeclarationKind>(asks) : null,
        r["unit"] == "working-days" ? new Term(new WorkingDays(int.Parse(r["count"])), r["article"]) : new Term(new CalendarDays(int.Parse(r["count"])), r["article"]),
        DateOnly.Parse(r["valid_from"]), null, r["source"], r["confidence"]))];

    static readonly WorkingCalendar Calendar = new(ReferenceData.Rows("calendar-days.csv").Select(r => new CalendarDay(DateOnly.Parse(r["date"]), r["kind"] == "holiday" ? DayKind.Holiday : DayKind.WorkingDay, r["name_zh"])));

    [Theory]
    [InlineData(DeclarationTrigger.ProjectAccepted, "2026-03-01", "2026-03-31")]
    [InlineData(DeclarationTrigger.ProcessChanged, "2026-03-01", "2026-03-16")]
    [InlineData(DeclarationTrigger.RegisteredFactChanged, "2026-02-28", "2026-03-15")]
    [InlineData(DeclarationTrigger.TestDiffers, "2026-12-20", "2027-01-04")]
    [InlineData(DeclarationTrigger.ProductionEnded, "2026-06-10", "2026-06-25")]
    // Friday before the Dragon Boat weekend: five working days.
    [InlineData(DeclarationTrigger.PaperReceived, "2026-06-10", "2026-06-17")]
    public void The_last_day_of_each_term(DeclarationTrigger trigger, string on, string last)
    {
        var day = DateOnly.Parse(on);
        Assert.Equal(DateOnly.Parse(last), DeclarationClock.Of(Clocks, trigger, day)!.LastDay(day, Calendar));
    }

    [Fact]
    public void No_term_before_the_order_and_no_guess_without_a_calendar()
    {
        Assert.Null(DeclarationClock.Of(Clocks, DeclarationTrigger.ProcessChanged, new(2012, 5, 31)));
        Assert.Null(DeclarationClock.Of(Clocks, DeclarationTrigger.PaperReceived, new(2026, 6, 10))!.LastDay(new(2031, 6, 10), Calendar));
    }
}
