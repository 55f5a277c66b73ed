using Zhijian.Rules.Identifiers;
using static Zhijian.Tests.Platform.Files.HostileFiles;

namespace Zhijian.Tests.Platform.Imports;

/// <summary>Lists of organisations that do not exist.</summary>
static class OrganisationFiles
{
    public static readonly string[] Headings = ["单位类别", "单位名称", "统一社会信用代码", "行政区划"];

    public static string Code(int n) => UnifiedSocialCreditCode.Create('9', '1', "410181", OrganisationCode.Create($"MB{n:D6}")).Value;

    public static string[] Row(int n, string place = "巩义市") => ["用人单位", $"导入示例{n}号有限公司", Code(n), place];

    public static byte[] Workbook(IEnumerable<string[]> rows) => Xlsx(Rows([Headings, .. rows]));

    public static byte[] Workbook(int from, int count) => Workbook(Enumerable.Range(from, count).Select(n => Row(n)));
}
