using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>A draft: its rows with the verdict that each would get, one form to add the next, and the seal.</summary>
[Requires(MonitoringModule.File)]
public sealed class EditModel(ReportAccess access, ReportDesk desk, ReportChecker checker, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public long DraftVersion { get; set; }
    public ReportHeadForm Input { get; set; } = new();
    public ReportRowForm Line { get; set; } = new();

    public MonitoringReport Draft { get; private set; } = null!;
    public ReportForm Form { get; private set; } = new();
    public IReadOnlyList<(ReportRow Row, JudgedResult? Judged, int At)> Rows { get; private set; } = [];
    public IReadOnlyList<FormProblem> Problems { get; private set; } = [];
    public IReadOnlyList<ReportFinding> Notes { get; private set; } = [];
    public bool IsEmployer => !viewer.May(MonitoringModule.Institution);
    public ViewDataDictionary HeadData => new(ViewData) { ["IsEmployer"] = IsEmployer, ["IsFixed"] = Draft.PreviousId is not null };

    public IReadOnlyList<Option> Indexes { get; } = [.. Enum.GetValues<ExposureIndex>().Where(i => i != ExposureIndex.Other).Select(i => new Option(i.Symbol(), i.Symbol()))];
    public IReadOnlyList<Option> Fractions { get; } = [.. new[] { DustFraction.Total, DustFraction.Respirable, DustFraction.Fibre }.Select(f => new Option(f.Word(), f.Word()))];
    public IReadOnlyList<Option> Intensities { get; } = [.. Enum.GetValues<WorkIntensity>().Where(i => i != WorkIntensity.Unstated).Select(i => new Option(i.Roman(), i.Roman()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return Redirect($"/monitoring/{Id}");
        Input = ReportHeadForm.Of(Form);
        Line = ReportRowForm.After(Form.Rows.Count > 0 ? Form.Rows[^1] : null);
        return Page();
    }

    public Task<IActionResult> OnPostHeadAsync([Bind(Prefix = "Input")] ReportHeadForm input, CancellationToken ct) =>
        ActAsync(() => { Input = input; return desk.SaveAsync(Id, DraftVersion, input.Apply(Form), ct); }, "已保存。", ct, "Input");

    public Task<IActionResult> OnPostAddAsync([Bind(Prefix = "Line")] ReportRowForm line, CancellationToken ct)
    {
        Line = line;
        if (line.IsEmpty) ModelState.AddModelError("Line.Point", "请填写检测点、危害因素和检测结果。");
        return ActAsync(() => desk.SaveAsync(Id, DraftVersion, Form with { Rows = [.. Form.Rows, line.Row] }, ct), null, ct, "Line");
    }

    public Task<IActionResult> OnPostRemoveAsync(int at, CancellationToken ct) =>
        ActAsync(() => desk.SaveAsync(Id, DraftVersion, Form with { Rows = [.. Form.Rows.Where((_, i) => i != at)] }, ct), null, ct);

    public async Task<IActionResult> OnPostSealAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return Redirect($"/monitoring/{Id}");
        if (!await this.TryAsync(() => desk.SealAsync(Id, DraftVersion, this.Key(), ct), "")) return await ShowAsync(ct);
        this.Flash("报告已封存，各结果已判定。");
        return Redirect($"/monitoring/{Id}");
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return Redirect($"/monitoring/{Id}");
        if (!await this.TryAsync(() => desk.DiscardAsync(Id, DraftVersion, ct), "")) return await ShowAsync(ct);
        this.Flash("草稿已删除。");
        return Redirect("/monitoring");
    }

    async Task<IActionResult> ActAsync(Func<Task> act, string? done, CancellationToken ct, string prefix = "")
    {
        if (!await LoadAsync(ct)) return Redirect($"/monitoring/{Id}");
        if (!await this.TryAsync(act, prefix)) return await ShowAsync(ct);
        if (done is not null) this.Flash(done);
        return Redirect($"/monitoring/{Id}/edit");
    }

    Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Input.Number.Length == 0) Input = ReportHeadForm.Of(Form);
        return Task.FromResult<IActionResult>(Page());
    }

    /// <returns>False when it is sealed already.</returns>
    async Task<bool> LoadAsync(CancellationToken ct)
    {
        Draft = await access.FindAsync(Id, ct);
        if (Draft.FilerId != viewer.OrganisationId) throw new Data.NotFoundException();
        if (Draft.State != ReportState.Draft) return false;
        Form = ReportForm.OfJson(Draft.Draft!);
        var prepared = (await checker.PrepareAsync([Form], ct, Draft))[0];
        var judged = new Dictionary<object, JudgedResult>(ReferenceEqualityComparer.Instance);
        foreach (var row in prepared.Rows) judged[row.Row] = row;
        Rows = [.. prepared.Form.Rows.Select((row, at) => (row, judged.GetValueOrDefault(row), at))];
        Problems = Form.Rows.Count == 0 ? [] : prepared.Problems;
        Notes = Form.Rows.Count == 0 ? [] : prepared.Findings;
        return true;
    }
}
