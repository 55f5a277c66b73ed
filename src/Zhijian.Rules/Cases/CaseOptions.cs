namespace Zhijian.Rules.Cases;

/// <summary>A step as it stands on a day: may it be done, by whom, under which article, by when.</summary>
/// <param name="Refusal">What forbids it whatever is written into its form; null: the form decides.</param>
public sealed record CaseOption(CaseActKind Kind, CaseActor Actor, string Article, DateOnly? By, CaseRefusal? Refusal)
{
    public bool Allowed => Refusal is null;
}

/// <summary>What comes next in a case.</summary>
public static class CaseOptions
{
    /// <summary>Every step, allowed or not, in the order of the procedure.</summary>
    public static IReadOnlyList<CaseOption> Next(PenaltyCase file, CaseLaw law, DateOnly on)
    {
        var dues = CaseDues.Of(file, law).ToLookup(d => d.Kind, d => d.On);
        return [.. Enum.GetValues<CaseActKind>().Select(kind => new CaseOption(kind, ActorOf(kind), CaseArticles.Article(kind, law, on), dues[kind].Cast<DateOnly?>().Min(), Refusal(file, kind, on, law)))];
    }

    private static CaseRefusal? Refusal(PenaltyCase file, CaseActKind kind, DateOnly on, CaseLaw law)
    {
        if ((CaseGuards.OutOfPlace(file, kind, on, law) ?? CaseGuards.StillOpen(file, kind, on, law)) is { } refusal) return refusal;
        return Sample(file, kind, on) is { } sample ? CaseGuards.Refusal(file, sample, law) : null;
    }

    /// <summary>An act whose form holds nothing that could be wrong: what is refused of it is refused of every act of its kind.</summary>
    private static CaseAct? Sample(PenaltyCase file, CaseActKind kind, DateOnly on)
    {
        var outsider = new CasePerson("", "");
        return kind switch
        {
            CaseActKind.HandlePreserved => new HandlePreserved(on, "处理"),
            CaseActKind.ApproveMeasure => new ApproveMeasure(on, outsider, "意见"),
            CaseActKind.ExtendMeasure => new ExtendMeasure(on, outsider, file.MeasureUntil?.AddDays(1) ?? on, "理由"),
            CaseActKind.EndMeasure => new EndMeasure(on, outsider, "处理"),
            CaseActKind.Deliver => new Deliver(on, file.Undelivered ?? CaseActKind.ServeNotice, Service.ServiceMethod.Direct),
            CaseActKind.ReviewDefence => new ReviewDefence(on, outsider, true, "意见"),
            CaseActKind.RequestHearing => new RequestHearing(on),
            CaseActKind.HoldHearing => new HoldHearing(on, file.Host!, "意见"),
            CaseActKind.LegalReview => new LegalReview(on, outsider, true, "意见"),
            CaseActKind.ExtendTerm => new ExtendTerm(on, outsider, "理由"),
            CaseActKind.Decide => new Decide(on, outsider, file.Noticed, []),
            CaseActKind.DecideNoPenalty => new DecideNoPenalty(on, outsider, "理由"),
            CaseActKind.Terminate => new TerminateCase(on, outsider, "理由"),
            CaseActKind.Pay => new Pay(on, 0.01m),
            CaseActKind.AskInstalments => new AskInstalments(on, DateOnly.MaxValue, "理由"),
            CaseActKind.GrantInstalments => new GrantInstalments(on, outsider, DateOnly.MaxValue, "理由"),
            CaseActKind.SeekReview => new SeekReview(on),
            CaseActKind.SeekCourt => new SeekCourt(on),
            CaseActKind.EndRemedy => new EndRemedy(on, RemedyOutcome.Upheld),
            CaseActKind.Demand => new Demand(on),
            CaseActKind.ApplyToCourt => new ApplyToCourt(on),
            CaseActKind.Close => new CloseCase(on, outsider),
            CaseActKind.Publish => new PublishDecision(on),
            CaseActKind.WithdrawPublication => new WithdrawPublication(on, "理由"),
            _ => null,
        };
    }

    public static CaseActor ActorOf(CaseActKind kind) => kind switch
    {
        CaseActKind.File or CaseActKind.RefuseFiling or CaseActKind.ApproveMeasure or CaseActKind.ExtendMeasure or CaseActKind.EndMeasure or CaseActKind.Discuss or CaseActKind.ExtendTerm or CaseActKind.Decide or CaseActKind.DecideNoPenalty or CaseActKind.Transfer
            or CaseActKind.Terminate or CaseActKind.GrantInstalments or CaseActKind.Close => CaseActor.Head,
        CaseActKind.LegalReview => CaseActor.LegalReviewer,
        CaseActKind.NotifyHearing or CaseActKind.HoldHearing => CaseActor.Host,
        CaseActKind.Defend or CaseActKind.WaiveDefence or CaseActKind.RequestHearing or CaseActKind.WithdrawHearing or CaseActKind.Pay or CaseActKind.AskInstalments or CaseActKind.SeekReview or CaseActKind.SeekCourt => CaseActor.Party,
        _ => CaseActor.Investigator,
    };
}
