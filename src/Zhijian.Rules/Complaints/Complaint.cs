using Zhijian.Rules.Cases;

namespace Zhijian.Rules.Complaints;

public enum ComplaintState
{
    /// <summary>已收到: waits for the decision to take it up.</summary>
    Received,
    Accepted,
    /// <summary>不予受理, with the reason.</summary>
    NotAccepted,
    /// <summary>转送: another body is competent; here it ends.</summary>
    Transferred,
    Answered,
}

public enum ComplaintActKind
{
    /// <summary>转交: another authority of the platform supervises the place; its term begins anew.</summary>
    Refer,
    Accept,
    NotAccept,
    Transfer,
    /// <summary>延长办理期限, once.</summary>
    Extend,
    Answer,
}

/// <summary>What came of an act: the complaint after it, or why it may not be.</summary>
public sealed record ComplaintOutcome(Complaint? Complaint, CaseRefusal? Refusal)
{
    public bool Succeeded => Complaint is not null;
}

/// <summary>
/// A complaint of somebody from the public (《职业病防治法》 Art 13) and its terms: taken up or not in the days of the law,
/// answered in the days after that, once longer. The terms are rows of reference/complaint-clocks.csv.
/// </summary>
/// <param name="TermFrom">The day from which the running term counts.</param>
/// <param name="DueOn">Last day of the next duty; null when none is left.</param>
public sealed record Complaint(ComplaintState State, DateOnly TermFrom, DateOnly? DueOn, bool Extended)
{
    public static Complaint Receive(DateOnly on, CaseLaw law) => new(ComplaintState.Received, on, law.Due("accept", on), false);

    public bool IsOpen => State is ComplaintState.Received or ComplaintState.Accepted;

    public IReadOnlyList<ComplaintActKind> Possible => State switch
    {
        ComplaintState.Received => [ComplaintActKind.Accept, ComplaintActKind.NotAccept, ComplaintActKind.Refer, ComplaintActKind.Transfer],
        ComplaintState.Accepted when Extended => [ComplaintActKind.Answer],
        ComplaintState.Accepted => [ComplaintActKind.Answer, ComplaintActKind.Extend],
        _ => [],
    };

    public ComplaintOutcome Apply(ComplaintActKind act, DateOnly on, CaseLaw law)
    {
        if (act == ComplaintActKind.Extend && State == ComplaintState.Accepted && Extended) return Refused("办理期限只能延长一次", "extend", on, law);
        if (!Possible.Contains(act)) return Refused("现在不能这样办理", act is ComplaintActKind.Answer or ComplaintActKind.Extend ? "answer" : "accept", on, law);
        // After the last day there is nothing left to lengthen.
        if (act == ComplaintActKind.Extend && on > DueOn) return Refused("办理期限已过，不能再延长", "extend", on, law);
        return new(act switch
        {
            ComplaintActKind.Refer => this with { TermFrom = on, DueOn = law.Due("accept", on) },
            ComplaintActKind.Accept => new(ComplaintState.Accepted, on, law.Due("answer", on), false),
            ComplaintActKind.NotAccept => new(ComplaintState.NotAccepted, on, null, false),
            ComplaintActKind.Transfer => new(ComplaintState.Transferred, on, null, false),
            ComplaintActKind.Extend => this with { DueOn = law.Due("extend", DueOn!.Value), Extended = true },
            _ => this with { State = ComplaintState.Answered, TermFrom = on, DueOn = null },
        }, null);
    }

    private static ComplaintOutcome Refused(string reason, string key, DateOnly on, CaseLaw law) => new(null, law.Refuse(reason, key, on));
}
