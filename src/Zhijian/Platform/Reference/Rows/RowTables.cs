using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhijian.Platform.Reference.Rows;

abstract class RowTable<TRow>(string name) : IEntityTypeConfiguration<TRow> where TRow : ReferenceRow
{
    public void Configure(EntityTypeBuilder<TRow> table)
    {
        table.ToTable("reference_" + name);
        table.HasKey(r => new { r.VersionId, r.RowKey });
        table.HasOne<ReferenceVersion>().WithMany().HasForeignKey(r => r.VersionId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(r => new { r.VersionId, r.Ordinal });
        table.Property(r => r.RowKey).HasMaxLength(300);
        table.Property(r => r.Source).HasMaxLength(200);
        table.Property(r => r.Remarks).HasMaxLength(1000);
        More(table);
    }

    protected virtual void More(EntityTypeBuilder<TRow> table) { }
}

sealed class ExposureLimitTable() : RowTable<ExposureLimit>("exposure_limits")
{
    protected override void More(EntityTypeBuilder<ExposureLimit> table)
    {
        table.HasIndex(r => new { r.VersionId, r.EntryCode });
        table.HasIndex(r => new { r.VersionId, r.Cas });
    }
}

sealed class BiologicalLimitTable() : RowTable<BiologicalLimit>("biological_limits");

sealed class HazardFactorTable() : RowTable<HazardFactor>("hazard_factors")
{
    protected override void More(EntityTypeBuilder<HazardFactor> table)
    {
        table.HasIndex(r => new { r.VersionId, r.Code });
        table.HasIndex(r => new { r.VersionId, r.Initials });
    }
}

sealed class OccupationalDiseaseTable() : RowTable<OccupationalDisease>("occupational_diseases");

sealed class FactorLinkTable() : RowTable<FactorLink>("factor_links")
{
    protected override void More(EntityTypeBuilder<FactorLink> table)
    {
        table.HasIndex(r => new { r.VersionId, r.FactorCode });
        table.HasIndex(r => new { r.VersionId, r.Target });
    }
}

sealed class IndustryRowTable() : RowTable<IndustryRow>("industries")
{
    protected override void More(EntityTypeBuilder<IndustryRow> table) => table.HasIndex(r => new { r.VersionId, r.ParentCode });
}

sealed class DivisionRowTable() : RowTable<DivisionRow>("division_rows")
{
    protected override void More(EntityTypeBuilder<DivisionRow> table) => table.HasIndex(r => new { r.VersionId, r.ParentCode });
}

sealed class CalendarRowTable() : RowTable<CalendarRow>("calendar_days")
{
    protected override void More(EntityTypeBuilder<CalendarRow> table) => table.HasIndex(r => new { r.VersionId, r.Date });
}

sealed class KeyIndustryTable() : RowTable<KeyIndustry>("key_industries");

sealed class ProjectRiskTable() : RowTable<ProjectRisk>("project_risks");
