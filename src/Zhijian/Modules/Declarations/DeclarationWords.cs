using Microsoft.AspNetCore.Html;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>How states look.</summary>
public static class DeclarationWords
{
    public static IHtmlContent Badge(DeclarationState state) => Badges.Status(state.ChineseName(), ToneOf(state));

    static Tone ToneOf(DeclarationState state) => state switch
    {
        DeclarationState.Effective => Tone.Success,
        DeclarationState.Submitted or DeclarationState.OnlineApproved or DeclarationState.PaperReceived or DeclarationState.UnderVerification or DeclarationState.CancelRequested => Tone.Info,
        DeclarationState.Returned => Tone.Warning,
        DeclarationState.FoundFalse => Tone.Danger,
        _ => Tone.Neutral,
    };
}
