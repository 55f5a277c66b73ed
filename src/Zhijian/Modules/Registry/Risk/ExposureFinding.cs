using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>Raised by whoever judged a report: whether factors keep their limits at a workplace. Handled in the same transaction.</summary>
/// <param name="Findings">Each factor once, by its worst point.</param>
/// <param name="Source">For instance "report:JC-2026-0012".</param>
public sealed record ExposuresJudged(Guid EmployerId, Guid WorkplaceId, IReadOnlyList<FactorFinding> Findings, string Source, string? Link = null);

/// <param name="On">Day of the sampling; the newest finding counts.</param>
public sealed record FactorFinding(string FactorCode, bool Exceeds, DateOnly On);

/// <summary>The newest finding on a factor at a workplace.</summary>
public sealed class ExposureFinding : WorkplacePart
{
    public required string FactorCode { get; init; }
    public bool Exceeds { get; set; }
    public DateOnly On { get; set; }
    public required string Source { get; set; }
    public string? Link { get; set; }
}

sealed class ExposureFindingTable : IEntityTypeConfiguration<ExposureFinding>
{
    public void Configure(EntityTypeBuilder<ExposureFinding> table)
    {
        table.ToTable("exposure_findings");
        table.Property(f => f.DivisionCode).HasMaxLength(12);
        table.Property(f => f.ScopePath).HasMaxLength(80);
        table.Property(f => f.FactorCode).HasMaxLength(12);
        table.Property(f => f.Source).HasMaxLength(RegistryTables.SourceLength);
        table.Property(f => f.Link).HasMaxLength(300);
        table.HasOne<Workplace>().WithMany().HasForeignKey(f => f.WorkplaceId);
        table.HasIndex(f => f.EmployerId);
        table.HasIndex(f => new { f.WorkplaceId, f.FactorCode }).IsUnique();
    }
}
