using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Cases;

sealed class CaseTables : IEntityTypeConfiguration<CaseRecord>, IEntityTypeConfiguration<CaseLine>, IEntityTypeConfiguration<CaseEvidence>, IEntityTypeConfiguration<FineOutlier>
{
    public const int Text = 1000, Short = 60, Clause = 200, Person = 100, Key = 120;

    public void Configure(EntityTypeBuilder<CaseRecord> table)
    {
        table.ToTable("cases");
        table.Property(c => c.PartyName).HasMaxLength(RegistryTables.NameLength);
        table.Property(c => c.IndustryCode).HasMaxLength(4);
        table.Property(c => c.DivisionCode).HasMaxLength(12);
        table.Property(c => c.ScopePath).HasMaxLength(80);
        table.Property(c => c.CountyCode).HasMaxLength(12);
        table.Property(c => c.AuthorityCode).HasMaxLength(12);
        table.Property(c => c.ActCode).HasMaxLength(20);
        table.Property(c => c.Cause).HasMaxLength(Clause);
        table.Property(c => c.Facts).HasMaxLength(Text);
        table.Property(c => c.ActKey).HasMaxLength(Key);
        table.Property(c => c.OrderNumber).HasMaxLength(Short);
        table.Property(c => c.Number).HasMaxLength(Short);
        table.Property(c => c.DecisionNumber).HasMaxLength(Short);
        table.Property(c => c.DossierHash).HasMaxLength(64);
        table.Property(c => c.Officers).HasMaxLength(Clause);
        table.Property(c => c.DecidedFine).HasPrecision(18, 2);
        table.Property(c => c.Fine).HasPrecision(18, 2);
        table.Property(c => c.Paid).HasPrecision(18, 2);
        table.HasOne<Employer>().WithMany().HasForeignKey(c => c.EmployerId);
        table.HasOne<HiddenDanger>().WithMany().HasForeignKey(c => c.DangerId);
        // One case at a time for one happening.
        table.HasIndex(c => c.ActKey, "ix_cases_open_act").IsUnique().HasFilter("is_open");
        table.HasIndex(c => c.ActKey);
        table.HasIndex(c => c.Number);
        table.HasIndex(c => new { c.EmployerId, c.PartySince });
        table.HasIndex(c => c.DangerId);
        table.HasIndex(c => new { c.AuthorityCode, c.State, c.NextOn, c.Id });
        table.HasIndex(c => new { c.IsOpen, c.NextOn, c.Id });
        table.HasIndex(c => new { c.State, c.NextOn, c.Id });
        table.HasIndex(c => new { c.ActCode, c.DecidedOn });
        table.HasIndex(c => c.DecidedOn);
        table.HasIndex(c => c.FiledOn);
    }

    public void Configure(EntityTypeBuilder<CaseLine> table)
    {
        table.ToTable("case_lines");
        table.Property(l => l.Act).HasMaxLength(20_000);
        table.Property(l => l.Note).HasMaxLength(Text);
        table.Property(l => l.By).HasMaxLength(Person);
        table.Property(l => l.PaperNumber).HasMaxLength(Short);
        table.Property(l => l.PaperKind).HasMaxLength(Short);
        table.HasOne<CaseRecord>().WithMany().HasForeignKey(l => l.CaseId);
        table.HasIndex(l => new { l.CaseId, l.Number }).IsUnique();
        table.HasIndex(l => new { l.Kind, l.On });
    }

    public void Configure(EntityTypeBuilder<FineOutlier> table)
    {
        table.ToTable("fine_outliers");
        table.Property(o => o.DivisionCode).HasMaxLength(12);
        table.Property(o => o.ScopePath).HasMaxLength(80);
        table.Property(o => o.Compared).HasMaxLength(Clause);
        table.Property(o => o.Fine).HasPrecision(18, 2);
        table.Property(o => o.Median).HasPrecision(18, 2);
        table.Property(o => o.Low).HasPrecision(18, 2);
        table.Property(o => o.High).HasPrecision(18, 2);
        table.Property(o => o.Reason).HasMaxLength(Clause);
        table.Property(o => o.Opinion).HasMaxLength(Text);
        table.Property(o => o.ReviewedBy).HasMaxLength(Person);
        table.HasOne<CaseRecord>().WithMany().HasForeignKey(o => o.CaseId);
        table.HasIndex(o => o.CaseId).IsUnique();
        table.HasIndex(o => new { o.ReviewedOn, o.FlaggedOn, o.Id });
    }

    public void Configure(EntityTypeBuilder<CaseEvidence> table)
    {
        table.ToTable("case_evidence");
        table.Property(e => e.DivisionCode).HasMaxLength(12);
        table.Property(e => e.ScopePath).HasMaxLength(80);
        table.Property(e => e.Hash).HasMaxLength(64);
        table.Property(e => e.Name).HasMaxLength(StoredFileNames.MaxLength);
        table.Property(e => e.Note).HasMaxLength(Clause);
        table.Property(e => e.By).HasMaxLength(Person);
        table.HasOne<CaseRecord>().WithMany().HasForeignKey(e => e.CaseId);
        table.HasOne<StoredFile>().WithMany().HasForeignKey(e => e.FileId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(e => e.CaseId);
    }
}
