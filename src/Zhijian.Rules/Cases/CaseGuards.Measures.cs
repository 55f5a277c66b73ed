namespace Zhijian.Rules.Cases;

// 行政强制措施: approved before or, in urgency, a day after; for a term; dealt with before the case goes out of hand.
internal static partial class CaseGuards
{
    private static CaseRefusal? Taking(PenaltyCase file, TakeMeasure a, CaseLaw law)
    {
        if (!law.Has("measure", a.On)) return law.Refuse("当时的法律没有规定该项行政强制措施的程序", "record", a.On);
        if (Investigation(file, a.First, a.Second, a.On, law) is { } refusal) return refusal;
        if (!a.Measure.HoldsOn(a.On)) return new($"{a.On:yyyy-MM-dd}“{a.Measure.Title}”没有法律依据", a.Measure.Article);
        if (file.MeasureApprovedOn is null && !a.Urgent) return law.Refuse("实施前应当向负责人报告并经批准；情况紧急的，可以当场实施，24小时内补办批准手续", "measure-approve", a.On);
        var most = law.Rule("measure", a.On);
        if (a.Days < 1 || a.Days > most.Count) return new($"期限应为1至{most.Count}日", most.Article);
        return Said(a.What, "对象、数量和地点", "measure", a.On, law);
    }

    private static CaseRefusal? Approving(PenaltyCase file, ApproveMeasure a, CaseLaw law)
    {
        if (!law.Has("measure", a.On)) return law.Refuse("当时的法律没有规定该项行政强制措施的程序", "record", a.On);
        if (Outsider(file, a.Approver, "measure-approve", a.On, law) is { } refusal) return refusal;
        if (!file.MeasureUnapproved) return When(file.MeasureOn is not null || file.MeasureApprovedOn is not null, "行政强制措施已经批准", "measure-approve", a.On, law) ?? Said(a.Opinion, "批准的措施和理由", "measure-approve", a.On, law);
        return When(a.On > law.Due("measure-urgent", file.MeasureOn!.Value), "超过24小时没有补办批准手续，应当立即解除", "measure-urgent", a.On, law) ?? Said(a.Opinion, "批准的措施和理由", "measure-approve", a.On, law);
    }

    private static CaseRefusal? Extending(PenaltyCase file, ExtendMeasure a, CaseLaw law)
    {
        if (NoMeasure(file, a.On, law) is { } none) return none;
        if (Outsider(file, a.Approver, "measure-extended", a.On, law) is { } refusal) return refusal;
        if (file.MeasureUnapproved) return law.Refuse("没有补办批准手续的，不能延长", "measure-urgent", a.On);
        if (file.MeasureExtended) return law.Refuse("期限只能延长一次", "measure-extended", a.On);
        if (a.On > file.MeasureUntil) return law.Refuse($"期限{file.MeasureUntil:yyyy-MM-dd}已满，应当解除", "measure-end", a.On);
        var most = law.Rule("measure-extended", a.On);
        if (a.Until <= file.MeasureUntil || a.Until > file.MeasureUntil!.Value.AddDays(most.Count)) return new($"延长后的期限应在{file.MeasureUntil:yyyy-MM-dd}之后，延长不得超过{most.Count}日", most.Article);
        return Said(a.Reason, "延长的理由", "measure-extended", a.On, law);
    }

    private static CaseRefusal? Ending(PenaltyCase file, EndMeasure a, CaseLaw law) =>
        NoMeasure(file, a.On, law) ?? Outsider(file, a.Approver, "measure-end", a.On, law) ?? Said(a.Decision, "处理决定", "measure-end", a.On, law);

    private static CaseRefusal? NoMeasure(PenaltyCase file, DateOnly on, CaseLaw law) => When(file.MeasureOn is null, "没有正在实施的行政强制措施", "measure", on, law);

    /// <summary>查封、扣押 Art 27, 28: whatever ends the case first lets go of the things.</summary>
    private static CaseRefusal? MeasureOpen(PenaltyCase file, DateOnly on, CaseLaw law) => When(file.MeasureOn is not null, "行政强制措施尚未处理", "measure-end", on, law);
}
