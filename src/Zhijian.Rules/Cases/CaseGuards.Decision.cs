using Zhijian.Rules.Penalties;
using Zhijian.Rules.Service;

namespace Zhijian.Rules.Cases;

// Decision, service, money, court, end.
internal static partial class CaseGuards
{
    private static CaseRefusal? Decision(PenaltyCase file, Decide a, CaseLaw law)
    {
        var notice = file.NoticeOn!.Value;
        if (file.DefendedOn is null && !file.DefenceWaived && a.On <= law.End("defence", notice)) return law.Refuse($"陈述申辩期限{law.End("defence", notice):yyyy-MM-dd}未满，不得作出处罚决定", "no-notice", a.On);
        if (DefenceOpen(file)) return law.Refuse("陈述申辩尚未复核，不得作出处罚决定", "defence-review", a.On);
        if (file.HearingRight && file.HearingRequestedOn is null && a.On <= law.End("hearing-request", notice)) return law.Refuse($"听证申请期限{law.End("hearing-request", notice):yyyy-MM-dd}未满，不得作出处罚决定", "hearing", a.On);
        if (file.PreservedOn is not null) return law.Refuse("先行登记保存的证据尚未处理", "preserve", a.On);
        if (ReviewNeeded(file, a.On, law) is { } review && file.LegalReviewOn is null) return law.Refuse("未经法制审核，不得作出处罚决定", review, a.On);
        if (a.Sanctions.Count == 0) return law.Refuse("请写明处罚的种类", "fact", a.On);
        if (Lawful(a.Sanctions, a.FinedBefore, a.On, law) is { } unlawful) return unlawful;
        if (Heavier(a.Sanctions, file.Noticed)) return law.Refuse("处罚重于告知书载明的处罚，应当重新告知", "no-notice", a.On);
        if (DiscussionNeeded(file, a.Sanctions, a.On, law) && file.DiscussedOn is null) return law.Refuse("情节复杂、处罚较重或者超出裁量阶次，应当集体讨论决定", "discussion", a.On);
        if (a.On > CaseDues.DecideBy(file, law)) return new($"办案期限{CaseDues.DecideBy(file, law):yyyy-MM-dd}已过，应当在期满前延长", law.Article("decide", file.FiledOn!.Value));
        return Outsider(file, a.Decider, "separation", a.On, law);
    }

    private static CaseRefusal? OnSpot(DecideOnSpot a, CaseLaw law)
    {
        if (Pair(a.First, a.Second, a.On, law) is { } refusal) return refusal;
        if (!a.PartyHeard) return law.Refuse("当场处罚前应当告知并听取陈述申辩", "notice", a.On);
        var most = law.Rule(a.PartyIsPerson ? "simple-person" : "simple-unit", a.On);
        if (a.Fine <= 0) return new("罚款数额须大于零", most.Article);
        return a.Fine > most.Count ? new($"罚款{Money.Text(a.Fine.Value)}超过当场处罚的{Money.Text(most.Count)}，应当适用普通程序", most.Article) : null;
    }

    private static CaseRefusal? Service(PenaltyCase file, ServeDecision a, CaseLaw law)
    {
        if (file.Simple && (a.Method != ServiceMethod.OnSpot || a.On != file.DecidedOn)) return law.Refuse("当场处罚的决定书应当场交付", "serve", a.On);
        if (a.Method != ServiceMethod.Electronic) return null;
        if (law.Find("e-service", a.On) is not { } rule) return law.Refuse("当时的法律没有规定电子送达", "serve", a.On);
        return a.Consent ? null : new("当事人没有签订确认书，不能电子送达", rule.Article);
    }

