using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Imports;

/// <summary>How an import looks.</summary>
static class ImportDisplay
{
    public static string ChineseName(this ImportState state) => state switch
    {
        ImportState.Uploaded => "检查中",
        ImportState.Previewed => "待确认",
        ImportState.Applying => "导入中",
        ImportState.Done => "已导入",
        ImportState.Failed => "失败",
        ImportState.Cancelled => "已取消",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone Tone(this ImportState state) => state switch
    {
        ImportState.Previewed => Ui.Pieces.Tone.Warning,
        ImportState.Done => Ui.Pieces.Tone.Success,
        ImportState.Failed => Ui.Pieces.Tone.Danger,
        ImportState.Cancelled => Ui.Pieces.Tone.Neutral,
        _ => Ui.Pieces.Tone.Info,
    };

    /// <summary>The progress piece of an import under way; it asks again until the work is over.</summary>
    public static Progress Draw(this ImportDetail import)
    {
        var rows = import.Run.Good + import.Run.Bad;
        var percent = import.Run.State == ImportState.Applying && rows > 0 ? (int)((import.Run.Written + (long)import.Run.Skipped) * 100 / rows) : 0;
        var detail = import.Run.State == ImportState.Applying
            ? $"已处理 {Display.Count(import.Run.Written + import.Run.Skipped)} / {Display.Count(rows)} 行。可以关闭本页，导入会在后台继续。"
            : import.Job?.Message ?? "正在排队，可以关闭本页稍后再来。";
        return new(import.Run.State.ChineseName(), percent, detail, import.IsWorking ? $"/imports/{import.Run.Id}?handler=Progress" : null);
    }
}
