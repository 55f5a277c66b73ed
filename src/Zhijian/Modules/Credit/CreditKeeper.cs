using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit;

/// <summary>Writes listings, their lines and what follows from a step: whose turn it is, what the employer's file says, what the employer hears.</summary>
public sealed class CreditKeeper(ZhijianDb db, Viewer viewer, CreditBook book, NoticeBoard board)
{
    internal const string Subject = "credit";

    /// <summary>Facts that meet a trigger: a new candidate, or more facts of one that is open.</summary>
    /// <param name="proposer">Null: found by the platform.</param>
    public async Task<CreditListing> FoundAsync(Guid employerId, string triggerCode, IReadOnlyList<FoundFact> facts, CasePerson? proposer, Change change, CancellationToken ct)
    {
        var today = ChinaTime.DateOf(change.At);
        var listing = await db.Set<CreditListing>().Where(l => l.EmployerId == employerId && l.TriggerCode == triggerCode && l.IsOpen).OrderBy(l => l.Id).FirstOrDefaultAsync(ct);
        if (listing is null)
        {
            var employer = await db.Set<Employer>().AsNoTracking().SingleAsync(e => e.Id == employerId, ct);
            listing = Make(employer, book.TriggersOn(today).First(t => t.Code == triggerCode), today, proposer, await book.LawAsync(ct));
            db.Add(listing);
            Line(listing, today, change.At, null, proposer is null ? "发现失信情形" : "提出列入", listing.Trigger, viewer.Name);
            await FollowAsync(listing, change, ct);
        }
        else Line(listing, today, change.At, null, "补充事实", Texts.Cut(string.Join("；", facts.Select(f => f.Text)), CreditTables.Text), viewer.Name);
        db.AddRange(facts.Select(f => FactOf(listing, f)));
        return listing;
    }

    internal static CreditListing Make(Employer employer, CreditTrigger trigger, DateOnly on, CasePerson? proposer, CaseLaw law)
    {
        var listing = new CreditListing
        {
            EmployerId = employer.Id, EmployerName = employer.Name, CreditCode = employer.CreditCode, DivisionCode = employer.DivisionCode, CountyCode = employer.CountyCode, AuthorityCode = employer.SupervisorCode,
            TriggerCode = trigger.Code, Trigger = trigger.Title, Article = trigger.Article, FoundOn = on,
        };
        listing.Take(Dishonesty.Find(on, proposer), law);
        return listing;
    }

    internal static CreditFact FactOf(CreditListing listing, FoundFact fact) => new() { ListingId = listing.Id, SubjectId = fact.SubjectId, Text = fact.Text, On = fact.On, Link = fact.Link };

    public CreditLine Line(CreditListing listing, DateOnly on, DateTime at, CreditActKind? act, string title, string? note, string by)
    {
        var line = new CreditLine { ListingId = listing.Id, Number = ++listing.Lines, On = on, At = at, Act = act, Title = title, Note = note is null ? null : Texts.Cut(note, CreditTables.Text), By = by };
        db.Add(line);
        return line;
    }

    /// <summary>After a step: time line, to-do, notices to the employer's users.</summary>
    public async Task SteppedAsync(CreditListing listing, CreditActKind act, string? number, Change change, CancellationToken ct)
    {
        if (listing.NoticedOn is not null && act is not CreditActKind.Activate)
            change.Raise(new EmployerHappening(listing.EmployerId, ChinaTime.DateOf(change.At), $"credit.{act.ToString().ToLowerInvariant()}", Texts.Cut($"失信名单{act.Text()}：{listing.Trigger}", 200), number, $"/registry/{listing.EmployerId}?tab=credit"));
        if (act is CreditActKind.Notice or CreditActKind.Verify or CreditActKind.Approve or CreditActKind.Publish or CreditActKind.Remove or CreditActKind.Prolong or CreditActKind.Drop) await TellAsync(listing, act, change, ct);
        await MarkAsync(listing, number, change, ct);
        await FollowAsync(listing, change, ct);
    }

    async Task TellAsync(CreditListing listing, CreditActKind act, Change change, CancellationToken ct)
    {
        if (listing.NoticedOn is null) return;
        var owner = listing.EmployerId;
        var text = act switch
        {
            CreditActKind.Notice => "拟将贵单位列入失信名单，自告知书送达之日起可以提出异议",
            CreditActKind.Verify when listing.State == CreditState.Dropped => "异议成立，不列入失信名单",
            CreditActKind.Verify => "异议经核实不成立",
            CreditActKind.Publish => $"已列入失信名单并公布，期限至 {listing.Until:yyyy-MM-dd}",
            CreditActKind.Prolong => $"失信名单期限延长至 {listing.Until:yyyy-MM-dd}",
            CreditActKind.Remove => "已移出失信名单",
            CreditActKind.Approve => "已批准列入失信名单",
            _ => "不列入失信名单",
        };
        foreach (var user in await db.Users.IgnoreQueryFilters([Conventions.ScopeFilter]).Where(u => u.OrganisationId == owner && !u.Disabled).Select(u => u.Id).ToListAsync(ct)) board.Tell(change, user, text, "/my/credit");
    }

