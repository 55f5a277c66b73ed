using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Modules.Registry.Corrections;

public enum CorrectionState { Pending, Accepted, Declined }

/// <summary>更正申请: an employer asks its supervisor to put a fact of its file right.</summary>
public sealed class Correction : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>Property name of <see cref="Employer"/>.</summary>
    public required string Field { get; init; }
    public required string Wish { get; init; }
    public required string Reason { get; init; }
    public required string AskedBy { get; init; }
    public DateTime AskedAt { get; init; }
    public CorrectionState State { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }
    public string? Answer { get; set; }
}

sealed class CorrectionTable : IEntityTypeConfiguration<Correction>
{
    public void Configure(EntityTypeBuilder<Correction> table)
    {
        table.ToTable("employer_corrections");
        table.Property(c => c.DivisionCode).HasMaxLength(12);
        table.Property(c => c.ScopePath).HasMaxLength(80);
        table.Property(c => c.Field).HasMaxLength(60);
        table.Property(c => c.Wish).HasMaxLength(RegistryTables.AddressLength);
        table.Property(c => c.Reason).HasMaxLength(300);
        table.Property(c => c.AskedBy).HasMaxLength(100);
        table.Property(c => c.DecidedBy).HasMaxLength(100);
        table.Property(c => c.Answer).HasMaxLength(300);
        table.HasOne<Employer>().WithMany().HasForeignKey(c => c.EmployerId);
        table.HasIndex(c => new { c.EmployerId, c.State });
        table.HasIndex(c => new { c.State, c.AskedAt });
    }
}

public static class CorrectionTerms
{
    public static string ChineseName(this CorrectionState state) => state switch
    {
        CorrectionState.Pending => "待处理", CorrectionState.Accepted => "已更正", CorrectionState.Declined => "未采纳", _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
