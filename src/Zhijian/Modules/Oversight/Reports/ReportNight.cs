using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Notices;

namespace Zhijian.Modules.Oversight.Reports;

/// <summary>Every night: reports that come due come onto the counties' lists.</summary>
[DisallowConcurrentExecution]
sealed class ReportNight(IServiceScopeFactory scopes, ReportBook book) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await LookAsync(cancellationToken);

    /// <returns>Items opened.</returns>
    public async Task<int> LookAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        return await AskAsync(scope.ServiceProvider, book, ct);
    }

    internal static Task<int> AskAsync(IServiceProvider services, ReportBook book, CancellationToken ct) => services.GetRequiredService<WritePath>().CommitAsync(new("oversight.report-ask"), async change =>
    {
        var (db, board) = (services.GetRequiredService<ZhijianDb>(), services.GetRequiredService<NoticeBoard>());
        var today = ChinaTime.DateOf(change.At);
        var counties = await services.GetRequiredService<ReportFigures>().ReportersAsync(ct);
        var opened = 0;
        foreach (var form in book.All)
        {
            var period = form.LatestBefore(today);
            var due = form.DueOf(period);
            if (!form.IsPeriod(period) || due.AddDays(-form.OpensDays) > today) continue;
            var asked = (await db.Set<Todo>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(t => t.SubjectKind == ReportDesk.FillSubject && t.SubjectId.StartsWith(form.Code + "@")).Select(t => t.SubjectId).ToListAsync(ct)).ToHashSet();
            var made = await db.Set<CountyReport>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(r => r.Form == form.Code && r.Period == period && r.SubmittedAt != null).Select(r => r.DivisionCode).ToListAsync(ct);
            foreach (var county in counties.Where(c => !made.Contains(c.Code) && !asked.Contains(ReportDesk.KeyOf(form.Code, period, c.Code))))
            {
                board.Open(new() { Title = Texts.Cut($"报送{form.Say(period)}{form.Title}", 200), Link = $"/oversight/reports?form={form.Code}&period={period:yyyy-MM}", Permission = OversightModule.FillReports, DivisionCode = county.Code, OnlyThere = true, DueOn = due, SubjectKind = ReportDesk.FillSubject, SubjectId = ReportDesk.KeyOf(form.Code, period, county.Code), CreatedAt = change.At });
                opened++;
            }
        }
        return opened;
    }, ct);
}
