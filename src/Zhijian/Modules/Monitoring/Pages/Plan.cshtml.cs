using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Plans;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>One plan: where the points stand that the viewer sees, and the form that puts them there.</summary>
[Requires(MonitoringModule.View)]
public sealed class PlanModel(ZhijianDb db, FloorPlanAccess access, FloorPlanDesk desk, ReportAccess reports, Viewer viewer) : PageModel
{
    /// <summary>So many rows are looked over without choosing a workshop.</summary>
    public const int Few = 30;

    public sealed record Row(int Number, SamplingPoint Point, string? X, string? Y);

    public sealed class Place
    {
        public Guid Point { get; set; }
        [StringLength(8)] public string? X { get; set; }
        [StringLength(8)] public string? Y { get; set; }
    }

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true), StringLength(ReportTables.PlaceLength)] public string? Workshop { get; set; }
    [BindProperty, Display(Name = "作废原因"), StringLength(FloorPlanTables.ReasonLength)] public string? Reason { get; set; }
    public FloorPlan Plan { get; private set; } = null!;
    public long Version { get; private set; }
    public string EmployerName { get; private set; } = "";
    public IReadOnlyList<string> Workshops { get; private set; } = [];
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public FloorDrawing Drawing { get; private set; } = null!;
    public bool MayPlan => viewer.May(MonitoringModule.Plan);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync([], ct);

    [Requires(MonitoringModule.Plan)]
    public async Task<IActionResult> OnPostPlaceAsync([Bind(Prefix = "At")] List<Place>? at, long version, CancellationToken ct)
    {
        var places = at ?? [];
        await access.FindAsync(Id, ct);
        if (!await this.TryAsync(() => desk.PlaceAsync(Id, version, [.. places.Select(p => new Placing(p.Point, p.X, p.Y))], ct), "")) return await AgainAsync(places, version, ct);
        this.Flash("检测点位置已保存。");
        return Redirect($"/monitoring/plans/{Id}" + (string.IsNullOrEmpty(Workshop) ? "" : $"?Workshop={Uri.EscapeDataString(Workshop)}"));
    }

    [Requires(MonitoringModule.Plan)]
    public async Task<IActionResult> OnPostWithdrawAsync(long version, CancellationToken ct)
    {
        var plan = await access.FindAsync(Id, ct);
        if (!await this.TryAsync(() => desk.WithdrawAsync(Id, version, Reason, ct), "")) return await AgainAsync([], version, ct);
        this.Flash("平面图已作废。");
        return Redirect($"/monitoring/workplaces/{plan.WorkplaceId}/plans");
    }

    /// <summary>With what was typed, and the version that it was typed over.</summary>
    async Task<IActionResult> AgainAsync(List<Place> typed, long version, CancellationToken ct)
    {
        await LoadAsync(typed, ct);
        Version = version;
        return Page();
    }

    async Task LoadAsync(List<Place> typed, CancellationToken ct)
    {
        Plan = await access.FindAsync(Id, ct);
        Version = Plan.Version;
        EmployerName = await db.EmployerNameAsync(Plan.EmployerId, ct);
        var points = reports.Points().Where(p => p.WorkplaceId == Plan.WorkplaceId);
        Workshops = await points.Where(p => p.Workshop != "").Select(p => p.Workshop).Distinct().OrderBy(w => w).Take(FloorPlanDesk.MostPlaced).ToListAsync(ct);
        var shown = await (string.IsNullOrEmpty(Workshop) ? points : points.Where(p => p.Workshop == Workshop)).OrderBy(p => p.Workshop).ThenBy(p => p.Post).ThenBy(p => p.Name).Take(FloorPlanDesk.MostPlaced + 1).ToListAsync(ct);
        More = shown.Count > FloorPlanDesk.MostPlaced;
        if (More) shown.RemoveAt(shown.Count - 1);
        var marks = (await access.MarksAsync([Id], [.. shown.Select(p => p.Id)], ct)).ToDictionary(m => m.PointId);
        var kept = typed.DistinctBy(t => t.Point).ToDictionary(t => t.Point);
        Rows = [.. shown.Select((p, i) => kept.TryGetValue(p.Id, out var t) ? new Row(i + 1, p, t.X, t.Y) : marks.TryGetValue(p.Id, out var m) ? new Row(i + 1, p, Text(m.X), Text(m.Y)) : new Row(i + 1, p, null, null))];
        Drawing = new(Plan, [.. Rows.Where(r => marks.ContainsKey(r.Point.Id)).Select(r => new FloorMark(r.Number, r.Point.Id, marks[r.Point.Id].X, marks[r.Point.Id].Y, null, r.Point.Place))], null);
    }

    static string Text(decimal share) => share.ToString("0.##", CultureInfo.InvariantCulture);
}
