using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>复查 by two officers, with one opinion for the dangers of an employer.</summary>
[Requires(DangersModule.Handle)]
[PreviewsPaper]
public sealed class RecheckModel(DangerViews views, DangerAccess access, DangerDesk desk, DangerOfficers officers, Viewer viewer) : PageModel
{
    static readonly DangerState[] Asked = [DangerState.RecheckRequested];

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public RecheckForm Input { get; set; } = new();
    public DangerView View { get; private set; } = null!;
    public IReadOnlyList<DangerFile> Together { get; private set; } = [];
    public IReadOnlyList<Option> Officers { get; private set; } = [];
    public bool MayRecheck => access.IsCompetent(View.Row) && DangerTransitions.From(View.Row.State).Contains(DangerActKind.Recheck);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.FirstOfficer = Officers.Any(o => o.Value == viewer.UserId.ToString()) ? viewer.UserId : null;
    }

    public async Task<IActionResult> OnPostAsync(Dictionary<Guid, long>? seen, Dictionary<Guid, string?>? found, CancellationToken ct)
    {
        await LoadAsync(ct);
        var removed = (found ?? []).Where(f => f.Value is "yes" or "no").ToDictionary(f => f.Key, f => f.Value == "yes");
        var closable = 0;
        if (!await this.TryAsync(async () => closable = await desk.RecheckAsync(new(removed, Input.FirstOfficer, Input.SecondOfficer, Input.Opinion, Input.CloseRest), seen, this.Key(), ct))) return Page();
        this.Flash($"复查意见书已出具：{closable} 处符合要求{(closable > 0 && Input.CloseRest ? "，已销号" : "")}，{removed.Count - closable} 处不符合。");
        return Redirect($"/dangers/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        View = await views.LoadAsync(Id, ct);
        Together = await views.TogetherAsync(View.Row, Asked, ct);
        Officers = [.. (await officers.OfAsync(View.Row.AuthorityCode, ct)).Select(o => new Option(o.Id.ToString(), o.Name))];
    }
}

public sealed class RecheckForm
{
    [Display(Name = "执法人员（一）")] public Guid? FirstOfficer { get; set; }
    [Display(Name = "执法人员（二）")] public Guid? SecondOfficer { get; set; }
    [Display(Name = "复查情况和意见"), StringLength(DangerTables.Text)] public string? Opinion { get; set; }
    [Display(Name = "符合要求的同时销号")] public bool CloseRest { get; set; } = true;
}
