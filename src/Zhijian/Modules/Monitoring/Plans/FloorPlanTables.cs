using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Modules.Registry;

namespace Zhijian.Modules.Monitoring.Plans;

sealed class FloorPlanTables : IEntityTypeConfiguration<FloorPlan>, IEntityTypeConfiguration<FloorPlanMark>
{
    public const int NameLength = 60, ReasonLength = 200;

    public void Configure(EntityTypeBuilder<FloorPlan> table)
    {
        table.ToTable("floor_plans");
        table.Property(p => p.DivisionCode).HasMaxLength(12);
        table.Property(p => p.ScopePath).HasMaxLength(80);
        table.Property(p => p.Name).HasMaxLength(NameLength);
        table.Property(p => p.Hash).HasMaxLength(64);
        table.Property(p => p.FileName).HasMaxLength(120);
        table.Property(p => p.UploadedBy).HasMaxLength(100);
        table.Property(p => p.PlacedBy).HasMaxLength(100);
        table.Property(p => p.WithdrawnReason).HasMaxLength(ReasonLength);
        table.HasOne<Workplace>().WithMany().HasForeignKey(p => p.WorkplaceId);
        // One next revision, whoever uploads at the same moment.
        table.HasIndex(p => new { p.WorkplaceId, p.Name, p.Revision }).IsUnique();
        table.HasIndex(p => p.EmployerId);
        // The sweep of files asks by it.
        table.HasIndex(p => p.Hash);
    }

    public void Configure(EntityTypeBuilder<FloorPlanMark> table)
    {
        table.ToTable("floor_plan_marks");
        table.Property(m => m.DivisionCode).HasMaxLength(12);
        table.Property(m => m.ScopePath).HasMaxLength(80);
        table.Property(m => m.X).HasPrecision(5, 2);
        table.Property(m => m.Y).HasPrecision(5, 2);
        table.HasOne<FloorPlan>().WithMany().HasForeignKey(m => m.PlanId);
        table.HasOne<SamplingPoint>().WithMany().HasForeignKey(m => m.PointId);
        table.HasIndex(m => new { m.PlanId, m.PointId }).IsUnique();
        table.HasIndex(m => m.EmployerId);
    }
}
