namespace Zhijian.Rules.Inspections;

/// <summary>An enforcement officer before an employer.</summary>
/// <param name="Certificate">执法证号; null: none.</param>
/// <param name="CertificateUntil">Last day on which it is valid; null: without end.</param>
/// <param name="Recusal">Why the officer has to keep away; null: nothing stands against it.</param>
public sealed record InspectionOfficer(string Id, string Name, string? Certificate, DateOnly? CertificateUntil = null, string? Recusal = null);

/// <summary>What is done to an inspection.</summary>
public abstract record InspectionAct(DateOnly On, InspectionActKind Kind);

/// <summary>批准检查方案.</summary>
/// <param name="By">Who approves.</param>
public sealed record ApproveInspection(DateOnly On, string By) : InspectionAct(On, InspectionActKind.Approve);

/// <param name="ShownCertificates">The officers showed their certificates.</param>
public sealed record ArriveAtSite(DateOnly On, InspectionOfficer First, InspectionOfficer Second, bool ShownCertificates) : InspectionAct(On, InspectionActKind.Arrive);

/// <param name="Unanswered">Items of the checklist without an answer.</param>
/// <param name="Failing">Items that are not met and for which no finding is written.</param>
/// <param name="Signed">The head on the spot signed; otherwise <paramref name="RefusalNote"/> says why not.</param>
public sealed record RecordInspection(DateOnly On, int Unanswered, int Failing, int Findings, bool Signed, string? RefusalNote) : InspectionAct(On, InspectionActKind.Record);

public sealed record ConcludeNoProblem(DateOnly On) : InspectionAct(On, InspectionActKind.ConcludeNoProblem);

/// <param name="Paper">Number of the decision.</param>
public sealed record OrderMeasures(DateOnly On, string Paper, DateOnly Until, int MostMonths) : InspectionAct(On, InspectionActKind.OrderMeasures);

/// <param name="Paper">Number of the order.</param>
public sealed record OrderByPaper(DateOnly On, string Paper) : InspectionAct(On, InspectionActKind.OrderRectification);

public sealed record ProposeInspectionCase(DateOnly On, string Ground) : InspectionAct(On, InspectionActKind.ProposeCase);

/// <param name="Open">Problems that are not put right.</param>
public sealed record RecheckInspection(DateOnly On, InspectionOfficer First, InspectionOfficer Second, int Open) : InspectionAct(On, InspectionActKind.Recheck);

public sealed record CloseInspection(DateOnly On) : InspectionAct(On, InspectionActKind.Close);

public sealed record CallOffInspection(DateOnly On, string Reason) : InspectionAct(On, InspectionActKind.CallOff);

/// <param name="Refusal">In Chinese with the article; null: it was done.</param>
public sealed record InspectionOutcome(Inspection Inspection, string? Refusal)
{
    public bool Succeeded => Refusal is null;
}

/// <summary>
/// 监督检查 <c>Planned → Approved → OnSite → Recorded → {NoProblem | OnSiteMeasures | RectificationOrder | Case} → Recheck → Closed</c>.
/// No paper before the one it rests on: measures, order and case need the record; the recheck needs one of them.
/// </summary>
/// <param name="Planner">Who planned it; another approves.</param>
/// <param name="LastOn">Day of the last act; no act goes back behind it.</param>
/// <param name="Findings">Written in the record.</param>
/// <param name="Open">Problems that are not put right.</param>
public sealed record Inspection(InspectionState State, string Planner, DateOnly LastOn, int Findings = 0, int Open = 0)
{
    public const string TwoOfficers = "《行政处罚法》第四十二条：执法人员不得少于两人，并应当出示执法证件";

    public static Inspection Plan(string planner, DateOnly on) => new(InspectionState.Planned, planner, on);

    public InspectionOutcome Apply(InspectionAct act)
    {
        if (!InspectionTransitions.All.TryGetValue((State, act.Kind), out var to)) return new(this, $"检查{State.Text()}，不能{act.Kind.Text()}");
        if (act.On < LastOn) return new(this, $"{act.Kind.Text()}的日期 {act.On:yyyy-MM-dd} 早于上一步 {LastOn:yyyy-MM-dd}");
        if (Guard(act) is { } refusal) return new(this, refusal);
        var after = this with { State = to, LastOn = act.On };
        return new(act switch
        {
            RecordInspection record => after with { Findings = record.Findings, Open = record.Findings },
            RecheckInspection recheck => after with { Open = recheck.Open },
            _ => after,
        }, null);
    }

    private string? Guard(InspectionAct act) => act switch
    {
        ApproveInspection approve => approve.By == Planner ? "检查方案由制定人以外的人员批准" : null,
        ArriveAtSite arrive => !arrive.ShownCertificates ? $"未出示执法证件（{TwoOfficers}）" : Officers(arrive.First, arrive.Second, arrive.On),
        RecordInspection record => Record(record),
        ConcludeNoProblem => Findings > 0 ? $"现场检查记录写有 {Findings} 个问题，不能认定未发现问题" : null,
        OrderMeasures measures => Problem() ?? (string.IsNullOrWhiteSpace(measures.Paper) ? "没有现场处理措施决定书" : measures.Until < measures.On || measures.Until > measures.On.AddMonths(measures.MostMonths) ? $"现场处理措施的期限应在 {measures.On:yyyy-MM-dd} 至 {measures.On.AddMonths(measures.MostMonths):yyyy-MM-dd} 之间" : null),
        OrderByPaper order => Problem() ?? (string.IsNullOrWhiteSpace(order.Paper) ? "没有责令限期整改指令书" : null),
        ProposeInspectionCase propose => Problem() ?? (string.IsNullOrWhiteSpace(propose.Ground) ? "请写明提请立案的事实和依据" : null),
        RecheckInspection recheck => recheck.Open < 0 || recheck.Open > Findings ? $"未整改的问题应在 0 至 {Findings} 之间" : Officers(recheck.First, recheck.Second, recheck.On),
        CloseInspection => Open > 0 ? $"尚有 {Open} 个问题没有整改，不能办结" : null,
        CallOffInspection callOff => string.IsNullOrWhiteSpace(callOff.Reason) ? "请写明取消检查的理由" : null,
        _ => null,
    };

    private string? Problem() => Findings == 0 ? "现场检查记录没有写明问题，不能作出处理" : null;

    private static string? Record(RecordInspection record)
    {
        if (record.Unanswered > 0) return $"检查表还有 {record.Unanswered} 项没有填写";
        if (record.Failing > 0) return $"有 {record.Failing} 个不合格项没有写明问题";
        return record.Signed || !string.IsNullOrWhiteSpace(record.RefusalNote) ? null : "被检查单位负责人没有签字的，须注明原因";
    }

    /// <summary>Why the two may not go; null: they may.</summary>
    public static string? Officers(InspectionOfficer first, InspectionOfficer second, DateOnly on)
    {
        if (first.Id == second.Id) return $"须由两名不同的执法人员进行（{TwoOfficers}）";
        foreach (var officer in new[] { first, second })
        {
            if (officer.Recusal is { } reason) return $"{officer.Name}应当回避：{reason}（《行政处罚法》第四十三条）";
            if (string.IsNullOrWhiteSpace(officer.Certificate)) return $"{officer.Name}没有执法证号（{TwoOfficers}）";
            if (officer.CertificateUntil < on) return $"{officer.Name}的执法证已于 {officer.CertificateUntil:yyyy-MM-dd} 到期（{TwoOfficers}）";
        }
        return null;
    }
}
