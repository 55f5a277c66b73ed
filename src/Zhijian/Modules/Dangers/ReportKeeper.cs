using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Dangers;

/// <summary>
/// Exceedance is a hidden danger: in the transaction of the report, what exceeds opens a danger or adds to the open one, and what a
/// qualified report found within the limit becomes the retest of an open one. A constant number of queries for a report of any length.
/// </summary>
sealed class ReportKeeper(ZhijianDb db, Viewer viewer, ExceedanceMaker maker, DangerBook book, ReferenceDirectory reference, DangerFollowUp followUp) : IHandleNow<ReportJudged>
{
    public async Task HandleAsync(ReportJudged report, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        // Two reports on one employer at the same moment open each danger once.
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({"danger" + report.EmployerId}, 0))", ct);
        var open = (await db.Set<HiddenDanger>().Where(d => d.EmployerId == report.EmployerId && d.IsOpen && d.PointId != null).ToListAsync(ct)).ToDictionary(d => (d.PointId!.Value, d.FactorCode!));
        var today = ChinaTime.DateOf(change.At);
        var found = new List<DangerFile>();
        var touched = new List<DangerFile>();
        Ground? ground = null;
        foreach (var results in report.Results.GroupBy(r => (r.PointId, r.FactorCode)))
        {
            // Each point and factor comes once; should it come twice, the worse counts.
            var result = results.OrderByDescending(r => r.Verdict == Verdict.Exceeds).ThenByDescending(r => r.Ratio).First();
            if (open.TryGetValue(results.Key, out var known)) touched.Add(Add(known, report, result, change, today));
            else if (result.Verdict == Verdict.Exceeds) found.Add(await OpenAsync(ground ??= await GroundAsync(report, ct), report, result, change, today, ct));
        }
        foreach (var file in touched)
        {
            db.AddRange(file.Added);
            db.AddRange(file.Measured);
        }
        await InsertAsync(report, found, change, ct);
        await followUp.MeasuredAsync(report, found, touched, change, ct);
    }

    /// <summary>What the dangers of one report have in common. Never kept from report to report: a batch of an import brings many.</summary>
    sealed record Ground(DangerPlace Place, HashSet<string> ClosedBefore);

    async Task<Ground> GroundAsync(ReportJudged report, CancellationToken ct) => new(
        await DangerPlaces.OfAsync(db, report.EmployerId, report.WorkplaceId, ct),
        [.. await db.Set<HiddenDanger>().Where(d => d.EmployerId == report.EmployerId && !d.IsOpen && d.FactorCode != null).Select(d => d.FactorCode!).Distinct().ToListAsync(ct)]);

    readonly Dictionary<string, bool> toxic = [];

    async Task<DangerFile> OpenAsync(Ground ground, ReportJudged report, PointResult result, Change change, DateOnly today, CancellationToken ct)
    {
        if (!toxic.TryGetValue(result.FactorCode, out var highlyToxic))
            toxic[result.FactorCode] = highlyToxic = (await reference.FactorAsync(result.FactorCode, ct))?.HighlyToxic == true;
        var file = DangerFile.Open(maker.Make(ground.Place, report.ReportNumber, result, highlyToxic, ground.ClosedBefore.Contains(result.FactorCode), today), book.Clocks(today));
        file.Measure(ExceedanceMaker.Record(file.Row.Id, report, result, change.At));
        file.Remark(today, "发现超标", file.Row.Finding, viewer.Name, change.At);
        return file;
    }

    DangerFile Add(HiddenDanger known, ReportJudged report, PointResult result, Change change, DateOnly today)
    {
        var file = new DangerFile(known, [], []);
        file.Measure(ExceedanceMaker.Record(known.Id, report, result, change.At));
        var title = result.Verdict switch
        {
            Verdict.Exceeds => "再次检测仍超标",
            Verdict.Undetermined => "再次检测，结果不能判定",
            _ when !report.Qualified => "自行检测达标，不作为复测",
            _ when result.SampledOn <= known.OpenedOn => "检测达标，采样不晚于发现日期，不作为复测",
            _ => "复测达标",
        };
        file.Remark(today, title, $"检测值 {result.Value}，限值 {result.Limit}（报告 {report.ReportNumber}，{result.SampledOn:yyyy-MM-dd} 采样）", viewer.Name, change.At);
        return file;
    }

    /// <summary>By bulk: a census of points may open thousands. The audit has one line with the report; each danger has its history.</summary>
    async Task InsertAsync(ReportJudged report, List<DangerFile> found, Change change, CancellationToken ct)
    {
        if (found.Count == 0) return;
        await db.SaveChangesAsync(ct);
        await Bulk.InsertAsync(db, change, report.ReportNumber, found.Select(f => f.Row), ct);
        await Bulk.InsertAsync(db, change, report.ReportNumber, found.SelectMany(f => f.Added), ct);
        await Bulk.InsertAsync(db, change, report.ReportNumber, found.SelectMany(f => f.Measured), ct);
        change.Raise(new DangersFound(report.EmployerId, [.. found.Select(f => f.Row.Id)], DangerSource.Report, report.ReportNumber));
    }
}
