using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Modules.Registry;

namespace Zhijian.Modules.Declarations;

sealed class DeclarationTables : IEntityTypeConfiguration<HazardDeclaration>, IEntityTypeConfiguration<DeclaredHazard>, IEntityTypeConfiguration<DeclarationOffence>
{
    const int Text = 300, Person = 300;

    public void Configure(EntityTypeBuilder<HazardDeclaration> table)
    {
        table.ToTable("declarations");
        table.Ignore(d => d.IsLate);
        table.Property(d => d.DivisionCode).HasMaxLength(12);
        table.Property(d => d.ScopePath).HasMaxLength(80);
        table.Property(d => d.CountyCode).HasMaxLength(12);
        table.Property(d => d.AuthorityCode).HasMaxLength(12);
        table.Property(d => d.Edition).HasMaxLength(20);
        table.Property(d => d.EmployerName).HasMaxLength(Text);
        table.Property(d => d.CreditCode).HasMaxLength(Text);
        table.Property(d => d.IndustryCode).HasMaxLength(Text);
        table.Property(d => d.RegisteredAddress).HasMaxLength(Text);
        table.Property(d => d.WorkplaceAddress).HasMaxLength(Text);
        table.Property(d => d.LegalRepresentative).HasMaxLength(Person);
        table.Property(d => d.PrincipalPerson).HasMaxLength(Person);
        table.Property(d => d.Reporter).HasMaxLength(Person);
        table.Property(d => d.ChangeNote).HasMaxLength(Text);
        table.Property(d => d.TestInstitution).HasMaxLength(Text);
        table.Property(d => d.ExamInstitution).HasMaxLength(Text);
        table.Property(d => d.EnteredBy).HasMaxLength(100);
        table.Property(d => d.ReturnReasons).HasMaxLength(8000);
        table.Property(d => d.ApprovedBy).HasMaxLength(100);
        table.Property(d => d.ReceiptNumber).HasMaxLength(60);
        table.Property(d => d.VerificationReason).HasMaxLength(500);
        table.Property(d => d.VerificationResult).HasMaxLength(2000);
        table.HasOne<Employer>().WithMany().HasForeignKey(d => d.EmployerId);
        table.HasOne<Workplace>().WithMany().HasForeignKey(d => d.WorkplaceId);
        table.HasIndex(d => new { d.WorkplaceId, d.Number }).IsUnique();
        // At most one worked on and one that counts, whatever happens at the same moment.
        table.HasIndex(d => d.WorkplaceId, "ix_declarations_open").IsUnique().HasFilter("is_open");
        table.HasIndex(d => d.WorkplaceId, "ix_declarations_in_force").IsUnique().HasFilter("is_in_force");
        table.HasIndex(d => new { d.EmployerId, d.Number });
        table.HasIndex(d => d.ReceiptNumber).IsUnique();
        // The desks' lists: what an authority has to do, by deadline; what lies in a county; all of a state.
        table.HasIndex(d => new { d.AuthorityCode, d.State, d.DeadlineOn, d.Id });
        table.HasIndex(d => new { d.CountyCode, d.State, d.DeadlineOn, d.Id });
        table.HasIndex(d => new { d.State, d.DeadlineOn, d.Id });
        table.HasIndex(d => new { d.AuthorityCode, d.FiledOn });
    }

    public void Configure(EntityTypeBuilder<DeclaredHazard> table)
    {
        table.ToTable("declared_hazards");
        table.Property(r => r.DivisionCode).HasMaxLength(12);
        table.Property(r => r.ScopePath).HasMaxLength(80);
        table.Property(r => r.Workshop).HasMaxLength(Text);
        table.Property(r => r.FactorCode).HasMaxLength(12);
        table.HasOne<HazardDeclaration>().WithMany().HasForeignKey(r => r.DeclarationId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(r => new { r.DeclarationId, r.Ordinal });
        table.HasIndex(r => new { r.FactorCode, r.DeclarationId });
    }

    public void Configure(EntityTypeBuilder<DeclarationOffence> table)
    {
        table.ToTable("declaration_offences");
        table.Property(o => o.DivisionCode).HasMaxLength(12);
        table.Property(o => o.ScopePath).HasMaxLength(80);
        table.Property(o => o.Code).HasMaxLength(20);
        table.Property(o => o.Basis).HasMaxLength(Text);
        table.Property(o => o.Evidence).HasMaxLength(2000);
        table.Property(o => o.FoundBy).HasMaxLength(100);
        table.Property(o => o.Cause).HasMaxLength(120);
        table.HasOne<Employer>().WithMany().HasForeignKey(o => o.EmployerId);
        table.HasIndex(o => new { o.Cause, o.Code }).IsUnique();
        table.HasIndex(o => new { o.EmployerId, o.FoundOn });
    }
}
