using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;

namespace Zhijian.Modules.Exchange.Federation;

/// <summary>
/// 下级平台: an installation below (a city of the province) whose records are collected through the same interface that every partner
/// uses. There this installation is a partner; here stands how it signs in.
/// </summary>
public sealed class FederatedSource : Entity, IPlaced
{
    public required string Name { get; set; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>Without a slash at the end.</summary>
    public required string Address { get; set; }
    public required string ClientId { get; set; }
    [Confidential]
    public required string ClientSecret { get; set; }
    /// <summary>Codes of resources, separated by blanks.</summary>
    public required string Resources { get; set; }
    public bool Disabled { get; set; }
    public DateTime? LastGoodAt { get; set; }
    public DateTime? LastBadAt { get; set; }
    public string? LastError { get; set; }
}

/// <summary>How far a resource of a source has been collected; written in the transaction of the records.</summary>
[NotAudited]
public sealed class FederatedCursor
{
    public Guid SourceId { get; init; }
    public required string Resource { get; init; }
    public string? Cursor { get; set; }
    public DateTime At { get; set; }
}

/// <summary>A record of a source as it says it is; the fields that were agreed, personal ones masked by the source.</summary>
[NotAudited]
public sealed class FederatedRecord : IPlaced
{
    public Guid SourceId { get; init; }
    public required string Resource { get; init; }
    public Guid RecordKey { get; init; }
    public long SourceVersion { get; set; }
    /// <summary>Of the source: what is collected is seen by who sees the source.</summary>
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
    public required string Data { get; set; }
}

sealed class FederationTables : IEntityTypeConfiguration<FederatedSource>, IEntityTypeConfiguration<FederatedCursor>, IEntityTypeConfiguration<FederatedRecord>
{
    public const int Address = 200, Secret = 200;

    public void Configure(EntityTypeBuilder<FederatedSource> table)
    {
        table.ToTable("federated_sources");
        table.Property(s => s.Name).HasMaxLength(PartnerTables.Name);
        table.Property(s => s.DivisionCode).HasMaxLength(12);
        table.Property(s => s.ScopePath).HasMaxLength(80);
        table.Property(s => s.Address).HasMaxLength(Address);
        table.Property(s => s.ClientId).HasMaxLength(PartnerTables.Name);
        table.Property(s => s.Resources).HasMaxLength(400);
        table.Property(s => s.LastError).HasMaxLength(PartnerTables.Message);
        table.HasIndex(s => new { s.Address, s.ClientId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FederatedCursor> table)
    {
        table.ToTable("federated_cursors");
        table.HasKey(c => new { c.SourceId, c.Resource });
        table.Property(c => c.Resource).HasMaxLength(PartnerTables.Resource);
        table.Property(c => c.Cursor).HasMaxLength(200);
        table.HasOne<FederatedSource>().WithMany().HasForeignKey(c => c.SourceId);
    }

    public void Configure(EntityTypeBuilder<FederatedRecord> table)
    {
        table.ToTable("federated_records");
        table.HasKey(r => new { r.SourceId, r.Resource, r.RecordKey });
        table.Property(r => r.Resource).HasMaxLength(PartnerTables.Resource);
        table.Property(r => r.DivisionCode).HasMaxLength(12);
        table.Property(r => r.ScopePath).HasMaxLength(80);
        table.HasOne<FederatedSource>().WithMany().HasForeignKey(r => r.SourceId);
    }
}
