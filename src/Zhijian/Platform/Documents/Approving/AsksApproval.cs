using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Zhijian.Data;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Documents.Approving;

/// <summary>
/// The forms of this page can be sent with <c>z-ask-approval</c>: the work is done and checked as ever, nothing of it is kept but what was written
/// and the paper as it would be, and a head is asked.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AsksApprovalAttribute : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !request.Form.ContainsKey(AskApprovalTagHelper.Field))
        {
            await next();
            return;
        }
        var services = context.HttpContext.RequestServices;
        var (done, rehearsal) = await services.GetRequiredService<WritePath>().RehearseAsync(() => next());
        if (done.Result is not RedirectResult || context.HandlerInstance is not PageModel page) return;
        page.TempData.Clear();
        var asked = await page.TryAsync(async () =>
        {
            if (rehearsal is not { Step: { } step, Papers: [var paper, ..] }) throw new Refusal("这一步不须审批。");
            await services.GetRequiredService<ApprovalDesk>().SubmitAsync(step, paper, page.Key(), context.HttpContext.RequestAborted);
        }, "");
        if (asked) page.Flash("已送审，批准后自动编号出具。");
        else done.Result = page.Page();
    }
}

/// <summary><c>&lt;z-ask-approval form="danger-order" /&gt;</c> beside <c>z-submit</c>; nothing where the form is not approved. The page bears <see cref="AsksApprovalAttribute"/>.</summary>
[HtmlTargetElement("z-ask-approval", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AskApprovalTagHelper(ApprovalBook book) : TagHelper
{
    public const string Field = "__approval";

    public string Form { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var mode = book.Today(Form);
        if (mode == ApprovalMode.None) output.SuppressOutput();
        else output.Become(Markup.Of($"<button type=\"submit\" class=\"btn {(mode == ApprovalMode.Required ? "btn-primary" : "")}\" name=\"{Field}\" value=\"1\">{Markup.Icon("checkup-list")}送审</button>"));
    }
}
