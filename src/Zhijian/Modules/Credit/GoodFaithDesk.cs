using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Credit;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Credit;

/// <summary>守信名单: proposed by one, approved by another, for a term; what stands against it is asked at both steps.</summary>
public sealed class GoodFaithDesk(ZhijianDb db, WritePath write, Viewer viewer, CreditBook book, NoticeBoard board)
{
    internal const string Subject = "good-faith";

    public bool IsCompetent(GoodFaithEntry entry) => viewer.OrganisationId is null && viewer.DivisionCode == entry.AuthorityCode;

    public Task<Guid> ProposeAsync(Guid? employerId, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("credit.good-faith-propose", reason, key), async change =>
    {
        var words = Texts.Needed(reason, CreditTables.Clause, "Reason", "守信事实");
        var id = employerId ?? throw new Refusal("请选择用人单位。", "EmployerId");
        var employer = await db.Set<Employer>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.MergedIntoId == null, ct) ?? throw new NotFoundException();
        if (viewer.OrganisationId is not null || viewer.DivisionCode != employer.SupervisorCode) throw new Refusal("由监管该单位的机关提出。", "EmployerId");
        if (await db.Set<GoodFaithEntry>().AnyAsync(g => g.EmployerId == id && (g.State == GoodFaithState.Proposed || g.State == GoodFaithState.Approved), ct)) throw new Refusal("该单位已在守信名单上，或者正在审批。", "EmployerId");
        var today = ChinaTime.DateOf(change.At);
        await CheckAsync(employer, today, ct);
        var entry = new GoodFaithEntry
        {
            EmployerId = id, EmployerName = employer.Name, CreditCode = employer.CreditCode, DivisionCode = employer.DivisionCode, CountyCode = employer.CountyCode, AuthorityCode = employer.SupervisorCode,
            Reason = words, ProposedOn = today, ProposerId = viewer.UserId, ProposerName = viewer.Name,
        };
        db.Add(entry);
        board.Open(new()
        {
            Title = Texts.Cut($"审批列入守信名单：{employer.Name}", 200), Link = $"/credit/good-faith/{entry.Id}", Permission = CreditModule.Approve, NotUserId = viewer.UserId, DivisionCode = entry.AuthorityCode, OnlyThere = true,
            SubjectKind = Subject, SubjectId = entry.Id.ToString(), CreatedAt = change.At,
        });
        return entry.Id;
    }, ct);

    public Task ApproveAsync(Guid id, string? key, CancellationToken ct) => DecideAsync(id, "credit.good-faith-approve", null, key, async (entry, change) =>
    {
        var today = ChinaTime.DateOf(change.At);
        var employer = await db.Set<Employer>().AsNoTracking().SingleAsync(e => e.Id == entry.EmployerId, ct);
        await CheckAsync(employer, today, ct);
        (entry.State, entry.ApprovedOn, entry.ApproverName, entry.Until) = (GoodFaithState.Approved, today, viewer.Name, (await book.LawAsync(ct)).Due("good-faith", today));
        change.Raise(new CreditStood(entry.EmployerId, CreditMark.GoodFaith, "credit:守信名单"));
        change.Raise(new EmployerHappening(entry.EmployerId, today, "credit.good-faith", "列入守信名单", entry.Reason, $"/registry/{entry.EmployerId}?tab=credit"));
    }, ct);

    public Task RefuseAsync(Guid id, string? reason, string? key, CancellationToken ct) => DecideAsync(id, "credit.good-faith-refuse", reason, key, (entry, _) =>
    {
        (entry.State, entry.ApproverName, entry.EndReason) = (GoodFaithState.Refused, viewer.Name, Texts.Needed(reason, CreditTables.Clause, "Reason", "理由"));
        return Task.CompletedTask;
    }, ct);

    public Task EndAsync(Guid id, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("credit.good-faith-end", reason, key), async change =>
    {
        var entry = await ForAsync(id, GoodFaithState.Approved, ct);
        var words = Texts.Needed(reason, CreditTables.Clause, "Reason", "移出理由");
        (entry.State, entry.EndedOn, entry.EndReason) = (GoodFaithState.Ended, ChinaTime.DateOf(change.At), words);
        change.Raise(new CreditStood(entry.EmployerId, null, "credit:移出守信名单"));
        change.Raise(new EmployerHappening(entry.EmployerId, ChinaTime.DateOf(change.At), "credit.good-faith", "移出守信名单", words, $"/registry/{entry.EmployerId}?tab=credit"));
    }, ct);

    Task DecideAsync(Guid id, string what, string? reason, string? key, Func<GoodFaithEntry, Change, Task> decide, CancellationToken ct) => write.CommitAsync(new(what, reason, key), async change =>
    {
        var entry = await ForAsync(id, GoodFaithState.Proposed, ct);
        if (entry.ProposerId == viewer.UserId) throw new Refusal("提出列入的人员不能审批。");
        await decide(entry, change);
        await board.CloseAsync(change, Subject, id.ToString(), ct);
    }, ct);

    async Task<GoodFaithEntry> ForAsync(Guid id, GoodFaithState state, CancellationToken ct)
    {
        var entry = await db.Set<GoodFaithEntry>().SingleOrDefaultAsync(g => g.Id == id, ct) ?? throw new NotFoundException();
        if (!IsCompetent(entry)) throw new Refusal("由列入机关办理，您只能查看。");
        return entry.State == state ? entry : throw new Refusal($"现在是“{entry.State.Text()}”，不能这样办理。");
    }

    async Task CheckAsync(Employer employer, DateOnly today, CancellationToken ct)
    {
        var obstacles = await ObstaclesAsync(employer, today, ct);
        if (obstacles.Count > 0) throw new Refusal($"不能列入守信名单：{string.Join("；", obstacles)}。", "EmployerId");
    }

    public async Task<IReadOnlyList<string>> ObstaclesAsync(Employer employer, DateOnly today, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var (id, since) = (employer.Id, today.AddYears(-1));
        return GoodFaith.Obstacles(new(
            await db.Set<CreditListing>().AnyAsync(l => l.EmployerId == id && l.IsOpen, ct),
            await db.Set<HiddenDanger>().CountAsync(d => d.EmployerId == id && d.IsOpen && d.Deadline < today, ct),
            await db.Set<CaseRecord>().CountAsync(c => c.EmployerId == id && c.DecidedOn >= since && !c.Annulled && c.DecisionNumber != null, ct),
            employer.DeclarationStanding == DeclarationStanding.Valid));
    }
}

public static class GoodFaithWords
{
    public static string Text(this GoodFaithState state) => state switch { GoodFaithState.Proposed => "待审批", GoodFaithState.Approved => "守信", GoodFaithState.Refused => "未批准", _ => "已移出" };
}
