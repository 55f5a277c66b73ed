using Quartz;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

/// <summary>An approved version of the divisions takes effect at once when its day has come; one of days to come must be able to.</summary>
sealed class DivisionApproval(DivisionTree tree, TimeProvider clock) : IHandleNow<ReferenceVersionApproved>
{
    public Task HandleAsync(ReferenceVersionApproved happened, Change change, CancellationToken ct)
    {
        if (happened.TableKey != ReferenceTables.Divisions.Key) return Task.CompletedTask;
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        return happened.From > today ? tree.CheckAsync(happened.VersionId, ct) : tree.TakeEffectAsync(change, today, ct);
    }
}

/// <summary>Every hour, so also when the day begins: the version whose day has come becomes the tree.</summary>
[DisallowConcurrentExecution]
sealed class DivisionDay(IServiceScopeFactory scopes, TimeProvider clock, ServerSettings settings, ILogger<DivisionDay> log) : IJob
{
    public const string Hourly = "0 0 * * * ?";
    const string Subject = "DivisionTree";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await TakeEffectAsync(cancellationToken);

    public async Task TakeEffectAsync(CancellationToken ct)
    {
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        try
        {
            await CommitAsync(new("divisions.take-effect", "行政区划新版本到期生效", Quiet: true), async (services, change) =>
            {
                if (!await services.GetRequiredService<DivisionTree>().TakeEffectAsync(change, today, ct)) return;
                await services.GetRequiredService<NoticeBoard>().CloseAsync(change, Subject, Subject, ct);
                log.LogInformation("The divisions of {Day} took effect", today);
            }, ct);
        }
        catch (Refusal refusal)
        {
            await SayAsync(refusal.Message, today, ct);
        }
    }

    /// <summary>Records came after the approval and are in the way: somebody must decide.</summary>
    Task SayAsync(string why, DateOnly today, CancellationToken ct) => CommitAsync(new("divisions.blocked", Quiet: true), async (services, change) =>
    {
        var board = services.GetRequiredService<NoticeBoard>();
        if (await services.GetRequiredService<DivisionTree>().OfDayAsync(today, ct) is not { } version || await board.IsOpenAsync(Subject, Subject, ct)) return;
        var title = $"行政区划新版本未能生效：{why}";
        board.Open(new Todo
        {
            Title = title.Length <= 200 ? title : title[..200], Link = $"/reference/versions/{version}", Permission = ReferenceDesk.MayApprove,
            DivisionCode = settings.HomeDivision, DueOn = today, SubjectKind = Subject, SubjectId = Subject, CreatedAt = change.At,
        });
    }, ct);

    async Task CommitAsync(Act act, Func<IServiceProvider, Change, Task> work, CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(act, change => work(scope.ServiceProvider, change), ct);
    }
}
