namespace Zhijian.PaperTemplates;

/// <summary>职业病危害项目申报回执.</summary>
internal static class DeclarationReceipt
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("职业病危害项目申报回执")
        .Paragraph("Body", "{{用人单位名称}}：")
        .Paragraph("BodyBeforeTable", "根据《职业病防治法》第十六条和《职业病危害项目申报办法》的规定，你单位提交的职业病危害项目申报材料已收悉，现予回执。")
        .Facts(
            ("回执编号", "{{文书编号}}"),
            ("工作场所地址", "{{工作场所地址}}"),
            ("申报类别", "{{申报类别}}"),
            ("申报日期", "{{申报日期}}"),
            ("收到日期", "{{收到日期}}"),
            ("危害因素", "{{危害因素种类}}，接触 {{接触总人数}} 人"),
            ("经 办 人", "{{经办人}}"))
        .Paragraph("BodyLast", "申报内容发生重大变化的，应当按照《职业病危害项目申报办法》第八条规定的期限申报变更；终止生产经营活动的，应当自终止之日起15日内办理注销。")
        .Signature()
        .Verification();
}
