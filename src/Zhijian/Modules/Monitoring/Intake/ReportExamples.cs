using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>Examples for the description of the interface; nobody real.</summary>
static class ReportExamples
{
    static readonly Guid Id = new("019b0a3c-5f00-7000-8000-000000000011"), Next = new("019b0a3c-5f00-7000-8000-000000000012");
    const string Employer = "巩义市示例耐火材料有限公司", Digest = "6c1f2a0d5b7e49c3a8f01234567890abcdef0123456789abcdef0123456789ab";
    static readonly DateOnly Sampled = new(2026, 5, 12);

    public static readonly ReportForm Form = new()
    {
        Number = "豫示检字2026-001", Kind = ReportKind.Periodic, Employer = "91410181MA9990010P", IssuedOn = new(2026, 5, 20), Samplers = "张示例、李示例", Instruments = "YQ-001",
        Rows =
        [
            new() { Workshop = "原料车间", Post = "破碎工", Point = "1号破碎机旁", Persons = 4, Factor = "矽尘", Index = "C_TWA", Fraction = "总尘", Value = "1.35", Unit = "mg/m³", SampledOn = "2026-05-12", StartedAt = new(9, 30), Minutes = 240, HoursPerDay = "8", DaysPerWeek = "5", FreeSilicaPercent = "32" },
            new() { Workshop = "原料车间", Post = "破碎工", Point = "1号破碎机旁", Persons = 4, Factor = "噪声", Index = "LEX8H", Value = "84.2", Unit = "dB(A)", SampledOn = "2026-05-12" },
        ],
    };

    public static readonly ReportAnswer Answer = new(Id, Form.Number, 1, nameof(ReportKind.Periodic), Employer, Sampled, Sampled, true, false, 2, 0, 1, 1, 0, Digest, Digest, "ZJ7K-2M4P-9QRT-5VWX-3BCD-8EF");

    public static readonly CorrectionRequest Correction = new("1 号破碎机旁小数点抄错", Form with { Rows = [Form.Rows[0] with { Value = "0.135" }, Form.Rows[1]] });

    public static readonly ReportAnswer Corrected = Answer with { Id = Next, Revision = 2, Compliant = 1, Exceeds = 0 };

    public static readonly IReadOnlyList<ResultAnswer> Results =
    [
        new(1, "D01", "矽尘（游离SiO2含量≥10%）", "C_TWA", 1.35m, false, "mg/m³", 1m, "mg/m³", 1.35, "Ⅳ", "Exceeds", "GBZ2.1-2019-A2", "表2 第40项；6.3.2", "矽尘，GBZ 2.1-2019 表2 第40项，总尘：限值 1 mg/m³；1.35 ÷ 1 = 1.35，超过限值，接触水平 Ⅳ 级。"),
    ];

    public static readonly object Refusal = new
    {
        title = "报告未接收", status = 422, detail = "报告有 1 处需要更正：第 2 行检测结果：无法识别的检测值（未检出须写明检出限，如 <0.05）: ND",
        problems = new[] { new { row = 2, field = nameof(ReportRow.Value), message = "无法识别的检测值（未检出须写明检出限，如 <0.05）: ND" } },
    };
}
