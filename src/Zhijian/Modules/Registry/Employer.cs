using Zhijian.Data;
using Zhijian.Rules.Credit;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry;

/// <summary>
/// 用人单位: one legal body, one file. It stands where its main workplace stands; further workplaces have places of their
/// own. The key is also that of its organisation when it has accounts, so its users see their own file.
/// </summary>
public sealed class Employer : Entity, IPlaced, IOwned
{
    public required string Name { get; set; }
    /// <summary>统一社会信用代码; null while not known. Unique.</summary>
    public string? CreditCode { get; set; }
    public CodeStanding CodeStanding { get; set; }
    /// <summary>注册号 of the time before credit codes; matched by when there is no credit code.</summary>
    public string? RegistrationNumber { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>County or functional zone of the place; the city itself for what lies in none. Serves lists and figures.</summary>
    public required string CountyCode { get; set; }
    /// <summary>Division whose authority supervises it, see <see cref="Zhijian.Rules.Jurisdiction.AuthorityResolution"/>.</summary>
    public required string SupervisorCode { get; set; }
    public Guid? OrganisationId { get => Id; private set { _ = value; } }

    public string? RegisteredAddress { get; set; }
    /// <summary>行业, GB/T 4754-2017, digits only.</summary>
    public required string IndustryCode { get; set; }
    public RegistrationType RegistrationType { get; set; }
    public OwnershipLevel OwnershipLevel { get; set; }
    public EmployerSize? Size { get; set; }
    /// <summary>Annual revenue in 万元.</summary>
    public decimal? Revenue { get; set; }
    /// <summary>Total assets in 万元.</summary>
    public decimal? Assets { get; set; }
    public string? LegalRepresentative { get; set; }
    public string? Principal { get; set; }
    [Confidential]
    public string? Phone { get; set; }
    public DateOnly? EstablishedOn { get; set; }
    public EmployerStatus Status { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>劳动者总人数, without dispatched workers.</summary>
    public int? Workers { get; set; }
    public int? DispatchedWorkers { get; set; }
    /// <summary>接触职业病危害总人数, each person once.</summary>
    public int? ExposedWorkers { get; set; }
    public bool HasDust { get; set; }
    public bool HasChemical { get; set; }
    public bool HasPhysical { get; set; }
    public bool HasRadiation { get; set; }
    public bool HasBiological { get; set; }
    public bool HasOther { get; set; }

    /// <summary>职业病危害风险分类 of the industry by the catalogue of <see cref="RiskCatalogueYear"/>, or without a year as an evaluation decided; null while neither says.</summary>
    public HazardRiskClass? RiskClass { get; set; }
    /// <summary>2012 had three classes, 2021 has two.</summary>
    public int? RiskCatalogueYear { get; set; }
    /// <summary>职业病危害风险分级 Ⅰ–Ⅲ as 1–3; null while a fact is missing that decides it.</summary>
    public int? RiskGrade { get; set; }
    /// <summary>综合风险 甲/乙/丙. Means nothing without the scheme.</summary>
    public RiskMark? ComprehensiveClass { get; set; }
    /// <summary>Id of the matrix that gave the letter: letters of different schemes are never compared.</summary>
    public string? RiskScheme { get; set; }
    /// <summary>职业卫生管理自查得分率, 0–100.</summary>
    public decimal? SelfCheckPercent { get; set; }
    public DateOnly? SelfCheckedOn { get; set; }

    /// <summary>On a list of credit; told by <see cref="CreditStood"/>.</summary>
    public CreditMark? Credit { get; set; }

    public DeclarationStanding DeclarationStanding { get; set; }
    public DateOnly? DeclaredOn { get; set; }
    /// <summary>Next day of the yearly update, null while nothing valid is declared.</summary>
    public DateOnly? DeclarationDue { get; set; }

    /// <summary>Where the record came from first: register, declaration, census, import …</summary>
    public required string Source { get; init; }
    public DateTime CreatedAt { get; init; }
    /// <summary>Set when it was found to be another record's double; all that hangs on it moved there.</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>Words for the search, two-character pieces and pinyin initials; written by the desk, never shown.</summary>
    public string SearchText { get; internal set; } = "";
}

// The three tables below have no place of their own: they are read through the file they hang on, after that was found
// in the viewer's scope.

/// <summary>曾用名.</summary>
public sealed class FormerName : Entity
{
    public Guid EmployerId { get; init; }
    public required string Name { get; init; }
    /// <summary>Last day of the name.</summary>
    public DateOnly Until { get; init; }
    public required string Source { get; init; }
}

/// <summary>字段沿革: what a field of the file was, became, and who said so.</summary>
public sealed class FieldChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid EmployerId { get; init; }
    /// <summary>The workplace whose field it is; null for a field of the employer itself.</summary>
    public Guid? WorkplaceId { get; init; }
    /// <summary>Property name of <see cref="Employer"/> or <see cref="Workplace"/>.</summary>
    public required string Field { get; init; }
    /// <summary>As stored: codes, names of enumerations, ISO dates; phone numbers masked. See <see cref="FieldWords"/>.</summary>
    public string? Before { get; init; }
    public string? After { get; init; }
    /// <summary>Source key with what identifies the fact there: register:批次, declaration:编号, user.</summary>
    public required string Source { get; init; }
    public required string By { get; init; }
    public DateTime At { get; init; }
}

/// <summary>One line of the file's time line. Other modules write theirs by raising <see cref="EmployerHappening"/>.</summary>
public sealed class EmployerEvent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid EmployerId { get; init; }
    /// <summary>The day it happened, which may lie before the day it was recorded.</summary>
    public DateOnly On { get; init; }
    public DateTime RecordedAt { get; init; }
    /// <summary>Stable key "module.what", for instance declaration.approved.</summary>
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public string? Detail { get; init; }
    public string? Link { get; init; }
    public required string By { get; init; }
}
