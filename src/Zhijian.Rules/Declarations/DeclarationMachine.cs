namespace Zhijian.Rules.Declarations;

using static DeclarationAct;
using static DeclarationActor;
using static DeclarationState;

/// <summary>One line of who may do what from which state: for a cancellation only, for all that is none, or (null) for both.</summary>
public sealed record Transition(DeclarationAct Act, DeclarationState From, DeclarationState To, DeclarationActor Actor, bool? Cancellation = null);

/// <summary>Whether an act is allowed: the new state, or the reason of the refusal for the person in front of the screen.</summary>
public readonly record struct Verdict(DeclarationState? To, string? Refusal)
{
    public bool IsAllowed => To is not null;
}

/// <summary>
/// 申报流程: draft → filed online → returned or approved online → paper received → receipt issued, which makes it effective
/// (order 48 Art 4, 6–9). A change is a further version that takes the place of the old one when its own receipt is issued; a
/// cancellation is a version that ends the chain. A spot check (Art 11–12) ends in effective or found false.
/// </summary>
public static class DeclarationMachine
{
    public static readonly IReadOnlyList<Transition> Table =
    [
        new(Save, Draft, Draft, Employer),
        new(Save, Returned, Returned, Employer),
        new(Discard, Draft, Draft, Employer),
        new(Submit, Draft, Submitted, Employer, Cancellation: false),
        new(Submit, Returned, Submitted, Employer, Cancellation: false),
        new(Submit, Draft, CancelRequested, Employer, Cancellation: true),
        new(Submit, Returned, CancelRequested, Employer, Cancellation: true),
        new(Enter, Draft, Submitted, Competent, Cancellation: false),
        new(Withdraw, Submitted, Draft, Employer),
        new(Withdraw, CancelRequested, Draft, Employer),
        new(Return, Submitted, Returned, Competent),
        new(Return, CancelRequested, Returned, Competent),
        // The paper may show what the screen did not.
        new(Return, OnlineApproved, Returned, Competent),
        new(Approve, Submitted, OnlineApproved, Competent),
        new(ReceivePaper, OnlineApproved, PaperReceived, Competent),
        new(IssueReceipt, PaperReceived, Effective, Competent),
        new(ConfirmCancellation, CancelRequested, Cancelled, Competent),
        new(StartVerification, Effective, UnderVerification, Competent),
        new(ConfirmTrue, UnderVerification, Effective, Competent),
        new(FindFalse, UnderVerification, FoundFalse, Competent),
        new(Supersede, Effective, Superseded, Platform),
        new(Supersede, UnderVerification, Superseded, Platform),
        new(Supersede, FoundFalse, Superseded, Platform),
    ];

    /// <summary>Whoever entered a declaration for the employer (代录, ownEntry) does not judge it.</summary>
    public static Verdict Judge(DeclarationAct act, DeclarationState state, DeclarationKind kind, DeclarationActor actor, bool ownEntry = false)
    {
        var lines = Table.Where(t => t.Act == act && (t.Cancellation is null || t.Cancellation == (kind == DeclarationKind.Cancellation))).ToList();
        var fitting = lines.FirstOrDefault(t => t.From == state);
        if (fitting is null) return new(null, Late(act, state));
        if (fitting.Actor != actor) return new(null, Wrong(fitting.Actor, actor));
        if (ownEntry && act == Approve) return new(null, OwnEntry);
        return new(fitting.To, null);
    }

    public static bool May(DeclarationAct act, DeclarationState state, DeclarationKind kind, DeclarationActor actor) => Judge(act, state, kind, actor).IsAllowed;

    /// <summary>Being worked on: at most one such version for each workplace.</summary>
    public static bool IsOpen(DeclarationState state) => state is Draft or Submitted or Returned or OnlineApproved or PaperReceived or CancelRequested;

    /// <summary>The version that counts: at most one for each workplace.</summary>
    public static bool IsInForce(DeclarationState state) => state is Effective or UnderVerification or FoundFalse;

    /// <summary>The text may still change; afterwards a further version is needed.</summary>
    public static bool IsEditable(DeclarationState state) => state is Draft or Returned;

    /// <summary>Lies with the authority.</summary>
    public static bool AwaitsAuthority(DeclarationState state) => state is Submitted or PaperReceived or CancelRequested or UnderVerification;

    /// <summary>Whether a declaration of this kind may be begun for a workplace.</summary>
    /// <returns>Null when it may; else why not.</returns>
    public static string? WhyNotStart(DeclarationKind kind, DeclarationState? inForce, bool hasOpen)
    {
        if (hasOpen) return "该工作场所已有一份正在办理的申报，请先办完或删除草稿。";
        return (kind, inForce) switch
        {
            (DeclarationKind.Initial, null) => null,
            (DeclarationKind.Initial, _) => "该工作场所已有有效的申报，内容有变化的请办理变更申报。",
            (_, null) => $"该工作场所没有有效的申报，不能办理{kind.ChineseName()}，请先办理初次申报。",
            (_, UnderVerification) => "该申报正在抽查核实，核实结束后才能办理。",
            _ => null,
        };
    }

    /// <summary>录入与审核分离: the two steps of one declaration are not in one hand.</summary>
    public const string OwnEntry = "这份申报由您本人代录，录入与审核须由不同人员办理，请由本机关其他审核人员审核。";

    static string Late(DeclarationAct act, DeclarationState state) => act switch
    {
        Save when !IsEditable(state) => $"申报已提交（当前：{state.ChineseName()}），不能再修改。内容有变化的，请办理变更申报。",
        Submit when state is Submitted or CancelRequested => "这份申报已经提交过，请勿重复提交。",
        Approve when state is OnlineApproved or PaperReceived or Effective => "这份申报已经审核通过，不需要再次审核。",
        _ => $"当前状态为“{state.ChineseName()}”，不能{act.ChineseName()}。",
    };

    static string Wrong(DeclarationActor needed, DeclarationActor actor) => (needed, actor) switch
    {
        (Competent, Onlooker) => "这份申报不由本机关管辖，只能查看，不能办理。",
        (Employer, _) => "只有申报的用人单位可以办理。",
        (Competent, Employer) => "应由受理机关办理。",
        _ => "您不能办理这一事项。",
    };
}
