using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

/// <summary>
/// What follows from a decision about a version, in the same transaction: the second person's to-do, the word to the
/// proposer, and for an approval the numbered paper that says what changed and why.
/// </summary>
sealed class ReferenceFollowUp(ZhijianDb db, NoticeBoard board, PaperDesk papers, ServerSettings settings)
    : IHandleNow<ReferenceVersionProposed>, IHandleNow<ReferenceVersionApproved>, IHandleNow<ReferenceVersionRejected>, IHandleNow<ReferenceVersionWithdrawn>
{
    const string Subject = nameof(ReferenceVersion);
    /// <summary>Rows printed on the paper; a longer list is on the page of the version, and the paper says so.</summary>
    const int PrintedRows = 300;

    static string Link(Guid id) => $"/reference/versions/{id}";

    public async Task HandleAsync(ReferenceVersionProposed happened, Change change, CancellationToken ct)
    {
        var version = await VersionAsync(happened.VersionId, ct);
        board.Open(new Todo
        {
            Title = $"审批标准库新版本：{happened.Title}", Link = Link(version.Id), Permission = ReferenceDesk.MayApprove, NotUserId = version.ProposerId,
            DivisionCode = settings.HomeDivision, SubjectKind = Subject, SubjectId = version.Id.ToString(), CreatedAt = change.At,
        });
    }

    public async Task HandleAsync(ReferenceVersionApproved happened, Change change, CancellationToken ct)
    {
        var version = await DecidedAsync(happened.VersionId, change, $"标准库新版本已批准：{happened.Title}", ct);
        // Shipped with the program and taken in at the start: nobody proposed it, there is no paper of it.
        if (version.ProposerName is null || version.BasedOnId is not { } basedOn) return;
        var table = ReferenceTables.Get(version.TableKey);
        var before = await VersionAsync(basedOn, ct);
        var changes = ReferenceComparison.Of(table, await table.LoadAsync(db, before.Id, ct), await table.LoadAsync(db, version.Id, ct));
        await papers.IssueAsync(change, PaperTemplates.ReferenceRevision, "标", settings.HomeDivision, (Subject, version.Id.ToString()), data =>
        {
            data.Add("数据表名称", table.Title);
            data.Add("版本", version.Title);
            data.Add("上一版本", before.Title);
            data.Add("生效日期", version.FromLatest);
            data.Add("提出人", version.ProposerName);
            data.Add("提出日期", ChinaTime.DateOf(version.ProposedAt!.Value));
            data.Add("复核人", happened.ApproverName);
            data.Add("复核日期", ChinaTime.DateOf(change.At));
            data.Add("修订理由", version.Reason);
            data.Add("依据来源", version.Source);
            data.Add("新增行数", changes.Added);
            data.Add("修改行数", changes.Changed);
            data.Add("删除行数", changes.Removed);
            data.Add("变更明细", Print(changes));
        }, ct);
    }

    public Task HandleAsync(ReferenceVersionRejected happened, Change change, CancellationToken ct) =>
        DecidedAsync(happened.VersionId, change, $"标准库新版本被退回：{happened.Title}（{happened.Reason}）", ct);

    public Task HandleAsync(ReferenceVersionWithdrawn happened, Change change, CancellationToken ct) =>
        board.CloseAsync(change, Subject, happened.VersionId.ToString(), ct);

    async Task<ReferenceVersion> DecidedAsync(Guid id, Change change, string text, CancellationToken ct)
    {
        await board.CloseAsync(change, Subject, id.ToString(), ct);
        var version = await VersionAsync(id, ct);
        if (version.ProposerId is { } proposer) board.Tell(change, proposer, text.Length <= 300 ? text : text[..300], Link(id));
        return version;
    }

    Task<ReferenceVersion> VersionAsync(Guid id, CancellationToken ct) => db.Set<ReferenceVersion>().SingleAsync(v => v.Id == id, ct);

    static IEnumerable<PaperData> Print(ReferenceComparison changes)
    {
        var lines = changes.Rows.SelectMany(row => row.Cells.Select(cell => (row, cell))).ToList();
        foreach (var (row, cell) in lines.Take(PrintedRows))
            yield return Line(row.Kind switch { DifferenceKind.Added => "新增", DifferenceKind.Removed => "删除", _ => "修改" }, row.Caption, cell.Title, cell.Before, cell.After);
        if (lines.Count > PrintedRows)
            yield return Line("说明", $"其余 {lines.Count - PrintedRows} 处变更见平台该版本页面", "", "", "");
    }

    // An empty cell is printed as a dash: an official paper has no silent gaps.
    static PaperData Line(string kind, string caption, string title, string before, string after)
    {
        static string Say(string text) => string.IsNullOrWhiteSpace(text) ? "—" : text;
        return new() { { "类型", kind }, { "条目", Say(caption) }, { "项目", Say(title) }, { "原值", Say(before) }, { "新值", Say(after) } };
    }
}
