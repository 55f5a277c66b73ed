using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Rules.Cases;

namespace Zhijian.Modules.Cases;

/// <summary>A case as its party walks it: told of it, it states, asks for a hearing, asks to pay later. Everything else is the authority's.</summary>
public sealed class PartyCaseDesk(ZhijianDb db, WritePath write, Viewer viewer, CaseAccess access, CaseDesk desk, FileDesk files)
{
    const int MostEvidence = 40;
    static readonly FilePurpose Evidence = new("case-evidence", FilePolicy.Evidence with { MaxBytes = 20 << 20 }, CasesModule.Files);

    public static readonly IReadOnlyList<CaseActKind> Steps = [CaseActKind.Defend, CaseActKind.WaiveDefence, CaseActKind.RequestHearing, CaseActKind.WithdrawHearing, CaseActKind.AskInstalments];

    Guid Own => viewer.OrganisationId ?? throw new NotFoundException();

    /// <summary>Cases that the employer who is signed in was told of.</summary>
    public IQueryable<CaseRecord> Mine()
    {
        var own = Own;
        return db.Set<CaseRecord>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(c => c.EmployerId == own && c.PartySince != null);
    }

    public async Task<CaseFolder> ReadAsync(Guid id, CancellationToken ct) => await access.OfAsync(await Mine().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException(), ct);

    /// <summary>Papers of the case that were served on the party, the newest first.</summary>
    public Task<List<Paper>> PapersAsync(Guid id, CancellationToken ct)
    {
        var (own, kind, subject) = (Own, nameof(CaseRecord), id.ToString());
        return db.Set<Paper>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(p => p.SubjectKind == kind && p.SubjectId == subject && p.AddresseeId == own && p.ServedOn != null).OrderByDescending(p => p.ServedOn).ThenByDescending(p => p.Id).ToListAsync(ct);
    }

    /// <param name="until">Of a request to pay later.</param>
    public Task<CaseLine> StepAsync(Guid id, CaseActKind kind, string? text, DateOnly? until, long? seen, string? key, CancellationToken ct) => write.CommitAsync(new($"cases.{CaseDesk.Name(kind)}", Key: key), async change =>
    {
        var row = await Mine().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        if (!Steps.Contains(kind)) throw new ForbiddenException();
        if (seen is not null && seen != row.Version) throw new OvertakenException($"案件刚有新的进展（当前：{row.State.Text()}），您的操作没有生效，请刷新后核对再办。");
        using var all = viewer.ActAsPlatform();
        var today = ChinaTime.DateOf(change.At);
        CaseAct act = kind switch
        {
            CaseActKind.Defend => new Defend(today, Texts.Needed(text, CaseTables.Text, "Text", "陈述申辩的内容")),
            CaseActKind.WaiveDefence => new WaiveDefence(today),
            CaseActKind.RequestHearing => new RequestHearing(today),
            CaseActKind.WithdrawHearing => new WithdrawHearing(today),
            _ => new AskInstalments(today, until ?? throw new Refusal("请填写申请延至的日期。", "Until"), Texts.Needed(text, CaseTables.Text, "Text", "经济困难的情况和理由")),
        };
        var line = await desk.StepAsync(await access.OfAsync(row, ct), act, CaseTexts.Note(act), change, ct);
        // The case stands in the place of its authority; written while the platform acts.
        await db.SaveChangesAsync(ct);
        return line;
    }, ct);

    public Task<FileReceipt> ReceiveAsync(Stream content, string name, CancellationToken ct) => files.ReceiveAsync(content, name, Evidence, ct);

    /// <summary>What the party hands in with its statement; added, never replaced.</summary>
    public Task AddEvidenceAsync(Guid id, IReadOnlyList<(FileReceipt Receipt, string Name)> received, string? note, string? key, CancellationToken ct) => write.CommitAsync(new("cases.evidence", note, key), async change =>
    {
        if (received.Count == 0) throw new Refusal("请选择照片或者文件。", "Upload");
        var words = Texts.Allowed(note, CaseTables.Clause, "Note", "说明");
        var row = await Mine().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        if (row.DecidedOn is not null || !row.IsOpen) throw new Refusal("处罚决定已经作出，不能再提交材料；对决定不服的，可以申请行政复议或者提起行政诉讼。", "Upload");
        using var all = viewer.ActAsPlatform();
        if (await db.Set<CaseEvidence>().CountAsync(e => e.CaseId == id && e.ByParty, ct) + received.Count > MostEvidence) throw new Refusal($"一个案件最多提交 {MostEvidence} 个文件。", "Upload");
        foreach (var (receipt, name) in received)
        {
            var kept = files.Keep(change, receipt, name, Evidence);
            db.Add(new CaseEvidence { CaseId = id, DivisionCode = row.AuthorityCode, FileId = kept.Id, Hash = receipt.Hash, Name = kept.Name, Note = words, By = viewer.Name, ByParty = true, At = change.At });
        }
        await db.SaveChangesAsync(ct);
    }, ct);
}
