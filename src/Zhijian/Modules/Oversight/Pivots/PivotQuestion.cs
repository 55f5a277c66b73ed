using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Oversight.Pivots;

/// <summary>By what figures are crossed.</summary>
public enum PivotDimension { County, Township, Industry, Factor, HazardClass, Size, Ownership, Risk, Period }

/// <summary>What is asked of the figures: two dimensions, a measure and a division.</summary>
/// <param name="Area">Null: all that the viewer supervises.</param>
public sealed record PivotQuestion(PivotDimension Rows, PivotDimension Columns, Measure Measure, string? Area)
{
    public static readonly PivotQuestion Usual = new(PivotDimension.Industry, PivotDimension.County, Measure.Hazardous, null);

    /// <summary>What cannot be read is as usual.</summary>
    public static PivotQuestion Of(ListRequest request) => new(
        Dimension(request["rows"]) ?? Usual.Rows, Dimension(request["cols2"]) ?? Usual.Columns, Pages.PivotLinks.MeasureOf(request["measure"]) ?? Usual.Measure, request["area"]);

    static PivotDimension? Dimension(string? text) => Enum.TryParse<PivotDimension>(text, out var dimension) && Enum.IsDefined(dimension) ? dimension : null;

    /// <summary>Address of the question on the page.</summary>
    public string Query => $"?rows={Rows}&cols2={Columns}&measure={Measure}{(Area is null ? "" : $"&area={Uri.EscapeDataString(Area)}")}";

    /// <summary>Why it has no answer; null: it has one.</summary>
    public string? Fault => Rows == Columns ? "行和列请选择不同的维度。"
        : (Rows == PivotDimension.Period && Columns.IsManyFold()) || (Columns == PivotDimension.Period && Rows.IsManyFold()) ? "危害因素和危害类别没有留存各月的数，不能与月份交叉。" : null;
}

public static class PivotTerms
{
    public static string Text(this PivotDimension dimension) => dimension switch
    {
        PivotDimension.County => "区县", PivotDimension.Township => "乡镇（街道）", PivotDimension.Industry => "行业大类", PivotDimension.Factor => "危害因素", PivotDimension.HazardClass => "危害类别", PivotDimension.Size => "企业规模",
        PivotDimension.Ownership => "登记注册类型", PivotDimension.Risk => "风险分类", PivotDimension.Period => "月份", _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, null),
    };

    /// <summary>One employer stands under several of it, so its sums say nothing.</summary>
    public static bool IsManyFold(this PivotDimension dimension) => dimension is PivotDimension.Factor or PivotDimension.HazardClass;
}

/// <summary>A line or column: its key in the data and its name.</summary>
/// <param name="Total">Of the line or column; null where one employer stands under several.</param>
public sealed record PivotHead(string Key, string Name, long? Total);

/// <summary>The answer. A cell that nobody counts under is absent.</summary>
/// <param name="AreaCode">The division that was asked, always known.</param>
/// <param name="Live">The month that is kept up to date; its cells open lists.</param>
public sealed record PivotAnswer(PivotQuestion Question, string AreaCode, string AreaName, IReadOnlyList<PivotHead> Rows, IReadOnlyList<PivotHead> Columns, IReadOnlyDictionary<(string Row, string Column), long> Cells, string Live, long? Total)
{
    public long Of(PivotHead row, PivotHead column) => Cells.GetValueOrDefault((row.Key, column.Key));
}
