using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Oversight.Pivots;

/// <summary>A saved question; shared with the own authority and those below it, who then ask it of what they see themselves.</summary>
public sealed class PivotView : Entity, IPlaced
{
    public Guid OwnerId { get; init; }
    public required string OwnerName { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string Name { get; init; }
    /// <summary>As <see cref="PivotQuestion.Query"/> writes it.</summary>
    public required string Query { get; set; }
    public bool Shared { get; set; }
}

sealed class PivotTables : IEntityTypeConfiguration<PivotView>
{
    public const int Name = 60;

    public void Configure(EntityTypeBuilder<PivotView> table)
    {
        table.ToTable("pivot_views");
        table.Property(v => v.OwnerName).HasMaxLength(100);
        table.Property(v => v.DivisionCode).HasMaxLength(12);
        table.Property(v => v.ScopePath).HasMaxLength(80);
        table.Property(v => v.Name).HasMaxLength(Name);
        table.Property(v => v.Query).HasMaxLength(300);
        table.HasIndex(v => new { v.OwnerId, v.Name }).IsUnique();
        table.HasIndex(v => new { v.DivisionCode, v.Shared });
    }
}

/// <summary>Keeps questions; everybody his own, and reads what those above share.</summary>
public sealed class PivotViewDesk(ZhijianDb db, WritePath write, Viewer viewer, DivisionDirectory divisions)
{
    const int Most = 50;

    /// <summary>The own first, then what is shared with the viewer.</summary>
    public async Task<IReadOnlyList<PivotView>> MineAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var me = viewer.UserId;
        // Of the own authority and every one above it.
        string[] above = viewer.OrganisationId is null && viewer.DivisionCode is { } own && divisions.Find(own) is { } place ? place.Path.Split('/', StringSplitOptions.RemoveEmptyEntries) : [];
        return await db.Set<PivotView>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter])
            .Where(v => v.OwnerId == me || (v.Shared && EF.Parameter(above).Contains(v.DivisionCode))).OrderByDescending(v => v.OwnerId == me).ThenBy(v => v.Name).Take(200).ToListAsync(ct);
    }

    public Task SaveAsync(PivotQuestion question, string? name, bool shared, string? key, CancellationToken ct) => write.CommitAsync(new("oversight.pivot-save", Key: key), async change =>
    {
        var title = Texts.Needed(name, PivotTables.Name, "name", "视图名称");
        if (question.Fault is { } fault) throw new Refusal(fault);
        if (viewer is not { UserId: { } me, DivisionCode: { } division, OrganisationId: null }) throw new Refusal("只有监管机关的人员可以保存视图。");
        // Shared with others it must not ask for a place that they may not see: they ask it of their own.
        var query = (shared ? question with { Area = null } : question).Query;
        if (await Own().SingleOrDefaultAsync(v => v.Name == title, ct) is { } kept) (kept.Query, kept.Shared) = (query, shared);
        else if (await Own().CountAsync(ct) >= Most) throw new Refusal($"每人最多保存 {Most} 个视图，请先删除不用的。");
        else db.Add(new PivotView { OwnerId = me, OwnerName = viewer.Name, DivisionCode = division, Name = title, Query = query, Shared = shared });
    }, ct);

    public Task RemoveAsync(Guid id, string? key, CancellationToken ct) => write.CommitAsync(new("oversight.pivot-remove", Key: key), async change =>
    {
        db.Remove(await Own().SingleOrDefaultAsync(v => v.Id == id, ct) ?? throw new NotFoundException());
    }, ct);

    IQueryable<PivotView> Own()
    {
        var me = viewer.UserId;
        return db.Set<PivotView>().Where(v => v.OwnerId == me);
    }
}
