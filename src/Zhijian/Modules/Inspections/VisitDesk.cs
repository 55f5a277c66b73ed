using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections.Field;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Files;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections;

/// <summary>An answer as typed; what is empty takes the answer away.</summary>
public sealed record AnswerDraft(ItemVerdict? Verdict, int? Met, int? Faults, decimal? Given, string? Note, GeoPlace? Place = null)
{
    public bool IsEmpty => Verdict is null && Met is null && Faults is null && Given is null;
}

/// <param name="ItemNumber">Null: found beside the checklist.</param>
public sealed record FindingDraft(string? ItemNumber, string? Text, string? Article);

public sealed record RecordDraft(string? Address, string? Head, string? HeadPost, string? HeadPhone, string? Place, TimeOnly? From, TimeOnly? To, string? Summary, bool Signed, string? RefusalNote, IReadOnlyList<FindingDraft> Findings);

public sealed record MeasuresDraft(Guid TaskId, string? Basis, string? Decision, DateOnly? Until);

/// <summary>On-site measures that a head has approved.</summary>
sealed class ApprovedMeasures(VisitDesk desk) : IApprovedStep
{
    public string Form => InspectionPapers.Measures.Code;

    public Task DoAsync(string draft, CancellationToken ct) => desk.MeasuresAsync(JsonSerializer.Deserialize<MeasuresDraft>(draft)!, null, null, ct);
}

/// <param name="Png">As it goes under the paper.</param>
public sealed record DrawnSignature(SignatureRole Role, string Name, FileReceipt Receipt, byte[] Png);

/// <summary>The visit: arrival, checklist, photos, record, what follows from it.</summary>
public sealed class VisitDesk(ZhijianDb db, WritePath write, Viewer viewer, InspectionBook book, InspectionAccess access, InspectionOfficers officers, InspectionPapers papers, NoticeBoard board, FileDesk files)
{
    const int MostFindings = 60, MostPhotos = 100;
    public static readonly FilePurpose Photos = new("inspection-photo", FilePolicy.Evidence with { MaxBytes = 20 << 20 }, InspectionsModule.View);
    public static readonly FilePurpose Signatures = new("inspection-signature", new FilePolicy(512 << 10, FileKind.Png), InspectionsModule.View, IsPersonal: true);

    public Task ArriveAsync(Guid id, long? seen, Guid? first, Guid? second, bool shown, string? key, CancellationToken ct) => ArriveAsync(id, seen, first, second, shown, null, key, ct);

