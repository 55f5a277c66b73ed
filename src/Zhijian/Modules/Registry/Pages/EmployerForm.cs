using System.ComponentModel.DataAnnotations;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Registry.Pages;

/// <summary>The facts of a file as a form. What is required is what an employer cannot be kept without.</summary>
public sealed class EmployerForm
{
    [Display(Name = "单位名称"), Required, StringLength(200, MinimumLength = 2)] public string Name { get; set; } = "";
    [Display(Name = "统一社会信用代码"), StringLength(30)] public string? CreditCode { get; set; }
    [Display(Name = "注册号"), StringLength(40)] public string? RegistrationNumber { get; set; }
    [Display(Name = "注册地址"), StringLength(300)] public string? RegisteredAddress { get; set; }
    [Display(Name = "行业"), Required] public string IndustryCode { get; set; } = "";
    [Display(Name = "注册类型"), Required] public RegistrationType? RegistrationType { get; set; } = Registry.RegistrationType.Unknown;
    [Display(Name = "隶属关系"), Required] public OwnershipLevel? OwnershipLevel { get; set; } = Registry.OwnershipLevel.Other;
    [Display(Name = "法定代表人"), StringLength(60)] public string? LegalRepresentative { get; set; }
    [Display(Name = "主要负责人"), StringLength(60)] public string? Principal { get; set; }
    [Display(Name = "联系电话"), StringLength(30)] public string? Phone { get; set; }
    [Display(Name = "成立日期")] public DateOnly? EstablishedOn { get; set; }
    [Display(Name = "劳动者总人数"), Range(0, 1000000)] public int? Workers { get; set; }
    [Display(Name = "劳务派遣人数"), Range(0, 1000000)] public int? DispatchedWorkers { get; set; }
    [Display(Name = "营业收入"), Range(0, 1000000000000)] public decimal? Revenue { get; set; }
    [Display(Name = "资产总额"), Range(0, 1000000000000)] public decimal? Assets { get; set; }
    public long Version { get; set; }

    public static IReadOnlyList<Option> Types { get; } = EmployerList.Options<RegistrationType>(v => v.ChineseName());
    public static IReadOnlyList<Option> Levels { get; } = EmployerList.Options<OwnershipLevel>(v => v.ChineseName());

    internal EmployerFacts Facts => new(Name, CreditCode, IndustryCode)
    {
        RegistrationNumber = RegistrationNumber, RegisteredAddress = RegisteredAddress, RegistrationType = RegistrationType!.Value, OwnershipLevel = OwnershipLevel!.Value,
        LegalRepresentative = LegalRepresentative, Principal = Principal, Phone = Phone, EstablishedOn = EstablishedOn,
        Workers = Workers, DispatchedWorkers = DispatchedWorkers, Revenue = Revenue, Assets = Assets,
    };

    internal static EmployerForm Of(Employer e) => new()
    {
        Name = e.Name, CreditCode = e.CreditCode, RegistrationNumber = e.RegistrationNumber, RegisteredAddress = e.RegisteredAddress, IndustryCode = e.IndustryCode,
        RegistrationType = e.RegistrationType, OwnershipLevel = e.OwnershipLevel, LegalRepresentative = e.LegalRepresentative, Principal = e.Principal, Phone = e.Phone,
        EstablishedOn = e.EstablishedOn, Workers = e.Workers, DispatchedWorkers = e.DispatchedWorkers, Revenue = e.Revenue, Assets = e.Assets, Version = e.Version,
    };
}

/// <summary>A workplace as a form.</summary>
public sealed class WorkplaceForm
{
    [Display(Name = "工作场所名称"), Required, StringLength(200)] public string Name { get; set; } = "";
    [Display(Name = "所在区划"), Required] public string DivisionCode { get; set; } = "";
    [Display(Name = "详细地址"), Required, StringLength(300)] public string Address { get; set; } = "";
    [Display(Name = "经度"), Range(73, 136)] public double? Longitude { get; set; }
    [Display(Name = "纬度"), Range(3, 54)] public double? Latitude { get; set; }
    [Display(Name = "劳动者人数"), Range(0, 1000000)] public int? Workers { get; set; }
    [Display(Name = "劳务派遣人数"), Range(0, 1000000)] public int? DispatchedWorkers { get; set; }
    [Display(Name = "联系人"), StringLength(60)] public string? Contact { get; set; }
    [Display(Name = "联系电话"), StringLength(30)] public string? ContactPhone { get; set; }
    public long Version { get; set; }

    internal WorkplaceDraft Facts => new(Name, Address, DivisionCode)
    {
        Longitude = Longitude, Latitude = Latitude, Workers = Workers, DispatchedWorkers = DispatchedWorkers, Contact = Contact, ContactPhone = ContactPhone,
    };

    internal static WorkplaceForm Of(Workplace w) => new()
    {
        Name = w.Name, Address = w.Address, DivisionCode = w.DivisionCode, Longitude = w.Longitude, Latitude = w.Latitude, Workers = w.Workers,
        DispatchedWorkers = w.DispatchedWorkers, Contact = w.Contact, ContactPhone = w.ContactPhone, Version = w.Version,
    };
}
