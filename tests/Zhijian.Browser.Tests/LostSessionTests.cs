using Microsoft.Playwright;
using Zhijian.Browser.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Zhijian.Browser.Tests;

/// <summary>A session that ends in the middle of a form costs nobody what he typed.</summary>
[Trait("Needs", "Browser")]
public sealed class LostSessionTests(City city)
{
    [Fact]
    public async Task What_was_typed_is_there_again_after_signing_in_once_more()
    {
        await using var visit = await city.VisitAsync();
        await visit.SignInAsync("xitong");
        await visit.Page.GotoAsync("/admin/organisations/new");
        await visit.Page.GetByLabel("类别").SelectOptionAsync("Employer");
        await visit.Page.GetByLabel("名称").FillAsync("郑州示例陶瓷有限公司");
        await visit.Page.GetByLabel("统一社会信用代码").FillAsync("91410100MA0000015M");
        var picker = visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "所在区划" });
        await picker.FillAsync("巩义");
        await visit.Page.Locator(".z-picker li[data-value='410181']").First.ClickAsync();
        await visit.Page.Context.ClearCookiesAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("登录已超时");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "重新登录" }).ClickAsync();
        await visit.Page.GetByLabel("登录名").FillAsync("xitong");
        await visit.Page.GetByLabel("密码").FillAsync(city.SignIns.Single(s => s.UserName == "xitong").Password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/admin/organisations/new$"));
        await Expect(visit.Page.GetByLabel("名称")).ToHaveValueAsync("郑州示例陶瓷有限公司");
        await Expect(visit.Page.GetByLabel("类别")).ToHaveValueAsync("Employer");
        await Expect(visit.Page.Locator("input[name='Input.DivisionCode']")).ToHaveValueAsync("410181");
        await Expect(visit.Page.Locator("#toasts")).ToContainTextAsync("已恢复");

        // Given back once: the next visit of the page is empty, and another person never sees it.
        await visit.Page.GotoAsync("/admin/organisations/new");
        await Expect(visit.Page.GetByLabel("名称")).ToHaveValueAsync("");
    }
}
