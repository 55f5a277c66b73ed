using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dues;

namespace Zhijian.Modules.Registry.Dues;

/// <summary>
/// Every day: takes the steps that have come. A batch is one transaction that also remembers how far each duty has
/// climbed, so a run that is killed or comes twice neither forgets nor repeats anything.
/// </summary>
[DisallowConcurrentExecution]
sealed class LadderClimb(IServiceScopeFactory scopes, TimeProvider clock, ILogger<LadderClimb> log) : IJob
{
    const int AtOnce = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var taken = await RunAsync(cancellationToken);
        if (taken > 0) log.LogInformation("{Taken} steps of the ladder of dues were taken", taken);
    }

    /// <returns>Number of steps taken.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        for (var all = 0; ;)
        {
            await using var scope = scopes.CreatePlatformScope();
            var steps = await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("dues.climb", Quiet: true),
                change => ActivatorUtilities.CreateInstance<Batch>(scope.ServiceProvider, change, today).TakeAsync(ct), ct);
            if (steps is null) return all;
            all += steps.Value;
        }
    }

    sealed class Batch(ZhijianDb db, NoticeBoard notices, Change change, DateOnly today)
    {
        /// <returns>Steps taken; null when no duty waits any more.</returns>
        public async Task<int?> TakeAsync(CancellationToken ct)
        {
            var waiting = await db.Set<Due>().Where(d => d.SettledOn == null && d.NextStepOn <= today).OrderBy(d => d.NextStepOn).ThenBy(d => d.Id).Take(AtOnce).ToListAsync(ct);
            if (waiting.Count == 0) return null;
            var ladder = (await db.Set<LadderRow>().AsNoTracking().ToListAsync(ct)).ConvertAll(r => r.ToStep());
            var staff = await StaffAsync(waiting, ct);
            var told = new Dictionary<(Guid User, LadderAction Action), int>();
            var taken = 0;
            foreach (var due in waiting)
            {
                var steps = DueLadder.StepsOf(ladder, due.Kind, today);
                foreach (var step in DueLadder.Passed(steps, due.Step, due.DueOn, today))
                {
                    Take(due, step);
                    taken++;
                    foreach (var user in staff.Where(u => u.Supervises(due))) told[(user.Id, step.Action)] = told.GetValueOrDefault((user.Id, step.Action)) + 1;
                    due.Step = step.Number;
                }
                due.NextStepOn = DueLadder.NextOn(steps, due.Step, due.DueOn);
            }
            // One notice for a batch, not one for each duty: who supervises has thousands of them.
            foreach (var ((user, action), count) in told) notices.Tell(change, user, $"本辖区有 {count} 项到期事项今日{action.ChineseName()}", "/registry/dues");
            return taken;
        }

        void Take(Due due, LadderStep step)
        {
            var text = $"{due.Title}：{(today > due.DueOn ? $"已逾期 {today.DayNumber - due.DueOn.DayNumber} 天" : $"应于 {due.DueOn:yyyy-MM-dd} 前办理")}";
            if (step.Action is LadderAction.Remind or LadderAction.Warn) ForEmployer(due, step, text);
            else if (step.Action is LadderAction.Task) ForSupervisor(due, text);
            else change.Raise(new DangerSuspected(due.EmployerId, due.WorkplaceId, step.Article ?? due.Basis,
                $"{due.Title}，应于 {due.DueOn:yyyy-MM-dd} 前完成，至 {today:yyyy-MM-dd} 未完成（起算日 {due.TriggeredOn:yyyy-MM-dd}，依据 {due.Basis}）", due.Source));
            change.Raise(new EmployerHappening(due.EmployerId, today, $"due.{step.Action.ToString().ToLowerInvariant()}", $"{step.Action.ChineseName()}：{due.Title}", text, due.Link));
        }

        /// <summary>It stays until the duty is fulfilled; the notice of being overdue follows the reminder.</summary>
        void ForEmployer(Due due, LadderStep step, string text) => notices.Open(new()
        {
            Title = Texts.Cut($"{step.Action.ChineseName()}：{text}", 200), Link = due.Link ?? "/registry/dues", OrganisationId = due.EmployerId, DivisionCode = due.DivisionCode, DueOn = due.DueOn,
            SubjectKind = Due.Subject, SubjectId = due.Id.ToString(), CreatedAt = change.At,
        });

        /// <summary>For the township and county of the place; for the city where the city supervises.</summary>
        void ForSupervisor(Due due, string text) => notices.Open(new()
        {
            Title = Texts.Cut($"催办 {due.EmployerName} {text}", 200), Link = $"/registry/dues?q={Uri.EscapeDataString(due.EmployerName)}", DivisionCode = due.DivisionCode, DueOn = due.DueOn,
            Permission = due.SupervisorCode == due.CountyCode ? DuesSetup.UrgeLocally : DuesSetup.UrgeForCity,
            SubjectKind = Due.Subject, SubjectId = due.Id.ToString(), CreatedAt = change.At,
        });

        /// <summary>Those who supervise the employers of the batch, and the clerks of their townships.</summary>
        async Task<List<Person>> StaffAsync(List<Due> dues, CancellationToken ct)
        {
            var places = dues.SelectMany(d => new[] { d.SupervisorCode, d.DivisionCode }).Distinct().ToArray();
            return await db.Users.AsNoTracking().Where(u => places.Contains(u.DivisionCode) && u.OrganisationId == null
                    && u.Roles.Any(r => r.Role == Role.CitySupervisor || r.Role == Role.CountySupervisor || r.Role == Role.TownshipClerk))
                .Select(u => new Person(u.Id, u.DivisionCode)).ToListAsync(ct);
        }

        sealed record Person(Guid Id, string DivisionCode)
        {
            public bool Supervises(Due due) => DivisionCode == due.SupervisorCode || DivisionCode == due.DivisionCode;
        }
    }
}
