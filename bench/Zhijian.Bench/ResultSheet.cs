using Zhijian.Platform.Imports;

namespace Zhijian.Bench;

/// <summary>One monitoring result, twelve columns wide.</summary>
internal sealed class Result
{
    public string Number { get; set; } = "";
    public string Employer { get; set; } = "";
    public string? Code { get; set; }
    public string? Workshop { get; set; }
    public string? Post { get; set; }
    public string? Factor { get; set; }
    public string? Index { get; set; }
    public DateOnly Sampled { get; set; }
    public DateOnly? Reported { get; set; }
    public decimal? Value { get; set; }
    public int Workers { get; set; }
    public bool? Exceeds { get; set; }
}

internal static class ResultSheet
{
    private static readonly string[] Indexes = ["C_TWA", "C_STE", "C_ME", "LEX8H"];

    public static SheetDefinition<Result> Definition { get; } = Define(unique: true);

    public static Result Row(int i) => new()
    {
        Number = $"JC2018-{i:00000000}",
        Employer = $"示例机械制造第{i % 50_000}有限公司",
        Code = $"9141010{i % 50_000:0000000}0018",
        Workshop = $"第{i % 97}车间",
        Post = $"岗位{i % 997}",
        Factor = $"危害因素{i % 350}",
        Index = Indexes[i % 4],
        Sampled = new DateOnly(2018, 1, 1).AddDays(i % 365),
        Reported = new DateOnly(2018, 1, 15).AddDays(i % 365),
        Value = i % 10_007 / 100m,
        Workers = i % 300,
        Exceeds = i % 9 == 0,
    };

    /// <param name="unique">Look for duplicate keys, which costs memory for every row.</param>
    public static SheetDefinition<Result> Define(bool unique)
    {
        var sheet = new SheetDefinition<Result>("检测结果").WithMaxRows(2_000_000);
        sheet.Code("检测编号", r => r.Number).Required();
        sheet.Text("单位名称", r => r.Employer).Required().WithMaxLength(200);
        sheet.Code("统一社会信用代码", r => r.Code, text => text.Length == 18 ? Parsed.Of(text) : Parsed.Bad<string>("应为 18 位"));
        sheet.Text("车间", r => r.Workshop);
        sheet.Text("岗位", r => r.Post);
        sheet.Text("危害因素", r => r.Factor);
        sheet.Choice("指标", r => r.Index, Indexes);
        sheet.Date("采样日期", r => r.Sampled).Required();
        sheet.Date("报告日期", r => r.Reported);
        sheet.Decimal("结果", r => r.Value, 0);
        sheet.Integer("接触人数", r => r.Workers, 0);
        sheet.YesNo("是否超标", r => r.Exceeds);
        if (unique) sheet.Unique("检测编号");
        return sheet.Rule(r => r.Reported < r.Sampled ? ("报告日期", "早于采样日期") : null);
    }
}
