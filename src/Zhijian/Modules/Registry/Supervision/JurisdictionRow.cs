using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Rules.Jurisdiction;

namespace Zhijian.Modules.Registry.Supervision;

/// <summary>A dated line of the table of jurisdiction, as the city keeps it.</summary>
public sealed class JurisdictionRow : Entity
{
    /// <summary>See <see cref="Matters"/>.</summary>
    public required string Matter { get; set; }
    public OwnershipLevel? Ownership { get; set; }
    public SupervisionLevel Level { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public required string Basis { get; set; }
    /// <summary>Where the line is known from, and how far it is trusted.</summary>
    public required string Source { get; set; }
    public required string Confidence { get; set; }

    public JurisdictionRule ToRule() => new(Matter, Ownership?.ToString(), Level, ValidFrom, ValidTo, Basis);
}

/// <summary>What jurisdiction is asked for.</summary>
public static class Matters
{
    public const string Supervision = "supervision", Declaration = "declaration";
}

sealed class JurisdictionTable : IEntityTypeConfiguration<JurisdictionRow>
{
    public void Configure(EntityTypeBuilder<JurisdictionRow> table)
    {
        table.ToTable("jurisdiction_rules");
        table.Property(r => r.Matter).HasMaxLength(40);
        table.Property(r => r.Basis).HasMaxLength(200);
        table.Property(r => r.Source).HasMaxLength(200);
        table.Property(r => r.Confidence).HasMaxLength(20);
        table.HasIndex(r => new { r.Matter, r.Ownership, r.ValidFrom }).IsUnique();
    }
}
