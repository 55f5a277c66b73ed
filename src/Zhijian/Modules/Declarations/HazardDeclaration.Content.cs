using System.Text.Json;
using System.Text.Json.Serialization;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>The fields of the form as filed.</summary>
public sealed partial class HazardDeclaration
{
    static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() } };

    // Known from the first moment: what lists show.
    public required string EmployerName { get; set; }
    public string? CreditCode { get; set; }
    public required string IndustryCode { get; set; }

    public string? RegisteredAddress { get; private set; }
    public string? WorkplaceAddress { get; private set; }
    public EmployerSize? Size { get; private set; }
    public RegistrationType RegistrationType { get; private set; }
    public string? LegalRepresentative { get; private set; }
    [Confidential]
    public string? Phone { get; private set; }
    public string? PrincipalPerson { get; private set; }
    public string? Reporter { get; private set; }
    [Confidential]
    public string? ReporterPhone { get; private set; }
    public bool? HasManagementUnit { get; private set; }
    public int? FullTimeManagers { get; private set; }
    public int? PartTimeManagers { get; private set; }
    public int? TotalWorkers { get; private set; }
    public int? DispatchedWorkers { get; private set; }
    public int? CumulativeCases { get; private set; }
    public int? TotalExposed { get; private set; }
    /// <summary>Bit n: the class n of <see cref="HazardClass"/> is there.</summary>
    public int Classes { get; private set; }
    public DeclarationTrigger? ChangeReason { get; private set; }
    public DateOnly? ChangedOn { get; private set; }
    public string? ChangeNote { get; private set; }
    public bool? PrincipalTrained { get; private set; }
    public bool? ManagersTrained { get; private set; }
    public int? WorkersTrained { get; private set; }
    public DateOnly? TestedOn { get; private set; }
    public string? TestInstitution { get; private set; }
    public int? TestedPoints { get; private set; }
    public int? ExceededPoints { get; private set; }
    public DateOnly? ExaminedOn { get; private set; }
    public string? ExamInstitution { get; private set; }
    public int? WorkersExamined { get; private set; }

    public bool Has(HazardClass @class) => (Classes & (1 << (int)@class)) != 0;

    internal void SaveDraft(DeclarationForm form) => Draft = JsonSerializer.Serialize(form, Json);

    /// <summary>What the employer is working on, or what was filed.</summary>
    internal DeclarationForm ToForm(IEnumerable<DeclaredHazard> rows) =>
        Draft is { } draft ? JsonSerializer.Deserialize<DeclarationForm>(draft, Json)! : Filed(rows);

    DeclarationForm Filed(IEnumerable<DeclaredHazard> rows) => new()
    {
        EmployerName = EmployerName, CreditCode = CreditCode, IndustryCode = IndustryCode, RegisteredAddress = RegisteredAddress, WorkplaceAddress = WorkplaceAddress,
        Size = Size?.ToString(), RegistrationType = RegistrationType == RegistrationType.Unknown ? null : RegistrationType.ToString(), LegalRepresentative = LegalRepresentative,
        Phone = Phone, PrincipalPerson = PrincipalPerson, Reporter = Reporter, ReporterPhone = ReporterPhone, HasManagementUnit = HasManagementUnit,
        FullTimeManagers = FullTimeManagers, PartTimeManagers = PartTimeManagers, TotalWorkers = TotalWorkers, DispatchedWorkers = DispatchedWorkers,
        CumulativeCases = CumulativeCases, TotalExposed = TotalExposed, ChangeReason = ChangeReason, ChangedOn = ChangedOn, ChangeNote = ChangeNote,
        PrincipalTrained = PrincipalTrained, ManagersTrained = ManagersTrained, WorkersTrained = WorkersTrained, TestedOn = TestedOn, TestInstitution = TestInstitution,
        TestedPoints = TestedPoints, ExceededPoints = ExceededPoints, ExaminedOn = ExaminedOn, ExamInstitution = ExamInstitution, WorkersExamined = WorkersExamined,
        Workshops =
        [
            .. rows.OrderBy(r => r.Ordinal).GroupBy(r => r.Workshop).Select(g => new FormWorkshop
            {
                Name = g.Key, Distinct = g.First().WorkshopDistinct, Hazards = [.. g.Select(r => new FormHazard { FactorCode = r.FactorCode, Persons = r.Persons })],
            }),
        ],
    };

    /// <summary>Takes a checked form into the columns; the draft is no longer needed.</summary>
    /// <returns>The rows to keep with it.</returns>
    internal IReadOnlyList<DeclaredHazard> Take(DeclarationForm f, Func<string, FactorFact?> factorOf)
    {
        if (!DeclarationMachine.IsEditable(State)) throw new InvalidOperationException("What was filed does not change.");
        (EmployerName, CreditCode, IndustryCode) = (f.EmployerName ?? EmployerName, f.CreditCode, f.IndustryCode ?? IndustryCode);
        (RegisteredAddress, WorkplaceAddress, Size) = (f.RegisteredAddress, f.WorkplaceAddress, Parse<EmployerSize>(f.Size));
        (RegistrationType, LegalRepresentative, Phone, PrincipalPerson) = (Parse<RegistrationType>(f.RegistrationType) ?? RegistrationType.Unknown, f.LegalRepresentative, f.Phone, f.PrincipalPerson);
        (Reporter, ReporterPhone, HasManagementUnit, FullTimeManagers, PartTimeManagers) = (f.Reporter, f.ReporterPhone, f.HasManagementUnit, f.FullTimeManagers, f.PartTimeManagers);
        (TotalWorkers, DispatchedWorkers, CumulativeCases, TotalExposed) = (f.TotalWorkers, f.DispatchedWorkers, f.CumulativeCases, f.TotalExposed);
        (ChangeReason, ChangedOn, ChangeNote) = (f.ChangeReason, f.ChangedOn, f.ChangeNote);
        (PrincipalTrained, ManagersTrained, WorkersTrained) = (f.PrincipalTrained, f.ManagersTrained, f.WorkersTrained);
        (TestedOn, TestInstitution, TestedPoints, ExceededPoints) = (f.TestedOn, f.TestInstitution, f.TestedPoints, f.ExceededPoints);
        (ExaminedOn, ExamInstitution, WorkersExamined) = (f.ExaminedOn, f.ExamInstitution, f.WorkersExamined);
        Draft = null;
        var rows = Rows(f, factorOf);
        Classes = rows.Aggregate(0, (bits, r) => bits | (1 << (int)r.Class));
        return rows;
    }

    List<DeclaredHazard> Rows(DeclarationForm form, Func<string, FactorFact?> factorOf)
    {
        var rows = new List<DeclaredHazard>();
        foreach (var workshop in form.Workshops)
            foreach (var hazard in workshop.Hazards)
                if (hazard.FactorCode is { } code && factorOf(code) is { } factor)
                    rows.Add(new()
                    {
                        DeclarationId = Id, EmployerId = EmployerId, DivisionCode = DivisionCode, ScopePath = ScopePath, Ordinal = rows.Count, Workshop = workshop.Name!.Trim(),
                        WorkshopDistinct = workshop.Distinct ?? 0, FactorCode = factor.Code, Class = factor.Class, Persons = hazard.Persons ?? 0,
                    });
        return rows;
    }

    static T? Parse<T>(string? name) where T : struct, Enum => Enum.TryParse<T>(name, out var value) && Enum.IsDefined(value) ? value : null;
}

/// <summary>What the authority asks to be corrected: a field of the form, or all of it, and why.</summary>
public sealed record ReturnReason(string Field, string Text);
