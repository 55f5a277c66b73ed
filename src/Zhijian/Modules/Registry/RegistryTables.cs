using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhijian.Modules.Registry;

sealed class RegistryTables : IEntityTypeConfiguration<Employer>, IEntityTypeConfiguration<FormerName>,
    IEntityTypeConfiguration<FieldChange>, IEntityTypeConfiguration<EmployerEvent>
{
    const string NoDouble = "merged_into_id IS NULL";
    public const int NameLength = 200, AddressLength = 300, PersonLength = 60, SourceLength = 120, EventTitle = 200, EventDetail = 500;

    public void Configure(EntityTypeBuilder<Employer> table)
    {
        table.ToTable("employers");
        table.Property(e => e.Name).HasMaxLength(NameLength);
        table.Property(e => e.CreditCode).HasMaxLength(18);
        table.Property(e => e.RegistrationNumber).HasMaxLength(40);
        table.Property(e => e.DivisionCode).HasMaxLength(12);
        table.Property(e => e.ScopePath).HasMaxLength(80);
        table.Property(e => e.CountyCode).HasMaxLength(12);
        table.Property(e => e.SupervisorCode).HasMaxLength(12);
        table.Property(e => e.RegisteredAddress).HasMaxLength(AddressLength);
        table.Property(e => e.IndustryCode).HasMaxLength(4);
        table.Property(e => e.LegalRepresentative).HasMaxLength(PersonLength);
        table.Property(e => e.Principal).HasMaxLength(PersonLength);
        table.Property(e => e.Revenue).HasPrecision(18, 2);
        table.Property(e => e.Assets).HasPrecision(18, 2);
        table.Property(e => e.RiskScheme).HasMaxLength(40);
        table.Property(e => e.SelfCheckPercent).HasPrecision(4, 1);
        table.Property(e => e.Source).HasMaxLength(SourceLength);
        table.HasIndex(e => e.CreditCode).IsUnique();
        table.HasIndex(e => e.RegistrationNumber);
        table.HasIndex(e => e.Name);
        // Lists show no doubles; an index without them counts without looking at the rows.
        table.HasIndex(e => new { e.CountyCode, e.Name }).HasFilter(NoDouble);
        table.HasIndex(e => new { e.CountyCode, e.IndustryCode, e.Name }).HasFilter(NoDouble);
        table.HasIndex(e => new { e.IndustryCode, e.Name }).HasFilter(NoDouble);
        // Only of doubles: SQLite would otherwise take an index of all rows for "not merged" before the rows a search has found.
        table.HasIndex(e => e.MergedIntoId).HasFilter("merged_into_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<FormerName> table)
    {
        table.ToTable("employer_former_names");
        table.Property(n => n.Name).HasMaxLength(NameLength);
        table.Property(n => n.Source).HasMaxLength(SourceLength);
        table.HasOne<Employer>().WithMany().HasForeignKey(n => n.EmployerId);
        table.HasIndex(n => n.Name);
    }

    public void Configure(EntityTypeBuilder<FieldChange> table)
    {
        table.ToTable("employer_field_changes");
        table.Property(c => c.Field).HasMaxLength(60);
        table.Property(c => c.Before).HasMaxLength(AddressLength);
        table.Property(c => c.After).HasMaxLength(AddressLength);
        table.Property(c => c.Source).HasMaxLength(SourceLength);
        table.Property(c => c.By).HasMaxLength(100);
        table.HasOne<Employer>().WithMany().HasForeignKey(c => c.EmployerId);
        table.HasIndex(c => new { c.EmployerId, c.Field, c.At });
    }

    public void Configure(EntityTypeBuilder<EmployerEvent> table)
    {
        table.ToTable("employer_events");
        table.Property(e => e.Kind).HasMaxLength(60);
        table.Property(e => e.Title).HasMaxLength(EventTitle);
        table.Property(e => e.Detail).HasMaxLength(EventDetail);
        table.Property(e => e.Link).HasMaxLength(300);
        table.Property(e => e.By).HasMaxLength(100);
        table.HasOne<Employer>().WithMany().HasForeignKey(e => e.EmployerId);
        table.HasIndex(e => new { e.EmployerId, e.On, e.Id });
    }
}
