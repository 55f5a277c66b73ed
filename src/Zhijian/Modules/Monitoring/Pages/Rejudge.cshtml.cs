using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Monitoring.Rejudging;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>What other limits would change of the verdicts in the viewer's places.</summary>
[Requires(MonitoringModule.Rejudge)]
public sealed class RejudgeModel(RejudgeTrial trial, LibraryBook library, IntakeBook book, RejudgeDesk desk) : PageModel
{
    static readonly ExportColumn[] Columns =
    [
        new("employer", "用人单位"), new("report", "报告编号"), new("sampled", "采样日期"), new("factor", "危害因素"), new("index", "指标"), new("value", "结果"), new("before", "原判定"), new("limitBefore", "原限值"),
        new("after", "试算判定"), new("limitAfter", "试算限值"), new("edition", "试算版本"), new("working", "试算过程"), new("recorded", "已登记重新判定"),
    ];

    [BindProperty(SupportsGet = true)] public Guid? Version { get; set; }
    [BindProperty(SupportsGet = true)] public string? Factor { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }
    [BindProperty(SupportsGet = true)] public bool Run { get; set; }
    [BindProperty, Display(Name = "重新判定的依据"), StringLength(RejudgementTable.GroundLength)] public string? Ground { get; set; }
    public IReadOnlyList<ProposedVersion> Versions { get; private set; } = [];
    public TrialOutcome? Outcome { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Versions = await library.ProposedAsync(ct);
        if (!Run || !ModelState.IsValid || await ScopeAsync(ct) is not { } scope) return;
        Outcome = await trial.RunAsync(scope, ct);
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        Versions = await library.ProposedAsync(ct);
        if (!ModelState.IsValid || await ScopeAsync(ct) is not { } scope) return Page();
        await this.NoteAsync("rejudge", request, ct);
        Response.IsWorkbook("重新判定试算");
        await XlsxExport.WriteAsync(Response.Body, "重新判定试算", Columns, RowsAsync(scope, ct), ct);
        return new EmptyResult();
    }

    /// <summary>The query tells which results, as it did for the trial.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Versions = await library.ProposedAsync(ct);
        if (!ModelState.IsValid || await ScopeAsync(ct) is not { } scope) return Page();
        var judged = 0;
        if (await this.TryAsync(async () => judged = await desk.RecordAsync(scope, Ground, this.Key(), ct), ""))
        {
            this.Flash($"已登记 {judged} 个结果的重新判定，原判定保留。新的超标已列为隐患。");
            return Redirect(Request.Path + Request.QueryString);
        }
        Outcome = await trial.RunAsync(scope, ct);
        return Page();
    }

    async IAsyncEnumerable<object?[]> RowsAsync(TrialScope scope, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var c in trial.AllAsync(scope, ct))
            yield return [c.EmployerName, c.ReportNumber, c.Result.SampledOn, c.Result.FactorName, c.Result.Index.Symbol(), ResultList.ValueText(c.Result), c.Result.Verdict.ChineseName(), c.Result.Limit, c.Verdict.ChineseName(), c.Limit, c.Edition, c.Working, c.IsRecorded ? "是" : "否"];
    }

    async Task<TrialScope?> ScopeAsync(CancellationToken ct)
    {
        if (Version is { } version && Versions.All(v => v.Id != version)) ModelState.AddModelError(nameof(Version), "没有这个待审批的版本。");
        var factor = Factor?.Trim() is { Length: > 0 } named ? (await book.CatalogueAsync(ct)).Find(named)?.Code : null;
        if (factor is null && !string.IsNullOrWhiteSpace(Factor)) ModelState.AddModelError(nameof(Factor), "目录中没有这个危害因素。");
        return ModelState.IsValid ? new(Version, factor, From, To) : null;
    }
}
