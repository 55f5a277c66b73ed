using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring;

public static class MonitoringTerms
{
    public static string ChineseName(this ReportState state) => state switch
    {
        ReportState.Draft => "草稿", ReportState.Sealed => "已封存", _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string ChineseName(this ReportDoor door) => door switch
    {
        ReportDoor.Online => "在线填报", ReportDoor.Workbook => "表格上传", ReportDoor.System => "系统报送", _ => throw new ArgumentOutOfRangeException(nameof(door), door, null),
    };

    public static string ChineseName(this Verdict verdict) => verdict switch
    {
        Verdict.Compliant => "合格", Verdict.Action => "达到行动水平", Verdict.Exceeds => "超标", Verdict.Undetermined => "不能判定",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    public static Tone Tone(this Verdict verdict) => verdict switch
    {
        Verdict.Compliant => Platform.Ui.Pieces.Tone.Success, Verdict.Action => Platform.Ui.Pieces.Tone.Warning,
        Verdict.Exceeds => Platform.Ui.Pieces.Tone.Danger, _ => Platform.Ui.Pieces.Tone.Neutral,
    };

    /// <summary>Verdicts from bad to good: what matters first.</summary>
    public static int Weight(this Verdict verdict) => verdict switch { Verdict.Exceeds => 0, Verdict.Undetermined => 1, Verdict.Action => 2, _ => 3 };
}
