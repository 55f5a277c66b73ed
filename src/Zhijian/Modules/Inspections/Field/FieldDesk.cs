using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Field;

/// <summary>The other officer was first, and said something else.</summary>
sealed class FieldConflict(string message, string? theirs, IReadOnlyList<HeldAnswer>? answers = null) : Exception(message)
{
    public string? Theirs { get; } = theirs;
    public IReadOnlyList<HeldAnswer>? Answers { get; } = answers;
}

/// <summary>The time of the phone is not believed.</summary>
sealed class FieldDoubt(string message) : Refusal(message + "。");

/// <summary>
/// Takes what phones did without network: in order for each phone and inspection, each command once, only from its author,
/// at a moment that is possible. What it means is done by the desk of visits.
/// </summary>
public sealed class FieldDesk(ZhijianDb db, WritePath write, Viewer viewer, FieldPasses passes, FieldWorks works, InspectionAccess access, TimeProvider clock)
{
    public const int MostAtOnce = 50;
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<IReadOnlyList<FieldResult>> TakeAsync(FieldBatch batch, CancellationToken ct)
    {
        if (batch.Commands is not { Count: > 0 and <= MostAtOnce } commands) throw new Refusal($"一次发送 1 至 {MostAtOnce} 条记录。");
        var sentOffset = clock.GetUtcNow().UtcDateTime - Utc(batch.SentAt);
        List<FieldResult> results = [];
        HashSet<Guid> stopped = [];
        foreach (var command in commands)
        {
            if (command is null) throw new Refusal("记录不完整。");
            var result = stopped.Contains(command.Task) ? new FieldResult(command.Id, FieldOutcome.Waiting, "等待前面的记录。") : await TakeAsync(command, sentOffset, ct);
            if (result.Outcome is not (FieldOutcome.Applied or FieldOutcome.Matched)) stopped.Add(command.Task);
            results.Add(result);
        }
        return results;
    }

    async Task<FieldResult> TakeAsync(FieldMessage command, TimeSpan sentOffset, CancellationToken ct)
    {
        try
        {
            if (command.Work is not { } work || command.Id == Guid.Empty) throw new Refusal("记录不完整。");
            var pass = passes.Open(command.Pass) ?? throw new Refusal("这条记录没有有效的登录凭据，不能收。");
            if (pass.UserId != viewer.UserId || command.Author != pass.UserId) throw new Refusal("这条记录由另一名人员制作，须由本人登录后发送，不能代发。");
            var files = await works.ReceiveAsync(work, ct);
            return await write.CommitAsync(new($"field.{FieldWorks.KindOf(work).ToString().ToLowerInvariant()}", Texts.Allowed(command.Reason, InspectionTables.Note, "Reason", "理由"), command.Id.ToString("N")),
                change => ApplyAsync(change, command, work, pass, sentOffset, files, ct), ct);
        }
        catch (FieldConflict conflict)
        {
            return new(command.Id, FieldOutcome.Conflict, conflict.Message, Answers: conflict.Answers, Theirs: conflict.Theirs);
        }
        catch (Exception refused) when (refused is Refusal or NotFoundException)
        {
            return new(command.Id, FieldOutcome.Refused, refused.Message, Doubt: refused is FieldDoubt);
        }
    }

    async Task<FieldResult> ApplyAsync(Change change, FieldMessage command, FieldWork work, FieldPass pass, TimeSpan sentOffset, IReadOnlyList<DrawnSignature> drawn, CancellationToken ct)
    {
        var task = await access.ForAsync(command.Task, null, ct);
        var earlier = db.Set<FieldCommand>().AsNoTracking().Where(c => c.TaskId == task.Id && c.DeviceId == pass.DeviceId);
        var expected = (await earlier.MaxAsync(c => (int?)c.Order, ct) ?? 0) + 1;
        // Also long after the platform forgot the request itself.
        if (await db.Set<FieldCommand>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == command.Id, ct) is { } taken)
            return taken.TaskId == task.Id && taken.AuthorId == viewer.UserId ? await ResultAsync(taken, task, work, null, ct) : throw new Refusal("这个记录编号已经用过。");
        if (command.Order != expected) throw new Refusal($"记录的顺序不对：应为第 {expected} 条，收到第 {command.Order} 条。");
        // What is withdrawn later stands in its old place of the order.
        var before = await earlier.Where(c => c.Kind != FieldKind.Withdraw).MaxAsync(c => (DateTime?)c.At, ct);
        var (moment, reason) = When(command, work, pass, sentOffset, before, change.At);
        if (reason is not null && work is not WithdrawWork) access.Remark(task, Platform.ChinaTime.DateOf(moment), "现场记录的时间经更正", reason, change.At);
        var (outcome, message) = await works.DoAsync(change, task, work, moment, drawn, ct);
        var taking = new FieldCommand
        {
            Id = command.Id, TaskId = task.Id, DeviceId = pass.DeviceId, Order = command.Order, Kind = FieldWorks.KindOf(work), AuthorId = viewer.UserId!.Value, Author = viewer.Name, Made = Utc(command.Made), ContactAt = pass.At,
            Offset = Seconds(pass.Offset), SentOffset = Seconds(sentOffset), At = moment, ReceivedAt = change.At, Reason = reason is null ? null : Texts.Cut(reason, InspectionTables.Text), Outcome = outcome,
            Digest = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(work, Json))),
        };
        db.Add(taking);
        await db.SaveChangesAsync(ct);
        return await ResultAsync(taking, task, work, message, ct);
    }

    /// <summary>The phone goes on from the versions that are stored.</summary>
    async Task<FieldResult> ResultAsync(FieldCommand taken, InspectionTask task, FieldWork work, string? message, CancellationToken ct)
    {
        var numbers = work is AnswerWork answers ? answers.Items!.Select(i => i.Number).ToList() : [];
        var held = numbers.Count == 0 ? null : await db.Set<ChecklistAnswer>().AsNoTracking().Where(a => a.TaskId == task.Id && numbers.Contains(a.ItemNumber)).ToListAsync(ct);
        return new(taken.Id, taken.Outcome, message, task.Version, held?.ConvertAll(HeldAnswer.Of));
    }

    static (DateTime Moment, string? Reason) When(FieldMessage command, FieldWork work, FieldPass pass, TimeSpan sentOffset, DateTime? before, DateTime receivedAt)
    {
        var judged = FieldTime.Judge(new(Utc(command.Made), pass.At, pass.Offset, sentOffset, before, receivedAt));
        var told = command.Reason?.Trim() is { Length: > 0 } words ? words : null;
        if (work is WithdrawWork) return (judged.At, told ?? throw new Refusal("撤回须写明理由。", "Reason"));
        if (judged.Doubt is null) return (judged.At, null);
        return (judged.At, told is null ? throw new FieldDoubt(judged.Doubt) : $"{judged.Doubt}。说明：{told}");
    }

    /// <summary>A phone may be off by half a century, when its battery was empty; what lies beyond no phone shows.</summary>
    internal static DateTime Utc(DateTime told) => told switch
    {
        { Kind: DateTimeKind.Unspecified } => throw new Refusal("时间须带时区。"),
        { Year: < 1970 or > 2200 } => throw new Refusal("手机时间不合理，请先校准手机时间。"),
        _ => told.ToUniversalTime(),
    };

    static int Seconds(TimeSpan span) => (int)Math.Clamp(span.TotalSeconds, int.MinValue, int.MaxValue);
}
