using System.ComponentModel.DataAnnotations;

namespace Zhijian.Platform.Organisations.Pages;

public sealed class AuthorityNameForm
{
    [Display(Name = "机构全称"), Required, StringLength(100)] public string Name { get; set; } = "";
    [Display(Name = "简称"), Required, StringLength(40)] public string ShortName { get; set; } = "";
    [Display(Name = "文号中的机关代字"), Required, StringLength(20)] public string DocumentPrefix { get; set; } = "";
    [Display(Name = "印章文字"), Required, StringLength(100)] public string SealText { get; set; } = "";
    [Display(Name = "举报咨询电话"), StringLength(40)] public string? Hotline { get; set; }
    [Display(Name = "统一社会信用代码"), StringLength(18)] public string? CreditCode { get; set; }
    [Display(Name = "启用日期"), Required] public DateOnly? ValidFrom { get; set; }
    [Display(Name = "停用日期")] public DateOnly? ValidTo { get; set; }
    [Display(Name = "依据"), Required, StringLength(200)] public string Basis { get; set; } = "";

    internal AuthorityNameDraft Draft => new(Name, ShortName, DocumentPrefix, SealText, Hotline, ValidFrom!.Value, ValidTo, Basis, CreditCode);

    internal static AuthorityNameForm Of(AuthorityName n) => new()
    {
        Name = n.Name, ShortName = n.ShortName, DocumentPrefix = n.DocumentPrefix, SealText = n.SealText,
        Hotline = n.Hotline, ValidFrom = n.ValidFrom, ValidTo = n.ValidTo, Basis = n.Basis, CreditCode = n.CreditCode,
    };
}
