using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Platform.Organisations;

/// <summary>
/// A supervising body of a place. What it is called, how its papers are numbered and what its seal says change
/// with time (安监局 until the reform, 卫健委 since), so those are dated.
/// </summary>
public sealed class Authority : Entity, IPlaced
{
    public required string DivisionCode { get; init; }
    public string ScopePath { get; private set; } = "";
    /// <summary>Place short name in document numbers, for instance 郑 in （郑）卫职罚〔2026〕1号.</summary>
    public required string PlaceShortName { get; set; }
    public List<AuthorityName> Names { get; } = [];

    /// <summary>The name in force on a day; null before the body existed.</summary>
    public AuthorityName? NameOn(DateOnly day) =>
        Names.Where(n => n.ValidFrom <= day && (n.ValidTo is null || day <= n.ValidTo)).MaxBy(n => n.ValidFrom);
}

/// <summary>Name, prefix and seal of an authority in a period (both days included).</summary>
public sealed class AuthorityName : Entity
{
    public Guid AuthorityId { get; init; }
    public required string Name { get; set; }
    public required string ShortName { get; set; }
    /// <summary>Organ part of a document number: 安监, 卫职.</summary>
    public required string DocumentPrefix { get; set; }
    public required string SealText { get; set; }
    public string? Hotline { get; set; }
    /// <summary>统一社会信用代码 of the body; credit platforms ask for it. Null: not known.</summary>
    public string? CreditCode { get; set; }
    public required DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    /// <summary>Where this is known from: law, notice, or 示例 for demonstration data.</summary>
    public required string Basis { get; set; }
}

public sealed class Department : Entity
{
    public Guid AuthorityId { get; init; }
    public required string Name { get; set; }
}

public enum OrganisationKind { Employer, ProjectOwner, ServiceInstitution, ExamInstitution, MemberDepartment, TradeUnion, ExpertPool }

/// <summary>An employer, institution, member department or other body with users of its own.</summary>
public sealed class Organisation : Entity, IPlaced, IOwned
{
    public OrganisationKind Kind { get; init; }
    public required string Name { get; set; }
    public required string CreditCode { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>The organisation owns its own record.</summary>
    public Guid? OrganisationId { get => Id; private set { _ = value; } }
}

sealed class AuthorityTables : IEntityTypeConfiguration<Authority>, IEntityTypeConfiguration<AuthorityName>,
    IEntityTypeConfiguration<Department>, IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Authority> table)
    {
        table.ToTable("authorities");
        table.Property(a => a.DivisionCode).HasMaxLength(12);
        table.Property(a => a.ScopePath).HasMaxLength(80);
        table.Property(a => a.PlaceShortName).HasMaxLength(10);
        table.HasIndex(a => a.DivisionCode).IsUnique();
        table.HasMany(a => a.Names).WithOne().HasForeignKey(n => n.AuthorityId);
    }

    public void Configure(EntityTypeBuilder<AuthorityName> table)
    {
        table.ToTable("authority_names");
        table.Property(n => n.Name).HasMaxLength(100);
        table.Property(n => n.ShortName).HasMaxLength(40);
        table.Property(n => n.DocumentPrefix).HasMaxLength(20);
        table.Property(n => n.SealText).HasMaxLength(100);
        table.Property(n => n.Hotline).HasMaxLength(40);
        table.Property(n => n.CreditCode).HasMaxLength(18);
        table.Property(n => n.Basis).HasMaxLength(200);
        table.HasIndex(n => new { n.AuthorityId, n.ValidFrom }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Department> table)
    {
        table.ToTable("departments");
        table.Property(d => d.Name).HasMaxLength(100);
        table.HasOne<Authority>().WithMany().HasForeignKey(d => d.AuthorityId);
        table.HasIndex(d => new { d.AuthorityId, d.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Organisation> table)
    {
        table.ToTable("organisations");
        table.Property(o => o.Name).HasMaxLength(200);
        table.Property(o => o.CreditCode).HasMaxLength(18);
        table.Property(o => o.DivisionCode).HasMaxLength(12);
        table.Property(o => o.ScopePath).HasMaxLength(80);
        table.HasIndex(o => new { o.Kind, o.CreditCode }).IsUnique();
    }
}
