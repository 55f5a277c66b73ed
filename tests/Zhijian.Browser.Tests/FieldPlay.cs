using Microsoft.Playwright;
using Zhijian.Browser.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Zhijian.Browser.Tests;

/// <summary>What an officer does at the phone: arrives, fills the sheet, writes the record and has it signed.</summary>
static class FieldPlay
{
    public static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 30_000 };
    static readonly string? Shots = Environment.GetEnvironmentVariable("ZHIJIAN_SHOTS");
    static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static async Task ArriveAsync(Visit phone)
    {
        await ClickAsync(phone, "记录到达");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("请先出示执法证件", Patient);
        await phone.Page.GetByLabel("两名执法人员已到场").CheckAsync();
        await ClickAsync(phone, "记录到达");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("检查中", Patient);
        await LookAsync(phone, "arrived");
    }

    public static async Task FillAsync(Visit phone, Guid id)
    {
        await phone.Page.GotoAsync($"/field#/sheet/{id}");
        await Expect(phone.Page.Locator(".sum")).ToContainTextAsync("还有 26 项", Patient);
        for (var n = 1; n <= 26; n++) await phone.Page.Locator($"label[for='item-{n}-{(n == 22 ? "Unqualified" : "Qualified")}']").ClickAsync();
        var item = phone.Page.Locator("fieldset", new() { Has = phone.Page.Locator("#item-22-Unqualified") });
        await item.Locator("textarea").FillAsync("车间门口没有公告栏");
        await item.Locator("textarea").BlurAsync();
        await item.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "gate.png", MimeType = "image/png", Buffer = Picture });
        await Expect(item).ToContainTextAsync("1 张照片", new() { Timeout = 30_000 });
        await Expect(phone.Page.Locator("#state")).ToContainTextAsync("未发送", Patient);
    }

    public static async Task RecordAsync(Visit phone, Guid id)
    {
        await phone.Page.GotoAsync($"/field#/record/{id}");
        await Expect(phone.Page.Locator("h1")).ToContainTextAsync("现场检查记录", Patient);
        foreach (var (label, value) in new[] { ("检查地址", "示例路1号"), ("现场负责人", "王某"), ("检查场所", "破碎车间"), ("开始时间", "09:00"), ("结束时间", "11:30"), ("检查情况", "对破碎车间进行了检查") })
            await phone.Page.GetByLabel(label, new() { Exact = true }).FillAsync(value);
        await LookAsync(phone, "record");
        await ClickAsync(phone, "下一步：核对并签字");
        await Expect(phone.Page.Locator("h1")).ToContainTextAsync("核对并签字", Patient);
        await ClickAsync(phone, "完成记录");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("没有签名", Patient);
        for (var n = 0; n < 3; n++) await SignAsync(phone, phone.Page.Locator("canvas").Nth(n));
        await LookAsync(phone, "sign");
        await ClickAsync(phone, "完成记录");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("已制作记录（待同步）", Patient);
    }

    static async Task SignAsync(Visit phone, ILocator canvas)
    {
        await canvas.ScrollIntoViewIfNeededAsync();
        var box = (await canvas.BoundingBoxAsync())!;
        await phone.Page.Mouse.MoveAsync(box.X + 30, box.Y + 30);
        await phone.Page.Mouse.DownAsync();
        await phone.Page.Mouse.MoveAsync(box.X + 150, box.Y + 70, new() { Steps = 8 });
        await phone.Page.Mouse.MoveAsync(box.X + 220, box.Y + 25, new() { Steps = 8 });
        await phone.Page.Mouse.UpAsync();
    }

    public static Task ClickAsync(Visit phone, string name) => phone.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    public static async Task LookAsync(Visit phone, string name)
    {
        if (Shots is not null) await phone.Page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"field-{name}.png"), FullPage = true });
        Assert.Empty(await phone.AccessibilityAsync());
        Assert.True(await phone.OverflowAsync() <= 0, $"{name} is {await phone.OverflowAsync()} px too wide");
    }

    public static async Task OnlineAsync(Visit phone)
    {
        await phone.OfflineAsync(false);
        await ClickAsync(phone, "同步");
    }
}
