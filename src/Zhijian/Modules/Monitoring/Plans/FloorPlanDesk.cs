using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Monitoring.Plans;

/// <param name="Name">The name of a plan that is there already makes this its next revision.</param>
/// <param name="KeepMarks">Points stand on the next revision where they stood on the last.</param>
public sealed record FloorPlanDraft(string? Name, DateOnly? ValidFrom, bool KeepMarks);

/// <summary>Where somebody put a point; empty texts take it off the plan.</summary>
public sealed record Placing(Guid PointId, string? X, string? Y);

/// <summary>A picture that was received and measured.</summary>
public sealed record FloorPicture(FileReceipt Receipt, string FileName, int Width, int Height);

/// <summary>Uploading plans, placing points on them, withdrawing what was wrong.</summary>
public sealed class FloorPlanDesk(ZhijianDb db, WritePath write, Viewer viewer, FloorPlanAccess access, ReportAccess reports, FileDesk files, FileStore store)
{
    /// <summary>Points on one form.</summary>
    public const int MostPlaced = 300;
    public const int MostMegabytes = 10;
    const int MostPlans = 20, MostRevisions = 50, LeastPixels = 200, MostPixels = 12_000;
    static readonly FilePurpose Purpose = new("floor-plan", new(MostMegabytes << 20, FileKind.Png, FileKind.Jpeg), MonitoringModule.View);

    /// <summary>Takes the picture in; <see cref="AddAsync"/> writes it down.</summary>
    /// <exception cref="Refusal">No picture, too large, too small to read, or larger than a browser draws.</exception>
    public async Task<FloorPicture> ReceiveAsync(Stream content, string name, CancellationToken ct)
    {
        var receipt = await files.ReceiveAsync(content, name, Purpose, ct);
        await using var picture = store.OpenRead(receipt.Hash);
        if (PictureSize.Read(picture, receipt.Kind) is not var (width, height)) throw new Refusal("图片已损坏，读不出宽和高。请重新导出后再上传。", "Upload");
        if (width < LeastPixels || height < LeastPixels) throw new Refusal($"图片太小（{width}×{height} 像素），看不清车间。宽和高都不少于 {LeastPixels} 像素。", "Upload");
        if (width > MostPixels || height > MostPixels) throw new Refusal($"图片过大（{width}×{height} 像素）。请缩小到宽和高都不超过 {MostPixels} 像素。", "Upload");
        return new(receipt, name, width, height);
    }

    public Task<Guid> AddAsync(Guid workplaceId, FloorPlanDraft draft, FloorPicture? picture, string? key, CancellationToken ct) => write.CommitAsync(new("monitoring.plan-add", Key: key), async change =>
    {
        var workplace = await access.WorkplaceAsync(workplaceId, ct);
        var name = Texts.Needed(draft.Name, FloorPlanTables.NameLength, nameof(draft.Name), "平面图名称");
        var from = draft.ValidFrom ?? throw new Refusal("请填写启用日期。", nameof(draft.ValidFrom));
        if (from > ChinaTime.DateOf(change.At)) throw new Refusal("启用日期晚于今天。请在车间改变以后再上传新图。", nameof(draft.ValidFrom));
        if (from.Year < 1950) throw new Refusal("启用日期过早，请核对年份。", nameof(draft.ValidFrom));
        if (picture is null) throw new Refusal("请选择平面图图片。", "Upload");
        using var _ = viewer.ActAsPlatform();
        var former = await FormerAsync(workplaceId, name, from, ct);
        var made = new FloorPlan
        {
            Id = Guid.CreateVersion7(change.At), EmployerId = workplace.EmployerId, WorkplaceId = workplaceId, DivisionCode = workplace.DivisionCode, Name = name, Revision = former.Next, ValidFrom = from,
            Hash = picture.Receipt.Hash, Kind = picture.Receipt.Kind, Size = picture.Receipt.Size, Width = picture.Width, Height = picture.Height, FileName = StoredFileNames.Clean(picture.FileName),
            UploadedAt = change.At, UploadedBy = viewer.Name,
        };
        db.Add(made);
        if (draft.KeepMarks && former.Last is { } last)
            foreach (var mark in await db.Set<FloorPlanMark>().AsNoTracking().Where(m => m.PlanId == last.Id).ToListAsync(ct)) db.Add(Mark(made, mark.PointId, mark.X, mark.Y));
        change.Raise(new EmployerHappening(workplace.EmployerId, ChinaTime.DateOf(change.At), "monitoring.plan", $"{(made.Revision == 1 ? "上传" : "更新")}平面图：{name}", $"{workplace.Name}，{from:yyyy-MM-dd} 起启用"));
        await db.SaveChangesAsync(ct);
        return made.Id;
    }, ct);

