namespace Zhijian.PaperTemplates;

/// <summary>用人单位档案摘要: the file of an employer on a page; no number, no seal.</summary>
internal static class EmployerFile
{
    public static OfficialPaper Paper() => new OfficialPaper { IsDense = true }
        .Paragraph("SheetTitle", "用人单位职业健康档案摘要")
        .PairedFacts(
            [("单位名称", "{{单位名称}}")],
            [("信用代码", "{{统一社会信用代码}}"), ("经营状态", "{{经营状态}}")],
            [("所在区划", "{{所在区划}}"), ("监管机关", "{{监管机关}}")],
            [("行　　业", "{{行业}}"), ("曾 用 名", "{{曾用名}}")],
            [("注册类型", "{{注册类型}}"), ("隶属规模", "{{隶属关系}}，{{规模}}")],
            [("法定代表", "{{法定代表人}}"), ("负 责 人", "{{主要负责人}}")],
            [("人　　数", "劳动者 {{劳动者人数}}，派遣 {{派遣人数}}，接触 {{接触人数}}"), ("危害类别", "{{危害类别}}")],
            [("风　　险", "{{风险}}"), ("申　　报", "{{申报情况}}")])
        .Paragraph("SheetHeading", "工作场所")
        .List("工作场所",
            ("名称", 2600, "CellTiny", "{{名称}}"), ("地址", 4644, "CellTiny", "{{地址}}"), ("状态", 1500, "CellTinyCentre", "{{状态}}"), ("劳动者", 1000, "CellTinyCentre", "{{人数}}"))
        .Paragraph("Mark", "{{#还有场所}}")
        .Paragraph("Verify", "{{其余场所}}")
        .Paragraph("Mark", "{{/还有场所}}")
        .Paragraph("SheetHeading", "接触的职业病危害因素")
        .List("接触",
            ("工作场所", 1500, "CellTiny", "{{场所}}"), ("车间、岗位", 2100, "CellTiny", "{{车间岗位}}"), ("因素", 1900, "CellTiny", "{{因素}}"), ("人数", 600, "CellTinyCentre", "{{人数}}"), ("防护", 3644, "CellTiny", "{{防护}}"))
        .Paragraph("Mark", "{{#还有接触}}")
        .Paragraph("Verify", "{{其余接触}}")
        .Paragraph("Mark", "{{/还有接触}}")
        .Paragraph("Mark", "{{#有到期}}")
        .Paragraph("SheetHeading", "未办结的到期事项")
        .List("到期",
            ("事项", 4044, "CellTiny", "{{事项}}"), ("期限", 1700, "CellTinyCentre", "{{期限}}"), ("依据", 4000, "CellTiny", "{{依据}}"))
        .Paragraph("Mark", "{{#还有到期}}")
        .Paragraph("Verify", "{{其余到期}}")
        .Paragraph("Mark", "{{/还有到期}}")
        .Paragraph("Mark", "{{/有到期}}")
        .Paragraph("Verify", "打印：{{打印人}}，{{打印日期}}。本摘要供内部工作参考，不作为行政文书；以平台当日档案为准。");
}
