using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Matching;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>One word by which an employer is found as a candidate: an index lookup instead of a comparison with everybody.</summary>
[NotAudited]
public sealed class MatchKey
{
    public const int Length = 100;
    public required string Key { get; init; }
    public Guid EmployerId { get; init; }
}

/// <summary>The version of an employer whose words are written.</summary>
[NotAudited]
public sealed class MatchMark
{
    public Guid EmployerId { get; init; }
    public long Version { get; set; }
}

/// <summary>The facts of an employer from which his words follow.</summary>
public sealed record KeyedEmployer(Guid Id, string Name, string? CreditCode, string CountyCode, string DivisionCode, string? Address, string? Phone);

/// <summary>
/// Builds the words: O: organisation code; N: county and core name, A: county and address, P: county and phone (hashed) for
/// doubles; B: and b: county and pairs of characters of the core name, b: for those without a valid credit code, because
/// only they can be meant by a record that has one.
/// </summary>
public sealed class MatchKeys(DivisionDirectory divisions, KeyFolder secrets)
{
    const int Pairs = 3, ShortestAddress = 4;

    public PlaceNames PlacesOf(string divisionCode)
    {
        if (known.TryGetValue(divisionCode, out var places)) return places;
        var path = divisions.Find(divisionCode)?.Path.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return known[divisionCode] = new(path.Select(divisions.Name));
    }

    readonly System.Collections.Concurrent.ConcurrentDictionary<string, PlaceNames> known = new();

    public IEnumerable<string> Of(KeyedEmployer employer)
    {
        var places = PlacesOf(employer.DivisionCode);
        var county = employer.CountyCode;
        var core = CompanyName.Read(employer.Name, places).Core;
        if (EmployerMatching.OrganisationPart(employer.CreditCode) is { } part) yield return Organisation(part);
        if (core.Length > 0) yield return Cut($"N:{county}:{core}");
        if (AddressText.Read(employer.Address, places) is { Text.Length: >= ShortestAddress, Numbers.Length: > 0 } address) yield return Cut($"A:{county}:{address.Text}");
        if (PhoneHash(employer.Phone) is { } phone) yield return $"P:{county}:{phone}";
        var mark = UnifiedSocialCreditCode.TryParse(employer.CreditCode, out _) ? 'B' : 'b';
        foreach (var pair in PairsOf(core)) yield return $"{mark}:{county}:{pair}";
    }

    public static string Organisation(string part) => $"O:{part}";

    /// <summary>Words of those who may be meant by a record.</summary>
    public IEnumerable<string> Asked(FeedRow row, string countyCode, string divisionCode)
    {
        if (EmployerMatching.OrganisationPart(row.CreditCode) is { } part) yield return Organisation(part);
        var isCoded = UnifiedSocialCreditCode.TryParse(row.CreditCode, out _);
        foreach (var name in row.FormerNames.Prepend(row.Name))
            foreach (var pair in PairsOf(CompanyName.Read(name, PlacesOf(divisionCode)).Core))
            {
                yield return $"b:{countyCode}:{pair}";
                if (!isCoded) yield return $"B:{countyCode}:{pair}";
            }
    }

    /// <summary>Equal phones have equal hashes; without the key nobody can go through all numbers.</summary>
    public string? PhoneHash(string? phone)
    {
        var digits = string.Concat(Width.Clean(phone).Where(char.IsAsciiDigit));
        return digits.Length < 7 ? null : Convert.ToHexStringLower(ChineseCrypto.HmacSm3(secrets.Column, "phone", digits).AsSpan(0, 10));
    }

    static IEnumerable<string> PairsOf(string core)
    {
        if (core.Length == 1) yield return core;
        for (var i = 0; i + 1 < core.Length && i < Pairs; i++) yield return core.Substring(i, 2);
    }

    static string Cut(string key) => key[..Math.Min(key.Length, MatchKey.Length)];
}

sealed class MatchKeyTables : IEntityTypeConfiguration<MatchKey>, IEntityTypeConfiguration<MatchMark>
{
    public void Configure(EntityTypeBuilder<MatchKey> table)
    {
        table.ToTable("employer_match_keys");
        table.HasKey(k => new { k.Key, k.EmployerId });
        table.Property(k => k.Key).HasMaxLength(MatchKey.Length);
        table.HasOne<Employer>().WithMany().HasForeignKey(k => k.EmployerId);
        table.HasIndex(k => k.EmployerId);
    }

    public void Configure(EntityTypeBuilder<MatchMark> table)
    {
        table.ToTable("employer_match_marks");
        table.HasKey(m => m.EmployerId);
        table.HasOne<Employer>().WithMany().HasForeignKey(m => m.EmployerId);
    }
}
