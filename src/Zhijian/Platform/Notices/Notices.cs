using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Notices;

/// <summary>
/// Something that somebody must do: everybody in whose scope it lies and who holds the permission, or one organisation,
/// or one person. It leaves the list when the work is done, never by being clicked away.
/// </summary>
public sealed class Todo : Entity, IPlaced, IOwned
{
    public required string Title { get; init; }
    /// <summary>Page where it is done.</summary>
    public required string Link { get; init; }
    /// <summary>Who may do it; null when it is for one organisation or person.</summary>
    public string? Permission { get; init; }
    public Guid? UserId { get; init; }
    public Guid? OrganisationId { get; init; }
    /// <summary>Not for him, though he may: whoever proposed does not approve.</summary>
    public Guid? NotUserId { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>Only for the staff of exactly this division: what a county decides is not on the city's list, though it sees it.</summary>
    public bool OnlyThere { get; init; }
    /// <summary>Last day, in Zhengzhou's calendar; null: no term.</summary>
    public DateOnly? DueOn { get; init; }
    /// <summary>What it is about; there is one open item of a kind for each.</summary>
    public required string SubjectKind { get; init; }
    public required string SubjectId { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? DoneAt { get; set; }
}

/// <summary>A message to one person, read or not.</summary>
[NotAudited]
public sealed class Notice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid UserId { get; init; }
    public required string Text { get; init; }
    public string? Link { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? ReadAt { get; set; }
}

sealed class NoticeTables : IEntityTypeConfiguration<Todo>, IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Todo> table)
    {
        table.ToTable("todos");
        table.Property(t => t.Title).HasMaxLength(200);
        table.Property(t => t.Link).HasMaxLength(300);
        table.Property(t => t.Permission).HasMaxLength(80);
        table.Property(t => t.DivisionCode).HasMaxLength(12);
        table.Property(t => t.ScopePath).HasMaxLength(80);
        table.Property(t => t.SubjectKind).HasMaxLength(60);
        table.Property(t => t.SubjectId).HasMaxLength(80);
        table.HasIndex(t => new { t.DoneAt, t.DueOn });
        table.HasIndex(t => new { t.SubjectKind, t.SubjectId });
    }

    public void Configure(EntityTypeBuilder<Notice> table)
    {
        table.ToTable("notices");
        table.Property(n => n.Text).HasMaxLength(300);
        table.Property(n => n.Link).HasMaxLength(300);
        table.HasOne<User>().WithMany().HasForeignKey(n => n.UserId);
        table.HasIndex(n => new { n.UserId, n.ReadAt, n.CreatedAt });
    }
}

/// <summary>Opens and closes what people must do, and tells them things; always inside the transaction of the cause.</summary>
public sealed class NoticeBoard(ZhijianDb db)
{
    public async Task CloseAsync(Change change, string subjectKind, string subjectId, CancellationToken ct)
    {
        var open = await db.Set<Todo>().IgnoreQueryFilters([Conventions.ScopeFilter])
            .Where(t => t.SubjectKind == subjectKind && t.SubjectId == subjectId && t.DoneAt == null).ToListAsync(ct);
        foreach (var todo in open) todo.DoneAt = change.At;
    }

    /// <summary>Closes what is open about many subjects of a kind.</summary>
    public async Task CloseManyAsync(Change change, string subjectKind, IReadOnlyList<string> subjectIds, CancellationToken ct)
    {
        string[] ids = [.. subjectIds];
        foreach (var todo in await db.Set<Todo>().IgnoreQueryFilters([Conventions.ScopeFilter])
            .Where(t => t.SubjectKind == subjectKind && EF.Parameter(ids).Contains(t.SubjectId) && t.DoneAt == null).ToListAsync(ct)) todo.DoneAt = change.At;
    }

    public Task<bool> IsOpenAsync(string subjectKind, string subjectId, CancellationToken ct) => db.Set<Todo>()
        .IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(t => t.SubjectKind == subjectKind && t.SubjectId == subjectId && t.DoneAt == null, ct);

    public void Open(Todo todo) => db.Add(todo);

    /// <summary>Many at once; each says its own supervision path.</summary>
    internal Task OpenManyAsync(Change change, string origin, IEnumerable<Todo> todos, CancellationToken ct) => Bulk.InsertAsync(db, change, origin, todos, ct);

    public void Tell(Change change, Guid userId, string text, string? link = null) =>
        db.Add(new Notice { UserId = userId, Text = text, Link = link, CreatedAt = change.At });
}
