using System.Diagnostics.CodeAnalysis;
using Zhijian.Rules.Cases;

namespace Zhijian.Rules.Credit;

/// <summary>Where an employer stands on its way onto the dishonesty list (失信联合惩戒名单) and off it.</summary>
public enum CreditState
{
    Candidate,
    Noticed,
    Objected,

    /// <summary>The objection was looked into and did not hold.</summary>
    Verified,
    Approved,
    Published,

    /// <summary>Measures are taken.</summary>
    Active,
    RemovalRequested,
    Removed,

    /// <summary>Never came on the list.</summary>
    Dropped,
}

public enum CreditActKind
{
    Notice,
    Object,
    Verify,
    Approve,
    Publish,
    Activate,
    RequestRemoval,
    Remove,
    Prolong,
    Drop,
}

/// <summary>Something done on a day.</summary>
/// <param name="Text">Reason, statement or opinion.</param>
/// <param name="Accepted">Of a verification: the objection holds.</param>
/// <param name="Rectified">Of a removal: the breach was put right.</param>
public sealed record CreditAct(CreditActKind Kind, DateOnly On, CasePerson By, string Text, bool Accepted = false, bool Rectified = false);

public sealed record CreditStep(DateOnly On, CreditActKind Kind, CreditState From, CreditState To, string Text);

