using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Access.Pages;

static class FlashActs
{
    /// <summary>Does it and says on the next page what came of it; a refusal is said there, too.</summary>
    public static async Task<bool> TryFlashAsync(this PageModel page, Func<Task<string>> act)
    {
        try
        {
            page.Flash(await act());
            return true;
        }
        catch (Exception e) when (e is Refusal or DbUpdateConcurrencyException)
        {
            page.Flash(Faults.Of(e).Message, Ui.Pieces.Tone.Warning);
            return false;
        }
    }
}
