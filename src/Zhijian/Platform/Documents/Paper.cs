using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Files;
using Zhijian.Rules.Service;

namespace Zhijian.Platform.Documents;

/// <summary>An issued paper as kept: what it said of itself on that day, and the fingerprints of its files. Void papers keep their number.</summary>
public sealed class Paper : Entity, IPlaced
{
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required string Number { get; init; }
    public required string Authority { get; init; }
    public required string SealText { get; init; }
    public DateOnly IssuedOn { get; init; }
    [FileHash]
    public required string DocxHash { get; init; }
    /// <summary>Set once, when the PDF was made from the .docx; null where PDF is not turned on.</summary>
    [FileHash]
    public string? PdfHash { get; set; }
    /// <summary>See <see cref="VerificationCode"/>; unique.</summary>
    public required string Code { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; private set; } = "";
    /// <summary>What it is about, for instance ReferenceVersion and its id.</summary>
    public required string SubjectKind { get; init; }
    public required string SubjectId { get; init; }
    public required string IssuedBy { get; init; }
    /// <summary>批准人; null: the officers issued it.</summary>
    public string? ApprovedBy { get; init; }
    public DateTime IssuedAt { get; init; }
    /// <summary>The employer that it is to be served on; null: it is served on nobody.</summary>
    public Guid? AddresseeId { get; set; }
    public string? Addressee { get; init; }
    /// <summary>Last day for its service, where the law sets one.</summary>
    public DateOnly? ServeBy { get; init; }
    /// <summary>送达日期; terms begin with it.</summary>
    public DateOnly? ServedOn { get; set; }
    public ServiceMethod? ServedHow { get; set; }
    public DateTime? VoidedAt { get; set; }
    public string? VoidReason { get; set; }
}

sealed class PaperTable : IEntityTypeConfiguration<Paper>
{
    public void Configure(EntityTypeBuilder<Paper> table)
    {
        table.ToTable("papers");
        table.Property(p => p.Kind).HasMaxLength(60);
        table.Property(p => p.Title).HasMaxLength(200);
        table.Property(p => p.Number).HasMaxLength(60);
        table.Property(p => p.Authority).HasMaxLength(100);
        table.Property(p => p.SealText).HasMaxLength(100);
        table.Property(p => p.DocxHash).HasMaxLength(64);
        table.Property(p => p.PdfHash).HasMaxLength(64);
        table.Property(p => p.Code).HasMaxLength(27);
        table.Property(p => p.DivisionCode).HasMaxLength(12);
        table.Property(p => p.ScopePath).HasMaxLength(80);
        table.Property(p => p.SubjectKind).HasMaxLength(60);
        table.Property(p => p.SubjectId).HasMaxLength(80);
        table.Property(p => p.IssuedBy).HasMaxLength(100);
        table.Property(p => p.ApprovedBy).HasMaxLength(100);
        table.Property(p => p.Addressee).HasMaxLength(200);
        table.Property(p => p.VoidReason).HasMaxLength(500);
        table.HasIndex(p => p.Number).IsUnique();
        table.HasIndex(p => p.Code).IsUnique();
        table.HasIndex(p => new { p.SubjectKind, p.SubjectId });
        table.HasIndex(p => new { p.AddresseeId, p.ServedOn });
    }
}
