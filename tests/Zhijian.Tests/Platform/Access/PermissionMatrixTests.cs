using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Access;

/// <summary>
/// Every page handler and endpoint × every role, and every route with an id × {own, same county, other county, parent,
/// child, other employer}, anonymous and disabled. Nothing is listed by hand: a new route is in the matrix when it exists.
/// </summary>
public sealed class PermissionMatrixTests(Platforms platforms)
{
    [Fact]
    public async Task Every_route_says_who_may_come_in()
    {
        var platform = await platforms.SharedAsync(Database.Sqlite);
        var routes = await MatrixRoute.AllAsync(platform);
        Assert.True(routes.Count > 30, $"only {routes.Count} routes found");
        Assert.Empty(routes.Where(r => r.Markers != 1).Select(r => $"{r.Name} carries {r.Markers} markers"));
        var known = platform.Services.GetRequiredService<PermissionCatalogue>().All.Select(p => p.Key).ToHashSet();
        Assert.Empty(routes.SelectMany(r => r.Demands).Where(d => !known.Contains(d)).Distinct());
        var targeted = Targets().SelectMany(t => t.Routes).ToHashSet();
        Assert.Empty(routes.Where(r => r is { TakesId: true, IsPublic: false } && !targeted.Contains(r.Pattern))
            .Select(r => $"{r.Name} takes an id and no IMatrixTarget knows how to make such a record").Distinct());
    }

    [Theory, BothDatabases]
    public async Task Each_role_comes_in_where_it_may_and_nowhere_else(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var routes = await MatrixRoute.AllAsync(platform);
        var holders = platform.Services.GetRequiredService<PermissionCatalogue>().All.ToDictionary(p => p.Key, p => p.Roles.ToHashSet());
        var wrong = new List<string>();

        foreach (var role in Roles.Everyone)
        {
            var userName = platform.SignIns.First(s => s.Role == role.ToString()).UserName;
            var client = await platform.SignInAsync(userName);
            var token = await TokenAsync(client);
            foreach (var route in routes)
            {
                // The own account: posting would end this very session. Its handlers take no id but of own sessions.
                if (route.IsForSignedIn && route.Method != "GET") continue;
                if (route is { IsPublic: true, Method: not "GET" }) continue;
                var status = await SendAsync(client, route, null, token);
                var expected = route.Demands.All(d => holders[d].Contains(role));
                if (IsIn(status) != expected) wrong.Add($"{role} at {route.Name}: {(int)status.Status} {status.Location}");
            }
        }

        var disabled = await platform.SignInAsync("chengyuan", platform.PasswordOf("chengyuan"));
        var oldToken = await TokenAsync(disabled);
        await DisableAsync(platform, "chengyuan");
        foreach (var (who, client, token) in ((string, HttpClient, string)[])[("anonymous", platform.Anonymous(), ""), ("disabled", disabled, oldToken)])
            foreach (var route in routes.Where(r => !r.IsPublic))
                if (await SendAsync(client, route, null, token) is var status && IsIn(status)) wrong.Add($"{who} at {route.Name}: {(int)status.Status}");

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory, BothDatabases]
    public async Task A_record_of_a_foreign_place_or_employer_is_not_there(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var routes = (await MatrixRoute.AllAsync(platform)).Where(r => r is { TakesId: true, IsPublic: false }).ToList();
        // City, a county with a township and an employer in it, another county with its employer.
        string[] viewers = ["shijianguan", "gongyi", "xiangzhen", "qiye1", "dengfeng", "qiye2"];
        await GrantEverythingAsync(platform, [Role.CitySupervisor, Role.CountySupervisor, Role.TownshipClerk, Role.EmployerUser]);
        var scopes = new List<(string UserName, HttpClient Client, string Token, string Division, string Path, Scope Scope)>();
        foreach (var userName in viewers)
        {
            var client = await platform.SignInAsync(userName);
            var (division, path, scope) = await platform.AsPlatformAsync(async s =>
            {
                var db = s.GetRequiredService<ZhijianDb>();
                var user = await db.Users.SingleAsync(u => u.UserName == userName);
                return (user.DivisionCode, user.ScopePath, (await s.GetRequiredService<ViewerDirectory>().LoadAsync(user.Id, db, default))!.Scope);
            });
            scopes.Add((userName, client, await TokenAsync(client), division, path, scope));
        }

        var wrong = new List<string>();
        foreach (var target in Targets())
            foreach (var place in scopes)
            {
                var record = await platform.AsPlatformAsync(s => target.MakeAsync(s, place.Division, place.Scope.OrganisationId));
                if (record is null) break;
                foreach (var route in routes.Where(r => target.Routes.Contains(r.Pattern)))
                    foreach (var viewer in scopes)
                    {
                        var seen = (!record.IsOwners && viewer.Scope.Covers(place.Path)) || (record.Owner is { } owner && owner == viewer.Scope.OrganisationId);
                        // What is one's own is changed in the tests of the module; here only foreign hands reach for it.
                        if (seen && route.Method != "GET") continue;
                        var answer = await SendAsync(viewer.Client, route, record.RouteValue, viewer.Token);
                        if (seen != (answer.Status == HttpStatusCode.OK) || (!seen && answer.Status != HttpStatusCode.NotFound))
                            wrong.Add($"{viewer.UserName} at {route.Name} of {place.UserName}'s place: {(int)answer.Status}, seen should be {seen}");
                    }
            }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    static IReadOnlyList<IMatrixTarget> Targets() =>
        [.. typeof(IMatrixTarget).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IMatrixTarget)))
            .Select(t => (IMatrixTarget)Activator.CreateInstance(t)!)];

    sealed record Answer(HttpStatusCode Status, string? Location);

    static bool IsIn(Answer answer) => answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        && answer.Location?.StartsWith("/sign-in?", StringComparison.Ordinal) != true && (int)answer.Status < 500;

    static async Task<string> TokenAsync(HttpClient client) =>
        (await client.PageAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    static async Task<Answer> SendAsync(HttpClient client, MatrixRoute route, string? id, string token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.With(id));
        if (route.Method is not ("GET" or "HEAD"))
        {
            request.Headers.Add("RequestVerificationToken", token);
            request.Content = route.IsPage
                ? new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("reason", "矩阵")])
                : new StringContent("{}", Encoding.UTF8, "application/json");
        }
        using var response = await client.SendAsync(request);
        return new(response.StatusCode, response.Headers.Location?.ToString());
    }

    static Task DisableAsync(TestPlatform platform, string userName) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        await s.GetRequiredService<WritePath>().CommitAsync(new("test.disable"), async _ => (await db.Users.SingleAsync(u => u.UserName == userName)).Disabled = true);
        s.GetRequiredService<ViewerDirectory>().Forget();
    });

    /// <summary>So that only the scope decides.</summary>
    static Task GrantEverythingAsync(TestPlatform platform, Role[] roles) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var catalogue = s.GetRequiredService<PermissionCatalogue>();
        await s.GetRequiredService<WritePath>().CommitAsync(new("test.grants"), async _ =>
        {
            var held = await db.Set<RoleGrant>().ToListAsync();
            db.AddRange(from role in roles from permission in catalogue.All
                        where !held.Any(h => h.Role == role && h.Permission == permission.Key)
                        select new RoleGrant { Role = role, Permission = permission.Key });
        });
        catalogue.Forget();
        s.GetRequiredService<ViewerDirectory>().Forget();
    });
}
