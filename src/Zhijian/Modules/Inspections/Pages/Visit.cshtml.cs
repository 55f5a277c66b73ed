using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Pages;

/// <summary>The checklist on the spot; saved as often as one likes until the record is made.</summary>
[Requires(InspectionsModule.Visit)]
public sealed class VisitModel(InspectionViews views, InspectionAccess access, VisitDesk desk, InspectionBook book) : PageModel
{
    Dictionary<string, AnswerForm>? sent;

    public InspectionView View { get; private set; } = null!;
    public bool IsOnSite => View.Row.State == InspectionState.OnSite && access.IsCompetent(View.Row.AuthorityCode);
    public IReadOnlyList<(ItemVerdict Value, string Title)> Choices => View.Checklist.Kind switch
    {
        ChecklistKind.Judged => [.. Enum.GetValues<ItemVerdict>().Select(v => (v, v.Text()))],
        ChecklistKind.Questions => [(ItemVerdict.Qualified, "是"), (ItemVerdict.Unqualified, "否"), (ItemVerdict.NotConcerned, "不涉及")],
        _ => [(ItemVerdict.Qualified, "满分"), (ItemVerdict.Unqualified, "零分"), (ItemVerdict.NotConcerned, "不涉及")],
    };

    /// <summary>What was sent and could not be saved, else what is stored.</summary>
    public AnswerForm? Shown(string item) => sent is not null ? sent.GetValueOrDefault(item) : View.Answers.GetValueOrDefault(item) is { } a ? new() { Verdict = a.Verdict, Met = a.Met, Faults = a.Faults, Given = a.Given, Note = a.Note } : null;

    public string? Method(string item) => book.SourceOf(View.Checklist.Code, item).Method;

    public async Task OnGetAsync([FromRoute] Guid id, CancellationToken ct) => View = await views.LoadAsync(id, ct);

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, Dictionary<string, AnswerForm>? answers, CancellationToken ct)
    {
        View = await views.LoadAsync(id, ct);
        sent = answers ?? [];
        if (!await this.TryAsync(() => desk.AnswerAsync(id, sent.ToDictionary(a => a.Key, a => new AnswerDraft(a.Value.Verdict, a.Value.Met, a.Value.Faults, a.Value.Given, a.Value.Note)), this.Key(), ct), "")) return Page();
        this.Flash("检查表已保存。");
        return Redirect($"/inspections/{id}/visit");
    }
}

public sealed class AnswerForm
{
    public ItemVerdict? Verdict { get; set; }
    public int? Met { get; set; }
    public int? Faults { get; set; }
    public decimal? Given { get; set; }
    public string? Note { get; set; }
}
