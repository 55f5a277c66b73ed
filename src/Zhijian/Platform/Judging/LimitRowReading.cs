using System.Globalization;
using System.Text.RegularExpressions;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Exposure;
using Row = Zhijian.Platform.Reference.Rows.ExposureLimit;

namespace Zhijian.Platform.Judging;

/// <summary>Rows of the reference library as rows of the rules.</summary>
static partial class LimitRowReading
{
    /// <summary>The limits of one edition. Rows that say no limit (classes of work intensity, physiological limits) are left out.</summary>
    public static IEnumerable<LimitRow> Of(string edition, IReadOnlyCollection<Row> rows, Func<Row, string> factorOf) =>
        from row in rows
        let index = IndexOf(row)
        where index is not null && UnitOf(row) is not null
        select new LimitRow(edition, factorOf(row), index.Value, FractionOf(row), ConditionOf(row, index.Value), row.Value, UnitOf(row)!.Value,
            ClauseOf(row), TrustOf(row.Confidence), row.Source, index == ExposureIndex.Other ? $"{row.Name}，{row.LimitType}，{row.Condition}" : row.Condition);

    static ExposureIndex? IndexOf(Row row) => row switch
    {
        { LimitType: "PC-TWA" } => ExposureIndex.TimeWeighted,
        { LimitType: "PC-STEL" } => ExposureIndex.ShortTerm,
        { LimitType: "MAC" } => ExposureIndex.Ceiling,
        { EntryCode: "PHY:噪声", Condition: "每周 5 d，每天 8 h" } => ExposureIndex.NoiseDay,
        { EntryCode: "PHY:噪声", Condition: "每周不是 5 d" } => ExposureIndex.NoiseWeek,
        { EntryCode: "PHY:噪声" } => null,
        { EntryCode: "PHY:脉冲噪声" } => ExposureIndex.NoisePeak,
        { EntryCode: "PHY:高温作业" } => ExposureIndex.Heat,
        { EntryCode: "PHY:手传振动" } => ExposureIndex.HandArm,
        { Category: "物理因素", Value: not null } => ExposureIndex.Other,
        _ => null,
    };

    static Unit? UnitOf(Row row) => Units.TryParse(row.Unit, out var unit) && unit != Unit.Unstated ? unit : null;

    static DustFraction FractionOf(Row row) => row.Fraction switch
    {
        "总尘" => DustFraction.Total,
        "呼尘" => DustFraction.Respirable,
        "纤维" => DustFraction.Fibre,
        _ => DustFraction.Unstated,
    };

    static LimitCondition ConditionOf(Row row, ExposureIndex index)
    {
        if (index == ExposureIndex.NoisePeak) return Range(ConditionKind.Impulses, row.Condition);
        if (index == ExposureIndex.Heat && Heat().Match(row.Condition ?? "") is { Success: true } heat)
            return new(ConditionKind.Heat, 0, false, decimal.Parse(heat.Groups[1].ValueSpan, CultureInfo.InvariantCulture), (WorkIntensity)("ⅠⅡⅢⅣ".IndexOf(heat.Groups[2].Value[0]) + 1));
        return IsSilica(row) ? Range(ConditionKind.FreeSilica, row.Name) : LimitCondition.Always;
    }

    /// <summary>The bands of silica dust, which stand in its name: 10%≤游离SiO2含量≤50%.</summary>
    public static bool IsSilica(Row row) => row.Category == "粉尘" && row.Name?.StartsWith("矽尘", StringComparison.Ordinal) == true;

    static LimitCondition Range(ConditionKind kind, string? text)
    {
        decimal above = 0;
        decimal? upTo = null;
        var inclusive = kind == ConditionKind.Impulses;
        if (Lower().Match(text ?? "") is { Success: true } lower) (above, inclusive) = (Decimal(lower.Groups[1]), lower.Groups[2].Value == "≤");
        else if (Above().Match(text ?? "") is { Success: true } over) (above, inclusive) = (Decimal(over.Groups[1]), false);
        if (Upper().Match(text ?? "") is { Success: true } upper) upTo = Decimal(upper.Groups[1]);
        return new(kind, above, inclusive, upTo);
    }

    static decimal Decimal(Capture capture) => decimal.Parse(capture.ValueSpan, CultureInfo.InvariantCulture);

    static string ClauseOf(Row row) => row.EntryNo is { } number ? $"{row.Clause} 第{number}项" : row.Clause ?? "";

    internal static Trust TrustOf(Confidence? confidence) => confidence switch
    {
        Confidence.Checked => Trust.Checked,
        Confidence.Double => Trust.Double,
        Confidence.Single => Trust.Single,
        Confidence.RecalledMedium => Trust.Recalled,
        _ => Trust.Doubtful,
    };

    [GeneratedRegex(@"(\d+)%，体力劳动强度([ⅠⅡⅢⅣ])级")] private static partial Regex Heat();
    [GeneratedRegex(@"(\d+)%?([<≤])(?:n|游离)")] private static partial Regex Lower();
    [GeneratedRegex(@">(\d+)%?")] private static partial Regex Above();
    [GeneratedRegex(@"≤(\d+)%?$")] private static partial Regex Upper();
}
