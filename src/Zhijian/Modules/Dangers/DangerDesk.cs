using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <summary>What officers write into an order; every danger on it belongs to one employer.</summary>
public sealed record OrderDraft(IReadOnlyCollection<Guid> Dangers, DateOnly? Deadline, Guid? FirstOfficer, Guid? SecondOfficer, string? Demand);

/// <param name="Removed">By danger: removed, as far as the officers see.</param>
/// <param name="CloseRest">Closes at once what the recheck lets be closed.</param>
public sealed record RecheckDraft(IReadOnlyDictionary<Guid, bool> Removed, Guid? FirstOfficer, Guid? SecondOfficer, string? Opinion, bool CloseRest);

/// <summary>A rectification order that a head has approved.</summary>
sealed class ApprovedOrder(DangerDesk desk) : IApprovedStep
{
    public string Form => DangerPapers.Order.Code;

    public Task DoAsync(string draft, CancellationToken ct) => desk.OrderAsync(JsonSerializer.Deserialize<OrderDraft>(draft)!, null, null, ct);
}

/// <summary>The loop as officers walk it. Every step asks the rules by <see cref="DangerFile"/>.</summary>
public sealed class DangerDesk(ZhijianDb db, WritePath write, Viewer viewer, DangerAccess access, DangerBook book, DangerOfficers officers, DangerPapers papers, DangerFollowUp followUp)
{
    /// <summary>登记, many at once: of as many employers as there are.</summary>
    public Task RegisterAsync(IReadOnlyCollection<Guid> ids, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.register", Key: key), async change =>
    {
        var (today, clocks) = Day(change);
        var files = await access.ForOfficersAsync(ids, null, ct);
        foreach (var file in files) file.Apply(new RegisterDanger(today), clocks, viewer.Name, change.At);
        access.Keep(files);
        foreach (var employer in files.GroupBy(f => f.Row.EmployerId))
            await followUp.SteppedAsync([.. employer], "danger.registered", $"登记隐患 {employer.Count()} 处", null, null, change, ct);
    }, ct);

    /// <summary>责令限期整改: registers what was only found, and issues one paper.</summary>
    /// <returns>Number of the paper.</returns>
    public Task<string> OrderAsync(OrderDraft draft, IReadOnlyDictionary<Guid, long>? seen, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.order", Key: key), async change =>
    {
        var (today, clocks) = Day(change);
        var deadline = draft.Deadline ?? throw new Refusal("请填写整改期限。", "Deadline");
        var demand = Texts.Needed(draft.Demand, DangerTables.Text, "Demand", "整改要求");
        var files = await access.ForOfficersAsync(draft.Dangers, seen, ct);
        var first = OneEmployer(files);
        var pair = await officers.PairAsync(first.AuthorityCode, first.EmployerId, draft.FirstOfficer, draft.SecondOfficer, ct);
        change.Rehearsal?.Step = new(DangerPapers.Order.Code, draft, (nameof(HiddenDanger), first.Id.ToString()), $"/dangers/{first.Id}", $"/dangers/{first.Id}/order", first.AuthorityCode, first.EmployerName, draft.FirstOfficer, draft.SecondOfficer);
        var lines = new List<DangerLine>();
        foreach (var file in files)
        {
            if (file.Row.WasFound) file.Apply(new RegisterDanger(today), clocks, viewer.Name, change.At);
            lines.Add(file.Apply(new OrderRectification(today, deadline, pair), clocks, viewer.Name, change.At, demand));
        }
        var paper = await papers.OrderAsync(change, files, deadline, pair, demand, ct);
        foreach (var (file, line) in files.Zip(lines))
        {
            Sign(line, pair, paper.Id, paper.Number);
            (file.Row.OrderNumber, file.Row.OrderPaperId) = (paper.Number, paper.Id);
            (file.Row.EscalatedOn, file.Row.RemindedOn) = (null, null);
        }
        access.Keep(files);
        change.Raise(new DangersOrdered(first.EmployerId, [.. files.Select(f => f.Row.Id)], paper.Number, deadline, today));
        await followUp.SteppedAsync(files, "danger.ordered", $"责令限期整改隐患 {files.Count} 处，{deadline:yyyy-MM-dd} 前完成", $"{paper.Number}：{demand}",
            $"您单位有 {files.Count} 处隐患被责令限期整改（{paper.Number}），请于 {deadline:yyyy-MM-dd} 前完成并申请复查。", change, ct);
        return paper.Number;
    }, ct);

