namespace Zhijian.PaperTemplates;

/// <summary>用人单位档案摘要: the file of an employer on a page; no number, no seal.</summary>
internal static class EmployerFile
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Paragraph("PaperTitle", "用人单位职业健康档案摘要")
        .Facts(
            ("单位名称", "{{单位名称}}"),
            ("信用代码", "{{统一社会信用代码}}"),
            ("曾 用 名", "{{曾用名}}"),
            ("所在区划", "{{所在区划}}　监管机关：{{监管机关}}"),
            ("行　　业", "{{行业}}"),
            ("类　　型", "{{注册类型}}　隶属：{{隶属关系}}　规模：{{规模}}　状态：{{经营状态}}"),
            ("负 责 人", "法定代表人：{{法定代表人}}　主要负责人：{{主要负责人}}"),
            ("人　　数", "劳动者 {{劳动者人数}}　劳务派遣 {{派遣人数}}　接触危害 {{接触人数}}"),
            ("危害类别", "{{危害类别}}"),
            ("风　　险", "{{风险}}"),
            ("申　　报", "{{申报情况}}"))
        .Paragraph("Heading", "工作场所")
        .List("工作场所",
            ("名称", 2200, "CellSmall", "{{名称}}"), ("地址", 4144, "CellSmall", "{{地址}}"), ("状态", 1500, "CellSmallCentre", "{{状态}}"), ("劳动者", 1000, "CellSmallCentre", "{{人数}}"))
        .Paragraph("Heading", "接触的职业病危害因素")
        .List("接触",
            ("工作场所", 1800, "CellSmall", "{{场所}}"), ("车间、岗位", 2144, "CellSmall", "{{车间岗位}}"), ("因素", 1900, "CellSmall", "{{因素}}"), ("人数", 800, "CellSmallCentre", "{{人数}}"), ("防护", 2200, "CellSmall", "{{防护}}"))
        .Paragraph("Mark", "{{#有到期}}")
        .Paragraph("Heading", "未办结的到期事项")
        .List("到期",
            ("事项", 3644, "CellSmall", "{{事项}}"), ("期限", 1600, "CellSmallCentre", "{{期限}}"), ("依据", 3600, "CellSmall", "{{依据}}"))
        .Paragraph("Mark", "{{/有到期}}")
        .Paragraph("Verify", "打印：{{打印人}}，{{打印日期}}。本摘要供内部工作参考，不作为行政文书；以平台当日档案为准。");
}
