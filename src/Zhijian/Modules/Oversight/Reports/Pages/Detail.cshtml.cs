using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Reports;

namespace Zhijian.Modules.Oversight.Reports.Pages;

/// <summary>A line of the form: what was counted, what the county says, what it was before, which relations it breaks.</summary>
public sealed record ItemLine(ReportItem Item, ReportCell Cell, long? Before, IReadOnlyList<CheckFinding> Findings);

/// <summary>One report of a county: filled, checked, submitted; approved or returned by figure.</summary>
[Requires(OversightModule.View)]
public sealed class DetailModel(ZhijianDb db, ReportBook book, ReportFigures figures, ReportDesk desk, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public CountyReport Report { get; private set; } = null!;
    public ReportForm Form { get; private set; } = null!;
    public IReadOnlyList<ItemLine> Lines { get; private set; } = [];
    public string Place => divisions.Name(Report.DivisionCode);
    public bool MayFill => viewer.May(OversightModule.FillReports) && desk.IsReporter(Report) && Report.IsOpen;
    public bool MayDecide => viewer.May(OversightModule.ApproveReports) && desk.IsSuperior(Report) && Report.State == ReportState.Submitted;
    public IReadOnlyList<CountyReport> Others { get; private set; } = [];

    public static IHtmlContent Badge(ReportState state) => Badges.Status(state.Text(), state switch { ReportState.Approved => Tone.Success, ReportState.Submitted => Tone.Info, ReportState.Returned => Tone.Danger, _ => Tone.Neutral });

    /// <summary>What was typed stays after a refusal.</summary>
    public string? Typed(string field, string? kept) => Request.HasFormContentType && Request.Form.TryGetValue(field, out var typed) ? typed.ToString() : kept;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        List<ExportColumn> columns = [new("title", "项目") { Width = 28 }, new("unit", "单位"), new("before", "上期数"), new("value", "本期数"), new("counted", "平台统计数"), new("reason", "说明") { Width = 40 }];
        async IAsyncEnumerable<object?[]> Rows()
        {
            yield return [$"填报单位：{Place}", null, Form.Say(Report.Period), Report.State.Text(), Report.Number > 1 ? $"第 {Report.Number - 1} 次更正" : null, null];
            foreach (var l in Lines) yield return [l.Item.Title, l.Item.Unit, l.Before, l.Cell.Value, l.Cell.Counted, l.Cell.Reason];
            yield return [$"报送：{Report.SubmittedBy} {(Report.SubmittedAt is { } at ? Display.Text(at) : "")}", null, null, $"审核：{Report.DecidedBy}", null, Report.Opinion];
            await Task.CompletedTask;
        }
        this.Xlsx($"{Place}{Form.Say(Report.Period)}{Form.Title}");
        await XlsxExport.WriteAsync(Response.Body, Place, columns, Rows(), ct);
        return new EmptyResult();
    }

    [Requires(OversightModule.FillReports)]
    public Task<IActionResult> OnPostTakeAsync(CancellationToken ct) => DoAsync(() => desk.TakeAsync(Id, this.Key(), ct), "已按平台现有统计重新取数，手工更正的保留。", ct);

    [Requires(OversightModule.FillReports)]
    public Task<IActionResult> OnPostSaveAsync(CancellationToken ct) => DoAsync(() => desk.SaveAsync(Id, Entries(), this.Key(), ct), "已保存。", ct);

    [Requires(OversightModule.FillReports)]
    public Task<IActionResult> OnPostSubmitAsync(CancellationToken ct) => DoAsync(() => desk.SubmitAsync(Id, Entries(), this.Key(), ct), "已报送，等待上级审核。", ct);

    [Requires(OversightModule.ApproveReports)]
    public Task<IActionResult> OnPostApproveAsync(string? opinion, CancellationToken ct) => DoAsync(() => desk.DecideAsync(Id, true, opinion, Objections(), this.Key(), ct), "已通过。", ct);

    [Requires(OversightModule.ApproveReports)]
    public Task<IActionResult> OnPostReturnAsync(string? opinion, CancellationToken ct) => DoAsync(() => desk.DecideAsync(Id, false, opinion, Objections(), this.Key(), ct), "已退回，对方会收到待办。", ct);

    IReadOnlyList<CellEntry> Entries() => [.. Lines.Select(l => new CellEntry(l.Item.Code, Number(l), Request.Form[$"r-{l.Item.Code}"]))];

    long? Number(ItemLine line)
    {
        var text = Request.Form[$"v-{line.Item.Code}"].ToString().Trim();
        if (text.Length == 0) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new Refusal($"“{line.Item.Title}”应为不小于 0 的整数。", $"v-{line.Item.Code}");
    }

    Dictionary<string, string> Objections() => Lines.Select(l => (l.Item.Code, Text: Request.Form[$"o-{l.Item.Code}"].ToString().Trim())).Where(o => o.Text.Length > 0).ToDictionary(o => o.Code, o => o.Text);

    async Task<IActionResult> DoAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.TryAsync(act, "")) return Page();
        this.Flash(done);
        return Redirect($"/oversight/reports/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Report = await db.Set<CountyReport>().AsNoTracking().InScopeOf(viewer.Scope).Include(r => r.Cells).SingleOrDefaultAsync(r => r.Id == Id, ct) ?? throw new NotFoundException();
        Form = book.Find(Report.Form) ?? throw new NotFoundException();
        var (before, findings) = (await figures.BeforeAsync(Form, Report.Period, Report.DivisionCode, ct), await figures.FindAsync(Form, Report, ct));
        Lines = [.. Form.Items.Select(i => new ItemLine(i, Report.Cells.Find(c => c.Item == i.Code) ?? new() { Item = i.Code }, before.GetValueOrDefault(i.Code), [.. findings.Where(f => f.Check.Item == i.Code)]))];
        Others = await db.Set<CountyReport>().AsNoTracking().InScopeOf(viewer.Scope).Where(r => r.Form == Report.Form && r.Period == Report.Period && r.DivisionCode == Report.DivisionCode && r.Id != Id).OrderBy(r => r.Number).ToListAsync(ct);
    }
}
