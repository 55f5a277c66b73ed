using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;

namespace Zhijian.Tests.Platform.Imports;

public enum Work { Dust, Noise }

public sealed class Sample
{
    public string Name { get; set; } = "";
    public string? Code { get; set; }
    public DateOnly Sampled { get; set; }
    public DateOnly? Reported { get; set; }
    public decimal? Value { get; set; }
    public int Workers { get; set; }
    public Work? Work { get; set; }
    public string? Scale { get; set; }
    public bool? Declared { get; set; }
}

/// <summary>A table with every kind of column.</summary>
internal static class SampleSheet
{
    public static SheetDefinition<Sample> Define()
    {
        var sheet = new SheetDefinition<Sample>("检测结果");
        sheet.Text("单位名称", r => r.Name).Required().WithMaxLength(20).Alias("企业名称", "用人单位").WithExample("示例机械有限公司").WithHint("营业执照上的全称").WithLaw("职业病防治法第十六条");
        sheet.Code("统一社会信用代码", r => r.Code, text => text.Length == 18 ? Parsed.Of(text) : Parsed.Bad<string>("应为 18 位")).WithExample("914101000000000018");
        sheet.Date("采样日期", r => r.Sampled).Required().WithExample("2018-03-05");
        sheet.Date("报告日期", r => r.Reported);
        sheet.Decimal("浓度", r => r.Value, 0, 10_000, 4).WithExample("1.25");
        sheet.Integer("接触人数", r => r.Workers, 0, 100_000).WithExample("12");
        sheet.Choice("危害种类", r => r.Work, ("粉尘", Work.Dust), ("噪声", Work.Noise)).WithExample("粉尘");
        sheet.Choice("规模", r => r.Scale, "大型", "中型", "小型").WithExample("中型");
        sheet.YesNo("是否申报", r => r.Declared).WithExample("是");
        return sheet.Unique("统一社会信用代码", "采样日期")
            .Rule(r => r.Reported < r.Sampled ? ("报告日期", "早于采样日期") : null);
    }

    public static List<SheetRow<Sample>> Read(byte[] file, FileKind kind = FileKind.Xlsx, SheetDefinition<Sample>? sheet = null, string? onlySheet = null)
    {
        using var reader = Open(file, kind, sheet, onlySheet);
        return [.. reader.Rows(cancel: TestContext.Current.CancellationToken)];
    }

    public static SheetReader<Sample> Open(byte[] file, FileKind kind = FileKind.Xlsx, SheetDefinition<Sample>? sheet = null, string? onlySheet = null) =>
        SheetReader.Open(new MemoryStream(file), kind, sheet ?? Define(), onlySheet);
}
