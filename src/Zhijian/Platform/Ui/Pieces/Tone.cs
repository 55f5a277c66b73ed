namespace Zhijian.Platform.Ui.Pieces;

/// <summary>What a colour means here. Never shown without a word and an icon.</summary>
public enum Tone { Neutral, Info, Success, Warning, Danger }

public static class Tones
{
    public static string CssName(this Tone tone) => tone switch
    {
        Tone.Info => "info",
        Tone.Success => "success",
        Tone.Warning => "warning",
        Tone.Danger => "danger",
        _ => "neutral",
    };

    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Info => "progress",
        Tone.Success => "circle-check",
        Tone.Warning => "alert-triangle",
        Tone.Danger => "alert-octagon",
        _ => "circle-dashed",
    };
}
