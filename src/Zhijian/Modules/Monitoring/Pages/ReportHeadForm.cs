using System.ComponentModel.DataAnnotations;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>Head of a report as it is typed.</summary>
public sealed class ReportHeadForm
{
    [Display(Name = "报告编号"), Required, StringLength(ReportTables.NumberLength)] public string Number { get; set; } = "";
    [Display(Name = "报告类别"), Required] public ReportKind? Kind { get; set; }
    [Display(Name = "用人单位统一社会信用代码"), StringLength(30)] public string? Employer { get; set; }
    [Display(Name = "工作场所"), StringLength(ReportTables.NameLength)] public string? Workplace { get; set; }
    [Display(Name = "报告日期")] public DateOnly? IssuedOn { get; set; }
    [Display(Name = "采样人员"), StringLength(ReportTables.PeopleLength)] public string? Samplers { get; set; }
    [Display(Name = "仪器编号"), StringLength(ReportTables.PeopleLength)] public string? Instruments { get; set; }

    internal ReportForm Apply(ReportForm form) => form with
    {
        Number = Number, Kind = Kind!.Value, Employer = Employer ?? "", Workplace = Workplace, IssuedOn = IssuedOn, Samplers = Samplers, Instruments = Instruments,
    };

    internal static ReportHeadForm Of(ReportForm form) => new()
    {
        Number = form.Number, Kind = form.Kind, Employer = form.Employer, Workplace = form.Workplace, IssuedOn = form.IssuedOn, Samplers = form.Samplers, Instruments = form.Instruments,
    };
}

/// <summary>A result as it is typed.</summary>
public sealed class ReportRowForm
{
    [Display(Name = "车间"), StringLength(ReportTables.PlaceLength)] public string? Workshop { get; set; }
    [Display(Name = "岗位"), StringLength(ReportTables.PlaceLength)] public string? Post { get; set; }
    [Display(Name = "检测点"), StringLength(ReportTables.PlaceLength)] public string? Point { get; set; }
    [Display(Name = "接触人数"), Range(0, 1_000_000)] public int? Persons { get; set; }
    [Display(Name = "危害因素"), StringLength(ReportTables.NameLength)] public string? Factor { get; set; }
    [Display(Name = "指标"), StringLength(20)] public string? Index { get; set; }
    [Display(Name = "粉尘类型"), StringLength(20)] public string? Fraction { get; set; }
    [Display(Name = "检测结果"), StringLength(40)] public string? Value { get; set; }
    [Display(Name = "单位"), StringLength(20)] public string? Unit { get; set; }
    [Display(Name = "采样日期")] public DateOnly? SampledOn { get; set; }
    [Display(Name = "采样时间"), StringLength(20)] public string? StartedAt { get; set; }
    [Display(Name = "采样时长（min）"), Range(1, 1440)] public int? Minutes { get; set; }
    [Display(Name = "每天接触（h）"), StringLength(10)] public string? HoursPerDay { get; set; }
    [Display(Name = "每周工作（d）"), StringLength(10)] public string? DaysPerWeek { get; set; }
    [Display(Name = "游离二氧化硅（%）"), StringLength(10)] public string? FreeSilicaPercent { get; set; }
    [Display(Name = "体力劳动强度"), StringLength(10)] public string? Intensity { get; set; }
    [Display(Name = "接触时间率（%）"), StringLength(10)] public string? ExposureRatePercent { get; set; }
    [Display(Name = "脉冲次数"), StringLength(10)] public string? ImpulsesPerDay { get; set; }

    internal bool IsEmpty => Point is null && Factor is null && Value is null;

    internal ReportRow Row => new()
    {
        Workshop = Workshop, Post = Post, Point = Point, Persons = Persons, Factor = Factor, Index = Index, Fraction = Fraction, Value = Value, Unit = Unit,
        SampledOn = SampledOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), StartedAt = ReportSheet.TimeOf(StartedAt), Minutes = Minutes, HoursPerDay = HoursPerDay, DaysPerWeek = DaysPerWeek,
        FreeSilicaPercent = FreeSilicaPercent, Intensity = Intensity, ExposureRatePercent = ExposureRatePercent, ImpulsesPerDay = ImpulsesPerDay,
    };

    /// <summary>What the next row most likely shares with the last.</summary>
    internal static ReportRowForm After(ReportRow? last) => last is null ? new() : new()
    {
        Workshop = last.Workshop, Post = last.Post, Persons = last.Persons, Index = last.Index, Fraction = last.Fraction, Unit = last.Unit, HoursPerDay = last.HoursPerDay, DaysPerWeek = last.DaysPerWeek,
        SampledOn = DateOnly.TryParseExact(last.SampledOn, "yyyy-MM-dd", out var day) ? day : null,
    };
}
