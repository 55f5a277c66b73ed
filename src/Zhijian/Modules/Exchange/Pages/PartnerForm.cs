using System.ComponentModel.DataAnnotations;
using Zhijian.Modules.Exchange.Partners;

namespace Zhijian.Modules.Exchange.Pages;

/// <summary>What is written of a partner.</summary>
public sealed class PartnerForm
{
    [Display(Name = "名称"), Required, StringLength(PartnerTables.Name)] public string? Name { get; set; }
    [Display(Name = "类别")] public PartnerKind Kind { get; set; }
    [Display(Name = "统一社会信用代码"), StringLength(18)] public string? CreditCode { get; set; }
    [Display(Name = "联系人"), StringLength(PartnerTables.Name)] public string? Contact { get; set; }
    [Display(Name = "联系电话"), StringLength(40)] public string? Phone { get; set; }
    [Display(Name = "每分钟请求数")] public int PerMinute { get; set; } = 120;
    [Display(Name = "签名算法")] public SigningMethod Signing { get; set; }
    [Display(Name = "SM2 公钥"), StringLength(130)] public string? PublicKey { get; set; }
    [Display(Name = "变更通知地址"), StringLength(PartnerTables.Address)] public string? WebhookUrl { get; set; }

    public PartnerDraft ToDraft() => new(Name, Kind, CreditCode, Contact, Phone, PerMinute, Signing, PublicKey, WebhookUrl);

    public static PartnerForm Of(Partner p) => new() { Name = p.Name, Kind = p.Kind, CreditCode = p.CreditCode, Contact = p.Contact, Phone = p.Phone, PerMinute = p.PerMinute, Signing = p.Signing, PublicKey = p.PublicKey, WebhookUrl = p.WebhookUrl };
}
