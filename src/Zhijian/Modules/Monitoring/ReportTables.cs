using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Modules.Registry;

namespace Zhijian.Modules.Monitoring;

sealed class ReportTables : IEntityTypeConfiguration<MonitoringReport>, IEntityTypeConfiguration<SamplingPoint>, IEntityTypeConfiguration<MonitoringResult>,
    IEntityTypeConfiguration<SamplingVisit>, IEntityTypeConfiguration<ResultCurve>, IEntityTypeConfiguration<Finding>
{
    public const int NumberLength = 60, NameLength = 200, PlaceLength = 100, PeopleLength = 300, WorkingLength = 600, ReasonLength = 300;

    public void Configure(EntityTypeBuilder<MonitoringReport> table)
    {
        table.ToTable("monitoring_reports");
        table.Property(r => r.FilerName).HasMaxLength(NameLength);
        table.Property(r => r.Number).HasMaxLength(NumberLength);
        table.Property(r => r.CorrectionReason).HasMaxLength(ReasonLength);
        table.Property(r => r.EmployerName).HasMaxLength(NameLength);
        table.Property(r => r.WorkplaceName).HasMaxLength(NameLength);
        Place(table);
        table.Property(r => r.CountyCode).HasMaxLength(12);
        table.Property(r => r.Samplers).HasMaxLength(PeopleLength);
        table.Property(r => r.Instruments).HasMaxLength(PeopleLength);
        table.Property(r => r.SealedBy).HasMaxLength(100);
        table.Property(r => r.Sm3).HasMaxLength(64);
        table.Property(r => r.Sha256).HasMaxLength(64);
        table.Property(r => r.RowsDigest).HasMaxLength(64);
        table.Property(r => r.PublicCode).HasMaxLength(40);
        table.HasOne<Employer>().WithMany().HasForeignKey(r => r.EmployerId);
        table.HasOne<Workplace>().WithMany().HasForeignKey(r => r.WorkplaceId);
        // No number twice, whatever comes at the same moment; revisions share it.
        table.HasIndex(r => new { r.FilerId, r.Number, r.Revision }).IsUnique();
        table.HasIndex(r => r.PublicCode).IsUnique();
        table.HasIndex(r => r.RowsDigest);
        table.HasIndex(r => new { r.EmployerId, r.SampledTo });
        table.HasIndex(r => new { r.WorkplaceId, r.Kind, r.InForce, r.SampledTo });
        table.HasIndex(r => new { r.FilerId, r.State, r.SampledTo });
        table.HasIndex(r => new { r.InForce, r.SampledTo });
        table.HasIndex(r => new { r.CountyCode, r.InForce, r.SampledTo });
    }

    public void Configure(EntityTypeBuilder<SamplingPoint> table)
    {
        table.ToTable("sampling_points");
        Place(table);
        table.Property(p => p.CountyCode).HasMaxLength(12);
        table.Property(p => p.EmployerName).HasMaxLength(NameLength);
        table.Property(p => p.Workshop).HasMaxLength(PlaceLength);
        table.Property(p => p.Post).HasMaxLength(PlaceLength);
        table.Property(p => p.Name).HasMaxLength(PlaceLength);
        table.Ignore(p => p.Place);
        table.HasOne<Workplace>().WithMany().HasForeignKey(p => p.WorkplaceId);
        table.HasIndex(p => new { p.WorkplaceId, p.Workshop, p.Post, p.Name }).IsUnique();
        table.HasIndex(p => p.EmployerId);
        table.HasIndex(p => p.EmployerName);
    }

    public void Configure(EntityTypeBuilder<MonitoringResult> table)
    {
        table.ToTable("monitoring_results");
        table.HasKey(r => r.Id);
        Place(table);
        table.Property(r => r.CountyCode).HasMaxLength(12);
        table.Property(r => r.FactorCode).HasMaxLength(20);
        table.Property(r => r.FactorName).HasMaxLength(NameLength);
        table.Property(r => r.Unit).HasMaxLength(20);
        table.Property(r => r.LimitUnit).HasMaxLength(20);
        table.Property(r => r.Edition).HasMaxLength(40);
        table.Property(r => r.Clause).HasMaxLength(200);
        table.Property(r => r.Working).HasMaxLength(WorkingLength);
        table.HasOne<MonitoringReport>().WithMany().HasForeignKey(r => r.ReportId);
        table.HasOne<SamplingPoint>().WithMany().HasForeignKey(r => r.PointId);
        table.HasIndex(r => new { r.ReportId, r.Ordinal }).IsUnique();
        table.HasIndex(r => new { r.PointId, r.FactorCode, r.SampledOn });
        table.HasIndex(r => new { r.WorkplaceId, r.FactorCode, r.SampledOn });
        table.HasIndex(r => r.EmployerId);
    }

    public void Configure(EntityTypeBuilder<SamplingVisit> table)
    {
        table.ToTable("sampling_visits");
        table.Property(v => v.Sampler).HasMaxLength(RegistryTables.PersonLength);
        table.HasOne<MonitoringReport>().WithMany().HasForeignKey(v => v.ReportId);
        table.HasIndex(v => new { v.FilerId, v.Day, v.Sampler });
    }

    public void Configure(EntityTypeBuilder<ResultCurve> table)
    {
        table.ToTable("result_curves");
        table.Property(c => c.FactorCode).HasMaxLength(20);
        table.Property(c => c.Fingerprint).HasMaxLength(32);
        table.HasOne<MonitoringReport>().WithMany().HasForeignKey(c => c.ReportId);
        table.HasIndex(c => c.Fingerprint);
    }

    public void Configure(EntityTypeBuilder<Finding> table)
    {
        table.ToTable("monitoring_findings");
        Place(table);
        table.Property(f => f.FilerName).HasMaxLength(NameLength);
        table.Property(f => f.ReportNumber).HasMaxLength(NumberLength);
        table.Property(f => f.EmployerName).HasMaxLength(NameLength);
        table.Property(f => f.Message).HasMaxLength(WorkingLength);
        table.HasOne<MonitoringReport>().WithMany().HasForeignKey(f => f.ReportId);
        table.HasIndex(f => f.ReportId);
        table.HasIndex(f => new { f.FoundOn, f.Id });
        table.HasIndex(f => new { f.FilerId, f.Code });
    }

    static void Place<T>(EntityTypeBuilder<T> table) where T : class
    {
        table.Property("DivisionCode").HasMaxLength(12);
        table.Property("ScopePath").HasMaxLength(80);
    }
}
