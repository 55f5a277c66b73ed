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
/// Dangers of the demonstration city, from the exposures of its files and the limits of the library. Each walks its way by the same acts
/// and rules as a real one, on days of the past; a few hundred files in memory at a time.
/// </summary>
sealed class DangerDemonstration(DangerBook book, ExceedanceMaker maker, ReferenceDirectory reference) : ISeed
{
    const int Batch = 400, Permille = 35, MostDaysBack = 330;
    static readonly OfficerPair Officers = new(new("00dc6acf-ac00-7000-8000-0000000000a1", "执法人员甲（示例）"), new("00dc6acf-ac00-7000-8000-0000000000a2", "执法人员乙（示例）"));
    const string Institution = "河南示例职业卫生检测有限公司", By = "演示";

    sealed record Place(Guid ExposureId, string Workshop, string? Post, string FactorCode, int? Persons, DangerPlace Where);

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        if (demonstration.Employers == 0) return;
        var db = services.GetRequiredService<ZhijianDb>();
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.dangers", "生成演示隐患"), async change =>
        {
            for (var after = Guid.Empty; ;)
            {
                var employers = await db.Set<Employer>().AsNoTracking().Where(e => e.Id > after && e.Status == EmployerStatus.Operating && e.ExposedWorkers > 0).OrderBy(e => e.Id).Select(e => e.Id).Take(Batch).ToListAsync(ct);
                if (employers.Count == 0) break;
                var made = new List<(DangerFile File, DangerMeasure? Measure)>();
                foreach (var place in await PlacesAsync(db, employers, ct))
                    if (await MakeAsync(place, ChinaTime.DateOf(change.At), ct) is { } danger) made.Add(danger);
                await Bulk.InsertAsync(db, change, "demonstration", made.Select(m => m.File.Row), ct);
                await Bulk.InsertAsync(db, change, "demonstration", made.SelectMany(m => m.File.Added), ct);
                await Bulk.InsertAsync(db, change, "demonstration", made.SelectMany(m => m.File.Measured), ct);
                await Bulk.InsertAsync(db, change, "demonstration", made.Select(m => m.Measure).OfType<DangerMeasure>(), ct);
                db.AddRange(made.GroupBy(m => m.File.Row.EmployerId).SelectMany(g => DangerFollowUp.TodosOf(g.Key, g.Select(m => m.File.Row), change.At)));
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
                after = employers[^1];
            }
        }, ct);
    }

    /// <summary>Where something is over the limit: chosen by the key, so that it is the same on every database.</summary>
    static async Task<List<Place>> PlacesAsync(ZhijianDb db, List<Guid> employers, CancellationToken ct)
    {
        var all = await (from x in db.Set<Exposure>().AsNoTracking()
                         join w in db.Set<Workplace>() on x.WorkplaceId equals w.Id
                         join e in db.Set<Employer>() on x.EmployerId equals e.Id
                         join s in db.Set<Workshop>() on x.WorkshopId equals s.Id
                         join p in db.Set<JobPost>() on x.JobPostId equals p.Id into posts
                         from p in posts.DefaultIfEmpty()
                         where employers.Contains(x.EmployerId)
                         orderby x.Id
                         select new Place(x.Id, s.Name, p!.Name, x.FactorCode, x.Persons, new(e.Id, w.Id, e.Name, e.IndustryCode, w.DivisionCode, w.ScopePath, w.CountyCode, w.SupervisorCode))).ToListAsync(ct);
        return all.FindAll(p => Lot(p.ExposureId, 0, 1000) < Permille);
    }

    async Task<(DangerFile, DangerMeasure?)?> MakeAsync(Place place, DateOnly today, CancellationToken ct)
    {
        var fate = Lot(place.ExposureId, 1, 100);
        var found = today.AddDays(-DaysBack(fate, place.ExposureId));
        if (await ResultAsync(place, found.AddDays(-6), 1.05m + Lot(place.ExposureId, 2, 220) / 100m, Verdict.Exceeds, ct) is not { } over) return null;
        var report = new ReportJudged(Derive(place.ExposureId, 0xD7), $"示检〔{found.Year}〕{Lot(place.ExposureId, 4, 9000) + 1000}号", place.Where.EmployerId, place.Where.WorkplaceId!.Value, null, Institution, true, [over]);
        var toxic = (await reference.FactorAsync(place.FactorCode, ct))?.HighlyToxic == true;
        var file = DangerFile.Open(maker.Make(place.Where, report.ReportNumber, over, toxic, false, found, Derive(place.ExposureId, 0xD6)), book.Clocks(found));
        file.Measure(ExceedanceMaker.Record(file.Row.Id, report, over, At(found)));
        file.Remark(found, "发现超标", file.Row.Finding, By, At(found));
        DangerMeasure? measure = null;
        foreach (var act in Way(fate, found, file.Row.Grade))
        {
            if (act.On > today) break;
            if (act is RecheckDanger recheck)
            {
                if (recheck.Removed && await ResultAsync(place, act.On.AddDays(-3), 0.3m + Lot(place.ExposureId, 3, 60) / 100m, Verdict.Compliant, ct) is { } good)
                    file.Measure(ExceedanceMaker.Record(file.Row.Id, report with { ReportId = Derive(place.ExposureId, 0xD8), ReportNumber = report.ReportNumber.Replace("号", "-复号", StringComparison.Ordinal) }, good, At(act.On)));
                var line = file.Apply(recheck with { Retest = file.Retest?.ToRetest(file.Row.Subject!) }, book.Clocks(act.On), By, At(act.On));
                (line.FirstOfficerId, line.FirstOfficer, line.SecondOfficerId, line.SecondOfficer) = (Guid.Parse(Officers.First.Id), Officers.First.Name, Guid.Parse(Officers.Second.Id), Officers.Second.Name);
                (line.Removed, line.ResultId) = (recheck.Removed, file.Retest?.Id);
                continue;
            }
            file.Apply(act, book.Clocks(act.On), By, At(act.On));
            if (act is StartRectification) measure = new() { DangerId = file.Row.Id, Code = "enc-source", Text = "密闭产生源（示例）", PlannedOn = file.Row.Deadline!.Value, DoneOn = fate < 60 ? file.Row.Deadline : null };
        }
        if (file.Expire(today, book.Clocks(today), By, At(today)) is not null && file.Row.Deadline < today.AddDays(-20)) file.Row.EscalatedOn = file.Row.Deadline.Value.AddDays(2);
        return (file, measure);
    }

    /// <summary>Of a hundred: 58 are closed, the rest stands everywhere on the way.</summary>
    static int DaysBack(int fate, Guid id) => fate switch
    {
        < 58 => 45 + Lot(id, 5, MostDaysBack - 45), < 64 => Lot(id, 5, 2), < 70 => 2 + Lot(id, 5, 5), < 78 => 4 + Lot(id, 5, 18), < 88 => 8 + Lot(id, 5, 20), < 93 => 22 + Lot(id, 5, 12), < 96 => 13 + Lot(id, 5, 4), _ => 70 + Lot(id, 5, 90),
    };

    static IEnumerable<DangerAct> Way(int fate, DateOnly found, DangerGrade grade)
    {
        if (fate is >= 58 and < 64) yield break;
        yield return new RegisterDanger(found.AddDays(1));
        if (fate is >= 64 and < 70) yield break;
        var deadline = found.AddDays(3 + (grade == DangerGrade.Major ? 15 : 30));
        yield return new OrderRectification(found.AddDays(3), deadline, Officers);
        if (fate is >= 70 and < 78 or >= 96) { if (fate >= 98) yield return new ProposeCase(deadline.AddDays(12), CaseGround.Overdue); yield break; }
        yield return new StartRectification(found.AddDays(5));
        if (fate is >= 78 and < 88) yield break;
        yield return new RequestRecheck(fate < 58 ? deadline.AddDays(-1) : found.AddDays(fate < 93 ? 15 : 8));
        if (fate is >= 88 and < 93) yield break;
        yield return new RecheckDanger(fate < 58 ? deadline.AddDays(5) : found.AddDays(12), Officers, Removed: fate < 58);
        if (fate < 58) yield return new CloseDanger(deadline.AddDays(6));
    }

    /// <summary>A measurement as many times the limit of that day; a level lies above it by decibels. Null where the library has no limit to show.</summary>
    async Task<PointResult?> ResultAsync(Place place, DateOnly on, decimal times, Verdict verdict, CancellationToken ct)
    {
        if (await reference.LimitsAsync(place.FactorCode, on, ct) is not { } known) return null;
        if (known.Limits.Select(l => l.Limit).FirstOrDefault(l => l.Value > 0 && l.LimitType is "PC-TWA" or "MAC" || (l.EntryCode == "PHY:噪声" && l.Value > 0)) is not { } limit) return null;
        var level = limit.LimitType is not ("PC-TWA" or "MAC");
        var value = level ? limit.Value!.Value + Math.Round((times - 1) * 6, 1) : Math.Round(limit.Value!.Value * times, limit.Value < 1 ? 3 : 2);
        var unit = limit.Unit ?? "";
        return new(Derive(place.ExposureId, 0xD9), Derive(place.ExposureId, 0xD5), place.Workshop + (place.Post is null ? "" : " " + place.Post), place.FactorCode, known.Factor.Name, limit.LimitType == "MAC" ? "C_ME" : level ? "LEX8H" : "C_TWA", on, verdict,
            $"{value:0.###} {unit}", $"{limit.Value:0.###} {unit}", level ? null : (double)(value / limit.Value!.Value), limit.Standard ?? "现行标准", limit.Clause ?? "", $"检测值 {value:0.###} 与限值 {limit.Value:0.###} 比较（示例）", place.Persons);
    }

    static DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc);

    /// <summary>The same number for the same exposure and question, below the bound.</summary>
    static int Lot(Guid id, int question, int below)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var mixed = (System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) + (ulong)question * 0x9E3779B97F4A7C15UL) * 0xD6E8FEB86659FD93UL;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93UL;
        return (int)((mixed >> 33) % (ulong)below);
    }

    /// <summary>A key that follows from the exposure's: its kind in the eighth byte.</summary>
    static Guid Derive(Guid exposure, byte kind)
    {
        Span<byte> bytes = stackalloc byte[16];
        exposure.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[7] = kind;
        return new(bytes, bigEndian: true);
    }
}
