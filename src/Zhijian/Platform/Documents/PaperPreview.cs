using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Net.Http.Headers;
using Zhijian.Data;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Documents;

/// <summary>A paper as it would be issued, without a number.</summary>
public sealed record DraftPaper(string Title, byte[] Docx);

/// <summary>
/// The forms of this page can be sent with <c>z-preview</c>: the work is done and checked as ever, the paper that it would issue is shown,
/// and nothing is kept. Where the form is refused, it comes back with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreviewsPaperAttribute : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !request.Form.ContainsKey(PreviewTagHelper.Field))
        {
            await next();
            return;
        }
        var services = context.HttpContext.RequestServices;
        var (done, rehearsal) = await services.GetRequiredService<WritePath>().RehearseAsync(() => next());
        if (done.Result is not RedirectResult || context.HandlerInstance is not PageModel page) return;
        // What would be said of the work is not true of a rehearsal.
        page.TempData.Clear();
        if (rehearsal.Papers is [var paper, ..])
        {
            done.Result = await ShownAsync(paper, services.GetRequiredService<IPdfConverter>(), context.HttpContext.Response, context.HttpContext.RequestAborted);
            return;
        }
        page.ModelState.AddModelError("", "这一步不产生文书，没有可以预览的内容。");
        done.Result = page.Page();
    }

    internal static async Task<IActionResult> ShownAsync(DraftPaper paper, IPdfConverter pdf, HttpResponse response, CancellationToken ct)
    {
        var made = await PdfAsync(paper, pdf, ct);
        var shown = new ContentDispositionHeaderValue(made is null ? "attachment" : "inline");
        shown.SetHttpFileName($"预览-{paper.Title}.{(made is null ? "docx" : "pdf")}");
        response.Headers.ContentDisposition = shown.ToString();
        return made is null ? new FileContentResult(paper.Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document") : new FileContentResult(made, MediaTypeNames.Application.Pdf);
    }

    /// <summary>Null: the converter is not there or had no time; the .docx shows the same.</summary>
    static async Task<byte[]?> PdfAsync(DraftPaper paper, IPdfConverter pdf, CancellationToken ct)
    {
        if (!pdf.Available) return null;
        try
        {
            return await pdf.ConvertAsync(paper.Docx, ct);
        }
        catch (PdfConversionException)
        {
            return null;
        }
    }
}

/// <summary><c>&lt;z-preview /&gt;</c> beside <c>z-submit</c>: shows the paper in another window. The page bears <see cref="PreviewsPaperAttribute"/>.</summary>
[HtmlTargetElement("z-preview", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PreviewTagHelper : TagHelper
{
    public const string Field = "__preview";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Markup.Of($"<button type=\"submit\" class=\"btn\" name=\"{Field}\" value=\"1\" formtarget=\"_blank\">{Markup.Icon("eye")}预览文书</button>"));
}
