namespace Zhijian.PaperTemplates;

/// <summary>文书送达回证.</summary>
internal static class ServiceReturn
{
    public static OfficialPaper Paper() => new OfficialPaper()
        .Head("文书送达回证")
        .Facts(("受送达人", "{{受送达人}}"), ("送达文书", "{{送达文书}}"), ("送达方式", "{{送达方式}}"), ("送达地点", "{{送达地点}}"), ("送达日期", "{{送达日期}}"), ("签 收 人", "{{签收人}}"), ("见 证 人", "{{见证人}}"), ("送 达 人", "{{送达人}}"), ("备　　注", "{{备注}}"))
        .Paragraph("Heading", "送达经过")
        .List("经过", ("日期", 1500, "CellSmallCentre", "{{日期}}"), ("方式", 1500, "CellSmallCentre", "{{方式}}"), ("结果", 2000, "CellSmallCentre", "{{结果}}"), ("说明", 3844, "CellSmall", "{{说明}}"))
        .Paragraph("BodyLast", "注：受送达人拒绝接收的，由送达人记明拒收的事由和日期，邀请见证人到场签名，或者以拍照、录像记录送达过程。")
        .Signature()
        .Verification();
}
