using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Penalties;
using Zhijian.Rules.Service;

namespace Zhijian.Modules.Cases;

/// <summary>
/// Cases of the demonstration city, one for every thirty employers and sixty at most, each walked by the same acts and rules as a
/// real one on days of the past; and the certificates of the officers.
/// </summary>
sealed class CaseDemonstration(CaseBook book) : ISeed
{
    const int EmployersEach = 30, Most = 60;
    /// <summary>A closed case whose fine stands out.</summary>
    const int Strange = 33;
    /// <summary>Told, served, heard.</summary>
    static readonly int[] AccountsAt = [3, 7, 5];
    const string By = "演示";

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.cases", "生成演示案件"), async change =>
        {
            var today = ChinaTime.DateOf(change.At);
            var law = await book.LawAsync(ct);
            var persons = await PersonsAsync(db, ct);
            var many = Math.Min(Most, demonstration.Employers / EmployersEach);
            var employers = many == 0 ? [] : await db.Set<Employer>().AsNoTracking().Where(e => e.Status == EmployerStatus.Operating && e.ExposedWorkers > 0).OrderBy(e => e.Id).Take(many).ToListAsync(ct);
            await PutAccountsAsync(db, employers, ct);
            var walked = new List<CaseRecord>();
            foreach (var (employer, n) in employers.Select((e, n) => (e, n)))
            {
                var folder = Walk(employer, n, today, law, persons);
                db.Add(folder.Row);
                walked.Add(folder.Row);
                db.AddRange(folder.Added);
                if (CaseFollowUp.TodoOf(folder, change.At) is { } todo) db.Add(todo);
            }
            Compare(db, walked, change.At);
        }, ct);
    }

    /// <summary>Employers who can sign in have cases in which they have something to do: told of a penalty, and to pay a fine.</summary>
    static async Task PutAccountsAsync(ZhijianDb db, List<Employer> employers, CancellationToken ct)
    {
        var places = AccountsAt.Where(n => n < employers.Count).ToList();
        var own = await db.Set<Employer>().AsNoTracking().Where(e => e.Status == EmployerStatus.Operating && db.Users.Any(u => u.OrganisationId == e.Id)).OrderBy(e => e.Id).Take(places.Count).ToListAsync(ct);
        employers.RemoveAll(e => own.Exists(o => o.Id == e.Id));
        foreach (var (employer, at) in own.Zip(places)) employers.Insert(Math.Min(at, employers.Count), employer);
        if (employers.Count > Most) employers.RemoveRange(Most, employers.Count - Most);
    }

    /// <summary>The fine that stands out among those of the same act, for the city to look at.</summary>
    static void Compare(ZhijianDb db, IReadOnlyList<CaseRecord> walked, DateTime at)
    {
        if (walked.ElementAtOrDefault(Strange) is not { DecidedOn: { } on } row) return;
        var others = FineSpread.Of(walked.Where(c => c != row && c.ActCode == row.ActCode && c is { DecidedOn: not null, Annulled: false, Fine: > 0 }).Select(c => c.Fine));
        if (others?.IsOutlier(row.Fine) != true) return;
        var outlier = CaseFairness.Outlier(row, row.Fine, new("近3年同一案由", others, null), "一年内两次超标（示例）", on);
        db.AddRange(outlier, CaseFairness.TodoOf(outlier, row, OrganisationDemonstration.City, at));
    }

    /// <summary>Each authority's persons by role, officers with their certificates.</summary>
    static async Task<ILookup<string, (Role Role, CasePerson Person)>> PersonsAsync(ZhijianDb db, CancellationToken ct)
    {
        var staff = await db.Users.AsNoTracking().Where(u => u.OrganisationId == null).OrderBy(u => u.UserName).Select(u => new { u.Id, u.FullName, u.DivisionCode, Role = u.Roles.Select(r => r.Role).FirstOrDefault() }).ToListAsync(ct);
        var certificates = await db.Set<OfficerCertificate>().AsNoTracking().ToDictionaryAsync(c => c.UserId, c => c.Number, ct);
        var made = new List<(string Division, Role Role, CasePerson Person)>();
        foreach (var user in staff) made.Add((user.DivisionCode, user.Role, new(user.Id.ToString(), user.FullName, certificates.GetValueOrDefault(user.Id))));
        return made.ToLookup(m => m.Division, m => (m.Role, m.Person));
    }

    CaseFolder Walk(Employer employer, int n, DateOnly today, CaseLaw law, ILookup<string, (Role Role, CasePerson Person)> staff)
    {
        var fate = n % Fates.Length;
        var start = today.AddDays(-Fates[fate].DaysBack - n / Fates.Length);
        var act = book.Catalogue.On(n % 3 == 0 ? "OD72-4" : "OD72-1", start)!;
        var row = new CaseRecord
        {
            EmployerId = employer.Id, PartyName = employer.Name, IndustryCode = employer.IndustryCode[..Math.Min(2, employer.IndustryCode.Length)], DivisionCode = employer.DivisionCode, CountyCode = employer.CountyCode, AuthorityCode = employer.SupervisorCode,
            ActCode = act.Code, Cause = act.Act, Facts = "责令限期改正后逾期未改正（示例）", ActKey = $"demonstration:{employer.Id:N}", FoundOn = start.AddDays(-60), OrderDeadline = start.AddDays(-20),
        };
        row.Tier = TierLevel.General;
        var folder = new CaseFolder(row, []);
        var team = Team.Of(staff[employer.SupervisorCode]);
        var sanction = new Sanction(row.ActKey, act, 0, book.Discretion.TiersOf(act, act.Range(), row.AuthorityCode, start).FirstOrDefault(t => t.Level == TierLevel.General)?.Range, true, true, n == Strange ? 180_000 : 100_000 + n % 5 * 10_000, OrderExpired: true, Reason: n == Strange ? "一年内两次超标（示例）" : null);
        foreach (var step in Way(fate, start, team, sanction).TakeWhile(s => s.On <= today))
        {
            folder.Apply(step, law, By, null, step.On.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc), CaseTexts.Note(step));
            if (step is ApproveFiling) row.Number = $"（示）卫职立〔{step.On.Year}〕{9000 + n}号";
            if (step is Decide) row.DecisionNumber = $"（示）卫职罚〔{step.On.Year}〕{9000 + n}号";
        }
        return folder;
    }

    /// <summary>Where it has come to, and how long ago it began.</summary>
    static readonly (string Fate, int DaysBack)[] Fates =
    [
        ("requested", 3), ("filed", 12), ("reported", 17), ("told", 20), ("hearing", 22), ("notified", 30), ("decided", 44), ("served", 55), ("overdue", 90), ("closed", 150), ("annulled", 180), ("nothing", 60),
    ];

    static IEnumerable<CaseAct> Way(int fate, DateOnly start, Team team, Sanction sanction)
    {
        DateOnly Day(int n) => start.AddDays(n);
        yield return new RequestFiling(Day(0), team.First, null, Day(-60));
        if (fate == 0) yield break;
        yield return new ApproveFiling(Day(2), team.Head, team.First, team.Second);
        yield return new CollectEvidence(Day(3), team.First, team.Second, "现场检查记录、检测报告（示例）");
        if (fate == 1) yield break;
        yield return new FinishInvestigation(Day(15), team.First, team.Second, "责令限期改正期满后仍未改正（示例）");
        if (fate == 2) yield break;
        if (fate == 11)
        {
            yield return new DecideNoPenalty(Day(25), team.Head, "违法行为轻微并已改正，没有造成危害后果（示例）");
            yield break;
        }
        yield return new ServeNotice(Day(18), [sanction], HearingOffered: true);
        if (fate == 3) yield break;
        if (fate is 4 or 5)
        {
            yield return new RequestHearing(Day(20));
            if (fate == 5) yield return new NotifyHearing(Day(21), Day(45), team.Reviewer);
            yield break;
        }
        yield return new Defend(Day(19), "正在采购设备，请求从轻（示例）");
        yield return new ReviewDefence(Day(20), team.First, false, "改正期限已过，不予采纳（示例）");
        yield return new LegalReview(Day(38), team.Reviewer, true, "事实清楚，程序合法（示例）");
        yield return new Discuss(Day(39), [team.Head, team.Reviewer, team.First], "同意处罚意见（示例）");
        yield return new Decide(Day(40), team.Head, [sanction], []);
        if (fate == 6) yield break;
        yield return new ServeDecision(Day(42), ServiceMethod.Direct);
        if (fate == 7) yield break;
        yield return new PublishDecision(Day(46));
        if (fate == 8) yield break;
        if (fate == 10)
        {
            yield return new SeekReview(Day(60));
            yield return new EndRemedy(Day(118), RemedyOutcome.Annulled);
            yield return new WithdrawPublication(Day(119), "行政复议撤销（示例）");
            yield return new CloseCase(Day(120), team.Head);
            yield break;
        }
        yield return new Pay(Day(50), sanction.Fine!.Value);
        yield return new CloseCase(Day(52), team.Head);
    }

    sealed record Team(CasePerson First, CasePerson Second, CasePerson Head, CasePerson Reviewer)
    {
        /// <summary>The accounts of the authority where there are enough of them, else names of the demonstration.</summary>
        public static Team Of(IEnumerable<(Role Role, CasePerson Person)> staff)
        {
            var all = staff.ToList();
            var officers = all.Where(s => s.Role is Role.CityOfficer or Role.CountyOfficer).Select(s => s.Person).ToList();
            var head = all.Where(s => s.Role is Role.CityLeader or Role.CountySupervisor).Select(s => s.Person).FirstOrDefault();
            return new(
                officers.ElementAtOrDefault(0) ?? new("demonstration-1", "执法人员甲（示例）", "豫A示9001"), officers.ElementAtOrDefault(1) ?? new("demonstration-2", "执法人员乙（示例）", "豫A示9002"),
                head ?? new("demonstration-3", "负责人（示例）"), all.Where(s => s.Role == Role.LegalReviewer).Select(s => s.Person).FirstOrDefault() ?? new("demonstration-4", "法制审核（示例）"));
        }
    }
}
