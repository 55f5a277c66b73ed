using Zhijian.Rules.Penalties;

namespace Zhijian.Rules.Cases;

/// <summary>What stands against a step, with the article of the law of its day; the first that applies is told.</summary>
internal static partial class CaseGuards
{
    /// <summary>More are another case.</summary>
    private const int MostCharges = 9;

    public static CaseRefusal? Refusal(PenaltyCase file, CaseAct act, CaseLaw law)
    {
        if (act.On < file.LastDay) return law.Refuse($"{act.Kind.Text()}日期{act.On:yyyy-MM-dd}早于上一步的日期{file.LastDay:yyyy-MM-dd}", "record", act.On);
        if ((OutOfPlace(file, act.Kind, act.On, law) ?? StillOpen(file, act.Kind, act.On, law)) is { } refusal) return refusal;
        return act switch
        {
            RequestFiling a => Request(a, law),
            ApproveFiling a => Pair(a.First, a.Second, a.On, law) ?? Apart(a.Approver, [file.Proposer!, a.First, a.Second], "separation", a.On, law),
            RefuseFiling a => Apart(a.Approver, [file.Proposer!], "separation", a.On, law) ?? Said(a.Reason, "不予立案的理由", "filing", a.On, law),
            NotifyInquiry a => Investigation(file, a.First, a.Second, a.On, law) ?? Said(a.Who, "被询问人、时间和地点", "officers", a.On, law),
            CollectEvidence a => Investigation(file, a.First, a.Second, a.On, law) ?? Said(a.What, "取得的证据", "evidence", a.On, law),
            EntrustAppraisal a => Investigation(file, a.First, a.Second, a.On, law) ?? Said(a.To, "受委托的鉴定机构", "evidence", a.On, law) ?? Said(a.What, "鉴定事项和送检材料", "evidence", a.On, law),
            AddCharge a => Investigation(file, a.First, a.Second, a.On, law) ?? Said(a.Facts, "违法事实和线索来源", "filing", a.On, law) ?? When(file.Charges.Any(c => c.Key == a.Charge.Key), "同一违法行为已列入本案", "one-fine", a.On, law)
                ?? When(file.Charges.Count >= MostCharges, $"一个案件最多一并查处 {MostCharges} 个其他违法行为", "filing", a.On, law) ?? Prosecutable(a.Charge.EndedOn, a.Charge.FoundOn, a.Harm, a.On, law),
            PreserveEvidence a => Investigation(file, a.First, a.Second, a.On, law) ?? Apart(a.Approver, [.. file.Investigators, a.First, a.Second], "preserve", a.On, law),
            HandlePreserved a => When(file.PreservedOn is null, "没有先行登记保存的证据", "preserve", a.On, law) ?? Said(a.Decision, "处理决定", "preserve", a.On, law),
            ApproveMeasure a => Approving(file, a, law),
            TakeMeasure a => Taking(file, a, law),
            ExtendMeasure a => Extending(file, a, law),
            EndMeasure a => Ending(file, a, law),
            FinishInvestigation a => Investigation(file, a.First, a.Second, a.On, law) ?? When(file.Evidence == 0, "没有证据，不能终结调查", "evidence", a.On, law)
                ?? When(file.PreservedOn is not null, "先行登记保存的证据尚未处理", "preserve", a.On, law) ?? Said(a.Facts, "调查认定的事实", "fact", a.On, law),
            ServeNotice a => Notice(file, a, law),
            Deliver a => When(file.Undelivered is null, "没有待送达的文书", "serve", a.On, law) ?? When(file.Undelivered != a.Paper, $"待送达的是“{file.Undelivered?.Text()}”的文书", "serve", a.On, law),
            ReviewDefence a => When(file.DefendedOn is null, "当事人没有陈述申辩", "defence-review", a.On, law) ?? Said(a.Opinion, "复核意见", "defence-review", a.On, law) ?? Clear(a.Reviewer, a.On, law),
            Defend a => Said(a.Statement, "陈述申辩的内容", "defence", a.On, law),
            RequestHearing a => Hearing(file, a.On, law),
            NotifyHearing a => Host(file, a.Host, a.On, law) ?? When(!law.IsEarlyEnough("hearing-notify", a.On, a.HearingOn), $"应当在举行听证的{law.Rule("hearing-notify", a.On).Length}前通知，最早{law.Due("hearing-notify", a.On):yyyy-MM-dd}举行", "hearing-notify", a.On, law),
            HoldHearing a => Host(file, a.Host, a.On, law) ?? NotifiedInTime(file, a.On, law) ?? When(a.On < file.HearingOn, $"听证定于{file.HearingOn:yyyy-MM-dd}举行，不得提前", "hearing-notify", a.On, law)
                ?? When(a.Host.Id != file.Host!.Id, "主持人与听证通知书载明的不同，应当重新通知", "hearing-notify", a.On, law) ?? Said(a.Opinion, "听证意见", "hearing-host", a.On, law),
            LegalReview a => Outsider(file, a.Reviewer, "legal-review", a.On, law) ?? When(DefenceOpen(file), "陈述申辩尚未复核，不能法制审核", "defence-review", a.On, law) ?? Said(a.Opinion, "审核意见", "legal-review", a.On, law),
            Discuss a => Discussion(file, a, law),
            ExtendTerm a => Extension(file, a, law),
            Decide a => Decision(file, a, law),
            DecideOnSpot a => OnSpot(a, law),
            DecideNoPenalty a => Outsider(file, a.Decider, "separation", a.On, law) ?? Said(a.Reason, "不予处罚的理由", "no-penalty", a.On, law) ?? When(file.PreservedOn is not null, "先行登记保存的证据尚未处理", "preserve", a.On, law) ?? MeasureOpen(file, a.On, law),
            TransferCase a => Outsider(file, a.Approver, "separation", a.On, law) ?? Said(a.To, "受移送机关", "transfer", a.On, law) ?? Said(a.Reason, "移送理由", "transfer", a.On, law),
            TerminateCase a => Outsider(file, a.Approver, "separation", a.On, law) ?? Said(a.Reason, "终止理由", "close", a.On, law) ?? When(file.PreservedOn is not null, "先行登记保存的证据尚未处理", "preserve", a.On, law) ?? MeasureOpen(file, a.On, law),
            ServeDecision a => Service(file, a, law),
            _ => AfterDecision(file, act, law),
        };
    }

