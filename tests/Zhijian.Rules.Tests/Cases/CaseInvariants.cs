using Zhijian.Rules.Cases;
using Zhijian.Rules.Calendars;
using static Zhijian.Rules.Tests.Cases.CaseData;

namespace Zhijian.Rules.Tests.Cases;

/// <summary>What must be true of every row of acts that was let through, told from the acts and the text of the law, not from the guards.</summary>
internal static class CaseInvariants
{
    static readonly DateOnly NewLaw = new(2021, 7, 15);

    public static void Check(IReadOnlyList<CaseAct> acts)
    {
        Assert.All(acts.Zip(acts.Skip(1)), pair => Assert.True(pair.First.On <= pair.Second.On));
        Persons(acts);
        if (acts.OfType<Decide>().SingleOrDefault() is { } decision) Decision([.. acts.TakeWhile(a => a != decision)], decision);
        Assert.True(acts.Count(a => a is Decide or DecideOnSpot or DecideNoPenalty or TransferCase or TerminateCase or RefuseFiling) <= 1);
        Charges(acts);
        Measures(acts);
        Money(acts);
        Court(acts);
        Publication(acts);
        if (acts.OfType<DecideOnSpot>().SingleOrDefault() is { } spot)
            Assert.True(spot.PartyHeard && (spot.Fine is null or > 0) && !(spot.Fine > (spot.On < NewLaw ? spot.PartyIsPerson ? 50 : 1000 : spot.PartyIsPerson ? 200 : 3000)));
    }

    static void Persons(IReadOnlyList<CaseAct> acts)
    {
        static IEnumerable<(CasePerson First, CasePerson Second)> Pairs(IEnumerable<CaseAct> acts) => acts.SelectMany(act => act switch
        {
            ApproveFiling a => [(a.First, a.Second)],
            NotifyInquiry a => [(a.First, a.Second)],
            CollectEvidence a => [(a.First, a.Second)],
            EntrustAppraisal a => [(a.First, a.Second)],
            AddCharge a => [(a.First, a.Second)],
            PreserveEvidence a => [(a.First, a.Second)],
            TakeMeasure a => [(a.First, a.Second)],
            FinishInvestigation a => [(a.First, a.Second)],
            DecideOnSpot a => [(a.First, a.Second)],
            _ => Array.Empty<(CasePerson, CasePerson)>(),
        });
        Assert.All(Pairs(acts), p => Assert.True(p.First.Id != p.Second.Id && p.First.Certificate is not null && p.Second.Certificate is not null && p.First.RecusalReason is null && p.Second.RecusalReason is null));
        var investigators = Pairs(acts).SelectMany(p => new[] { p.First.Id, p.Second.Id }).ToHashSet();
        var others = acts.SelectMany(act => act switch
        {
            ApproveFiling a => [a.Approver],
            ApproveMeasure a => [a.Approver],
            ExtendMeasure a => [a.Approver],
            EndMeasure a => [a.Approver],
            LegalReview a => [a.Reviewer],
            HoldHearing a => [a.Host],
            Decide a => [a.Decider],
            DecideNoPenalty a => [a.Decider],
            TransferCase a => [a.Approver],
            TerminateCase a => [a.Approver],
            CloseCase a => [a.Approver],
            _ => Array.Empty<CasePerson>(),
        }).ToList();
        Assert.DoesNotContain(others, p => investigators.Contains(p.Id) || p.RecusalReason is not null);
    }

    /// <summary>Other acts of the party come in while it is investigated, each once, within its limitation, and each is fined once.</summary>
    static void Charges(IReadOnlyList<CaseAct> acts)
    {
        var charges = acts.OfType<AddCharge>().ToList();
        Assert.Distinct(charges.Select(c => c.Charge.Key));
        Assert.All(charges, c => Assert.True(c.Facts.Length > 0 && c.Charge.FoundOn <= c.On && (c.Charge.EndedOn is not { } ended || (ended <= c.Charge.FoundOn && c.Charge.FoundOn <= ended.AddYears(2)))));
        for (var i = 0; i < acts.Count; i++)
            if (acts[i] is AddCharge) Assert.True(acts.Take(i).Last(a => a is ApproveFiling or FinishInvestigation or LegalReview { Agreed: false } or ServeNotice or Decide or DecideOnSpot) is ApproveFiling or LegalReview);
        foreach (var sanctions in acts.OfType<ServeNotice>().Select(a => a.Sanctions).Concat(acts.OfType<Decide>().Select(a => a.Sanctions))) Assert.Distinct(sanctions.Where(s => s.Fine is not null).Select(s => s.ActKey));
    }

