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
        .Paragraph("Body", "你单位有权陈述、申辩，请自收到本告知书之日起{{陈述申辩期限}}内向本机关提出；逾期不提出的，视为放弃。本机关不因陈述、申辩给予更重的处罚。")
        .Paragraph("Body", "{{#听证}}你单位有权要求听证，请自收到本告知书之日起{{听证期限}}内提出；逾期不提出的，视为放弃。{{/听证}}")
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
        .Paragraph("Body", "{{#罚款}}罚款应当自收到本决定书之日起{{缴款期限}}内缴至指定银行或者通过电子支付系统缴纳；逾期不缴纳的，{{加处罚款}}加处罚款，加处罚款的数额不超过罚款数额。{{/罚款}}")
        .Paragraph("Body", "如不服本决定，可以自收到之日起{{复议期限}}内依法申请行政复议，也可以在{{诉讼期限}}内依法向人民法院提起行政诉讼，复议、诉讼期间不停止执行，法律另有规定的除外。")
        .Paragraph("BodyLast", "执法人员：{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}）　决定人：{{决定人}}")
        .Signature()
        .Verification();
}

/// <summary>行政强制措施决定书 with its list.</summary>
internal static class CaseMeasure
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("行政强制措施决定书")
        .Paragraph("Body", "{{当事人}}：")
        .Paragraph("Body", "本机关办理的“{{案由}}”一案（{{案件编号}}），因{{理由}}，依据{{措施依据}}，决定采取以下行政强制措施：{{措施}}。")
        .Paragraph("Body", "{{#清单}}对象：{{对象}}。{{/清单}}地点：{{地点}}。期限：{{期限起}}至{{期限止}}。")
        .Paragraph("Body", "期限内，未经本机关批准，{{#清单}}不得启封、使用、转移、损毁{{/清单}}{{#作业}}不得恢复作业、破坏现场{{/作业}}。你单位有权陈述、申辩；如不服本决定，可以自收到之日起{{复议期限}}内依法申请行政复议，也可以在{{诉讼期限}}内依法向人民法院提起行政诉讼。")
        .Paragraph("Mark", "{{#清单}}")
        .Paragraph("Body", "清单如下，一式两份，由当事人和本机关分别保存：")
        .List("物品", ("序号", 800, "CellSmallCentre", "{{序号}}"), ("名称", 2800, "Cell", "{{名称}}"), ("规格型号", 2000, "Cell", "{{规格}}"), ("数量", 1000, "Cell", "{{数量}}"), ("状态", 2244, "Cell", "{{状态}}"))
        .Paragraph("Mark", "{{/清单}}")
        .Paragraph("Body", "执法人员：{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}），已出示执法证件，当场告知理由、依据和当事人的权利。")
        .Paragraph("Body", "当事人（签名或者盖章）：")
        .Paragraph("BodyLast", "见证人（签名）：")
        .Signature()
        .Verification();
}

/// <summary>The papers of the other steps: one look, a title each.</summary>
internal static class CaseSteps
{
    public static readonly (string Code, string Title)[] All =
    [
        ("case-inquiry-notice", "询问通知书"), ("case-appraisal", "鉴定委托书"), ("case-preserve", "先行登记保存证据通知书"), ("case-preserve-handling", "先行登记保存证据处理决定书"), ("case-measure-approval", "行政强制措施审批表"), ("case-measure-extension", "行政强制措施延长通知书"), ("case-measure-end", "行政强制措施处理决定书"),
        ("case-investigation", "案件调查报告"), ("case-defence", "当事人陈述申辩笔录"),
        ("case-defence-review", "陈述申辩复核意见书"), ("case-hearing-notice", "听证会通知书"), ("case-hearing-report", "听证会报告书"), ("case-legal-review", "行政处罚法制审核意见书"),
        ("case-discussion", "重大案件集体讨论记录"), ("case-extension", "案件延期审批表"), ("case-no-penalty", "不予行政处罚决定书"), ("case-transfer", "案件移送书"), ("case-termination", "案件终止审批表"),
        ("case-instalments", "延期（分期）缴纳罚款批准书"), ("case-demand", "行政强制执行事先催告书"), ("case-court", "强制执行申请书"), ("case-closing", "结案审批表"),
    ];

    public static OfficialPaper Paper(string title) => new OfficialPaper()
        .Head(title)
        .Facts(("案件编号", "{{案件编号}}"), ("当 事 人", "{{当事人}}"), ("案　　由", "{{案由}}"), ("立案日期", "{{立案日期}}"), ("日　　期", "{{日期}}"))
        .Paragraph("Mark", "")
        .List("内容", ("项目", 2000, "CellHead", "{{项目}}"), ("内容", 6844, "Cell", "{{说明}}"))
        .Paragraph("Body", "依据：{{依据}}")
        .Paragraph("BodyLast", "执法人员：{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}）")
        .Signature()
        .Verification();
}

/// <summary>询问笔录, 勘验笔录, 抽样取证凭证.</summary>
internal static class CaseRecords
{
    public static readonly (string Code, string Title, string Who, string End)[] All =
    [
        ("case-inquiry", "询问笔录", "被询问人", "以上笔录我看过（向我宣读过），与我说的一致。　被询问人（逐页签名）：　　　　　　　　日期："), ("case-site", "勘验笔录", "当事人、在场人", "当事人、见证人（签名）：　　　　　　　　日期："),
        ("case-sampling", "抽样取证凭证", "当事人、在场人", "以上样品经核对无误。　当事人（签名）：　　　　　　　　日期："),
    ];

    public static OfficialPaper Paper(string title, string who, string end) => new OfficialPaper()
        .Head(title)
        .Facts(("案件编号", "{{案件编号}}"), ("当 事 人", "{{当事人}}"), ("案　　由", "{{案由}}"), ("时　　间", "{{日期}}　{{开始时间}} 至 {{结束时间}}"), ("地　　点", "{{地点}}"), (who, "{{对象}}"), ("单位职务", "{{对象身份}}"), ("证件号码", "{{证件号码}}"))
        .Paragraph("Body", "执法人员{{执法人员一}}（证号：{{证号一}}）、{{执法人员二}}（证号：{{证号二}}）已出示执法证件，并告知有申请回避和如实陈述的权利、义务。")
        .List("内容", ("序号", 800, "CellSmallCentre", "{{序号}}"), ("记录", 8044, "Cell", "{{内容}}"))
        .Paragraph("BodyLast", end)
        .Signature()
        .Verification();
}

/// <summary>案卷首页 and 卷内目录: no number and no seal of their own, they bind what has them.</summary>
internal static class CaseDossier
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Paragraph("PaperTitle", "行政处罚案卷")
        .Facts(("机　　关", "{{机关}}"), ("案件编号", "{{案件编号}}"), ("当 事 人", "{{当事人}}"), ("案　　由", "{{案由}}"), ("处理结果", "{{处理结果}}"), ("立案日期", "{{立案日期}}"), ("结案日期", "{{结案日期}}"),
            ("办案人员", "{{办案人员}}"), ("归 档 号", "{{归档号}}"), ("卷内情况", "共 {{件数}} 件，{{页数}} 页；生成于 {{生成时间}}"))
        .Paragraph("Heading", "卷内目录")
        .List("目录", ("序号", 700, "CellSmallCentre", "{{序号}}"), ("材料名称", 2944, "CellSmall", "{{名称}}"), ("文号", 2950, "CellSmall", "{{文号}}"), ("日期", 1500, "CellSmallCentre", "{{日期}}"), ("页次", 750, "CellSmallCentre", "{{页次}}"));
}
