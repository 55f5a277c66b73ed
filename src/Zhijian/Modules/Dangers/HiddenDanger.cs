using Zhijian.Data;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Dangers;

/// <summary>Where a danger is known from.</summary>
public enum DangerSource { Report, Inspection, Declaration, Due, SelfCheck, Complaint }

/// <summary>Whose turn it is.</summary>
public enum DangerTurn { Supervisor, Employer, Nobody }

/// <summary>
/// 隐患. Its state is what <see cref="Danger"/> says and is written only by <see cref="Take"/>, so a wrong state cannot be
/// stored. Names of the employer and of the place are those of today, for lists; the finding is that of the day it was found.
/// </summary>
public sealed class HiddenDanger : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string EmployerName { get; set; }
    /// <summary>GB/T 4754, first two digits: what figures group by.</summary>
    public required string IndustryCode { get; init; }
    public Guid? WorkplaceId { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    /// <summary>Division whose authority orders and rechecks.</summary>
    public required string AuthorityCode { get; set; }

    public DangerSource Source { get; init; }
    /// <summary>Report number, inspection, "due:ID" …; one source makes one danger.</summary>
    public required string SourceKey { get; init; }
    /// <summary>What is wrong, as it was found.</summary>
    public required string Finding { get; init; }
    /// <summary>The article that is breached.</summary>
    public required string Article { get; init; }
    public DangerGrade Grade { get; set; }
    public string? GradeReason { get; set; }

    public Guid? PointId { get; init; }
    public string? PointName { get; init; }
    public string? FactorCode { get; init; }
    public string? FactorName { get; init; }
    public string? Index { get; init; }
    public string? Value { get; init; }
    public string? Limit { get; init; }
    /// <summary>Value divided by limit; null for levels.</summary>
    public decimal? Ratio { get; init; }
    public string? Edition { get; init; }
    public string? Clause { get; init; }
    public string? Working { get; init; }
    /// <summary>Persons exposed at the point.</summary>
    public int? Persons { get; init; }
    /// <summary>The last measurement at the point, which may be a retest.</summary>
    public string? LatestValue { get; set; }
    public Verdict? LatestVerdict { get; set; }
    public DateOnly? LatestSampledOn { get; set; }

    public DangerState State { get; private set; }
    public bool IsOpen { get; private set; } = true;
    /// <summary>The day it was found first; reopening does not change it.</summary>
    public DateOnly FoundOn { get; init; }
    public DateOnly OpenedOn { get; private set; }
    public DateOnly? Deadline { get; private set; }
    public DateOnly? RecheckRequestedOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    /// <summary>From being found to being closed.</summary>
    public int? DaysToClose { get; private set; }
    public DangerTurn Turn { get; private set; }
    /// <summary>By when the next step is due of whoever has the turn.</summary>
    public DateOnly? NextOn { get; private set; }
    /// <summary>The last recheck lets it be closed.</summary>
    public bool IsClosable { get; private set; }

    /// <summary>责任人 of the authority.</summary>
    public Guid? OwnerId { get; set; }
    public string? OwnerName { get; set; }
    public string? OrderNumber { get; set; }
    public Guid? OrderPaperId { get; set; }
    /// <summary>督办: reported to the superior authority.</summary>
    public DateOnly? EscalatedOn { get; set; }
    /// <summary>挂牌督办, by the superior authority.</summary>
    public DateOnly? ListedOn { get; set; }
    public DateOnly? RemindedOn { get; set; }
    /// <summary>The same factor at the same employer was closed before.</summary>
    public bool IsRepeat { get; init; }
    public int Extensions { get; set; }
    /// <summary>Until when the employer asks for more time, while nobody has answered.</summary>
    public DateOnly? AskedDeadline { get; private set; }
    public string? AskedReason { get; set; }
    /// <summary>Number of lines in its history.</summary>
    public int Lines { get; internal set; }

    public MeasuredSubject? Subject => PointId is { } point ? new(point.ToString(), FactorCode!) : null;
    public bool WasFound => State == DangerState.Found;

    /// <summary>What the rules made of it.</summary>
    internal void Take(Danger danger, DangerClocks clocks)
    {
        (State, OpenedOn, Deadline, RecheckRequestedOn) = (danger.State, danger.OpenedOn, danger.Deadline, danger.RecheckRequestedOn);
        AskedDeadline = danger.AskedDeadline;
        if (AskedDeadline is null) AskedReason = null;
        IsOpen = State != DangerState.Closed;
        ClosedOn = IsOpen ? null : danger.History[^1].On;
        DaysToClose = ClosedOn is { } closed ? closed.DayNumber - FoundOn.DayNumber : null;
        IsClosable = State == DangerState.Rechecked && danger.ClosingRefusal() is null;
        (Turn, NextOn) = Next(danger, clocks);
    }

    (DangerTurn, DateOnly?) Next(Danger danger, DangerClocks clocks)
    {
        var last = danger.History.Count > 0 ? danger.History[^1].On : OpenedOn;
        return State switch
        {
            DangerState.Found => (DangerTurn.Supervisor, OpenedOn.AddDays(clocks.Register)),
            DangerState.Registered => (DangerTurn.Supervisor, last.AddDays(clocks.Order)),
            DangerState.Ordered or DangerState.Rectifying => (DangerTurn.Employer, Deadline),
            DangerState.RecheckRequested or DangerState.Overdue => (DangerTurn.Supervisor, danger.RecheckDue(clocks.Terms)),
            DangerState.Rechecked => (DangerTurn.Supervisor, last),
            DangerState.CaseCandidate => (DangerTurn.Supervisor, last.AddDays(clocks.Order)),
            DangerState.CaseFiled => (DangerTurn.Employer, Deadline),
            _ => (DangerTurn.Nobody, null),
        };
    }
}

