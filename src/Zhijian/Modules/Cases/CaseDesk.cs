using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Penalties;

namespace Zhijian.Modules.Cases;

/// <summary>What an officer writes to have a case filed.</summary>
/// <param name="DangerId">The danger that is proposed for a case; null: a case without one.</param>
/// <param name="OrderDeadline">End of the order to correct, where no danger tells it.</param>
public sealed record CaseDraft(Guid? DangerId, Guid? EmployerId, string? ActCode, string? Facts, DateOnly? FoundOn, DateOnly? ActEndedOn, DateOnly? OrderDeadline);

/// <summary>The procedure as it is walked: load → make the act → ask the law of the day → line, paper, to-dos.</summary>
public sealed class CaseDesk(ZhijianDb db, WritePath write, Viewer viewer, CaseAccess access, CaseBook book, CaseActs acts, CasePapers papers, CaseFollowUp followUp, CaseFairness fairness, FileDesk files)
{
    const int MostEvidence = 200;
    static readonly FilePurpose Evidence = new("case-evidence", FilePolicy.Evidence with { MaxBytes = 20 << 20 }, CasesModule.Files);

    /// <summary>报请立案.</summary>
    public Task<Guid> RequestAsync(CaseDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("cases.request", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var facts = Texts.Needed(draft.Facts, CaseTables.Text, nameof(draft.Facts), "线索情况");
        var act = book.Catalogue.On(draft.ActCode ?? "", today) ?? throw new Refusal("请选择案由。", nameof(draft.ActCode));
        var danger = draft.DangerId is { } id ? await db.Set<HiddenDanger>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException() : null;
        if (danger is { State: not DangerState.CaseCandidate }) throw new Refusal($"隐患{danger.State.Text()}，提请立案后才能立案。");
        var employer = danger?.EmployerId ?? draft.EmployerId ?? throw new Refusal("请选择当事人。", nameof(draft.EmployerId));
        var place = await PlaceAsync(employer, danger?.WorkplaceId, ct);
        if (viewer.OrganisationId is not null || viewer.DivisionCode != place.AuthorityCode) throw new Refusal("案件由工作场所所在地的监管机关立案。", nameof(draft.EmployerId));
        var found = danger?.FoundOn ?? draft.FoundOn ?? throw new Refusal("请填写发现日期。", nameof(draft.FoundOn));
        var actKey = KeyOf(danger, employer, act.Code, found);
        if ((await OpenKeysAsync(employer, Guid.Empty, ct)).Contains(actKey)) throw new Refusal("同一违法行为已有正在办理的案件。");
        var row = new CaseRecord
        {
            EmployerId = employer, PartyName = place.EmployerName, IndustryCode = place.IndustryCode[..Math.Min(2, place.IndustryCode.Length)], DivisionCode = place.DivisionCode, CountyCode = place.CountyCode, AuthorityCode = place.AuthorityCode,
            DangerId = danger?.Id, ActCode = act.Code, Cause = act.Act.Length <= CaseTables.Clause ? act.Act : act.Act[..CaseTables.Clause], Facts = facts, ActKey = actKey, FoundOn = found, ActEndedOn = draft.ActEndedOn,
            OrderDeadline = danger?.Deadline ?? draft.OrderDeadline, OrderNumber = danger?.OrderNumber,
        };
        var folder = new CaseFolder(row, []);
        var me = Me(await access.PersonsAsync(row.AuthorityCode, employer, today, ct));
        db.Add(row);
        await StepAsync(folder, new RequestFiling(today, me, draft.ActEndedOn, found), facts, change, ct);
        return row.Id;
    }, ct);

