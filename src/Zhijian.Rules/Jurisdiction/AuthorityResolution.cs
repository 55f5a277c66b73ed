using Zhijian.Rules.Divisions;

namespace Zhijian.Rules.Jurisdiction;

/// <summary>监管层级.</summary>
public enum SupervisionLevel { Province = 1, City = 2, County = 3, Township = 4 }

/// <summary>One dated line of who supervises what. More lines for one matter: the one that names the ownership goes before the one that names none.</summary>
/// <param name="Matter">Stable key: declaration, inspection, project …</param>
/// <param name="Ownership">隶属 as its stable name; null for all others.</param>
/// <param name="Level">Down to which level the supervisor is looked for.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while in force.</param>
/// <param name="Basis">The article.</param>
public sealed record JurisdictionRule(string Matter, string? Ownership, SupervisionLevel Level, DateOnly From, DateOnly? To, string Basis)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>The answer with its reason.</summary>
public sealed record Supervisor(string DivisionCode, JurisdictionRule Rule);

/// <summary>
/// 属地、分级管理: which division's authority supervises a workplace. The place of the workplace decides, not the registered
/// address (order 48 Art 4: central and provincial firms and their subordinates report to the city, all others to the county).
/// </summary>
public static class AuthorityResolution
{
    /// <returns>Null when no rule holds on the day.</returns>
    /// <remarks>A place that does not reach down to the rule's level (the city itself) is supervised where it ends.</remarks>
    public static Supervisor? ResolveAuthority(IEnumerable<JurisdictionRule> rules, string matter, string ownership, SupervisionPath workplace, DateOnly on)
    {
        JurisdictionRule? general = null, special = null;
        foreach (var rule in rules)
        {
            if (rule.Matter != matter || !rule.HoldsOn(on)) continue;
            if (rule.Ownership == ownership) special = Later(special, rule);
            else if (rule.Ownership is null) general = Later(general, rule);
        }
        return (special ?? general) is { } found ? new(AncestorAt(workplace, found.Level).Code, found) : null;
    }

    static JurisdictionRule Later(JurisdictionRule? held, JurisdictionRule other) => held is null || other.From > held.From ? other : held;

    static SupervisionPath AncestorAt(SupervisionPath path, SupervisionLevel level)
    {
        while (path.Depth > (int)level) path = path.Parent!.Value;
        return path;
    }
}
