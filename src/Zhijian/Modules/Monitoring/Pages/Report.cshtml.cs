using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Assessing;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Monitoring.Plans;
using Zhijian.Modules.Monitoring.Rejudging;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>One report: what was filed, how each result was judged and by what, whether the seal holds.</summary>
[Requires(MonitoringModule.View)]
public sealed class ReportModel(ZhijianDb db, ReportAccess access, ReportDesk desk, ResultList list, Assessor assessor, FloorViews floors, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty, Display(Name = "更正理由"), StringLength(ReportTables.ReasonLength)] public string? Reason { get; set; }

    public MonitoringReport Report { get; private set; } = null!;
    public ListPage<ResultLine> List { get; private set; } = null!;
    public IReadOnlyList<GroupFigures> Figures { get; private set; } = [];
    public PointPlan? Plan { get; private set; }
    public FloorView? Floor { get; private set; }
    public Assessment Assessment { get; private set; } = Assessment.None;
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public IReadOnlyList<Rejudgement> Rejudged { get; private set; } = [];
    public HashSet<Guid> Seen { get; private set; } = [];
    public IReadOnlyList<MonitoringReport> Versions { get; private set; } = [];
    public bool SealHolds { get; private set; }
    public string Qr { get; private set; } = "";
    public string PublicAddress { get; private set; } = "";
    public Guid Newest => Versions.OrderByDescending(v => v.Revision).First().Id;
    public bool MaySupervise => viewer.May(MonitoringModule.Supervise);
    public bool MaySeeFile => viewer.May(Registry.RegistryModule.View);
    public bool MayCorrect => Report.InForce && viewer.May(MonitoringModule.File) && viewer.OrganisationId == Report.FilerId;

    /// <summary>Too long to be corrected row by row on a page.</summary>
    public bool IsLong => Report.RowCount > ReportDesk.MostOnlineRows;

    public Task OnGetAsync(ListRequest request, CancellationToken ct) => LoadAsync(request, ct);

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) =>
        await this.ExportAsync(list.Definition, Lines(await access.FindAsync(Id, ct)), request, ct);

    /// <summary>The report as the workbook of corrections, as it was filed: what whoever sees the report sees anyway.</summary>
    [Requires(MonitoringModule.File)]
    public async Task<IActionResult> OnGetWorkbookAsync(CancellationToken ct)
    {
        Report = await access.FindAsync(Id, ct);
        if (Report.State == ReportState.Draft) return NotFound();
        var form = await desk.FormOfAsync(Report, ct);
        Response.IsWorkbook($"更正 {Report.Number}");
        await XlsxExport.WriteAsync(Response.Body, ReportSheet.Corrections.Title, ReportSheet.Corrections.ExportColumns, FormBack.Sheet(form, Report.EmployerName).Select(ReportSheet.Corrections.Cells).ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }

    [Requires(MonitoringModule.File)]
    public async Task<IActionResult> OnPostCorrectAsync(ListRequest request, CancellationToken ct)
    {
        await LoadAsync(request, ct);
        var draft = Guid.Empty;
        if (!await this.TryAsync(async () => draft = await desk.CorrectAsync(Id, Reason, this.Key(), ct), "")) return Page();
        this.Flash("已按原报告生成新版本的草稿，请更正后封存。");
        return Redirect($"/monitoring/{draft}/edit");
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        Report = await access.FindAsync(Id, ct);
        if (Report.State == ReportState.Draft) return;
        List = await list.Definition.LoadAsync(Lines(Report), request, ct);
        var results = await access.ResultsOf(Report).ToListAsync(ct);
        Figures = Groups.Of(results);
        var points = await PointsAsync(results, ct);
        Plan = PointPlan.From(results, points);
        Floor = await floors.OfAsync(Report, Plan, ct);
        SealHolds = ReportSeal.Of(Report, results, id => points[id]).Sm3 == Report.Sm3;
        Assessment = await assessor.OfAsync(results, points.ToDictionary(p => p.Key, p => p.Value.Place), ct);
        if (MaySupervise) Findings = await db.Set<Finding>().AsNoTracking().Where(f => f.ReportId == Id).OrderBy(f => f.Id).ToListAsync(ct);
        Guid[] others = [.. Findings.Select(f => f.OtherReportId).OfType<Guid>().Distinct()];
        if (others.Length > 0) Seen = [.. await access.Reports().Where(r => EF.Parameter(others).Contains(r.Id)).Select(r => r.Id).ToListAsync(ct)];
        Versions = await access.Reports().Where(r => r.FilerId == Report.FilerId && r.Number == Report.Number && r.State == ReportState.Sealed).OrderBy(r => r.Revision).Take(50).ToListAsync(ct);
        // As open as the report that was found.
        Rejudged = [.. (await db.Set<Rejudgement>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(r => r.ReportId == Id).OrderByDescending(r => r.At).ThenBy(r => r.Id).ToListAsync(ct)).DistinctBy(r => r.ResultId)];
        PublicAddress = $"{Request.Scheme}://{Request.Host}/monitoring/verify/{Report.PublicCode}";
        Qr = QrImage.Svg(PublicAddress, "报告核验二维码");
    }

    async Task<Dictionary<Guid, SamplingPoint>> PointsAsync(List<MonitoringResult> results, CancellationToken ct)
    {
        Guid[] ids = [.. results.Select(r => r.PointId).Distinct()];
        return await db.Set<SamplingPoint>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(p => EF.Parameter(ids).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
    }

    IQueryable<ResultLine> Lines(MonitoringReport report) => ResultLine.Of(access.ResultsOf(report), db.Set<SamplingPoint>().AsNoTracking());
}
