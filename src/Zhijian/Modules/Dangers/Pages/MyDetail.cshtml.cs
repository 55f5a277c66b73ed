using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>One danger as its employer sees it: what is wrong, by how much, what the law demands, by when; and the step to take now.</summary>
[Requires(DangersModule.Own)]
public sealed class MyDetailModel(DangerViews views, EmployerDangerDesk desk, DangerBook book) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public DangerView View { get; private set; } = null!;
    public IReadOnlyList<DangerFile> Together { get; private set; } = [];
    public IReadOnlyList<MeasureChoice> Choices => book.MeasuresFor(View.FactorClass);

    public bool May(DangerActKind act) => DangerTransitions.From(View.Row.State).Contains(act);
    public bool MayAskExtension => May(DangerActKind.AskExtension) && View.Row.AskedDeadline is null && View.Row.Deadline >= View.Today;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <param name="measures">Codes of the catalogue.</param>
    /// <param name="how">By code: in the employer's words.</param>
    public Task<IActionResult> OnPostStartAsync(Guid[]? ids, string[]? measures, Dictionary<string, string?>? how, DateOnly? planned, Dictionary<Guid, long>? seen, CancellationToken ct) =>
        ActAsync(() => desk.StartAsync([Id, .. ids ?? []], [.. (measures ?? []).Distinct().Select(m => new MeasurePlan(m, how?.GetValueOrDefault(m), planned))], seen, this.Key(), ct), "整改方案已提交，开始整改。", ct);

    public Task<IActionResult> OnPostRecheckAsync(Guid[]? ids, string? statement, Guid[]? done, Dictionary<Guid, long>? seen, CancellationToken ct) =>
        ActAsync(() => desk.RequestRecheckAsync([Id, .. ids ?? []], statement, done ?? [], seen, this.Key(), ct), "已申请复查，执法人员将在期限内复查。", ct);

    public Task<IActionResult> OnPostExtensionAsync(DateOnly? until, string? reason, Dictionary<Guid, long>? seen, CancellationToken ct) =>
        ActAsync(() => desk.AskExtensionAsync(Id, until, reason, seen, this.Key(), ct), "延期申请已提交，等待监管机关答复。", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        try
        {
            await act();
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Message);
            return Page();
        }
        catch (DbUpdateConcurrencyException e)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            ModelState.AddModelError("", Faults.Of(e).Message);
            await LoadAsync(ct);
            return Page();
        }
        this.Flash(done);
        return Redirect($"/my/dangers/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        View = await views.LoadAsync(Id, ct);
        // Others in the same state may go the same step with one form.
        Together = View.Row.State is DangerState.Ordered or DangerState.Rectifying ? [.. (await views.TogetherAsync(View.Row, [View.Row.State], ct)).Where(f => f.Row.Id != Id)] : [];
    }
}
