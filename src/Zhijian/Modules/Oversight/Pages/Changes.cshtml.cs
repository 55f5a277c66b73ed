using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Oversight.Pages;

/// <summary>The employers whose change is the change of an indicator: the sum of the rows is the difference of the two months.</summary>
[Requires(OversightModule.View)]
public sealed class ChangesModel(ZhijianDb db, FigureChanges changes, IndicatorBook book, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public Indicator Indicator { get; private set; } = null!;
    public string Area { get; private set; } = "";
    public string AreaName { get; private set; } = "";
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public bool Live { get; private set; }
    public FigureEnds Ends { get; private set; } = null!;
    public decimal? Was => Indicator.Of(m => m == Indicator.Part ? Ends.PartWas : Ends.WholeWas);
    public decimal? Now => Indicator.Of(m => m == Indicator.Part ? Ends.PartNow : Ends.WholeNow);
    /// <summary>The rows explain all of it.</summary>
    public bool AddsUp { get; private set; }
    public ListPage<FigureChange> List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(ListRequest request, CancellationToken ct)
    {
        if (await RowsAsync(request, ct) is not { } rows) return NotFound();
        Ends = await changes.EndsAsync(Indicator, Area, From, To, ct);
        AddsUp = await FigureChanges.AddUpAsync(rows, Ends, ct);
        List = await Definition().LoadAsync(rows, request, ct);
        List.EmptyText = "两个月之间没有单位变化。";
        return Page();
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) =>
        await RowsAsync(request, ct) is { } rows ? await this.ExportAsync(Definition(), rows, request, ct) : NotFound();

    /// <summary>Null: no such indicator or division, or one that the viewer does not see, or nothing is counted yet.</summary>
    async Task<IQueryable<FigureChange>?> RowsAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        if (book.Find(request["by"]) is not { } indicator || divisions.Find(request["area"] ?? "") is not { } area || !viewer.Scope.Covers(area.Path) || await RollUps.PeriodAsync(db, ct) is not { } period) return null;
        (Indicator, Area, AreaName) = (indicator, area.Code, area.Name);
        To = Month(request["to"]) is { } to && to < period ? to : period;
        From = Month(request["from"]) is { } from && from < To ? from : To.AddMonths(-1);
        // As far back as it is kept who changed.
        if (From < To.AddMonths(-RollUps.MonthsExplained)) From = To.AddMonths(-RollUps.MonthsExplained);
        Live = To == period;
        return changes.Of(indicator, area.Path, From, To);
    }

    static DateOnly? Month(string? text) => DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    /// <summary>What is asked stays in the address of the list; it chooses the rows before the list filters them.</summary>
    ListDefinition<FigureChange> Definition() => new ListDefinition<FigureChange>("figure-changes", "指标变化明细").Key(c => c.EmployerId)
        .Column("name", "单位", c => c.Name, c => c.Sortable().Wide().Link(x => $"/registry/{x.EmployerId}"))
        .Computed("place", "所在区划", c => divisions.Name(c.DivisionCode))
        .Computed("what", "变化", Word)
        .Column("partWas", $"{Indicator.Part.Text()}（原）", c => c.PartWas, c => c.AlignEnd())
        .Column("partNow", $"{Indicator.Part.Text()}（现）", c => c.PartNow, c => c.AlignEnd())
        .Column("wholeWas", $"{Indicator.Whole.Text()}（原）", c => c.WholeWas, c => c.AlignEnd())
        .Column("wholeNow", $"{Indicator.Whole.Text()}（现）", c => c.WholeNow, c => c.AlignEnd())
        .Search("单位名称", (rows, q) => rows.Where(c => c.Name.Contains(q)))
        .Select("by", "指标", [.. book.All.Select(i => new Option(i.Code, i.Name))], (rows, _) => rows)
        .Select("what", "变化", [new("part-up", "分子增加"), new("part-down", "分子减少"), new("in", "纳入分母"), new("out", "退出分母")], (rows, value) => value switch
        {
            "part-up" => rows.Where(c => c.PartNow > c.PartWas), "part-down" => rows.Where(c => c.PartNow < c.PartWas), "in" => rows.Where(c => c.WholeNow > c.WholeWas), "out" => rows.Where(c => c.WholeNow < c.WholeWas), _ => rows,
        })
        .Text("from", "从（年-月）", (rows, _) => rows)
        .Text("to", "到（年-月）", (rows, _) => rows)
        .Pick("area", "所在区划", "own-division", (rows, _) => rows)
        .OrderBy("name");

    string Word(FigureChange c)
    {
        string One(string what, long was, long now) => now == was ? "" : $"{what}{(now > was ? "增" : "减")}{Math.Abs(now - was)}";
        return string.Join("，", new[] { One(Indicator.Part.Text(), c.PartWas, c.PartNow), One(Indicator.Whole.Text(), c.WholeWas, c.WholeNow) }.Where(t => t.Length > 0));
    }
}
