using Zhijian.Platform.Imports;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>One line of the workbook: a result with the head of its report.</summary>
public sealed class ReportSheetRow
{
    public string Number { get; set; } = "";
    /// <summary>Why the report is corrected; in the sheet of corrections only.</summary>
    public string? Reason { get; set; }
    public ReportKind? Kind { get; set; }
    public string? Institution { get; set; }
    public string Employer { get; set; } = "";
    public string? EmployerName { get; set; }
    public string? Workplace { get; set; }
    public DateOnly? IssuedOn { get; set; }
    public string? Samplers { get; set; }
    public string? Instruments { get; set; }
    public string? Workshop { get; set; }
    public string? Post { get; set; }
    public string Point { get; set; } = "";
    public int? Persons { get; set; }
    public string Factor { get; set; } = "";
    public string Index { get; set; } = "";
    public string? Fraction { get; set; }
    public string Value { get; set; } = "";
    public string? Unit { get; set; }
    public bool? BelowDetection { get; set; }
    public DateOnly? SampledOn { get; set; }
    public string? StartedAt { get; set; }
    public int? Minutes { get; set; }
    public decimal? HoursPerDay { get; set; }
    public decimal? DaysPerWeek { get; set; }
    public string? FreeSilica { get; set; }
    public string? Intensity { get; set; }
    public string? Rate { get; set; }
    public int? Impulses { get; set; }

    /// <summary>The report that the check made of the rows with this number; in its first row.</summary>
    internal PreparedReport? Prepared { get; set; }
}

/// <summary>The columns of 检测结果: rows of the exchange of test reports.</summary>
static class ReportSheet
{
    public const string Number = "报告编号", Reason = "更正理由";

    /// <summary>Column of each field of <see cref="ReportForm"/> and <see cref="ReportRow"/>.</summary>
    public static readonly IReadOnlyDictionary<string, string> Titles = new Dictionary<string, string>
    {
        [nameof(ReportForm.Number)] = Number, [nameof(ReportForm.Kind)] = "报告类别", [nameof(ReportForm.Employer)] = "统一社会信用代码", [nameof(ReportForm.Workplace)] = "工作场所",
        [nameof(ReportForm.IssuedOn)] = "报告日期", [nameof(ReportForm.Samplers)] = "采样人员", [nameof(ReportForm.Instruments)] = "仪器编号", [nameof(ReportForm.Rows)] = Number,
        [nameof(ReportRow.Workshop)] = "车间", [nameof(ReportRow.Post)] = "岗位", [nameof(ReportRow.Point)] = "检测点", [nameof(ReportRow.Persons)] = "接触人数", [nameof(ReportRow.Factor)] = "危害因素",
        [nameof(ReportRow.Index)] = "指标", [nameof(ReportRow.Fraction)] = "粉尘类型", [nameof(ReportRow.Value)] = "检测结果", [nameof(ReportRow.Unit)] = "单位", [nameof(ReportRow.BelowDetection)] = "未检出",
        [nameof(ReportRow.SampledOn)] = "采样日期", [nameof(ReportRow.StartedAt)] = "采样时间", [nameof(ReportRow.Minutes)] = "采样时长", [nameof(ReportRow.HoursPerDay)] = "每天接触时间",
        [nameof(ReportRow.DaysPerWeek)] = "每周工作天数", [nameof(ReportRow.FreeSilicaPercent)] = "游离二氧化硅含量", [nameof(ReportRow.Intensity)] = "体力劳动强度",
        [nameof(ReportRow.ExposureRatePercent)] = "接触时间率", [nameof(ReportRow.ImpulsesPerDay)] = "脉冲次数",
    };

    public static SheetDefinition<ReportSheetRow> Definition { get; } = Define(new("检测结果"), corrects: false);

    /// <summary>Whole reports that take the place of sealed ones.</summary>
    public static SheetDefinition<ReportSheetRow> Corrections { get; } = Define(new("检测报告更正"), corrects: true);

    static string Of(string field) => Titles[field];

