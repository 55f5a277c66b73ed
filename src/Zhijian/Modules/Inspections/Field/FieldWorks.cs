using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Field;

/// <summary>What the commands of a phone mean. Each runs in the transaction that takes the command.</summary>
public sealed class FieldWorks(ZhijianDb db, Viewer viewer, VisitDesk visits, InspectionAccess access, FileDesk files)
{
    const int MostItems = 200;

    public static FieldKind KindOf(FieldWork work) => work switch
    {
        ArriveWork => FieldKind.Arrive, AnswerWork => FieldKind.Answer, PhotoWork => FieldKind.Photo, RecordWork => FieldKind.Record, _ => FieldKind.Withdraw,
    };

    /// <summary>Files lie on the disk before the row that names them.</summary>
    public async Task<IReadOnlyList<DrawnSignature>> ReceiveAsync(FieldWork work, CancellationToken ct)
    {
        List<DrawnSignature> drawn = [];
        if (work is not RecordWork { Signatures: { } signatures }) return drawn;
        if (signatures.Any(s => s is null || !Enum.IsDefined(s.Role)) || signatures.DistinctBy(s => s.Role).Count() != signatures.Count) throw new Refusal("签名不完整。");
        foreach (var signature in signatures)
        {
            var name = Texts.Needed(signature.Name, InspectionTables.Person, "Signatures", "签名人");
            if (signature.Png is not { Length: > 0 } png) throw new Refusal($"{name}没有签名。");
            using var content = new MemoryStream(png, writable: false);
            drawn.Add(new(signature.Role, name, await files.ReceiveAsync(content, "signature.png", VisitDesk.Signatures, ct), png));
        }
        return drawn;
    }

    public async Task<(FieldOutcome Outcome, string? Message)> DoAsync(Change change, InspectionTask task, FieldWork work, DateTime moment, IReadOnlyList<DrawnSignature> drawn, CancellationToken ct)
    {
        if (work is not (ArriveWork or WithdrawWork) && viewer.UserId != task.FirstOfficerId && viewer.UserId != task.SecondOfficerId) throw new Refusal("您不是这次检查的执法人员，不能填写。");
        return work switch
        {
            ArriveWork arrive => await ArriveAsync(change, task, arrive, moment, ct),
            AnswerWork answer => await AnswerAsync(task, answer, ct),
            PhotoWork photo => await AnnounceAsync(change, task, photo, moment, ct),
            RecordWork record => await RecordAsync(task, record, moment, drawn, ct),
            _ => (FieldOutcome.Applied, null),
        };
    }

    async Task<(FieldOutcome, string?)> ArriveAsync(Change change, InspectionTask task, ArriveWork arrive, DateTime moment, CancellationToken ct)
    {
        if (viewer.UserId != arrive.First && viewer.UserId != arrive.Second) throw new Refusal("到达记录由到场的执法人员本人制作。");
        var (on, pair) = (ChinaTime.DateOf(moment), new HashSet<Guid?> { arrive.First, arrive.Second });
        if (task.VisitedOn is { } visited)
            return visited == on && pair.SetEquals([task.FirstOfficerId, task.SecondOfficerId]) ? (FieldOutcome.Matched, "另一名执法人员已记录到达，两份合为一份。")
                : throw new FieldConflict("到达现场已有不同的记录。", $"{visited:yyyy-MM-dd}，{task.FirstOfficer}（{task.FirstCertificate}）、{task.SecondOfficer}（{task.SecondCertificate}）");
        if (arrive.Base != task.Version) throw new FieldConflict("任务在您离线期间有变动，请核对。", $"{task.State.Text()}，执法人员：{task.FirstOfficer ?? "未指派"}、{task.SecondOfficer ?? "未指派"}");
        await visits.ArriveAsync(task.Id, null, arrive.First, arrive.Second, arrive.Shown, moment, null, ct);
        if (GeoPlace.Of(arrive.Place) is { } place) access.Remark(task, on, "现场定位", place.ToString(), change.At);
        return (FieldOutcome.Applied, null);
    }

    async Task<(FieldOutcome, string?)> AnswerAsync(InspectionTask task, AnswerWork work, CancellationToken ct)
    {
        if (work.Items is not { Count: > 0 and <= MostItems } items || items.Any(i => i?.Number is null) || items.DistinctBy(i => i.Number).Count() != items.Count) throw new Refusal("检查表的答案不完整。");
        var numbers = items.Select(i => i.Number).ToList();
        var held = await db.Set<ChecklistAnswer>().AsNoTracking().Where(a => a.TaskId == task.Id && numbers.Contains(a.ItemNumber)).ToDictionaryAsync(a => a.ItemNumber, ct);
        var news = items.Where(i => !i.SaysTheSame(held.GetValueOrDefault(i.Number))).ToList();
        if (news.Count == 0) return (FieldOutcome.Matched, "与已保存的答案相同。");
        if (task.RecordNumber is { } made) throw new FieldConflict($"现场检查记录 {made} 已经制作，您的不同答案没有写入。", $"记录 {made}", Others(news, held));
        var overtaken = news.Where(i => held.GetValueOrDefault(i.Number)?.Version != i.Base).ToList();
        if (overtaken.Count > 0) throw new FieldConflict($"第 {string.Join("、", overtaken.Select(i => i.Number))} 项在您离线期间有了不同的答案。", null, Others(overtaken, held));
        await visits.AnswerAsync(task.Id, news.ToDictionary(i => i.Number, i => new AnswerDraft(i.Verdict, i.Met, i.Faults, i.Given, i.Note, GeoPlace.Of(i.Place))), null, ct);
        return (FieldOutcome.Applied, null);
    }

