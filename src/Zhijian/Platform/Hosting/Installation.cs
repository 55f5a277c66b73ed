using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Platform.Hosting;

/// <summary>
/// A fact about this database that no configuration can contradict. "demonstration" is written by the demonstration
/// seed on a new database only, so a real database cannot be turned into one by a flag.
/// </summary>
public sealed class InstallationFact
{
    public const string Demonstration = "demonstration";

    public required string Name { get; init; }
    public DateTime At { get; init; }
}

/// <summary>What kind of installation this is.</summary>
public sealed class Installation
{
    bool? demonstration;

    public async ValueTask<bool> IsDemonstrationAsync(ZhijianDb db, CancellationToken ct = default) =>
        demonstration ??= await db.Set<InstallationFact>().AnyAsync(f => f.Name == InstallationFact.Demonstration, ct);

    internal void MarkDemonstration(ZhijianDb db, Change change)
    {
        db.Add(new InstallationFact { Name = InstallationFact.Demonstration, At = change.At });
        change.AfterCommit(Forget);
    }

    internal void Forget() => demonstration = null;
}

sealed class InstallationFactTable : IEntityTypeConfiguration<InstallationFact>
{
    public void Configure(EntityTypeBuilder<InstallationFact> table)
    {
        table.ToTable("installation_facts");
        table.HasKey(f => f.Name);
        table.Property(f => f.Name).HasMaxLength(40);
    }
}
