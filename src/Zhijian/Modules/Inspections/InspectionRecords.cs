using Zhijian.Data;
using Zhijian.Rules.Inspections;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Inspections;

/// <summary>
/// 检查任务. Its state is what <see cref="Inspection"/> says and is written only by <see cref="Take"/>. Not the employer's own:
/// who is to be visited is not told before.
/// </summary>
public sealed class InspectionTask : Entity, IPlaced
{
    public InspectionType Type { get; init; }
    public Guid EmployerId { get; init; }
    public required string EmployerName { get; set; }
    /// <summary>GB/T 4754, first two digits.</summary>
    public required string IndustryCode { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    /// <summary>Division whose authority inspects.</summary>
    public required string AuthorityCode { get; set; }

    public Guid? PlanId { get; init; }
    public Guid? CampaignId { get; init; }
    public Guid? DrawId { get; init; }
    /// <summary>Why, in words: the plan, the campaign, the complaint, the accident.</summary>
    public required string Cause { get; init; }
    /// <summary>联合检查: the departments that come along.</summary>
    public string? Partners { get; init; }
    public required string ChecklistCode { get; set; }
    public DateOnly DueOn { get; init; }
    public Guid PlannerId { get; init; }
    public required string PlannerName { get; init; }
    public DateOnly PlannedOn { get; init; }
    /// <summary>Serial of the authority and year that plan, record and measures share; given with the approval.</summary>
    public int? Serial { get; set; }
    public int? SerialYear { get; set; }

    public Guid? FirstOfficerId { get; set; }
    public string? FirstOfficer { get; set; }
    public string? FirstCertificate { get; set; }
    public Guid? SecondOfficerId { get; set; }
    public string? SecondOfficer { get; set; }
    public string? SecondCertificate { get; set; }

    public InspectionState State { get; private set; }
    public bool IsOpen { get; private set; } = true;
    public DateOnly LastOn { get; private set; }
    public DateOnly? VisitedOn { get; set; }
    public DateOnly? ClosedOn { get; private set; }
    /// <summary>Problems in the record, and how many of them are not put right.</summary>
    public int Findings { get; private set; }
    public int Open { get; private set; }

    /// <summary>Of the checklist when it was recorded.</summary>
    public decimal? Rate { get; set; }
    public decimal? Points { get; set; }
    public int KeyFailures { get; set; }

    public Guid? RecordPaperId { get; set; }
    public string? RecordNumber { get; set; }
    public Guid? MeasuresPaperId { get; set; }
    public string? MeasuresNumber { get; set; }
    public DateOnly? MeasuresUntil { get; set; }
    public string? OrderNumber { get; set; }
    /// <summary>Number of lines in its history.</summary>
    public int Lines { get; internal set; }

    public Inspection ToInspection() => new(State, PlannerId.ToString(), LastOn, Findings, Open);

    internal void Take(Inspection inspection)
    {
        (State, LastOn, Findings, Open) = (inspection.State, inspection.LastOn, inspection.Findings, inspection.Open);
        IsOpen = State is not (InspectionState.Closed or InspectionState.CalledOff);
        ClosedOn = IsOpen ? null : LastOn;
    }
}

/// <summary>A line of the history. Never changed.</summary>
[NotAudited]
public sealed class InspectionLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid TaskId { get; init; }
    /// <summary>Counted from 1; the table takes each number once.</summary>
    public int Number { get; init; }
    public DateOnly On { get; init; }
    public DateTime At { get; init; }
    public InspectionActKind? Act { get; init; }
    public required string Title { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }
}

/// <summary>What officers answered to an item of the checklist; may be changed until the record is made.</summary>
public sealed class ChecklistAnswer : Entity
{
    public Guid TaskId { get; init; }
    public required string ItemNumber { get; init; }
    public ItemVerdict? Verdict { get; set; }
    public int? Met { get; set; }
    public int? Faults { get; set; }
    public decimal? Given { get; set; }
    public string? Note { get; set; }
    public required string By { get; set; }
    /// <summary>WGS 84, where it was answered on a phone.</summary>
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }
    /// <summary>Metres.</summary>
    public int? Accuracy { get; set; }

    public ItemAnswer ToAnswer() => new(ItemNumber, Verdict, Met, Faults, Given);
}

/// <summary>A problem in the record; each opens a danger.</summary>
public sealed class InspectionFinding : Entity
{
    public Guid TaskId { get; init; }
    public int Number { get; init; }
    /// <summary>Of the checklist; null: found beside it.</summary>
    public string? ItemNumber { get; init; }
    public required string Text { get; init; }
    public required string Article { get; init; }
    /// <summary>Of the penalty catalogue.</summary>
    public string? PenaltyCode { get; init; }
    public Guid? DangerId { get; set; }
    /// <summary>By the last recheck.</summary>
    public bool? Removed { get; set; }
}

/// <summary>A photo taken on the spot.</summary>
[KeptAsMade]
public sealed class InspectionPhoto : Entity, IPlaced
{
    public Guid TaskId { get; init; }
    public string? ItemNumber { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public Guid FileId { get; init; }
    public required string Name { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }
    public DateTime At { get; init; }
    /// <summary>WGS 84, where it was taken with a phone.</summary>
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    /// <summary>Metres.</summary>
    public int? Accuracy { get; init; }
}

/// <summary>执法证 of an officer.</summary>
public sealed class OfficerCertificate : Entity, IPlaced
{
    public Guid UserId { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string Number { get; set; }
    /// <summary>Last day; null: without end.</summary>
    public DateOnly? ValidUntil { get; set; }
}

public enum PlanState { Draft, Submitted, Approved }

/// <summary>年度监督检查计划 of an authority; what was approved is not changed any more.</summary>
public sealed class InspectionPlan : Entity, IPlaced
{
    public int Year { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string Title { get; set; }
    public required string ChecklistCode { get; set; }
    public PlanState State { get; set; }
    public Guid PlannerId { get; set; }
    public required string PlannerName { get; set; }
    public string? ApproverName { get; set; }
    public DateOnly? ApprovedOn { get; set; }
    /// <summary>Why it was sent back.</summary>
    public string? ReturnReason { get; set; }
    public DateTime? TasksMadeAt { get; set; }
    public List<PlanShare> Shares { get; } = [];
}

/// <summary>Share of the employers of a risk class that are visited in the year.</summary>
public sealed class PlanShare : Entity
{
    public Guid PlanId { get; init; }
    /// <summary>Null: those whose class is not known.</summary>
    public HazardRiskClass? Risk { get; init; }
    public int Percent { get; set; }
    /// <summary>Employers in operation on the day of the submission.</summary>
    public int Pool { get; set; }
    public int Target { get; set; }
}

/// <summary>专项治理、执法年: a campaign with the frame of its inspections.</summary>
public sealed class InspectionCampaign : Entity, IPlaced
{
    public required string Code { get; init; }
    public required string Title { get; set; }
    public required string Basis { get; set; }
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }
    /// <summary>First digits of GB/T 4754, separated by 、; null: all.</summary>
    public string? Industries { get; set; }
    public HazardRiskClass? Risk { get; set; }
    /// <summary>Employers to visit.</summary>
    public int Goal { get; set; }
    public required string ChecklistCode { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public Guid PlannerId { get; init; }
    public required string PlannerName { get; init; }
    public DateTime? TasksMadeAt { get; set; }
}
