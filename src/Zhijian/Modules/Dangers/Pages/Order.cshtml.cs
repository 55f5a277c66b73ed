using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>责令限期整改: one paper for the dangers of an employer that are due for it.</summary>
[Requires(DangersModule.Handle)]
[PreviewsPaper, AsksApproval]
public sealed class OrderModel(DangerViews views, DangerAccess access, DangerDesk desk, DangerOfficers officers, Viewer viewer, ApprovalDesk approvals, ApprovalBook approval) : PageModel
{
    static readonly DangerState[] Orderable = [DangerState.Found, DangerState.Registered];

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public OrderForm Input { get; set; } = new();
    public DangerView View { get; private set; } = null!;
    public IReadOnlyList<DangerFile> Together { get; private set; } = [];
    public IReadOnlyList<Option> Officers { get; private set; } = [];
    /// <summary>An order that waits for a head.</summary>
    public PaperRequest? Waiting { get; private set; }
    public bool MustAsk => approval.Today(DangerPapers.Order.Code) == ApprovalMode.Required;
    public DateOnly Last => View.Today.AddDays(View.Clocks.Terms.Order.Count);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var days = Together.Any(f => f.Row.Grade == DangerGrade.Major) ? View.Clocks.MajorOrder : View.Clocks.Terms.Order.Count;
        Input = new()
        {
            Ids = [.. Together.Select(f => f.Row.Id)], Deadline = View.Today.AddDays(days), Demand = View.Law.Demand,
            FirstOfficer = Officers.Any(o => o.Value == viewer.UserId.ToString()) ? viewer.UserId : null,
        };
        if (await approvals.ReturnedDraftAsync<OrderDraft>(DangerPapers.Order.Code, nameof(HiddenDanger), Id.ToString(), ct) is { } returned)
            Input = new() { Ids = [.. returned.Dangers.Intersect(Input.Ids)], Deadline = returned.Deadline, Demand = returned.Demand, FirstOfficer = returned.FirstOfficer, SecondOfficer = returned.SecondOfficer };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Dictionary<Guid, long>? seen, CancellationToken ct)
    {
        await LoadAsync(ct);
        var number = "";
        if (!await this.TryAsync(async () => number = await desk.OrderAsync(new(Input.Ids ?? [], Input.Deadline, Input.FirstOfficer, Input.SecondOfficer, Input.Demand), seen, this.Key(), ct))) return Page();
        this.Flash($"已出具责令限期整改指令书 {number}，并告知单位。");
        return Redirect($"/dangers/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        View = await views.LoadAsync(Id, ct);
        Together = await views.TogetherAsync(View.Row, Orderable, ct);
        Waiting = await approvals.WaitingAsync(DangerPapers.Order.Code, nameof(HiddenDanger), Id.ToString(), ct);
        Officers = [.. (await officers.OfAsync(View.Row.AuthorityCode, ct)).Select(o => new Option(o.Id.ToString(), o.Name))];
    }

    public bool MayOrder => access.IsCompetent(View.Row) && (Orderable.Contains(View.Row.State) || (DangerTransitions.From(View.Row.State).Contains(DangerActKind.Order) && !View.Row.IsClosable));
}

public sealed class OrderForm
{
    public Guid[]? Ids { get; set; }
    [Display(Name = "整改期限")] public DateOnly? Deadline { get; set; }
    [Display(Name = "执法人员（一）")] public Guid? FirstOfficer { get; set; }
    [Display(Name = "执法人员（二）")] public Guid? SecondOfficer { get; set; }
    [Display(Name = "整改要求"), StringLength(DangerTables.Text)] public string? Demand { get; set; }
}
