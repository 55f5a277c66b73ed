using Zhijian.Platform.Imports;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Platform.Reference.Tables;

/// <summary>Columns of the limits.</summary>
static class LimitSheets
{
    public static readonly string[] Categories = ["化学因素", "粉尘", "生物因素", "物理因素"];
    static readonly string[] AirUnits = ["mg/m³", "μg/m³", "ng/m³", "f/mL", "pg TEQ/m³", "孢子数/m³"];
    static readonly string[] PhysicalUnits =
        ["dB(A)", "℃", "m/s²", "V/m", "kV/m", "A/m", "W/cm²", "mW/cm²", "μW/cm²", "μW·h/cm²", "J/cm²", "mJ/cm²", "kJ/d", "次/min"];
    static readonly string[] AirLimits = ["MAC", "PC-TWA", "PC-STEL"];

    public static readonly SheetDefinition<ExposureLimit> Air = Columns(new("化学有害因素职业接触限值"), AirUnits, AirLimits);
    public static readonly SheetDefinition<ExposureLimit> Physical = Columns(new("物理因素职业接触限值"), PhysicalUnits, []);
    public static readonly SheetDefinition<BiologicalLimit> Biological = BiologicalColumns();

    static SheetDefinition<ExposureLimit> Columns(SheetDefinition<ExposureLimit> sheet, string[] units, string[] types)
    {
        sheet.Choice("类别", r => r.Category, Categories).Required();
        sheet.Text("条目代码", r => r.EntryCode).Required().WithMaxLength(60).WithHint("同一物质在各版本中相同，如 T1-12（表1第12项）").WithExample("T1-12");
        sheet.Code("序号", r => r.EntryNo).WithMaxLength(20).WithHint("该版标准表中的序号；不清楚时留空");
        sheet.Text("分项", r => r.Sub).WithMaxLength(10);
        sheet.Text("名称", r => r.Name).Required().WithMaxLength(100).WithWidth(24);
        sheet.Text("英文名", r => r.NameEn).WithMaxLength(200);
        sheet.Text("CAS号", r => r.Cas).WithMaxLength(100).WithExample("71-43-2");
        if (types.Length > 0) sheet.Choice("限值类型", r => r.LimitType, types).Required();
        else sheet.Text("限值类型", r => r.LimitType).Required().WithMaxLength(100);
        sheet.Text("粒径", r => r.Fraction).WithMaxLength(20).WithHint("总尘、呼尘、纤维；化学因素留空");
        sheet.Text("条件", r => r.Condition).WithMaxLength(200);
        sheet.Decimal("限值", r => r.Value, min: 0);
        sheet.Text("限值原文", r => r.ValueText).WithMaxLength(100).WithHint("不是单个数字时按原文填写");
        sheet.Text("单位", r => r.Unit).WithMaxLength(30).Check(u => units.Contains(u) ? null : $"单位“{u}”不在已知单位中：{string.Join("、", units)}");
        sheet.Text("备注标识", r => r.Notation).WithMaxLength(60).WithHint("皮、敏、G1、G2A、G2B");
        sheet.Text("临界不良健康效应", r => r.CriticalEffect).WithMaxLength(300);
        sheet.Text("标准", r => r.Standard).Required().WithMaxLength(60);
        sheet.Text("条款", r => r.Clause).WithMaxLength(60);
        sheet.Text("修改单", r => r.Amendment).WithMaxLength(80);
        sheet.Text("数值证据版本", r => r.Evidence).WithMaxLength(100).WithHint("在哪些版本的文件中读到此数值");
        Provenance(sheet);
        return sheet.Unique("条目代码", "分项", "限值类型", "粒径", "条件").WithMaxRows(10_000)
            .Rule(r => r.Value is not null && r.Unit is null ? ("单位", "有限值时必须填写单位") : null)
            .Rule(r => r.Value is 0 ? ("限值", "限值应大于 0") : null)
            .Rule(r => CasProblem(r.Cas, r.Remarks));
    }

    static SheetDefinition<BiologicalLimit> BiologicalColumns()
    {
        var sheet = new SheetDefinition<BiologicalLimit>("生物接触限值");
        sheet.Code("序号", r => r.EntryNo).WithMaxLength(20);
        sheet.Text("名称", r => r.Name).Required().WithMaxLength(100);
        sheet.Text("英文名", r => r.NameEn).WithMaxLength(200);
        sheet.Text("生物监测指标", r => r.Indicator).Required().WithMaxLength(200);
        sheet.Text("指标英文名", r => r.IndicatorEn).WithMaxLength(200);
        sheet.Text("职业接触生物限值", r => r.Limit).WithMaxLength(200);
        sheet.Text("采样时间", r => r.SamplingTime).WithMaxLength(100);
        sheet.Text("修改单", r => r.Amendment).WithMaxLength(80);
        Provenance(sheet);
        return sheet.Unique("名称", "生物监测指标", "采样时间").WithMaxRows(10_000);
    }

    /// <summary>Where a row was read and how far to trust it; every table ends with these.</summary>
    public static void Provenance<TRow>(SheetDefinition<TRow> sheet) where TRow : ReferenceRow, new()
    {
        sheet.Text("来源", r => r.Source).WithMaxLength(200);
        sheet.Choice("可信程度", r => r.Confidence, Confidences.Words).WithHint("与标准原文核对后选“已核对原文”");
        sheet.Text("说明", r => r.Remarks).WithMaxLength(1000);
    }

    /// <summary>A wrong check digit is refused, unless the official list itself prints it so and the row says that.</summary>
    public static (string, string)? CasProblem(string? cas, string? remarks)
    {
        if (cas is null) return null;
        foreach (var part in cas.Split([';', '、', '，', ',', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var number = part.Split('(', '（', ' ')[0];
            if (CasNumber.Check(number) is { IsValid: false } wrong && !(wrong.IsWellFormed && remarks?.Contains("校验位", StringComparison.Ordinal) == true))
                return ("CAS号", $"“{number}”：{wrong.Message}。如原文确实如此，请在说明中注明“原文校验位不符”");
        }
        return null;
    }
}
