namespace Zhijian.Rules.Dangers;

/// <summary>Where a hidden danger (隐患) stands in the loop.</summary>
public enum DangerState
{
    /// <summary>发现.</summary>
    Found,

    /// <summary>登记.</summary>
    Registered,

    /// <summary>责令整改.</summary>
    Ordered,

    /// <summary>整改中.</summary>
    Rectifying,

    /// <summary>申请复查.</summary>
    RecheckRequested,

    /// <summary>已复查; whether well or not stands in the recheck.</summary>
    Rechecked,

    /// <summary>销号.</summary>
    Closed,

    /// <summary>逾期.</summary>
    Overdue,

    /// <summary>拟立案.</summary>
    CaseCandidate,

    /// <summary>已立案; the case goes its own way, the danger still has to be put right.</summary>
    CaseFiled,
}

public static class DangerStates
{
    public static string Text(this DangerState state) => state switch
    {
        DangerState.Found => "发现",
        DangerState.Registered => "已登记",
        DangerState.Ordered => "已责令整改",
        DangerState.Rectifying => "整改中",
        DangerState.RecheckRequested => "申请复查",
        DangerState.Rechecked => "已复查",
        DangerState.Closed => "已销号",
        DangerState.Overdue => "逾期",
        DangerState.CaseCandidate => "拟立案",
        _ => "已立案",
    };
}

/// <summary>What can be done to a danger. That a deadline passes is no act: <see cref="Danger.AsOf"/>.</summary>
public enum DangerActKind
{
    Register,
    Order,
    StartRectification,
    Extend,
    RequestRecheck,
    Recheck,
    Close,
    ProposeCase,
    FileCase,
    Reopen,

    /// <summary>The employer asks for a later deadline.</summary>
    AskExtension,

    /// <summary>The authority does not grant it.</summary>
    RefuseExtension,

    /// <summary>Only in the history: the deadline passed.</summary>
    Expire,
}

public static class DangerActKinds
{
    public static string Text(this DangerActKind kind) => kind switch
    {
        DangerActKind.Register => "登记",
        DangerActKind.Order => "责令限期整改",
        DangerActKind.StartRectification => "开始整改",
        DangerActKind.Extend => "延期",
        DangerActKind.RequestRecheck => "申请复查",
        DangerActKind.Recheck => "复查",
        DangerActKind.Close => "销号",
        DangerActKind.ProposeCase => "提请立案",
        DangerActKind.FileCase => "立案",
        DangerActKind.Reopen => "重新打开",
        DangerActKind.AskExtension => "申请延期",
        DangerActKind.RefuseExtension => "不同意延期",
        _ => "逾期",
    };
}

/// <summary>Which act leads where; what is not listed cannot be done.</summary>
public static class DangerTransitions
{
    public static IReadOnlyDictionary<(DangerState From, DangerActKind Act), DangerState> All { get; } = new Dictionary<(DangerState, DangerActKind), DangerState>
    {
        [(DangerState.Found, DangerActKind.Register)] = DangerState.Registered,
        [(DangerState.Registered, DangerActKind.Order)] = DangerState.Ordered,
        [(DangerState.Ordered, DangerActKind.StartRectification)] = DangerState.Rectifying,
        [(DangerState.Ordered, DangerActKind.Extend)] = DangerState.Ordered,
        [(DangerState.Rectifying, DangerActKind.Extend)] = DangerState.Rectifying,
        [(DangerState.Ordered, DangerActKind.AskExtension)] = DangerState.Ordered,
        [(DangerState.Ordered, DangerActKind.RefuseExtension)] = DangerState.Ordered,
        [(DangerState.Rectifying, DangerActKind.AskExtension)] = DangerState.Rectifying,
        [(DangerState.Rectifying, DangerActKind.RefuseExtension)] = DangerState.Rectifying,
        [(DangerState.Rectifying, DangerActKind.RequestRecheck)] = DangerState.RecheckRequested,
        [(DangerState.RecheckRequested, DangerActKind.Recheck)] = DangerState.Rechecked,
        [(DangerState.Rechecked, DangerActKind.Close)] = DangerState.Closed,
        [(DangerState.Rechecked, DangerActKind.Order)] = DangerState.Ordered,
        [(DangerState.Rechecked, DangerActKind.ProposeCase)] = DangerState.CaseCandidate,
        [(DangerState.Overdue, DangerActKind.Order)] = DangerState.Ordered,
        [(DangerState.Overdue, DangerActKind.RequestRecheck)] = DangerState.RecheckRequested,
        [(DangerState.Overdue, DangerActKind.Recheck)] = DangerState.Rechecked,
        [(DangerState.Overdue, DangerActKind.ProposeCase)] = DangerState.CaseCandidate,
        [(DangerState.CaseCandidate, DangerActKind.FileCase)] = DangerState.CaseFiled,
        [(DangerState.CaseCandidate, DangerActKind.RequestRecheck)] = DangerState.RecheckRequested,
        [(DangerState.CaseCandidate, DangerActKind.Recheck)] = DangerState.Rechecked,
        [(DangerState.CaseFiled, DangerActKind.RequestRecheck)] = DangerState.RecheckRequested,
        [(DangerState.CaseFiled, DangerActKind.Recheck)] = DangerState.Rechecked,
        [(DangerState.Closed, DangerActKind.Reopen)] = DangerState.Registered,
    };

    /// <summary>The acts that may follow, for the buttons of a page.</summary>
    public static IEnumerable<DangerActKind> From(DangerState state) => All.Keys.Where(key => key.From == state).Select(key => key.Act);
}
