using System.ComponentModel.DataAnnotations;

namespace Zhijian.Platform.Organisations.Pages;

public sealed class OrganisationForm
{
    [Display(Name = "类别"), Required] public OrganisationKind? Kind { get; set; }
    [Display(Name = "名称"), Required, StringLength(200)] public string Name { get; set; } = "";
    [Display(Name = "统一社会信用代码"), Required, StringLength(18, MinimumLength = 18)] public string CreditCode { get; set; } = "";
    [Display(Name = "所在区划"), Required] public string DivisionCode { get; set; } = "";
    public long Version { get; set; }

    internal OrganisationDraft Draft => new(Kind!.Value, Name, CreditCode, DivisionCode);
}
