using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>
/// What follows from a step, in the same transaction: who has it on the list now, who is told, what the registry hears. The step
/// itself was allowed and written before; the rest belongs to others' places and is written as the platform.
/// </summary>
public sealed class DeclarationFollowUp(ZhijianDb db, Viewer viewer, NoticeBoard board, DeclarationAccess access, DeclarationBook book)
{
    const string Subject = nameof(HazardDeclaration);

    public Task SubmittedAsync(HazardDeclaration d, Change change, CancellationToken ct) => AsPlatformAsync(d, change, () =>
    {
        Assign(d, change, d.Kind == DeclarationKind.Cancellation ? "确认注销申报" : $"审核{d.Kind.ChineseName()}");
        DeclarationDues.Settle(change, d, d.FiledOn!.Value);
        Happened(change, d, "declaration.submitted", $"提交{d.Kind.ChineseName()}");
        return Task.CompletedTask;
    }, ct);

    public Task WithdrawnAsync(HazardDeclaration d, Change change, CancellationToken ct) => AsPlatformAsync(d, change, () =>
    {
        DueAgain(d, change);
        Happened(change, d, "declaration.withdrawn", $"撤回{d.Kind.ChineseName()}");
        return Task.CompletedTask;
    }, ct);

    public Task ReturnedAsync(HazardDeclaration d, IReadOnlyList<ReturnReason> reasons, Change change, CancellationToken ct) => AsPlatformAsync(d, change, async () =>
    {
        AskEmployer(d, change, $"补正后重新提交{d.Kind.ChineseName()}", d.DeadlineOn);
        await TellEmployerAsync(d, change, $"{d.Kind.ChineseName()}被退回：{reasons[0].Text}", ct);
        DueAgain(d, change);
        Happened(change, d, "declaration.returned", $"{d.Kind.ChineseName()}被退回", string.Join("；", reasons.Select(r => r.Text)));
    }, ct);

    public Task ApprovedAsync(HazardDeclaration d, Change change, CancellationToken ct) => AsPlatformAsync(d, change, async () =>
    {
        AskEmployer(d, change, "打印申报表，签字盖章后交受理机关", null);
        await TellEmployerAsync(d, change, $"{d.Kind.ChineseName()}网上审核通过，请打印申报表签字盖章后提交。", ct);
        Happened(change, d, "declaration.approved", $"{d.Kind.ChineseName()}网上审核通过");
    }, ct);

    public Task PaperReceivedAsync(HazardDeclaration d, Change change, CancellationToken ct) => AsPlatformAsync(d, change, () =>
    {
        Assign(d, change, "出具申报回执");
        Happened(change, d, "declaration.paper", "收到纸质申报表", $"收到日期 {d.PaperReceivedOn:yyyy-MM-dd}");
        return Task.CompletedTask;
    }, ct);

    public Task TookEffectAsync(HazardDeclaration d, Change change, CancellationToken ct) => AsPlatformAsync(d, change, async () =>
    {
        var today = ChinaTime.DateOf(change.At);
        await TellEmployerAsync(d, change, $"申报回执已出具：{d.ReceiptNumber}", ct);
        Happened(change, d, "declaration.effective", $"{d.Kind.ChineseName()}生效，回执 {d.ReceiptNumber}");
        var rows = await access.RowsAsync(d.Id, ct);
        change.Raise(new ExposuresDeclared(d.EmployerId, d.WorkplaceId, d.TotalWorkers ?? 0, d.DispatchedWorkers ?? 0, d.TotalExposed ?? 0,
            [.. rows.GroupBy(r => r.Workshop).Select(g => new DeclaredWorkshop(g.Key, g.First().WorkshopDistinct, [.. g.Select(r => new DeclaredExposure(r.FactorCode, r.Persons))]))],
            $"declaration:{d.ReceiptNumber}"));
        await StandAsync(d.EmployerId, change, ct);
        change.Raise(new DeclarationTookEffect(d.Id, d.EmployerId, d.WorkplaceId, d.Kind, today, d.ReceiptNumber!));
        // A cycle that begins anew leaves no older one behind.
        if (d.Kind == DeclarationKind.Initial)
            foreach (var key in DeclarationDues.KeysOf(DeclarationKind.Yearly)) change.Raise(new Registry.Dues.DueSettled(d.EmployerId, d.WorkplaceId, key, today, $"初次申报生效，回执 {d.ReceiptNumber}"));
        if (book.Edition(d.Edition).Cycle is { } cycle && d.CycleFrom is { } from)
            DeclarationDues.Arises(change, d.EmployerId, d.WorkplaceId, DeclarationTrigger.YearPassed, cycle.OpensOn(from), cycle.DueOn(from), cycle.Basis, $"上次申报 {from:yyyy-MM-dd}");
    }, ct);

    public Task CancelledAsync(HazardDeclaration d, Change change, CancellationToken ct) => AsPlatformAsync(d, change, async () =>
    {
        var today = ChinaTime.DateOf(change.At);
        await TellEmployerAsync(d, change, "职业病危害项目申报已注销。", ct);
        Happened(change, d, "declaration.cancelled", "注销职业病危害项目申报", d.ChangeNote);
        foreach (var kind in new[] { DeclarationKind.Change, DeclarationKind.Yearly })
            foreach (var key in DeclarationDues.KeysOf(kind))
                change.Raise(new Registry.Dues.DueSettled(d.EmployerId, d.WorkplaceId, key, today, "申报已注销"));
        await StandAsync(d.EmployerId, change, ct);
        change.Raise(new DeclarationWasCancelled(d.Id, d.EmployerId, d.WorkplaceId, today));
    }, ct);

