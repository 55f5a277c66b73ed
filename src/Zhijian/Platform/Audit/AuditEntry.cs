using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Platform.Audit;

/// <summary>One line of the audit: who did what, from where, to which record, before and after, and why.</summary>
[NotAudited]
public sealed class AuditEntry
{
    public long Seq { get; init; }
    /// <summary>UTC, whole milliseconds.</summary>
    public DateTime At { get; init; }
    public Guid? ActorId { get; init; }
    public required string ActorName { get; init; }
    public string? Address { get; init; }
    public required string Act { get; init; }
    public string? Reason { get; init; }
    public required string Entity { get; init; }
    public required string EntityId { get; init; }
    /// <summary>insert, update, delete, or what the desk noted: read, sign-in, bulk …</summary>
    public required string Kind { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public string? ScopePath { get; init; }
    public string? TraceId { get; init; }
    /// <summary>HMAC-SM3 over the previous line's MAC and everything in this line, hex.</summary>
    public string Mac { get; internal set; } = "";
}

/// <summary>The end of the chain; locked while lines are added, so that there is one order.</summary>
[NotAudited]
public sealed class AuditHead
{
    public int Id { get; init; } = 1;
    public long Seq { get; set; }
    public required string Mac { get; set; }
}

sealed class AuditTables : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditHead>
{
    public const int Reason = 1000;

    public void Configure(EntityTypeBuilder<AuditEntry> table)
    {
        table.ToTable("audit_entries");
        table.HasKey(a => a.Seq);
        table.Property(a => a.Seq).ValueGeneratedNever();
        table.Property(a => a.ActorName).HasMaxLength(100);
        table.Property(a => a.Address).HasMaxLength(64);
        table.Property(a => a.Act).HasMaxLength(80);
        table.Property(a => a.Reason).HasMaxLength(Reason);
        table.Property(a => a.Entity).HasMaxLength(80);
        table.Property(a => a.EntityId).HasMaxLength(160);
        table.Property(a => a.Kind).HasMaxLength(20);
        table.Property(a => a.ScopePath).HasMaxLength(80);
        table.Property(a => a.TraceId).HasMaxLength(64);
        table.Property(a => a.Mac).HasMaxLength(64);
        table.HasIndex(a => a.At);
        table.HasIndex(a => new { a.Entity, a.EntityId });
        table.HasIndex(a => new { a.ActorId, a.Seq });
        table.HasIndex(a => new { a.Act, a.Seq });
    }

    public void Configure(EntityTypeBuilder<AuditHead> table)
    {
        table.ToTable("audit_head");
        table.Property(h => h.Id).ValueGeneratedNever();
        table.Property(h => h.Mac).HasMaxLength(64);
    }
}
