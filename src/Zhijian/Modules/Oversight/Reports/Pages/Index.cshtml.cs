using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Oversight.Reports.Pages;

/// <summary>A county and its report of the shown form and period; null: none yet.</summary>
/// <param name="Number">Of the newest report; the figures are those of the newest that was submitted and not sent back.</param>
public sealed record ReportLine(string Code, string Name, CountyReport? Report, CountyReport? Counts)
{
    public long? Of(string item) => Counts?.Cells.Find(c => c.Item == item)?.Value;
}

/// <summary>报表: a form and period over the counties, with who is late, and the sum.</summary>
[Requires(OversightModule.View)]
public sealed class IndexModel(ZhijianDb db, ReportBook book, ReportFigures figures, ReportDesk desk, DivisionDirectory divisions, Viewer viewer, TimeProvider clock) : PageModel
{
    const int PeriodsShown = 13;

    public ReportForm Form { get; private set; } = null!;
    public DateOnly Period { get; private set; }
    public IReadOnlyList<ReportForm> Forms => book.All;
    public IReadOnlyList<DateOnly> Periods { get; private set; } = [];
    public IReadOnlyList<ReportLine> Lines { get; private set; } = [];
    public DateOnly Today => Display.Today(clock);
    public DateOnly DueOn => Form.DueOf(Period);
    public int Approved => Lines.Count(l => l.Counts?.State == ReportState.Approved);
    /// <summary>The county whose report the viewer fills.</summary>
    public ReportLine? Own { get; private set; }

    public long? Sum(string item) => Lines.Any(l => l.Of(item) is not null) ? Lines.Sum(l => l.Of(item) ?? 0) : null;
    public static string Text(DateOnly period) => period.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>In words: on time, how late, or missing.</summary>
    public string Timely(ReportLine line) => line.Report?.FirstSubmittedOn is { } on ? on <= DueOn ? "按时" : $"迟报 {on.DayNumber - DueOn.DayNumber} 天"
        : Today > DueOn ? $"未报，已逾期 {Today.DayNumber - DueOn.DayNumber} 天" : "未到期";

    public async Task<IActionResult> OnGetAsync(string? form, string? period, CancellationToken ct) => await LoadAsync(form, period, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetExportAsync(string? form, string? period, CancellationToken ct)
    {
        if (!await LoadAsync(form, period, ct)) return NotFound();
        List<ExportColumn> columns = [new("title", "项目") { Width = 28 }, new("unit", "单位"), .. Lines.Select(l => new ExportColumn(l.Code, l.Name)), new("sum", "合计")];
        async IAsyncEnumerable<object?[]> Rows()
        {
            foreach (var item in Form.Items) yield return [item.Title, item.Unit, .. Lines.Select(l => (object?)l.Of(item.Code)), Sum(item.Code)];
            yield return ["报送情况", null, .. Lines.Select(l => (object?)$"{l.Report?.State.Text() ?? "未填报"}，{Timely(l)}"), $"{Approved}/{Lines.Count} 已通过"];
            await Task.CompletedTask;
        }
        this.Xlsx($"{Form.Say(Period)}{Form.Title}汇总");
        await XlsxExport.WriteAsync(Response.Body, Text(Period), columns, Rows(), ct);
        return new EmptyResult();
    }

    [Requires(OversightModule.FillReports)]
    public async Task<IActionResult> OnPostBeginAsync(string? form, string? period, CancellationToken ct)
    {
        if (!await LoadAsync(form, period, ct)) return NotFound();
        var id = Guid.Empty;
        return await this.TryAsync(async () => id = await desk.BeginAsync(Form.Code, Period, this.Key(), ct), "") ? Redirect($"/oversight/reports/{id}") : Page();
    }

    async Task<bool> LoadAsync(string? form, string? period, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        if ((form is null ? book.All[0] : book.Find(form)) is not { } found) return false;
        Form = found;
        var latest = Form.LatestBefore(Today);
        if (!DateOnly.TryParseExact($"{period ?? Text(latest)}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) || !Form.IsPeriod(asked) || asked > latest) return false;
        Period = asked;
        Periods = [.. Enumerable.Range(0, PeriodsShown).Select(back => Form.Cycle == ReportCycle.Month ? latest.AddMonths(-back) : latest.AddYears(-back)).Where(Form.IsPeriod)];
        var counties = await figures.ReportersAsync(ct);
        var reports = (await db.Set<CountyReport>().AsNoTracking().InScopeOf(viewer.Scope).Include(r => r.Cells).Where(r => r.Form == Form.Code && r.Period == Period).ToListAsync(ct)).ToLookup(r => r.DivisionCode);
        Lines = [.. counties.Select(c => new ReportLine(c.Code, c.Name, reports[c.Code].MaxBy(r => r.Number), reports[c.Code].Where(r => r.State is ReportState.Submitted or ReportState.Approved).MaxBy(r => r.Number)))];
        Own = viewer.May(OversightModule.FillReports) && viewer.OrganisationId is null ? Lines.FirstOrDefault(l => l.Code == viewer.DivisionCode) : null;
        return true;
    }
}

static class ReportFiles
{
    public static void Xlsx(this PageModel page, string title)
    {
        page.Response.IsWorkbook(title);
    }
}
