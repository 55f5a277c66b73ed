using Zhijian.Data;
using Zhijian.Modules.Declarations.Intake;
using Zhijian.Modules.Declarations.Pages;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Modules.Declarations.Api;

/// <summary>
/// Filing by systems: the employer's own system acts as the employer does on its pages, that of an authority enters for
/// employers of its area. All of it happens or nothing.
/// </summary>
sealed class ExchangeDesk(ZhijianDb db, WritePath write, Viewer viewer, WorkplaceFacts facts, DeclarationDesk desk, DeclarationIntake intake)
{
    /// <param name="key">Idempotency key: the same key of the same system has one effect.</param>
    /// <returns>Id of the declaration.</returns>
    /// <exception cref="FormRefusal">It may not be filed; with every finding at its field.</exception>
    public Task<Guid> FileAsync(FilingRequest request, string key, CancellationToken ct) => write.CommitAsync(new("declarations.exchange", Key: key), change =>
    {
        if (UnifiedSocialCreditCode.Check(request.CreditCode) is not { IsWellFormed: true } code) throw new Refusal(UnifiedSocialCreditCode.Check(request.CreditCode).Message!, "creditCode");
        if (!Enum.IsDefined(request.Kind)) throw new Refusal("没有这种申报类别。", "kind");
        var form = request.Form ?? new();
        var wish = new FilingWish(0, code.Value.Value, request.Workplace, null, request.Kind, known => Over(known, form));
        return viewer.OrganisationId is null ? EnterAsync(change, request, wish, ct) : OwnAsync(request, wish, ct);
    }, ct);

    async Task<Guid> OwnAsync(FilingRequest request, FilingWish wish, CancellationToken ct)
    {
        var (file, refused) = DeclarationIntake.Place(wish, [.. (await facts.ByCreditCodeAsync([wish.CreditCode], viewer.Scope, ct))[wish.CreditCode]]);
        if (file is null) throw Refused(refused!);
        var id = await desk.StartAsync(file.WorkplaceId, request.Kind, false, null, ct);
        await db.SaveChangesAsync(ct);
        var declaration = (await db.Set<HazardDeclaration>().FindAsync([id], ct))!;
        var version = await desk.SaveAsync(id, declaration.Version, wish.Over(declaration.ToForm([])), ct);
        if (request.Submit) await desk.SubmitAsync(id, version, null, null, ct);
        return id;
    }

    async Task<Guid> EnterAsync(Change change, FilingRequest request, FilingWish wish, CancellationToken ct)
    {
        if (!request.Submit) throw new Refusal("草稿只能由用人单位自己的系统保存。", "submit");
        var judged = (await intake.JudgeAsync([wish], change.At, ct))[0];
        if (judged.Declaration is null) throw Refused(judged);
        await intake.WriteAsync(change, viewer.Name, [judged], ct);
        return judged.Declaration.Id;
    }

    static FormRefusal Refused(JudgedFiling judged) => new(judged.Findings, 0);

    /// <summary>What is known, with what was sent over it; rows are taken as a whole.</summary>
    internal static DeclarationForm Over(DeclarationForm known, DeclarationForm sent)
    {
        var form = DeclarationInput.Of(sent).Over(known, FormFields.Keys.Where(k => !FormFields.IsEmpty(sent, k)));
        return sent.Workshops.Count == 0 ? form : form with { Workshops = sent.Workshops };
    }
}