    static SheetDefinition<ReportSheetRow> Define(SheetDefinition<ReportSheetRow> sheet, bool corrects)
    {
        sheet.Text(Number, r => r.Number).Required().WithMaxLength(ReportTables.NumberLength).Alias("检测报告编号", "报告号").WithExample("豫示检字2026-001")
            .WithHint("同一报告的各行连续排列；一份报告中有错误的行时整份不导入").WithWidth(20);
        if (corrects) sheet.Text(Reason, r => r.Reason).Required().WithMaxLength(ReportTables.ReasonLength).WithExample("3 号点小数点抄错").WithHint("原报告保留，更正是新的版本").WithWidth(24);
        sheet.Choice(Of(nameof(ReportForm.Kind)), r => r.Kind, [.. Enum.GetValues<ReportKind>().Select(k => (k.Text(), k))]).Required().Alias("项目类别", "检测类别", "报告类型").WithExample("定期检测");
        sheet.Code("机构统一社会信用代码", r => r.Institution).Alias("检测机构统一社会信用代码").WithHint("填写时须与登录机构一致").WithWidth(24);
        sheet.Code(Of(nameof(ReportForm.Employer)), r => r.Employer).Required().Alias("用人单位统一社会信用代码", "单位统一社会信用代码", "信用代码")
            .WithExample(UnifiedSocialCreditCode.Create('9', '1', "410181", OrganisationCode.Create("MA000001")).Value).WithHint("用人单位的 18 位代码").WithWidth(24);
        sheet.Text("用人单位", r => r.EmployerName).WithMaxLength(ReportTables.NameLength).Alias("用人单位名称", "单位名称").WithExample("巩义市示例耐火材料有限公司").WithWidth(28);
        sheet.Text(Of(nameof(ReportForm.Workplace)), r => r.Workplace).WithMaxLength(ReportTables.NameLength).WithHint("只有一个工作场所时可不填");
        sheet.Date(Of(nameof(ReportForm.IssuedOn)), r => r.IssuedOn).Alias("出具日期", "签发日期").WithExample("2026-05-20");
        sheet.Text(Of(nameof(ReportForm.Samplers)), r => r.Samplers).WithMaxLength(ReportTables.PeopleLength).WithExample("张示例、李示例").WithHint("用顿号分隔");
        sheet.Text(Of(nameof(ReportForm.Instruments)), r => r.Instruments).WithMaxLength(ReportTables.PeopleLength).Alias("采样仪器编号").WithExample("YQ-001").WithHint("用顿号分隔");
        sheet.Text(Of(nameof(ReportRow.Workshop)), r => r.Workshop).WithMaxLength(ReportTables.PlaceLength).Alias("车间名称", "作业场所").WithExample("原料车间");
        sheet.Text(Of(nameof(ReportRow.Post)), r => r.Post).WithMaxLength(ReportTables.PlaceLength).Alias("工种", "岗位（工种）").WithExample("破碎工");
        sheet.Text(Of(nameof(ReportRow.Point)), r => r.Point).Required().WithMaxLength(ReportTables.PlaceLength).Alias("采样点", "检测地点", "采样点位").WithExample("1号破碎机旁");
        sheet.Integer(Of(nameof(ReportRow.Persons)), r => r.Persons, 0, 1_000_000).Alias("接触人数（人）").WithExample("4");
        sheet.Text(Of(nameof(ReportRow.Factor)), r => r.Factor).Required().WithMaxLength(ReportTables.NameLength).Alias("检测因素", "检测项目", "职业病危害因素").WithExample("矽尘").WithHint("名称、目录代码或 CAS 号");
        sheet.Text(Of(nameof(ReportRow.Index)), r => r.Index).Required().WithMaxLength(20).Alias("检测指标").WithExample(ExposureIndex.TimeWeighted.Symbol()).WithHint("C_TWA、C_STE、C_ME、C_PE、LEX8H、LEX40H、LPEAK、WBGT、AHW4H");
        sheet.Text(Of(nameof(ReportRow.Fraction)), r => r.Fraction).WithMaxLength(20).Alias("粒径").WithExample("总尘").WithHint("粉尘填总尘或呼尘");
        sheet.Text(Of(nameof(ReportRow.Value)), r => r.Value).Required().WithMaxLength(40).Alias("结果", "浓度（强度）", "检测值").WithExample("1.35").WithHint("未检出写 <检出限，如 <0.05");
        sheet.Text(Of(nameof(ReportRow.Unit)), r => r.Unit).WithMaxLength(20).Alias("计量单位", "结果单位").WithExample("mg/m³").WithHint("不填按限值的单位");
        sheet.YesNo(Of(nameof(ReportRow.BelowDetection)), r => r.BelowDetection).Alias("低于检出限").WithHint("填“是”时检测结果为检出限");
        sheet.Date(Of(nameof(ReportRow.SampledOn)), r => r.SampledOn).Required().Alias("检测日期", "采样时间（日）").WithExample("2026-05-12");
        sheet.Text(Of(nameof(ReportRow.StartedAt)), r => r.StartedAt).WithMaxLength(20).Alias("采样开始时间").WithExample("09:30").Check(text => TimeOf(text) is null ? "应为时刻，如 09:30" : null);
        sheet.Integer(Of(nameof(ReportRow.Minutes)), r => r.Minutes, 1, 24 * 60).Alias("采样时长（min）", "采样时间（min）").WithExample("480");
        sheet.Decimal(Of(nameof(ReportRow.HoursPerDay)), r => r.HoursPerDay, 0, 24, 2).Alias("每天接触时间（h）", "接触时间（h/d）").WithExample("8");
        sheet.Decimal(Of(nameof(ReportRow.DaysPerWeek)), r => r.DaysPerWeek, 0, 7, 2).Alias("每周工作天数（d）").WithExample("5");
        sheet.Text(Of(nameof(ReportRow.FreeSilicaPercent)), r => r.FreeSilica).WithMaxLength(20).Alias("游离SiO2含量", "游离SiO₂含量（%）", "游离二氧化硅（%）").WithExample("32").WithHint("%，矽尘必填");
        sheet.Text(Of(nameof(ReportRow.Intensity)), r => r.Intensity).WithMaxLength(10).Alias("劳动强度").WithHint("Ⅰ–Ⅳ，高温必填");
        sheet.Text(Of(nameof(ReportRow.ExposureRatePercent)), r => r.Rate).WithMaxLength(10).Alias("接触时间率（%）").WithHint("%，高温必填");
        sheet.Integer(Of(nameof(ReportRow.ImpulsesPerDay)), r => r.Impulses, 0, 100_000).Alias("工作日接触脉冲次数").WithHint("脉冲噪声必填");
        return sheet.WithMaxRows(1_000_000);
    }

    /// <summary>09:30, 9：30, or the part of a day that Excel keeps.</summary>
    public static TimeOnly? TimeOf(string? text)
    {
        var half = CellReading.Compact(text ?? "");
        if (half.Length > 0 && char.IsAsciiDigit(half[0]) && TimeOnly.TryParse(half, System.Globalization.CultureInfo.InvariantCulture, out var time) && half.Contains(':')) return time;
        if (decimal.TryParse(half, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var part) && part is >= 0 and < 1)
            return TimeOnly.FromTimeSpan(TimeSpan.FromMinutes((double)Math.Round(part * 24 * 60) % (24 * 60)));
        return null;
    }
}
