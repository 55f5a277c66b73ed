using Zhijian.Data;

namespace Zhijian.Modules.Registry;

/// <summary>工作场所: a site of an employer. Its place, not the registered address, decides who supervises (order 48 Art 4).</summary>
public sealed class Workplace : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string Name { get; set; }
    public required string Address { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    public required string SupervisorCode { get; set; }
    /// <summary>The one where the employer itself stands.</summary>
    public bool IsMain { get; set; }
    /// <summary>WGS 84 degrees; null while not located.</summary>
    public double? Longitude { get; set; }
    public double? Latitude { get; set; }
    public int? Workers { get; set; }
    public int? DispatchedWorkers { get; set; }
    /// <summary>接触职业病危害人数 of this site, each person once.</summary>
    public int? ExposedWorkers { get; set; }
    /// <summary>职业病危害风险分级 of this site alone, 1–3.</summary>
    public int? RiskGrade { get; set; }
    public string? Contact { get; set; }
    [Confidential]
    public string? ContactPhone { get; set; }
    public EmployerStatus Status { get; set; }
}

/// <summary>What lies inside a workplace: sees and is seen as the workplace is.</summary>
public abstract class WorkplacePart : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid WorkplaceId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
}

/// <summary>车间.</summary>
public sealed class Workshop : WorkplacePart
{
    public required string Name { get; set; }
    /// <summary>接触人数（不重复）: distinct exposed persons of the workshop.</summary>
    public int? ExposedDistinct { get; set; }
}

/// <summary>岗位、工种.</summary>
public sealed class JobPost : WorkplacePart
{
    public Guid WorkshopId { get; init; }
    public required string Name { get; set; }
    public int? Persons { get; set; }
}

/// <summary>接触: a hazard factor that persons of a workshop, or of one post of it, are exposed to.</summary>
public sealed class Exposure : WorkplacePart
{
    public Guid WorkshopId { get; init; }
    /// <summary>Null where only the workshop is known, as on the declaration form of 2012.</summary>
    public Guid? JobPostId { get; init; }
    /// <summary>Code of the hazard-factor catalogue.</summary>
    public required string FactorCode { get; init; }
    public required string CountyCode { get; set; }
    public int? Persons { get; set; }
    public decimal? HoursPerDay { get; set; }
    public decimal? DaysPerWeek { get; set; }
    /// <summary>防护设施.</summary>
    public string? Facilities { get; set; }
    /// <summary>个体防护用品.</summary>
    public string? ProtectiveEquipment { get; set; }
    /// <summary>Where it is known from: declaration, census, report, user.</summary>
    public required string Source { get; set; }
}