    static void Decision(List<CaseAct> before, Decide decision)
    {
        var notice = before.OfType<ServeNotice>().Last();
        var since = before.SkipWhile(a => a != notice).Skip(1).ToList();
        Assert.True(before.OfType<ApproveFiling>().Any() && before.OfType<CollectEvidence>().Any() && before.OfType<FinishInvestigation>().Any());
        Assert.DoesNotContain(since, a => a is LegalReview { Agreed: false });

        // Terms begin when the party has the notice, not when it is made.
        var served = notice.Later ? since.OfType<Deliver>().First(d => d.Paper == CaseActKind.ServeNotice).On : notice.On;
        Assert.All(since.Where(a => a is Defend or WaiveDefence or RequestHearing), a => Assert.True(a.On >= served));

        // Defence: heard and reviewed, waived, or the term is over.
        var isNew = notice.On >= NewLaw;
        if (since.FindLastIndex(a => a is Defend) is >= 0 and var defence) Assert.Contains(since.Skip(defence), a => a is ReviewDefence);
        else if (!since.Any(a => a is WaiveDefence)) Assert.True(isNew ? Calendar.Between(served, decision.On.AddDays(-1)).Count >= 5 : decision.On.DayNumber - served.DayNumber > 3);

        // Hearing: nothing larger without the offer; asked in time, told in time, held or withdrawn before the decision.
        var fine = decision.Sanctions.Sum(s => s.Fine ?? 0);
        if (fine >= 50000) Assert.True(notice.HearingOffered);
        if (since.OfType<RequestHearing>().SingleOrDefault() is { } request)
        {
            Assert.True(notice.HearingOffered);
            Assert.True(isNew ? Calendar.Between(served, request.On).Count <= 5 || Calendar.Between(served, request.On.AddDays(-1)).Count < 5 : Calendar.OnOrAfter(served.AddDays(3)) >= request.On);
            Assert.Contains(since.SkipWhile(a => a != request), a => a is HoldHearing or WithdrawHearing);
        }
        else if (notice.HearingOffered) Assert.True(isNew ? Calendar.Between(served, decision.On.AddDays(-1)).Count >= 5 : decision.On > Calendar.OnOrAfter(served.AddDays(3)));
        if (since.OfType<HoldHearing>().SingleOrDefault() is { } hearing)
        {
            var told = since.OfType<NotifyHearing>().Last(n => n.On <= hearing.On);
            var from = told.Later ? since.SkipWhile(a => a != told).OfType<Deliver>().First(d => d.Paper == CaseActKind.NotifyHearing).On : told.On;
            Assert.True(hearing.On >= told.HearingOn && hearing.Host.Id == told.Host.Id && (from >= NewLaw ? Calendar.Between(from, hearing.On).Count >= 7 : hearing.On.DayNumber - from.DayNumber >= 7));
        }

        // Review and discussion.
        var complex = before.OfType<FinishInvestigation>().Last().Complex;
        var mustReview = decision.On >= NewLaw ? complex || since.Any(a => a is HoldHearing) : decision.On >= new DateOnly(2018, 1, 1);
        if (mustReview) Assert.Contains(since, a => a is LegalReview { Agreed: true });
        var outside = decision.Sanctions.Any(s => s.Fine is { } f && s.Tier is { } tier && (f < tier.Min || f > tier.Max));
        if (complex || outside || fine >= 50000 || decision.Sanctions.Any(s => s.Severe)) Assert.Contains(since, a => a is Discuss d && d.Present.DistinctBy(p => p.Id).Count() >= 3);

        // The sanction itself.
        Assert.All(decision.Sanctions, s =>
        {
            Assert.True(s.Fine is null || (s.Fine > 0 && s.Fine >= s.Act.Fine.Min && s.Fine <= s.Act.Fine.Max));
            Assert.True((!s.Act.MustWarn || s.Warned) && (!s.Act.MustOrder || s.Ordered));
            if (s.Fine is not null) Assert.DoesNotContain(s.ActKey, decision.FinedBefore);
            if (s.Fine is { } f && s.Tier is { } tier && (f < tier.Min || f > tier.Max)) Assert.False(string.IsNullOrWhiteSpace(s.Reason));
        });
        Assert.True(fine <= notice.Sanctions.Sum(s => s.Fine ?? 0));

        // In time, as extended; and with no evidence left in keeping.
        var filed = before.OfType<ApproveFiling>().Single().On;
        var extensions = before.Count(a => a is ExtendTerm);
        Assert.True(decision.On.DayNumber - filed.DayNumber <= (filed >= NewLaw ? 90 * (1 + extensions) : extensions switch { 0 => 30, 1 => 90, _ => 180 }));
        Assert.Equal(before.Count(a => a is PreserveEvidence), before.Count(a => a is HandlePreserved));
    }

