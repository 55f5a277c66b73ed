using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Documents.Approving;

/// <summary>送审 → 批准 or 退回. Whoever handles a matter does not approve it; what is approved is issued in the same transaction.</summary>
public sealed class ApprovalDesk(ZhijianDb db, WritePath write, Viewer viewer, ApprovalBook book, FileStore files, NoticeBoard board, IEnumerable<IApprovedStep> steps)
{
    public const string TodoKind = "paper-approval", ReturnedKind = "paper-returned";
    static readonly FilePolicy Policy = FilePolicy.Templates;

    /// <summary>A superior sees it, and leaves it to the authority that issues.</summary>
    public bool MayDecide(PaperRequest request) =>
        request.State == RequestState.Waiting && viewer.May(PapersRoom.Approve) && IsThere(request) && !request.IsHandledBy(viewer.UserId);

    public bool MayWithdraw(PaperRequest request) => request.State == RequestState.Waiting && IsThere(request) && request.RequesterId == viewer.UserId;

    bool IsThere(PaperRequest request) => viewer.OrganisationId is null && viewer.DivisionCode == request.DivisionCode;

    /// <summary>Keeps what was rehearsed, and asks the heads of the authority.</summary>
    public async Task<Guid> SubmitAsync(StepDraft step, DraftPaper paper, string? key, CancellationToken ct)
    {
        if (book.Today(step.Form) == ApprovalMode.None || steps.All(s => s.Form != step.Form)) throw new Refusal("这种文书由执法人员出具，不须审批。");
        var draft = JsonSerializer.Serialize(step.Draft, step.Draft.GetType());
        if (draft.Length > PaperRequestTable.MostDraft) throw new Refusal("内容过多，请分几份文书送审。");
        var hash = (await files.SaveAsync(new MemoryStream(paper.Docx), $"{paper.Title}.docx", Policy, ct)).Hash;
        return await write.CommitAsync(new("papers.ask-approval", Key: key), async change =>
        {
            if (await WaitingAsync(step.Form, step.Subject.Kind, step.Subject.Id, ct) is { } other) throw new Refusal($"{other.RequestedBy}已于 {Display.Text(other.RequestedAt)} 送审{paper.Title}，请等待审批，或者撤回后重新送审。");
            var request = new PaperRequest
            {
                Form = step.Form, Title = paper.Title, SubjectKind = step.Subject.Kind, SubjectId = step.Subject.Id, Link = step.Link, FormLink = step.FormLink, Addressee = step.Addressee is null ? null : Texts.Cut(step.Addressee, 200), DivisionCode = step.DivisionCode,
                Draft = draft, DraftHash = hash, FirstOfficerId = step.FirstOfficer, SecondOfficerId = step.SecondOfficer, RequesterId = viewer.UserId!.Value, RequestedBy = viewer.Name, RequestedAt = change.At,
            };
            db.Add(request);
            await board.CloseAsync(change, ReturnedKind, Returned(step.Form, step.Subject), ct);
            board.Open(new()
            {
                Title = Texts.Cut($"审批{paper.Title}：{step.Addressee}", 200), Link = $"/papers/requests/{request.Id}", Permission = PapersRoom.Approve, NotUserId = viewer.UserId, DivisionCode = step.DivisionCode, OnlyThere = true, DueOn = book.DueOf(step.Form, ChinaTime.DateOf(change.At)),
                SubjectKind = TodoKind, SubjectId = request.Id.ToString(), CreatedAt = change.At,
            });
            return request.Id;
        }, ct);
    }

    /// <returns>Number of the paper.</returns>
    /// <exception cref="Refusal">Meanwhile the step can no longer be done, or not by this person.</exception>
    public Task<string> ApproveAsync(Guid id, long? seen, string? opinion, string? key, CancellationToken ct) => write.CommitAsync(new("papers.approve", opinion, key), async change =>
    {
        var request = await ToDecideAsync(id, seen, ct);
        request.Opinion = Texts.Allowed(opinion, PaperRequestTable.Opinion, "Opinion", "审批意见");
        change.Approval = new(request.RequestedBy, viewer.Name);
        await steps.Single(s => s.Form == request.Form).DoAsync(request.Draft, ct);
        var paper = change.Approval.Issued ?? throw new InvalidOperationException($"{request.Form} issued nothing.");
        (request.PaperId, request.PaperNumber) = (paper.Id, paper.Number);
        await DecideAsync(request, RequestState.Approved, change, ct);
        board.Tell(change, request.RequesterId, Texts.Cut($"{request.Title}已经{viewer.Name}批准：{paper.Number}", 300), $"/papers/{paper.Id}");
        return paper.Number;
    }, ct);