    /// <summary>Any further step.</summary>
    public Task<CaseLine> StepAsync(Guid id, CaseActKind kind, CaseStepForm form, long? seen, string? key, CancellationToken ct) => write.CommitAsync(new($"cases.{Name(kind)}", form.Reason, key), async change =>
    {
        if (!CasePermissions.Of(kind).Any(viewer.May)) throw new ForbiddenException();
        var today = ChinaTime.DateOf(change.At);
        var folder = await access.ForAsync(id, seen, ct);
        var persons = await access.PersonsAsync(folder.Row.AuthorityCode, folder.Row.EmployerId, today, ct);
        var me = Me(persons);
        if (folder.PaperToServe(kind) is not null) throw new Refusal("请在文书的送达页面登记送达。");
        if (me.RecusalReason is { } recusal) throw new Refusal($"您应当回避，不能办理本案：{recusal}。");
        if (kind == CaseActKind.ServeNotice) folder.Row.Tier = form.Tier;
        var charge = kind == CaseActKind.AddCharge ? await ChargeAsync(form.Charge, folder, today, ct) : null;
        var act = acts.Make(kind, form, folder, persons, me, today, kind == CaseActKind.Decide ? await FinedBeforeAsync(folder, ct) : [], charge);
        var line = await StepAsync(folder, act, CaseTexts.Note(act), change, ct, form);
        if (charge is not null)
        {
            folder.Row.Cause = Texts.Cut($"{folder.Row.Cause}；{charge.Title}", CaseTables.Clause);
            if (form.Charge.DangerId is { } danger) change.Raise(new DangerCaseFiled(danger, folder.Row.Number!, today));
        }
        return line;
    }, ct);

    internal async Task<CaseLine> StepAsync(CaseFolder folder, CaseAct act, string? note, Change change, CancellationToken ct, CaseStepForm? form = null)
    {
        var law = await book.LawAsync(ct);
        var line = folder.Apply(act, law, viewer.Name, viewer.UserId, change.At, note);
        if (papers.For(change, folder, act, law, form, ct) is { } issuing)
        {
            var paper = await issuing;
            (line.PaperId, line.PaperNumber, line.PaperKind) = (paper.Id, paper.Number, paper.Kind);
            if (act is ApproveFiling) folder.Row.Number = paper.Number;
            if (act is Decide) (folder.Row.DecisionNumber, folder.Row.DecisionPaperId) = (paper.Number, paper.Id);
        }
        db.AddRange(folder.Added);
        if (act is ApproveFiling filed && folder.Row.DangerId is { } danger) change.Raise(new DangerCaseFiled(danger, folder.Row.Number!, filed.On));
        await followUp.SteppedAsync(folder, line, change, ct);
        if (act is Decide) await fairness.DecidedAsync(folder, change, ct);
        return line;
    }

    /// <summary>The act that is added: of the same party, before the same authority, and in no other open case.</summary>
    async Task<Charge> ChargeAsync(ChargeForm form, CaseFolder folder, DateOnly today, CancellationToken ct)
    {
        var row = folder.Row;
        var act = book.Catalogue.On(form.ActCode ?? "", today) ?? throw new Refusal("请选择违法行为。", $"{nameof(CaseStepForm.Charge)}.{nameof(form.ActCode)}");
        var danger = form.DangerId is { } id ? await db.Set<HiddenDanger>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException() : null;
        if (danger is not null && (danger.EmployerId != row.EmployerId || danger.AuthorityCode != row.AuthorityCode)) throw new Refusal("一并查处的须是同一当事人、同一机关办理的隐患。", $"{nameof(CaseStepForm.Charge)}.{nameof(form.DangerId)}");
        if (danger is { State: not DangerState.CaseCandidate }) throw new Refusal($"隐患{danger.State.Text()}，提请立案后才能一并查处。", $"{nameof(CaseStepForm.Charge)}.{nameof(form.DangerId)}");
        var found = danger?.FoundOn ?? form.FoundOn ?? throw new Refusal("请填写发现日期。", $"{nameof(CaseStepForm.Charge)}.{nameof(form.FoundOn)}");
        var key = KeyOf(danger, row.EmployerId, act.Code, found);
        // Two happenings under one provision are told apart by their dangers; a day would not: one act would be fined twice.
        if (danger is null && (act.Code == row.ActCode || folder.File.Charges.Any(c => c.Code == act.Code))) throw new Refusal("本案已有同一案由的违法行为，另一个行为须选择来源隐患。", $"{nameof(CaseStepForm.Charge)}.{nameof(form.ActCode)}");
        if (key == row.ActKey) throw new Refusal("这就是本案立案的违法行为。", $"{nameof(CaseStepForm.Charge)}.{nameof(form.ActCode)}");
        if ((await OpenKeysAsync(row.EmployerId, row.Id, ct)).Contains(key)) throw new Refusal("同一违法行为已有正在办理的案件。");
        return new(key, act.Code, act.Act, found, form.EndedOn, danger?.Deadline ?? form.OrderDeadline, danger?.OrderNumber);
    }

