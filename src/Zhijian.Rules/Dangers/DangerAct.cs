namespace Zhijian.Rules.Dangers;

/// <summary>Something done to a danger on a day.</summary>
public abstract record DangerAct(DateOnly On)
{
    public abstract DangerActKind Kind { get; }

    /// <summary>Kept in the history.</summary>
    internal virtual string? Note => null;
}

public sealed record RegisterDanger(DateOnly On) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.Register;
}

/// <summary>责令限期整改指令书.</summary>
public sealed record OrderRectification(DateOnly On, DateOnly Deadline, OfficerPair Officers) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.Order;
    internal override string Note => $"整改期限{Deadline:yyyy-MM-dd}";
}

/// <summary>The employer takes it up, with its plan.</summary>
public sealed record StartRectification(DateOnly On) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.StartRectification;
}

public sealed record ExtendDeadline(DateOnly On, DateOnly Deadline, string Reason) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.Extend;
    internal override string Note => $"整改期限延至{Deadline:yyyy-MM-dd}：{Reason.Trim()}";
}

/// <summary>The employer asks; the authority answers by <see cref="ExtendDeadline"/> or <see cref="RefuseExtension"/>.</summary>
public sealed record AskExtension(DateOnly On, DateOnly Deadline, string Reason) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.AskExtension;
    internal override string Note => $"申请延至{Deadline:yyyy-MM-dd}：{Reason.Trim()}";
}

public sealed record RefuseExtension(DateOnly On, string Reason) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.RefuseExtension;
    internal override string Note => Reason.Trim();
}

public sealed record RequestRecheck(DateOnly On) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.RequestRecheck;
}

/// <summary>整改复查意见书.</summary>
public sealed record RecheckDanger(DateOnly On, OfficerPair Officers, bool Removed, Retest? Retest = null) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.Recheck;
    internal override string Note => (Removed ? "现场已整改" : "现场未整改") + (Retest is null ? "" : $"，复测报告{Retest.ReportNumber}");
}

public sealed record CloseDanger(DateOnly On) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.Close;
}

public sealed record ProposeCase(DateOnly On, CaseGround Ground) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.ProposeCase;
    internal override string Note => Ground.Article();
}

public sealed record FileCase(DateOnly On, string CaseNumber) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.FileCase;
    internal override string Note => CaseNumber.Trim();
}

public sealed record ReopenDanger(DateOnly On, string Reason) : DangerAct(On)
{
    public override DangerActKind Kind => DangerActKind.Reopen;
    internal override string Note => Reason.Trim();
}
