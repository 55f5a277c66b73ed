using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Dangers;

sealed class DangerTables : IEntityTypeConfiguration<HiddenDanger>, IEntityTypeConfiguration<DangerLine>, IEntityTypeConfiguration<DangerResult>,
    IEntityTypeConfiguration<DangerMeasure>, IEntityTypeConfiguration<DangerEvidence>, IEntityTypeConfiguration<OfficerRecusal>
{
    public const int Name = 200, Text = 1000, Short = 60, Clause = 200, Person = 100, Key = 120;

    public void Configure(EntityTypeBuilder<HiddenDanger> table)
    {
        table.ToTable("dangers");
        table.Ignore(d => d.Subject);
        table.Ignore(d => d.WasFound);
        table.Property(d => d.EmployerName).HasMaxLength(RegistryTables.NameLength);
        table.Property(d => d.IndustryCode).HasMaxLength(4);
        table.Property(d => d.DivisionCode).HasMaxLength(12);
        table.Property(d => d.ScopePath).HasMaxLength(80);
        table.Property(d => d.CountyCode).HasMaxLength(12);
        table.Property(d => d.AuthorityCode).HasMaxLength(12);
        table.Property(d => d.SourceKey).HasMaxLength(Key);
        table.Property(d => d.Finding).HasMaxLength(Text);
        table.Property(d => d.Article).HasMaxLength(300);
        table.Property(d => d.GradeReason).HasMaxLength(Clause);
        table.Property(d => d.PointName).HasMaxLength(Name);
        table.Property(d => d.FactorCode).HasMaxLength(20);
        table.Property(d => d.AskedReason).HasMaxLength(Clause);
        table.Property(d => d.FactorName).HasMaxLength(Name);
        table.Property(d => d.Index).HasMaxLength(20);
        table.Property(d => d.Value).HasMaxLength(Short);
        table.Property(d => d.Limit).HasMaxLength(Short);
        table.Property(d => d.Ratio).HasPrecision(18, 4);
        table.Property(d => d.Edition).HasMaxLength(Short);
        table.Property(d => d.Clause).HasMaxLength(Clause);
        table.Property(d => d.Working).HasMaxLength(Text);
        table.Property(d => d.LatestValue).HasMaxLength(Short);
        table.Property(d => d.OwnerName).HasMaxLength(Person);
        table.Property(d => d.OrderNumber).HasMaxLength(Short);
        table.HasOne<Employer>().WithMany().HasForeignKey(d => d.EmployerId);
        table.HasOne<Workplace>().WithMany().HasForeignKey(d => d.WorkplaceId);
        // One open danger for each point and factor, and for each other source, whatever happens at the same moment.
        table.HasIndex(d => new { d.PointId, d.FactorCode }, "ix_dangers_open_point").IsUnique().HasFilter("is_open AND point_id IS NOT NULL");
        table.HasIndex(d => new { d.EmployerId, d.SourceKey }, "ix_dangers_open_source").IsUnique().HasFilter("is_open AND point_id IS NULL");
        table.HasIndex(d => new { d.EmployerId, d.IsOpen });
        // The board: by state or turn, the nearest day first; by county; what one person has.
        table.HasIndex(d => new { d.AuthorityCode, d.State, d.NextOn, d.Id });
        table.HasIndex(d => new { d.CountyCode, d.State, d.NextOn, d.Id });
        table.HasIndex(d => new { d.State, d.NextOn, d.Id });
        table.HasIndex(d => new { d.NextOn, d.Id });
        table.HasIndex(d => new { d.OwnerId, d.NextOn });
        // What a county has in one state, closed ones above all, among those of the whole city.
        table.HasIndex(d => new { d.State, d.ScopePath });
        // The counts of the board and the open list of a place: what is closed, the most of it, is not looked at.
        table.HasIndex(d => new { d.ScopePath, d.State, d.Grade, d.NextOn }, "ix_dangers_open_scope").HasFilter("is_open");
        // The night's look at what has passed.
        table.HasIndex(d => new { d.State, d.Deadline, d.Id });
        table.HasIndex(d => d.FoundOn);
    }

    public void Configure(EntityTypeBuilder<DangerLine> table)
    {
        table.ToTable("danger_lines");
        table.Property(l => l.Title).HasMaxLength(Short);
        table.Property(l => l.Note).HasMaxLength(Text);
        table.Property(l => l.By).HasMaxLength(Person);
        table.Property(l => l.FirstOfficer).HasMaxLength(Person);
        table.Property(l => l.SecondOfficer).HasMaxLength(Person);
        table.Property(l => l.PaperNumber).HasMaxLength(Short);
        table.HasOne<HiddenDanger>().WithMany().HasForeignKey(l => l.DangerId);
        table.HasIndex(l => new { l.DangerId, l.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DangerResult> table)
    {
        table.ToTable("danger_results");
        table.Property(r => r.ReportNumber).HasMaxLength(Key);
        table.Property(r => r.Index).HasMaxLength(20);
        table.Property(r => r.Value).HasMaxLength(Short);
        table.Property(r => r.Limit).HasMaxLength(Short);
        table.Property(r => r.Ratio).HasPrecision(18, 4);
        table.Property(r => r.Edition).HasMaxLength(Short);
        table.Property(r => r.Institution).HasMaxLength(Name);
        table.HasOne<HiddenDanger>().WithMany().HasForeignKey(r => r.DangerId);
        table.HasIndex(r => new { r.DangerId, r.SampledOn });
        table.HasIndex(r => r.ReportId);
    }

    public void Configure(EntityTypeBuilder<DangerMeasure> table)
    {
        table.ToTable("danger_measures");
        table.Property(m => m.Code).HasMaxLength(40);
        table.Property(m => m.Text).HasMaxLength(300);
        table.HasOne<HiddenDanger>().WithMany().HasForeignKey(m => m.DangerId);
        table.HasIndex(m => m.DangerId);
    }

    public void Configure(EntityTypeBuilder<DangerEvidence> table)
    {
        table.ToTable("danger_evidence");
        table.Property(e => e.DivisionCode).HasMaxLength(12);
        table.Property(e => e.ScopePath).HasMaxLength(80);
        table.Property(e => e.Name).HasMaxLength(StoredFileNames.MaxLength);
        table.Property(e => e.Note).HasMaxLength(Clause);
        table.Property(e => e.By).HasMaxLength(Person);
        table.HasOne<HiddenDanger>().WithMany().HasForeignKey(e => e.DangerId);
        table.HasOne<StoredFile>().WithMany().HasForeignKey(e => e.FileId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(e => e.DangerId);
    }

    public void Configure(EntityTypeBuilder<OfficerRecusal> table)
    {
        table.ToTable("officer_recusals");
        table.Property(r => r.DivisionCode).HasMaxLength(12);
        table.Property(r => r.ScopePath).HasMaxLength(80);
        table.Property(r => r.Reason).HasMaxLength(Clause);
        table.Property(r => r.By).HasMaxLength(Person);
        table.HasOne<User>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Employer>().WithMany().HasForeignKey(r => r.EmployerId);
        table.HasIndex(r => new { r.UserId, r.EmployerId }).IsUnique();
    }
}
