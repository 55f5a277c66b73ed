using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference;

namespace Zhijian.Modules.Registry;

/// <summary>Which classes of hazard an employer has, worked out from the exposures of all its workplaces.</summary>
public sealed class HazardSummary(ZhijianDb db, Viewer viewer, ReferenceDirectory reference)
{
    /// <summary>Writes what is under way first, so that the exposures are counted as they will be.</summary>
    public async Task RefreshAsync(Change change, Guid employerId, string source, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        // A workplace in this county tells of an employer that stands in another.
        using var _ = viewer.ActAsPlatform();
        var employer = await db.Set<Employer>().SingleAsync(e => e.Id == employerId, ct);
        var codes = await db.Set<Exposure>().Where(e => e.EmployerId == employerId).Select(e => e.FactorCode).Distinct().ToListAsync(ct);
        var classes = new HashSet<string>();
        foreach (var code in codes) classes.Add((await reference.FactorAsync(code, ct))?.ClassName ?? HazardClasses.Other);
        HazardClasses.Write(employer, classes);
        await db.SaveChangesAsync(ct);
        change.Raise(new EmployerChanged(employerId, [nameof(Exposure)], source, FileKeeper.Today(change)));
    }
}

/// <summary>The six classes of the catalogue as the file keeps them.</summary>
public static class HazardClasses
{
    public const string Other = "其他因素";
    public static readonly IReadOnlyList<string> All = ["粉尘", "化学因素", "物理因素", "放射性因素", "生物因素", Other];

    public static void Write(Employer employer, IReadOnlySet<string> classes) =>
        (employer.HasDust, employer.HasChemical, employer.HasPhysical, employer.HasRadiation, employer.HasBiological, employer.HasOther) =
        (classes.Contains("粉尘"), classes.Contains("化学因素"), classes.Contains("物理因素"), classes.Contains("放射性因素"), classes.Contains("生物因素"), classes.Contains(Other));

    public static IEnumerable<string> Of(Employer employer)
    {
        bool[] has = [employer.HasDust, employer.HasChemical, employer.HasPhysical, employer.HasRadiation, employer.HasBiological, employer.HasOther];
        return All.Where((_, i) => has[i]);
    }
}
