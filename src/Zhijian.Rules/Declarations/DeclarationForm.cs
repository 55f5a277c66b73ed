using System.Text.Json.Serialization;

namespace Zhijian.Rules.Declarations;

/// <summary>
/// What a declaration says: all fields of the form of 2012 and those of the later edition. Everything may be missing while it is a
/// draft; <see cref="FormCheck"/> says what may not when it is filed. Its properties are the names used in messages and editions.
/// </summary>
public sealed record DeclarationForm
{
    public string? EmployerName { get; init; }
    /// <summary>统一社会信用代码; not on the form of 2012, needed all the same.</summary>
    public string? CreditCode { get; init; }
    public string? RegisteredAddress { get; init; }
    /// <summary>工作场所地址: decides jurisdiction.</summary>
    public string? WorkplaceAddress { get; init; }
    /// <summary>企业规模: Micro, Small, Medium, Large.</summary>
    public string? Size { get; init; }
    /// <summary>行业分类, GB/T 4754.</summary>
    public string? IndustryCode { get; init; }
    public string? RegistrationType { get; init; }
    public string? LegalRepresentative { get; init; }
    public string? Phone { get; init; }
    public string? PrincipalPerson { get; init; }
    public string? Reporter { get; init; }
    public string? ReporterPhone { get; init; }

    public bool? HasManagementUnit { get; init; }
    public int? FullTimeManagers { get; init; }
    public int? PartTimeManagers { get; init; }
    /// <summary>劳动者总人数, without dispatched workers.</summary>
    public int? TotalWorkers { get; init; }
    public int? DispatchedWorkers { get; init; }
    /// <summary>职业病累计人数.</summary>
    public int? CumulativeCases { get; init; }
    /// <summary>接触职业病危害总人数, each person once.</summary>
    public int? TotalExposed { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<DeclarationTrigger>))]
    public DeclarationTrigger? ChangeReason { get; init; }
    /// <summary>Day of the change or of the end of production.</summary>
    public DateOnly? ChangedOn { get; init; }
    public string? ChangeNote { get; init; }

    // Asked by the later edition.
    public bool? PrincipalTrained { get; init; }
    public bool? ManagersTrained { get; init; }
    public int? WorkersTrained { get; init; }
    public DateOnly? TestedOn { get; init; }
    public string? TestInstitution { get; init; }
    public int? TestedPoints { get; init; }
    public int? ExceededPoints { get; init; }
    public DateOnly? ExaminedOn { get; init; }
    public string? ExamInstitution { get; init; }
    public int? WorkersExamined { get; init; }

    public IReadOnlyList<FormWorkshop> Workshops { get; init; } = [];

    public IEnumerable<FormHazard> Hazards => Workshops.SelectMany(w => w.Hazards);
}

/// <summary>作业场所 with its factors.</summary>
public sealed record FormWorkshop
{
    public string? Name { get; init; }
    /// <summary>接触人数（不重复）: distinct persons of the workshop.</summary>
    public int? Distinct { get; init; }
    public IReadOnlyList<FormHazard> Hazards { get; init; } = [];
}

/// <summary>A row of the distribution table.</summary>
public sealed record FormHazard
{
    public string? FactorCode { get; init; }
    /// <summary>接触人数（可重复）: persons exposed to this factor in this workshop.</summary>
    public int? Persons { get; init; }
}

/// <summary>What the catalogue says of a factor.</summary>
public sealed record FactorFact(string Code, string Name, HazardClass Class, bool HighlyToxic = false);
