using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Dangers;

/// <summary>
/// Dangers of the demonstration city, from its reports: every point and factor over the limit has one, and it goes its way by the
/// same acts and rules as a real one, on days of the past. The reports of a few hundred employers are in memory at a time.
/// </summary>
sealed class DangerDemonstration(DangerBook book, ExceedanceMaker maker, ReferenceDirectory reference) : ISeed
{
    const int Batch = 400;
    const string By = "演示";
    static readonly OfficerPair Officers = new(new("00dc6acf-ac00-7000-8000-0000000000a1", "执法人员甲（示例）"), new("00dc6acf-ac00-7000-8000-0000000000a2", "执法人员乙（示例）"));
    readonly Dictionary<string, bool> toxic = [];

    /// <summary>A measurement at a point and factor.</summary>
    sealed record Measured(ReportJudged Report, PointResult Result, DateOnly On);

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        if (demonstration.Employers == 0) return;
        var db = services.GetRequiredService<ZhijianDb>();
        var reports = services.GetRequiredService<ReportDirectory>();
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.dangers", "生成演示隐患"), async change =>
        {
            if (demonstration.Employers < IndexesAside.WorthwhileFrom) await LoadAsync();
            else await IndexesAside.WhileAsync(db, [typeof(HiddenDanger), typeof(DangerLine), typeof(DangerResult), typeof(DangerMeasure)], LoadAsync, ct);

            async Task LoadAsync()
            {
                for (var after = Guid.Empty; ;)
                {
                    var employers = await db.Set<Employer>().AsNoTracking().Where(e => e.Id > after && e.ExposedWorkers > 0).OrderBy(e => e.Id).Select(e => e.Id).Take(Batch).ToListAsync(ct);
                    if (employers.Count == 0) break;
                    await WriteAsync(db, change, await reports.OverLimitAsync(employers, ct), ct);
                    after = employers[^1];
                }
            }
        }, ct);
    }

    async Task WriteAsync(ZhijianDb db, Change change, IReadOnlyList<SealedReport> reports, CancellationToken ct)
    {
        var places = await PlacesAsync(db, [.. reports.Select(r => r.Judged.WorkplaceId).Distinct()], ct);
        var made = new List<(DangerFile File, DangerMeasure? Measure)>();
        var closed = new HashSet<(Guid, string)>();
        foreach (var story in Stories(reports).OrderBy(s => s[0].On))
        {
            var danger = await MakeAsync(places[story[0].Report.WorkplaceId], story, closed, ChinaTime.DateOf(change.At), ct);
            if (!danger.File.Row.IsOpen) closed.Add((danger.File.Row.EmployerId, danger.File.Row.FactorCode!));
            made.Add(danger);
        }
        await Bulk.InsertAsync(db, change, "demonstration", made.Select(m => m.File.Row), ct);
        await Bulk.InsertAsync(db, change, "demonstration", made.SelectMany(m => m.File.Added), ct);
        await Bulk.InsertAsync(db, change, "demonstration", made.SelectMany(m => m.File.Measured), ct);
        await Bulk.InsertAsync(db, change, "demonstration", made.Select(m => m.Measure).OfType<DangerMeasure>(), ct);
        db.AddRange(made.GroupBy(m => m.File.Row.EmployerId).SelectMany(g => DangerFollowUp.TodosOf(g.Key, g.Select(m => m.File.Row), change.At)));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    static Task<Dictionary<Guid, DangerPlace>> PlacesAsync(ZhijianDb db, Guid[] workplaces, CancellationToken ct) =>
        (from w in db.Set<Workplace>().AsNoTracking()
         join e in db.Set<Employer>() on w.EmployerId equals e.Id
         where EF.Parameter(workplaces).Contains(w.Id)
         select new DangerPlace(e.Id, w.Id, e.Name, e.IndustryCode, w.DivisionCode, w.ScopePath, w.CountyCode, w.SupervisorCode)).ToDictionaryAsync(p => p.WorkplaceId!.Value, ct);

    /// <summary>What belongs to one danger: from the exceedance to the first compliant test after it.</summary>
    static IEnumerable<List<Measured>> Stories(IReadOnlyList<SealedReport> reports)
    {
        var all = reports.SelectMany(r => r.Judged.Results.Select(x => new Measured(r.Judged, x, ChinaTime.DateOf(r.SealedAt))));
        foreach (var subject in all.GroupBy(m => (m.Result.PointId, m.Result.FactorCode)))
        {
            List<Measured>? story = null;
            foreach (var measured in subject.OrderBy(m => m.On))
            {
                if (story is null && measured.Result.Verdict != Verdict.Exceeds) continue;
                (story ??= []).Add(measured);
                if (measured.Result.Verdict is not (Verdict.Compliant or Verdict.Action)) continue;
                yield return story;
                story = null;
            }
            if (story is not null) yield return story;
        }
    }

    async Task<(DangerFile File, DangerMeasure? Measure)> MakeAsync(DangerPlace place, List<Measured> story, HashSet<(Guid, string)> closed, DateOnly today, CancellationToken ct)
    {
        var (report, over, found) = story[0];
        if (!toxic.TryGetValue(over.FactorCode, out var highlyToxic)) toxic[over.FactorCode] = highlyToxic = (await reference.FactorAsync(over.FactorCode, ct))?.HighlyToxic == true;
        var file = DangerFile.Open(maker.Make(place, report.ReportNumber, over, highlyToxic, closed.Contains((place.EmployerId, over.FactorCode)), found), book.Clocks(found));
        file.Measure(ExceedanceMaker.Record(file.Row.Id, report, over, At(found)));
        file.Remark(found, "发现超标", file.Row.Finding, By, At(found));
        var fate = FictionalResults.Lot(report.EmployerId, 100, Salt(report, over));
        DangerMeasure? measure = null;
        foreach (var act in Way(fate, found, file.Row.Grade, story.Count > 1 ? story[^1] : null).TakeWhile(a => a.On <= today))
        {
            foreach (var later in story.Skip(1).Where(m => m.On <= act.On && file.Measured.All(x => x.ReportId != m.Report.ReportId))) Measure(file, later);
            Apply(file, act);
            if (act is StartRectification) measure = new() { DangerId = file.Row.Id, Code = "enc-source", Text = "密闭产生源（示例）", PlannedOn = file.Row.Deadline!.Value };
            if (act is RequestRecheck && measure is not null) measure.DoneOn = act.On;
        }
        foreach (var later in story.Skip(1).Where(m => file.Measured.All(x => x.ReportId != m.Report.ReportId))) Measure(file, later);
        if (file.Expire(today, book.Clocks(today), By, At(today)) is not null && file.Row.Deadline < today.AddDays(-20)) file.Row.EscalatedOn = file.Row.Deadline.Value.AddDays(2);
        return (file, measure);
    }

    void Measure(DangerFile file, Measured later)
    {
        file.Expire(later.On, book.Clocks(later.On), By, At(later.On));
        file.Measure(ExceedanceMaker.Record(file.Row.Id, later.Report, later.Result, At(later.On)));
        file.Remark(later.On, later.Result.Verdict == Verdict.Exceeds ? "再次检测仍超标" : "复测达标",
            $"检测值 {later.Result.Value}，限值 {later.Result.Limit}（报告 {later.Report.ReportNumber}，{later.Result.SampledOn:yyyy-MM-dd} 采样）", By, At(later.On));
    }

    void Apply(DangerFile file, DangerAct act)
    {
        if (act is not RecheckDanger recheck)
        {
            file.Apply(act, book.Clocks(act.On), By, At(act.On));
            return;
        }
        var line = file.Apply(recheck with { Retest = file.Retest?.ToRetest(file.Row.Subject!) }, book.Clocks(act.On), By, At(act.On));
        (line.FirstOfficerId, line.FirstOfficer, line.SecondOfficerId, line.SecondOfficer) = (Guid.Parse(Officers.First.Id), Officers.First.Name, Guid.Parse(Officers.Second.Id), Officers.Second.Name);
        (line.Removed, line.ResultId) = (recheck.Removed, file.Retest?.Id);
    }

    /// <summary>With a retest the employer asks the day after and is rechecked; without one some ask in vain, some begin, some do nothing.</summary>
    static IEnumerable<DangerAct> Way(int fate, DateOnly found, DangerGrade grade, Measured? last)
    {
        var deadline = found.AddDays(3 + (grade == DangerGrade.Major ? 15 : 30));
        var isInTime = last?.On < deadline;
        yield return new RegisterDanger(found.AddDays(1));
        yield return new OrderRectification(found.AddDays(3), deadline, Officers);
        if (isInTime || fate < 75) yield return new StartRectification(found.AddDays(5));
        if (!isInTime && fate < 20)
        {
            yield return new RequestRecheck(found.AddDays(12));
            yield return new RecheckDanger(found.AddDays(16), Officers, Removed: false);
        }
        if (!isInTime && fate % 2 == 0) yield return new ProposeCase(deadline.AddDays(12), CaseGround.Overdue);
        if (last is null) yield break;
        var removed = last.Result.Verdict is Verdict.Compliant or Verdict.Action;
        yield return new RequestRecheck(last.On.AddDays(1 + fate % 2));
        yield return new RecheckDanger(last.On.AddDays(4 + fate % 4), Officers, removed);
        if (removed) yield return new CloseDanger(last.On.AddDays(8 + fate % 7));
        else if (fate < 30) yield return new ProposeCase(last.On.AddDays(40), CaseGround.StillExceeding);
    }

    static DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc);

    /// <summary>Tells the points and factors of a report apart, alike on every machine: keys are new in each city, numbers are not.</summary>
    static int Salt(ReportJudged report, PointResult result) => (report.ReportNumber + result.PointName + result.FactorCode).Aggregate(17, (sum, c) => unchecked(sum * 31 + c));
}
