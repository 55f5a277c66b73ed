using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <param name="Code">Of the catalogue.</param>
/// <param name="Text">How, in the employer's words; empty: as the catalogue says.</param>
public sealed record MeasurePlan(string Code, string? Text, DateOnly? PlannedOn);

/// <summary>The loop as the employer walks it: plan, evidence, request for recheck.</summary>
public sealed class EmployerDangerDesk(ZhijianDb db, WritePath write, Viewer viewer, DangerAccess access, DangerBook book, DangerFollowUp followUp, NoticeBoard board, FileDesk files)
{
    const int MostMeasures = 20, MostEvidence = 60;
    public static readonly FilePurpose Evidence = new("danger-evidence", FilePolicy.Evidence with { MaxBytes = 20 << 20 }, DangersModule.Files);

    /// <summary>整改方案: begins the rectification of one danger, or of several with the same measures.</summary>
    public Task StartAsync(IReadOnlyCollection<Guid> ids, IReadOnlyList<MeasurePlan> plan, IReadOnlyDictionary<Guid, long>? seen, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.start", Key: key), async change =>
    {
        var (today, clocks) = (ChinaTime.DateOf(change.At), book.Clocks(ChinaTime.DateOf(change.At)));
        if (plan.Count is 0 or > MostMeasures) throw new Refusal(plan.Count == 0 ? "请至少选择一项治理措施。" : $"治理措施最多 {MostMeasures} 项。", "Measures");
        var chosen = await access.ForEmployerAsync(ids, seen, ct);
        foreach (var file in chosen)
        {
            var measures = plan.Select(p => Measure(file.Row, p, today)).ToList();
            file.Apply(new StartRectification(today), clocks, viewer.Name, change.At, $"整改措施：{string.Join("；", measures.Select(m => m.Text))}");
            db.AddRange(measures);
        }
        access.Keep(chosen);
        await followUp.SteppedAsync(chosen, "danger.started", $"开始整改隐患 {chosen.Count} 处", string.Join("；", plan.Select(p => Title(p.Code))), null, change, ct);
    }, ct);

    DangerMeasure Measure(HiddenDanger danger, MeasurePlan plan, DateOnly today)
    {
        var planned = plan.PlannedOn ?? danger.Deadline ?? today;
        if (planned < today) throw new Refusal($"“{Title(plan.Code)}”的计划完成日期早于今天。", "Measures");
        if (planned > danger.Deadline) throw new Refusal($"“{Title(plan.Code)}”的计划完成日期晚于整改期限 {danger.Deadline:yyyy-MM-dd}。", "Measures");
        var text = Texts.Allowed(plan.Text, 300, "Measures", "措施说明");
        return new() { DangerId = danger.Id, Code = plan.Code, Text = text is null ? Title(plan.Code) : Texts.Cut($"{Title(plan.Code)}：{text}", 300), PlannedOn = planned };
    }

    string Title(string code) => book.Measures.FirstOrDefault(m => m.Code == code)?.Title ?? throw new Refusal("请从措施目录中选择。", "Measures");

    /// <summary>申请复查: what was done, in a sentence, and which measures.</summary>
    public Task RequestRecheckAsync(IReadOnlyCollection<Guid> ids, string? statement, IReadOnlyCollection<Guid> done, IReadOnlyDictionary<Guid, long>? seen, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.request-recheck", Key: key), async change =>
    {
        var (today, clocks) = (ChinaTime.DateOf(change.At), book.Clocks(ChinaTime.DateOf(change.At)));
        var words = Texts.Needed(statement, DangerTables.Text, "Statement", "整改情况");
        var chosen = await access.ForEmployerAsync(ids, seen, ct);
        var dangers = chosen.Select(f => f.Row.Id).ToList();
        foreach (var measure in await db.Set<DangerMeasure>().Where(m => dangers.Contains(m.DangerId) && m.DoneOn == null).ToListAsync(ct))
            if (done.Contains(measure.Id)) measure.DoneOn = today;
        foreach (var file in chosen) file.Apply(new RequestRecheck(today), clocks, viewer.Name, change.At, words);
        access.Keep(chosen);
        await followUp.SteppedAsync(chosen, "danger.recheck-requested", $"申请复查隐患 {chosen.Count} 处", words, null, change, ct);
    }, ct);

    /// <summary>申请延期: the authority is told, and answers before the deadline or not at all.</summary>
    public Task AskExtensionAsync(Guid id, DateOnly? until, string? reason, IReadOnlyDictionary<Guid, long>? seen, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.ask-extension", reason, key), async change =>
    {
        var (today, clocks) = (ChinaTime.DateOf(change.At), book.Clocks(ChinaTime.DateOf(change.At)));
        var deadline = until ?? throw new Refusal("请填写申请延至的日期。", "Until");
        var why = Texts.Needed(reason, DangerTables.Clause, "Reason", "延期理由");
        var file = (await access.ForEmployerAsync([id], seen, ct))[0];
        file.Apply(new AskExtension(today, deadline, why), clocks, viewer.Name, change.At);
        file.Row.AskedReason = why;
        access.Keep([file]);
        if (file.Row.OwnerId is { } owner) board.Tell(change, owner, Texts.Cut($"{file.Row.EmployerName}申请将整改期限延至 {deadline:yyyy-MM-dd}：{why}", 300), $"/dangers/{id}");
        await followUp.SteppedAsync([file], "danger.extension-asked", $"申请整改延期至 {deadline:yyyy-MM-dd}", why, null, change, ct);
    }, ct);

    /// <summary>Takes the content in; <see cref="AddEvidenceAsync"/> writes it down.</summary>
    public Task<FileReceipt> ReceiveAsync(Stream content, string name, CancellationToken ct) => files.ReceiveAsync(content, name, Evidence, ct);

    /// <summary>Photos and papers, of the employer or of officers on the spot.</summary>
    public Task AddEvidenceAsync(Guid id, IReadOnlyList<(FileReceipt Receipt, string Name)> received, string? note, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.evidence", note, key), async change =>
    {
        if (received.Count == 0) throw new Refusal("请选择照片或者文件。", "Upload");
        var words = Texts.Allowed(note, DangerTables.Clause, "Note", "说明");
        var file = (await access.ForAsync([id], null, ct))[0];
        var own = access.IsOwn(file.Row);
        if (!own && !access.IsCompetent(file.Row)) throw new Refusal("只有用人单位和办理机关可以上传材料。");
        if (!file.Row.IsOpen) throw new Refusal("隐患已销号，不能再上传材料。");
        if (await db.Set<DangerEvidence>().CountAsync(e => e.DangerId == id, ct) + received.Count > MostEvidence) throw new Refusal($"一处隐患最多上传 {MostEvidence} 个文件。", "Upload");
        foreach (var (receipt, name) in received)
        {
            var kept = files.Keep(change, receipt, name, Evidence);
            db.Add(new DangerEvidence { DangerId = id, EmployerId = file.Row.EmployerId, DivisionCode = file.Row.DivisionCode, FileId = kept.Id, Name = kept.Name, Note = words, ByEmployer = own, By = viewer.Name, At = change.At });
        }
        file.Remark(ChinaTime.DateOf(change.At), own ? "单位上传整改材料" : "执法人员上传材料", $"{received.Count} 个文件{(words is null ? "" : $"：{words}")}", viewer.Name, change.At);
        access.Keep([file]);
    }, ct);
}
