using System.Text;

namespace Zhijian.Platform.Documents.Pdf;

/// <summary>
/// A folder with the settings of one LibreOffice: macros and Java off, nothing updated or loaded from outside, and the order in which the fonts
/// of official papers are replaced where they are not installed.
/// </summary>
internal sealed class LibreOfficeProfile
{
    public const string SystemFonts = "/etc/fonts/fonts.conf";

    private LibreOfficeProfile(string folder) => Folder = folder;

    public string Folder { get; }
    public string Work => Path.Combine(Folder, "work");
    public string Fonts => Path.Combine(Folder, "fonts.conf");

    public static LibreOfficeProfile Create(string folder)
    {
        var profile = new LibreOfficeProfile(folder);
        Directory.CreateDirectory(profile.Work);
        Directory.CreateDirectory(Path.Combine(folder, "user"));
        // Papers hold personal data: nobody else on the machine may read them while they are converted.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(Path.Combine(folder, "user", "registrymodifications.xcu"), Registry());
        File.WriteAllText(profile.Fonts, FontConfiguration());
        return profile;
    }

    public void ClearWork()
    {
        if (!Directory.Exists(Work)) return;
        foreach (var file in Directory.EnumerateFiles(Work)) File.Delete(file);
        foreach (var directory in Directory.EnumerateDirectories(Work)) Directory.Delete(directory, recursive: true);
    }

    public void Delete() => Delete(Folder);

    /// <summary>Removes a folder as far as that is possible; an ending process may still hold a file, and the platform's stop tries again.</summary>
    public static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { /* never instead of the answer to the user */ }
    }

    private static readonly (string Path, string Name, string Value)[] Settings =
    [
        ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
        ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
        ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
        ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
        ("/org.openoffice.Office.Common/Misc", "MacroRecorderMode", "false"),
        ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
        ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
        ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ];

    private static string Registry()
    {
        var xml = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?>""").Append('\n')
            .Append("""<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">""").Append('\n');
        foreach (var (path, name, value) in Settings)
            xml.Append($"""<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>""").Append('\n');
        return xml.Append("</oor:items>\n").ToString();
    }

    private static readonly string[] Headline = ["方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "Noto Serif CJK SC", "Source Han Serif SC", "思源宋体", "宋体", "SimSun"];
    private static readonly string[] Song = ["宋体", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC", "思源宋体"];
    private static readonly string[] FangSong = ["仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体", "STFangsong", "华文仿宋", "Noto Serif CJK SC", "Source Han Serif SC", "宋体", "SimSun"];
    private static readonly string[] Hei = ["黑体", "SimHei", "方正黑体_GBK", "Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "WenQuanYi Zen Hei"];
    private static readonly string[] Kai = ["楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "STKaiti", "Noto Serif CJK SC", "宋体", "SimSun"];

    private static readonly string[] Latin = ["Times New Roman", "Liberation Serif", "Tinos", "Noto Serif CJK SC"];
    private static readonly string[] Fixed = ["Courier New", "Liberation Mono", "Cousine", "DejaVu Sans Mono", "Noto Sans Mono CJK SC"];

    /// <summary>Each font name of GB/T 9704 papers, and what stands in for it in order.</summary>
    private static string FontConfiguration()
    {
        var xml = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n");
        // What follows Noto in a list stands in only; it has its own order, if any.
        foreach (var family in new[] { Headline, Song, FangSong, Hei, Kai, Latin, Fixed })
            foreach (var name in family.TakeWhile(n => !n.StartsWith("Noto", StringComparison.Ordinal)))
                xml.Append($"<alias binding=\"same\"><family>{name}</family><accept>{string.Concat(family.Where(f => f != name).Select(f => $"<family>{f}</family>"))}</accept></alias>\n");
        // 小标宋 is heavy: its substitute is taken in bold where there is a bold.
        foreach (var name in Headline.TakeWhile(n => !n.StartsWith("Noto", StringComparison.Ordinal)))
            xml.Append($"<match target=\"pattern\"><test name=\"family\"><string>{name}</string></test><edit name=\"weight\" mode=\"assign\"><const>bold</const></edit></match>\n");
        return xml.Append($"<include ignore_missing=\"yes\">{SystemFonts}</include>\n</fontconfig>\n").ToString();
    }
}
