using Zhijian.Rules.Declarations;

namespace Zhijian.Rules.Tests.Declarations;

using static DeclarationAct;
using static DeclarationActor;
using static DeclarationState;

public sealed class DeclarationMachineTests
{
    /// <summary>The flow of the domain file written out by hand, a second time; all else is refused.</summary>
    static readonly (DeclarationAct, DeclarationState, DeclarationActor, bool?, DeclarationState)[] Allowed =
    [
        (Save, Draft, Employer, null, Draft), (Save, Returned, Employer, null, Returned), (Discard, Draft, Employer, null, Draft),
        (Submit, Draft, Employer, false, Submitted), (Submit, Returned, Employer, false, Submitted),
        (Submit, Draft, Employer, true, CancelRequested), (Submit, Returned, Employer, true, CancelRequested),
        (Enter, Draft, Competent, false, Submitted),
        (Withdraw, Submitted, Employer, null, Draft), (Withdraw, CancelRequested, Employer, null, Draft),
        (Return, Submitted, Competent, null, Returned), (Return, CancelRequested, Competent, null, Returned), (Return, OnlineApproved, Competent, null, Returned),
        (Approve, Submitted, Competent, null, OnlineApproved), (ReceivePaper, OnlineApproved, Competent, null, PaperReceived),
        (IssueReceipt, PaperReceived, Competent, null, Effective), (ConfirmCancellation, CancelRequested, Competent, null, Cancelled),
        (StartVerification, Effective, Competent, null, UnderVerification), (ConfirmTrue, UnderVerification, Competent, null, Effective),
        (FindFalse, UnderVerification, Competent, null, FoundFalse),
        (Supersede, Effective, Platform, null, Superseded), (Supersede, UnderVerification, Platform, null, Superseded), (Supersede, FoundFalse, Platform, null, Superseded),
    ];

    [Fact]
    public void Every_act_in_every_state_by_every_actor_for_every_kind_is_as_the_flow_says()
    {
        var tried = 0;
        foreach (var act in Enum.GetValues<DeclarationAct>())
            foreach (var state in Enum.GetValues<DeclarationState>())
                foreach (var actor in Enum.GetValues<DeclarationActor>())
                    foreach (var kind in Enum.GetValues<DeclarationKind>())
                    {
                        tried++;
                        var cancellation = kind == DeclarationKind.Cancellation;
                        var expected = Allowed.Where(a => a.Item1 == act && a.Item2 == state && a.Item3 == actor && (a.Item4 is null || a.Item4 == cancellation)).Select(a => (DeclarationState?)a.Item5).SingleOrDefault();
                        var verdict = DeclarationMachine.Judge(act, state, kind, actor);
                        Assert.True(expected == verdict.To, $"{act} in {state} by {actor} for {kind}: {verdict.To}, should be {expected}");
                        Assert.Equal(expected is null, verdict.Refusal is { Length: > 5 });
                    }
        Assert.Equal(14 * 11 * 4 * 4, tried);
    }

    [Theory]
    [InlineData(Approve, OnlineApproved, Competent, "已经审核通过")]
    [InlineData(Submit, Submitted, Employer, "已经提交过")]
    [InlineData(Save, Effective, Employer, "办理变更申报")]
    [InlineData(Approve, Submitted, Onlooker, "不由本机关管辖")]
    public void A_refusal_tells_what_to_do_instead(DeclarationAct act, DeclarationState state, DeclarationActor actor, string words) =>
        Assert.Contains(words, DeclarationMachine.Judge(act, state, DeclarationKind.Initial, actor).Refusal);

    [Fact]
    public void Whoever_entered_a_declaration_does_not_approve_it_and_may_do_all_else()
    {
        foreach (var act in Enum.GetValues<DeclarationAct>())
            foreach (var state in Enum.GetValues<DeclarationState>())
                foreach (var kind in Enum.GetValues<DeclarationKind>())
                {
                    var (own, other) = (DeclarationMachine.Judge(act, state, kind, Competent, ownEntry: true), DeclarationMachine.Judge(act, state, kind, Competent));
                    if (act == Approve && other.IsAllowed) Assert.Equal((false, DeclarationMachine.OwnEntry), (own.IsAllowed, own.Refusal));
                    else Assert.Equal(other, own);
                }
        // What is wrong besides is told first: the state, or that it is another authority's.
        Assert.Contains("已经审核通过", DeclarationMachine.Judge(Approve, Effective, DeclarationKind.Initial, Competent, ownEntry: true).Refusal);
        Assert.Contains("不由本机关管辖", DeclarationMachine.Judge(Approve, Submitted, DeclarationKind.Initial, Onlooker, ownEntry: true).Refusal);
    }

    [Fact]
    public void A_version_is_open_or_in_force_or_history()
    {
        foreach (var state in Enum.GetValues<DeclarationState>())
            Assert.False(DeclarationMachine.IsOpen(state) && DeclarationMachine.IsInForce(state), state.ToString());
        Assert.Equal([Cancelled, Superseded], Enum.GetValues<DeclarationState>().Where(s => !DeclarationMachine.IsOpen(s) && !DeclarationMachine.IsInForce(s)));
        foreach (var state in new[] { Cancelled, Superseded, FoundFalse })
            Assert.DoesNotContain(DeclarationMachine.Table, t => t.From == state && t.Actor != Platform);
    }

    [Theory]
    [InlineData(DeclarationKind.Initial, null, false, true)]
    [InlineData(DeclarationKind.Initial, null, true, false)]
    [InlineData(DeclarationKind.Initial, Effective, false, false)]
    [InlineData(DeclarationKind.Change, null, false, false)]
    [InlineData(DeclarationKind.Change, Effective, false, true)]
    [InlineData(DeclarationKind.Change, FoundFalse, false, true)]
    [InlineData(DeclarationKind.Change, UnderVerification, false, false)]
    [InlineData(DeclarationKind.Yearly, Effective, false, true)]
    [InlineData(DeclarationKind.Yearly, null, false, false)]
    [InlineData(DeclarationKind.Cancellation, Effective, false, true)]
    [InlineData(DeclarationKind.Cancellation, Effective, true, false)]
    [InlineData(DeclarationKind.Cancellation, null, false, false)]
    public void What_may_be_begun_depends_on_what_is_in_force(DeclarationKind kind, DeclarationState? inForce, bool open, bool may) =>
        Assert.Equal(may, DeclarationMachine.WhyNotStart(kind, inForce, open) is null);
}
