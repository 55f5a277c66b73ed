using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Platform.Hosting;

/// <summary>A fact about this installation that lives with its data, so that a copy or a second node knows it too.</summary>
public sealed class InstallationSetting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}

sealed class InstallationSettingTable : IEntityTypeConfiguration<InstallationSetting>
{
    public void Configure(EntityTypeBuilder<InstallationSetting> table)
    {
        table.ToTable("installation_settings");
        table.HasKey(s => s.Key);
        table.Property(s => s.Key).HasMaxLength(100);
        table.Property(s => s.Value).HasMaxLength(1000);
    }
}

/// <summary>What the database is for. Decided once, when it is filled for the first time, and never changed.</summary>
public enum Purpose
{
    /// <summary>Not filled yet, or killed before that was decided.</summary>
    Undecided,
    /// <summary>A fictional city to try things out: no second factor, known sign-ins, loopback only.</summary>
    Demonstration,
    /// <summary>Real work.</summary>
    Service,
}

/// <summary>Reads and decides what this installation is.</summary>
public sealed class Installation
{
    internal const string PurposeKey = "purpose", EmployersKey = "demonstration.employers", YearsKey = "demonstration.years", SeedKey = "demonstration.seed", CompleteKey = "demonstration.complete";

    // Written once in the life of a database, so what was read once stays true.
    Purpose known;

    public async Task<bool> IsDemonstrationAsync(ZhijianDb db, CancellationToken ct) =>
        await PurposeAsync(db, ct) == Purpose.Demonstration;

    public async Task<Purpose> PurposeAsync(ZhijianDb db, CancellationToken ct)
    {
        if (known == Purpose.Undecided)
            known = Enum.TryParse<Purpose>(await ReadAsync(db, PurposeKey, ct), out var purpose) ? purpose : Purpose.Undecided;
        return known;
    }

    internal void Forget() => known = Purpose.Undecided;

    internal static Task<string?> ReadAsync(ZhijianDb db, string key, CancellationToken ct) =>
        db.Set<InstallationSetting>().AsNoTracking().Where(s => s.Key == key).Select(s => s.Value).SingleOrDefaultAsync(ct);

    /// <summary>The demonstration that was begun and not finished: the process was killed meanwhile.</summary>
    internal static async Task<Demonstration?> UnfinishedAsync(ZhijianDb db, CancellationToken ct)
    {
        var settings = await db.Set<InstallationSetting>().AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Value, ct);
        return settings.GetValueOrDefault(PurposeKey) == nameof(Purpose.Demonstration) && !settings.ContainsKey(CompleteKey)
            ? new(int.Parse(settings[EmployersKey], CultureInfo.InvariantCulture), int.Parse(settings[SeedKey], CultureInfo.InvariantCulture))
            {
                Years = settings.TryGetValue(YearsKey, out var years) ? int.Parse(years, CultureInfo.InvariantCulture) : Demonstration.UsualYears,
            }
            : null;
    }

    /// <summary>Adds the decision to the open change.</summary>
    internal static void Decide(ZhijianDb db, Demonstration? demonstration)
    {
        void Add(string key, string value) => db.Add(new InstallationSetting { Key = key, Value = value });
        Add(PurposeKey, (demonstration is null ? Purpose.Service : Purpose.Demonstration).ToString());
        if (demonstration is null) return;
        Add(EmployersKey, demonstration.Employers.ToString(CultureInfo.InvariantCulture));
        Add(YearsKey, demonstration.Years.ToString(CultureInfo.InvariantCulture));
        Add(SeedKey, demonstration.Seed.ToString(CultureInfo.InvariantCulture));
    }
}
