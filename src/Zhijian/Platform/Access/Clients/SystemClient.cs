using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Access.Clients;

/// <summary>
/// Another system that calls the API. Its place or organisation decides what it sees, its grants what it may do;
/// OpenIddict keeps the hash of its secret under the same client id.
/// </summary>
public sealed class SystemClient : Entity, IPlaced, IOwned
{
    public required string ClientId { get; init; }
    public required string Name { get; set; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; private set; } = "";
    public Guid? OrganisationId { get; init; }
    public bool Disabled { get; set; }
    public DateTime CreatedAt { get; init; }
    public DateTime SecretChangedAt { get; set; }
    public List<ClientGrant> Grants { get; } = [];
}

/// <summary>A permission that a system holds.</summary>
public sealed class ClientGrant
{
    public Guid SystemClientId { get; init; }
    public required string Permission { get; init; }
}

sealed class SystemClientTables : IEntityTypeConfiguration<SystemClient>, IEntityTypeConfiguration<ClientGrant>
{
    public void Configure(EntityTypeBuilder<SystemClient> table)
    {
        table.ToTable("system_clients");
        table.Property(c => c.ClientId).HasMaxLength(40);
        table.Property(c => c.Name).HasMaxLength(100);
        table.Property(c => c.DivisionCode).HasMaxLength(12);
        table.Property(c => c.ScopePath).HasMaxLength(80);
        table.HasIndex(c => c.ClientId).IsUnique();
        table.HasMany(c => c.Grants).WithOne().HasForeignKey(g => g.SystemClientId);
        table.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ClientGrant> table)
    {
        table.ToTable("client_grants");
        table.HasKey(g => new { g.SystemClientId, g.Permission });
        table.Property(g => g.Permission).HasMaxLength(80);
    }
}
