using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Zhijian.Tests.Harness;

/// <summary>A page as a browser holds it; fills and sends its forms with everything hidden in them.</summary>
public sealed class WebPage(HttpClient client, HttpResponseMessage response, string html)
{
    public HttpStatusCode Status => response.StatusCode;
    public string Html { get; } = html;
    public IHtmlDocument Document { get; } = new HtmlParser().ParseDocument(html);
    public string? Location => response.Headers.Location?.ToString();
    /// <summary>Of a file that came instead of a page.</summary>
    public Task<byte[]> BytesAsync() => response.Content.ReadAsByteArrayAsync();
    public string? Disposition => response.Content.Headers.ContentDisposition?.ToString();
    public string Text => Document.Body?.TextContent ?? "";
    public string? Of(string selector) => Document.QuerySelector(selector)?.TextContent.Trim();

    /// <summary>Sends the form that has the named field (or the first), with the button's handler when one is named.</summary>
    public async Task<WebPage> SubmitAsync(Dictionary<string, string?> values, string? handler = null, string? formWith = null)
    {
        var name = formWith ?? values.Keys.FirstOrDefault();
        var form = Document.Forms.FirstOrDefault(f => handler is not null && (f.Action.Contains($"handler={handler}", StringComparison.Ordinal) || f.QuerySelector($"button[formaction*='handler={handler}']") is not null))
            ?? Document.Forms.First(f => f.Method == "post" && (name is null || f.QuerySelector($"[name='{name}']") is not null));
        var button = handler is null ? null : form.QuerySelector($"button[formaction*='handler={handler}']");
        var action = button?.GetAttribute("formaction") ?? form.GetAttribute("action") ?? "";
        if (action.Length == 0) action = response.RequestMessage!.RequestUri!.PathAndQuery;
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var input in form.QuerySelectorAll("input, select, textarea"))
        {
            if (input.GetAttribute("name") is not { Length: > 0 } field || values.ContainsKey(field)) continue;
            if (input is IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }) continue;
            fields.Add(new(field, input switch { IHtmlInputElement i => i.Value, IHtmlSelectElement s => s.Value ?? "", _ => input.TextContent }));
        }
        fields.AddRange(values.Where(v => v.Value is not null).SelectMany(v => v.Value!.Split('\n').Select(part => KeyValuePair.Create(v.Key, part))));
        return await client.PostPageAsync(action, fields);
    }
}

public static class WebPages
{
    public static async Task<WebPage> PageAsync(this HttpClient client, string path)
    {
        var response = await client.GetAsync(path);
        return new(client, response, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Asks again until a job in the background has got that far.</summary>
    public static async Task<WebPage> PageUntilAsync(this HttpClient client, string path, string words)
    {
        var cancel = TestContext.Current.CancellationToken;
        var patience = DateTime.UtcNow.AddSeconds(90);
        while (true)
        {
            var page = await client.PageAsync(path);
            if (page.Text.Contains(words)) return page;
            Assert.True(DateTime.UtcNow < patience, page.Text);
            await Task.Delay(100, cancel);
        }
    }

    public static async Task<WebPage> PostPageAsync(this HttpClient client, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        var response = await client.PostAsync(path, content);
        return new(client, response, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Follows one redirect of this site.</summary>
    public static Task<WebPage> FollowAsync(this HttpClient client, WebPage page) => client.PageAsync(page.Location ?? throw new InvalidOperationException($"{page.Status} leads nowhere"));
}
