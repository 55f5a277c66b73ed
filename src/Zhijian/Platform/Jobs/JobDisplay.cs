using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Jobs;

/// <summary>How a run looks.</summary>
public static class JobDisplay
{
    public static string ChineseName(this JobState state) => state switch
    {
        JobState.Queued => "排队中",
        JobState.Running => "进行中",
        JobState.Succeeded => "已完成",
        JobState.Failed => "失败",
        JobState.Cancelled => "已取消",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone Tone(this JobState state) => state switch
    {
        JobState.Succeeded => Ui.Pieces.Tone.Success,
        JobState.Failed => Ui.Pieces.Tone.Danger,
        JobState.Cancelled => Ui.Pieces.Tone.Neutral,
        _ => Ui.Pieces.Tone.Info,
    };

    /// <summary>The progress piece; it asks again at the path until the run is over.</summary>
    public static Progress Draw(this JobRun run, string pollPath)
    {
        var percent = run.State == JobState.Succeeded ? 100 : run.Total is > 0 and var total ? (int)(run.Done * 100 / total) : 0;
        var detail = run.Message ?? (run.Total is { } all ? $"{Display.Count(run.Done)} / {Display.Count(all)}" : null);
        return new(run.State.ChineseName(), percent, detail, run.IsOver ? null : pollPath, run.State.Tone());
    }
}
