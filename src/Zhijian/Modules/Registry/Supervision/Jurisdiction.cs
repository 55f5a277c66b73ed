using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Divisions;
using Zhijian.Rules.Jurisdiction;

namespace Zhijian.Modules.Registry.Supervision;

/// <summary>The table of jurisdiction in memory; forgotten when it is edited here, read anew after a minute elsewhere.</summary>
public sealed class Jurisdiction(IServiceScopeFactory scopes, TimeProvider clock)
{
    static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);
    volatile Known? known;

    sealed record Known(IReadOnlyList<JurisdictionRule> Rules, long Until);

    public void Forget() => known = null;

    public async ValueTask<IReadOnlyList<JurisdictionRule>> RulesAsync(CancellationToken ct)
    {
        if (known is { } held && clock.GetTimestamp() < held.Until) return held.Rules;
        await using var scope = scopes.CreatePlatformScope();
        var rows = await scope.Db().Set<JurisdictionRow>().AsNoTracking().ToListAsync(ct);
        IReadOnlyList<JurisdictionRule> rules = [.. rows.Select(r => r.ToRule())];
        // An empty table is a database being set up: look again next time.
        if (rules.Count > 0) known = new(rules, clock.GetTimestamp() + (long)(Keep.TotalSeconds * clock.TimestampFrequency));
        return rules;
    }

    /// <summary>Code of the division whose authority has the matter; where no rule holds, the county of the place.</summary>
    public static string SupervisorOf(IReadOnlyList<JurisdictionRule> rules, string matter, OwnershipLevel ownership, DivisionDirectory.DivisionEntry place, DateOnly on) =>
        AuthorityResolution.ResolveAuthority(rules, matter, ownership.ToString(), SupervisionPath.Parse(place.Path), on)?.DivisionCode ?? CountyOf(place);

    /// <summary>The county or functional zone of a place; the place itself where it lies above the counties.</summary>
    public static string CountyOf(DivisionDirectory.DivisionEntry place) =>
        place.Path.Split('/', StringSplitOptions.RemoveEmptyEntries) is { Length: >= 3 } codes ? codes[2] : place.Code;
}

/// <summary>Takes the shipped table of jurisdiction into a new database.</summary>
sealed class JurisdictionSeed(ReferenceFiles files) : ISeed
{
    const string File = "jurisdiction-rules.csv";

    public async Task SeedAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        if (await db.Set<JurisdictionRow>().AnyAsync(ct)) return;
        await services.GetRequiredService<WritePath>().CommitAsync(new("jurisdiction.load", "首次启动载入管辖规则"), _ =>
        {
            db.AddRange(files.Rows(File).Select(r => new JurisdictionRow
            {
                Matter = r["matter"]!, Ownership = r["ownership"] is { } o ? Enum.Parse<OwnershipLevel>(o) : null,
                Level = Enum.Parse<SupervisionLevel>(r["level"]!), ValidFrom = DateOnly.Parse(r["valid_from"]!),
                ValidTo = r["valid_to"] is { } to ? DateOnly.Parse(to) : null,
                Basis = r["basis"]!, Source = r["source"]!, Confidence = r["confidence"]!,
            }));
            return Task.CompletedTask;
        }, ct);
    }
}