    public Task ExtendAsync(Guid id, long? version, DateOnly? deadline, string? reason, string? key, CancellationToken ct) => OneAsync("dangers.extend", reason, key, id, version, async (file, change) =>
    {
        var (today, clocks) = Day(change);
        var until = deadline ?? throw new Refusal("请填写延期后的期限。", "Deadline");
        file.Apply(new ExtendDeadline(today, until, reason?.Trim() ?? ""), clocks, viewer.Name, change.At);
        file.Row.Extensions++;
        (file.Row.EscalatedOn, file.Row.RemindedOn) = (null, null);
        access.Keep([file]);
        await followUp.SteppedAsync([file], "danger.extended", $"整改期限延至 {until:yyyy-MM-dd}", reason, $"隐患整改期限已延至 {until:yyyy-MM-dd}：{reason}", change, ct);
    }, ct);

    /// <summary>The employer's request for more time is not granted; the deadline stays.</summary>
    public Task RefuseExtensionAsync(Guid id, long? version, string? reason, string? key, CancellationToken ct) => OneAsync("dangers.refuse-extension", reason, key, id, version, async (file, change) =>
    {
        var (today, clocks) = Day(change);
        var why = Texts.Needed(reason, DangerTables.Clause, "Reason", "不同意延期的理由");
        file.Apply(new RefuseExtension(today, why), clocks, viewer.Name, change.At);
        access.Keep([file]);
        await followUp.SteppedAsync([file], "danger.extension-refused", "不同意整改延期", why, $"您申请的整改延期未获同意：{why}，整改期限仍为 {file.Row.Deadline:yyyy-MM-dd}", change, ct);
    }, ct);

    /// <summary>复查 by two officers, with the opinion as a paper; closes what it may where that is wished.</summary>
    /// <returns>How many of them could be closed.</returns>
    public Task<int> RecheckAsync(RecheckDraft draft, IReadOnlyDictionary<Guid, long>? seen, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.recheck", Key: key), async change =>
    {
        var (today, clocks) = Day(change);
        var opinion = Texts.Needed(draft.Opinion, DangerTables.Text, "Opinion", "复查情况和意见");
        var files = await access.ForOfficersAsync([.. draft.Removed.Keys], seen, ct);
        var first = OneEmployer(files);
        var pair = await officers.PairAsync(first.AuthorityCode, first.EmployerId, draft.FirstOfficer, draft.SecondOfficer, ct);
        var lines = new List<DangerLine>();
        foreach (var file in files)
        {
            var retest = file.Row.Subject is null ? null : file.Retest;
            var line = file.Apply(new RecheckDanger(today, pair, draft.Removed[file.Row.Id], retest?.ToRetest(file.Row.Subject!)), clocks, viewer.Name, change.At, opinion);
            Sign(line, pair, null, null);
            (line.Removed, line.ResultId) = (draft.Removed[file.Row.Id], retest?.Id);
            lines.Add(line);
        }
        var paper = await papers.RecheckAsync(change, [.. files.Select(f => (f, draft.Removed[f.Row.Id]))], pair, opinion, ct);
        foreach (var line in lines) (line.PaperId, line.PaperNumber) = (paper.Id, paper.Number);
        var closable = files.Where(f => f.Row.IsClosable).ToList();
        // What was rechecked too late and not put right is overdue at once.
        foreach (var file in files.Except(closable)) file.Expire(today, clocks, viewer.Name, change.At);
        if (draft.CloseRest) foreach (var file in closable) Close(file, change);
        access.Keep(files);
        change.Raise(new DangersRechecked(first.EmployerId, [.. files.Select(f => f.Row.Id)], [.. closable.Select(f => f.Row.Id)], Guid.Parse(pair.First.Id), Guid.Parse(pair.Second.Id), paper.Number, today));
        var failed = files.Count - closable.Count;
        await followUp.SteppedAsync(files, "danger.rechecked", $"复查隐患 {files.Count} 处，符合要求 {closable.Count} 处", $"{paper.Number}：{opinion}",
            $"复查意见（{paper.Number}）：符合要求 {closable.Count} 处{(failed == 0 ? "" : $"，不符合 {failed} 处，请继续整改")}。", change, ct);
        return closable.Count;
    }, ct);

