using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring.Rejudging;

/// <summary>
/// 重新判定 of one result of a sealed report: stands beside the verdict that was sealed, which never changes. Only where the law of
/// the sampling day says otherwise than the library did when the report came.
/// </summary>
public sealed class Rejudgement : Entity, IPlaced, IOwned
{
    public required Guid ReportId { get; init; }
    public required Guid ResultId { get; init; }
    public required Guid EmployerId { get; set; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string FactorName { get; init; }
    public ExposureIndex Index { get; init; }
    public Verdict Before { get; init; }
    public Verdict Verdict { get; init; }
    public decimal? Limit { get; init; }
    public string? LimitUnit { get; init; }
    public string? Edition { get; init; }
    public required string Working { get; init; }
    /// <summary>What demands it: the document and its clause.</summary>
    public required string Ground { get; init; }
    public required DateTime At { get; init; }
    public required string By { get; init; }
}

sealed class RejudgementTable : IEntityTypeConfiguration<Rejudgement>
{
    public const int GroundLength = 300;

    public void Configure(EntityTypeBuilder<Rejudgement> table)
    {
        table.ToTable("rejudgements");
        table.Property(r => r.DivisionCode).HasMaxLength(12);
        table.Property(r => r.ScopePath).HasMaxLength(80);
        table.Property(r => r.FactorName).HasMaxLength(ReportTables.NameLength);
        table.Property(r => r.LimitUnit).HasMaxLength(20);
        table.Property(r => r.Edition).HasMaxLength(40);
        table.Property(r => r.Working).HasMaxLength(ReportTables.WorkingLength);
        table.Property(r => r.Ground).HasMaxLength(GroundLength);
        table.Property(r => r.By).HasMaxLength(100);
        table.HasOne<MonitoringReport>().WithMany().HasForeignKey(r => r.ReportId);
        table.HasOne<MonitoringResult>().WithMany().HasForeignKey(r => r.ResultId);
        table.HasIndex(r => new { r.ResultId, r.At });
        table.HasIndex(r => r.EmployerId);
    }
}
