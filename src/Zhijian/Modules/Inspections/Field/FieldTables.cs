using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Inspections.Field;

sealed class FieldTables : IEntityTypeConfiguration<FieldCommand>, IEntityTypeConfiguration<FieldPhoto>, IEntityTypeConfiguration<InspectionSignature>
{
    public void Configure(EntityTypeBuilder<FieldCommand> table)
    {
        table.ToTable("field_commands");
        table.Property(c => c.Author).HasMaxLength(InspectionTables.Person);
        table.Property(c => c.Reason).HasMaxLength(InspectionTables.Text);
        table.Property(c => c.Digest).HasMaxLength(64);
        table.HasOne<InspectionTask>().WithMany().HasForeignKey(c => c.TaskId);
        // Two requests of one phone at the same moment: one of them takes the place.
        table.HasIndex(c => new { c.TaskId, c.DeviceId, c.Order }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FieldPhoto> table)
    {
        table.ToTable("field_photos");
        table.Property(p => p.ItemNumber).HasMaxLength(InspectionTables.Item);
        table.Property(p => p.Name).HasMaxLength(StoredFileNames.MaxLength);
        table.Property(p => p.Note).HasMaxLength(200);
        table.Property(p => p.Hash).HasMaxLength(64);
        table.Property(p => p.Author).HasMaxLength(InspectionTables.Person);
        table.HasOne<InspectionTask>().WithMany().HasForeignKey(p => p.TaskId);
        table.HasOne<InspectionPhoto>().WithMany().HasForeignKey(p => p.PhotoId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(p => new { p.TaskId, p.Hash }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<InspectionSignature> table)
    {
        table.ToTable("inspection_signatures");
        table.Property(s => s.Name).HasMaxLength(InspectionTables.Person);
        table.HasOne<InspectionTask>().WithMany().HasForeignKey(s => s.TaskId);
        table.HasOne<StoredFile>().WithMany().HasForeignKey(s => s.FileId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(s => new { s.TaskId, s.Role }).IsUnique();
    }
}
