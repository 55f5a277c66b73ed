using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Registry;

namespace Zhijian.Modules.Exchange.In;

/// <summary>One delivery of a partner, with what came of it.</summary>
public sealed class InboxBatch : Entity, IPlaced
{
    public Guid PartnerId { get; init; }
    public required string Resource { get; init; }
    /// <summary>The partner's own; unique for it.</summary>
    public required string Code { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
    public int Sequence { get; init; }
    /// <summary>SHA-256 of the items as they came: the same batch again is answered again, another under its name is refused.</summary>
    public required string Digest { get; init; }
    public DateTime ReceivedAt { get; init; }
    public int Accepted { get; set; }
    public int Repeated { get; set; }
    /// <summary>Older than what is kept.</summary>
    public int Stale { get; set; }
    public int Rejected { get; set; }
    public string? Remark { get; set; }
}

/// <summary>What a partner says of an employer; the newest version of each key.</summary>
public sealed class InboxRecord : Entity, IPlaced
{
    public Guid PartnerId { get; init; }
    public required string Resource { get; init; }
    public required string RecordKey { get; init; }
    public long SourceVersion { get; set; }
    /// <summary>Null: no file has this code (yet).</summary>
    public Guid? EmployerId { get; set; }
    public required string CreditCode { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>JSON of the fields by key.</summary>
    [Confidential]
    public required string Data { get; set; }
    public DateTime ReceivedAt { get; set; }
    public Guid BatchId { get; set; }
}

/// <summary>A row that was not taken, with the rules that say so; what it said is not kept.</summary>
[NotAudited]
public sealed class InboxRejection
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid BatchId { get; init; }
    public int RowNumber { get; init; }
    public required string RecordKey { get; init; }
    public required string Rules { get; init; }
    public required string Message { get; init; }
}

sealed class InboxTables : IEntityTypeConfiguration<InboxBatch>, IEntityTypeConfiguration<InboxRecord>, IEntityTypeConfiguration<InboxRejection>
{
    public const int CodeLength = 60, KeyLength = 80, Message = 500;

    public void Configure(EntityTypeBuilder<InboxBatch> table)
    {
        table.ToTable("inbox_batches");
        table.Property(b => b.Resource).HasMaxLength(PartnerTables.Resource);
        table.Property(b => b.Code).HasMaxLength(CodeLength);
        table.Property(b => b.DivisionCode).HasMaxLength(12);
        table.Property(b => b.ScopePath).HasMaxLength(80);
        table.Property(b => b.Digest).HasMaxLength(64);
        table.Property(b => b.Remark).HasMaxLength(Message);
        table.HasOne<Partner>().WithMany().HasForeignKey(b => b.PartnerId);
        table.HasIndex(b => new { b.PartnerId, b.Code }).IsUnique();
        table.HasIndex(b => new { b.PartnerId, b.ReceivedAt });
    }

    public void Configure(EntityTypeBuilder<InboxRecord> table)
    {
        table.ToTable("inbox_records");
        table.Property(r => r.Resource).HasMaxLength(PartnerTables.Resource);
        table.Property(r => r.RecordKey).HasMaxLength(KeyLength);
        table.Property(r => r.CreditCode).HasMaxLength(18);
        table.Property(r => r.DivisionCode).HasMaxLength(12);
        table.Property(r => r.ScopePath).HasMaxLength(80);
        table.HasOne<Partner>().WithMany().HasForeignKey(r => r.PartnerId);
        table.HasOne<Employer>().WithMany().HasForeignKey(r => r.EmployerId);
        table.HasIndex(r => new { r.PartnerId, r.Resource, r.RecordKey }).IsUnique();
        table.HasIndex(r => new { r.EmployerId, r.Resource });
        table.HasIndex(r => r.CreditCode);
    }

    public void Configure(EntityTypeBuilder<InboxRejection> table)
    {
        table.ToTable("inbox_rejections");
        table.Property(r => r.RecordKey).HasMaxLength(KeyLength);
        table.Property(r => r.Rules).HasMaxLength(100);
        table.Property(r => r.Message).HasMaxLength(Message);
        table.HasOne<InboxBatch>().WithMany().HasForeignKey(r => r.BatchId);
        table.HasIndex(r => new { r.BatchId, r.RowNumber });
    }
}
