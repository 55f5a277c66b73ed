using System.Net;
using Zhijian.Platform.Access;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Access;

/// <summary>Every page, asked by a method or for a handler that it does not have.</summary>
public sealed class HandlerlessRequestTests(Platforms platforms)
{
    static readonly string[] Methods = ["POST", "PUT", "PATCH", "DELETE"];

    [Theory, BothDatabases]
    public async Task No_page_fails_when_it_has_no_handler_for_a_request(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var pages = (await MatrixRoute.AllAsync(platform)).Where(r => r.IsPage).GroupBy(r => r.Pattern).ToList();
        Assert.True(pages.Count > 90, $"only {pages.Count} pages found");
        var holders = platform.Services.GetRequiredService<PermissionCatalogue>().All.ToDictionary(p => p.Key, p => p.Roles.ToHashSet());
        var clients = new Dictionary<Role, (HttpClient Client, string Token)>();
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var page in pages)
        {
            // The demands of the page itself: those that all of its handlers have.
            var demands = page.Select(r => r.Demands.AsEnumerable()).Aggregate((one, other) => one.Intersect(other)).ToList();
            if (Roles.Everyone.Where(role => demands.All(d => holders[d].Contains(role))).Select(r => (Role?)r).FirstOrDefault() is not { } role) continue;
            if (!clients.TryGetValue(role, out var who))
            {
                var client = await platform.SignInAsync(platform.SignIns.First(s => s.Role == role.ToString()).UserName);
                client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
                clients[role] = who = (client, (await client.PageAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
            }
            foreach (var method in Methods.Where(m => !page.Any(r => r.Method == m && r.Handler is null)))
                foreach (var handler in (string?[])[null, "NoSuchHandler"])
                {
                    using var request = new HttpRequestMessage(new(method), (page.First() with { Handler = handler }).With(null));
                    request.Headers.Add("RequestVerificationToken", who.Token);
                    request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", who.Token)]);
                    using var answer = await who.Client.SendAsync(request, TestContext.Current.CancellationToken);
                    asked++;
                    var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)) wrong.Add($"{method} {request.RequestUri} by {role}: {(int)answer.StatusCode}");
                    else if (!text.Contains("z-error-actions", StringComparison.Ordinal)) wrong.Add($"{method} {request.RequestUri}: not the usual page");
                    else if (answer.StatusCode == HttpStatusCode.MethodNotAllowed && !answer.Content.Headers.Allow.Contains("GET")) wrong.Add($"{method} {request.RequestUri}: says nothing of what is allowed");
                }
        }
        Assert.True(asked > 300, $"only {asked} requests were sent");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