/// <summary>The listing after an act, or why it cannot be.</summary>
public readonly record struct CreditOutcome(Dishonesty? Listing, CaseRefusal? Refusal)
{
    [MemberNotNullWhen(true, nameof(Listing)), MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Listing is not null;
}

/// <summary>
/// 列入失信名单: notice in writing first, objection looked into, approval by another person, publication, measures, one year,
/// removal on request from 30 days before the end, or prolongation (安监总办〔2017〕49号; 河南省社会信用条例 Art 19, 28, 37).
/// </summary>
public sealed record Dishonesty
{
    private Dishonesty()
    {
    }

    public CreditState State { get; private init; }

    /// <summary>Null: found by the platform, and nobody has put his name under it yet.</summary>
    public CasePerson? Proposer { get; private init; }
    public required DateOnly FoundOn { get; init; }

    /// <summary>Day of the last act.</summary>
    public DateOnly LastOn { get; private init; }
    public DateOnly? NoticedOn { get; private init; }
    public DateOnly? PublishedOn { get; private init; }

    /// <summary>Last day on the list.</summary>
    public DateOnly? Until { get; private init; }
    public IReadOnlyList<CreditStep> History { get; private init; } = [];

    /// <summary>Somebody who reads the list sees it.</summary>
    public bool IsListed => State is CreditState.Published or CreditState.Active or CreditState.RemovalRequested;

    public static Dishonesty Find(DateOnly on, CasePerson? proposer) => new() { FoundOn = on, LastOn = on, Proposer = proposer };

    /// <summary>As it was stored; its history stays where it is.</summary>
    public static Dishonesty Restore(CreditState state, DateOnly foundOn, CasePerson? proposer, DateOnly lastOn, DateOnly? noticedOn, DateOnly? publishedOn, DateOnly? until) =>
        new() { State = state, FoundOn = foundOn, Proposer = proposer, LastOn = lastOn, NoticedOn = noticedOn, PublishedOn = publishedOn, Until = until };

    /// <param name="law">Of reference/credit-clocks.csv.</param>
    public CreditOutcome Apply(CreditAct act, CaseLaw law)
    {
        if (Refusal(act, law) is { } refusal) return new(null, refusal);
        var to = To(act);
        var next = this with { State = to, LastOn = act.On, History = [.. History, new(act.On, act.Kind, State, to, act.Text.Trim())] };
        return new(act.Kind switch
        {
            CreditActKind.Notice => next with { NoticedOn = act.On, Proposer = Proposer ?? act.By },
            CreditActKind.Publish => next with { PublishedOn = act.On, Until = law.Due("term", act.On) },
            CreditActKind.Prolong => next with { Until = Prolonged(law) },
            _ => next,
        }, null);
    }

    /// <summary>The notice reached the party; the term for its objection runs from then on.</summary>
    public Dishonesty Served(DateOnly on) => State == CreditState.Noticed && on > NoticedOn ? this with { NoticedOn = on } : this;

    private static readonly Dictionary<CreditActKind, CreditState[]> From = new()
    {
        [CreditActKind.Notice] = [CreditState.Candidate],
        [CreditActKind.Object] = [CreditState.Noticed],
        [CreditActKind.Verify] = [CreditState.Objected],
        [CreditActKind.Approve] = [CreditState.Noticed, CreditState.Verified],
        [CreditActKind.Publish] = [CreditState.Approved],
        [CreditActKind.Activate] = [CreditState.Published],
        [CreditActKind.RequestRemoval] = [CreditState.Active],
        [CreditActKind.Remove] = [CreditState.Active, CreditState.RemovalRequested],
        [CreditActKind.Prolong] = [CreditState.Active, CreditState.RemovalRequested],
        [CreditActKind.Drop] = [CreditState.Candidate, CreditState.Noticed, CreditState.Objected, CreditState.Verified],
    };

    public IEnumerable<CreditActKind> Next() => From.Where(line => line.Value.Contains(State)).Select(line => line.Key);

    private static CreditState To(CreditAct act) => act.Kind switch
    {
        CreditActKind.Notice => CreditState.Noticed,
        CreditActKind.Object => CreditState.Objected,
        CreditActKind.Verify => act.Accepted ? CreditState.Dropped : CreditState.Verified,
        CreditActKind.Approve => CreditState.Approved,
        CreditActKind.Publish => CreditState.Published,
        CreditActKind.RequestRemoval => CreditState.RemovalRequested,
        CreditActKind.Remove => CreditState.Removed,
        CreditActKind.Drop => CreditState.Dropped,
        _ => CreditState.Active,
    };

    private CaseRefusal? Refusal(CreditAct act, CaseLaw law)
    {
        CaseRefusal Refuse(string reason, string key) => law.Refuse(reason, key, act.On);
        if (act.On < LastOn) return Refuse($"{act.Kind.Text()}日期早于上一步的日期", "objection");
        if (!From[act.Kind].Contains(State)) return Refuse($"“{State.Text()}”时不能{act.Kind.Text()}", act.Kind is CreditActKind.Approve or CreditActKind.Publish && State == CreditState.Candidate ? "objection" : "term");
        if (string.IsNullOrWhiteSpace(act.Text)) return Refuse($"{act.Kind.Text()}须填写内容", "objection");
        if (act.By.RecusalReason is { } recusal) return Refuse($"{act.By.Name}应当回避：{recusal}", "objection");
        return act.Kind switch
        {
            CreditActKind.Object when act.On > law.End("objection", NoticedOn!.Value) => Refuse($"异议期限{law.End("objection", NoticedOn!.Value):yyyy-MM-dd}已过", "objection"),
            CreditActKind.Approve when act.By.Id == Proposer?.Id => Refuse("提出列入的人员不能审批", "objection"),
            CreditActKind.Approve when State == CreditState.Noticed && act.On <= law.End("objection", NoticedOn!.Value) => Refuse($"异议期限{law.End("objection", NoticedOn!.Value):yyyy-MM-dd}未满，不能批准列入", "objection"),
            CreditActKind.RequestRemoval when act.On < RemovalFrom(law) => Refuse($"期满前{law.Rule("apply-removal", act.On).Length}内才能申请移出（{RemovalFrom(law):yyyy-MM-dd}起）", "apply-removal"),
            CreditActKind.Remove when act.On < Until => Refuse($"列入期限{Until:yyyy-MM-dd}未满，不能移出", "term"),
            CreditActKind.Remove when !act.Rectified => Refuse("没有整改到位，不能移出，应当延长", "prolong"),
            CreditActKind.Remove or CreditActKind.Prolong when act.By.Id == Proposer?.Id => Refuse("提出列入的人员不能审批", "prolong"),
            CreditActKind.Prolong when act.On < RemovalFrom(law) => Refuse("临近期满才能延长", "prolong"),
            CreditActKind.Prolong when Prolonged(law) > law.Due("disclosure", PublishedOn!.Value) => Refuse($"公开期限最长{law.Rule("disclosure", act.On).Length}，不能再延长", "disclosure"),
            _ => null,
        };
    }

    /// <summary>First day on which removal may be asked for, of a listing that is published.</summary>
    public DateOnly RemovalFrom(CaseLaw law) => Until!.Value.AddDays(-law.Rule("apply-removal", PublishedOn!.Value).Count);

    private DateOnly Prolonged(CaseLaw law) => law.Due("prolong", Until!.Value);
}