    public Task ReturnAsync(Guid id, long? seen, string? opinion, string? key, CancellationToken ct) => write.CommitAsync(new("papers.return", opinion, key), async change =>
    {
        var request = await ToDecideAsync(id, seen, ct);
        request.Opinion = Texts.Needed(opinion, PaperRequestTable.Opinion, "Opinion", "退回的理由");
        await DecideAsync(request, RequestState.Returned, change, ct);
        board.Open(new()
        {
            Title = Texts.Cut($"{request.Title}被退回：{request.Opinion}", 200), Link = $"/papers/requests/{request.Id}", UserId = request.RequesterId, DivisionCode = request.DivisionCode, SubjectKind = ReturnedKind,
            SubjectId = Returned(request.Form, (request.SubjectKind, request.SubjectId)), CreatedAt = change.At,
        });
    }, ct);

    public Task WithdrawAsync(Guid id, string? key, CancellationToken ct) => write.CommitAsync(new("papers.withdraw", Key: key), async change =>
    {
        var request = await FindAsync(id, ct);
        if (!MayWithdraw(request)) throw new Refusal("只有送审人可以撤回还没有审批的文书。");
        await DecideAsync(request, RequestState.Withdrawn, change, ct);
    }, ct);

    /// <summary>The officer has read why, and leaves it.</summary>
    public Task LeaveAsync(Guid id, string? key, CancellationToken ct) => write.CommitAsync(new("papers.leave", Key: key), async change =>
    {
        var request = await FindAsync(id, ct);
        if (request.RequesterId != viewer.UserId || request.State != RequestState.Returned) throw new Refusal("只有送审人可以放弃被退回的文书。");
        await board.CloseAsync(change, ReturnedKind, Returned(request.Form, (request.SubjectKind, request.SubjectId)), ct);
    }, ct);

    public Task<PaperRequest?> WaitingAsync(string form, string kind, string subject, CancellationToken ct) =>
        db.Set<PaperRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Form == form && r.SubjectKind == kind && r.SubjectId == subject && r.State == RequestState.Waiting, ct);

    /// <summary>What the viewer wrote before it was returned, to go on from.</summary>
    public async Task<T?> ReturnedDraftAsync<T>(string form, string kind, string subject, CancellationToken ct) where T : class
    {
        var user = viewer.UserId;
        var last = await db.Set<PaperRequest>().AsNoTracking().Where(r => r.Form == form && r.SubjectKind == kind && r.SubjectId == subject && r.RequesterId == user).OrderByDescending(r => r.RequestedAt).FirstOrDefaultAsync(ct);
        return last is { State: RequestState.Returned or RequestState.Withdrawn } ? JsonSerializer.Deserialize<T>(last.Draft) : null;
    }

    async Task<PaperRequest> FindAsync(Guid id, CancellationToken ct) => await db.Set<PaperRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();

    async Task<PaperRequest> ToDecideAsync(Guid id, long? seen, CancellationToken ct)
    {
        var request = await FindAsync(id, ct);
        if (!IsThere(request)) throw new Refusal("由出具文书的机关审批，您只能查看。");
        if (request.State != RequestState.Waiting || (seen is { } version && version != request.Version)) throw new OvertakenException($"这份文书{request.State.Text()}，您的操作没有生效，请刷新后核对。");
        if (request.IsHandledBy(viewer.UserId)) throw new Refusal("承办人不能审批自己承办的文书。");
        return request;
    }

    async Task DecideAsync(PaperRequest request, RequestState state, Change change, CancellationToken ct)
    {
        (request.State, request.DecidedBy, request.DecidedAt) = (state, viewer.Name, change.At);
        await board.CloseAsync(change, TodoKind, request.Id.ToString(), ct);
    }

    internal static string Returned(string form, (string Kind, string Id) subject) => $"{form}:{subject.Id}";
}
