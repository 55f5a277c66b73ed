using System.Globalization;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry.Feeds;

/// <summary>Values as the lineage keeps them (names of enumerations, ISO dates, phones masked), and as people read them.</summary>
static class StoredFacts
{
    public static string? Store(string field, object? value) => value switch
    {
        null or "" => null,
        string phone when field == nameof(Employer.Phone) => Mask.Phone(phone),
        string text => text.Length <= RegistryTables.AddressLength ? text : text[..RegistryTables.AddressLength],
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    public static string Show(object? value) => value switch
    {
        null or "" => "（空）",
        RegistrationType type => type.ChineseName(),
        EmployerStatus status => status.ChineseName(),
        OwnershipLevel level => level.ChineseName(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
