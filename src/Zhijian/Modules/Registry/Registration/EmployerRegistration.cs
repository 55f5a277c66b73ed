using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Modules.Registry.Registration;

public enum RegistrationState { Pending, Approved, Refused }

/// <summary>用人单位注册: somebody says that he acts for an employer and wants an account; the county verifies it.</summary>
public sealed class EmployerRegistration : Entity, IPlaced
{
    public required string Name { get; init; }
    public required string CreditCode { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string Address { get; init; }
    public required string IndustryCode { get; init; }
    public required string Contact { get; init; }
    [Confidential]
    public required string Mobile { get; init; }
    public DateTime SubmittedAt { get; init; }
    /// <summary>SHA-256 of the query code; the code itself is known to the applicant alone.</summary>
    public required string QueryHash { get; init; }
    public RegistrationState State { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }
    /// <summary>Why it was refused, for the applicant.</summary>
    public string? Reason { get; set; }
    public Guid? EmployerId { get; set; }
    public Guid? UserId { get; set; }
}

sealed class RegistrationTable : IEntityTypeConfiguration<EmployerRegistration>
{
    public void Configure(EntityTypeBuilder<EmployerRegistration> table)
    {
        table.ToTable("employer_registrations");
        table.Property(r => r.Name).HasMaxLength(RegistryTables.NameLength);
        table.Property(r => r.CreditCode).HasMaxLength(18);
        table.Property(r => r.DivisionCode).HasMaxLength(12);
        table.Property(r => r.ScopePath).HasMaxLength(80);
        table.Property(r => r.Address).HasMaxLength(RegistryTables.AddressLength);
        table.Property(r => r.IndustryCode).HasMaxLength(4);
        table.Property(r => r.Contact).HasMaxLength(RegistryTables.PersonLength);
        table.Property(r => r.QueryHash).HasMaxLength(64);
        table.Property(r => r.DecidedBy).HasMaxLength(100);
        table.Property(r => r.Reason).HasMaxLength(300);
        table.HasIndex(r => r.QueryHash).IsUnique();
        table.HasIndex(r => new { r.CreditCode, r.State });
        table.HasIndex(r => new { r.State, r.SubmittedAt });
    }
}

public static class RegistrationTerms
{
    public static string ChineseName(this RegistrationState state) => state switch
    {
        RegistrationState.Pending => "待审核", RegistrationState.Approved => "已通过", RegistrationState.Refused => "未通过", _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
