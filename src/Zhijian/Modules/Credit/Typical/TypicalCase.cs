using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Modules.Cases;

namespace Zhijian.Modules.Credit.Typical;

public enum TypicalState { Draft, Submitted, Published, Withdrawn }

/// <summary>典型案例: a decided case told to the public, without what identifies anybody; edited by one, approved by another.</summary>
public sealed class TypicalCase : Entity, IPlaced
{
    public Guid CaseId { get; init; }
    /// <summary>Place of the authority that tells it.</summary>
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string Title { get; set; }
    /// <summary>郑州某某有限公司.</summary>
    public required string Party { get; set; }
    /// <summary>案情.</summary>
    public required string Story { get; set; }
    /// <summary>处理结果.</summary>
    public required string Result { get; set; }
    /// <summary>警示意义.</summary>
    public required string Lesson { get; set; }
    public TypicalState State { get; set; }
    public Guid EditorId { get; set; }
    public required string EditorName { get; set; }
    public string? ApproverName { get; set; }
    public DateOnly? PublishedOn { get; set; }
    public DateOnly? WithdrawnOn { get; set; }
    /// <summary>Why it was sent back or withdrawn.</summary>
    public string? Reason { get; set; }
}

sealed class TypicalTables : IEntityTypeConfiguration<TypicalCase>
{
    public const int Title = 100, Text = 2000, Short = 500;

    public void Configure(EntityTypeBuilder<TypicalCase> table)
    {
        table.ToTable("typical_cases");
        table.Property(t => t.DivisionCode).HasMaxLength(12);
        table.Property(t => t.ScopePath).HasMaxLength(80);
        table.Property(t => t.Title).HasMaxLength(Title);
        table.Property(t => t.Party).HasMaxLength(Title);
        table.Property(t => t.Story).HasMaxLength(Text);
        table.Property(t => t.Result).HasMaxLength(Text);
        table.Property(t => t.Lesson).HasMaxLength(Text);
        table.Property(t => t.EditorName).HasMaxLength(CreditTables.Person);
        table.Property(t => t.ApproverName).HasMaxLength(CreditTables.Person);
        table.Property(t => t.Reason).HasMaxLength(Short);
        table.HasOne<CaseRecord>().WithMany().HasForeignKey(t => t.CaseId);
        table.HasIndex(t => t.CaseId);
        table.HasIndex(t => new { t.State, t.PublishedOn, t.Id });
    }
}
