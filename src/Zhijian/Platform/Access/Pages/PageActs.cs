using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Platform.Access.Pages;

/// <summary>How a page calls a desk.</summary>
public static class PageActs
{
    /// <summary>
    /// Does it when the form is in order; a refusal stands beside its field and the page shows again. Own: fields that
    /// stand on the page itself, without the prefix.
    /// </summary>
    public static async Task<bool> TryAsync(this PageModel page, Func<Task> act, string prefix = "Input", params IReadOnlyList<string> own)
    {
        if (!page.ModelState.IsValid) return false;
        try
        {
            await act();
            return true;
        }
        catch (Refusal refusal)
        {
            page.ModelState.AddModelError(refusal.Field is null ? "" : prefix.Length == 0 || own.Contains(refusal.Field) ? refusal.Field : $"{prefix}.{refusal.Field}", refusal.Message);
        }
        catch (DbUpdateConcurrencyException e)
        {
            page.ModelState.AddModelError("", Faults.Of(e).Message);
        }
        return false;
    }

    /// <summary>The idempotency key of this rendering of the form.</summary>
    public static string? Key(this PageModel page) => page.Request.Form[SubmitTagHelper.KeyName] is [{ Length: > 0 and <= 64 } key] ? key : null;

    public static string Reason(string? reason) => reason?.Trim() is { Length: > 0 and <= 200 } why ? why : throw new Refusal("请写明原因，不超过 200 个字。", "reason");
}

/// <summary>What is not there, or not in the viewer's scope, is a 404.</summary>
sealed class NotFoundFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is NotFoundException) context.Result = new NotFoundResult();
    }
}
