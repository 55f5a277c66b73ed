using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Ui.Pages;

/// <summary>The error page; for the API the same as ProblemDetails. It asks neither the database nor the viewer, so that it appears when they are gone.</summary>
[Public]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    public int Status { get; private set; }
    public ErrorAdvice Advice { get; private set; } = ErrorPages.Advice(500);
    public string Reference => HttpContext.TraceIdentifier;

    private string? OriginalPath =>
        HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var asked = RouteData.Values["code"] is string text && int.TryParse(text, out var code) ? code : Response.StatusCode;
        Status = asked is >= 400 and <= 599 ? asked : 404;
        Advice = ErrorPages.Advice(Status);
        Response.StatusCode = Status;
        Response.Headers["X-Reference"] = Reference;
        if (OriginalPath?.StartsWith("/api/", StringComparison.Ordinal) == true)
            context.Result = new ObjectResult(new ProblemDetails { Status = Status, Title = Advice.Title, Detail = Advice.Text, Extensions = { ["reference"] = Reference } }) { StatusCode = Status };
    }
}
