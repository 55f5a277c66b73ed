using Zhijian.Browser.Tests.Harness;

namespace Zhijian.Browser.Tests;

/// <summary>Every page a visitor meets first: accessible, quiet in the console, and no wider than the window.</summary>
[Trait("Needs", "Browser")]
public sealed class LookTests(City city)
{
    public static TheoryData<string, string, int> Pages()
    {
        var data = new TheoryData<string, string, int>();
        (string Who, string[] Paths)[] visits =
        [
            ("", ["/sign-in", "/reference", "/reference/search?q=%E8%8B%AF", "/reference/limits", "/reference/calendar", "/reference/divisions", "/reference/compare", "/reference/sources", "/reference/versions", "/verify", "/kit", "/error/404"]),
            ("shiguan", ["/todo", "/notices", "/jobs", "/papers", "/imports", "/reference/versions", "/account", "/account/activity", "/account/password", "/account/second-factor", "/reference/limits/propose", "/imports/new?kind=organisations", "/admin/authorities/new"]),
            ("xitong", ["/admin/users/new", "/admin/organisations/new", "/admin/clients"]),
            ("anquan", ["/admin/users", "/admin/roles"]),
            ("shenji", ["/audit", "/audit/1", "/audit/anchors"]),
            ("qiye1", ["/todo"]),
        ];
        foreach (var (who, paths) in visits)
            foreach (var path in paths)
                foreach (var width in (int[])[1280, 360]) data.Add(who, path, width);
        return data;
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_quiet_and_fits(string who, string path, int width)
    {
        await using var visit = await city.VisitAsync(width);
        if (who.Length > 0) await visit.SignInAsync(who);
        await visit.Page.GotoAsync(path);
        await visit.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        Assert.Empty(await visit.AccessibilityAsync());
        Assert.DoesNotContain(visit.Complaints, c => path != "/error/404" || !c.Contains("404", StringComparison.Ordinal));
        Assert.True(await visit.OverflowAsync() <= 0, $"{await visit.OverflowAsync()} px too wide");
    }
}
