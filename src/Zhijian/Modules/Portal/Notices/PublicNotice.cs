using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.AspNetCore.OutputCaching;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Security;

namespace Zhijian.Modules.Portal.Notices;

public enum NoticeState { Draft, Published, Withdrawn }

/// <summary>通知公告 of an authority to everybody; plain paragraphs.</summary>
public sealed class PublicNotice : Entity, IPlaced
{
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string Title { get; set; }
    public required string Body { get; set; }
    public NoticeState State { get; set; }
    public required string EditorName { get; set; }
    public string? PublisherName { get; set; }
    public DateOnly? PublishedOn { get; set; }
    public DateOnly? WithdrawnOn { get; set; }
    public string? Reason { get; set; }
}

sealed class PublicNoticeTable : IEntityTypeConfiguration<PublicNotice>
{
    public const int Title = 100, Body = 8000, Reason = 300;

    public void Configure(EntityTypeBuilder<PublicNotice> table)
    {
        table.ToTable("public_notices");
        table.Property(n => n.DivisionCode).HasMaxLength(12);
        table.Property(n => n.ScopePath).HasMaxLength(80);
        table.Property(n => n.Title).HasMaxLength(Title);
        table.Property(n => n.Body).HasMaxLength(Body);
        table.Property(n => n.EditorName).HasMaxLength(100);
        table.Property(n => n.PublisherName).HasMaxLength(100);
        table.Property(n => n.Reason).HasMaxLength(Reason);
        table.HasIndex(n => new { n.State, n.PublishedOn, n.Id });
    }
}

/// <summary>编写 → 发布 → 撤下. What was published is not changed: it is withdrawn and written anew.</summary>
public sealed class PublicNoticeDesk(ZhijianDb db, WritePath write, Viewer viewer, IOutputCacheStore cache)
{
    public bool IsCompetent(PublicNotice notice) => viewer.OrganisationId is null && viewer.DivisionCode == notice.DivisionCode;

    /// <param name="id">Null: a new one.</param>
    public Task<Guid> SaveAsync(Guid? id, string? title, string? body, long? seen, string? key, CancellationToken ct) => write.CommitAsync(new("portal.notice-save", Key: key), async change =>
    {
        var (head, text) = (Texts.Needed(title, PublicNoticeTable.Title, "Title", "标题"), Texts.Needed(body, PublicNoticeTable.Body, "Body", "正文"));
        if (viewer.OrganisationId is not null || viewer.DivisionCode is not { } place) throw new Refusal("公告由监管机关编写。");
        PublicNotice notice;
        if (id is { } held) notice = await ForAsync(held, seen, NoticeState.Draft, ct);
        else db.Add(notice = new() { DivisionCode = place, Title = head, Body = text, EditorName = viewer.Name });
        (notice.Title, notice.Body, notice.EditorName) = (head, text, viewer.Name);
        return notice.Id;
    }, ct);

    public Task PublishAsync(Guid id, long? seen, string? key, CancellationToken ct) => write.CommitAsync(new("portal.notice-publish", Key: key), async change =>
    {
        var notice = await ForAsync(id, seen, NoticeState.Draft, ct);
        (notice.State, notice.PublisherName, notice.PublishedOn) = (NoticeState.Published, viewer.Name, ChinaTime.DateOf(change.At));
        change.AfterCommit(Forget);
    }, ct);

    public Task WithdrawAsync(Guid id, string? reason, long? seen, string? key, CancellationToken ct) => write.CommitAsync(new("portal.notice-withdraw", reason, key), async change =>
    {
        var notice = await ForAsync(id, seen, NoticeState.Published, ct);
        (notice.State, notice.Reason, notice.WithdrawnOn) = (NoticeState.Withdrawn, Texts.Needed(reason, PublicNoticeTable.Reason, "Reason", "撤下理由"), ChinaTime.DateOf(change.At));
        change.AfterCommit(Forget);
    }, ct);

    /// <summary>This node shows it at once; others within the minute for which they keep a page.</summary>
    void Forget() => _ = cache.EvictByTagAsync(PublicCacheAttribute.Tag, default).AsTask();

    async Task<PublicNotice> ForAsync(Guid id, long? seen, NoticeState state, CancellationToken ct)
    {
        var notice = await db.Set<PublicNotice>().SingleOrDefaultAsync(n => n.Id == id, ct) ?? throw new NotFoundException();
        if (!IsCompetent(notice)) throw new Refusal("由编写机关办理，您只能查看。");
        if (notice.State != state) throw new Refusal($"现在是“{notice.State.Text()}”，不能这样办理。");
        return seen is null || notice.Version == seen ? notice : throw new OvertakenException("刚被他人修改，请刷新后核对再办。");
    }

    internal static IQueryable<PublicNotice> Published(ZhijianDb db) => db.Set<PublicNotice>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(n => n.State == NoticeState.Published);
}

public static class NoticeWords
{
    public static string Text(this NoticeState state) => state switch { NoticeState.Draft => "编写中", NoticeState.Published => "已发布", _ => "已撤下" };
}
