using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting.Requests;

namespace Zhijian.Platform.Ui.Pages;

/// <summary>The error page; for the API the same as ProblemDetails. It asks neither the database nor the viewer, so that it appears when they are gone.</summary>
[Public]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    public int Status { get; private set; }
    public ErrorAdvice Advice { get; private set; } = ErrorPages.Advice(500);
    public string Reference => FaultAnswers.Reference(HttpContext);

    /// <summary>Where to sign in again, and then back to the page whose form was sent too late.</summary>
    public string? SignInPath => Status == StatusCodes.Status401Unauthorized && OriginalPath is { } path ? $"/sign-in?returnUrl={Uri.EscapeDataString(path + OriginalQuery)}" : null;

    private string? OriginalPath =>
        HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath;

    private QueryString OriginalQuery => QueryString.Create(
        QueryHelpers.ParseQuery(HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString).Where(q => q.Key != "handler"));

    /// <summary>What the rules refuse is told in their words.</summary>
    private static ErrorAdvice Told(ErrorAdvice advice, Exception? cause) =>
        cause is not null && Faults.Of(cause) is (StatusCodes.Status422UnprocessableEntity or StatusCodes.Status409Conflict, var message) ? advice with { Text = message } : advice;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var asked = RouteData.Values["code"] is string text && int.TryParse(text, out var code) ? code : Response.StatusCode;
        Status = asked is >= 400 and <= 599 ? asked : 404;
        Advice = Told(ErrorPages.Advice(Status), HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error);
        Response.StatusCode = Status;
        Response.Headers["X-Reference"] = Reference;
        if (OriginalPath?.StartsWith("/api/", StringComparison.Ordinal) == true)
            context.Result = new ObjectResult(new ProblemDetails { Status = Status, Title = Advice.Title, Detail = Advice.Text, Extensions = { ["reference"] = Reference } }) { StatusCode = Status };
    }
}
