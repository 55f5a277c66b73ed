using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Intake;

/// <summary>
/// 代录: an authority enters declarations for employers of its own, one or thousands. The same checks as for a form that is
/// filed on the screen; what passes is filed and waits for review like any other.
/// </summary>
sealed class DeclarationIntake(
    ZhijianDb db, Viewer viewer, WorkplaceFacts facts, KnownHazards hazards, DeclarationDues dues, DeclarationBook book, FactorCatalogue catalogue, DeclarationReview review,
    PeerFigures peers, CompetentAuthority authorities, DivisionDirectory divisions, IntakeFollowUp followUp)
{
    /// <summary>Checks a batch against the form's rules, the register and what is already filed; writes nothing.</summary>
    public async Task<IReadOnlyList<JudgedFiling>> JudgeAsync(IReadOnlyList<FilingWish> wishes, DateTime at, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var known = await IntakeFacts.LoadAsync(db, viewer, facts, hazards, dues, wishes, ct);
        var factorOf = await catalogue.LoadAsync(ct);
        var deadline = await dues.LastDayAsync(DeclarationTrigger.Submitted, ChinaTime.DateOf(at), ct);
        var taken = new HashSet<Guid>();
        var judged = new List<JudgedFiling>(wishes.Count);
        foreach (var wish in wishes)
        {
            var (file, refusal) = Place(wish, known.Files[wish.CreditCode].ToList());
            judged.Add(file is null ? refusal! : !taken.Add(file.WorkplaceId)
                ? JudgedFiling.Refused(wish, nameof(DeclarationForm.CreditCode), "同一工作场所在本批中有两份申报，请合并为一份")
                : await JudgeAsync(wish, file, known, factorOf, at, deadline, ct));
        }
        return judged;
    }

    /// <summary>Which workplace is meant.</summary>
    internal static (WorkplaceFile?, JudgedFiling?) Place(FilingWish wish, List<WorkplaceFile> files)
    {
        if (files.Count == 0) return (null, JudgedFiling.Refused(wish, nameof(DeclarationForm.CreditCode), "本辖区档案中没有这个单位，请核对代码或先建立档案"));
        if (wish.EmployerName is { } written && wish.Kind != DeclarationKind.Change && written.Trim() != files[0].EmployerName)
            return (null, JudgedFiling.Refused(wish, nameof(DeclarationForm.EmployerName), $"与档案中的名称“{files[0].EmployerName}”不一致；名称有变化的请办理变更申报"));
        if (wish.Workplace?.Trim() is not { Length: > 0 } name)
            return files.Count == 1 ? (files[0], null)
                : (null, JudgedFiling.Refused(wish, "Workplace", $"该单位有 {files.Count} 个工作场所，请填写名称：{string.Join("、", files.Take(5).Select(f => f.WorkplaceName))}"));
        return files.Where(f => f.WorkplaceName == name).ToList() is [var found, ..] ? (found, null)
            : (null, JudgedFiling.Refused(wish, "Workplace", $"档案中没有这个工作场所，已有：{string.Join("、", files.Take(5).Select(f => f.WorkplaceName))}"));
    }

    async Task<JudgedFiling> JudgeAsync(FilingWish wish, WorkplaceFile file, IntakeFacts known, Func<string, FactorFact?> factorOf, DateTime at, DateOnly? deadline, CancellationToken ct)
    {
        var today = ChinaTime.DateOf(at);
        var inForce = known.Standing[file.WorkplaceId].FirstOrDefault(d => d.IsInForce);
        if (DeclarationMachine.WhyNotStart(wish.Kind, inForce?.State, known.Standing[file.WorkplaceId].Any(d => d.IsOpen)) is { } why) return JudgedFiling.Refused(wish, "Kind", why);
        var authority = await authorities.OfAsync(file, wish.Kind == DeclarationKind.Change ? inForce!.AuthorityCode : null, today, ct);
        var actor = viewer.Scope.All || (viewer.OrganisationId is null && viewer.DivisionCode == authority) ? DeclarationActor.Competent : DeclarationActor.Onlooker;
        if (DeclarationMachine.Judge(DeclarationAct.Enter, DeclarationState.Draft, wish.Kind, actor) is { IsAllowed: false })
            return JudgedFiling.Refused(wish, nameof(DeclarationForm.CreditCode), $"这个单位的申报由{divisions.Name(authority)}受理，请由受理机关办理");

        var last = inForce?.ToForm(known.Rows[inForce.Id]);
        var edition = book.EditionOn(today);
        if (wish.Kind == DeclarationKind.Yearly && edition.WhyNotYearly(inForce!.CycleFrom, today) is { } early) return JudgedFiling.Refused(wish, "Kind", early);
        var prefilled = DeclarationPrefill.Known(file, last) with { Workshops = [] };
        var form = DeclarationDesk.Clean(wish.Over(known.Reports.TryGetValue(file.WorkplaceId, out var report) ? DeclarationPrefill.Tested(prefilled, report) : prefilled), factorOf);
        var findings = FormCheck.Of(form, edition, wish.Kind, today, factorOf);
        if (!FormCheck.MayFile(findings)) return new(wish, findings, null, [], []);

        OpenDue[] open = [.. known.Dues[file.EmployerId].Where(d => DeclarationDues.KindOf(d.Trigger) == wish.Kind && (d.WorkplaceId is null || d.WorkplaceId == file.WorkplaceId))];
        var due = open.FirstOrDefault();
        var declaration = new HazardDeclaration
        {
            Id = Guid.CreateVersion7(at), EmployerId = file.EmployerId, WorkplaceId = file.WorkplaceId, DivisionCode = file.DivisionCode, ScopePath = divisions.Find(file.DivisionCode)!.Path,
            CountyCode = file.CountyCode, AuthorityCode = authority, Kind = wish.Kind, Edition = edition.Code, Number = known.LastNumbers.GetValueOrDefault(file.WorkplaceId) + 1, PreviousId = inForce?.Id,
            EmployerName = file.EmployerName, CreditCode = file.CreditCode, IndustryCode = file.IndustryCode, StartedAt = at, SavedAt = at, EnteredBy = viewer.Name, EnteredById = viewer.UserId,
            Trigger = due?.Trigger, TriggeredOn = due?.On, DueOn = due?.DueOn, CycleFrom = inForce?.CycleFrom, SubmittedAt = at, FiledOn = today, DeadlineOn = deadline,
        };
        var rows = declaration.Take(form, factorOf);
        declaration.MoveTo(DeclarationState.Submitted);
        declaration.FlagCount = ReviewFlags.Of(form, review.Compose(file, last, known.Exposures[file.WorkplaceId], form.IndustryCode ?? file.IndustryCode,
            await peers.OfAsync(file.IndustryCode, ct), factorOf), factorOf).Count;
        return new(wish, findings, declaration, rows, open);
    }

    /// <summary>Writes what passed, in the open transaction.</summary>
    /// <param name="origin">For the audit: import and its number, or the system.</param>
    public async Task WriteAsync(Change change, string origin, IReadOnlyList<JudgedFiling> passed, CancellationToken ct)
    {
        if (passed.Count == 0) return;
        await Bulk.InsertAsync(db, change, origin, passed.Select(p => p.Declaration!), ct);
        await Bulk.InsertAsync(db, change, origin, passed.SelectMany(p => p.Rows), ct);
        await followUp.EnteredAsync(change, origin, passed, ct);
    }
}