    /// <summary>Whether the state lets it be done at all.</summary>
    internal static CaseRefusal? OutOfPlace(PenaltyCase file, CaseActKind kind, DateOnly on, CaseLaw law)
    {
        if (CaseTransitions.May(file.State, kind)) return null;
        var why = (kind, file.State) switch
        {
            (CaseActKind.Decide, CaseState.Filed or CaseState.ReportDone or CaseState.NoticeIssued) => "没有送达处罚告知书，不得作出处罚决定",
            (CaseActKind.Decide, CaseState.HearingRequested or CaseState.HearingNotified) => "当事人已申请听证，尚未举行听证",
            _ => $"案件处于“{file.State.Text()}”，不能{kind.Text()}",
        };
        var key = (kind, file.State) switch
        {
            (CaseActKind.Decide, CaseState.Filed or CaseState.ReportDone or CaseState.NoticeIssued) => "no-notice",
            (CaseActKind.Decide, CaseState.HearingRequested or CaseState.HearingNotified) => "hearing",
            _ => CaseArticles.Of(kind, law, on),
        };
        return law.Refuse(why, key, on);
    }

    /// <summary>One thing in keeping, one measure at a time, whoever does it.</summary>
    internal static CaseRefusal? StillOpen(PenaltyCase file, CaseActKind kind, DateOnly on, CaseLaw law) => kind switch
    {
        CaseActKind.PreserveEvidence => When(file.PreservedOn is not null, "已有先行登记保存的证据尚未处理", "preserve", on, law),
        CaseActKind.TakeMeasure => When(file.MeasureOn is not null, "已有行政强制措施尚未处理，不得重复采取", "measure-limits", on, law),
        _ => null,
    };

