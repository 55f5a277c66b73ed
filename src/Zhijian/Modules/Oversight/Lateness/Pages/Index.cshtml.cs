using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Oversight.Lateness.Pages;

/// <summary>The board: counties with what they owed, institutions with what they filed; a county's own line opens what it counts.</summary>
[Requires(OversightModule.View)]
public sealed class IndexModel(LatenessBoard board, TimeProvider clock) : PageModel
{
    static readonly ListDefinition<FilerLateness> Definition = new ListDefinition<FilerLateness>("filer-lateness", "技术服务机构报送情况")
        .Key(f => f.Id)
        .Column("name", "机构", f => f.Name, c => c.Sortable().Wide().Link(f => $"/monitoring?filer={Uri.EscapeDataString(f.Name)}"))
        .Column("filed", "报送报告", f => f.Filed, c => c.Sortable().AlignEnd())
        .Column("late", "迟报", f => f.Late, c => c.Sortable().AlignEnd())
        .Column("corrected", "更正", f => f.Corrected, c => c.Sortable().AlignEnd())
        .Column("doubtful", "有核查发现", f => f.Doubtful, c => c.Sortable().AlignEnd())
        .Column("incomplete", "有不能判定的结果", f => f.Incomplete, c => c.Sortable().AlignEnd())
        .Search("机构", (rows, q) => rows.Where(f => f.Name.Contains(q)))
        .OrderBy("late", descending: true);

    public int Year { get; private set; }
    public IReadOnlyList<int> Years { get; private set; } = [];
    public string? County { get; private set; }
    public IReadOnlyList<OwedReport> Owed { get; private set; } = [];
    public IReadOnlyList<CountyLateness> Counties { get; private set; } = [];
    public ListPage<FilerLateness> Filers { get; private set; } = null!;
    public IReadOnlyList<DelivererLateness> Deliverers { get; private set; } = [];
    public int FilingDays => board.FilingDays;
    public int SilentDays => board.SilentDays;

    public static IHtmlContent Badge(OwedReport o) => o.Timeliness switch
    {
        Timeliness.OnTime => Badges.Status("按时", Tone.Success), Timeliness.Late => Badges.Status($"迟报 {o.Days} 天", Tone.Warning), Timeliness.Missing => Badges.Status($"未报，已逾期 {o.Days} 天", Tone.Danger), _ => Badges.Status("未到期", Tone.Neutral),
    };

    public async Task<IActionResult> OnGetAsync(ListRequest request, CancellationToken ct)
    {
        if (!await LoadAsync(request, ct)) return NotFound();
        Filers = await Definition.LoadAsync(board.Filers(Year), request, ct);
        Filers.EmptyText = "这一年没有机构报送报告。";
        if (County is null) Deliverers = await board.DeliverersAsync(Year, ct);
        return Page();
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, board.Filers(YearOf(request)), request, ct);

    /// <summary>The counties' part as a workbook: sums and every report.</summary>
    public async Task<IActionResult> OnGetCountiesAsync(ListRequest request, CancellationToken ct)
    {
        if (!await LoadAsync(request, ct)) return NotFound();
        Response.IsWorkbook($"{Year} 年区县报表报送情况");
        async IAsyncEnumerable<object?[]> Sums()
        {
            foreach (var c in Counties) yield return [c.Name, c.Owed, c.OnTime, c.Late, c.Missing, c.Returned, c.Corrected, c.Full];
            await Task.CompletedTask;
        }
        async IAsyncEnumerable<object?[]> Each()
        {
            foreach (var o in Owed) yield return [o.Name, o.Form.Title, o.Form.Say(o.Period), o.DueOn, o.Report?.FirstSubmittedOn, o.Timeliness switch { Timeliness.OnTime => "按时", Timeliness.Late => "迟报", Timeliness.Missing => "未报", _ => "未到期" }, o.Days];
            await Task.CompletedTask;
        }
        await XlsxExport.WriteAsync(Response.Body,
        [
            ("区县", [new("name", "区县"), new("owed", "应报"), new("on-time", "按时"), new("late", "迟报"), new("missing", "未报"), new("returned", "退回次数"), new("corrected", "更正次数"), new("full", "数据完整率（%）")], Sums()),
            ("逐期", [new("name", "区县"), new("form", "报表"), new("period", "报表期"), new("due", "期限"), new("first", "首次报送"), new("timely", "情况"), new("days", "超期天数")], Each()),
        ], ct);
        return new EmptyResult();
    }

    int YearOf(ListRequest request) => int.TryParse(request["year"], out var year) ? year : ChinaTime.DateOf(clock.GetUtcNow()).Year;

    async Task<bool> LoadAsync(ListRequest request, CancellationToken ct)
    {
        var now = ChinaTime.DateOf(clock.GetUtcNow()).Year;
        Years = [.. Enumerable.Range(0, 5).Select(back => now - back)];
        (Year, County) = (YearOf(request), request["county"]);
        if (!Years.Contains(Year)) return false;
        Owed = await board.OwedAsync(Year, County, ct);
        if (County is not null && Owed.Count == 0) return false;
        Counties = LatenessBoard.Sum(Owed);
        return true;
    }
}
