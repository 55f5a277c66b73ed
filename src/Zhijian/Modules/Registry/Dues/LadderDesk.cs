using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Rules.Dues;

namespace Zhijian.Modules.Registry.Dues;

/// <summary>What the city writes into a step.</summary>
public sealed record LadderDraft(string Kind, int Number, int DayOffset, LadderAction Action, string? Article);

/// <summary>Keeps the ladder: a change holds from today; what held before stays as its history.</summary>
public sealed class LadderDesk(ZhijianDb db, WritePath write)
{
    const int MostDays = 3650;

    /// <summary>Adds the step or puts it in the place of the one with its number.</summary>
    public Task SetAsync(LadderDraft draft, string reason, CancellationToken ct) => write.CommitAsync(new("dues.ladder", reason), async change =>
    {
        if (string.IsNullOrWhiteSpace(draft.Kind) || draft.Kind.Length > 60) throw new Refusal("请选择事项类别。", nameof(draft.Kind));
        if (draft.DayOffset is < -MostDays or > MostDays) throw new Refusal($"天数应在 -{MostDays} 至 {MostDays} 之间。", nameof(draft.DayOffset));
        if (draft.Number is < 1 or > 20) throw new Refusal("步骤序号应为 1 至 20。", nameof(draft.Number));
        if (draft.Article?.Length > LadderTable.ArticleLength) throw new Refusal($"条款不能超过 {LadderTable.ArticleLength} 个字。", nameof(draft.Article));
        if (draft.Action is LadderAction.Danger && string.IsNullOrWhiteSpace(draft.Article)) throw new Refusal("列为疑似隐患必须写明违反的条款。", nameof(draft.Article));
        var today = ChinaTime.DateOf(change.At);
        await EndAsync(draft.Kind, draft.Number, today, ct);
        db.Add(new LadderRow
        {
            Kind = draft.Kind, Number = draft.Number, DayOffset = draft.DayOffset, Action = draft.Action, Article = string.IsNullOrWhiteSpace(draft.Article) ? null : draft.Article.Trim(),
            ValidFrom = today, Source = $"本市设定：{reason}"[..Math.Min(200, reason.Length + 5)], Confidence = "checked",
        });
        await CheckAndFollowAsync(draft.Kind, today, ct);
    }, ct);

    public Task RemoveAsync(string kind, int number, string reason, CancellationToken ct) => write.CommitAsync(new("dues.ladder", reason), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        if (!await EndAsync(kind, number, today, ct)) throw new NotFoundException();
        await CheckAndFollowAsync(kind, today, ct);
    }, ct);

    async Task<bool> EndAsync(string kind, int number, DateOnly today, CancellationToken ct)
    {
        var rows = await db.Set<LadderRow>().Where(r => r.Kind == kind && r.Number == number && r.ValidFrom <= today && (r.ValidTo == null || r.ValidTo >= today)).ToListAsync(ct);
        foreach (var row in rows)
        {
            // What began today never held on a day of its own.
            if (row.ValidFrom == today) db.Remove(row);
            else row.ValidTo = today.AddDays(-1);
        }
        await db.SaveChangesAsync(ct);
        return rows.Count > 0;
    }

    /// <summary>The open duties that climb this ladder get their next day anew.</summary>
    async Task CheckAndFollowAsync(string kind, DateOnly today, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var ladder = (await db.Set<LadderRow>().AsNoTracking().ToListAsync(ct)).ConvertAll(r => r.ToStep());
        if (DueLadder.Fault(DueLadder.StepsOf(ladder, kind, today)) is { } fault) throw new Refusal(fault + "。", nameof(LadderDraft.DayOffset));
        foreach (var affected in await db.Set<Due>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(d => d.SettledOn == null).OfKind(kind)
            .Select(d => new { d.Kind, d.Step }).Distinct().ToListAsync(ct))
        {
            // One statement for all duties that stand on the same step: days are added in the database.
            var next = DueLadder.StepsOf(ladder, affected.Kind, today).FirstOrDefault(s => s.Number > affected.Step);
            var rows = db.Set<Due>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(d => d.SettledOn == null && d.Kind == affected.Kind && d.Step == affected.Step);
            if (next is null) await rows.ExecuteUpdateAsync(s => s.SetProperty(d => d.NextStepOn, (DateOnly?)null), ct);
            else
            {
                var days = next.DayOffset;
                await rows.ExecuteUpdateAsync(s => s.SetProperty(d => d.NextStepOn, d => (DateOnly?)d.DueOn.AddDays(days)), ct);
            }
        }
    }
}
