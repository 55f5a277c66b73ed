using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Hosting;

namespace Zhijian.Modules.Oversight.Reports;

/// <summary>Reports of the last months in every state; the latest is still asked of most counties.</summary>
sealed class ReportDemonstration(ReportBook book) : ISeed
{
    const int Months = 4;

    public Task SeedAsync(IServiceProvider services, CancellationToken ct) => Task.CompletedTask;

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var (db, figures) = (services.GetRequiredService<ZhijianDb>(), services.GetRequiredService<ReportFigures>());
        var counties = await figures.ReportersAsync(ct);
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.reports", "生成演示报表"), async change =>
        {
            var today = ChinaTime.DateOf(change.At);
            foreach (var form in book.All.Where(f => f.Cycle == ReportCycle.Month))
                for (var (back, period) = (0, form.LatestBefore(today)); back < Months; back++, period = form.Last(period))
                    foreach (var (county, n) in counties.Select((c, n) => (c, n)))
                    {
                        // Of the latest period some are there already, one was sent back; the others are asked.
                        if (back == 0 && n % 4 != 0) continue;
                        var state = back > 0 ? ReportState.Approved : n % 8 == 0 ? ReportState.Submitted : ReportState.Returned;
                        db.Add(await ReportAsync(figures, form, period, county.Code, state, n, change, ct));
                    }
        }, ct);
        await ReportNight.AskAsync(services, book, ct);
    }

    static async Task<CountyReport> ReportAsync(ReportFigures figures, ReportForm form, DateOnly period, string county, ReportState state, int n, Change change, CancellationToken ct)
    {
        var due = form.DueOf(period);
        // One in five was late.
        var on = due.AddDays(n % 5 == 4 ? 3 : -(n % 4));
        var at = new[] { on.ToDateTime(new(2, 0), DateTimeKind.Utc), change.At }.Min();
        var report = new CountyReport
        {
            Form = form.Code, Period = period, DivisionCode = county, Number = 1, State = state, DueOn = due, TakenAt = at, FirstSubmittedOn = ChinaTime.DateOf(at), SubmittedAt = at, SubmittedBy = "区县监管科（示例）",
            Returns = state == ReportState.Returned ? 1 : 0, DecidedAt = state == ReportState.Submitted ? null : at, DecidedBy = state == ReportState.Submitted ? null : "市业务管理员甲（示例）", Opinion = state == ReportState.Returned ? "请核实接触人数后重新报送（示例）" : null,
        };
        foreach (var (item, counted) in await figures.CountedAsync(form, period, county, ct)) report.Cells.Add(new() { ReportId = report.Id, Item = item, Counted = counted, Reason = counted is null ? "当月尚未留存统计（示例）" : null, Corrected = counted is null ? 0 : null });
        return report;
    }
}
