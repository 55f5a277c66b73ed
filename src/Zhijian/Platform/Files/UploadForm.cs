using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Zhijian.Platform.Files;

/// <summary>
/// A form with a file, read in the order in which it comes: small fields into memory, the file as a stream that goes
/// straight to where it is kept. The antiforgery token stands before the file, in a field or in the header.
/// </summary>
public static class UploadForm
{
    const int MaxFields = 32, MaxField = 4096;

    /// <summary>Reads to the end; the file is received on the way. Several files are received one after the other.</summary>
    /// <param name="receive">File name as sent, content that cannot seek.</param>
    /// <returns>The small fields.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(HttpContext context, Func<string, Stream, Task> receive, CancellationToken ct)
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            throw new BadHttpRequestException("Not a form with files.");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new MultipartReader(boundary, request.Body);
        var isChecked = false;
        while (await NextAsync(reader, ct) is { } section)
        {
            if (section.GetContentDispositionHeader() is not { } disposition) continue;
            if (!disposition.IsFileDisposition())
            {
                if (fields.Count == MaxFields) throw new BadHttpRequestException("Too many fields.");
                fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""] = await TextAsync(section, ct);
                continue;
            }
            if (!isChecked) await CheckTokenAsync(context, fields);
            isChecked = true;
            var file = section.AsFileSection()!;
            // A file field that was left empty.
            if (file.FileName.Length > 0) await receive(file.FileName, file.FileStream!);
        }
        if (!isChecked) await CheckTokenAsync(context, fields);
        return fields;
    }

    static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadNextSectionAsync(ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form ends in the middle.", broken);
        }
    }

    static async Task<string> TextAsync(MultipartSection section, CancellationToken ct)
    {
        var buffer = new byte[MaxField + 1];
        var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length <= MaxField ? System.Text.Encoding.UTF8.GetString(buffer, 0, length) : throw new BadHttpRequestException("A field is too long.");
    }

    static async Task CheckTokenAsync(HttpContext context, Dictionary<string, string> fields)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value;
        // The token's own reader would swallow the whole form to find the field.
        if (options.HeaderName is { } header && !context.Request.Headers.ContainsKey(header))
            context.Request.Headers[header] = fields.GetValueOrDefault(options.FormFieldName) ?? "";
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            throw new BadHttpRequestException("The form has no valid token.");
    }
}

/// <summary>The page reads its form by <see cref="UploadForm"/>: nothing else touches the body before, and the token is checked there.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StreamedUploadAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        for (var i = context.ValueProviderFactories.Count - 1; i >= 0; i--)
            if (context.ValueProviderFactories[i] is FormValueProviderFactory or FormFileValueProviderFactory or JQueryFormValueProviderFactory)
                context.ValueProviderFactories.RemoveAt(i);
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }
}