    private static CaseRefusal? Request(RequestFiling a, CaseLaw law)
    {
        if (a.FoundOn > a.On) return law.Refuse("发现日期晚于报请日期", "filing", a.On);
        return Clear(a.Proposer, a.On, law) ?? Prosecutable(a.ActEndedOn, a.FoundOn, a.Harm, a.On, law);
    }

    /// <summary>追责时效 (行政处罚法 2021 Art 36).</summary>
    private static CaseRefusal? Prosecutable(DateOnly? actEndedOn, DateOnly foundOn, bool harm, DateOnly on, CaseLaw law)
    {
        if (foundOn > on) return law.Refuse("发现日期晚于办理日期", "filing", on);
        if (actEndedOn is not { } ended) return null;
        if (ended > foundOn) return law.Refuse("违法行为终了日期晚于发现日期", "limitation", on);
        // The longer limitation of the new law does not reach back to acts that ended before it.
        var key = harm && law.Has("limitation-harm", ended) ? "limitation-harm" : "limitation";
        return When(foundOn > law.Due(key, ended), $"违法行为{ended:yyyy-MM-dd}终了，{law.Rule(key, ended).Length}内未被发现，不再给予行政处罚", key, on, law);
    }

    private static CaseRefusal? Notice(PenaltyCase file, ServeNotice a, CaseLaw law)
    {
        if (a.Sanctions.Count == 0) return law.Refuse("告知书须载明拟作出的处罚", "notice", a.On);
        if (Lawful(a.Sanctions, [], a.On, law) is { } refusal) return refusal;
        if (HearingNeeded(file, a.Sanctions, a.On, law) && !a.HearingOffered) return law.Refuse("拟作出的处罚属于听证范围，应当告知当事人有要求听证的权利", "hearing", a.On);
        return file.Told && Heavier(a.Sanctions, file.NoticeOn is null ? file.ToldBefore : file.Noticed) && string.IsNullOrWhiteSpace(a.NewFacts) ? law.Refuse("没有新的事实，不得加重已告知的处罚", "not-heavier", a.On) : null;
    }

    private static CaseRefusal? Hearing(PenaltyCase file, DateOnly on, CaseLaw law)
    {
        if (!file.HearingRight) return law.Refuse("拟作出的处罚不属于听证范围", "hearing", on);
        if (file.HearingRequestedOn is not null) return law.Refuse("当事人已经申请过听证", "hearing-request", on);
        var last = law.End("hearing-request", file.NoticeOn!.Value);
        return on > last ? new($"听证申请期限{last:yyyy-MM-dd}已过", law.Article("hearing-request", file.NoticeOn.Value)) : null;
    }

    /// <summary>The party has its seven days only when they are counted from service (行政处罚法 Art 64-2).</summary>
    private static CaseRefusal? NotifiedInTime(PenaltyCase file, DateOnly on, CaseLaw law)
    {
        if (file.HearingNoticeOn is not { } served) return law.Refuse("听证会通知书没有送达，不能举行听证", "hearing-notify", on);
        return When(!law.IsEarlyEnough("hearing-notify", served, file.HearingOn!.Value), $"听证会通知书{served:yyyy-MM-dd}才送达，不足{law.Rule("hearing-notify", served).Length}，应当重新通知", "hearing-notify", on, law);
    }

