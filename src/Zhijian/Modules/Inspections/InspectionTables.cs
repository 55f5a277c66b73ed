using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Modules.Inspections.Draws;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Inspections;

sealed class InspectionTables : IEntityTypeConfiguration<InspectionTask>, IEntityTypeConfiguration<InspectionLine>, IEntityTypeConfiguration<ChecklistAnswer>,
    IEntityTypeConfiguration<InspectionFinding>, IEntityTypeConfiguration<InspectionPhoto>, IEntityTypeConfiguration<OfficerCertificate>,
    IEntityTypeConfiguration<InspectionPlan>, IEntityTypeConfiguration<PlanShare>, IEntityTypeConfiguration<InspectionCampaign>
{
    public const int Title = 100, Text = 1000, Note = 500, Short = 60, Person = 100, Clause = 300, Item = 10, Code = 40;

    public void Configure(EntityTypeBuilder<InspectionTask> table)
    {
        table.ToTable("inspections");
        table.Property(t => t.EmployerName).HasMaxLength(RegistryTables.NameLength);
        table.Property(t => t.IndustryCode).HasMaxLength(4);
        table.Property(t => t.DivisionCode).HasMaxLength(12);
        table.Property(t => t.ScopePath).HasMaxLength(80);
        table.Property(t => t.CountyCode).HasMaxLength(12);
        table.Property(t => t.AuthorityCode).HasMaxLength(12);
        table.Property(t => t.Cause).HasMaxLength(Note);
        table.Property(t => t.Partners).HasMaxLength(Note);
        table.Property(t => t.ChecklistCode).HasMaxLength(Code);
        table.Property(t => t.PlannerName).HasMaxLength(Person);
        table.Property(t => t.FirstOfficer).HasMaxLength(Person);
        table.Property(t => t.FirstCertificate).HasMaxLength(Short);
        table.Property(t => t.SecondOfficer).HasMaxLength(Person);
        table.Property(t => t.SecondCertificate).HasMaxLength(Short);
        table.Property(t => t.Rate).HasPrecision(6, 1);
        table.Property(t => t.Points).HasPrecision(8, 1);
        table.Property(t => t.RecordNumber).HasMaxLength(Short);
        table.Property(t => t.MeasuresNumber).HasMaxLength(Short);
        table.Property(t => t.OrderNumber).HasMaxLength(Short);
        table.HasOne<Employer>().WithMany().HasForeignKey(t => t.EmployerId);
        table.HasOne<InspectionPlan>().WithMany().HasForeignKey(t => t.PlanId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<InspectionCampaign>().WithMany().HasForeignKey(t => t.CampaignId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<RandomDraw>().WithMany().HasForeignKey(t => t.DrawId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(t => new { t.EmployerId, t.VisitedOn });
        table.HasIndex(t => new { t.AuthorityCode, t.State, t.DueOn, t.Id });
        table.HasIndex(t => new { t.IsOpen, t.DueOn, t.Id });
        table.HasIndex(t => new { t.DueOn, t.Id });
    }

    public void Configure(EntityTypeBuilder<InspectionLine> table)
    {
        table.ToTable("inspection_lines");
        table.Property(l => l.Title).HasMaxLength(Title);
        table.Property(l => l.Note).HasMaxLength(Text);
        table.Property(l => l.By).HasMaxLength(Person);
        table.HasOne<InspectionTask>().WithMany().HasForeignKey(l => l.TaskId);
        table.HasIndex(l => new { l.TaskId, l.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ChecklistAnswer> table)
    {
        table.ToTable("inspection_answers");
        table.Property(a => a.ItemNumber).HasMaxLength(Item);
        table.Property(a => a.Given).HasPrecision(8, 1);
        table.Property(a => a.Note).HasMaxLength(Note);
        table.Property(a => a.By).HasMaxLength(Person);
        table.HasOne<InspectionTask>().WithMany().HasForeignKey(a => a.TaskId);
        table.HasIndex(a => new { a.TaskId, a.ItemNumber }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<InspectionFinding> table)
    {
        table.ToTable("inspection_findings");
        table.Property(f => f.ItemNumber).HasMaxLength(Item);
        table.Property(f => f.Text).HasMaxLength(Text);
        table.Property(f => f.Article).HasMaxLength(Clause);
        table.Property(f => f.PenaltyCode).HasMaxLength(20);
        table.HasOne<InspectionTask>().WithMany().HasForeignKey(f => f.TaskId);
        table.HasIndex(f => new { f.TaskId, f.Number }).IsUnique();
        table.HasIndex(f => f.DangerId);
    }

    public void Configure(EntityTypeBuilder<InspectionPhoto> table)
    {
        table.ToTable("inspection_photos");
        table.Property(p => p.ItemNumber).HasMaxLength(Item);
        table.Property(p => p.DivisionCode).HasMaxLength(12);
        table.Property(p => p.ScopePath).HasMaxLength(80);
        table.Property(p => p.Name).HasMaxLength(StoredFileNames.MaxLength);
        table.Property(p => p.Note).HasMaxLength(200);
        table.Property(p => p.By).HasMaxLength(Person);
        table.HasOne<InspectionTask>().WithMany().HasForeignKey(p => p.TaskId);
        table.HasOne<StoredFile>().WithMany().HasForeignKey(p => p.FileId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(p => p.TaskId);
    }

    public void Configure(EntityTypeBuilder<OfficerCertificate> table)
    {
        table.ToTable("officer_certificates");
        table.Property(c => c.DivisionCode).HasMaxLength(12);
        table.Property(c => c.ScopePath).HasMaxLength(80);
        table.Property(c => c.Number).HasMaxLength(Short);
        table.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(c => c.UserId).IsUnique();
        table.HasIndex(c => c.Number).IsUnique();
    }

    public void Configure(EntityTypeBuilder<InspectionPlan> table)
    {
        table.ToTable("inspection_plans");
        table.Property(p => p.DivisionCode).HasMaxLength(12);
        table.Property(p => p.ScopePath).HasMaxLength(80);
        table.Property(p => p.Title).HasMaxLength(Title);
        table.Property(p => p.ChecklistCode).HasMaxLength(Code);
        table.Property(p => p.PlannerName).HasMaxLength(Person);
        table.Property(p => p.ApproverName).HasMaxLength(Person);
        table.Property(p => p.ReturnReason).HasMaxLength(Note);
        table.HasMany(p => p.Shares).WithOne().HasForeignKey(s => s.PlanId);
        table.HasIndex(p => new { p.DivisionCode, p.Year }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlanShare> table) => table.ToTable("inspection_plan_shares");

    public void Configure(EntityTypeBuilder<InspectionCampaign> table)
    {
        table.ToTable("inspection_campaigns");
        table.Property(c => c.Code).HasMaxLength(Code);
        table.Property(c => c.Title).HasMaxLength(Title);
        table.Property(c => c.Basis).HasMaxLength(Note);
        table.Property(c => c.Industries).HasMaxLength(200);
        table.Property(c => c.ChecklistCode).HasMaxLength(Code);
        table.Property(c => c.DivisionCode).HasMaxLength(12);
        table.Property(c => c.ScopePath).HasMaxLength(80);
        table.Property(c => c.PlannerName).HasMaxLength(Person);
        table.HasIndex(c => new { c.DivisionCode, c.Code }).IsUnique();
        table.HasIndex(c => c.To);
    }
}

sealed class DrawTables : IEntityTypeConfiguration<RandomDraw>, IEntityTypeConfiguration<DrawMember>, IEntityTypeConfiguration<DrawPerson>
{
    public void Configure(EntityTypeBuilder<RandomDraw> table)
    {
        table.ToTable("random_draws");
        table.Property(d => d.Title).HasMaxLength(InspectionTables.Title);
        table.Property(d => d.DivisionCode).HasMaxLength(12);
        table.Property(d => d.ScopePath).HasMaxLength(80);
        table.Property(d => d.Authority).HasMaxLength(InspectionTables.Person);
        table.Property(d => d.Filters).HasMaxLength(InspectionTables.Note);
        table.Property(d => d.ChecklistCode).HasMaxLength(InspectionTables.Code);
        table.Property(d => d.PoolHash).HasMaxLength(64);
        table.Property(d => d.Commitment).HasMaxLength(64);
        table.Property(d => d.PublicSource).HasMaxLength(200);
        table.Property(d => d.PublicNumber).HasMaxLength(60);
        table.Property(d => d.FrozenBy).HasMaxLength(InspectionTables.Person);
        table.Property(d => d.DrawnBy).HasMaxLength(InspectionTables.Person);
        table.Property(d => d.RedrawOf).HasMaxLength(64);
        table.Property(d => d.RedrawReason).HasMaxLength(InspectionTables.Note);
        table.HasIndex(d => d.FrozenOn);
        // A draw is replaced once, whatever happens at the same moment.
        table.HasIndex(d => d.RedrawOfId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DrawMember> table)
    {
        table.ToTable("draw_members");
        table.Property(m => m.Code).HasMaxLength(40);
        table.Property(m => m.Name).HasMaxLength(RegistryTables.NameLength);
        table.Property(m => m.Why).HasMaxLength(200);
        table.Property(m => m.FirstOfficer).HasMaxLength(40);
        table.Property(m => m.SecondOfficer).HasMaxLength(40);
        table.HasOne<RandomDraw>().WithMany().HasForeignKey(m => m.DrawId);
        table.HasIndex(m => new { m.DrawId, m.Code }).IsUnique();
        table.HasIndex(m => new { m.DrawId, m.Place });
        table.HasIndex(m => m.EmployerId);
    }

    public void Configure(EntityTypeBuilder<DrawPerson> table)
    {
        table.ToTable("draw_persons");
        table.Property(p => p.Name).HasMaxLength(InspectionTables.Person);
        table.Property(p => p.Certificate).HasMaxLength(InspectionTables.Short);
        table.HasOne<RandomDraw>().WithMany().HasForeignKey(p => p.DrawId);
        table.HasIndex(p => new { p.DrawId, p.UserId }).IsUnique();
    }
}
