namespace Zhijian.PaperTemplates;

/// <summary>立案审批表.</summary>
internal static class CaseFiling
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("立案审批表")
        .Paragraph("Body", "当事人：{{当事人}}")
        .Paragraph("Body", "案由：{{案由}}")
        .Paragraph("Body", "线索情况：{{线索情况}}")
        .Paragraph("Body", "依据{{法律依据}}，建议立案，由执法人员{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}）办理。")
        .Paragraph("BodyLast", "审批意见：同意立案。　审批人：{{审批人}}　审批日期：{{审批日期}}")
        .Signature()
        .Verification();
}

/// <summary>行政处罚告知书.</summary>
internal static class CaseNotice
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("行政处罚告知书")
        .Paragraph("Body", "{{当事人}}：")
        .Paragraph("Body", "本机关对你单位“{{案由}}”一案进行了调查。经查：{{违法事实}}")
        .Paragraph("Body", "以上行为违反了职业病防治的有关规定，依据{{处罚依据}}，拟对你单位作出以下行政处罚：{{处罚内容}}。")
        .Paragraph("Body", "你单位有权陈述、申辩，请在{{陈述申辩期限}}前向本机关提出；逾期不提出的，视为放弃。本机关不因陈述、申辩给予更重的处罚。")
        .Paragraph("Body", "{{#听证}}你单位有权要求听证，请在{{听证期限}}前提出；逾期不提出的，视为放弃。{{/听证}}")
        .Paragraph("BodyLast", "执法人员：{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}）")
        .Signature()
        .Verification();
}

/// <summary>行政处罚决定书.</summary>
internal static class CaseDecision
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("行政处罚决定书")
        .Paragraph("Body", "当事人：{{当事人}}")
        .Paragraph("Body", "案由：{{案由}}")
        .Paragraph("Body", "违法事实：{{违法事实}}")
        .Paragraph("Body", "证据：{{证据}}")
        .Paragraph("Body", "告知和听取意见：{{告知和听取意见}}")
        .Paragraph("Body", "依据{{处罚依据}}，决定给予以下行政处罚：{{处罚内容}}。")
        .Paragraph("Body", "罚款应当自收到本决定书之日起十五日内缴至指定银行或者通过电子支付系统缴纳；逾期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款数额。")
        .Paragraph("Body", "如不服本决定，可以自收到之日起六十日内依法申请行政复议，也可以在六个月内依法向人民法院提起行政诉讼，复议、诉讼期间不停止执行，法律另有规定的除外。")
        .Paragraph("BodyLast", "执法人员：{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}）　决定人：{{决定人}}")
        .Signature()
        .Verification();
}