    private static CaseRefusal? Discussion(PenaltyCase file, Discuss a, CaseLaw law)
    {
        if (a.Present.DistinctBy(p => p.Id).Count() < 3) return law.Refuse("集体讨论须由三名以上负责人参加", "discussion", a.On);
        if (a.Present.Select(p => Clear(p, a.On, law)).FirstOrDefault(r => r is not null) is { } recused) return recused;
        return When(DefenceOpen(file), "陈述申辩尚未复核，不能集体讨论", "defence-review", a.On, law) ?? Said(a.Opinion, "讨论意见", "discussion", a.On, law);
    }

    private static CaseRefusal? Extension(PenaltyCase file, ExtendTerm a, CaseLaw law)
    {
        if (CaseDues.NextExtension(file, law) is not { } next) return new("办案期限不能再延长", law.Article("decide", file.FiledOn!.Value));
        if (a.On > CaseDues.DecideBy(file, law)) return new("办案期限已过，不能延长", law.Article("decide", file.FiledOn!.Value));
        return Outsider(file, a.Approver, "separation", a.On, law) ?? (string.IsNullOrWhiteSpace(a.Reason) ? new("请填写延长办案期限的理由", law.Article(next, file.FiledOn!.Value)) : null);
    }
}

/// <summary>The article under which a step is done, for pages and refusals.</summary>
public static class CaseArticles
{
    /// <summary>Key of the rule.</summary>
    internal static string Of(CaseActKind kind, CaseLaw law, DateOnly on)
    {
        // 行政强制法 is of 2012.
        string Measure(string key) => law.Has(key, on) ? key : "evidence";
        return kind switch
        {
            CaseActKind.RequestFiling or CaseActKind.File or CaseActKind.RefuseFiling => "filing",
            CaseActKind.EntrustAppraisal => "evidence",
            CaseActKind.AddCharge => law.Has("several", on) ? "several" : "filing",
            CaseActKind.NotifyInquiry or CaseActKind.CollectEvidence or CaseActKind.FinishInvestigation => "officers",
            CaseActKind.PreserveEvidence or CaseActKind.HandlePreserved => "preserve",
            CaseActKind.ApproveMeasure => Measure("measure-approve"),
            CaseActKind.TakeMeasure => Measure("measure"),
            CaseActKind.ExtendMeasure => Measure("measure-extended"),
            CaseActKind.EndMeasure => Measure("measure-end"),
            CaseActKind.ServeNotice => "notice",
            CaseActKind.Defend or CaseActKind.WaiveDefence => "defence",
            CaseActKind.ReviewDefence => "defence-review",
            CaseActKind.RequestHearing or CaseActKind.WithdrawHearing => "hearing-request",
            CaseActKind.NotifyHearing => "hearing-notify",
            CaseActKind.HoldHearing => "hearing-host",
            CaseActKind.LegalReview => law.Has("legal-review", on) ? "legal-review" : law.Has("legal-review-all", on) ? "legal-review-all" : "discussion",
            CaseActKind.Discuss => "discussion",
            CaseActKind.ExtendTerm => "decide",
            CaseActKind.Decide => "separation",
            CaseActKind.DecideOnSpot => "simple-unit",
            CaseActKind.DecideNoPenalty => "no-penalty",
            CaseActKind.Transfer => "transfer",
            CaseActKind.ServeDecision or CaseActKind.Deliver => "serve",
            CaseActKind.Pay => "pay",
            CaseActKind.AskInstalments or CaseActKind.GrantInstalments => "instalment",
            CaseActKind.SeekReview => "review",
            CaseActKind.SeekCourt => "litigation",
            CaseActKind.EndRemedy => "not-worse",
            CaseActKind.Demand => "demand",
            CaseActKind.ApplyToCourt or CaseActKind.EndEnforcement => "court",
            CaseActKind.Publish => "publish",
            CaseActKind.WithdrawPublication => "withdraw",
            CaseActKind.Archive => "record",
            _ => "close",
        };
    }

    public static string Article(CaseActKind kind, CaseLaw law, DateOnly on) => law.Find(Of(kind, law, on), on)?.Article ?? "";
}
