using Zhijian.Modules.Declarations.Pages;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Sheets;

/// <summary>A line of the sheet: one factor in one workshop, and beside it what the declaration says as a whole.</summary>
public sealed class DeclarationRow : DeclarationInput
{
    /// <summary>Name of the workplace; empty where the employer has one.</summary>
    public string? Workplace { get; set; }
    public DeclarationKind? Kind { get; set; }
    public EmployerSize? SizeWord { get => Enum.TryParse<EmployerSize>(Size, out var size) ? size : null; set => Size = value?.ToString(); }
    public RegistrationType? RegistrationTypeWord { get => Enum.TryParse<RegistrationType>(RegistrationType, out var type) ? type : null; set => RegistrationType = value?.ToString(); }
    public string? Workshop { get; set; }
    public int? Distinct { get; set; }
    public string? FactorCode { get; set; }
    public int? Persons { get; set; }
}
