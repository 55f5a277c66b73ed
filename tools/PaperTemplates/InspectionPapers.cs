namespace Zhijian.PaperTemplates;

/// <summary>现场检查记录.</summary>
internal static class InspectionRecord
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("现场检查记录")
        .Paragraph("Body", "被检查单位：{{用人单位名称}}　　地址：{{地址}}")
        .Paragraph("Body", "现场负责人：{{现场负责人}}　　职务：{{职务}}　　联系电话：{{联系电话}}")
        .Paragraph("Body", "检查类型：{{检查类型}}　　检查场所：{{检查场所}}")
        .Paragraph("Body", "检查时间：{{检查日期}} {{开始时间}} 至 {{结束时间}}")
        .Paragraph("Body", "我们是{{机关名称}}的执法人员{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}），已出示执法证件。现依法对你单位进行现场检查，请予以配合。执法人员与你单位有利害关系的，你有权申请回避。")
        .Paragraph("Body", "检查表：{{检查表}}。检查结果：{{检查结果}}。")
        .Paragraph("Body", "检查情况：{{检查情况}}")
        .Paragraph("BodyBeforeTable", "发现的问题（没有问题的为空表）：")
        .List("问题清单",
            ("序号", 740, "CellSmallCentre", "{{序号}}"),
            ("问题", 4904, "CellSmall", "{{问题}}"),
            ("违反的条款", 3200, "CellSmall", "{{违反条款}}"))
        .Paragraph("Body", "签字情况：{{签字情况}}")
        .Paragraph("Mark", "{{#屏幕签名}}").Paragraph("Body", "检查人员（签名）：").Paragraph("Picture", "{{图:执法人员一签名}}　　{{图:执法人员二签名}}").Paragraph("Mark", "{{/屏幕签名}}")
        .Paragraph("Mark", "{{#负责人屏幕签名}}").Paragraph("Body", "被检查单位现场负责人（签名）：").Paragraph("Picture", "{{图:负责人签名}}").Paragraph("Mark", "{{/负责人屏幕签名}}")
        .Paragraph("Mark", "{{^屏幕签名}}").Paragraph("BodyLast", "检查人员（签名）：　　　　　　　　　　　　被检查单位现场负责人（签名）：").Paragraph("Mark", "{{/屏幕签名}}")
        .Signature()
        .Verification();
}

/// <summary>现场处理措施决定书.</summary>
internal static class InspectionMeasures
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("现场处理措施决定书")
        .Paragraph("Body", "{{用人单位名称}}：")
        .Paragraph("BodyBeforeTable", "本机关现场检查（{{检查记录编号}}）时，发现你单位有下列问题：")
        .List("问题清单",
            ("序号", 740, "CellSmallCentre", "{{序号}}"),
            ("问题", 4904, "CellSmall", "{{问题}}"),
            ("违反的条款", 3200, "CellSmall", "{{违反条款}}"))
        .Paragraph("Body", "以上问题无法保证劳动者健康，根据{{依据}}，现作出如下现场处理决定：{{决定}}。期限至{{期限}}。")
        .Paragraph("Body", "如不服本决定，可以自收到之日起六十日内依法申请行政复议，也可以在六个月内依法向人民法院提起行政诉讼，复议、诉讼期间不停止执行，法律另有规定的除外。")
        .Paragraph("BodyLast", "执法人员：{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}）　　被检查单位负责人（签字）：")
        .Signature()
        .Verification();
}