    /// <summary>行政强制法 Art 18, 19, 23, 25, 27: one at a time, approved before it or the day after, thirty days and thirty more, over before the case is.</summary>
    static void Measures(IReadOnlyList<CaseAct> acts)
    {
        TakeMeasure? taken = null;
        DateOnly until = default;
        var (approvals, extended, late) = (0, false, false);
        foreach (var act in acts)
        {
            switch (act)
            {
                case ApproveMeasure a:
                    Assert.True(taken is null ? approvals == 0 : late && a.On.DayNumber - taken.On.DayNumber <= 1);
                    (approvals, late) = (taken is null ? 1 : 0, false);
                    break;
                case TakeMeasure a:
                    Assert.True(taken is null && a.On >= new DateOnly(2012, 1, 1) && a.Measure.HoldsOn(a.On) && a.Days is >= 1 and <= 30 && (approvals == 1 || a.Urgent));
                    (taken, until, late, approvals, extended) = (a, a.On.AddDays(a.Days), approvals == 0, 0, false);
                    break;
                case ExtendMeasure a:
                    Assert.True(taken is not null && !late && !extended && a.On <= until && a.Until > until && a.Until.DayNumber - until.DayNumber <= 30);
                    (until, extended) = (a.Until, true);
                    break;
                case EndMeasure:
                    Assert.NotNull(taken);
                    (taken, late) = (null, false);
                    break;
                case DecideNoPenalty or TerminateCase or CloseCase:
                    Assert.Null(taken);
                    break;
            }
        }
    }

    static void Money(IReadOnlyList<CaseAct> acts)
    {
        Assert.All(acts.OfType<Pay>(), p => Assert.True(p.Amount > 0));
        var fine = acts.OfType<Decide>().SingleOrDefault()?.Sanctions.Sum(s => s.Fine ?? 0) ?? acts.OfType<DecideOnSpot>().SingleOrDefault()?.Fine ?? 0;
        Assert.True(acts.OfType<Pay>().Sum(p => p.Amount) <= 2 * fine);
        var now = acts.OfType<EndRemedy>().Aggregate(fine, (sum, e) => e.Outcome switch { RemedyOutcome.Annulled => 0, RemedyOutcome.Changed => e.Fine!.Value, _ => sum });
        Assert.True(now <= fine);
        if (acts.OfType<CloseCase>().SingleOrDefault() is not { } close || acts.Any(a => a is EndEnforcement)) return;
        var until = acts.TakeWhile(a => a != close).ToList();
        var then = until.OfType<EndRemedy>().Aggregate(fine, (sum, e) => e.Outcome switch { RemedyOutcome.Annulled => 0, RemedyOutcome.Changed => e.Fine!.Value, _ => sum });
        Assert.True(until.OfType<Pay>().Sum(p => p.Amount) >= then);
        Assert.Equal(until.Count(a => a is SeekReview or SeekCourt), until.Count(a => a is EndRemedy));
    }

    static void Court(IReadOnlyList<CaseAct> acts)
    {
        if (acts.OfType<ApplyToCourt>().SingleOrDefault() is not { } court) return;
        var before = acts.TakeWhile(a => a != court).ToList();
        var served = before.OfType<ServeDecision>().Single();
        Assert.Equal(before.Count(a => a is SeekReview or SeekCourt), before.Count(a => a is EndRemedy));
        Assert.Contains(before, a => a is Demand { Later: false } or Deliver { Paper: CaseActKind.Demand } && court.On.DayNumber - a.On.DayNumber > 10);
        if (!before.Any(a => a is SeekReview or SeekCourt)) Assert.True(court.On > served.On.AddMonths(6));
    }

    static void Publication(IReadOnlyList<CaseAct> acts)
    {
        foreach (var publish in acts.OfType<PublishDecision>())
        {
            var before = acts.TakeWhile(a => a != publish).ToList();
            Assert.Contains(before, a => a is ServeDecision);
            Assert.DoesNotContain(before, a => a is EndRemedy { Outcome: RemedyOutcome.Annulled });
        }
        Assert.All(acts.OfType<WithdrawPublication>(), w => Assert.Contains(acts.TakeWhile(a => a != w), a => a is EndRemedy { Outcome: not RemedyOutcome.Upheld }));
    }
}