    /// <summary>What the employer's file says: on the list while any listing stands. A listing ends good faith.</summary>
    async Task MarkAsync(CreditListing listing, string? number, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var id = listing.EmployerId;
        var mark = listing.IsListed || await db.Set<CreditListing>().AnyAsync(l => l.EmployerId == id && l.Id != listing.Id && l.IsListed, ct) ? CreditMark.Listed : (CreditMark?)null;
        if (mark == CreditMark.Listed)
            foreach (var entry in await db.Set<GoodFaithEntry>().Where(g => g.EmployerId == id && g.State == GoodFaithState.Approved).ToListAsync(ct)) (entry.State, entry.EndedOn, entry.EndReason) = (GoodFaithState.Ended, ChinaTime.DateOf(change.At), "列入失信名单");
        else if (await db.Set<GoodFaithEntry>().AnyAsync(g => g.EmployerId == id && g.State == GoodFaithState.Approved, ct)) mark = CreditMark.GoodFaith;
        change.Raise(new CreditStood(id, mark, number is null ? "credit" : $"credit:{number}"));
    }

    /// <summary>Closes the to-do of the step before and opens that of the next.</summary>
    public async Task FollowAsync(CreditListing listing, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        await board.CloseAsync(change, Subject, listing.Id.ToString(), ct);
        if (TodoOf(listing, change.At) is { } todo) board.Open(todo);
        // The employer's step opens a to-do of the authority, and a candidate may stand in another county than its cause.
        await db.SaveChangesAsync(ct);
    }

    internal static Todo? TodoOf(CreditListing listing, DateTime at)
    {
        var (what, permission) = listing.State switch
        {
            CreditState.Candidate => ("核实失信情形，告知或者不列入", CreditModule.Handle),
            CreditState.Noticed => ("异议期满后审批列入", CreditModule.Approve),
            CreditState.Objected => ("核实异议", CreditModule.Handle),
            CreditState.Verified => ("审批列入", CreditModule.Approve),
            CreditState.Approved => ("公布", CreditModule.Handle),
            CreditState.Published => ("采取惩戒措施", CreditModule.Handle),
            CreditState.RemovalRequested => ("审批移出或者延长", CreditModule.Approve),
            _ => ((string?)null, ""),
        };
        return what is null ? null : Todo(listing, what, permission, at);
    }

    /// <summary>The term draws to its end and nobody has asked yet.</summary>
    internal static Todo EndingTodo(CreditListing listing, DateTime at) => Todo(listing, "期限将满，决定移出或者延长", CreditModule.Approve, at);

    static Todo Todo(CreditListing listing, string what, string permission, DateTime at) => new()
    {
        Title = Texts.Cut($"失信名单：{listing.EmployerName}，{what}", 200), Link = $"/credit/{listing.Id}", Permission = permission, DivisionCode = listing.AuthorityCode, OnlyThere = true, DueOn = listing.NextOn,
        SubjectKind = Subject, SubjectId = listing.Id.ToString(), CreatedAt = at,
    };
}

/// <summary>Lists show and find by the employer's name and code of today.</summary>
sealed class CreditNames(ZhijianDb db, Viewer viewer) : IHandleNow<EmployerChanged>
{
    public async Task HandleAsync(EmployerChanged changed, Change change, CancellationToken ct)
    {
        if (!changed.Fields.Contains(nameof(Employer.Name)) && !changed.Fields.Contains(nameof(Employer.CreditCode))) return;
        using var all = viewer.ActAsPlatform();
        var id = changed.EmployerId;
        var employer = await db.Set<Employer>().Where(e => e.Id == id).Select(e => new { e.Name, e.CreditCode }).SingleAsync(ct);
        foreach (var row in await db.Set<CreditListing>().Where(l => l.EmployerId == id).ToListAsync(ct)) (row.EmployerName, row.CreditCode) = (employer.Name, employer.CreditCode);
        foreach (var row in await db.Set<GoodFaithEntry>().Where(g => g.EmployerId == id).ToListAsync(ct)) (row.EmployerName, row.CreditCode) = (employer.Name, employer.CreditCode);
    }
}
