using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Rules.Jurisdiction;

namespace Zhijian.Modules.Registry.Supervision;

public sealed record JurisdictionDraft(string Matter, OwnershipLevel? Ownership, SupervisionLevel Level, DateOnly ValidFrom, DateOnly? ValidTo, string Basis, string Source, string Confidence);

/// <summary>The dated table of who supervises what, as the city keeps it.</summary>
public sealed class JurisdictionDesk(ZhijianDb db, WritePath write, Jurisdiction jurisdiction)
{
    public static readonly IReadOnlyList<(string Key, string Name)> Known = [(Matters.Supervision, "日常监督"), (Matters.Declaration, "职业病危害项目申报")];
    public static readonly IReadOnlyList<(string Key, string Name)> Confidences = [("checked", "已核对原文"), ("double", "双源"), ("single", "单源"), ("medium", "待核实（回忆）"), ("low", "待核实（回忆，把握低）")];

    public Task<Guid> AddAsync(JurisdictionDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("jurisdiction.add", Key: key), async change =>
    {
        var clean = await CheckAsync(draft, null, ct);
        // A new rule ends the one before it.
        foreach (var open in await Same(clean).Where(r => r.ValidTo == null && r.ValidFrom < clean.ValidFrom).ToListAsync(ct)) open.ValidTo = clean.ValidFrom.AddDays(-1);
        var made = new JurisdictionRow { Matter = clean.Matter, Basis = clean.Basis, Source = clean.Source, Confidence = clean.Confidence };
        Apply(clean, made);
        db.Add(made);
        change.AfterCommit(jurisdiction.Forget);
        return made.Id;
    }, ct);

    public Task EditAsync(Guid id, long version, JurisdictionDraft draft, CancellationToken ct) => write.CommitAsync(new("jurisdiction.edit"), async change =>
    {
        var row = await db.Set<JurisdictionRow>().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();
        if (row.Version != version) throw new DbUpdateConcurrencyException();
        Apply(await CheckAsync(draft, id, ct), row);
        change.AfterCommit(jurisdiction.Forget);
    }, ct);

    IQueryable<JurisdictionRow> Same(JurisdictionDraft d) => db.Set<JurisdictionRow>().Where(r => r.Matter == d.Matter && r.Ownership == d.Ownership);

    async Task<JurisdictionDraft> CheckAsync(JurisdictionDraft draft, Guid? own, CancellationToken ct)
    {
        if (Known.All(m => m.Key != draft.Matter)) throw new Refusal("请选择事项。", nameof(draft.Matter));
        if (Confidences.All(c => c.Key != draft.Confidence)) throw new Refusal("请选择可信程度。", nameof(draft.Confidence));
        if (!Enum.IsDefined(draft.Level)) throw new Refusal("请选择监管层级。", nameof(draft.Level));
        if (draft.ValidTo < draft.ValidFrom) throw new Refusal("终止日期不能早于起始日期。", nameof(draft.ValidTo));
        var clean = draft with
        {
            Basis = FactCheck.Text(draft.Basis, 200, nameof(draft.Basis), "依据") ?? throw new Refusal("请填写依据。", nameof(draft.Basis)),
            Source = FactCheck.Text(draft.Source, 200, nameof(draft.Source), "来源") ?? throw new Refusal("请填写来源。", nameof(draft.Source)),
        };
        var others = await Same(clean).Where(r => own == null || r.Id != own).AsNoTracking().ToListAsync(ct);
        var to = clean.ValidTo ?? DateOnly.MaxValue;
        // An open rule that begins earlier is ended by the new one; any other overlap is a mistake.
        if (others.FirstOrDefault(o => o.ValidFrom <= to && clean.ValidFrom <= (o.ValidTo ?? DateOnly.MaxValue) && !(own is null && o.ValidTo is null && o.ValidFrom < clean.ValidFrom)) is { } other)
            throw new Refusal($"与 {other.ValidFrom:yyyy-MM-dd} 起的同类规则重叠。", nameof(draft.ValidFrom));
        return clean;
    }

    static void Apply(JurisdictionDraft d, JurisdictionRow r)
    {
        (r.Matter, r.Ownership, r.Level, r.ValidFrom, r.ValidTo) = (d.Matter, d.Ownership, d.Level, d.ValidFrom, d.ValidTo);
        (r.Basis, r.Source, r.Confidence) = (d.Basis, d.Source, d.Confidence);
    }
}
