namespace Zhijian.PaperTemplates;

/// <summary>列入失信名单告知书.</summary>
internal static class CreditNotice
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("列入失信名单告知书")
        .Paragraph("Body", "{{用人单位名称}}（统一社会信用代码：{{统一社会信用代码}}）：")
        .Paragraph("BodyBeforeTable", "经查，你单位存在下列事实：")
        .List("事实清单",
            ("序号", 740, "CellSmallCentre", "{{序号}}"),
            ("事实", 8104, "CellSmall", "{{事实}}"))
        .Paragraph("Body", "以上事实属于“{{列入情形}}”。依据{{依据}}，本机关拟将你单位列入失信名单，拟采取的惩戒措施：{{惩戒措施}}。")
        .Paragraph("Body", "依据{{异议依据}}，你单位对拟列入的事实、依据、措施有异议的，可以自收到本告知书之日起{{异议期限}}内向本机关书面提出，本机关核实后答复；逾期不提出的，视为没有异议。")
        .Signature()
        .Verification();
}

/// <summary>列入失信名单决定书.</summary>
internal static class CreditDecision
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("列入失信名单决定书")
        .Paragraph("Body", "{{用人单位名称}}（统一社会信用代码：{{统一社会信用代码}}）：")
        .Paragraph("Body", "本机关以{{告知书编号}}告知你单位拟列入失信名单的事实、依据和异议权利。听取意见情况：{{听取意见}}。")
        .Paragraph("Body", "你单位属于“{{列入情形}}”，依据{{依据}}，决定将你单位列入失信名单，期限：{{期限}}。惩戒措施：{{惩戒措施}}。")
        .Paragraph("Body", "期限届满前，你单位整改到位的，可以申请移出；没有整改到位的，期限依法延长。")
        .Paragraph("Body", "如不服本决定，可以自收到之日起六十日内依法申请行政复议，也可以在六个月内依法向人民法院提起行政诉讼。")
        .Paragraph("BodyLast", "审批人：{{审批人}}")
        .Signature()
        .Verification();
}

/// <summary>移出失信名单决定书.</summary>
internal static class CreditRemoval
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("移出失信名单决定书")
        .Paragraph("Body", "{{用人单位名称}}（统一社会信用代码：{{统一社会信用代码}}）：")
        .Paragraph("Body", "本机关以{{决定书编号}}依据{{依据}}将你单位列入失信名单（列入情形：{{列入情形}}）。")
        .Paragraph("Body", "经审查：{{移出理由}}。决定将你单位移出失信名单，停止公示，停止采取惩戒措施。")
        .Paragraph("BodyLast", "审批人：{{审批人}}")
        .Signature()
        .Verification();
}
