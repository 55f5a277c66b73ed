using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhijian.Modules.Registry;

sealed class WorkplaceTables : IEntityTypeConfiguration<Workplace>, IEntityTypeConfiguration<Workshop>,
    IEntityTypeConfiguration<JobPost>, IEntityTypeConfiguration<Exposure>
{
    public void Configure(EntityTypeBuilder<Workplace> table)
    {
        table.ToTable("workplaces");
        table.Property(w => w.Name).HasMaxLength(RegistryTables.NameLength);
        table.Property(w => w.Address).HasMaxLength(RegistryTables.AddressLength);
        table.Property(w => w.DivisionCode).HasMaxLength(12);
        table.Property(w => w.ScopePath).HasMaxLength(80);
        table.Property(w => w.CountyCode).HasMaxLength(12);
        table.Property(w => w.SupervisorCode).HasMaxLength(12);
        table.Property(w => w.Contact).HasMaxLength(RegistryTables.PersonLength);
        table.HasOne<Employer>().WithMany().HasForeignKey(w => w.EmployerId);
        // One main workplace for each employer, whatever happens at the same moment.
        table.HasIndex(w => w.EmployerId, "ix_workplaces_main").IsUnique().HasFilter("is_main");
        table.HasIndex(w => new { w.EmployerId, w.Name }).IsUnique();
        // The orders of the list.
        table.HasIndex(w => w.Address);
        table.HasIndex(w => new { w.CountyCode, w.Address });
    }

    public void Configure(EntityTypeBuilder<Workshop> table)
    {
        Part(table, "workshops");
        table.Property(w => w.Name).HasMaxLength(100);
        table.HasIndex(w => new { w.WorkplaceId, w.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<JobPost> table)
    {
        Part(table, "job_posts");
        table.Property(p => p.Name).HasMaxLength(100);
        table.HasOne<Workshop>().WithMany().HasForeignKey(p => p.WorkshopId);
        table.HasIndex(p => new { p.WorkshopId, p.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Exposure> table)
    {
        Part(table, "exposures");
        table.Property(e => e.FactorCode).HasMaxLength(12);
        table.Property(e => e.CountyCode).HasMaxLength(12);
        table.Property(e => e.HoursPerDay).HasPrecision(5, 2);
        table.Property(e => e.DaysPerWeek).HasPrecision(4, 2);
        table.Property(e => e.Facilities).HasMaxLength(200);
        table.Property(e => e.ProtectiveEquipment).HasMaxLength(200);
        table.Property(e => e.Source).HasMaxLength(RegistryTables.SourceLength);
        table.HasOne<Workshop>().WithMany().HasForeignKey(e => e.WorkshopId);
        table.HasOne<JobPost>().WithMany().HasForeignKey(e => e.JobPostId);
        table.HasIndex(e => new { e.WorkshopId, e.JobPostId, e.FactorCode });
        table.HasIndex(e => new { e.FactorCode, e.CountyCode, e.EmployerId });
    }

    static void Part<T>(EntityTypeBuilder<T> table, string name) where T : WorkplacePart
    {
        table.ToTable(name);
        table.Property(p => p.DivisionCode).HasMaxLength(12);
        table.Property(p => p.ScopePath).HasMaxLength(80);
        table.HasOne<Workplace>().WithMany().HasForeignKey(p => p.WorkplaceId);
        table.HasIndex(p => p.EmployerId);
    }
}
