using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Modules.Registry;

namespace Zhijian.Modules.Credit;

sealed class CreditTables : IEntityTypeConfiguration<CreditListing>, IEntityTypeConfiguration<CreditFact>, IEntityTypeConfiguration<CreditLine>, IEntityTypeConfiguration<GoodFaithEntry>
{
    public const int Text = 1000, Short = 60, Clause = 300, Person = 100;

    public void Configure(EntityTypeBuilder<CreditListing> table)
    {
        table.ToTable("credit_listings");
        table.Property(l => l.EmployerName).HasMaxLength(RegistryTables.NameLength);
        table.Property(l => l.CreditCode).HasMaxLength(18);
        table.Property(l => l.DivisionCode).HasMaxLength(12);
        table.Property(l => l.ScopePath).HasMaxLength(80);
        table.Property(l => l.CountyCode).HasMaxLength(12);
        table.Property(l => l.AuthorityCode).HasMaxLength(12);
        table.Property(l => l.TriggerCode).HasMaxLength(40);
        table.Property(l => l.Trigger).HasMaxLength(Clause);
        table.Property(l => l.Article).HasMaxLength(Clause);
        table.Property(l => l.ProposerId).HasMaxLength(40);
        table.Property(l => l.ProposerName).HasMaxLength(Person);
        table.Property(l => l.Measures).HasMaxLength(Clause);
        table.Property(l => l.NoticeNumber).HasMaxLength(Short);
        table.Property(l => l.DecisionNumber).HasMaxLength(Short);
        table.Property(l => l.RemovalNumber).HasMaxLength(Short);
        table.HasOne<Employer>().WithMany().HasForeignKey(l => l.EmployerId);
        table.HasIndex(l => l.EmployerId);
        table.HasIndex(l => l.OrganisationId);
        table.HasIndex(l => new { l.IsOpen, l.NextOn, l.Id });
        table.HasIndex(l => new { l.IsListed, l.PublishedOn, l.Id });
        table.HasIndex(l => new { l.State, l.NextOn, l.Id });
    }

    public void Configure(EntityTypeBuilder<CreditFact> table)
    {
        table.ToTable("credit_facts");
        table.Property(f => f.Text).HasMaxLength(Text);
        table.Property(f => f.Link).HasMaxLength(Clause);
        table.HasOne<CreditListing>().WithMany().HasForeignKey(f => f.ListingId);
        table.HasIndex(f => f.SubjectId).IsUnique();
        table.HasIndex(f => f.ListingId);
    }

    public void Configure(EntityTypeBuilder<CreditLine> table)
    {
        table.ToTable("credit_lines");
        table.Property(l => l.Title).HasMaxLength(Person);
        table.Property(l => l.Note).HasMaxLength(Text);
        table.Property(l => l.By).HasMaxLength(Person);
        table.Property(l => l.PaperNumber).HasMaxLength(Short);
        table.HasOne<CreditListing>().WithMany().HasForeignKey(l => l.ListingId);
        table.HasIndex(l => new { l.ListingId, l.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<GoodFaithEntry> table)
    {
        table.ToTable("good_faith_entries");
        table.Property(g => g.EmployerName).HasMaxLength(RegistryTables.NameLength);
        table.Property(g => g.CreditCode).HasMaxLength(18);
        table.Property(g => g.DivisionCode).HasMaxLength(12);
        table.Property(g => g.ScopePath).HasMaxLength(80);
        table.Property(g => g.CountyCode).HasMaxLength(12);
        table.Property(g => g.AuthorityCode).HasMaxLength(12);
        table.Property(g => g.Reason).HasMaxLength(Clause);
        table.Property(g => g.ProposerName).HasMaxLength(Person);
        table.Property(g => g.ApproverName).HasMaxLength(Person);
        table.Property(g => g.EndReason).HasMaxLength(Clause);
        table.HasOne<Employer>().WithMany().HasForeignKey(g => g.EmployerId);
        table.HasIndex(g => g.EmployerId);
        table.HasIndex(g => new { g.State, g.Until, g.Id });
    }
}
