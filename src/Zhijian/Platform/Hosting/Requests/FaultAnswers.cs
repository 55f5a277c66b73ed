using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Zhijian.Data;

namespace Zhijian.Platform.Hosting.Requests;

/// <summary>
/// The one place where an exception or a bare status becomes an answer: ProblemDetails for programs, the page
/// /error/{code} for people; a Chinese sentence, a reference number, never what went wrong inside.
/// </summary>
sealed class FaultAnswers(RequestDelegate next, ILogger<FaultAnswers> log)
{
    /// <summary>nginx's number for "the client went away"; nobody reads it, the log shows it.</summary>
    const int ClientGone = 499;
    const int RetrySeconds = 10;
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly string[] ProgramPaths = ["/api", "/connect", "/health", "/metrics", "/openapi"];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.Response.StatusCode = ClientGone;
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var (status, message) = Faults.Of(e);
            // What people do wrong is told to them; what we do wrong is told to the operator.
            if (status >= StatusCodes.Status500InternalServerError) log.LogError(e, "Request failed with {Status}", status);
            context.Response.Clear();
            await AnswerAsync(context, new(status, message, (e as Refusal)?.Field, e));
            return;
        }
        if (IsBare(context)) await AnswerAsync(context, new(context.Response.StatusCode, Sentence(context.Response.StatusCode)));
    }

    sealed record Fault(int Status, string Message, string? Field = null, Exception? Cause = null);

    static bool IsBare(HttpContext context) =>
        context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null }
        && context.Features.Get<IStatusCodePagesFeature>() is null or { Enabled: true };

    async Task AnswerAsync(HttpContext context, Fault fault)
    {
        context.Response.StatusCode = fault.Status;
        if (fault.Status == StatusCodes.Status503ServiceUnavailable && context.Response.Headers.RetryAfter.Count == 0)
            context.Response.Headers.RetryAfter = RetrySeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        if (IsProgram(context.Request)) await WriteProblemAsync(context, fault);
        else if (!await TryPageAsync(context, fault)) await WritePlainPageAsync(context, fault);
    }

    /// <summary>A browser asks for HTML; what asks for JSON, or speaks to the interfaces, is a program.</summary>
    static bool IsProgram(HttpRequest request)
    {
        if (ProgramPaths.Any(p => request.Path.StartsWithSegments(p))) return true;
        var accept = request.Headers.Accept.ToString();
        return accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("html", StringComparison.OrdinalIgnoreCase);
    }

    static Task WriteProblemAsync(HttpContext context, Fault fault)
    {
        var problem = new ProblemDetails { Status = fault.Status, Title = Title(fault.Status), Detail = fault.Message };
        problem.Extensions["reference"] = Reference(context);
        if (fault.Field is not null) problem.Extensions["field"] = fault.Field;
        return context.Response.WriteAsJsonAsync(problem, Json, "application/problem+json; charset=utf-8", CancellationToken.None);
    }

    /// <summary>Runs the request again as GET /error/{code}. False when that fails, too.</summary>
    async Task<bool> TryPageAsync(HttpContext context, Fault fault)
    {
        var request = context.Request;
        var (path, query, method, endpoint, services, cookie) =
            (request.Path, request.QueryString, request.Method, context.GetEndpoint(), context.RequestServices, request.Headers.Cookie);
        context.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature
        {
            OriginalPathBase = request.PathBase, OriginalPath = path, OriginalQueryString = query.HasValue ? query.Value : null,
            Endpoint = endpoint, RouteValues = context.Features.Get<IRouteValuesFeature>()?.RouteValues,
        });
        if (fault.Cause is not null)
        {
            var handler = new ExceptionHandlerFeature { Error = fault.Cause, Path = path, Endpoint = endpoint, RouteValues = request.RouteValues };
            context.Features.Set<IExceptionHandlerFeature>(handler);
            context.Features.Set<IExceptionHandlerPathFeature>(handler);
        }
        // What failed on our side may fail again for the same reason (the session lies in the database):
        // that page is made for nobody in particular, with services of its own.
        AsyncServiceScope? fresh = fault.Status >= StatusCodes.Status500InternalServerError ? services.CreateAsyncScope() : null;
        if (fresh is { } scope)
        {
            context.RequestServices = scope.ServiceProvider;
            request.Headers.Remove("Cookie");
            context.User = new();
        }
        context.SetEndpoint(null);
        request.RouteValues = [];
        request.Path = $"/error/{fault.Status}";
        request.QueryString = default;
        request.Method = HttpMethods.Get;
        try
        {
            await next(context);
            if (context.Response.HasStarted) return true;
            if (context.GetEndpoint() is null || IsBare(context)) return false;
            // The page may be one that answers 200.
            return true;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            log.LogError(e, "The error page failed");
            context.Response.Clear();
            return false;
        }
        finally
        {
            (request.Path, request.QueryString, request.Method) = (path, query, method);
            if (fresh is { } used)
            {
                context.RequestServices = services;
                request.Headers.Cookie = cookie;
                await used.DisposeAsync();
            }
            if (!context.Response.HasStarted) context.Response.StatusCode = fault.Status;
        }
    }

    /// <summary>When nothing else can be shown. No style of its own: the content security policy forbids it.</summary>
    static Task WritePlainPageAsync(HttpContext context, Fault fault)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Title(fault.Status)}</title>
            <main><h1>{Title(fault.Status)}</h1><p>{HtmlEncoder.Default.Encode(fault.Message)}</p><p>编号：<code>{Reference(context)}</code></p><p><a href="/">返回首页</a></p></main></html>
            """, CancellationToken.None);
    }

    /// <summary>Stands in the log, in the audit and on the page, so that the three can be put together.</summary>
    public static string Reference(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    static string Title(int status) => status switch
    {
        400 => "请求有误", 401 => "尚未登录", 403 => "没有权限", 404 => "没有找到", 405 => "方法不允许", 408 => "请求超时",
        409 => "内容有冲突", 413 => "内容过大", 415 => "格式不支持", 422 => "不能办理", 429 => "操作太频繁",
        503 => "系统暂时不能使用", 507 => "存储空间不足", >= 500 => "系统出错了", _ => "请求未能完成",
    };

    static string Sentence(int status) => status switch
    {
        400 => "请求无法识别，或页面已失效，请刷新后重试。",
        401 => "请先登录，或提供有效的访问令牌。",
        403 => "您的账号不能查看或办理这一事项。",
        404 => "没有找到，或不在您的管辖范围内。",
        405 => "此地址不接受这种请求方法。",
        413 => "提交的内容超过大小限制。",
        415 => "不支持这种内容格式。",
        429 => "请求过于频繁，请稍后再试。",
        503 => "系统正在恢复，请稍后重试。",
        507 => "存储空间已满，本次操作未保存。",
        _ => "请求未能完成，请稍后重试。",
    };
}
