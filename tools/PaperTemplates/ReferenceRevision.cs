namespace Zhijian.PaperTemplates;

/// <summary>参考数据修订批准书: a new dated version of a reference table is approved.</summary>
internal static class ReferenceRevision
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("参考数据修订批准书")
        .Paragraph("BodyBeforeTable", "经提出、复核，现批准下列参考数据表的新版本。新版本自生效日期起使用；生效日期以前的事项，仍按当时有效的版本判定。")
        .Facts(
            ("数据表名称", "{{数据表名称}}"),
            ("版　　本", "{{版本}}（上一版本：{{上一版本}}）"),
            ("生效日期", "{{生效日期}}"),
            ("提 出 人", "{{提出人}}（{{提出日期}}）"),
            ("复 核 人", "{{复核人}}（{{复核日期}}）"),
            ("修订理由", "{{修订理由}}"),
            ("依据来源", "{{依据来源}}"),
            ("变更行数", "新增 {{新增行数}} 行，修改 {{修改行数}} 行，删除 {{删除行数}} 行"))
        .Paragraph("Heading", "变更明细")
        .List("变更明细",
            ("序号", 740, "CellSmallCentre", "{{序号}}"),
            ("类型", 800, "CellSmallCentre", "{{类型}}"),
            ("条目", 2000, "CellSmall", "{{条目}}"),
            ("项目", 2304, "CellSmall", "{{项目}}"),
            ("原值", 1500, "CellSmall", "{{原值}}"),
            ("新值", 1500, "CellSmall", "{{新值}}"))
        .Paragraph("BodyLast", "修订前后的版本均予保存，可在标准库中查询、比对。")
        .Signature()
        .Verification();
}
