using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Matching;

namespace Zhijian.Modules.Registry.Feeds.Pages;

/// <summary>Two files side by side; field by field it is chosen what the one that is kept says.</summary>
[Requires(FeedPermissions.Merge)]
public sealed class MergeModel(ZhijianDb db, MergeDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid? First { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Second { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Pair { get; set; }
    [BindProperty] public List<string> FromGone { get; set; } = [];
    [BindProperty, Display(Name = "合并原因")] public string? Reason { get; set; }

    /// <summary>The file that is kept: the first.</summary>
    public Employer? Kept { get; private set; }
    public Employer? Gone { get; private set; }
    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> Hanging { get; private set; } = new Dictionary<Guid, IReadOnlyList<string>>();
    public IReadOnlyList<MatchEvidence> Evidence { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (First is null && Second is null) return Page();
        if (!await LoadAsync(ct)) return NotFound();
        FromGone = [.. MergeFields.All.Where(f => f.TakesOther(Kept!, Gone!)).Select(f => f.Field)];
        return Page();
    }

    /// <summary>Looks two files up by credit code or full name.</summary>
    public async Task<IActionResult> OnGetFindAsync(string? a, string? b, CancellationToken ct)
    {
        var found = await this.TryFlashValueAsync(async () => (await OneAsync(a, ct), await OneAsync(b, ct)));
        return Redirect(found is var (x, y) ? $"/registry/merge?first={x}&second={y}" : "/registry/merge");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.MergeAsync(Kept!.Id, Gone!.Id, FromGone.ToHashSet(), PageActs.Reason(Reason), this.Key(), ct), "")) return Page();
        this.Flash("已合并。如有不对，可在合并记录中撤销。");
        return Redirect($"/registry/merges/{id}");
    }

    public async Task<IActionResult> OnPostPartAsync(CancellationToken ct)
    {
        if (Pair is null || !await LoadAsync(ct)) return NotFound();
        await this.TryFlashAsync(async () =>
        {
            await desk.PartAsync(Pair.Value, this.Key(), ct);
            return "已标记为不是同一单位，以后不再提示。";
        });
        return Redirect("/registry/duplicates");
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (First is not { } first || Second is not { } second || first == second) return false;
        var found = await db.Set<Employer>().AsNoTracking().Where(e => (e.Id == first || e.Id == second) && e.MergedIntoId == null).ToListAsync(ct);
        if (found.Count < 2) return false;
        (Kept, Gone) = (found.Single(e => e.Id == first), found.Single(e => e.Id == second));
        Hanging = new Dictionary<Guid, IReadOnlyList<string>> { [first] = await CountAsync(first, ct), [second] = await CountAsync(second, ct) };
        if (Pair is { } pair && await db.Set<DuplicatePair>().Where(p => p.Id == pair).Select(p => p.Working).SingleOrDefaultAsync(ct) is { } working)
            Evidence = JsonSerializer.Deserialize<List<MatchEvidence>>(working, FeedIntake.Json)!;
        return true;
    }

    async Task<IReadOnlyList<string>> CountAsync(Guid id, CancellationToken ct) =>
    [
        $"工作场所 {await db.Set<Workplace>().CountAsync(w => w.EmployerId == id, ct)} 处",
        $"接触记录 {await db.Set<Exposure>().CountAsync(w => w.EmployerId == id, ct)} 条",
        $"到期事项 {await db.Set<Dues.Due>().CountAsync(w => w.EmployerId == id, ct)} 项",
        $"大事记 {await db.Set<EmployerEvent>().CountAsync(w => w.EmployerId == id, ct)} 条",
        await db.Users.AnyAsync(u => u.OrganisationId == id, ct) ? "有企业账号" : "没有企业账号",
    ];

    async Task<Guid> OneAsync(string? word, CancellationToken ct)
    {
        var text = word?.Trim() ?? "";
        var found = text.Length == 0 ? [] : await db.Set<Employer>().Where(e => e.MergedIntoId == null && (e.CreditCode == text || e.Name == text)).Select(e => e.Id).Take(2).ToListAsync(ct);
        return found switch
        {
            [var one] => one,
            [] => throw new Refusal($"没有找到“{text}”。请填写统一社会信用代码或完整名称。"),
            _ => throw new Refusal($"有几家都叫“{text}”，请填写统一社会信用代码。"),
        };
    }
}

static class FlashValues
{
    /// <returns>Null when it was refused, which the next page says.</returns>
    public static async Task<T?> TryFlashValueAsync<T>(this PageModel page, Func<Task<T>> act) where T : struct
    {
        try
        {
            return await act();
        }
        catch (Refusal refusal)
        {
            page.Flash(refusal.Message, Zhijian.Platform.Ui.Pieces.Tone.Warning);
            return null;
        }
    }
}
