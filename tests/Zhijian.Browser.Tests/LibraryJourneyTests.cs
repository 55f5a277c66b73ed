using Microsoft.Playwright;
using Zhijian.Browser.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Zhijian.Browser.Tests;

/// <summary>Anybody looks a limit up; two administrators bring a new version into force.</summary>
[Trait("Needs", "Browser")]
public sealed class LibraryJourneyTests(City city)
{
    [Fact]
    public async Task Anybody_finds_the_limits_of_benzene_by_name_initials_or_cas_number()
    {
        await using var visit = await city.VisitAsync();
        await visit.Page.GotoAsync("/");
        foreach (var words in (string[])["苯", "71-43-2"])
        {
            await visit.Page.GotoAsync("/reference/search?q=" + Uri.EscapeDataString(words));
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("71-43-2");
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("GBZ 2.1-2019");
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("PC-STEL");
        }
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_search_dialog_opens_by_keyboard_and_leads_to_a_factor()
    {
        await using var visit = await city.VisitAsync();
        await visit.SignInAsync("shiguan");
        await visit.Page.Keyboard.PressAsync("Control+K");
        await Expect(visit.Page.Locator("#search")).ToBeVisibleAsync();
        await visit.Page.Keyboard.TypeAsync("甲苯");
        await Expect(visit.Page.Locator("#search-hits a").First).ToContainTextAsync("甲苯");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_filtered_list_keeps_its_filter_in_the_address_and_works_without_script()
    {
        await using var visit = await city.VisitAsync(script: false);
        await visit.Page.GotoAsync("/reference/limits");
        await visit.Page.Locator("input[name=q]").First.FillAsync("甲醛");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "查询" }).First.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("[?&]q="));
        await Expect(visit.Page.Locator("table").First).ToContainTextAsync("甲醛");
    }
}
