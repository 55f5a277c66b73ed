using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Jobs;
using Zhijian.Platform.Notices;

namespace Zhijian.Modules.Oversight.Warnings;

/// <summary>What officers do about warnings: they say what was done; the cause closes them.</summary>
public sealed class WarningDesk(ZhijianDb db, WritePath write, Viewer viewer, JobDesk jobs, NoticeBoard board)
{
    public const string Subject = "oversight.warning";

    /// <summary>The authority that was told.</summary>
    public bool IsCompetent(EarlyWarning warning) => viewer.OrganisationId is null && viewer.DivisionCode == warning.AuthorityCode;

    public Task HandleAsync(Guid id, string? note, string? key, CancellationToken ct) => HandleAsync([id], note, key, ct);

    /// <summary>The same was done about many.</summary>
    /// <returns>How many are handled by it.</returns>
    public Task<int> HandleAsync(IReadOnlyList<Guid> ids, string? note, string? key, CancellationToken ct) => write.CommitAsync(new("oversight.warn-handle", Key: key), async change =>
    {
        var text = Texts.Needed(note, WarningTables.Note, "note", "处置情况");
        Guid[] wanted = [.. ids.Distinct()];
        if (wanted.Length == 0) throw new Refusal("请选择预警。");
        var warnings = await db.Set<EarlyWarning>().InScopeOf(viewer.Scope).Where(w => EF.Parameter(wanted).Contains(w.Id)).ToListAsync(ct);
        if (warnings.Count < wanted.Length) throw new NotFoundException();
        foreach (var warning in warnings)
        {
            if (!IsCompetent(warning)) throw new Refusal($"{warning.Title}：由被告知的机关处置，您只能查看。");
            if (warning.State == WarningState.Closed) throw new Refusal($"{warning.Title}：预警已经消除，不需要处置。");
            (warning.State, warning.HandledOn) = (WarningState.Handled, ChinaTime.DateOf(change.At));
            db.Add(new WarningNote { WarningId = warning.Id, At = change.At, By = viewer.Name, Text = text });
        }
        await db.SaveChangesAsync(ct);
        await WarningSweep.CloseTodosAsync(db, board, change, [.. warnings.Select(w => w.RuleCode).Distinct()], ct);
        return warnings.Count;
    }, ct);

    /// <summary>Looks at all rules now.</summary>
    /// <returns>The job.</returns>
    public Task<Guid> LookNowAsync(string? key, CancellationToken ct) => write.CommitAsync(new("oversight.warn-now", Key: key), change =>
        Task.FromResult(jobs.Enqueue(change, WarningNight.JobKind, "预警检查", new { })), ct);
}