/// <summary>A line of the history: a step of the state machine, or a remark (no act). Never changed.</summary>
[NotAudited]
public sealed class DangerLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DangerId { get; init; }
    /// <summary>Counted from 1; the table takes each number once, so two writers cannot both be next.</summary>
    public int Number { get; init; }
    public DateOnly On { get; init; }
    public DateTime At { get; init; }
    public DangerActKind? Act { get; init; }
    public DangerState? From { get; init; }
    public DangerState? To { get; init; }
    public required string Title { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }
    public Guid? FirstOfficerId { get; set; }
    public string? FirstOfficer { get; set; }
    public Guid? SecondOfficerId { get; set; }
    public string? SecondOfficer { get; set; }
    /// <summary>Of a recheck: the danger is removed as far as can be seen.</summary>
    public bool? Removed { get; set; }
    /// <summary>Of a recheck: the measurement it relied on.</summary>
    public Guid? ResultId { get; set; }
    public Guid? PaperId { get; set; }
    public string? PaperNumber { get; set; }
}

/// <summary>A measurement at the danger's point and factor: the one that found it, and all since.</summary>
[NotAudited]
public sealed class DangerResult
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DangerId { get; init; }
    public Guid ReportId { get; init; }
    public required string ReportNumber { get; init; }
    public DateOnly SampledOn { get; init; }
    public Verdict Verdict { get; init; }
    public required string Index { get; init; }
    public required string Value { get; init; }
    public required string Limit { get; init; }
    public decimal? Ratio { get; init; }
    public required string Edition { get; init; }
    public string? Institution { get; init; }
    /// <summary>The institution was qualified on the sampling day.</summary>
    public bool Qualified { get; init; }
    public DateTime At { get; init; }

    public Retest ToRetest(MeasuredSubject subject) => new(ReportNumber, subject, SampledOn,
        Verdict switch { Verdict.Exceeds => RetestVerdict.Exceeds, Verdict.Compliant or Verdict.Action => RetestVerdict.Complies, _ => RetestVerdict.Undetermined },
        Qualified ? new(Institution ?? "检测机构", SampledOn, SampledOn, CoversFactor: true) : null);
}

/// <summary>治理措施 that the employer plans and does.</summary>
public sealed class DangerMeasure : Entity
{
    public Guid DangerId { get; init; }
    /// <summary>Of the catalogue.</summary>
    public required string Code { get; init; }
    public required string Text { get; init; }
    public DateOnly PlannedOn { get; init; }
    public DateOnly? DoneOn { get; set; }
}

/// <summary>A photo or paper that shows something of a danger; seen by whoever sees the danger.</summary>
[KeptAsMade]
public sealed class DangerEvidence : Entity, IPlaced, IOwned
{
    public Guid DangerId { get; init; }
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public Guid FileId { get; init; }
    public required string Name { get; init; }
    public string? Note { get; init; }
    public bool ByEmployer { get; init; }
    public required string By { get; init; }
    public DateTime At { get; init; }
}

/// <summary>回避: an officer keeps away from an employer.</summary>
public sealed class OfficerRecusal : Entity, IPlaced
{
    public Guid UserId { get; init; }
    public Guid EmployerId { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string Reason { get; init; }
    public required string By { get; init; }
    public DateTime At { get; init; }
}
