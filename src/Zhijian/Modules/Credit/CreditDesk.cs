using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Credit;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Credit;

/// <param name="Accepted">Of a verification: the objection holds.</param>
/// <param name="Rectified">Of a removal: the breach was put right.</param>
/// <param name="Measures">Codes, of a notice and of taking measures.</param>
public sealed record CreditInput(string? Text, bool Accepted = false, bool Rectified = false, IReadOnlyList<string>? Measures = null);

/// <summary>The way onto the list and off it: load → rule of the day → change, paper, to-do.</summary>
public sealed class CreditDesk(ZhijianDb db, WritePath write, Viewer viewer, CreditBook book, CreditKeeper keeper, CreditPapers papers, DangerOfficers officers)
{
    /// <summary>Staff of the authority that lists; a superior sees and does not act in its place.</summary>
    public bool IsCompetent(CreditListing listing) => viewer.OrganisationId is null && viewer.DivisionCode == listing.AuthorityCode;

    /// <summary>An officer proposes a listing for what the platform does not know by itself.</summary>
    public Task<Guid> ProposeAsync(Guid? employerId, string? triggerCode, string? fact, DateOnly? on, string? key, CancellationToken ct) => write.CommitAsync(new("credit.propose", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var words = Texts.Needed(fact, CreditTables.Text, "Fact", "失信事实");
        var trigger = book.TriggersOn(today).FirstOrDefault(t => t.Code == triggerCode) ?? throw new Refusal("请选择列入情形。", "Trigger");
        if (on is not { } day || day > today) throw new Refusal("请填写事实发生的日期，不能晚于今天。", "On");
        var id = employerId ?? throw new Refusal("请选择用人单位。", "EmployerId");
        var employer = await db.Set<Employer>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.MergedIntoId == null, ct) ?? throw new NotFoundException();
        if (viewer.OrganisationId is not null || viewer.DivisionCode != employer.SupervisorCode) throw new Refusal("由监管该单位的机关提出。", "EmployerId");
        if (await db.Set<CreditListing>().AnyAsync(l => l.EmployerId == id && l.TriggerCode == trigger.Code && l.IsOpen, ct)) throw new Refusal("该单位因同一情形正在办理或者已经列入。", "Trigger");
        return (await keeper.FoundAsync(id, trigger.Code, [new(id, trigger.Code, null, words, day, null)], await MeAsync(id, ct), change, ct)).Id;
    }, ct);

    /// <param name="seen">Version that the person saw.</param>
    public Task<CreditLine> StepAsync(Guid id, CreditActKind kind, CreditInput input, long? seen, string? key, CancellationToken ct) => write.CommitAsync(new($"credit.{kind.ToString().ToLowerInvariant()}", input.Text, key), async change =>
    {
        if (!CreditPermissions.Of(kind).Any(viewer.May)) throw new ForbiddenException();
        var listing = await db.Set<CreditListing>().SingleOrDefaultAsync(l => l.Id == id, ct) ?? throw new NotFoundException();
        var own = viewer.OrganisationId is not null;
        if (own ? !CreditPermissions.IsOwn(kind) || listing.OrganisationId != viewer.OrganisationId : !IsCompetent(listing)) throw new Refusal("由列入机关办理，您只能查看。");
        if (seen is not null && seen != listing.Version) throw new OvertakenException($"刚被他人办理（当前：{listing.State.Text()}），您的操作没有生效，请刷新后核对再办。");
        var words = Texts.Needed(input.Text, CreditTables.Text, "Text", "内容");
        var today = ChinaTime.DateOf(change.At);
        if (kind is CreditActKind.Notice or CreditActKind.Activate) listing.Measures = Measures(input.Measures, today);
        if (kind is CreditActKind.Notice or CreditActKind.Approve && await LapsedAsync(listing, ct) is { Count: > 0 } lapsed) throw new Refusal($"列入依据已不成立：{lapsed[0]}。请核实后作不列入处理。");
        var law = await book.LawAsync(ct);
        var act = new CreditAct(kind, today, await MeAsync(listing.EmployerId, ct), words, input.Accepted, input.Rectified);
        var outcome = listing.ToDishonesty().Apply(act, law);
        if (!outcome.Succeeded) throw new Refusal($"{outcome.Refusal}。");
        if (kind == CreditActKind.Approve && await IsUnservedAsync(listing.NoticePaperId, ct)) throw new Refusal($"列入告知书还没有送达，不能批准列入（{law.Article("objection", today)}）。");
        listing.Take(outcome.Listing, law);
        var line = keeper.Line(listing, today, change.At, kind, kind.Text(), kind == CreditActKind.Verify ? $"{(input.Accepted ? "异议成立" : "异议不成立")}：{words}" : words, viewer.Name);
        if (await PaperAsync(change, listing, kind, words, law, ct) is { } paper) (line.PaperId, line.PaperNumber) = (paper.Id, paper.Number);
        await keeper.SteppedAsync(listing, kind, line.PaperNumber ?? listing.DecisionNumber, change, ct);
        return line;
    }, ct);

    /// <summary>Notices of before service was put on record have no addressee.</summary>
    Task<bool> IsUnservedAsync(Guid? paper, CancellationToken ct) => db.Set<Paper>().AnyAsync(p => p.Id == paper && p.AddresseeId != null && p.ServedOn == null, ct);

    async Task<Paper?> PaperAsync(Change change, CreditListing listing, CreditActKind kind, string words, CaseLaw law, CancellationToken ct)
    {
        var today = ChinaTime.DateOf(change.At);
        Paper paper;
        switch (kind)
        {
            case CreditActKind.Notice:
                var facts = await FactsAsync(listing.Id, ct);
                paper = await papers.IssueAsync(change, CreditPapers.Notice, listing, data =>
                {
                    data.Add("惩戒措施", book.MeasureTitles(listing.Measures));
                    data.Add("异议期限", law.Rule("objection", today).Length);
                    data.Add("异议依据", law.Article("objection", today));
                    data.Add("事实清单", facts.Select(f => new PaperData { { "事实", f.Text } }));
                }, ct);
                (listing.NoticeNumber, listing.NoticePaperId) = (paper.Number, paper.Id);
                return paper;
            case CreditActKind.Approve:
                var objected = await db.Set<CreditLine>().AnyAsync(l => l.ListingId == listing.Id && l.Act == CreditActKind.Object, ct);
                paper = await papers.IssueAsync(change, CreditPapers.Decision, listing, data =>
                {
                    data.Add("告知书编号", listing.NoticeNumber!);
                    data.Add("听取意见", objected ? "提出的异议经核实不成立" : "在期限内没有提出异议");
                    data.Add("惩戒措施", book.MeasureTitles(listing.Measures));
                    data.Add("期限", $"自公布之日起{law.Rule("term", today).Length}");
                    data.Add("审批人", viewer.Name);
                }, ct);
                (listing.DecisionNumber, listing.DecisionPaperId) = (paper.Number, paper.Id);
                return paper;
            case CreditActKind.Remove:
                paper = await papers.IssueAsync(change, CreditPapers.Removal, listing, data =>
                {
                    data.Add("决定书编号", listing.DecisionNumber!);
                    data.Add("移出理由", words);
                    data.Add("审批人", viewer.Name);
                }, ct);
                (listing.RemovalNumber, listing.RemovalPaperId) = (paper.Number, paper.Id);
                return paper;
            default:
                return null;
        }
    }

    public Task<List<CreditFact>> FactsAsync(Guid listingId, CancellationToken ct) => db.Set<CreditFact>().AsNoTracking().Where(f => f.ListingId == listingId).OrderBy(f => f.On).ThenBy(f => f.Id).ToListAsync(ct);

    /// <summary>Why the facts carry the listing no more; empty while one of them stands.</summary>
    public async Task<IReadOnlyList<string>> LapsedAsync(CreditListing listing, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var facts = await FactsAsync(listing.Id, ct);
        var ids = facts.Select(f => f.SubjectId).OfType<Guid>().ToList();
        if (ids.Count < facts.Count) return [];
        var closed = await db.Set<HiddenDanger>().AsNoTracking().Where(d => ids.Contains(d.Id) && d.State == DangerState.Closed).Select(d => d.ClosedOn).ToListAsync(ct);
        var annulled = await db.Set<CaseRecord>().AsNoTracking().Where(c => ids.Contains(c.Id) && c.Annulled).Select(c => c.DecisionNumber).ToListAsync(ct);
        return closed.Count + annulled.Count < facts.Count ? [] : [.. closed.Select(d => $"隐患已于 {Display.Date(d!.Value)} 整改销号"), .. annulled.Select(n => $"处罚决定 {n} 已撤销")];
    }

    string Measures(IReadOnlyList<string>? codes, DateOnly today)
    {
        var known = book.MeasuresOn(today).Select(m => m.Code).ToHashSet();
        var chosen = (codes ?? []).Distinct().ToList();
        if (chosen.Count == 0) throw new Refusal("请选择惩戒措施。", "Measures");
        return chosen.All(known.Contains) ? string.Join(',', chosen) : throw new Refusal("请从列表中选择惩戒措施。", "Measures");
    }

    async Task<CasePerson> MeAsync(Guid employerId, CancellationToken ct)
    {
        var id = viewer.UserId!.Value;
        return new(id.ToString(), viewer.Name, null, viewer.OrganisationId is null ? (await officers.RecusalsAsync(employerId, ct)).GetValueOrDefault(id) : null);
    }
}
