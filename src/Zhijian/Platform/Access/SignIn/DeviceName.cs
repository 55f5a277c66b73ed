namespace Zhijian.Platform.Access.SignIn;

/// <summary>A device as its owner knows it, from what the browser calls itself.</summary>
public static class DeviceName
{
    // The first that fits: most browsers claim to be others as well.
    static readonly (string Sign, string Name)[] Browsers =
    [
        ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("QQBrowser", "QQ 浏览器"), ("QIHU", "360 浏览器"), ("UCBrowser", "UC 浏览器"),
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    static readonly (string Sign, string Name)[] Systems =
    [
        ("HarmonyOS", "鸿蒙"), ("Android", "安卓手机"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    /// <returns>"Chrome（Windows）"; what is not known is given as it came.</returns>
    public static string Of(string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent)) return "未知设备";
        var (browser, system) = (Find(Browsers, agent), Find(Systems, agent));
        return (browser, system) switch
        {
            (null, null) => agent,
            (null, _) => system!,
            (_, null) => browser,
            _ => $"{browser}（{system}）",
        };
    }

    static string? Find((string Sign, string Name)[] signs, string agent) =>
        signs.FirstOrDefault(s => agent.Contains(s.Sign, StringComparison.OrdinalIgnoreCase)).Name;
}
