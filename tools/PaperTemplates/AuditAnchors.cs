namespace Zhijian.PaperTemplates;

/// <summary>审计锚点证明: printed anchors of the audit chain, to be kept outside the platform.</summary>
internal static class AuditAnchors
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("审计锚点证明")
        .Paragraph("BodyBeforeTable", "兹证明，本机关所用职业健康监督管理平台的审计记录，在下列时间的链式校验值（HMAC-SM3）如表所列，共 {{锚点数}} 个。此后对所列序号及以前审计记录的任何修改、删除、插入、调序，都会使重新计算的校验值与本证明不符。")
        .List("锚点",
            ("审计序号", 1300, "CellSmallCentre", "{{审计序号}}"),
            ("时间（北京时间）", 2400, "CellSmallCentre", "{{时间}}"),
            ("校验值（十六进制）", 5144, "CellMono", "{{校验值}}"))
        .Paragraph("BodyLast", "本证明由专人离线保管。核对方法：在平台所在服务器执行 ./run verify，比对相同审计序号的校验值。")
        .Signature()
        .Verification();
}
