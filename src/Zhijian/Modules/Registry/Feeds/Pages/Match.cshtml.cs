using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Confirming;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry.Feeds.Pages;

/// <summary>A line of the comparison.</summary>
public sealed record ComparedFact(string Title, string? Record, string? OnFile)
{
    public bool Differs => !string.IsNullOrEmpty(Record) && !string.IsNullOrEmpty(OnFile) && Record != OnFile;
}

public sealed record MatchCandidateView(Employer Employer, KeptCandidate Kept, IReadOnlyList<ComparedFact> Facts);

/// <summary>One record beside those who may be meant.</summary>
[Requires(FeedPermissions.Use)]
public sealed class MatchModel(IServiceProvider services, ZhijianDb db, DivisionDirectory divisions) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public FeedItem Item { get; private set; } = null!;
    public FeedBatch Batch { get; private set; } = null!;
    public FeedRow? Record { get; private set; }
    public IReadOnlyList<MatchCandidateView> Candidates { get; private set; } = [];

    MatchDesk Desk => services.GetRequiredService<MatchDesk>();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await db.Set<FeedItem>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == Id && i.Outcome == FeedOutcome.ToConfirm, ct) is not { } found) return NotFound();
        Item = found;
        await divisions.LoadAsync(db, ct);
        // What was delivered elsewhere is shown to the one who is asked.
        Batch = await db.Set<FeedBatch>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking().SingleAsync(b => b.Id == found.BatchId, ct);
        Record = MatchDesk.Record(found);
        if (Record is not null) await LoadCandidatesAsync(ct);
        return Page();
    }

    public Task<IActionResult> OnPostAcceptAsync(Guid employer, CancellationToken ct) => DecideAsync(async () =>
    {
        await Desk.AcceptAsync(Id, employer, this.Key(), ct);
        return "已确认，档案按采信次序更新。";
    }, ct);

    public Task<IActionResult> OnPostNewAsync(CancellationToken ct) => DecideAsync(async () =>
    {
        await Desk.MakeNewAsync(Id, this.Key(), ct);
        return "已新建档案。";
    }, ct);

    public Task<IActionResult> OnPostLaterAsync(CancellationToken ct) => DecideAsync(async () =>
    {
        await Desk.DeferAsync(Id, ct);
        return "已搁置，排到最后。";
    }, ct);

    public Task<IActionResult> OnPostDismissAsync(string? reason, CancellationToken ct) => DecideAsync(async () =>
    {
        await Desk.DismissAsync(Id, PageActs.Reason(reason), this.Key(), ct);
        return "这条记录不采用。";
    }, ct);

    /// <summary>On to the next open record.</summary>
    async Task<IActionResult> DecideAsync(Func<Task<string>> act, CancellationToken ct)
    {
        if (!await db.Set<FeedItem>().AnyAsync(i => i.Id == Id, ct)) return NotFound();
        if (!await this.TryFlashAsync(act)) return Redirect($"/registry/matches/{Id}");
        var next = await db.Set<FeedItem>().Where(i => i.Outcome == FeedOutcome.ToConfirm && i.Decision == FeedDecision.None && i.Id != Id)
            .OrderBy(i => i.Deferred).ThenByDescending(i => i.Score).ThenBy(i => i.Id).Select(i => (Guid?)i.Id).FirstOrDefaultAsync(ct);
        return Redirect(next is null ? "/registry/matches" : $"/registry/matches/{next}");
    }

    async Task LoadCandidatesAsync(CancellationToken ct)
    {
        var kept = MatchDesk.Candidates(Item.Working);
        Guid[] ids = [.. kept.Select(k => k.EmployerId)];
        var employers = await db.Set<Employer>().AsNoTracking().Where(e => ids.Contains(e.Id) && e.MergedIntoId == null).ToDictionaryAsync(e => e.Id, ct);
        var addresses = await db.Set<Workplace>().AsNoTracking().Where(w => w.IsMain && ids.Contains(w.EmployerId)).ToDictionaryAsync(w => w.EmployerId, w => w.Address, ct);
        var former = (await db.Set<FormerName>().AsNoTracking().Where(n => ids.Contains(n.EmployerId)).ToListAsync(ct)).ToLookup(n => n.EmployerId, n => n.Name);
        Candidates = [.. kept.Where(k => employers.ContainsKey(k.EmployerId)).Select(k => new MatchCandidateView(employers[k.EmployerId], k, Compare(employers[k.EmployerId], addresses.GetValueOrDefault(k.EmployerId), former[k.EmployerId])))];
    }

    IReadOnlyList<ComparedFact> Compare(Employer e, string? address, IEnumerable<string> former)
    {
        var r = Record!;
        return
        [
            new("单位名称", r.Name, e.Name),
            new("曾用名", r.FormerName, string.Join("、", former)),
            new("统一社会信用代码", r.CreditCode, e.CreditCode),
            new("注册号", r.RegistrationNumber, e.RegistrationNumber),
            new("注册地址", r.RegisteredAddress, e.RegisteredAddress),
            new("工作场所地址", r.WorkplaceAddress, address),
            new("行政区划", r.Division, divisions.Name(e.DivisionCode)),
            new("行业", r.IndustryCode ?? r.IndustryName, e.IndustryCode),
            new("法定代表人", r.LegalRepresentative, e.LegalRepresentative),
            new("经营状态", r.Status?.ChineseName(), e.Status.ChineseName()),
            new("从业人数", r.Workers?.ToString(), e.Workers?.ToString()),
            new("联系电话", r.Phone is null ? null : Mask.Phone(r.Phone), e.Phone is null ? null : Mask.Phone(e.Phone)),
        ];
    }
}
