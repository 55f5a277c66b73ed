using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Rules.Matching;

namespace Zhijian.Modules.Registry.Feeds.Sources;

public enum FeedSourceKind { Register, Tax, Power, Environment, SocialInsurance, Other }

/// <summary>A partner's list that comes again and again. The whole city's; who feeds it is limited to his own region.</summary>
public sealed class FeedSource : Entity
{
    /// <summary>Stands before the colon in the lineage of every fact that came from here.</summary>
    public required string Key { get; init; }
    public required string Title { get; set; }
    public FeedSourceKind Kind { get; init; }
    public required string Department { get; set; }
    public bool Active { get; set; } = true;
    /// <summary>Where name and address are certain, and where a person is asked; see <see cref="MatchPolicy"/>.</summary>
    public decimal CertainAt { get; set; } = (decimal)MatchPolicy.Usual.CertainAt;
    public decimal LikelyAt { get; set; } = (decimal)MatchPolicy.Usual.LikelyAt;
    /// <summary>Where this is known from, and how far it is trusted.</summary>
    public required string Basis { get; init; }
    public required string Confidence { get; init; }

    /// <summary>Only the register's word makes a code with a failing check a code all the same.</summary>
    public bool KeepsFailedCodes => Kind == FeedSourceKind.Register;
    public MatchPolicy Policy => MatchPolicy.Usual with { CertainAt = (double)CertainAt, LikelyAt = (double)LikelyAt };
}

/// <summary>How far a source is believed in a group of facts; 1 most. Sources that are no feeds (declaration, census, user) stand here too.</summary>
public sealed class FeedTrust : Entity
{
    public required string SourceKey { get; init; }
    public FactGroup Group { get; init; }
    public int Rank { get; set; }
    public required string Basis { get; init; }
    public required string Source { get; init; }
    public required string Confidence { get; init; }
}

/// <summary>One edition of what a source's columns mean. Never changed: a batch tells by which it was read.</summary>
public sealed class FeedMapping : Entity
{
    public Guid SourceId { get; init; }
    public int Number { get; init; }
    /// <summary>JSON of <see cref="MappingSpec"/>.</summary>
    public required string Spec { get; init; }
    public required string SavedBy { get; init; }
    public DateTime SavedAt { get; init; }
}

public static class FeedSourceTerms
{
    public static string ChineseName(this FeedSourceKind kind) => kind switch
    {
        FeedSourceKind.Register => "市场主体登记", FeedSourceKind.Tax => "税务", FeedSourceKind.Power => "电力", FeedSourceKind.Environment => "排污许可",
        FeedSourceKind.SocialInsurance => "社会保险", FeedSourceKind.Other => "其他", _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

sealed class FeedSourceTables : IEntityTypeConfiguration<FeedSource>, IEntityTypeConfiguration<FeedTrust>, IEntityTypeConfiguration<FeedMapping>
{
    public const int KeyLength = 40;

    public void Configure(EntityTypeBuilder<FeedSource> table)
    {
        table.ToTable("feed_sources");
        table.Property(s => s.Key).HasMaxLength(KeyLength);
        table.Property(s => s.Title).HasMaxLength(60);
        table.Property(s => s.Department).HasMaxLength(60);
        table.Property(s => s.CertainAt).HasPrecision(4, 3);
        table.Property(s => s.LikelyAt).HasPrecision(4, 3);
        table.Property(s => s.Basis).HasMaxLength(200);
        table.Property(s => s.Confidence).HasMaxLength(20);
        table.Ignore(s => s.Policy);
        table.Ignore(s => s.KeepsFailedCodes);
        table.HasIndex(s => s.Key).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FeedTrust> table)
    {
        table.ToTable("feed_trusts");
        table.Property(t => t.SourceKey).HasMaxLength(KeyLength);
        table.Property(t => t.Basis).HasMaxLength(200);
        table.Property(t => t.Source).HasMaxLength(200);
        table.Property(t => t.Confidence).HasMaxLength(20);
        table.HasIndex(t => new { t.SourceKey, t.Group }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FeedMapping> table)
    {
        table.ToTable("feed_mappings");
        table.Property(m => m.SavedBy).HasMaxLength(100);
        table.HasOne<FeedSource>().WithMany().HasForeignKey(m => m.SourceId);
        table.HasIndex(m => new { m.SourceId, m.Number }).IsUnique();
    }
}
