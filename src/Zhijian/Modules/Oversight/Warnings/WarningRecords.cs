using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Modules.Oversight.Warnings;

public enum WarningState { Open, Handled, Closed }

/// <summary>
/// 预警: what a rule found of a subject. One is open for each rule and subject; it is closed when the rule finds it no more,
/// never by hand.
/// </summary>
public sealed class EarlyWarning : Entity, IPlaced
{
    public required string RuleCode { get; init; }
    public WarningKind Kind { get; init; }
    /// <summary>What it is about: the employer, certificate, county, or township|industry|factor.</summary>
    public required string Subject { get; init; }
    public Guid? EmployerId { get; init; }
    public required string Title { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>Division whose authority is told and handles it.</summary>
    public required string AuthorityCode { get; set; }
    public long Amount { get; set; }
    /// <summary>The same of the last period, or what the amount is shared among.</summary>
    public long? Before { get; set; }
    public DateOnly? Since { get; set; }
    public WarningState State { get; set; }
    public DateOnly FoundOn { get; init; }
    /// <summary>The look that found it last.</summary>
    public Guid SeenBy { get; set; }
    public DateOnly? ToldOn { get; set; }
    public string? ToldTo { get; set; }
    public DateOnly? HandledOn { get; set; }
    public DateOnly? ClosedOn { get; set; }
}

/// <summary>What was done about a warning.</summary>
public sealed class WarningNote
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid WarningId { get; init; }
    public DateTime At { get; init; }
    public required string By { get; init; }
    public required string Text { get; init; }
}

sealed class WarningTables : IEntityTypeConfiguration<EarlyWarning>, IEntityTypeConfiguration<WarningNote>
{
    public const int Name = 300, Note = 1000, Told = 200;

    public void Configure(EntityTypeBuilder<EarlyWarning> table)
    {
        table.ToTable("warnings");
        table.Property(w => w.RuleCode).HasMaxLength(40);
        table.Property(w => w.Subject).HasMaxLength(80);
        table.Property(w => w.Title).HasMaxLength(Name);
        table.Property(w => w.DivisionCode).HasMaxLength(12);
        table.Property(w => w.ScopePath).HasMaxLength(80);
        table.Property(w => w.AuthorityCode).HasMaxLength(12);
        table.Property(w => w.ToldTo).HasMaxLength(Told);
        table.HasIndex(w => new { w.RuleCode, w.Subject }, "ix_warnings_open").IsUnique().HasFilter("closed_on IS NULL");
        table.HasIndex(w => new { w.State, w.FoundOn, w.Id });
        table.HasIndex(w => new { w.AuthorityCode, w.RuleCode, w.State });
        table.HasIndex(w => w.ToldOn, "ix_warnings_untold").HasFilter("told_on IS NULL");
        table.HasIndex(w => w.EmployerId);
    }

    public void Configure(EntityTypeBuilder<WarningNote> table)
    {
        table.ToTable("warning_notes");
        table.Property(n => n.By).HasMaxLength(100);
        table.Property(n => n.Text).HasMaxLength(Note);
        table.HasOne<EarlyWarning>().WithMany().HasForeignKey(n => n.WarningId);
    }
}
