using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Zhijian.Platform.Ui.Pieces;

public enum ChartKind { Bar, StackedBar, HorizontalBar, Line, Pie }

/// <param name="Tone">Gives the series the colour of its meaning; without it the next of the palette.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values, Tone? Tone = null);

/// <summary>Figures to draw. The picture and the table below it come from the same figures.</summary>
public sealed record Chart(string Title, ChartKind Kind, string Unit, IReadOnlyList<string> Categories, params IReadOnlyList<ChartSeries> Series);

/// <param name="Code">Division code as in the geo JSON.</param>
public sealed record MapValue(string Code, string Name, decimal Value, string? Path = null);

/// <summary><c>&lt;z-chart of="@chart" /&gt;</c></summary>
[HtmlTargetElement("z-chart", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChartTagHelper : TagHelper
{
    public required Chart Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var rows = Of.Categories.Select((category, i) => (category, values: Of.Series.Select(series => series.Values[i])));
        output.Become(Figure.Draw("chart", Of.Title, Of.Unit, Of, Markup.Of($"""
            <thead><tr><th scope="col">项目</th>{Markup.Each(Of.Series, s => $"<th scope=\"col\" class=\"z-end\">{s.Name}</th>")}</tr></thead>
            <tbody>{Markup.Each(rows, r => $"<tr><th scope=\"row\">{r.category}</th>{Markup.Each(r.values, v => $"<td class=\"z-end\">{Display.Text(v)}</td>")}</tr>")}</tbody>
            """)));
    }
}

/// <summary><c>&lt;z-map title="…" unit="家" values="@values" /&gt;</c>: counties coloured by a figure.</summary>
[HtmlTargetElement("z-map", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MapTagHelper : TagHelper
{
    public required string Title { get; set; }
    public required string Unit { get; set; }
    public required IReadOnlyList<MapValue> Values { get; set; }

    /// <summary>Address of the geo JSON.</summary>
    public string Geo { get; set; } = "/reference/map/zhengzhou.json";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Figure.Draw("map", Title, Unit, new { Title, Unit, Values, Geo }, Markup.Of($"""
            <thead><tr><th scope="col">地区</th><th scope="col" class="z-end">{Unit}</th></tr></thead>
            <tbody>{Markup.Each(Values, v => $"<tr><th scope=\"row\">{(v.Path is null ? Markup.Text(v.Name) : Markup.Of($"<a href=\"{v.Path}\">{v.Name}</a>"))}</th><td class=\"z-end\">{Display.Number(v.Value)}</td></tr>")}</tbody>
            """)));
}

/// <summary>A picture drawn by script with its figures as a table for everybody who cannot see it, or has no script.</summary>
internal static class Figure
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IHtmlContent Draw(string kind, string title, string unit, object figures, IHtmlContent table) => Markup.Of($"""
        <figure class="z-figure" data-figure="{kind}">
        <figcaption>{title}<span class="z-unit">单位：{unit}</span></figcaption>
        <div class="z-figure-canvas z-figure-{kind}" role="img" aria-label="{title}，数据见下方表格"></div>
        <script type="application/json">{new HtmlString(JsonSerializer.Serialize(figures, Json))}</script>
        <details><summary>查看数据表</summary><div class="z-figure-table"><table class="table table-sm z-plain"><caption class="visually-hidden">{title}</caption>{table}</table></div></details>
        </figure>
        """);
}
