using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Modules.Registry.Feeds.Merging;

/// <summary>合并: one file went into another, with everything needed to take it back.</summary>
public sealed class EmployerMerge : Entity, IPlaced
{
    public Guid KeptId { get; init; }
    public Guid GoneId { get; init; }
    public required string KeptName { get; init; }
    public required string GoneName { get; init; }
    public string? KeptCode { get; init; }
    public string? GoneCode { get; init; }
    public required string Reason { get; init; }
    /// <summary>JSON of <see cref="MovedValue"/>, in the order in which they were written; holds personal data.</summary>
    [Confidential]
    public required string Record { get; init; }
    public int Rows { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; private set; } = "";
    public required string MergedBy { get; init; }
    public DateTime MergedAt { get; init; }
    public DateTime? UndoneAt { get; set; }
    public string? UndoneBy { get; set; }
    public string? UndoReason { get; set; }
    /// <summary>What could not be put back because it was changed or removed since.</summary>
    public string? UndoRemark { get; set; }
}

public enum PairState { Open, Different, Merged }

/// <summary>疑似重复: two files that may be of one employer.</summary>
public sealed class DuplicatePair : Entity, IPlaced
{
    public Guid FirstId { get; init; }
    public Guid SecondId { get; init; }
    /// <summary>In thousandths.</summary>
    public int Score { get; set; }
    /// <summary>What drew attention: same name, address, phone, organisation code.</summary>
    public required string Reasons { get; set; }
    public required string Working { get; set; }
    public PairState State { get; set; }
    public string? DecidedBy { get; set; }
    public DateTime FoundAt { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
}

sealed class MergeTables : IEntityTypeConfiguration<EmployerMerge>, IEntityTypeConfiguration<DuplicatePair>
{
    public void Configure(EntityTypeBuilder<EmployerMerge> table)
    {
        table.ToTable("employer_merges");
        table.Property(m => m.KeptName).HasMaxLength(RegistryTables.NameLength);
        table.Property(m => m.GoneName).HasMaxLength(RegistryTables.NameLength);
        table.Property(m => m.KeptCode).HasMaxLength(18);
        table.Property(m => m.GoneCode).HasMaxLength(18);
        table.Property(m => m.Reason).HasMaxLength(200);
        table.Property(m => m.DivisionCode).HasMaxLength(12);
        table.Property(m => m.ScopePath).HasMaxLength(80);
        table.Property(m => m.MergedBy).HasMaxLength(100);
        table.Property(m => m.UndoneBy).HasMaxLength(100);
        table.Property(m => m.UndoReason).HasMaxLength(200);
        table.Property(m => m.UndoRemark).HasMaxLength(500);
        table.HasOne<Employer>().WithMany().HasForeignKey(m => m.KeptId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Employer>().WithMany().HasForeignKey(m => m.GoneId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(m => m.MergedAt);
    }

    public void Configure(EntityTypeBuilder<DuplicatePair> table)
    {
        table.ToTable("duplicate_pairs");
        table.Property(p => p.Reasons).HasMaxLength(100);
        table.Property(p => p.DecidedBy).HasMaxLength(100);
        table.Property(p => p.DivisionCode).HasMaxLength(12);
        table.Property(p => p.ScopePath).HasMaxLength(80);
        table.HasOne<Employer>().WithMany().HasForeignKey(p => p.FirstId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Employer>().WithMany().HasForeignKey(p => p.SecondId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(p => new { p.FirstId, p.SecondId }).IsUnique();
        table.HasIndex(p => new { p.State, p.Score });
    }
}
