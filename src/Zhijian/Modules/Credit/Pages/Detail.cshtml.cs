using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit.Pages;

/// <summary>One listing: the facts, where it stands, what can be done now.</summary>
[Requires(CreditModule.View)]
public sealed class DetailModel(CreditViews views, CreditDesk desk, CreditBook book, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public CreditView View { get; private set; } = null!;
    public IReadOnlyList<CreditActKind> Steps { get; private set; } = [];
    public IReadOnlyList<CreditMeasure> Measures => book.MeasuresOn(View.Today);
    public IReadOnlyList<CreditLine> Papers => [.. View.Lines.Where(l => l.PaperId is not null)];

    /// <summary>Why the step is not allowed today; null: it is.</summary>
    public string? Refusal(CreditActKind kind) =>
        View.Row.ToDishonesty().Apply(new(kind, View.Today, new(viewer.UserId.ToString()!, viewer.Name), "/", Rectified: true), View.Law).Refusal?.ToString();

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(CreditModule.Handle)]
    public Task<IActionResult> OnPostStepAsync(CreditActKind kind, string? text, bool accepted, string[]? measures, long seen, CancellationToken ct) => DoAsync(kind, new(text, accepted, Measures: measures), seen, ct);

    [Requires(CreditModule.Approve)]
    public Task<IActionResult> OnPostApproveAsync(CreditActKind kind, string? text, bool rectified, long seen, CancellationToken ct) => DoAsync(kind, new(text, Rectified: rectified), seen, ct);

    async Task<IActionResult> DoAsync(CreditActKind kind, CreditInput input, long seen, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!Enum.IsDefined(kind)) return NotFound();
        CreditLine? line = null;
        if (!await this.TryAsync(async () => line = await desk.StepAsync(Id, kind, input, seen, this.Key(), ct), "")) return Page();
        this.Flash(line!.PaperNumber is { } number ? $"{kind.Text()}：已出具 {number}。" : $"{kind.Text()}：已记录。");
        return Redirect($"/credit/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        View = await views.LoadAsync(Id, ct);
        Steps = View.IsCompetent ? [.. View.Row.ToDishonesty().Next().Where(k => CreditPermissions.Of(k).Any(viewer.May))] : [];
    }
}

/// <summary>Words of the forms of the steps.</summary>
public static class CreditActs
{
    public static string Handler(CreditActKind kind) => CreditPermissions.Of(kind)[0] == CreditModule.Approve ? "Approve" : "Step";

    public static string TextTitle(CreditActKind kind) => kind switch
    {
        CreditActKind.Notice => "告知的说明", CreditActKind.Object => "异议内容", CreditActKind.Verify => "核实意见", CreditActKind.Publish => "公布的范围和方式", CreditActKind.Activate => "落实措施的说明",
        CreditActKind.RequestRemoval => "申请移出的理由", CreditActKind.Remove => "移出理由", CreditActKind.Prolong => "延长理由", CreditActKind.Drop => "不列入的理由", _ => "审批意见",
    };
}
