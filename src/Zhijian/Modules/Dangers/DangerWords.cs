using Microsoft.AspNetCore.Html;
using Zhijian.Data;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <summary>How states, grades and sources are called and look.</summary>
public static class DangerWords
{
    public static string Text(this DangerSource source) => source switch
    {
        DangerSource.Report => "检测报告", DangerSource.Inspection => "监督检查", DangerSource.Declaration => "申报", DangerSource.Due => "逾期事项",
        DangerSource.SelfCheck => "自查", DangerSource.Complaint => "举报", _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    public static string Text(this DangerTurn turn) => turn switch { DangerTurn.Supervisor => "监管机关", DangerTurn.Employer => "用人单位", _ => "—" };

    public static Tone ToneOf(DangerState state) => state switch
    {
        DangerState.Closed => Tone.Success,
        DangerState.Overdue or DangerState.CaseCandidate or DangerState.CaseFiled => Tone.Danger,
        DangerState.Found or DangerState.RecheckRequested => Tone.Warning,
        _ => Tone.Info,
    };

    public static IHtmlContent Badge(DangerState state) => Badges.Status(state.Text(), ToneOf(state));

    public static IHtmlContent Badge(DangerGrade grade) => grade == DangerGrade.Major ? Badges.Status("重大", Tone.Danger, "flame") : Badges.Status("一般", Tone.Neutral);

    /// <summary>What it is called in a list: the factor at its point, or the beginning of the finding.</summary>
    public static string Title(HiddenDanger danger) => danger.FactorName is { } factor ? $"{danger.PointName} {factor}" : Texts.Cut(danger.Finding, 40);
}
