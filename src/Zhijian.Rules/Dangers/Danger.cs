using System.Diagnostics.CodeAnalysis;
using Zhijian.Rules.Calendars;

namespace Zhijian.Rules.Dangers;

/// <summary>One step of the way; none is ever taken back.</summary>
public sealed record DangerStep(DateOnly On, DangerActKind Act, DangerState From, DangerState To, string? Note);

/// <summary>The danger after an act, or the reason why the act cannot be.</summary>
public readonly record struct DangerOutcome
{
    private DangerOutcome(Danger? danger, string? refusal) => (Danger, Refusal) = (danger, refusal);

    public Danger? Danger { get; }

    /// <summary>In Chinese.</summary>
    public string? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Danger)), MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Danger is not null;

    internal static DangerOutcome Done(Danger danger) => new(danger, null);

    internal static DangerOutcome Refused(string reason) => new(null, reason);
}

/// <summary>
/// A hidden danger in its loop: 职业病防治法 Art 26, 63, 72. It comes into being by <see cref="Find"/> and changes only
/// by <see cref="Apply"/> and <see cref="AsOf"/>; to bring it back from a table, <see cref="Restore"/>.
/// </summary>
public sealed record Danger
{
    private Danger()
    {
    }

    public DangerState State { get; private init; }

    /// <summary>Null where no measurement applies, as for a missing declaration.</summary>
    public MeasuredSubject? Measured { get; private init; }

    /// <summary>When it was found, or found again.</summary>
    public DateOnly OpenedOn { get; private init; }

    /// <summary>整改期限, from the order on.</summary>
    public DateOnly? Deadline { get; private init; }
    public DateOnly? RecheckRequestedOn { get; private init; }

    /// <summary>The later deadline that the employer asked for, while nobody has answered.</summary>
    public DateOnly? AskedDeadline { get; private init; }

