using CsCheck;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Penalties;
using Zhijian.Rules.Service;
using static Zhijian.Rules.Tests.Cases.CaseData;

namespace Zhijian.Rules.Tests.Cases;

/// <summary>Ten thousand random walks: whatever anybody tries, what comes out is lawful. The invariants are told anew from the acts alone.</summary>
public sealed class CaseWalkTests
{
    static readonly CasePerson[] Persons = [Zhang, Li, Wang, Zhao, Qian, Sun, Recused, Bare];
    static readonly CaseActKind[] Kinds = Enum.GetValues<CaseActKind>();

    /// <summary>Numbers that a random act is made of.</summary>
    readonly record struct Draw(int Kind, int Wait, int A, int B, int C, int Fine, bool Yes);

    static readonly Gen<Draw> Draws = Gen.Select(Gen.Int[0, 999], Gen.Int[0, 9], Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[0, 9], Gen.Bool).Select((kind, wait, a, b, c, fine, yes) => new Draw(kind, wait, a, b, c, fine, yes));

    /// <summary>Of the other acts of the case, now and then twice for the same.</summary>
    static IEnumerable<Sanction> More(PenaltyCase file, Sanction sanction, Draw d) =>
        d.B % 3 == 0 ? [] : file.Charges.Take(d.B).Select(c => sanction with { ActKey = d.A == 7 ? sanction.ActKey : c.Key });