    /// <summary>销号: only with a recheck and, where measured, a retest that lets it.</summary>
    public Task CloseAsync(Guid id, long? version, string? key, CancellationToken ct) => OneAsync("dangers.close", null, key, id, version, async (file, change) =>
    {
        Close(file, change);
        access.Keep([file]);
        await followUp.SteppedAsync([file], "danger.closed", "隐患销号", file.Row.Finding, $"隐患已销号：{file.Row.PointName}{file.Row.FactorName}", change, ct);
    }, ct);

    void Close(DangerFile file, Change change)
    {
        var (today, clocks) = Day(change);
        file.Apply(new CloseDanger(today), clocks, viewer.Name, change.At);
        (file.Row.ListedOn, file.Row.EscalatedOn) = (null, null);
        change.Raise(new DangerClosed(file.Row.Id, file.Row.EmployerId, file.Row.PointId, file.Row.FactorCode, today));
    }

    public Task ReopenAsync(Guid id, long? version, string? reason, string? key, CancellationToken ct) => OneAsync("dangers.reopen", reason, key, id, version, async (file, change) =>
    {
        var (today, clocks) = Day(change);
        var (point, factor, source, employer) = (file.Row.PointId, file.Row.FactorCode, file.Row.SourceKey, file.Row.EmployerId);
        var again = point is null ? db.Set<HiddenDanger>().Where(d => d.EmployerId == employer && d.SourceKey == source && d.PointId == null) : db.Set<HiddenDanger>().Where(d => d.PointId == point && d.FactorCode == factor);
        if (await again.AnyAsync(d => d.IsOpen && d.Id != id, ct)) throw new Refusal("同一检测点、同一因素（或者同一来源）已有未销号的隐患，请在该隐患上继续办理。");
        file.Apply(new ReopenDanger(today, reason?.Trim() ?? ""), clocks, viewer.Name, change.At);
        (file.Row.OrderNumber, file.Row.OrderPaperId) = (null, null);
        access.Keep([file]);
        await followUp.SteppedAsync([file], "danger.reopened", "隐患重新打开", reason, $"隐患重新打开：{reason}", change, ct);
    }, ct);

    /// <summary>拟立案: the candidate for the module of cases.</summary>
    public Task ProposeCaseAsync(Guid id, long? version, CaseGround ground, string? evidence, string? key, CancellationToken ct) => OneAsync("dangers.propose-case", evidence, key, id, version, async (file, change) =>
    {
        var (today, clocks) = Day(change);
        var words = Texts.Needed(evidence, DangerTables.Text, "Evidence", "事实和证据");
        file.Apply(new ProposeCase(today, ground), clocks, viewer.Name, change.At, words);
        access.Keep([file]);
        change.Raise(new DangerCaseProposed(id, file.Row.EmployerId, file.Row.WorkplaceId, ground, ground.Article(), words, today));
        await followUp.SteppedAsync([file], "danger.case-proposed", "隐患提请立案", $"{ground.Article()}：{words}", null, change, ct);
    }, ct);

    Task OneAsync(string act, string? reason, string? key, Guid id, long? version, Func<DangerFile, Change, Task> work, CancellationToken ct) => write.CommitAsync(new(act, reason, key), async change =>
        await work((await access.ForOfficersAsync([id], version is { } seen ? new Dictionary<Guid, long> { [id] = seen } : null, ct))[0], change), ct);

    (DateOnly Today, DangerClocks Clocks) Day(Change change) => (ChinaTime.DateOf(change.At), book.Clocks(ChinaTime.DateOf(change.At)));

    static HiddenDanger OneEmployer(IReadOnlyList<DangerFile> files) => files.Select(f => (f.Row.EmployerId, f.Row.AuthorityCode)).Distinct().Count() == 1
        ? files[0].Row : throw new Refusal("一份文书只能针对同一用人单位、同一监管机关的隐患。");

    static void Sign(DangerLine line, OfficerPair pair, Guid? paper, string? number)
    {
        (line.FirstOfficerId, line.FirstOfficer) = (Guid.Parse(pair.First.Id), pair.First.Name);
        (line.SecondOfficerId, line.SecondOfficer) = (Guid.Parse(pair.Second.Id), pair.Second.Name);
        (line.PaperId, line.PaperNumber) = (paper, number);
    }
}
