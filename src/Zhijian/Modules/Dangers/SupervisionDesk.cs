using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <summary>What moves people and not the state: assignment, reminders, 挂牌督办.</summary>
public sealed class SupervisionDesk(WritePath write, Viewer viewer, DangerAccess access, DangerOfficers officers, DangerFollowUp followUp, NoticeBoard board)
{
    /// <param name="owner">Null takes the assignment back.</param>
    public Task AssignAsync(IReadOnlyCollection<Guid> ids, Guid? owner, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.assign", Key: key), async change =>
    {
        var files = await access.ForOfficersAsync(ids, null, ct);
        if (files.Any(f => !f.Row.IsOpen)) throw new Refusal("已销号的隐患不能指派。");
        var face = owner is null ? null : (await officers.OfAsync(files[0].Row.AuthorityCode, ct)).Find(o => o.Id == owner) ?? throw new Refusal("所选人员不是本机关的执法人员。", "Owner");
        foreach (var file in files)
        {
            (file.Row.OwnerId, file.Row.OwnerName) = (face?.Id, face?.Name);
            file.Remark(ChinaTime.DateOf(change.At), "指派责任人", face?.Name ?? "取消指派", viewer.Name, change.At);
        }
        access.Keep(files);
        if (face is not null && face.Id != viewer.UserId) board.Tell(change, face.Id, $"{viewer.Name}将 {files.Count} 处隐患指派给您", files.Count == 1 ? $"/dangers/{files[0].Row.Id}" : "/dangers?owner=mine");
        foreach (var employer in files.Select(f => f.Row.EmployerId).Distinct()) await followUp.RefreshAsync(employer, change, ct);
    }, ct);

    /// <summary>催办: once a day for each danger, however often somebody presses.</summary>
    /// <returns>Dangers whose employer was reminded now.</returns>
    public Task<int> RemindAsync(IReadOnlyCollection<Guid> ids, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.remind", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var files = (await access.ForAsync(ids, null, ct)).Where(f => f.Row.RemindedOn != today && f.Row.State is DangerState.Ordered or DangerState.Rectifying or DangerState.Overdue or DangerState.CaseFiled).ToList();
        foreach (var file in files)
        {
            file.Row.RemindedOn = today;
            file.Remark(today, "催办", file.Row.Deadline is { } due ? $"整改期限 {due:yyyy-MM-dd}" : null, viewer.Name, change.At);
        }
        access.Keep(files);
        foreach (var employer in files.GroupBy(f => f.Row.EmployerId))
            await followUp.TellEmployerAsync(change, employer.Key, $"监管机关催办：{employer.Count()} 处隐患尚未整改完成，最近期限 {employer.Min(f => f.Row.Deadline):yyyy-MM-dd}", ct);
        return files.Count;
    }, ct);

    /// <summary>挂牌督办 of an open danger by the superior authority, or taking the plate off.</summary>
    public Task ListAsync(Guid id, bool listed, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new(listed ? "dangers.list" : "dangers.unlist", reason, key), async change =>
    {
        var why = Texts.Needed(reason, DangerTables.Clause, "Reason", listed ? "督办要求" : "解除理由");
        var file = (await access.ForAsync([id], null, ct))[0];
        if (!file.Row.IsOpen) throw new Refusal("隐患已销号，不需要督办。");
        if (listed == file.Row.ListedOn is not null) throw new Refusal(listed ? "该隐患已挂牌督办。" : "该隐患没有挂牌督办。");
        var today = ChinaTime.DateOf(change.At);
        file.Row.ListedOn = listed ? today : null;
        file.Remark(today, listed ? "挂牌督办" : "解除挂牌督办", why, viewer.Name, change.At);
        access.Keep([file]);
        await board.CloseAsync(change, DangerFollowUp.EscalationOf, id.ToString(), ct);
        if (file.Row.OwnerId is { } owner) board.Tell(change, owner, $"{viewer.Name}{(listed ? "挂牌督办" : "解除挂牌督办")}：{file.Row.EmployerName}", $"/dangers/{id}");
        await followUp.SteppedAsync([file], listed ? "danger.listed" : "danger.unlisted", listed ? "隐患挂牌督办" : "隐患解除挂牌督办", why, null, change, ct);
    }, ct);
}