    static CaseAct Act(CaseActKind kind, PenaltyCase file, DateOnly on, Draw d)
    {
        CasePerson a = Persons[d.A], b = Persons[d.B], c = Persons[d.C];
        // Often the right persons, or few walks come far.
        if (d.Fine % 2 == 0) (a, b, c) = CaseOptions.ActorOf(kind) == CaseActor.Investigator || kind == CaseActKind.File ? (Zhang, Li, Zhao) : (Zhao, Qian, Sun);
        var fine = new decimal?[] { null, 0, 1000, 30000, 49999, 50000, 60000, 120000, 200000, 200001 }[d.Fine];
        var sanction = Fined(fine, on, d.C % 2 == 0 ? "OD72-1" : "OD75-5") with { Tier = d.B % 2 == 0 ? null : new(60000, 120000), Reason = d.A % 2 == 0 ? null : "理由", OrderExpired = d.A != 3, Warned = d.B != 5 };
        return kind switch
        {
            CaseActKind.RequestFiling => new RequestFiling(on, a, d.Yes ? null : on.AddDays(-100 * d.C), on, d.Yes),
            CaseActKind.File => new ApproveFiling(on, c, a, b),
            CaseActKind.RefuseFiling => new RefuseFiling(on, c, "不符合立案标准"),
            CaseActKind.NotifyInquiry => new NotifyInquiry(on, a, b, d.Yes ? "王某，6月12日9时" : ""),
            CaseActKind.CollectEvidence => new CollectEvidence(on, a, b, "证据"),
            CaseActKind.EntrustAppraisal => new EntrustAppraisal(on, a, b, d.C == 0 ? "" : "某某鉴定中心", d.Yes ? "粉尘样品两份，游离二氧化硅含量" : ""),
            CaseActKind.AddCharge => new AddCharge(on, a, b, new($"danger-{d.C}", "OD75-5", "安排未经岗前职业健康检查的劳动者作业", on.AddDays(1 - d.Fine), d.A == 0 ? null : on.AddDays(-200 * d.B)), d.Yes ? "发现线索" : ""),
            CaseActKind.PreserveEvidence => new PreserveEvidence(on, c, a, b),
            CaseActKind.HandlePreserved => new HandlePreserved(on, "返还"),
            CaseActKind.ApproveMeasure => new ApproveMeasure(on, a, "同意封存"),
            CaseActKind.TakeMeasure => new TakeMeasure(on, a, b, d.C == 0 ? Lapsed : Sealing, "破碎机一台", d.Fine * 4, d.Yes),
            CaseActKind.ExtendMeasure => new ExtendMeasure(on, a, (file.MeasureUntil ?? on).AddDays(d.Fine * 4), "情况复杂"),
            CaseActKind.EndMeasure => new EndMeasure(on, a, "解除"),
            CaseActKind.FinishInvestigation => new FinishInvestigation(on, a, b, "事实", d.Yes),
            CaseActKind.ServeNotice => new ServeNotice(on, [sanction, .. More(file, sanction, d)], d.Yes, d.C == 0 ? "新的事实" : null, Later: d.A == 0),
            CaseActKind.Deliver => new Deliver(on, d.C == 0 ? CaseActKind.Demand : file.Undelivered ?? CaseActKind.ServeNotice, (ServiceMethod)(d.C % 6)),
            CaseActKind.Defend => new Defend(on, "申辩"),
            CaseActKind.WaiveDefence => new WaiveDefence(on),
            CaseActKind.ReviewDefence => new ReviewDefence(on, a, d.Yes, "复核"),
            CaseActKind.RequestHearing => new RequestHearing(on),
            CaseActKind.WithdrawHearing => new WithdrawHearing(on),
            CaseActKind.NotifyHearing => new NotifyHearing(on, on.AddDays(d.Fine * 2), a, Later: d.C == 0),
            CaseActKind.HoldHearing => new HoldHearing(on, d.Yes && file.Host is { } host ? host : a, "听证"),
            CaseActKind.LegalReview => new LegalReview(on, a, d.Fine > 0, "审核"),
            CaseActKind.Discuss => new Discuss(on, [a, b, c], "讨论"),
            CaseActKind.ExtendTerm => new ExtendTerm(on, a, "理由"),
            CaseActKind.Decide => new Decide(on, a, d.Yes ? file.Noticed : [sanction, .. More(file, sanction, d)], d.C == 1 ? ["danger-1"] : []),
            CaseActKind.DecideOnSpot => new DecideOnSpot(on, a, b, d.Yes, fine, d.C > 0),
            CaseActKind.DecideNoPenalty => new DecideNoPenalty(on, a, "轻微"),
            CaseActKind.Transfer => new TransferCase(on, a, "公安机关", "涉嫌犯罪"),
            CaseActKind.Terminate => new TerminateCase(on, a, "当事人终止"),
            CaseActKind.ServeDecision => new ServeDecision(on, (ServiceMethod)(d.C % 6), d.Yes),
            CaseActKind.Pay => new Pay(on, d.Yes ? Math.Max(0, CaseMoney.On(file, Law, on).Outstanding) : d.Fine * 10000),
            CaseActKind.AskInstalments => new AskInstalments(on, on.AddDays(d.Fine * 20), d.Yes ? "困难" : ""),
            CaseActKind.GrantInstalments => new GrantInstalments(on, a, on.AddDays(d.Fine * 20), "困难"),
            CaseActKind.SeekReview => new SeekReview(on),
            CaseActKind.SeekCourt => new SeekCourt(on),
            CaseActKind.EndRemedy => new EndRemedy(on, (RemedyOutcome)(d.C % 3), fine),
            CaseActKind.Demand => new Demand(on, Later: d.C == 0),
            CaseActKind.ApplyToCourt => new ApplyToCourt(on),
            CaseActKind.EndEnforcement => new EndEnforcement(on, "终结"),
            CaseActKind.Close => new CloseCase(on, a),
            CaseActKind.Archive => new ArchiveCase(on, "1号"),
            CaseActKind.Publish => new PublishDecision(on),
            _ => new WithdrawPublication(on, "撤销"),
        };
    }

    /// <summary>The way of a plain case: 0 not at all, 1 to the report, 2 to the notice, 3 to the service of the decision.</summary>
    /// <param name="charged">With a second act of the party.</param>
    static List<CaseAct> Begun(DateOnly on, int stage, bool charged)
    {
        var decided = on.AddDays(20);
        CaseAct[] way =
        [
            new RequestFiling(on, Zhang, null, on), new ApproveFiling(on, Zhao, Zhang, Li), new CollectEvidence(on, Zhang, Li, "证据"), new FinishInvestigation(on, Zhang, Li, "事实"), new ServeNotice(on, [Fined(60000, on)], true),
            new LegalReview(decided, Qian, true, "同意"), new Discuss(decided, [Zhao, Qian, Sun], "同意"), new Decide(decided, Zhao, [Fined(60000, on)], []), new ServeDecision(decided, ServiceMethod.Direct),
        ];
        List<CaseAct> acts = [.. way.Take(stage switch { 0 => 0, 1 => 4, 2 => 5, _ => way.Length })];
        if (charged && acts.Count > 3) acts.Insert(3, new AddCharge(on, Zhang, Li, new("danger-2", "OD75-5", "安排未经岗前职业健康检查的劳动者作业", on), "检查时发现"));
        return acts;
    }

