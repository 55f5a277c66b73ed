using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>The form as a browser sends it. A step sends its own fields only; the others keep what was saved.</summary>
public class DeclarationInput
{
    const int Long = FormCheck.TextLength;

    [Display(Name = "单位名称"), StringLength(Long)] public string? EmployerName { get; set; }
    [Display(Name = "统一社会信用代码"), StringLength(Long)] public string? CreditCode { get; set; }
    [Display(Name = "单位注册地址"), StringLength(Long)] public string? RegisteredAddress { get; set; }
    [Display(Name = "工作场所地址"), StringLength(Long)] public string? WorkplaceAddress { get; set; }
    [Display(Name = "企业规模"), StringLength(Long)] public string? Size { get; set; }
    [Display(Name = "行业分类"), StringLength(Long)] public string? IndustryCode { get; set; }
    [Display(Name = "注册类型"), StringLength(Long)] public string? RegistrationType { get; set; }
    [Display(Name = "法定代表人"), StringLength(Long)] public string? LegalRepresentative { get; set; }
    [Display(Name = "联系电话"), StringLength(Long)] public string? Phone { get; set; }
    [Display(Name = "主要负责人"), StringLength(Long)] public string? PrincipalPerson { get; set; }
    [Display(Name = "填报人"), StringLength(Long)] public string? Reporter { get; set; }
    [Display(Name = "填报人联系电话"), StringLength(Long)] public string? ReporterPhone { get; set; }
    [Display(Name = "职业卫生管理机构")] public bool? HasManagementUnit { get; set; }
    [Display(Name = "专职管理人员")] public int? FullTimeManagers { get; set; }
    [Display(Name = "兼职管理人员")] public int? PartTimeManagers { get; set; }
    [Display(Name = "劳动者总人数")] public int? TotalWorkers { get; set; }
    [Display(Name = "劳务派遣人数")] public int? DispatchedWorkers { get; set; }
    [Display(Name = "职业病累计人数")] public int? CumulativeCases { get; set; }
    [Display(Name = "接触职业病危害总人数")] public int? TotalExposed { get; set; }
    [Display(Name = "变更原因")] public DeclarationTrigger? ChangeReason { get; set; }
    [Display(Name = "变化日期")] public DateOnly? ChangedOn { get; set; }
    [Display(Name = "情况说明"), StringLength(Long)] public string? ChangeNote { get; set; }
    [Display(Name = "主要负责人培训")] public bool? PrincipalTrained { get; set; }
    [Display(Name = "管理人员培训")] public bool? ManagersTrained { get; set; }
    [Display(Name = "接受培训人数")] public int? WorkersTrained { get; set; }
    [Display(Name = "最近一次检测日期")] public DateOnly? TestedOn { get; set; }
    [Display(Name = "检测机构"), StringLength(Long)] public string? TestInstitution { get; set; }
    [Display(Name = "检测点数")] public int? TestedPoints { get; set; }
    [Display(Name = "超标点数")] public int? ExceededPoints { get; set; }
    [Display(Name = "最近一次检查日期")] public DateOnly? ExaminedOn { get; set; }
    [Display(Name = "体检机构"), StringLength(Long)] public string? ExamInstitution { get; set; }
    [Display(Name = "检查人数")] public int? WorkersExamined { get; set; }

    public List<WorkshopInput> Workshops { get; set; } = [];

