using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Registry.Feeds.Intake;

public static class FeedTerms
{
    public static string ChineseName(this FeedOutcome outcome) => outcome switch
    {
        FeedOutcome.New => "新建档案", FeedOutcome.Changed => "有变更", FeedOutcome.Unchanged => "无变化", FeedOutcome.ToConfirm => "待人工确认", FeedOutcome.Rejected => "未采用",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    public static Tone Tone(this FeedOutcome outcome) => outcome switch
    {
        FeedOutcome.New => Platform.Ui.Pieces.Tone.Success, FeedOutcome.Changed => Platform.Ui.Pieces.Tone.Info, FeedOutcome.ToConfirm => Platform.Ui.Pieces.Tone.Warning,
        FeedOutcome.Rejected => Platform.Ui.Pieces.Tone.Danger, _ => Platform.Ui.Pieces.Tone.Neutral,
    };

    public static string ChineseName(this FeedDecision decision) => decision switch
    {
        FeedDecision.None => "待确认", FeedDecision.Accepted => "已确认为在册单位", FeedDecision.MadeNew => "已新建档案", FeedDecision.Dismissed => "不采用",
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, null),
    };

    /// <summary>0.912 of 912 thousandths.</summary>
    public static string Score(int? thousandths) => thousandths is { } s ? (s / 1000m).ToString("0.000", System.Globalization.CultureInfo.InvariantCulture) : Platform.Ui.Display.Nothing;
}
