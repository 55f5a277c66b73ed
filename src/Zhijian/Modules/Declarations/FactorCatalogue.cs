using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>The catalogue of hazard factors as declarations look things up: by code, name, alias or CAS number.</summary>
public sealed class FactorCatalogue(ReferenceDirectory reference)
{
    public async ValueTask<Func<string, FactorFact?>> LoadAsync(CancellationToken ct)
    {
        if ((await reference.TimelineAsync(ct)).Newest(ReferenceTables.Factors.Key) is not { } version) return _ => null;
        var factors = await reference.FactorsAsync(version, ct);
        return text => factors.Find(text) is { } f ? new(f.Code, f.Name, ClassOf(f.ClassName), f.HighlyToxic == true) : null;
    }

    /// <summary>Words of the catalogue of 2015.</summary>
    internal static HazardClass ClassOf(string name) => name switch
    {
        "粉尘" => HazardClass.Dust, "化学因素" => HazardClass.Chemical, "物理因素" => HazardClass.Physical,
        "放射性因素" => HazardClass.Radiation, "生物因素" => HazardClass.Biological, _ => HazardClass.Other,
    };
}
