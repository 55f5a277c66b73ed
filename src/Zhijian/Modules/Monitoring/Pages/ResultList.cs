using Microsoft.AspNetCore.Html;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>A result with the words of its point.</summary>
public sealed class ResultLine
{
    public required MonitoringResult Result { get; init; }
    public required string Workshop { get; init; }
    public required string Post { get; init; }
    public required string Point { get; init; }
    public Guid Id => Result.Id;

    public static IQueryable<ResultLine> Of(IQueryable<MonitoringResult> results, IQueryable<SamplingPoint> points) =>
        from result in results
        join point in points on result.PointId equals point.Id
        select new ResultLine { Result = result, Workshop = point.Workshop, Post = point.Post, Point = point.Name };
}

/// <summary>The results of a report with their working.</summary>
public sealed class ResultList
{
    /// <summary>Bars of levels begin here: nobody works in 0 dB(A).</summary>
    const decimal NoiseFrom = 60, HeatFrom = 20;

    public static IReadOnlyList<Option> Verdicts { get; } = [.. Enum.GetValues<Verdict>().OrderBy(v => v.Weight()).Select(v => new Option(v.ToString(), v.ChineseName()))];

    public ListDefinition<ResultLine> Definition { get; } = new ListDefinition<ResultLine>("results", "检测结果")
        .Key(r => r.Result.Id)
        .Column("ordinal", "序号", r => r.Result.Ordinal, c => c.Sortable().AlignEnd())
        .Computed("place", "车间 / 岗位", r => string.Join(" / ", new[] { r.Workshop, r.Post }.Where(p => p.Length > 0)), c => c.Hidden().Wide())
        .Computed("point", "检测点", r => string.Join(" / ", new[] { r.Workshop, r.Post, r.Point }.Where(p => p.Length > 0)), c => c.Wide().Link(r => $"/monitoring/points/{r.Result.PointId}"))
        .Computed("factor", "危害因素", r => r.Result.FactorName + (r.Result.Fraction == DustFraction.Unstated ? "" : $"（{r.Result.Fraction.Word()}）"), c => c.Wide())
        .Computed("index", "指标", r => r.Result.Index.Symbol(), c => c.NoWrap())
        .Computed("value", "结果与限值", r => ValueText(r.Result), c => c.Cell(r => Bar(r.Result)))
        .Computed("verdict", "判定", r => r.Result.Verdict.ChineseName(), c => c.Hidden().NoWrap())
        .Computed("working", "判定过程", r => r.Result.Working, c => c.Wide())
        .Column("sampled", "采样日期", r => r.Result.SampledOn, c => c.NoWrap())
        .Computed("persons", "接触人数", r => r.Result.Persons, c => c.Hidden().AlignEnd())
        .Computed("limit", "限值", r => r.Result.Limit is { } limit ? $"{Display.Number(limit)} {r.Result.LimitUnit}" : null, c => c.Hidden().NoWrap())
        .Computed("ratio", "比值", r => r.Result.Ratio is { } ratio ? Math.Round((decimal)ratio, 4) : null, c => c.Hidden().AlignEnd())
        .Computed("edition", "标准版本", r => r.Result.Edition, c => c.Hidden().NoWrap())
        .Computed("clause", "条款", r => r.Result.Clause, c => c.Hidden())
        .Computed("shift", "接触时间", r => Shift(r.Result), c => c.Hidden())
        .Computed("minutes", "采样时长（min）", r => r.Result.Minutes, c => c.Hidden().AlignEnd())
        .Select("verdict", "判定", Verdicts, (rows, value) => Enum.TryParse<Verdict>(value, out var verdict) ? rows.Where(r => r.Result.Verdict == verdict) : rows)
        .Text("factor", "危害因素", (rows, name) => rows.Where(r => r.Result.FactorName.Contains(name) || r.Result.FactorCode == name))
        .OrderBy("ordinal");

    public static string ValueText(MonitoringResult r) => $"{(r.BelowDetection ? "<" : "")}{Display.Number(r.Value)} {r.Unit}".Trim();

    /// <summary>The bar where a limit was applied, else the value alone.</summary>
    public static IHtmlContent Bar(MonitoringResult r) => r is { Limit: { } limit, Compared: { } value }
        ? new Ratio(Math.Round(value, 6), Math.Round(limit, 6), Math.Round(r.ActionLevel ?? limit, 6), r.LimitUnit ?? "", r.Band == ExposureBand.None ? null : r.Band.Text(), r.BelowDetection) { From = From(r.Index), Detection = r.BelowDetection ? Math.Round(value * 2, 6) : null }.Draw()
        : Markup.Of($"<span>{ValueText(r)} {Badges.Status(r.Verdict.ChineseName(), r.Verdict.Tone())}</span>");

    static decimal From(ExposureIndex index) => index switch { ExposureIndex.NoiseDay or ExposureIndex.NoiseWeek or ExposureIndex.NoisePeak => NoiseFrom, ExposureIndex.Heat => HeatFrom, _ => 0 };

    static string? Shift(MonitoringResult r) => r.HoursPerDay is null && r.DaysPerWeek is null ? null : $"{Display.Text(r.HoursPerDay)} h/d，{Display.Text(r.DaysPerWeek)} d/周";
}
