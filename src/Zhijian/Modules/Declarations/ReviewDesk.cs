using Microsoft.EntityFrameworkCore;
using System.Text.Encodings.Web;
using System.Text.Json;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>What came of an approval of many at once.</summary>
public sealed record BulkOutcome(int Approved, IReadOnlyList<string> Left);

/// <summary>What the authority that has the matter does with a declaration. Every act asks <see cref="DeclarationMachine"/> first.</summary>
public sealed class ReviewDesk(
    ZhijianDb db, WritePath write, Viewer viewer, DeclarationAccess access, DeclarationReview review, DeclarationDues dues, DeclarationFollowUp followUp,
    DeclarationReceipt receipt, DeclarationBook book)
{
    const int MostReasons = 50, ReasonLength = 300;
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task ReturnAsync(Guid id, long? version, IReadOnlyList<ReturnReason> reasons, string? key, CancellationToken ct)
    {
        var given = reasons.Where(r => !string.IsNullOrWhiteSpace(r.Text)).Select(r => r with { Text = r.Text.Trim() }).ToList();
        if (given.Count == 0) throw new Refusal("请至少写明一条退回理由。", "Reason");
        if (given.Count > MostReasons || given.Any(r => r.Text.Length > ReasonLength || r.Field.Length > 80)) throw new Refusal($"退回理由最多 {MostReasons} 条，每条不超过 {ReasonLength} 个字。", "Reason");
        return write.CommitAsync(new("declarations.return", given[0].Text, key), async change =>
        {
            var (declaration, to) = await access.ForAsync(id, DeclarationAct.Return, version, ct);
            declaration.MoveTo(to);
            declaration.ReturnReasons = JsonSerializer.Serialize(given, Json);
            (declaration.ReturnedAt, declaration.ApprovedAt, declaration.ApprovedBy) = (change.At, null, null);
            declaration.TimesReturned++;
            declaration.DeadlineOn = await dues.LastDayAsync(DeclarationTrigger.Returned, ChinaTime.DateOf(change.At), ct);
            await followUp.ReturnedAsync(declaration, given, change, ct);
        }, ct);
    }

    public static IReadOnlyList<ReturnReason> ReasonsOf(HazardDeclaration declaration) =>
        declaration.ReturnReasons is { } json ? JsonSerializer.Deserialize<List<ReturnReason>>(json, Json)! : [];

    public Task ApproveAsync(Guid id, long? version, string? key, CancellationToken ct) =>
        write.CommitAsync(new("declarations.approve", Key: key), async change =>
        {
            var (declaration, to) = await access.ForAsync(id, DeclarationAct.Approve, version, ct);
            declaration.MoveTo(to);
            (declaration.ApprovedAt, declaration.ApprovedBy, declaration.DeadlineOn, declaration.ReturnReasons) = (change.At, viewer.Name, null, null);
            await followUp.ApprovedAsync(declaration, change, ct);
        }, ct);

    /// <summary>Each on its own; only what has no odd value, looked at anew, because facts may have come meanwhile.</summary>
    public async Task<BulkOutcome> ApproveManyAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var (approved, left) = (0, new List<string>());
        foreach (var id in ids.Distinct())
        {
            var name = "（未找到）";
            try
            {
                var declaration = await access.ReadAsync(id, ct);
                name = declaration.EmployerName;
                if (await FlaggedAsync(declaration, ct) is { } why) left.Add($"{name}：{why}");
                else
                {
                    await ApproveAsync(id, declaration.Version, null, ct);
                    approved++;
                }
            }
            catch (Exception e) when (e is Refusal or NotFoundException or DbUpdateConcurrencyException)
            {
                left.Add($"{name}：{Faults.Of(e).Message}");
            }
            db.ChangeTracker.Clear();
        }
        return new(approved, left);
    }

    async Task<string?> FlaggedAsync(HazardDeclaration declaration, CancellationToken ct)
    {
        if (access.Judge(declaration, DeclarationAct.Approve).Refusal is { } refusal) return refusal;
        var flags = await review.FlagsAsync(declaration, await access.FormAsync(declaration, ct), ct);
        if (flags.Count > 0 && flags.Count != declaration.FlagCount) await CountFlagsAsync(declaration.Id, flags.Count, ct);
        return flags is [var first, ..] ? $"有异常提示，请逐份审核（{first.Message}）" : null;
    }

    /// <summary>The list says what the newest look found, also where facts came after the filing.</summary>
    Task CountFlagsAsync(Guid id, int count, CancellationToken ct) =>
        write.CommitAsync(new("declarations.flags"), async _ =>
        {
            if (await db.Set<HazardDeclaration>().SingleOrDefaultAsync(d => d.Id == id, ct) is { } row) row.FlagCount = count;
        }, ct);

    /// <summary>The sealed and signed paper came in; the term for the receipt begins (order 48 Art 6–7).</summary>
    public Task ReceivePaperAsync(Guid id, long? version, DateOnly on, string? key, CancellationToken ct) =>
        write.CommitAsync(new("declarations.paper", Key: key), async change =>
        {
            var (declaration, to) = await access.ForAsync(id, DeclarationAct.ReceivePaper, version, ct);
            var today = ChinaTime.DateOf(change.At);
            if (on > today) throw new Refusal("收到日期不能晚于今天。", "PaperReceivedOn");
            if (on < declaration.FiledOn) throw new Refusal($"收到日期不能早于网上申报日期 {declaration.FiledOn:yyyy-MM-dd}。", "PaperReceivedOn");
            declaration.MoveTo(to);
            declaration.PaperReceivedOn = on;
            declaration.DeadlineOn = await dues.LastDayAsync(DeclarationTrigger.PaperReceived, on, ct);
            await followUp.PaperReceivedAsync(declaration, change, ct);
        }, ct);

    /// <summary>Issues the receipt: the version counts from now on, and the one before becomes history.</summary>
    /// <returns>Number of the receipt.</returns>
    public Task<string> IssueReceiptAsync(Guid id, long? version, string? key, CancellationToken ct) =>
        write.CommitAsync(new("declarations.receipt", Key: key), async change =>
        {
            var (declaration, to) = await access.ForAsync(id, DeclarationAct.IssueReceipt, version, ct);
            var today = ChinaTime.DateOf(change.At);
            await SupersedeAsync(declaration, today, ct);
            var paper = await receipt.IssueAsync(change, declaration, ct);
            declaration.MoveTo(to);
            (declaration.ReceiptOn, declaration.ReceiptNumber, declaration.ReceiptPaperId, declaration.DeadlineOn) = (today, paper.Number, paper.Id, null);
            if (declaration.Kind is DeclarationKind.Initial or DeclarationKind.Yearly) declaration.CycleFrom = today;
            await db.SaveChangesAsync(ct);
            await followUp.TookEffectAsync(declaration, change, ct);
            return paper.Number;
        }, ct);

    public Task ConfirmCancellationAsync(Guid id, long? version, string? key, CancellationToken ct) =>
        write.CommitAsync(new("declarations.cancel", Key: key), async change =>
        {
            var (declaration, to) = await access.ForAsync(id, DeclarationAct.ConfirmCancellation, version, ct);
            var today = ChinaTime.DateOf(change.At);
            await SupersedeAsync(declaration, today, ct);
            declaration.MoveTo(to);
            (declaration.ApprovedAt, declaration.ApprovedBy, declaration.EndedOn, declaration.DeadlineOn) = (change.At, viewer.Name, today, null);
            await db.SaveChangesAsync(ct);
            await followUp.CancelledAsync(declaration, change, ct);
        }, ct);

    /// <summary>抽查核实 (order 48 Art 11–12).</summary>
    public Task StartVerificationAsync(Guid id, long? version, string? reason, string? key, CancellationToken ct) =>
        write.CommitAsync(new("declarations.verify", reason, key), async change =>
        {
            var (declaration, to) = await access.ForAsync(id, DeclarationAct.StartVerification, version, ct);
            declaration.VerificationReason = Texts.Needed(reason, 500, "VerificationReason", "抽查原因");
            (declaration.VerificationResult, declaration.VerifiedOn) = (null, null);
            declaration.MoveTo(to);
            await followUp.VerificationStartedAsync(declaration, change, ct);
        }, ct);

    public Task ConfirmTrueAsync(Guid id, long? version, string? result, string? key, CancellationToken ct) =>
        write.CommitAsync(new("declarations.verified", Key: key), async change =>
        {
            var (declaration, to) = await access.ForAsync(id, DeclarationAct.ConfirmTrue, version, ct);
            declaration.VerificationResult = Texts.Needed(result, 2000, "VerificationResult", "核实情况");
            declaration.VerifiedOn = ChinaTime.DateOf(change.At);
            declaration.MoveTo(to);
            await followUp.ConfirmedAsync(declaration, change, ct);
        }, ct);

    /// <summary>What the officer found differs from what was declared; his words are the evidence.</summary>
    /// <param name="breachCode">DECL-01 …</param>
    public Task FindFalseAsync(Guid id, long? version, string? breachCode, string? evidence, string? key, CancellationToken ct) =>
        write.CommitAsync(new("declarations.false", evidence, key), async change =>
        {
            var (declaration, to) = await access.ForAsync(id, DeclarationAct.FindFalse, version, ct);
            var words = Texts.Needed(evidence, 2000, "VerificationResult", "核实的事实和证据");
            if (book.Breaches.All(b => b.Code != breachCode)) throw new Refusal("请选择违反的条款。", "BreachCode");
            declaration.VerificationResult = words;
            declaration.VerifiedOn = ChinaTime.DateOf(change.At);
            declaration.MoveTo(to);
            await followUp.FoundFalseAsync(declaration, breachCode!, words, change, ct);
        }, ct);

    /// <summary>Written first, so that never two count at once.</summary>
    async Task SupersedeAsync(HazardDeclaration next, DateOnly today, CancellationToken ct)
    {
        if (await access.InForceAsync(next.WorkplaceId, ct) is not { } old) return;
        var verdict = DeclarationMachine.Judge(DeclarationAct.Supersede, old.State, old.Kind, DeclarationActor.Platform);
        old.MoveTo(verdict.To ?? throw new Refusal(verdict.Refusal!));
        old.EndedOn = today;
        await db.SaveChangesAsync(ct);
    }
}
