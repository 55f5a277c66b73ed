using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Monitoring.Institutions;

/// <summary>资质证书 of a 职业卫生技术服务机构, kept by the institution itself; supervision reads it.</summary>
public sealed class InstitutionCertificate : Entity, IPlaced, IOwned
{
    public required Guid InstitutionId { get; init; }
    public Guid? OrganisationId { get => InstitutionId; private set { _ = value; } }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>甲级, 乙级 or, until 2021, 丙级.</summary>
    public required string Grade { get; set; }
    public required string Number { get; set; }
    /// <summary>业务范围, separated by ；.</summary>
    public required string Scopes { get; set; }
    /// <summary>Leading digits of the divisions of the service area; empty: the whole country.</summary>
    public required string Area { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly ValidTo { get; set; }
}

/// <summary>专业技术人员 who samples.</summary>
public sealed class InstitutionMember : Entity, IPlaced, IOwned
{
    public required Guid InstitutionId { get; init; }
    public Guid? OrganisationId { get => InstitutionId; private set { _ = value; } }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string Name { get; set; }
    public string? Title { get; set; }
    /// <summary>培训合格证书.</summary>
    public string? TrainingNumber { get; set; }
    public DateOnly? ValidTo { get; set; }
}

/// <summary>采样、检测仪器.</summary>
public sealed class InstitutionInstrument : Entity, IPlaced, IOwned
{
    public required Guid InstitutionId { get; init; }
    public Guid? OrganisationId { get => InstitutionId; private set { _ = value; } }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string Number { get; set; }
    public required string Name { get; set; }
    public DateOnly? CalibratedOn { get; set; }
    public DateOnly? CalibrationDue { get; set; }
}

sealed class InstitutionTables : IEntityTypeConfiguration<InstitutionCertificate>, IEntityTypeConfiguration<InstitutionMember>, IEntityTypeConfiguration<InstitutionInstrument>
{
    public const int NumberLength = 60, NameLength = 60, ScopesLength = 300;

    public void Configure(EntityTypeBuilder<InstitutionCertificate> table)
    {
        table.ToTable("institution_certificates");
        Place(table);
        table.Property(c => c.Grade).HasMaxLength(10);
        table.Property(c => c.Number).HasMaxLength(NumberLength);
        table.Property(c => c.Scopes).HasMaxLength(ScopesLength);
        table.Property(c => c.Area).HasMaxLength(6);
        table.HasOne<Organisation>().WithMany().HasForeignKey(c => c.InstitutionId);
        table.HasIndex(c => new { c.InstitutionId, c.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<InstitutionMember> table)
    {
        table.ToTable("institution_members");
        Place(table);
        table.Property(m => m.Name).HasMaxLength(NameLength);
        table.Property(m => m.Title).HasMaxLength(NameLength);
        table.Property(m => m.TrainingNumber).HasMaxLength(NumberLength);
        table.HasOne<Organisation>().WithMany().HasForeignKey(m => m.InstitutionId);
        table.HasIndex(m => new { m.InstitutionId, m.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<InstitutionInstrument> table)
    {
        table.ToTable("institution_instruments");
        Place(table);
        table.Property(i => i.Number).HasMaxLength(NumberLength);
        table.Property(i => i.Name).HasMaxLength(NameLength);
        table.HasOne<Organisation>().WithMany().HasForeignKey(i => i.InstitutionId);
        table.HasIndex(i => new { i.InstitutionId, i.Number }).IsUnique();
    }

    static void Place<T>(EntityTypeBuilder<T> table) where T : class
    {
        table.Property("DivisionCode").HasMaxLength(12);
        table.Property("ScopePath").HasMaxLength(80);
    }
}
