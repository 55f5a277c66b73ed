using Zhijian.Data;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Monitoring.Plans;

/// <summary>
/// 车间平面图, one revision of it. A workplace has several, told apart by their names; a new revision leaves the old one to the
/// reports of its time. It stands where the workplace stands and is the employer's own.
/// </summary>
public sealed class FloorPlan : Entity, IPlaced, IOwned
{
    public required Guid EmployerId { get; set; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required Guid WorkplaceId { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>一车间一层、全厂 ….</summary>
    public required string Name { get; init; }
    public required int Revision { get; init; }
    /// <summary>The workshop has looked like this since that day.</summary>
    public required DateOnly ValidFrom { get; init; }

    [FileHash]
    public required string Hash { get; init; }
    public required FileKind Kind { get; init; }
    public required long Size { get; init; }
    /// <summary>Pixels.</summary>
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required string FileName { get; init; }

    public required DateTime UploadedAt { get; init; }
    public required string UploadedBy { get; init; }
    /// <summary>When points were last put on it.</summary>
    public DateTime? PlacedAt { get; set; }
    public string? PlacedBy { get; set; }
    /// <summary>It was the wrong picture: shown nowhere any more.</summary>
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }
}

/// <summary>Where a sampling point stands on a plan, in per cent of its width and height from the upper left corner.</summary>
public sealed class FloorPlanMark : Entity, IPlaced, IOwned
{
    public required Guid PlanId { get; init; }
    public required Guid PointId { get; init; }
    public required Guid EmployerId { get; set; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required decimal X { get; set; }
    public required decimal Y { get; set; }
}
