using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Dues;

namespace Zhijian.Modules.Registry.Dues.Pages;

[Requires(DuesSetup.Ladder)]
public sealed class LadderModel(ZhijianDb db, LadderDesk desk, IEnumerable<DueKind> kinds, TimeProvider clock) : PageModel
{
    [BindProperty] public LadderForm Input { get; set; } = new();
    public IReadOnlyList<Option> Kinds { get; } = [new(DueLadder.AnyKind, "其他各类事项"), .. kinds.Select(k => new Option(k.Key, k.Name))];
    public IReadOnlyList<Option> Actions { get; } = [.. Enum.GetValues<LadderAction>().Select(a => new Option(a.ToString(), a.ChineseName()))];
    public IReadOnlyList<LadderRow> Rows { get; private set; } = [];
    /// <summary>A star stands for all kinds that begin so.</summary>
    public string NameOf(string kind) => Kinds.FirstOrDefault(k => k.Value == kind)?.Text
        ?? (kind.EndsWith('*') && Kinds.Where(k => k.Value.StartsWith(kind[..^1], StringComparison.Ordinal)).Select(k => k.Text).ToList() is { Count: > 0 } names ? string.Join("、", names) : kind);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.TryAsync(() => desk.SetAsync(new(Input.Kind, Input.Number ?? 0, Input.DayOffset ?? 0, Input.Action, Input.Article), PageActs.Reason(Input.Reason), ct))) return Done();
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string kind, int number, string? reason, CancellationToken ct)
    {
        ModelState.Clear();
        if (await this.TryAsync(() => desk.RemoveAsync(kind, number, PageActs.Reason(reason), ct), "")) return Done();
        await LoadAsync(ct);
        return Page();
    }

    RedirectResult Done()
    {
        this.Flash("到期阶梯已更新，未办结的事项按新的步骤执行。");
        return Redirect("/registry/dues/ladder");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        var today = Display.Today(clock);
        Rows = await db.Set<LadderRow>().AsNoTracking().Where(r => r.ValidTo == null || r.ValidTo >= today).OrderBy(r => r.Kind).ThenBy(r => r.Number).ToListAsync(ct);
    }
}

public sealed class LadderForm
{
    [Display(Name = "事项类别"), Required] public string Kind { get; set; } = DueLadder.AnyKind;
    [Display(Name = "步骤序号"), Required] public int? Number { get; set; }
    [Display(Name = "距到期日天数"), Required] public int? DayOffset { get; set; }
    [Display(Name = "措施")] public LadderAction Action { get; set; } = LadderAction.Remind;
    [Display(Name = "条款")] public string? Article { get; set; }
    [Display(Name = "原因"), Required] public string? Reason { get; set; }
}
