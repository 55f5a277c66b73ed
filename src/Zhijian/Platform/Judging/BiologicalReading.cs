using System.Globalization;
using System.Text.RegularExpressions;
using Zhijian.Rules.Exposure;
using Row = Zhijian.Platform.Reference.Rows.BiologicalLimit;

namespace Zhijian.Platform.Judging;

/// <summary>Table 4 as it is printed, read as figures: 47 μmol/mol Cr (100 μg/g Cr) is one limit in two units.</summary>
static partial class BiologicalReading
{
    public static BiologicalLimit Of(StandardEdition edition, Row row)
    {
        var text = row.Limit ?? "";
        var isFloor = text.Contains("基础值", StringComparison.Ordinal);
        IReadOnlyList<BiologicalFigure> figures = isFloor
            ? [.. Percent().Matches(text).Select(m => new BiologicalFigure(Number(m.Groups[1]), "%"))]
            : [.. Figure().Matches(text).Select(m => new BiologicalFigure(Number(m.Groups[1]), m.Groups[2].Value.Trim()))];
        return new(edition, row.Name!, row.Indicator!, row.SamplingTime ?? "", figures, isFloor, LimitRowReading.TrustOf(row.Confidence));
    }

    static decimal Number(Capture capture) => decimal.Parse(capture.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+(?:\.\d+)?)\s*([^\d()（）或]+(?:m[3³])?)")] private static partial Regex Figure();
    [GeneratedRegex(@"(\d+)%")] private static partial Regex Percent();
}