    static string KeyOf(HiddenDanger? danger, Guid employer, string code, DateOnly found) => danger is null ? $"{employer:N}:{code}:{found:yyyyMMdd}" : $"danger:{danger.Id:N}";

    /// <summary>Happenings that other open cases of the party are about, their first and those that were added.</summary>
    async Task<HashSet<string>> OpenKeysAsync(Guid employer, Guid but, CancellationToken ct)
    {
        var cases = db.Set<CaseRecord>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(c => c.EmployerId == employer && c.Id != but && c.IsOpen);
        var keys = (await cases.Select(c => c.ActKey).ToListAsync(ct)).ToHashSet();
        var added = await db.Set<CaseLine>().AsNoTracking().Where(l => l.Kind == CaseActKind.AddCharge && cases.Where(c => c.MoreActs > 0).Select(c => c.Id).Contains(l.CaseId)).ToListAsync(ct);
        keys.UnionWith(added.Select(l => ((AddCharge)CaseFolder.ActOf(l)).Charge.Key));
        return keys;
    }

    /// <summary>What was fined in other cases of the party, where the fine still holds; an act that was let be is not among it.</summary>
    async Task<IReadOnlyCollection<string>> FinedBeforeAsync(CaseFolder folder, CancellationToken ct)
    {
        var (employer, id) = (folder.Row.EmployerId, folder.Row.Id);
        var fined = db.Set<CaseRecord>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(c => c.EmployerId == employer && c.Id != id && c.Fine > 0);
        var decided = await db.Set<CaseLine>().AsNoTracking().Where(l => l.Kind == CaseActKind.Decide && fined.Select(c => c.Id).Contains(l.CaseId)).ToListAsync(ct);
        var onSpot = await fined.Where(c => db.Set<CaseLine>().Any(l => l.CaseId == c.Id && l.Kind == CaseActKind.DecideOnSpot)).Select(c => c.ActKey).ToListAsync(ct);
        return [.. decided.SelectMany(l => ((Decide)CaseFolder.ActOf(l)).Sanctions).Where(s => s.Fine > 0).Select(s => s.ActKey).Concat(onSpot).Distinct()];
    }

    public Task<FileReceipt> ReceiveAsync(Stream content, string name, CancellationToken ct) => files.ReceiveAsync(content, name, Evidence, ct);

    /// <summary>Evidence is added, never replaced or taken away.</summary>
    public Task AddEvidenceAsync(Guid id, IReadOnlyList<(FileReceipt Receipt, string Name)> received, string? note, string? key, CancellationToken ct) => write.CommitAsync(new("cases.evidence", note, key), async change =>
    {
        if (received.Count == 0) throw new Refusal("请选择照片或者文件。", "Upload");
        var words = Texts.Allowed(note, CaseTables.Clause, "Note", "说明");
        var folder = await access.ForAsync(id, null, ct);
        if (!folder.Row.IsOpen) throw new Refusal("案件已经办结，不能再加入证据。");
        if (await db.Set<CaseEvidence>().CountAsync(e => e.CaseId == id, ct) + received.Count > MostEvidence) throw new Refusal($"一个案件最多 {MostEvidence} 个文件。", "Upload");
        foreach (var (receipt, name) in received)
        {
            var kept = files.Keep(change, receipt, name, Evidence);
            db.Add(new CaseEvidence { CaseId = id, DivisionCode = folder.Row.AuthorityCode, FileId = kept.Id, Hash = receipt.Hash, Name = kept.Name, Note = words, By = viewer.Name, At = change.At });
        }
    }, ct);

    async Task<DangerPlace> PlaceAsync(Guid employer, Guid? workplace, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        return await DangerPlaces.OfAsync(db, employer, workplace, ct);
    }

    CasePerson Me(IReadOnlyList<CasePerson> persons) => persons.FirstOrDefault(p => p.Id == viewer.UserId.ToString()) ?? throw new Refusal("您不是本机关的人员，不能办理本案。");

    /// <summary>request-hearing of RequestHearing.</summary>
    internal static string Name(CaseActKind kind) => string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
