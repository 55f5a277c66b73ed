using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>One declaration as its employer sees it: where it stands, what was filed, what can be done.</summary>
[Requires(DeclarationsModule.Own)]
public sealed class MyDetailModel(ZhijianDb db, DeclarationAccess access, DeclarationDesk desk, DeclarationBook book, FactorCatalogue catalogue, DivisionDirectory divisions) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public HazardDeclaration Declaration { get; private set; } = null!;
    public FiledForm Filed { get; private set; } = null!;
    public IReadOnlyList<HazardDeclaration> Versions { get; private set; } = [];
    public IReadOnlyList<ReturnReason> Reasons { get; private set; } = [];
    public string Authority => divisions.Name(Declaration.AuthorityCode);
    public bool May(DeclarationAct act) => DeclarationMachine.May(act, Declaration.State, Declaration.Kind, access.ActorOf(Declaration));

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostWithdrawAsync(long version, CancellationToken ct) =>
        ActAsync(() => desk.WithdrawAsync(Id, version, ct), "已撤回，可以修改后再提交。", $"/my/declarations/{Id}", ct);

    public Task<IActionResult> OnPostDiscardAsync(long version, CancellationToken ct) =>
        ActAsync(() => desk.DiscardAsync(Id, version, ct), "草稿已删除。", "/my/declarations", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string done, string to, CancellationToken ct)
    {
        await LoadAsync(ct);
        try
        {
            if (!await this.TryAsync(act, "")) return Page();
        }
        catch (ForbiddenException)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        this.Flash(done);
        return Redirect(to);
    }

    async Task LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Declaration = await access.ReadAsync(Id, ct);
        var factorOf = await catalogue.LoadAsync(ct);
        var form = await access.FormAsync(Declaration, ct);
        Filed = new(book.Edition(Declaration.Edition), Declaration.Kind, form, FormSums.Of(form, c => factorOf(c)?.Class), code => code is null ? null : factorOf(code));
        Reasons = ReviewDesk.ReasonsOf(Declaration);
        Versions = await db.Set<HazardDeclaration>().AsNoTracking().Where(d => d.WorkplaceId == Declaration.WorkplaceId).OrderByDescending(d => d.Number).Take(50).ToListAsync(ct);
    }
}