    /// <summary>Two officers arrive and show their certificates; who was drawn comes himself.</summary>
    /// <param name="made">When it was, where it is told later; null: now.</param>
    public Task ArriveAsync(Guid id, long? seen, Guid? first, Guid? second, bool shown, DateTime? made, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.arrive", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(made ?? change.At);
        var task = await access.ForAsync(id, seen, ct);
        if (task.DrawId is not null && (first is null || second is null || !new HashSet<Guid?> { task.FirstOfficerId, task.SecondOfficerId }.SetEquals([first, second])))
            throw new Refusal("由双随机抽取的执法人员检查；更换须先在任务上登记理由。", "FirstOfficer");
        var pair = await officers.PairAsync(task.AuthorityCode, task.EmployerId, first, second, ct);
        access.Apply(task, new ArriveAtSite(today, pair.First, pair.Second, shown), change.At, $"{pair.First.Name}（{pair.First.Certificate}）、{pair.Second.Name}（{pair.Second.Certificate}）");
        TaskDesk.Name(task, pair);
        task.VisitedOn = today;
    }, ct);

    /// <summary>Saves answers, a few or all; each may be changed until the record is made.</summary>
    public Task AnswerAsync(Guid id, IReadOnlyDictionary<string, AnswerDraft> answers, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.answer", Key: key), async change =>
    {
        var task = await OnSiteAsync(id, null, ct);
        var checklist = book.Checklist(task.ChecklistCode, task.VisitedOn!.Value);
        var held = await db.Set<ChecklistAnswer>().Where(a => a.TaskId == id).ToDictionaryAsync(a => a.ItemNumber, ct);
        foreach (var (number, draft) in answers)
        {
            if (ChecklistScoring.Refusal(checklist, new(number, draft.Verdict, draft.Met, draft.Faults, draft.Given)) is { } refusal) throw new Refusal(refusal + "。", $"Answers[{number}]");
            var note = Texts.Allowed(draft.Note, InspectionTables.Note, $"Answers[{number}].Note", $"第 {number} 项的说明");
            var answer = held.GetValueOrDefault(number);
            if (draft.IsEmpty && note is null)
            {
                if (answer is not null) db.Remove(answer);
                continue;
            }
            if (answer is not null && new AnswerDraft(answer.Verdict, answer.Met, answer.Faults, answer.Given, answer.Note) == draft with { Note = note, Place = null }) continue;
            if (answer is null) db.Add(answer = new() { TaskId = id, ItemNumber = number, By = viewer.Name });
            (answer.Verdict, answer.Met, answer.Faults, answer.Given, answer.Note, answer.By) = (draft.Verdict, draft.Met, draft.Faults, draft.Given, note, viewer.Name);
            (answer.Latitude, answer.Longitude, answer.Accuracy) = (draft.Place?.Latitude, draft.Place?.Longitude, draft.Place?.Accuracy);
        }
    }, ct);

    public Task<FileReceipt> ReceiveAsync(Stream content, string name, CancellationToken ct) => files.ReceiveAsync(content, name, Photos, ct);

    public Task AddPhotosAsync(Guid id, IReadOnlyList<(FileReceipt Receipt, string Name)> received, string? item, string? note, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.photo", note, key), async change =>
    {
        if (received.Count == 0) throw new Refusal("请选择照片。", "Upload");
        var words = Texts.Allowed(note, 200, "Note", "说明");
        var task = await OnSiteAsync(id, null, ct);
        var number = ItemOf(task, item);
        await RoomForAsync(id, received.Count, ct);
        foreach (var (receipt, name) in received)
        {
            var kept = files.Keep(change, receipt, name, Photos);
            db.Add(new InspectionPhoto { TaskId = id, ItemNumber = number, DivisionCode = task.DivisionCode, FileId = kept.Id, Name = kept.Name, Note = words, By = viewer.Name, At = change.At });
        }
        access.Remark(task, ChinaTime.DateOf(change.At), "拍摄照片", $"{received.Count} 张{(number is null ? "" : $"，第 {number} 项")}{(words is null ? "" : $"：{words}")}", change.At);
    }, ct);

    internal string? ItemOf(InspectionTask task, string? item) =>
        item?.Trim() is { Length: > 0 } wanted ? book.Checklist(task.ChecklistCode, task.VisitedOn!.Value).Find(wanted)?.Number ?? throw new Refusal("检查表没有这一项。", "Item") : null;

    /// <summary>Photos that are here and photos that a phone announced count alike.</summary>
    internal async Task RoomForAsync(Guid id, int more, CancellationToken ct)
    {
        var taken = await db.Set<InspectionPhoto>().CountAsync(p => p.TaskId == id, ct) + await db.Set<FieldPhoto>().CountAsync(p => p.TaskId == id && p.PhotoId == null, ct);
        if (taken + more > MostPhotos) throw new Refusal($"一次检查最多 {MostPhotos} 张照片。", "Upload");
    }

    /// <summary>The content of a photo that its phone announced when it was taken.</summary>
    internal void KeepAnnounced(Change change, InspectionTask task, FieldPhoto announced, FileReceipt receipt)
    {
        var kept = files.Keep(change, receipt, announced.Name, Photos);
        var photo = new InspectionPhoto
        {
            TaskId = task.Id, ItemNumber = announced.ItemNumber, DivisionCode = task.DivisionCode, FileId = kept.Id, Name = kept.Name, Note = announced.Note, By = announced.Author, At = announced.TakenAt,
            Latitude = announced.Latitude, Longitude = announced.Longitude, Accuracy = announced.Accuracy,
        };
        db.Add(photo);
        announced.PhotoId = photo.Id;
    }

    public Task<string> RecordAsync(Guid id, long? seen, RecordDraft draft, string? key, CancellationToken ct) => RecordAsync(id, seen, draft, [], null, key, ct);

    /// <summary>现场检查记录: scores the checklist, writes the problems down, issues the paper and opens a danger for each problem.</summary>
    /// <param name="drawn">Signatures drawn on a screen; none: they are written on the paper.</param>
    /// <param name="made">When it was, where it is told later; null: now.</param>
    /// <returns>Number of the record.</returns>
    public Task<string> RecordAsync(Guid id, long? seen, RecordDraft draft, IReadOnlyList<DrawnSignature> drawn, DateTime? made, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.record", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(made ?? change.At);
        var task = await OnSiteAsync(id, seen, ct);
        var site = Site(draft);
        var checklist = book.Checklist(task.ChecklistCode, task.VisitedOn!.Value);
        var score = ChecklistScoring.Score(checklist, (await db.Set<ChecklistAnswer>().AsNoTracking().Where(a => a.TaskId == id).ToListAsync(ct)).ConvertAll(a => a.ToAnswer()));
        var findings = Findings(task, checklist, draft.Findings);
        var failing = score.Failing.Count(f => findings.All(x => x.ItemNumber != f.Item.Number));
        (task.Rate, task.Points, task.KeyFailures) = (score.Rate, score.Points, score.KeyFailing.Count());
        access.Apply(task, new RecordInspection(today, score.Unanswered, failing, findings.Count, site.Signed, site.RefusalNote), change.At, Result(score));
        db.AddRange(findings);
        var paper = await papers.RecordAsync(change, task, site, checklist.Title, Result(score), task.Type.Text(), findings, drawn, ct);
        foreach (var signature in drawn)
            db.Add(new InspectionSignature { TaskId = id, Role = signature.Role, Name = signature.Name, FileId = files.Keep(change, signature.Receipt, $"{signature.Role}.png", Signatures).Id, At = made ?? change.At });
        (task.RecordPaperId, task.RecordNumber) = (paper.Id, paper.Number);
        foreach (var finding in findings)
            change.Raise(new DangerReported(task.EmployerId, null, DangerSource.Inspection, InspectionKeeper.SourceOf(finding.Id), finding.Text, finding.Article, task.VisitedOn!.Value));
        Happen(change, task, "inspection.recorded", $"{task.Type.Text()}：发现问题 {findings.Count} 个", $"{paper.Number}，{Result(score)}", today);
        await board.CloseAsync(change, TaskDesk.TodoKind, task.Id.ToString(), ct);
        return paper.Number;
    }, ct);

    internal static string Result(ChecklistScore score) => string.Join("，", new[]
    {
        score.Points is { } points ? $"得分 {points:0.#}（满分 {score.MostPoints:0.#}）" : null, score.Rate is { } rate ? $"合格率 {rate:0.#}%" : null, $"合格 {score.Qualified} 项", score.Basic > 0 ? $"基本合格 {score.Basic} 项" : null,
        $"不合格 {score.Unqualified} 项", score.NotConcerned > 0 ? $"不涉及 {score.NotConcerned} 项" : null, score.KeyFailing.Any() ? $"关键项不合格 {score.KeyFailing.Count()} 项" : null,
    }.OfType<string>());

    static SiteFacts Site(RecordDraft draft)
    {
        var (from, to) = (draft.From ?? throw new Refusal("请填写开始时间。", "From"), draft.To ?? throw new Refusal("请填写结束时间。", "To"));
        if (to <= from) throw new Refusal("结束时间应晚于开始时间。", "To");
        return new(Texts.Needed(draft.Address, 200, "Address", "检查地址"), Texts.Needed(draft.Head, 60, "Head", "现场负责人"), Texts.Allowed(draft.HeadPost, 60, "HeadPost", "职务"), Texts.Allowed(draft.HeadPhone, 30, "HeadPhone", "联系电话"),
            Texts.Needed(draft.Place, 200, "Place", "检查场所"), from, to, Texts.Needed(draft.Summary, InspectionTables.Text, "Summary", "检查情况"), draft.Signed, Texts.Allowed(draft.RefusalNote, 200, "RefusalNote", "未签字的原因"));
    }

    static List<InspectionFinding> Findings(InspectionTask task, Checklist checklist, IReadOnlyList<FindingDraft> drafts)
    {
        var written = drafts.Where(d => !string.IsNullOrWhiteSpace(d.Text)).ToList();
        if (written.Count > MostFindings) throw new Refusal($"一份记录最多写 {MostFindings} 个问题。");
        return [.. written.Select((draft, at) =>
        {
            var item = draft.ItemNumber?.Trim() is { Length: > 0 } number ? checklist.Find(number) ?? throw new Refusal($"检查表没有第 {number} 项。") : null;
            return new InspectionFinding
            {
                TaskId = task.Id, Number = at + 1, ItemNumber = item?.Number, PenaltyCode = item?.PenaltyCode, Text = Texts.Needed(draft.Text, InspectionTables.Text, "Findings", $"第 {at + 1} 个问题"),
                Article = Texts.Needed(draft.Article ?? item?.Article, InspectionTables.Clause, "Findings", $"第 {at + 1} 个问题违反的条款"),
            };
        })];
    }

    public Task ConcludeAsync(Guid id, long? seen, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.conclude", Key: key), async change =>
        access.Apply(await access.ForAsync(id, seen, ct), new ConcludeNoProblem(ChinaTime.DateOf(change.At)), change.At), ct);

    /// <summary>现场处理措施决定书.</summary>
    public Task<string> MeasuresAsync(MeasuresDraft draft, long? seen, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.measures", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var (why, what) = (Texts.Needed(draft.Basis, InspectionTables.Clause, "Basis", "依据"), Texts.Needed(draft.Decision, InspectionTables.Text, "Decision", "决定"));
        var day = draft.Until ?? throw new Refusal("请填写期限。", "Until");
        var task = await access.ForAsync(draft.TaskId, seen, ct);
        change.Rehearsal?.Step = new(InspectionPapers.Measures.Code, draft, (nameof(InspectionTask), task.Id.ToString()), $"/inspections/{task.Id}", $"/inspections/{task.Id}", task.AuthorityCode, task.EmployerName, task.FirstOfficerId, task.SecondOfficerId);
        if (task.RecordNumber is null) throw new Refusal("须先制作现场检查记录。");
        if (task.MeasuresPaperId is not null) throw new Refusal("本次检查已作出现场处理措施决定。");
        var findings = await db.Set<InspectionFinding>().AsNoTracking().Where(f => f.TaskId == draft.TaskId).OrderBy(f => f.Number).ToListAsync(ct);
        var paper = await papers.MeasuresAsync(change, task, why, what, day, findings, ct);
        access.Apply(task, new OrderMeasures(today, paper.Number, day, book.Clock(InspectionBook.MeasuresClock, today)), change.At, $"{paper.Number}：{what}");
        (task.MeasuresPaperId, task.MeasuresNumber, task.MeasuresUntil) = (paper.Id, paper.Number, day);
        Happen(change, task, "inspection.measures", "作出现场处理措施决定", $"{paper.Number}：{what}", today);
        return paper.Number;
    }, ct);

    public Task CloseAsync(Guid id, long? seen, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.close", Key: key), async change =>
    {
        var task = await access.ForAsync(id, seen, ct);
        access.Apply(task, new CloseInspection(ChinaTime.DateOf(change.At)), change.At);
        Happen(change, task, "inspection.closed", $"{task.Type.Text()}办结", task.RecordNumber, ChinaTime.DateOf(change.At));
    }, ct);

    async Task<InspectionTask> OnSiteAsync(Guid id, long? seen, CancellationToken ct)
    {
        var task = await access.ForAsync(id, seen, ct);
        return task.State == InspectionState.OnSite ? task : throw new Refusal(task.RecordNumber is null ? "执法人员到达现场、出示证件后才能填写。" : "现场检查记录已经制作，不能再修改。");
    }

    static void Happen(Change change, InspectionTask task, string kind, string title, string? detail, DateOnly on) =>
        change.Raise(new EmployerHappening(task.EmployerId, on, kind, title, detail is { Length: > 500 } ? detail[..500] : detail, $"/inspections/{task.Id}"));
}
