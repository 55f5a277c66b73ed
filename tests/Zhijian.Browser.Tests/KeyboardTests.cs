using Zhijian.Browser.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Zhijian.Browser.Tests;

/// <summary>Whoever works without a mouse sees at every stop where they are, and comes out again at the end.</summary>
[Trait("Needs", "Browser")]
public sealed class KeyboardTests(City city)
{
    const int Most = 400;

    [Theory, InlineData("gongyi", "/todo"), InlineData("gongyi", "/registry"), InlineData("gongyi", "/dangers"), InlineData("gongyi", "/registry/new"), InlineData("shiguan", "/oversight"), InlineData("qiye1", "/todo")]
    public Task Every_stop_of_the_tab_key_can_be_seen_and_none_holds_on(string userName, string path) => city.WithAsync(userName, 1280, async visit =>
    {
        await visit.Page.GotoAsync(path);
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Contains("跳到正文", await visit.Page.EvaluateAsync<string>("() => document.activeElement.innerText"), StringComparison.Ordinal);
        var unseen = new List<string>();
        var (stops, ended) = (0, false);
        for (; stops < Most && !ended; stops++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            // The ring may be the element's own or that of the label or picture it stands in.
            var said = await visit.Page.EvaluateAsync<string>("""
                () => {
                  const at = document.activeElement;
                  if (at === document.body) return '';
                  const ring = e => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0; };
                  // Chromium marks the part of a date that has the focus by itself.
                  const seen = at.type === 'date' || at.getClientRects().length > 0 && (ring(at) || [...at.parentElement.children].some(ring) || at.matches('svg *, svg'));
                  return (seen ? 'seen ' : 'unseen ') + at.outerHTML.slice(0, 120);
                }
                """);
            if (said.Length == 0) ended = true;
            else if (said.StartsWith("unseen", StringComparison.Ordinal)) unseen.Add(said);
        }
        Assert.True(ended, $"after {stops} stops the page still held the focus");
        Assert.Empty(unseen);
    });

    [Fact]
    public Task A_division_and_an_industry_are_picked_without_a_mouse() => city.WithAsync("gongyi", 1280, async visit =>
    {
        await visit.Page.GotoAsync("/registry/new");
        foreach (var (id, typed, chosen) in new[] { ("#DivisionCode", "米河", "米河镇"), ("#Input_IndustryCode", "耐火", "耐火材料制品制造") })
        {
            await visit.Page.Locator(id).FocusAsync();
            await visit.Page.Keyboard.TypeAsync(typed);
            await Expect(visit.Page.Locator("li[role=option]").First).ToBeVisibleAsync();
            await visit.Page.Keyboard.PressAsync("ArrowDown");
            await visit.Page.Keyboard.PressAsync("Enter");
            await Expect(visit.Page.Locator(id)).ToHaveValueAsync(chosen);
        }
    });
}
