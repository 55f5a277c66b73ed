using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>
/// A report as it is handed in, by whichever door: the page, the workbook or a system. Values are texts as people write them
/// (<c>&lt;0.05</c>, ０.３, 2026/3/1); reading them is the intake's work.
/// </summary>
public sealed record ReportForm
{
    /// <summary>报告编号.</summary>
    public string Number { get; init; } = "";
    [JsonConverter(typeof(JsonStringEnumConverter<ReportKind>))]
    public ReportKind Kind { get; init; }
    /// <summary>统一社会信用代码 of the employer.</summary>
    public string Employer { get; init; } = "";
    /// <summary>Name of the workplace; empty: the main one.</summary>
    public string? Workplace { get; init; }
    public DateOnly? IssuedOn { get; init; }
    /// <summary>Names, separated by 、.</summary>
    public string? Samplers { get; init; }
    /// <summary>Numbers, separated by 、.</summary>
    public string? Instruments { get; init; }
    public IReadOnlyList<ReportRow> Rows { get; init; } = [];

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);
    public static ReportForm OfJson(string json) => JsonSerializer.Deserialize<ReportForm>(json, Json)!;

    public static string[] Words(string? text) =>
        [.. (text ?? "").Split(['、', '，', ',', '；', ';', '/', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}

/// <summary>One result.</summary>
public sealed record ReportRow
{
    public string? Workshop { get; init; }
    public string? Post { get; init; }
    /// <summary>检测点.</summary>
    public string? Point { get; init; }
    public int? Persons { get; init; }
    /// <summary>Code, name or CAS number.</summary>
    public string? Factor { get; init; }
    /// <summary>C_TWA, C_STE, C_ME, C_PE, LEX8H, LEX40H, LPEAK, WBGT, AHW4H.</summary>
    public string? Index { get; init; }
    /// <summary>总尘, 呼尘 or 纤维.</summary>
    public string? Fraction { get; init; }
    public string? Value { get; init; }
    public string? Unit { get; init; }
    public string? BelowDetection { get; init; }
    public string? SampledOn { get; init; }
    public TimeOnly? StartedAt { get; init; }
    /// <summary>Length of the sampling, min.</summary>
    public int? Minutes { get; init; }
    public string? HoursPerDay { get; init; }
    public string? DaysPerWeek { get; init; }
    public string? FreeSilicaPercent { get; init; }
    public string? Intensity { get; init; }
    public string? ExposureRatePercent { get; init; }
    public string? ImpulsesPerDay { get; init; }
}

/// <summary>What is wrong with a report: in its head, or in a row.</summary>
/// <param name="Row">Counted from 0; null for the head.</param>
/// <param name="Field">Property of <see cref="ReportForm"/> or <see cref="ReportRow"/>.</param>
public sealed record FormProblem(int? Row, string Field, string Message);
