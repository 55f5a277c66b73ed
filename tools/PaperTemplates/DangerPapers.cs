namespace Zhijian.PaperTemplates;

/// <summary>责令限期整改指令书.</summary>
internal static class DangerOrder
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("责令限期整改指令书")
        .Paragraph("Body", "{{用人单位名称}}：")
        .Paragraph("BodyBeforeTable", "经查，你单位存在下列问题：")
        .List("问题清单",
            ("序号", 740, "CellSmallCentre", "{{序号}}"),
            ("问题", 3904, "CellSmall", "{{问题}}"),
            ("违反的条款", 2600, "CellSmall", "{{违反条款}}"),
            ("整改期限", 1600, "CellSmallCentre", "{{整改期限}}"))
        .Paragraph("Body", "根据{{依据}}，现责令你单位对上述问题在所列期限内整改完毕，达到有关法律法规规章和标准规定的要求。整改要求：{{整改要求}}")
        .Paragraph("Body", "整改期间，你单位应当采取措施保护劳动者健康；超标作业经治理仍达不到要求的，必须停止。整改完毕，应当申请复查；属于超标的，申请时附具备资质的机构对同一检测点、同一因素的复测结果。逾期不整改或者整改不符合要求的，将依法处理。")
        .Paragraph("Body", "如不服本指令，可以自收到之日起六十日内依法申请行政复议，也可以在六个月内依法向人民法院提起行政诉讼，复议、诉讼期间不停止执行，法律另有规定的除外。")
        .Paragraph("BodyLast", "执法人员：{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}）　　被检查单位负责人（签字）：")
        .Signature()
        .Verification();
}

/// <summary>整改复查意见书.</summary>
internal static class DangerRecheck
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("整改复查意见书")
        .Paragraph("Body", "{{用人单位名称}}：")
        .Paragraph("BodyBeforeTable", "本机关于{{复查日期}}，对“{{原文书编号}}”文书所列问题的整改情况进行了复查，结果如下：")
        .List("问题清单",
            ("序号", 740, "CellSmallCentre", "{{序号}}"),
            ("问题", 3504, "CellSmall", "{{问题}}"),
            ("复测", 3200, "CellSmall", "{{复测}}"),
            ("结论", 1400, "CellSmallCentre", "{{结论}}"))
        .Paragraph("Body", "复查意见：{{复查意见}}")
        .Paragraph("BodyLast", "执法人员：{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}）　　被复查单位负责人（签字）：")
        .Signature()
        .Verification();
}