    private static CaseRefusal? AfterDecision(PenaltyCase file, CaseAct act, CaseLaw law) => act switch
    {
        Pay a => Payment(file, a, law),
        AskInstalments a => When(a.On > CaseMoney.PayDue(file, law), "缴款期限已过，不能申请延期（分期）", "instalment", a.On, law) ?? When(CaseMoney.On(file, law, a.On).Outstanding == 0, "没有未缴的罚款", "instalment", a.On, law)
            ?? When(a.Until <= CaseMoney.PayDue(file, law), "申请延至的日期应晚于原缴款期限", "instalment", a.On, law) ?? When(file.AskedUntil is not null, "申请还没有答复", "instalment", a.On, law) ?? Said(a.Reason, "经济困难的情况和理由", "instalment", a.On, law),
        GrantInstalments a => Outsider(file, a.Approver, "instalment", a.On, law) ?? When(a.On > CaseMoney.PayDue(file, law), "缴款期限已过，不能批准延期（分期）", "instalment", a.On, law)
            ?? When(a.Until <= CaseMoney.PayDue(file, law), "延期后的期限应晚于原缴款期限", "instalment", a.On, law) ?? Said(a.Reason, "暂缓缴纳的理由", "instalment", a.On, law),
        SeekReview a => Remedy(file, a.On, law) ?? When(file.ReviewEndedOn is not null || file.CourtEndedOn is not null, "已经复议或者诉讼过，不能再申请复议", "review", a.On, law) ?? Late(a.On, law.End("review", file.ServedOn!.Value), "申请行政复议", "review", law),
        SeekCourt a => Remedy(file, a.On, law) ?? When(file.CourtEndedOn is not null, "已经诉讼过", "litigation", a.On, law) ?? (file.ReviewEndedOn is { } ended
            ? Late(a.On, law.End("litigation-after-review", ended), "提起行政诉讼", "litigation-after-review", law) : Late(a.On, law.End("litigation", file.ServedOn!.Value), "提起行政诉讼", "litigation", law)),
        EndRemedy a => When(file.RemedySince is null, "没有正在进行的复议、诉讼", "not-worse", a.On, law)
            ?? When(a.Outcome == RemedyOutcome.Changed && (a.Fine is not >= 0 || a.Fine >= file.Fine), "变更后的罚款须低于原罚款", "not-worse", a.On, law),
        Demand a => When(CaseMoney.On(file, law, a.On).Outstanding == 0, "没有未缴的罚款", "demand", a.On, law) ?? When(a.On <= CaseMoney.PayDue(file, law), $"缴款期限{CaseMoney.PayDue(file, law):yyyy-MM-dd}未满，不能催告", "demand", a.On, law),
        ApplyToCourt a => Court(file, a.On, law),
        EndEnforcement a => Said(a.Result, "强制执行的结果", "court", a.On, law),
        CloseCase a => Closing(file, a, law),
        ArchiveCase a => Said(a.Number, "档案号", "record", a.On, law),
        PublishDecision a => When(file.Annulled, "处罚决定已被撤销，不得公开", "publish", a.On, law) ?? When(file.IsPublished, "处罚决定已经公开", "publish", a.On, law)
            ?? When(file.ServedOn is null, "没有送达的处罚决定，不能公开", "publish", a.On, law),
        WithdrawPublication a => When(!file.IsPublished, "处罚决定没有公开", "withdraw", a.On, law) ?? When(file.CorrectedOn is null, "处罚决定没有被变更、撤销，不能撤回公开", "withdraw", a.On, law) ?? Said(a.Reason, "撤回理由", "withdraw", a.On, law),
        _ => null,
    };

    private static CaseRefusal? Payment(PenaltyCase file, Pay a, CaseLaw law)
    {
        if (a.Amount <= 0 || decimal.Round(a.Amount, 2) != a.Amount) return law.Refuse("缴款金额须大于零，精确到分", "pay", a.On);
        var owed = CaseMoney.On(file, law, a.On).Outstanding;
        return When(a.Amount > owed, $"缴款{Money.Text(a.Amount)}多于应缴的{Money.Text(owed)}", "pay", a.On, law);
    }

    private static CaseRefusal? Remedy(PenaltyCase file, DateOnly on, CaseLaw law) =>
        When(file.RemedySince is not null, "复议、诉讼正在进行", "litigation", on, law) ?? When(file.ServedOn is null, "没有送达的处罚决定", "review", on, law) ?? When(file.Annulled, "处罚决定已被撤销", "review", on, law);

    private static CaseRefusal? Court(PenaltyCase file, DateOnly on, CaseLaw law)
    {
        if (CaseMoney.On(file, law, on).Outstanding == 0) return law.Refuse("没有未缴的罚款", "court", on);
        if (file.RemedySince is not null) return law.Refuse("复议、诉讼正在进行，不能申请强制执行", "court", on);
        var (first, last) = CaseDues.CourtWindow(file, law)!.Value;
        if (on < first) return law.Refuse($"复议、诉讼的期限{first.AddDays(-1):yyyy-MM-dd}未满，不能申请强制执行", "court", on);
        if (on > last) return law.Refuse($"申请强制执行的期限{last:yyyy-MM-dd}已过", "court", on);
        if (file.DemandOn is not { } demand) return law.Refuse(file.Undelivered == CaseActKind.Demand ? "催告书没有送达，不能申请强制执行" : "申请强制执行前应当催告", "demand", on);
        return When(on <= law.End("demand", demand), $"催告书送达后{law.Rule("demand", demand).Length}未满，不能申请强制执行", "demand", on, law);
    }

    private static CaseRefusal? Closing(PenaltyCase file, CloseCase a, CaseLaw law)
    {
        if (Outsider(file, a.Approver, "close", a.On, law) is { } refusal) return refusal;
        if (MeasureOpen(file, a.On, law) is { } measure) return measure;
        if (file.RemedySince is not null) return law.Refuse("复议、诉讼正在进行，不能结案", "close", a.On);
        if (file.CorrectedOn is not null && file.IsPublished) return law.Refuse("处罚决定已被变更或者撤销，应当先撤回公开信息", "withdraw", a.On);
        if (file.DecidedOn is null || file.Annulled || file.EnforcementEndedOn is not null) return null;
        var owed = CaseMoney.On(file, law, a.On).Outstanding;
        return When(owed > 0, $"还有{Money.Text(owed)}未缴，不能结案", "close", a.On, law);
    }

    private static CaseRefusal? Late(DateOnly on, DateOnly last, string what, string key, CaseLaw law) => When(on > last, $"{what}的期限{last:yyyy-MM-dd}已过", key, on, law);
}