    async Task<(FloorPlan? Last, int Next)> FormerAsync(Guid workplaceId, string name, DateOnly from, CancellationToken ct)
    {
        var known = await db.Set<FloorPlan>().AsNoTracking().Where(p => p.WorkplaceId == workplaceId).ToListAsync(ct);
        var own = known.Where(p => p.Name == name).ToList();
        if (own.Count == 0 && known.Where(p => p.WithdrawnAt is null).Select(p => p.Name).Distinct().Count() >= MostPlans) throw new Refusal($"一个工作场所最多 {MostPlans} 张平面图。", nameof(FloorPlanDraft.Name));
        if (own.Count >= MostRevisions) throw new Refusal($"一张平面图最多 {MostRevisions} 个版本。", nameof(FloorPlanDraft.Name));
        var last = own.Where(p => p.WithdrawnAt is null).MaxBy(p => p.Revision);
        if (last?.ValidFrom > from) throw new Refusal($"新版本的启用日期不能早于上一版的 {last.ValidFrom:yyyy-MM-dd}。", nameof(FloorPlanDraft.ValidFrom));
        return (last, own.Count == 0 ? 1 : own.Max(p => p.Revision) + 1);
    }

    /// <summary>Puts points on the plan, moves them, takes them off. Points that are not named stay.</summary>
    public Task PlaceAsync(Guid planId, long version, IReadOnlyList<Placing> placings, CancellationToken ct) => write.CommitAsync(new("monitoring.plan-place"), async change =>
    {
        var plan = await LoadAsync(planId, version, ct);
        if (placings.Count > MostPlaced) throw new Refusal($"一次最多标注 {MostPlaced} 个检测点。");
        if (placings.DistinctBy(p => p.PointId).Count() != placings.Count) throw new Refusal("同一个检测点提交了两次，请重新打开本页再试。");
        Guid[] ids = [.. placings.Select(p => p.PointId)];
        var points = await reports.Points().Where(p => p.WorkplaceId == plan.WorkplaceId && EF.Parameter(ids).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        using var _ = viewer.ActAsPlatform();
        var marks = await db.Set<FloorPlanMark>().Where(m => m.PlanId == planId && EF.Parameter(ids).Contains(m.PointId)).ToDictionaryAsync(m => m.PointId, ct);
        for (var i = 0; i < placings.Count; i++)
        {
            // A point of another workplace, or one that this viewer does not see.
            if (!points.TryGetValue(placings[i].PointId, out var point)) throw new NotFoundException();
            Place(plan, point, placings[i], i, marks.GetValueOrDefault(point.Id));
        }
        (plan.PlacedAt, plan.PlacedBy) = (change.At, viewer.Name);
        await db.SaveChangesAsync(ct);
    }, ct);

    void Place(FloorPlan plan, SamplingPoint point, Placing placing, int at, FloorPlanMark? mark)
    {
        var (x, y) = (Share(placing.X, point, $"At[{at}].X", "横向"), Share(placing.Y, point, $"At[{at}].Y", "纵向"));
        if (x is null != y is null) throw new Refusal($"“{point.Place}”的横向和纵向位置须同时填写。", x is null ? $"At[{at}].X" : $"At[{at}].Y");
        if (x is null || y is null)
        {
            if (mark is not null) db.Remove(mark);
        }
        else if (mark is null) db.Add(Mark(plan, point.Id, x.Value, y.Value));
        else (mark.X, mark.Y) = (x.Value, y.Value);
    }

    static decimal? Share(string? text, SamplingPoint point, string field, string title)
    {
        if (Width.Clean(text ?? "").TrimEnd('%') is not { Length: > 0 } written) return null;
        if (!decimal.TryParse(written, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var share) || share is < 0 or > 100)
            throw new Refusal($"“{point.Place}”的{title}位置应是 0 至 100 之间的百分数。", field);
        return Math.Round(share, 2);
    }

    public Task WithdrawAsync(Guid planId, long version, string? reason, CancellationToken ct) => write.CommitAsync(new("monitoring.plan-withdraw", reason), async change =>
    {
        var why = Texts.Needed(reason, FloorPlanTables.ReasonLength, "Reason", "作废原因");
        var plan = await LoadAsync(planId, version, ct);
        using var _ = viewer.ActAsPlatform();
        (plan.WithdrawnAt, plan.WithdrawnReason) = (change.At, why);
        await db.SaveChangesAsync(ct);
    }, ct);

    async Task<FloorPlan> LoadAsync(Guid id, long version, CancellationToken ct)
    {
        await access.FindAsync(id, ct);
        using var _ = viewer.ActAsPlatform();
        var plan = await db.Set<FloorPlan>().SingleAsync(p => p.Id == id, ct);
        if (plan.WithdrawnAt is not null) throw new Refusal("平面图已作废，不能再修改。");
        return plan.Version == version ? plan : throw new DbUpdateConcurrencyException();
    }

    static FloorPlanMark Mark(FloorPlan plan, Guid point, decimal x, decimal y) => new() { PlanId = plan.Id, PointId = point, EmployerId = plan.EmployerId, DivisionCode = plan.DivisionCode, X = x, Y = y };
}