    public Task VerificationStartedAsync(HazardDeclaration d, Change change, CancellationToken ct) => AsPlatformAsync(d, change, () =>
    {
        Assign(d, change, "完成申报抽查核实");
        Happened(change, d, "declaration.verification", "开始抽查核实申报内容", d.VerificationReason);
        return Task.CompletedTask;
    }, ct);

    public Task ConfirmedAsync(HazardDeclaration d, Change change, CancellationToken ct) => AsPlatformAsync(d, change, () =>
    {
        Happened(change, d, "declaration.verified", "抽查核实：申报属实", d.VerificationResult);
        return Task.CompletedTask;
    }, ct);

    public Task FoundFalseAsync(HazardDeclaration d, string breachCode, string evidence, Change change, CancellationToken ct) => AsPlatformAsync(d, change, async () =>
    {
        var today = ChinaTime.DateOf(change.At);
        AskEmployer(d, change, "申报不实，请办理变更申报", null);
        await TellEmployerAsync(d, change, "经抽查核实，申报内容与实际不符，请办理变更申报。", ct);
        Happened(change, d, "declaration.false", "抽查核实：申报不实", evidence);
        Offend(change, d.EmployerId, d.WorkplaceId, d.Id, d.DivisionCode, breachCode, evidence, today, $"false:{d.Id}");
        // At once; a late or missing declaration becomes suspected when the ladder of its duty says so.
        change.Raise(new DangerSuspected(d.EmployerId, d.WorkplaceId, book.Breach(breachCode, today).Basis, evidence, $"declaration:{d.Id}"));
        await StandAsync(d.EmployerId, change, ct);
    }, ct);

    /// <summary>Records an offence, with its article and evidence.</summary>
    internal void Offend(Change change, Guid employerId, Guid? workplaceId, Guid? declarationId, string division, string code, string evidence, DateOnly on, string cause)
    {
        db.Add(new DeclarationOffence
        {
            EmployerId = employerId, WorkplaceId = workplaceId, DeclarationId = declarationId, DivisionCode = division, Code = code, Basis = book.Breach(code, on).Basis,
            Evidence = evidence, FoundOn = on, FoundBy = viewer.Name, Cause = cause,
        });
    }

    async Task AsPlatformAsync(HazardDeclaration d, Change change, Func<Task> follow, CancellationToken ct)
    {
        // The step itself is written as who took it.
        await db.SaveChangesAsync(ct);
        using var _ = viewer.ActAsPlatform();
        await board.CloseAsync(change, Subject, d.Id.ToString(), ct);
        await follow();
        await db.SaveChangesAsync(ct);
    }

    void Assign(HazardDeclaration d, Change change, string title) => board.Open(new Todo
    {
        Title = Texts.Cut($"{title}：{d.EmployerName}", 200), Link = $"/declarations/{d.Id}", Permission = DeclarationsModule.Review, DivisionCode = d.AuthorityCode, OnlyThere = true,
        DueOn = d.DeadlineOn, SubjectKind = Subject, SubjectId = d.Id.ToString(), CreatedAt = change.At,
    });

    void AskEmployer(HazardDeclaration d, Change change, string title, DateOnly? due) => board.Open(new Todo
    {
        Title = Texts.Cut(title, 200), Link = $"/my/declarations/{d.Id}", OrganisationId = d.EmployerId, DivisionCode = d.DivisionCode, DueOn = due,
        SubjectKind = Subject, SubjectId = d.Id.ToString(), CreatedAt = change.At,
    });

    async Task TellEmployerAsync(HazardDeclaration d, Change change, string text, CancellationToken ct)
    {
        foreach (var user in await db.Users.Where(u => u.OrganisationId == d.EmployerId && !u.Disabled).Select(u => u.Id).ToListAsync(ct))
            board.Tell(change, user, Texts.Cut(text, 300), $"/my/declarations/{d.Id}");
    }

    /// <summary>What was filed in time and came back stays due; at least until the term of the correction.</summary>
    static void DueAgain(HazardDeclaration d, Change change)
    {
        if (d.Trigger is not { } trigger || d.TriggeredOn is not { } on || d.DueOn is not { } due) return;
        DeclarationDues.Arises(change, d.EmployerId, d.WorkplaceId, trigger, on, d.DeadlineOn > due ? d.DeadlineOn.Value : due, "退回补正", "申报被退回或撤回，尚未完成");
    }

    /// <summary>The employer's standing over all its workplaces.</summary>
    async Task StandAsync(Guid employerId, Change change, CancellationToken ct)
    {
        var all = await db.Set<HazardDeclaration>().AsNoTracking().Where(d => d.EmployerId == employerId && d.IsInForce).Select(d => new { d.State, d.ReceiptOn, d.CycleFrom, d.Edition }).ToListAsync(ct);
        var standing = all.Count == 0 ? DeclarationStanding.Cancelled : all.Any(d => d.State == DeclarationState.FoundFalse) ? DeclarationStanding.FoundFalse : DeclarationStanding.Valid;
        var due = all.Select(d => d.CycleFrom is { } from ? book.Edition(d.Edition).Cycle?.DueOn(from) : null).Min();
        change.Raise(new DeclarationStood(employerId, standing, all.Max(d => d.ReceiptOn), due));
    }

    static void Happened(Change change, HazardDeclaration d, string kind, string title, string? detail = null) =>
        change.Raise(new EmployerHappening(d.EmployerId, ChinaTime.DateOf(change.At), kind, Texts.Cut(title, 200), Texts.CutIfAny(detail, 500), $"/declarations/{d.Id}"));
}
