using Zhijian.Platform.Imports;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Platform.Reference.Tables;

/// <summary>Columns of the catalogues and code tables.</summary>
static class CatalogueSheets
{
    public static readonly string[] FactorClasses = ["粉尘", "化学因素", "物理因素", "放射性因素", "生物因素", "其他因素"];
    static readonly string[] RiskClasses = ["严重", "较重", "一般"];

    public static SheetDefinition<HazardFactor> Factors()
    {
        var sheet = new SheetDefinition<HazardFactor>("职业病危害因素");
        sheet.Code("编码", r => r.Code).Required().WithMaxLength(20).WithExample("C028");
        sheet.Choice("类别", r => r.ClassName, FactorClasses).Required();
        sheet.Integer("序号", r => r.No, 1, 9999);
        sheet.Text("名称", r => r.Name).Required().WithMaxLength(120).WithWidth(28);
        sheet.Text("英文名", r => r.NameEn).WithMaxLength(200);
        sheet.Text("CAS号", r => r.Cas).WithMaxLength(100);
        sheet.Text("别名", r => r.Aliases).WithMaxLength(300).WithHint("多个别名用分号隔开");
        sheet.YesNo("高毒物品", r => r.HighlyToxic).WithLaw("《高毒物品目录》（卫法监发〔2003〕142号）");
        sheet.Text("对应限值条目", r => r.LinkedLimits).WithMaxLength(300).WithHint("限值表的条目代码，多个用分号隔开");
        LimitSheets.Provenance(sheet);
        return sheet.Unique("编码").WithMaxRows(10_000).Rule(r => LimitSheets.CasProblem(r.Cas, r.Remarks));
    }

    public static SheetDefinition<OccupationalDisease> Diseases()
    {
        var sheet = new SheetDefinition<OccupationalDisease>("职业病分类和目录");
        sheet.Integer("类序号", r => r.ClassNo, 1, 99).Required();
        sheet.Text("类别", r => r.ClassName).Required().WithMaxLength(60);
        sheet.Text("分组", r => r.Subclass).WithMaxLength(60);
        sheet.Integer("序号", r => r.No, 1, 999).Required();
        sheet.Text("病名", r => r.Name).Required().WithMaxLength(200).WithWidth(40);
        LimitSheets.Provenance(sheet);
        return sheet.Unique("病名").WithMaxRows(2_000);
    }

    public static SheetDefinition<FactorLink> Links()
    {
        var sheet = new SheetDefinition<FactorLink>("危害因素对应关系");
        sheet.Code("因素编码", r => r.FactorCode).Required().WithMaxLength(20);
        sheet.Choice("对应种类", r => r.Kind, FactorLink.Disease, FactorLink.Biological).Required();
        sheet.Text("对应名称", r => r.Target).Required().WithMaxLength(200);
        sheet.Text("依据", r => r.Basis).WithMaxLength(200);
        LimitSheets.Provenance(sheet);
        return sheet.Unique("因素编码", "对应种类", "对应名称").WithMaxRows(20_000);
    }

    public static SheetDefinition<IndustryRow> Industries()
    {
        var sheet = new SheetDefinition<IndustryRow>("国民经济行业分类");
        sheet.Code("代码", r => r.Code).Required().WithMaxLength(4).Check(c => IndustryCode.Check(c).Message);
        sheet.Integer("级别", r => r.Level, 1, 4).Required().WithHint("1 门类、2 大类、3 中类、4 小类");
        sheet.Code("上级代码", r => r.ParentCode).WithMaxLength(4);
        sheet.Code("门类", r => r.Section).Required().WithMaxLength(1);
        sheet.Text("名称", r => r.Name).Required().WithMaxLength(100).WithWidth(40);
        LimitSheets.Provenance(sheet);
        return sheet.Unique("代码").WithMaxRows(10_000);
    }

    public static SheetDefinition<DivisionRow> Divisions()
    {
        var sheet = new SheetDefinition<DivisionRow>("行政区划");
        sheet.Code("代码", r => r.Code).Required().WithMaxLength(12).Check(c => c.Length is 6 or 9 or 12 && c.All(char.IsAsciiDigit) ? null : "应为 6、9 或 12 位数字");
        sheet.Integer("级别", r => r.Level, 1, 4).Required().WithHint("1 省、2 市、3 县（含功能区）、4 乡镇（街道）");
        sheet.Code("上级代码", r => r.ParentCode).WithMaxLength(12);
        sheet.Text("名称", r => r.Name).Required().WithMaxLength(60).WithWidth(24);
        sheet.YesNo("功能区", r => r.FunctionalZone);
        LimitSheets.Provenance(sheet);
        return sheet.Unique("代码").WithMaxRows(100_000).Rule(r => r.Level > 1 && r.ParentCode is null ? ("上级代码", "不能为空") : null);
    }

    public static SheetDefinition<CalendarRow> Calendar()
    {
        var sheet = new SheetDefinition<CalendarRow>("节假日安排");
        sheet.Date("日期", r => r.Date).Required();
        sheet.Choice("安排", r => r.Kind, CalendarRow.Holiday, CalendarRow.WorkingDay).Required();
        sheet.Text("节日", r => r.Name).Required().WithMaxLength(20);
        LimitSheets.Provenance(sheet);
        return sheet.Unique("日期").WithMaxRows(10_000).Rule(r =>
            r.Kind == CalendarRow.WorkingDay && r.Date!.Value.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) ? ("安排", "调休上班的应为周六或周日") : null);
    }

    public static SheetDefinition<KeyIndustry> KeyIndustries()
    {
        var sheet = new SheetDefinition<KeyIndustry>("重点行业");
        sheet.Text("专项", r => r.Programme).Required().WithMaxLength(60);
        sheet.Text("行业", r => r.Industry).Required().WithMaxLength(60);
        sheet.Code("行业代码", r => r.IndustryCode).Required().WithMaxLength(4).Check(c => IndustryCode.Check(c).Message);
        sheet.Text("行业名称", r => r.IndustryName).WithMaxLength(100);
        sheet.Text("对应理由", r => r.Rationale).WithMaxLength(300);
        LimitSheets.Provenance(sheet);
        return sheet.Unique("专项", "行业", "行业代码").WithMaxRows(5_000);
    }

    public static SheetDefinition<ProjectRisk> Risks()
    {
        var sheet = new SheetDefinition<ProjectRisk>("建设项目职业病危害风险分类");
        sheet.Code("行业代码", r => r.IndustryCode).Required().WithMaxLength(4).Check(c => IndustryCode.Check(c).Message);
        sheet.Text("行业名称", r => r.Name).Required().WithMaxLength(100).WithWidth(36);
        sheet.Choice("2012年分类", r => r.Class2012, RiskClasses);
        sheet.Choice("2021年分类", r => r.Class2021, "严重", "一般");
        LimitSheets.Provenance(sheet);
        return sheet.Unique("行业代码").WithMaxRows(5_000);
    }
}