    static readonly FrozenDictionary<string, Func<DeclarationForm, DeclarationInput, DeclarationForm>> Writers = new Dictionary<string, Func<DeclarationForm, DeclarationInput, DeclarationForm>>
    {
        [nameof(EmployerName)] = (f, i) => f with { EmployerName = i.EmployerName }, [nameof(CreditCode)] = (f, i) => f with { CreditCode = i.CreditCode },
        [nameof(RegisteredAddress)] = (f, i) => f with { RegisteredAddress = i.RegisteredAddress }, [nameof(WorkplaceAddress)] = (f, i) => f with { WorkplaceAddress = i.WorkplaceAddress },
        [nameof(Size)] = (f, i) => f with { Size = i.Size }, [nameof(IndustryCode)] = (f, i) => f with { IndustryCode = i.IndustryCode },
        [nameof(RegistrationType)] = (f, i) => f with { RegistrationType = i.RegistrationType }, [nameof(LegalRepresentative)] = (f, i) => f with { LegalRepresentative = i.LegalRepresentative },
        [nameof(Phone)] = (f, i) => f with { Phone = i.Phone }, [nameof(PrincipalPerson)] = (f, i) => f with { PrincipalPerson = i.PrincipalPerson },
        [nameof(Reporter)] = (f, i) => f with { Reporter = i.Reporter }, [nameof(ReporterPhone)] = (f, i) => f with { ReporterPhone = i.ReporterPhone },
        [nameof(HasManagementUnit)] = (f, i) => f with { HasManagementUnit = i.HasManagementUnit }, [nameof(FullTimeManagers)] = (f, i) => f with { FullTimeManagers = i.FullTimeManagers },
        [nameof(PartTimeManagers)] = (f, i) => f with { PartTimeManagers = i.PartTimeManagers }, [nameof(TotalWorkers)] = (f, i) => f with { TotalWorkers = i.TotalWorkers },
        [nameof(DispatchedWorkers)] = (f, i) => f with { DispatchedWorkers = i.DispatchedWorkers }, [nameof(CumulativeCases)] = (f, i) => f with { CumulativeCases = i.CumulativeCases },
        [nameof(TotalExposed)] = (f, i) => f with { TotalExposed = i.TotalExposed }, [nameof(ChangeReason)] = (f, i) => f with { ChangeReason = i.ChangeReason },
        [nameof(ChangedOn)] = (f, i) => f with { ChangedOn = i.ChangedOn }, [nameof(ChangeNote)] = (f, i) => f with { ChangeNote = i.ChangeNote },
        [nameof(PrincipalTrained)] = (f, i) => f with { PrincipalTrained = i.PrincipalTrained }, [nameof(ManagersTrained)] = (f, i) => f with { ManagersTrained = i.ManagersTrained },
        [nameof(WorkersTrained)] = (f, i) => f with { WorkersTrained = i.WorkersTrained }, [nameof(TestedOn)] = (f, i) => f with { TestedOn = i.TestedOn },
        [nameof(TestInstitution)] = (f, i) => f with { TestInstitution = i.TestInstitution }, [nameof(TestedPoints)] = (f, i) => f with { TestedPoints = i.TestedPoints },
        [nameof(ExceededPoints)] = (f, i) => f with { ExceededPoints = i.ExceededPoints }, [nameof(ExaminedOn)] = (f, i) => f with { ExaminedOn = i.ExaminedOn },
        [nameof(ExamInstitution)] = (f, i) => f with { ExamInstitution = i.ExamInstitution }, [nameof(WorkersExamined)] = (f, i) => f with { WorkersExamined = i.WorkersExamined },
    }.ToFrozenDictionary();

    /// <summary>What was saved, with the named fields as they were sent.</summary>
    internal DeclarationForm Over(DeclarationForm saved, IEnumerable<string> keys) =>
        keys.Aggregate(saved, (form, key) => Writers.TryGetValue(key, out var write) ? write(form, this) : form);

    internal DeclarationForm WorkshopsOver(DeclarationForm saved) => saved with { Workshops = [.. Workshops.Select(w => w.ToForm())] };

    internal static DeclarationInput Of(DeclarationForm f)
    {
        var input = new DeclarationInput();
        input.Take(f);
        return input;
    }

    internal void Take(DeclarationForm f)
    {
        EmployerName = f.EmployerName; CreditCode = f.CreditCode; RegisteredAddress = f.RegisteredAddress; WorkplaceAddress = f.WorkplaceAddress; Size = f.Size;
        IndustryCode = f.IndustryCode; RegistrationType = f.RegistrationType; LegalRepresentative = f.LegalRepresentative; Phone = f.Phone;
        PrincipalPerson = f.PrincipalPerson; Reporter = f.Reporter; ReporterPhone = f.ReporterPhone; HasManagementUnit = f.HasManagementUnit;
        FullTimeManagers = f.FullTimeManagers; PartTimeManagers = f.PartTimeManagers; TotalWorkers = f.TotalWorkers; DispatchedWorkers = f.DispatchedWorkers;
        CumulativeCases = f.CumulativeCases; TotalExposed = f.TotalExposed; ChangeReason = f.ChangeReason; ChangedOn = f.ChangedOn; ChangeNote = f.ChangeNote;
        PrincipalTrained = f.PrincipalTrained; ManagersTrained = f.ManagersTrained; WorkersTrained = f.WorkersTrained; TestedOn = f.TestedOn;
        TestInstitution = f.TestInstitution; TestedPoints = f.TestedPoints; ExceededPoints = f.ExceededPoints; ExaminedOn = f.ExaminedOn;
        ExamInstitution = f.ExamInstitution; WorkersExamined = f.WorkersExamined;
        Workshops = [.. f.Workshops.Select(w => new WorkshopInput { Name = w.Name, Distinct = w.Distinct, Hazards = [.. w.Hazards.Select(h => new HazardInput { FactorCode = h.FactorCode, Persons = h.Persons })] })];
    }
}

public sealed class WorkshopInput
{
    [Display(Name = "作业场所名称"), StringLength(FormCheck.TextLength)] public string? Name { get; set; }
    [Display(Name = "接触人数（不重复）")] public int? Distinct { get; set; }
    public List<HazardInput> Hazards { get; set; } = [];

    internal FormWorkshop ToForm() => new() { Name = Name, Distinct = Distinct, Hazards = [.. Hazards.Select(h => new FormHazard { FactorCode = h.FactorCode, Persons = h.Persons })] };
}

public sealed class HazardInput
{
    [Display(Name = "职业病危害因素"), StringLength(FormCheck.TextLength)] public string? FactorCode { get; set; }
    [Display(Name = "接触人数")] public int? Persons { get; set; }
}
