using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Modules.Oversight.Reports;

public enum ReportState { Draft, Submitted, Returned, Approved, Superseded }

/// <summary>A county's report of a form and period. What was approved stays; a correction is the next number.</summary>
public sealed class CountyReport : Entity, IPlaced
{
    public required string Form { get; init; }
    /// <summary>First day.</summary>
    public DateOnly Period { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>Counts corrections from 1.</summary>
    public int Number { get; init; }
    public ReportState State { get; set; }
    public DateOnly DueOn { get; init; }
    /// <summary>When the figures were taken.</summary>
    public required DateTime TakenAt { get; set; }
    /// <summary>The first time: lateness is counted by it.</summary>
    public DateOnly? FirstSubmittedOn { get; set; }
    public DateTime? SubmittedAt { get; set; }
    public string? SubmittedBy { get; set; }
    public int Returns { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }
    public string? Opinion { get; set; }
    public List<ReportCell> Cells { get; } = [];

    public bool IsOpen => State is ReportState.Draft or ReportState.Returned;
}

/// <summary>A figure of a report: what the platform counted, and what the county says instead and why.</summary>
public sealed class ReportCell
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ReportId { get; init; }
    public required string Item { get; init; }
    /// <summary>Null: nothing is kept of that month.</summary>
    public long? Counted { get; set; }
    public long? Corrected { get; set; }
    public string? Reason { get; set; }
    /// <summary>What the city objected to.</summary>
    public string? Objection { get; set; }

    public long? Value => Corrected ?? Counted;
}

sealed class ReportTables : IEntityTypeConfiguration<CountyReport>, IEntityTypeConfiguration<ReportCell>
{
    public const int Reason = 300;

    public void Configure(EntityTypeBuilder<CountyReport> table)
    {
        table.ToTable("county_reports");
        table.Property(r => r.Form).HasMaxLength(40);
        table.Property(r => r.DivisionCode).HasMaxLength(12);
        table.Property(r => r.ScopePath).HasMaxLength(80);
        table.Property(r => r.SubmittedBy).HasMaxLength(100);
        table.Property(r => r.DecidedBy).HasMaxLength(100);
        table.Property(r => r.Opinion).HasMaxLength(Reason);
        table.Ignore(r => r.IsOpen);
        table.HasMany(r => r.Cells).WithOne().HasForeignKey(c => c.ReportId);
        table.HasIndex(r => new { r.Form, r.Period, r.DivisionCode, r.Number }).IsUnique();
        // Two corrections at once: one open report for each county and period.
        table.HasIndex(r => new { r.Form, r.Period, r.DivisionCode }, "ix_county_reports_open").IsUnique().HasFilter("state IN ('Draft', 'Submitted', 'Returned')");
    }

    public void Configure(EntityTypeBuilder<ReportCell> table)
    {
        table.ToTable("county_report_cells");
        table.Property(c => c.Item).HasMaxLength(40);
        table.Property(c => c.Reason).HasMaxLength(Reason);
        table.Property(c => c.Objection).HasMaxLength(Reason);
        table.Ignore(c => c.Value);
        table.HasIndex(c => new { c.ReportId, c.Item }).IsUnique();
    }
}

public static class ReportWords
{
    public static string Text(this ReportState state) => state switch
    {
        ReportState.Draft => "填报中", ReportState.Submitted => "待审核", ReportState.Returned => "已退回", ReportState.Approved => "已通过", _ => "已更正",
    };
}
