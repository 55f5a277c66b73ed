using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Registry.Pages;

/// <summary>One workplace: its facts, and its tree whose nodes are edited in place.</summary>
[Requires(RegistryModule.View)]
public sealed class WorkplaceModel(ZhijianDb db, EmployerDirectory employers, WorkplaceTrees trees, WorkplaceDesk desk, ExposureDesk exposures, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    /// <summary>The node of the tree that is open, see <see cref="WorkplaceTree.Open"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "open")] public string? Open { get; set; }
    [BindProperty(Name = "Tree")] public TreeForm Node { get; set; } = new();
    [BindProperty] public WorkplaceForm Input { get; set; } = new();
    public WorkplaceTree Tree { get; private set; } = null!;
    public EmployerFace Employer { get; private set; } = null!;
    public bool MayEdit => viewer.May(RegistryModule.Edit);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        Input = WorkplaceForm.Of(Tree.Workplace);
        Tree = Tree with { Form = FormOf(Open) };
        return Page();
    }

    [Requires(RegistryModule.Edit)]
    public async Task<IActionResult> OnPostFactsAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!await this.TryAsync(() => desk.EditAsync(Id, Input.Version, Input.Facts, ct))) return Page();
        return Done("工作场所已保存。");
    }

    [Requires(RegistryModule.Edit)]
    public Task<IActionResult> OnPostStatusAsync(EmployerStatus status, long version, string? reason, CancellationToken ct) =>
        ActAsync(() => desk.SetStatusAsync(Id, version, status, PageActs.Reason(reason), ct), "状态已变更。", ct);

    [Requires(RegistryModule.Edit)]
    public Task<IActionResult> OnPostMainAsync(long version, string? reason, CancellationToken ct) =>
        ActAsync(() => desk.SetMainAsync(Id, version, PageActs.Reason(reason), ct), "已设为主要工作场所，单位随之迁移。", ct);

    [Requires(RegistryModule.Edit)]
    public Task<IActionResult> OnPostSaveAsync(CancellationToken ct) => TreeAsync(SaveAsync, "已保存。", ct);

    [Requires(RegistryModule.Edit)]
    public Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) => TreeAsync(RemoveAsync, "已删除。", ct);

    Task SaveAsync(CancellationToken ct)
    {
        var facts = new ExposureFacts(Node.FactorCode ?? "", Node.JobPostId, Node.Persons, Node.HoursPerDay, Node.DaysPerWeek, Node.Facilities, Node.ProtectiveEquipment);
        return Target(Open) switch
        {
            ("new-workshop", _) => exposures.AddWorkshopAsync(Id, Node.Name, Node.Persons, this.Key(), ct),
            ("workshop", var id) => exposures.EditWorkshopAsync(id, Node.Version, Node.Name, Node.Persons, ct),
            ("new-post", var id) => exposures.AddPostAsync(id, Node.Name, Node.Persons, this.Key(), ct),
            ("post", var id) => exposures.EditPostAsync(id, Node.Version, Node.Name, Node.Persons, ct),
            ("new-exposure", var id) => exposures.AddExposureAsync(id, facts, this.Key(), ct),
            ("exposure", var id) => exposures.EditExposureAsync(id, Node.Version, facts, ct),
            _ => throw new Refusal("请选择要修改的内容。"),
        };
    }

    Task RemoveAsync(CancellationToken ct) => Target(Open) switch
    {
        ("workshop", var id) => exposures.RemoveWorkshopAsync(id, Node.Version, ct),
        ("post", var id) => exposures.RemovePostAsync(id, Node.Version, ct),
        ("exposure", var id) => exposures.RemoveExposureAsync(id, Node.Version, ct),
        _ => throw new Refusal("请选择要删除的内容。"),
    };

    /// <summary>Answers htmx with the tree, and a browser without script with the page.</summary>
    async Task<IActionResult> TreeAsync(Func<CancellationToken, Task> act, string done, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        Input = WorkplaceForm.Of(Tree.Workplace);
        string? error = null;
        // Only the node was sent; the fields of the other form are not what is judged.
        var wrong = ModelState.Where(e => e.Key.StartsWith("Tree.", StringComparison.Ordinal)).SelectMany(e => e.Value!.Errors).FirstOrDefault();
        if (wrong is not null) error = wrong.ErrorMessage;
        else
        {
            try { await act(ct); }
            catch (Refusal refusal) { error = refusal.Message; }
            catch (DbUpdateConcurrencyException e) { error = Faults.Of(e).Message; }
        }
        ModelState.Clear();
        if (error is not null)
        {
            Tree = Tree with { Error = error, Form = Node };
            return Page();
        }
        if (Request.FragmentTarget() is null) return Done(done);
        Open = null;
        await LoadAsync(ct);
        this.Flash(done);
        return Page();
    }

    async Task<IActionResult> ActAsync(Func<Task> act, string done, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        ModelState.Clear();
        Input = WorkplaceForm.Of(Tree.Workplace);
        return await this.TryAsync(act, "") ? Done(done) : Page();
    }

    RedirectResult Done(string text)
    {
        this.Flash(text);
        return Redirect($"/registry/workplaces/{Id}");
    }

    TreeForm FormOf(string? open)
    {
        var (kind, id) = Target(open);
        var shop = Tree.Workshops.FirstOrDefault(w => w.Workshop.Id == id)?.Workshop;
        var post = Tree.Workshops.SelectMany(w => w.Posts).FirstOrDefault(p => p.Post.Id == id)?.Post;
        var exposure = Tree.Workshops.SelectMany(w => w.Exposures.Concat(w.Posts.SelectMany(p => p.Exposures))).FirstOrDefault(e => e.Exposure.Id == id)?.Exposure;
        return kind switch
        {
            "workshop" when shop is not null => new() { Name = shop.Name, Persons = shop.ExposedDistinct, Version = shop.Version },
            "post" when post is not null => new() { Name = post.Name, Persons = post.Persons, Version = post.Version },
            "exposure" when exposure is not null => new()
            {
                FactorCode = exposure.FactorCode, Persons = exposure.Persons, HoursPerDay = exposure.HoursPerDay, DaysPerWeek = exposure.DaysPerWeek,
                Facilities = exposure.Facilities, ProtectiveEquipment = exposure.ProtectiveEquipment, Version = exposure.Version,
            },
            _ => new(),
        };
    }

    static (string Kind, Guid Id) Target(string? open) =>
        open?.Split(':') switch { [var kind, var id] when Guid.TryParse(id, out var guid) => (kind, guid), [var kind] => (kind, Guid.Empty), _ => ("", Guid.Empty) };

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await trees.LoadAsync(db.Set<Workplace>().Where(w => w.Id == Id), ct) is not [var tree]) return false;
        if (await employers.FindAsync(tree.Workplace.EmployerId, ct) is not { } employer) return false;
        (Tree, Employer) = (tree with { MayEdit = MayEdit, Open = MayEdit ? Open : null }, employer);
        return true;
    }
}
