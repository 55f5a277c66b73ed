using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit;

/// <summary>
/// Lists of the demonstration city: candidates found from its dangers by the same search as at night, listings walked by the same
/// rules on days of the past, and a few good-faith employers.
/// </summary>
sealed class CreditDemonstration(CreditBook book) : ISeed
{
    const int EmployersEach = 100, MostWalked = 14, MostGoodFaith = 10, MostCandidates = 20;
    const string By = "演示";
    static readonly CasePerson Officer = new("demonstration-1", "执法人员甲（示例）"), Head = new("demonstration-3", "负责人（示例）");

    /// <summary>Where it has come to, and how long ago it began.</summary>
    static readonly (CreditActKind Last, int DaysBack)[] Fates =
    [
        (CreditActKind.Notice, 3), (CreditActKind.Object, 9), (CreditActKind.Activate, 60), (CreditActKind.Approve, 25), (CreditActKind.Activate, 375), (CreditActKind.Remove, 420), (CreditActKind.Drop, 30),
    ];

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var many = Math.Min(MostWalked, demonstration.Employers / EmployersEach);
        if (many == 0) return;
        var (db, finder) = (services.GetRequiredService<ZhijianDb>(), services.GetRequiredService<CreditFinder>());
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.credit", "生成演示信用名单"), async change =>
        {
            await finder.SearchAsync(MostCandidates, change, ct);
            var (today, law) = (ChinaTime.DateOf(change.At), await book.LawAsync(ct));
            var accounts = db.Users.Where(u => u.OrganisationId != null).Select(u => u.OrganisationId);
            var operating = db.Set<Employer>().AsNoTracking().Where(e => e.Status == EmployerStatus.Operating && e.MergedIntoId == null && e.Credit == null);
            var employers = await operating.Where(e => e.ExposedWorkers > 0 || accounts.Contains(e.Id)).OrderByDescending(e => accounts.Contains(e.Id)).ThenByDescending(e => e.Id).Take(many).ToListAsync(ct);
            foreach (var (employer, n) in employers.Select((e, n) => (e, n))) Walk(db, employer, n, today, law, change);
            var taken = employers.ConvertAll(e => e.Id);
            foreach (var employer in await operating.Where(e => e.DeclarationStanding == DeclarationStanding.Valid && !taken.Contains(e.Id) && !db.Set<CreditListing>().Any(l => l.EmployerId == e.Id)).OrderBy(e => e.Id).Take(Math.Min(MostGoodFaith, many)).ToListAsync(ct))
            {
                var on = today.AddDays(-40);
                db.Add(new GoodFaithEntry
                {
                    EmployerId = employer.Id, EmployerName = employer.Name, CreditCode = employer.CreditCode, DivisionCode = employer.DivisionCode, CountyCode = employer.CountyCode, AuthorityCode = employer.SupervisorCode,
                    Reason = "按时申报、按期检测，连续两年没有逾期隐患（示例）", ProposedOn = on, ProposerName = Officer.Name, State = GoodFaithState.Approved, ApprovedOn = on, ApproverName = Head.Name, Until = law.Due("good-faith", on),
                });
                change.Raise(new CreditStood(employer.Id, CreditMark.GoodFaith, "credit:示例"));
            }
        }, ct);
    }

    void Walk(ZhijianDb db, Employer employer, int n, DateOnly today, CaseLaw law, Change change)
    {
        var (last, back) = Fates[n % Fates.Length];
        var start = today.AddDays(-back - n / Fates.Length);
        var trigger = book.TriggersOn(today).First(t => t.Code == (n % 2 == 0 ? CreditBook.SevereExceedance : "evasion"));
        var listing = CreditKeeper.Make(employer, trigger, start, Officer, law);
        db.Add(listing);
        db.Add(CreditKeeper.FactOf(listing, new(employer.Id, trigger.Code, null, n % 2 == 0 ? "粉尘超标，责令限期整改期满后仍组织从业人员作业（示例）" : "拒不提供检测资料，阻碍现场检查（示例）", start, null)));
        Line(db, listing, start, null, "提出列入", trigger.Title);
        foreach (var act in Way(last, start, law).TakeWhile(a => a.On <= today))
        {
            var outcome = listing.ToDishonesty().Apply(act, law);
            if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Refusal.ToString());
            listing.Take(outcome.Listing, law);
            Line(db, listing, act.On, act.Kind, act.Kind.Text(), act.Text);
            if (act.Kind == CreditActKind.Notice) (listing.Measures, listing.NoticeNumber) = ("key-review,no-honour", $"（示）卫职失告〔{act.On.Year}〕{9000 + n}号");
            if (act.Kind == CreditActKind.Approve) listing.DecisionNumber = $"（示）卫职失决〔{act.On.Year}〕{9000 + n}号";
            if (act.Kind == CreditActKind.Remove) listing.RemovalNumber = $"（示）卫职失移〔{act.On.Year}〕{9000 + n}号";
        }
        if (CreditKeeper.TodoOf(listing, change.At) is { } todo) db.Add(todo);
        if (listing.IsListed) change.Raise(new CreditStood(employer.Id, CreditMark.Listed, $"credit:{listing.DecisionNumber}"));
    }

    static IEnumerable<CreditAct> Way(CreditActKind last, DateOnly start, CaseLaw law)
    {
        var ready = law.End("objection", start).AddDays(1);
        yield return new(CreditActKind.Notice, start, Officer, "拟列入失信名单（示例）");
        if (last == CreditActKind.Notice) yield break;
        if (last is CreditActKind.Object or CreditActKind.Drop)
        {
            yield return new(CreditActKind.Object, start.AddDays(2), Officer, "设备已经更换，请求不列入（示例）");
            if (last == CreditActKind.Drop) yield return new(CreditActKind.Verify, start.AddDays(5), Officer, "经核实已整改（示例）", Accepted: true);
            yield break;
        }
        yield return new(CreditActKind.Approve, ready, Head, "同意列入（示例）");
        if (last == CreditActKind.Approve) yield break;
        yield return new(CreditActKind.Publish, ready, Officer, "在信用平台公布（示例）");
        yield return new(CreditActKind.Activate, ready, Officer, "列为重点监管对象（示例）");
        if (last == CreditActKind.Remove) yield return new(CreditActKind.Remove, law.Due("term", ready), Head, "期满，已整改到位（示例）", Rectified: true);
    }

    static void Line(ZhijianDb db, CreditListing listing, DateOnly on, CreditActKind? act, string title, string? note) =>
        db.Add(new CreditLine { ListingId = listing.Id, Number = ++listing.Lines, On = on, At = on.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc), Act = act, Title = title, Note = note, By = By });
}
