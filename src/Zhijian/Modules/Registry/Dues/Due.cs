using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Modules.Registry.Dues;

/// <summary>
/// 到期事项: something the law demands of an employer by a day. Modules raise <see cref="DueArose"/> and
/// <see cref="DueSettled"/>; the ladder reminds, warns, makes a task and in the end a danger candidate of what is not settled.
/// </summary>
public sealed class Due : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public Guid? WorkplaceId { get; init; }
    /// <summary>Of today; the list shows and finds by it.</summary>
    public required string EmployerName { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    public required string SupervisorCode { get; set; }
    /// <summary>Stable key "module.what", for instance declaration.change.</summary>
    public required string Kind { get; init; }
    /// <summary>What is to be done, in Chinese.</summary>
    public required string Title { get; init; }
    public string? Cause { get; init; }
    /// <summary>The article.</summary>
    public required string Basis { get; init; }
    public DateOnly TriggeredOn { get; init; }
    public DateOnly DueOn { get; set; }
    public DateOnly? SettledOn { get; set; }
    public string? SettledBy { get; set; }
    /// <summary>The last step of the ladder that was taken; 0 for none.</summary>
    public int Step { get; set; }
    /// <summary>Day of the next step; null when settled or when all were taken.</summary>
    public DateOnly? NextStepOn { get; set; }
    public string? Link { get; init; }

    /// <summary>Kind of subject of its to-dos.</summary>
    public const string Subject = "registry.due";
    /// <summary>Source of the danger candidate that it may become.</summary>
    internal string Source => $"due:{Id}";
}

/// <summary>A duty with a day begins. An open one of the same kind and workplace keeps the earlier day.</summary>
public sealed record DueArose(
    Guid EmployerId, Guid? WorkplaceId, string Kind, string Title, string Basis, DateOnly TriggeredOn, DateOnly DueOn, string? Cause = null, string? Link = null);

/// <summary>Duties of many employers are fulfilled at once, by the same.</summary>
public sealed record DuesSettled(DateOnly On, string By, IReadOnlyList<SettledDuty> Duties);

public sealed record SettledDuty(Guid EmployerId, Guid? WorkplaceId, string Kind);

/// <summary>The duty is fulfilled or falls away.</summary>
public sealed record DueSettled(Guid EmployerId, Guid? WorkplaceId, string Kind, DateOnly On, string By);

sealed class DueTable : IEntityTypeConfiguration<Due>
{
    public void Configure(EntityTypeBuilder<Due> table)
    {
        table.ToTable("dues");
        table.Property(d => d.DivisionCode).HasMaxLength(12);
        table.Property(d => d.ScopePath).HasMaxLength(80);
        table.Property(d => d.CountyCode).HasMaxLength(12);
        table.Property(d => d.SupervisorCode).HasMaxLength(12);
        table.Property(d => d.Kind).HasMaxLength(60);
        table.Property(d => d.Title).HasMaxLength(200);
        table.Property(d => d.Cause).HasMaxLength(300);
        table.Property(d => d.Basis).HasMaxLength(200);
        table.Property(d => d.SettledBy).HasMaxLength(120);
        table.Property(d => d.Link).HasMaxLength(300);
        table.HasOne<Employer>().WithMany().HasForeignKey(d => d.EmployerId);
        table.Property(d => d.EmployerName).HasMaxLength(RegistryTables.NameLength);
        table.Ignore(d => d.Source);
        // One open duty of a kind for each workplace, and one for the employer itself, whatever happens at the same moment.
        table.HasIndex(d => new { d.EmployerId, d.Kind, d.WorkplaceId }, "ix_dues_open").IsUnique().HasFilter("settled_on IS NULL AND workplace_id IS NOT NULL");
        table.HasIndex(d => new { d.EmployerId, d.Kind }, "ix_dues_open_employer").IsUnique().HasFilter("settled_on IS NULL AND workplace_id IS NULL");
        table.HasIndex(d => d.NextStepOn);
        table.HasIndex(d => new { d.CountyCode, d.SettledOn, d.DueOn });
        table.HasIndex(d => new { d.SettledOn, d.DueOn });
    }
}