    /// <summary>Since the last order.</summary>
    public RecheckResult? LastRecheck { get; private init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<DangerStep> History { get; private init; } = [];

    /// <summary>The last day of which anything is known.</summary>
    private DateOnly LastDay => History.Count == 0 ? OpenedOn : History[^1].On;

    public static Danger Find(DateOnly on, MeasuredSubject? measured) => new() { State = DangerState.Found, Measured = measured, OpenedOn = on };

    /// <summary>As it was kept.</summary>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public static Danger Restore(DangerState state, MeasuredSubject? measured, DateOnly openedOn, DateOnly? deadline, DateOnly? recheckRequestedOn, RecheckResult? lastRecheck, IReadOnlyList<DangerStep> history, DateOnly? askedDeadline = null)
    {
        if (history.Count > 0 && history[^1].To != state) throw new ArgumentException("The history ends in another state.", nameof(history));
        if (deadline is null && state is not (DangerState.Found or DangerState.Registered)) throw new ArgumentException("An ordered danger has a deadline.", nameof(deadline));
        if (lastRecheck is null && state == DangerState.Rechecked) throw new ArgumentException("A rechecked danger has a recheck.", nameof(lastRecheck));
        if (recheckRequestedOn is null && state == DangerState.RecheckRequested) throw new ArgumentException("The day of the request is missing.", nameof(recheckRequestedOn));
        return new() { State = state, Measured = measured, OpenedOn = openedOn, Deadline = deadline, RecheckRequestedOn = recheckRequestedOn, LastRecheck = lastRecheck, History = history, AskedDeadline = askedDeadline };
    }

    /// <summary>As it stands on a day: overdue once the deadline has passed without a request or with a recheck that failed.</summary>
    public Danger AsOf(DateOnly day)
    {
        var waiting = State is DangerState.Ordered or DangerState.Rectifying || (State == DangerState.Rechecked && ClosingRefusal() is not null);
        if (!waiting || Deadline is not { } deadline || day <= deadline) return this;
        // A failed recheck after the deadline makes it overdue on the day of that recheck.
        var on = deadline.AddDays(1) > LastDay ? deadline.AddDays(1) : LastDay;
        return (this with { AskedDeadline = null }).Step(DangerState.Overdue, DangerActKind.Expire, on, $"整改期限{deadline:yyyy-MM-dd}已过");
    }

    /// <summary>By when the recheck has to be made; null while none is due.</summary>
    public DateOnly? RecheckDue(DangerTerms terms) => State switch
    {
        DangerState.RecheckRequested => WorkingCalendar.Add(RecheckRequestedOn!.Value, new CalendarDays(terms.Recheck.Count)),
        DangerState.Overdue => WorkingCalendar.Add(Deadline!.Value, new CalendarDays(terms.Recheck.Count)),
        _ => null,
    };

    /// <summary>The danger after the act. The passing of the deadline is taken into account first.</summary>
    public DangerOutcome Apply(DangerAct act, DangerTerms? terms = null)
    {
        if (act.On < LastDay) return DangerOutcome.Refused($"{act.Kind.Text()}日期{act.On:yyyy-MM-dd}早于上一步的日期{LastDay:yyyy-MM-dd}");
        var now = AsOf(act.On);
        if (!DangerTransitions.All.TryGetValue((now.State, act.Kind), out var next)) return DangerOutcome.Refused($"隐患{now.State.Text()}，不能{act.Kind.Text()}");
        if (now.Guard(act, terms ?? DangerTerms.Default) is { } refusal) return DangerOutcome.Refused(refusal);
        return DangerOutcome.Done(now.Take(act).Step(next, act.Kind, act.On, act.Note));
    }

    private Danger Take(DangerAct act) => act switch
    {
        OrderRectification order => this with { Deadline = order.Deadline, LastRecheck = null, RecheckRequestedOn = null },
        AskExtension asked => this with { AskedDeadline = asked.Deadline },
        RefuseExtension => this with { AskedDeadline = null },
        ExtendDeadline extension => this with { Deadline = extension.Deadline, AskedDeadline = null },
        // Whoever is done needs no more time.
        RequestRecheck request => this with { RecheckRequestedOn = request.On, AskedDeadline = null },
        RecheckDanger recheck => this with { LastRecheck = new(recheck.On, recheck.Officers, recheck.Removed, recheck.Retest) },
        ReopenDanger reopening => this with { OpenedOn = reopening.On, Deadline = null, LastRecheck = null, RecheckRequestedOn = null },
        _ => this,
    };

    private Danger Step(DangerState to, DangerActKind act, DateOnly on, string? note) =>
        this with { State = to, History = [.. History, new(on, act, State, to, note)] };

    private string? Guard(DangerAct act, DangerTerms terms) => act switch
    {
        OrderRectification order => OrderRefusal(order, terms),
        ExtendDeadline extension => ExtensionRefusal(extension.Deadline, extension.Reason, terms),
        AskExtension asked => AskedDeadline is { } waiting ? $"延至{waiting:yyyy-MM-dd}的申请还没有答复" : ExtensionRefusal(asked.Deadline, asked.Reason, terms),
        RefuseExtension refused => AskedDeadline is null ? "没有待答复的延期申请" : string.IsNullOrWhiteSpace(refused.Reason) ? "不同意延期须填写理由" : null,
        RecheckDanger recheck => RecheckRefusal(recheck),
        CloseDanger => ClosingRefusal(),
        ProposeCase proposal => ProposalRefusal(proposal),
        FileCase file => string.IsNullOrWhiteSpace(file.CaseNumber) ? "立案须填写案件编号" : null,
        ReopenDanger reopening => string.IsNullOrWhiteSpace(reopening.Reason) ? "重新打开隐患须填写理由" : null,
        _ => null,
    };

    private string? OrderRefusal(OrderRectification order, DangerTerms terms)
    {
        if (State == DangerState.Rechecked && ClosingRefusal() is null) return "复查已符合要求，应予销号，不能再次责令整改";
        if (order.Officers.Refusal() is { } refusal) return refusal;
        if (order.Deadline <= order.On) return "整改期限应晚于责令日期";
        return order.Deadline > order.On.AddDays(terms.Order.Count) ? $"整改期限不得超过{terms.Order}（{terms.Order.Article}）" : null;
    }

    private string? ExtensionRefusal(DateOnly until, string reason, DangerTerms terms)
    {
        if (string.IsNullOrWhiteSpace(reason)) return "延期须填写理由";
        if (until <= Deadline) return "延期后的整改期限应晚于原期限";
        return until > Deadline!.Value.AddDays(terms.Extension.Count) ? $"一次延期不得超过{terms.Extension}（{terms.Extension.Article}）" : null;
    }

    private static string? RecheckRefusal(RecheckDanger recheck)
    {
        if (recheck.Officers.Refusal() is { } refusal) return refusal;
        return recheck.Retest?.SampledOn > recheck.On ? "复测采样日期晚于复查日期" : null;
    }

    /// <summary>Why the last recheck does not close the danger; null when it does.</summary>
    public string? ClosingRefusal()
    {
        if (LastRecheck is not { } recheck) return "尚未复查，不能销号";
        if (recheck.Officers.Refusal() is { } refusal) return refusal;
        if (!recheck.Removed) return "复查认定隐患未消除，不能销号";
        if (Measured is not { } subject) return null;
        return recheck.Retest is { } retest ? retest.Refusal(subject, OpenedOn) : "超标隐患须有同一检测点、同一因素的复测达标才能销号";
    }

    private string? ProposalRefusal(ProposeCase proposal) => proposal.Ground switch
    {
        _ when State == DangerState.Rechecked && ClosingRefusal() is null => "复查已符合要求，应予销号，不能提请立案",
        CaseGround.Overdue => State == DangerState.Overdue ? null : "整改期限未过，不能以逾期不改正提请立案",
        _ => LastRecheck?.Retest is { Verdict: RetestVerdict.Exceeds } retest && retest.Subject == Measured ? null : "没有整改后仍超标的复测，不能以仍超标提请立案",
    };
}
