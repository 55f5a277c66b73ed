using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Modules.Registry.Risk;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry.Pages;

/// <summary>One employer, one file.</summary>
[Requires(RegistryModule.View)]
public sealed class EmployerModel(EmployerFiles files, RiskDesk risks, EvaluationDesk evaluations, Viewer viewer, IPdfConverter pdf) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public EmployerFile Shown { get; private set; } = null!;
    public bool MayEdit => viewer.May(RegistryModule.Edit) && viewer.Scope.Covers(Shown.Employer.ScopePath);
    public bool HasPdf => pdf.Available;

    public async Task<IActionResult> OnGetAsync(ListRequest request, CancellationToken ct) => await LoadAsync(request, ct) ? Page() : await MovedAsync(ct);

    /// <summary>A double's old link goes to the file that is left, and says so.</summary>
    async Task<IActionResult> MovedAsync(CancellationToken ct)
    {
        if (await files.MovedAsync(Id, ct) is not { } moved) return NotFound();
        this.Flash(moved.Words, Tone.Info);
        return Redirect($"/registry/{moved.Id}{Request.QueryString}");
    }

    [Requires(RegistryModule.Edit)]
    public async Task<IActionResult> OnPostSelfCheckAsync(long version, decimal? percent, DateOnly? on, ListRequest request, CancellationToken ct)
    {
        if (!await this.TryAsync(() => risks.RecordSelfCheckAsync(Id, version, percent, on, ct), "")) return await LoadAsync(request, ct) ? Page() : NotFound();
        this.Flash("自查结果已登记。");
        return Redirect($"/registry/{Id}?tab=risk");
    }

    [Requires(RegistryModule.Risk)]
    public async Task<IActionResult> OnPostClassAsync(long version, HazardRiskClass? @class, string? document, string? institution, DateOnly? decidedOn, string? reason, ListRequest request, CancellationToken ct)
    {
        if (!await this.TryAsync(() => evaluations.DecideAsync(Id, version, new(@class, document, institution, decidedOn, reason), this.Key(), ct), "")) return await LoadAsync(request, ct) ? Page() : NotFound();
        this.Flash("风险类别已认定。");
        return Redirect($"/registry/{Id}?tab=risk");
    }

    [Requires(RegistryModule.Risk)]
    public async Task<IActionResult> OnPostWithdrawClassAsync(long version, string? reason, ListRequest request, CancellationToken ct)
    {
        if (!await this.TryAsync(() => evaluations.WithdrawAsync(Id, version, reason, this.Key(), ct), "")) return await LoadAsync(request, ct) ? Page() : NotFound();
        this.Flash("认定已撤销。");
        return Redirect($"/registry/{Id}?tab=risk");
    }

    async Task<bool> LoadAsync(ListRequest request, CancellationToken ct)
    {
        if (await files.FindAsync(Id, $"/registry/{Id}", viewer.May(RegistryModule.Edit), request, ct) is not { } found) return false;
        Shown = found;
        return true;
    }
}
