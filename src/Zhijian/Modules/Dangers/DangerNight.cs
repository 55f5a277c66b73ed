using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <summary>
/// Every night: reminds before the deadline, makes overdue what passed it, and reports to the superior authority what stays overdue. A batch
/// is one transaction that remembers what it did, so a run that is killed or comes twice neither forgets nor repeats anything.
/// </summary>
[DisallowConcurrentExecution]
sealed class DangerNight(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DangerNight> log) : IJob
{
    const int AtOnce = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var done = await RunAsync(cancellationToken);
        if (done > 0) log.LogInformation("{Done} dangers were reminded of, became overdue or were escalated", done);
    }

    /// <returns>Number of dangers that something happened to.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        var all = 0;
        foreach (var work in new[] { Work.Remind, Work.Expire, Work.Escalate })
            for (var after = Guid.Empty; ;)
            {
                await using var scope = scopes.CreatePlatformScope();
                var (done, last) = await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("dangers.night", Quiet: true),
                    change => ActivatorUtilities.CreateInstance<Batch>(scope.ServiceProvider, change, today).DoAsync(work, after, ct), ct);
                all += done;
                if (last is null) break;
                after = last.Value;
            }
        return all;
    }

    enum Work { Remind, Expire, Escalate }

    sealed class Batch(ZhijianDb db, DangerAccess access, DangerBook book, DangerFollowUp followUp, NoticeBoard board, DivisionDirectory divisions, Change change, DateOnly today)
    {
        /// <returns>How many, and the last that was looked at; null at the end.</returns>
        public async Task<(int Done, Guid? Last)> DoAsync(Work work, Guid after, CancellationToken ct)
        {
            await divisions.LoadAsync(db, ct);
            var clocks = book.Clocks(today);
            var files = await access.FilesAsync(Waiting(work, clocks).Where(d => d.Id > after).OrderBy(d => d.Id).Take(AtOnce), ct);
            if (files.Count == 0) return (0, null);
            var changed = work switch { Work.Remind => await RemindAsync(files, ct), Work.Expire => Expire(files, clocks), _ => await EscalateAsync(files, ct) };
            access.Keep(files);
            foreach (var employer in changed.GroupBy(f => f.Row.EmployerId))
                if (work != Work.Remind) await ToldAsync([.. employer], work, ct);
            return (changed.Count, files[^1].Row.Id);
        }

        IQueryable<HiddenDanger> Waiting(Work work, DangerClocks clocks)
        {
            var dangers = db.Set<HiddenDanger>();
            var (soon, late) = (today.AddDays(clocks.Remind), today.AddDays(-clocks.Escalate));
            return work switch
            {
                Work.Remind => dangers.Where(d => (d.State == DangerState.Ordered || d.State == DangerState.Rectifying) && d.Deadline >= today && d.Deadline <= soon && d.RemindedOn == null),
                Work.Expire => dangers.Where(d => (d.State == DangerState.Ordered || d.State == DangerState.Rectifying || (d.State == DangerState.Rechecked && !d.IsClosable)) && d.Deadline < today),
                // Also the recheck that the officers owe.
                _ => dangers.Where(d => d.EscalatedOn == null && ((d.State == DangerState.Overdue && d.Deadline <= late) || (d.State == DangerState.RecheckRequested && d.NextOn < today))),
            };
        }

        async Task<IReadOnlyList<DangerFile>> RemindAsync(IReadOnlyList<DangerFile> files, CancellationToken ct)
        {
            foreach (var file in files)
            {
                file.Row.RemindedOn = today;
                file.Remark(today, "期限前提醒", $"整改期限 {file.Row.Deadline:yyyy-MM-dd}", "系统", change.At);
            }
            foreach (var employer in files.GroupBy(f => f.Row.EmployerId))
                await followUp.TellEmployerAsync(change, employer.Key, $"{employer.Count()} 处隐患的整改期限将到（{employer.Min(f => f.Row.Deadline):yyyy-MM-dd}），完成后请申请复查", ct);
            return files;
        }

        List<DangerFile> Expire(IReadOnlyList<DangerFile> files, DangerClocks clocks)
        {
            var expired = files.Where(f => f.Expire(today, clocks, "系统", change.At) is not null).ToList();
            foreach (var file in expired) change.Raise(new DangerBecameOverdue(file.Row.Id, file.Row.EmployerId, file.Row.Deadline!.Value));
            return expired;
        }

        async Task<List<DangerFile>> EscalateAsync(IReadOnlyList<DangerFile> files, CancellationToken ct)
        {
            var told = new Dictionary<string, int>();
            foreach (var file in files)
            {
                file.Row.EscalatedOn = today;
                var superior = SuperiorOf(file.Row.AuthorityCode);
                file.Remark(today, "报上级督办", $"{divisions.Name(superior)}：{(file.Row.State == DangerState.Overdue ? $"整改期限 {file.Row.Deadline:yyyy-MM-dd} 已过" : $"应于 {file.Row.NextOn:yyyy-MM-dd} 前复查")}", "系统", change.At);
                followUp.Escalate(file.Row, superior, change);
                told[superior] = told.GetValueOrDefault(superior) + 1;
            }
            foreach (var user in await SuperiorsAsync([.. told.Keys], ct))
                board.Tell(change, user.Id, $"{told[user.DivisionCode]} 处隐患逾期未办结，已报您机关督办", "/dangers?tab=escalated");
            return [.. files];
        }

        /// <summary>Those at the superior authorities who may supervise.</summary>
        async Task<List<Superior>> SuperiorsAsync(string[] authorities, CancellationToken ct) =>
            await db.Users.AsNoTracking().Where(u => EF.Parameter(authorities).Contains(u.DivisionCode) && u.OrganisationId == null && !u.Disabled && u.Roles.Any(r => DangersModule.Supervising.Contains(r.Role)))
                .Select(u => new Superior(u.Id, u.DivisionCode)).ToListAsync(ct);

        sealed record Superior(Guid Id, string DivisionCode);

        async Task ToldAsync(IReadOnlyList<DangerFile> files, Work work, CancellationToken ct)
        {
            var overdue = work == Work.Expire;
            foreach (var owner in files.Where(f => f.Row.OwnerId is not null).GroupBy(f => f.Row.OwnerId!.Value))
                board.Tell(change, owner.Key, Texts.Cut($"{files[0].Row.EmployerName}：{owner.Count()} 处隐患{(overdue ? "逾期未整改" : "已报上级督办")}", 300), $"/dangers/{owner.First().Row.Id}");
            await followUp.SteppedAsync(files, overdue ? "danger.overdue" : "danger.escalated", overdue ? $"隐患逾期未整改 {files.Count} 处" : $"逾期隐患报上级督办 {files.Count} 处", null,
                overdue ? $"{files.Count} 处隐患的整改期限已过，请立即完成整改并申请复查。逾期不改正的，将依法处罚。" : null, change, ct);
        }

        /// <summary>The authority above; the city's own are its leaders'.</summary>
        string SuperiorOf(string authority) => divisions.Find(authority) is { Level: > City, ParentCode: { } parent } ? parent : authority;

        const int City = 2;
    }
}
