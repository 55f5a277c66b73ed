using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>Loads declarations and says in which quality the viewer stands before them.</summary>
public sealed class DeclarationAccess(ZhijianDb db, Viewer viewer)
{
    public DeclarationActor ActorOf(HazardDeclaration declaration) =>
        IsOwn(declaration.EmployerId) ? DeclarationActor.Employer
        : viewer.OrganisationId is null && viewer.DivisionCode == declaration.AuthorityCode ? DeclarationActor.Competent : DeclarationActor.Onlooker;

    public Verdict Judge(HazardDeclaration declaration, DeclarationAct act) =>
        DeclarationMachine.Judge(act, declaration.State, declaration.Kind, ActorOf(declaration), IsOwnEntry(declaration));

    /// <summary>The viewer entered it for the employer.</summary>
    public bool IsOwnEntry(HazardDeclaration declaration) => declaration.EnteredById is { } by && by == viewer.UserId;

    public bool IsOwn(Guid employerId) => viewer.OrganisationId == employerId;

    /// <exception cref="NotFoundException">Not there, or in a foreign place: the same answer.</exception>
    public async Task<HazardDeclaration> LoadAsync(Guid id, CancellationToken ct) =>
        await db.Set<HazardDeclaration>().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException();

    /// <summary>To show it; a desk loads it anew.</summary>
    public async Task<HazardDeclaration> ReadAsync(Guid id, CancellationToken ct) =>
        await db.Set<HazardDeclaration>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException();

    /// <summary>The declaration in the state into which the act will bring it, or why not.</summary>
    /// <param name="version">What the person saw; somebody else's later change is told, not overwritten. Null: whatever is stored.</param>
    /// <exception cref="OvertakenException">It changed meanwhile.</exception>
    public async Task<(HazardDeclaration Declaration, DeclarationState To)> ForAsync(Guid id, DeclarationAct act, long? version, CancellationToken ct)
    {
        var declaration = await LoadAsync(id, ct);
        if (version is { } seen && seen != declaration.Version) throw new OvertakenException(Overtaken(declaration, act));
        var verdict = Judge(declaration, act);
        return (declaration, verdict.To ?? throw new Refusal(verdict.Refusal!));
    }

    static string Overtaken(HazardDeclaration d, DeclarationAct act) =>
        act == DeclarationAct.Approve && d.ApprovedBy is { } by ? $"这份申报刚由{by}审核通过，您的操作没有生效，请刷新后查看。"
        : $"这份申报刚被他人办理（当前：{d.State.ChineseName()}），您的操作没有生效，请刷新后核对再办。";

    public async Task<IReadOnlyList<DeclaredHazard>> RowsAsync(Guid id, CancellationToken ct) =>
        await db.Set<DeclaredHazard>().AsNoTracking().Where(r => r.DeclarationId == id).OrderBy(r => r.Ordinal).ToListAsync(ct);

    /// <summary>The form of a version, with the rows it was filed with.</summary>
    public async Task<DeclarationForm> FormAsync(HazardDeclaration declaration, CancellationToken ct) =>
        declaration.ToForm(declaration.Draft is null ? await RowsAsync(declaration.Id, ct) : []);

    /// <summary>The version of a workplace that counts now.</summary>
    public Task<HazardDeclaration?> InForceAsync(Guid workplaceId, CancellationToken ct) =>
        db.Set<HazardDeclaration>().SingleOrDefaultAsync(d => d.WorkplaceId == workplaceId && d.IsInForce, ct);

    public Task<HazardDeclaration?> OpenAsync(Guid workplaceId, CancellationToken ct) =>
        db.Set<HazardDeclaration>().SingleOrDefaultAsync(d => d.WorkplaceId == workplaceId && d.IsOpen, ct);
}
