using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations.Intake;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>A form that may not be filed, with every finding at its field.</summary>
public sealed class FormRefusal(IReadOnlyList<CheckFinding> findings, long version)
    : Refusal($"申报表有 {findings.Count(f => f.Severity == CheckSeverity.Error)} 处需要更正：{findings.First(f => f.Severity == CheckSeverity.Error).Message}",
        findings.First(f => f.Severity == CheckSeverity.Error).Field)
{
    public IReadOnlyList<CheckFinding> Findings { get; } = findings;
    /// <summary>Of the draft as it is kept now.</summary>
    public long Version { get; } = version;
}

/// <summary>
/// What an employer does with its declarations. Files of many employers and system clients file through the same methods: they check
/// what a form checks, because the checks stand here.
/// </summary>
public sealed class DeclarationDesk(
    ZhijianDb db, WritePath write, DeclarationAccess access, WorkplaceFacts facts, DeclarationPrefill prefill, DeclarationReview review,
    FactorCatalogue catalogue, DeclarationBook book, DeclarationDues dues, DeclarationFollowUp followUp, CompetentAuthority authorities)
{
    /// <summary>Begins a version, filled in with all that is known.</summary>
    public Task<Guid> StartAsync(Guid workplaceId, DeclarationKind kind, bool quick, string? key, CancellationToken ct) =>
        write.CommitAsync(new("declarations.start", Key: key), async change =>
        {
            var file = await facts.FindAsync(workplaceId, ct) ?? throw new NotFoundException();
            if (!access.IsOwn(file.EmployerId)) throw new ForbiddenException();
            var inForce = await access.InForceAsync(workplaceId, ct);
            if (DeclarationMachine.WhyNotStart(kind, inForce?.State, await access.OpenAsync(workplaceId, ct) is not null) is { } why) throw new Refusal(why, "Kind");
            var last = inForce ?? await db.Set<HazardDeclaration>().Where(d => d.WorkplaceId == workplaceId).OrderByDescending(d => d.Number).FirstOrDefaultAsync(ct);
            var today = ChinaTime.DateOf(change.At);
            var edition = book.EditionOn(today);
            if (kind == DeclarationKind.Yearly && edition.WhyNotYearly(inForce!.CycleFrom, today) is { } early) throw new Refusal(early, "Kind");
            var form = await prefill.FormAsync(file, last is null ? null : await access.FormAsync(last, ct), ct);
            var due = await dues.OpenAsync(file.EmployerId, workplaceId, kind, ct);
            var count = FormFields.Count(edition, kind, quick, form);
            var made = new HazardDeclaration
            {
                Id = Guid.CreateVersion7(change.At), EmployerId = file.EmployerId, WorkplaceId = workplaceId, DivisionCode = file.DivisionCode, CountyCode = file.CountyCode,
                AuthorityCode = await authorities.OfAsync(file, kind is DeclarationKind.Change or DeclarationKind.Cancellation ? inForce!.AuthorityCode : null, today, ct),
                Kind = kind, Edition = edition.Code, Number = await NextNumberAsync(workplaceId, ct), PreviousId = last?.Id,
                EmployerName = file.EmployerName, CreditCode = file.CreditCode, IndustryCode = file.IndustryCode, StartedAt = change.At, SavedAt = change.At, Quick = quick,
                FieldsAsked = count.Asked, FieldsPrefilled = count.Prefilled, Trigger = due?.Trigger, TriggeredOn = due?.On, DueOn = due?.DueOn, CycleFrom = inForce?.CycleFrom,
            };
            made.SaveDraft(form);
            db.Add(made);
            return made.Id;
        }, ct);

    /// <summary>Keeps the form as it is, complete or not.</summary>
    /// <param name="version">Of the draft that was on the screen: another device's later words are not overwritten.</param>
    /// <param name="keepEmptyRows">Rows that were just added and wait for their words.</param>
    /// <returns>The new version.</returns>
    public Task<long> SaveAsync(Guid id, long version, DeclarationForm form, CancellationToken ct, bool keepEmptyRows = false) =>
        write.CommitAsync(new("declarations.save"), async change =>
        {
            var (declaration, _) = await access.ForAsync(id, DeclarationAct.Save, version, ct);
            Guard(form);
            declaration.SaveDraft(Clean(form, await catalogue.LoadAsync(ct), keepEmptyRows));
            declaration.SavedAt = change.At;
            await db.SaveChangesAsync(ct);
            return declaration.Version;
        }, ct);

    /// <summary>What the checks find in a form as it would be filed today.</summary>
    public async Task<IReadOnlyList<CheckFinding>> CheckAsync(HazardDeclaration declaration, DeclarationForm form, DateOnly today, CancellationToken ct)
    {
        var factorOf = await catalogue.LoadAsync(ct);
        return FormCheck.Of(Clean(form, factorOf), book.Edition(declaration.Edition), declaration.Kind, today, factorOf);
    }

    /// <summary>Files the form. One that may not be filed is kept as a draft all the same, so that nothing is typed twice.</summary>
    /// <param name="form">What is on the screen; null: what was saved last.</param>
    /// <exception cref="FormRefusal">It may not be filed; with every finding at its field.</exception>
    public async Task SubmitAsync(Guid id, long version, DeclarationForm? form, string? key, CancellationToken ct)
    {
        try
        {
            await FileAsync(id, version, form, key, ct);
        }
        catch (FormRefusal refusal) when (form is not null)
        {
            throw new FormRefusal(refusal.Findings, await SaveAsync(id, version, form, ct));
        }
    }

    Task FileAsync(Guid id, long version, DeclarationForm? typed, string? key, CancellationToken ct) =>
        write.CommitAsync(new("declarations.submit", Key: key), async change =>
        {
            var (declaration, to) = await access.ForAsync(id, DeclarationAct.Submit, version, ct);
            var today = ChinaTime.DateOf(change.At);
            var held = await access.RowsAsync(id, ct);
            var factorOf = await catalogue.LoadAsync(ct);
            var form = Clean(typed ?? declaration.ToForm(held), factorOf);
            var findings = FormCheck.Of(form, book.Edition(declaration.Edition), declaration.Kind, today, factorOf);
            if (!FormCheck.MayFile(findings)) throw new FormRefusal(findings, version);
            if (await facts.FindAsync(declaration.WorkplaceId, ct) is { } file) (declaration.DivisionCode, declaration.CountyCode) = (file.DivisionCode, file.CountyCode);
            db.RemoveRange(await db.Set<DeclaredHazard>().Where(r => r.DeclarationId == id).ToListAsync(ct));
            db.AddRange(declaration.Take(form, factorOf));
            declaration.MoveTo(to);
            (declaration.SubmittedAt, declaration.EnteredById) = (change.At, null);
            declaration.FiledOn ??= today;
            declaration.DeadlineOn = await dues.LastDayAsync(DeclarationTrigger.Submitted, today, ct);
            declaration.FlagCount = (await review.FlagsAsync(declaration, form, ct)).Count;
            await followUp.SubmittedAsync(declaration, change, ct);
        }, ct);

    /// <summary>Takes it back before the authority decided.</summary>
    public Task WithdrawAsync(Guid id, long version, CancellationToken ct) => write.CommitAsync(new("declarations.withdraw"), async change =>
    {
        var (declaration, to) = await access.ForAsync(id, DeclarationAct.Withdraw, version, ct);
        declaration.MoveTo(to);
        declaration.DeadlineOn = null;
        await followUp.WithdrawnAsync(declaration, change, ct);
    }, ct);

    /// <summary>Throws a draft away that was never filed.</summary>
    public Task DiscardAsync(Guid id, long version, CancellationToken ct) => write.CommitAsync(new("declarations.discard"), async _ =>
    {
        var (declaration, _) = await access.ForAsync(id, DeclarationAct.Discard, version, ct);
        if (declaration.FiledOn is not null) throw new Refusal("提交过的申报不能删除，可以修改后再提交。");
        db.Remove(declaration);
    }, ct);

    async Task<int> NextNumberAsync(Guid workplaceId, CancellationToken ct) =>
        (await db.Set<HazardDeclaration>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(d => d.WorkplaceId == workplaceId).MaxAsync(d => (int?)d.Number, ct) ?? 0) + 1;

    /// <summary>A draft may be wrong, but not endless.</summary>
    static void Guard(DeclarationForm form)
    {
        if (form.Workshops.Count > FormCheck.MostWorkshops || form.Hazards.Count() > FormCheck.MostHazards)
            throw new Refusal($"一份申报最多 {FormCheck.MostWorkshops} 个作业场所、{FormCheck.MostHazards} 行危害因素。", nameof(form.Workshops));
    }

    /// <summary>Names become catalogue codes; blanks at the ends go.</summary>
    internal static DeclarationForm Clean(DeclarationForm form, Func<string, FactorFact?> factorOf, bool keepEmptyRows = false) => form with
    {
        Workshops = [.. form.Workshops.Select(w => w with
        {
            Name = w.Name?.Trim(),
            Hazards = [.. w.Hazards.Where(h => keepEmptyRows || !string.IsNullOrWhiteSpace(h.FactorCode) || h.Persons is not null)
                .Select(h => h with { FactorCode = h.FactorCode is { } text ? factorOf(text)?.Code ?? text.Trim() : null })],
        })],
    };
}