    [Fact]
    public void Ten_thousand_random_walks_find_no_unlawful_path()
    {
        var reached = new int[Enum.GetValues<CaseState>().Length];
        var kinds = new int[Kinds.Length];
        var (refused, done) = (0, 0);
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Draws.Array[60, 160]).Sample((start, stage, draws) =>
        {
            var on = new[] { new DateOnly(2018, 2, 1), new(2018, 9, 3), new(2021, 6, 1), new(2024, 1, 8) }[start];
            // From nothing only one walk in a thousand comes to a decision: three of four begin further on.
            var acts = Begun(on, stage, draws[0].Yes);
            var file = acts.Aggregate(PenaltyCase.New, (f, act) => f.Apply(act, Law) is { Succeeded: true } outcome ? outcome.Case! : throw new Xunit.Sdk.XunitException($"{act.Kind} was refused"));
            on = file.LastDay ?? on;
            foreach (var d in draws)
            {
                // Long waits are rare, else the terms pass before anything happens; only the way to the court is long.
                on = on.AddDays(d.Wait switch { 9 => file.State == CaseState.Served && d.Yes ? 190 : 16, 8 => 7, 7 or 6 => 1, _ => 0 });
                // Half of the tries are what the state lets be done, the rest is anything at all.
                var open = CaseTransitions.Of(file.State).ToList();
                var kind = d.Kind % 2 == 0 && open.Count > 0 ? open[d.Kind / 2 % open.Count] : Kinds[d.Kind % Kinds.Length];
                // Ends are rare too, else few walks come far.
                if (kind is CaseActKind.RefuseFiling or CaseActKind.Transfer or CaseActKind.Terminate or CaseActKind.DecideNoPenalty or CaseActKind.WithdrawHearing && (d.Fine > 0 || d.A > 1)) continue;
                // Measures stand beside the way; most walks go on without.
                if (kind is CaseActKind.ApproveMeasure or CaseActKind.TakeMeasure or CaseActKind.ExtendMeasure && d.B > 2) continue;
                var act = Act(kind, file, on, d);
                var outcome = file.Apply(act, Law);
                if (!outcome.Succeeded)
                {
                    Assert.True(outcome.Refusal.Reason.Length > 3 && outcome.Refusal.Article.StartsWith('《') | outcome.Refusal.Article.StartsWith('国') | outcome.Refusal.Article.StartsWith('双'), outcome.Refusal.ToString());
                    Interlocked.Increment(ref refused);
                    continue;
                }
                Interlocked.Increment(ref done);
                file = outcome.Case;
                acts.Add(act);
                Interlocked.Increment(ref reached[(int)file.State]);
                Interlocked.Increment(ref kinds[(int)kind]);
            }
            CaseInvariants.Check(acts);
            Assert.Equal(file.State, PenaltyCase.Replay(acts.Zip(file.History, (a, s) => (a, s.LateSince))).State);
        }, iter: 10_000);
        Assert.All(Enum.GetValues<CaseState>().Where(s => s != CaseState.Clue), s => Assert.True(reached[(int)s] > 0, $"{s} was never reached"));
        Assert.All(Kinds, k => Assert.True(kinds[(int)k] > 0, $"{k} was never done"));
        Assert.True(refused > 0 && done > 30_000, $"{done} done, {refused} refused");
    }

    /// <summary>What the list of next steps forbids is refused whatever the form says; what is done was not forbidden there.</summary>
    [Fact]
    public void The_list_of_next_steps_agrees_with_the_acts()
    {
        Gen.Select(Gen.Int[0, 1], Draws.Array[40, 80]).Sample((start, draws) =>
        {
            var on = start == 0 ? new DateOnly(2018, 9, 3) : new(2026, 1, 5);
            var file = PenaltyCase.New;
            foreach (var d in draws)
            {
                on = on.AddDays(d.Wait > 7 ? 8 : 0);
                var open = CaseOptions.Next(file, Law, on).ToDictionary(o => o.Kind);
                Assert.Equal(Kinds.Length, open.Count);
                var kind = Kinds[d.Kind % Kinds.Length];
                var outcome = file.Apply(Act(kind, file, on, d), Law);
                if (kind != CaseActKind.Decide && !open[kind].Allowed) Assert.False(outcome.Succeeded, $"{kind} in {file.State}: {open[kind].Refusal}");
                file = outcome.Case ?? file;
            }
        }, iter: 1000);
    }
}
