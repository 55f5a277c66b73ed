namespace Zhijian.Rules.Inspections;

/// <summary>检查类型 by what causes it.</summary>
public enum InspectionType
{
    /// <summary>日常检查, by the annual plan.</summary>
    Routine,

    /// <summary>专项检查, by a campaign.</summary>
    Special,

    /// <summary>双随机、一公开.</summary>
    Random,

    /// <summary>举报: handled in time, the informant kept secret (《职业病防治法》第十三条).</summary>
    Complaint,

    /// <summary>复查.</summary>
    Recheck,

    /// <summary>联合检查.</summary>
    Joint,

    /// <summary>事故 (《职业病防治法》第三十七条).</summary>
    Accident,
}

public enum InspectionState
{
    Planned,
    Approved,
    OnSite,
    Recorded,
    NoProblem,
    OnSiteMeasures,
    RectificationOrder,
    Case,
    Recheck,
    Closed,

    /// <summary>Called off before anybody went, with the reason.</summary>
    CalledOff,
}

public enum InspectionActKind
{
    Approve,
    Arrive,
    Record,
    ConcludeNoProblem,
    OrderMeasures,
    OrderRectification,
    ProposeCase,
    Recheck,
    Close,
    CallOff,
}

public static class InspectionWords
{
    public static string Text(this InspectionType type) => type switch
    {
        InspectionType.Routine => "日常检查",
        InspectionType.Special => "专项检查",
        InspectionType.Random => "双随机抽查",
        InspectionType.Complaint => "举报核查",
        InspectionType.Recheck => "复查",
        InspectionType.Joint => "联合检查",
        _ => "事故检查",
    };

    public static string Text(this InspectionState state) => state switch
    {
        InspectionState.Planned => "待批准",
        InspectionState.Approved => "待检查",
        InspectionState.OnSite => "检查中",
        InspectionState.Recorded => "已制作记录",
        InspectionState.NoProblem => "未发现问题",
        InspectionState.OnSiteMeasures => "现场处理措施",
        InspectionState.RectificationOrder => "责令限期整改",
        InspectionState.Case => "提请立案",
        InspectionState.Recheck => "已复查",
        InspectionState.Closed => "已办结",
        _ => "已取消",
    };

    public static string Text(this InspectionActKind act) => act switch
    {
        InspectionActKind.Approve => "批准检查方案",
        InspectionActKind.Arrive => "到达现场，出示执法证件",
        InspectionActKind.Record => "制作现场检查记录",
        InspectionActKind.ConcludeNoProblem => "认定未发现问题",
        InspectionActKind.OrderMeasures => "作出现场处理措施决定",
        InspectionActKind.OrderRectification => "责令限期整改",
        InspectionActKind.ProposeCase => "提请立案",
        InspectionActKind.Recheck => "复查",
        InspectionActKind.Close => "办结",
        _ => "取消",
    };
}

/// <summary>Which act leads where; what is not listed cannot be done.</summary>
public static class InspectionTransitions
{
    public static IReadOnlyDictionary<(InspectionState From, InspectionActKind Act), InspectionState> All { get; } = Build();

    public static IEnumerable<InspectionActKind> From(InspectionState state) => All.Keys.Where(k => k.From == state).Select(k => k.Act);

    private static Dictionary<(InspectionState, InspectionActKind), InspectionState> Build()
    {
        Dictionary<(InspectionState, InspectionActKind), InspectionState> all = new()
        {
            [(InspectionState.Planned, InspectionActKind.Approve)] = InspectionState.Approved,
            [(InspectionState.Planned, InspectionActKind.CallOff)] = InspectionState.CalledOff,
            [(InspectionState.Approved, InspectionActKind.CallOff)] = InspectionState.CalledOff,
            [(InspectionState.Approved, InspectionActKind.Arrive)] = InspectionState.OnSite,
            [(InspectionState.OnSite, InspectionActKind.Record)] = InspectionState.Recorded,
            [(InspectionState.Recorded, InspectionActKind.ConcludeNoProblem)] = InspectionState.NoProblem,
            [(InspectionState.NoProblem, InspectionActKind.Close)] = InspectionState.Closed,
            [(InspectionState.Recheck, InspectionActKind.Close)] = InspectionState.Closed,
        };
        // Measures on the spot may be followed by an order, either by a case; a failed recheck by each of them again.
        foreach (var (act, to) in new[] { (InspectionActKind.OrderMeasures, InspectionState.OnSiteMeasures), (InspectionActKind.OrderRectification, InspectionState.RectificationOrder), (InspectionActKind.ProposeCase, InspectionState.Case) })
            foreach (var from in new[] { InspectionState.Recorded, InspectionState.OnSiteMeasures, InspectionState.RectificationOrder, InspectionState.Recheck })
                all[(from, act)] = to;
        foreach (var from in new[] { InspectionState.OnSiteMeasures, InspectionState.RectificationOrder, InspectionState.Case, InspectionState.Recheck })
            all[(from, InspectionActKind.Recheck)] = InspectionState.Recheck;
        return all;
    }
}