    static List<HeldAnswer> Others(IEnumerable<FieldAnswer> mine, Dictionary<string, ChecklistAnswer> held) => [.. mine.Select(i => held.GetValueOrDefault(i.Number)).OfType<ChecklistAnswer>().Select(HeldAnswer.Of)];

    async Task<(FieldOutcome, string?)> AnnounceAsync(Change change, InspectionTask task, PhotoWork work, DateTime moment, CancellationToken ct)
    {
        if (work.Hash is not { Length: 64 } hash || !hash.All(char.IsAsciiHexDigitLower)) throw new Refusal("照片没有指纹（SHA-256）。");
        if (work.Size is <= 0 || work.Size > VisitDesk.Photos.Policy.MaxBytes) throw new Refusal("照片为空或者过大。");
        if (await db.Set<FieldPhoto>().AnyAsync(p => p.TaskId == task.Id && p.Hash == hash, ct)) return (FieldOutcome.Matched, "这张照片已经登记。");
        if (work.Photo == Guid.Empty || await db.Set<FieldPhoto>().AnyAsync(p => p.Id == work.Photo, ct)) throw new Refusal("照片编号已经用过。");
        if (task.State != InspectionState.OnSite && !await WasTakenBeforeRecordAsync(task, moment, ct)) throw new Refusal(task.RecordNumber is null ? "到达现场、出示证件后才能拍照。" : "现场检查记录制作之后拍的照片，不能再归入这次检查。");
        await visits.RoomForAsync(task.Id, 1, ct);
        var place = GeoPlace.Of(work.Place);
        var photo = new FieldPhoto
        {
            Id = work.Photo, TaskId = task.Id, ItemNumber = visits.ItemOf(task, work.Item), Name = StoredFileNames.Clean(work.Name ?? ""), Note = Texts.Allowed(work.Note, 200, "Note", "说明"), Hash = hash, Size = work.Size, TakenAt = moment,
            Latitude = place?.Latitude, Longitude = place?.Longitude, Accuracy = place?.Accuracy, AuthorId = viewer.UserId!.Value, Author = viewer.Name,
        };
        db.Add(photo);
        access.Remark(task, ChinaTime.DateOf(moment), "拍摄照片", $"{(photo.ItemNumber is { } item ? $"第 {item} 项，" : "")}{photo.Note ?? photo.Name}，指纹 {hash[..16]}…", change.At);
        return (FieldOutcome.Applied, null);
    }

    /// <summary>The other officer made the record while this phone had no network.</summary>
    async Task<bool> WasTakenBeforeRecordAsync(InspectionTask task, DateTime moment, CancellationToken ct)
    {
        if (task.RecordNumber is null || task.VisitedOn != ChinaTime.DateOf(moment)) return false;
        var made = await db.Set<FieldCommand>().Where(c => c.TaskId == task.Id && c.Kind == FieldKind.Record).Select(c => (DateTime?)c.At).SingleOrDefaultAsync(ct)
            ?? await db.Set<InspectionLine>().Where(l => l.TaskId == task.Id && l.Act == InspectionActKind.Record).Select(l => l.At).SingleAsync(ct);
        return moment <= made;
    }

    async Task<(FieldOutcome, string?)> RecordAsync(InspectionTask task, RecordWork work, DateTime moment, IReadOnlyList<DrawnSignature> drawn, CancellationToken ct)
    {
        if (task.RecordNumber is { } made) throw new FieldConflict("另一名执法人员已经制作现场检查记录，您的记录没有写入。", $"记录 {made}，发现问题 {task.Findings} 个");
        var seen = (work.Answers ?? []).Where(a => a?.Number is not null).GroupBy(a => a.Number).ToDictionary(g => g.Key, g => g.Last());
        var held = await db.Set<ChecklistAnswer>().AsNoTracking().Where(a => a.TaskId == task.Id).ToDictionaryAsync(a => a.ItemNumber, ct);
        var unseen = held.Values.Where(a => seen.GetValueOrDefault(a.ItemNumber) is not { } mine || !mine.SaysTheSame(a)).ToList();
        if (unseen.Count > 0) throw new FieldConflict($"第 {string.Join("、", unseen.Select(a => a.ItemNumber))} 项的答案与您签字时所见不同，记录须重新核对、签字。", null, unseen.ConvertAll(HeldAnswer.Of));
        foreach (var (role, officer) in new[] { (SignatureRole.FirstOfficer, task.FirstOfficer), (SignatureRole.SecondOfficer, task.SecondOfficer) })
            if (drawn.FirstOrDefault(s => s.Role == role)?.Name != officer) throw new Refusal($"执法人员{officer}没有签名（{Inspection.TwoOfficers}）。");
        var isSigned = drawn.Any(s => s.Role == SignatureRole.Head);
        var number = await visits.RecordAsync(task.Id, null, new(work.Address, work.Head, work.HeadPost, work.HeadPhone, work.Place, work.From, work.To, work.Summary, isSigned, work.RefusalNote, work.Findings ?? []), drawn, moment, null, ct);
        return (FieldOutcome.Applied, $"已出具现场检查记录 {number}。");
    }
}
