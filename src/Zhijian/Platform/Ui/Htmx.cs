using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Ui;

public static class Htmx
{
    /// <summary>Id of the element that htmx wants to fill with this answer; null when a whole page is asked for.</summary>
    public static string? FragmentTarget(this HttpRequest request) =>
        request.Headers.ContainsKey("HX-Request") && !request.Headers.ContainsKey("HX-History-Restore-Request")
            ? request.Headers["HX-Target"].FirstOrDefault()
            : null;

    /// <summary>Tells the user what happened: on the page that follows, or at once when htmx asked for an element of this one.</summary>
    public static void Flash(this PageModel page, string text, Tone tone = Tone.Success)
    {
        var flash = new Flash(text, tone);
        if (page.Request.FragmentTarget() is null or "main")
            page.TempData[Ui.Flash.Key] = flash.Store();
        else
            page.Response.Headers["HX-Trigger"] = JsonSerializer.Serialize(new { flash = new { text, tone = flash.ToneName } });
    }

    /// <summary>Answers with one piece of the kit, for htmx to put in its place.</summary>
    public static ContentResult Piece(this PageModel page, IHtmlContent piece)
    {
        using var html = new StringWriter();
        piece.WriteTo(html, page.HttpContext.RequestServices.GetRequiredService<HtmlEncoder>());
        return page.Content(html.ToString(), "text/html; charset=utf-8");
    }
}

/// <summary>A short message about what was just done.</summary>
public sealed record Flash(string Text, Tone Tone)
{
    public const string Key = "flash";

    public string ToneName => Tone.CssName();

    public string Store() => $"{Tone}|{Text}";

    public static Flash? Read(object? stored) =>
        stored is string text && text.Split('|', 2) is [var tone, var words] && Enum.TryParse<Tone>(tone, out var parsed)
            ? new Flash(words, parsed)
            : null;
}
