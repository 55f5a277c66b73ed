using Zhijian.Rules.Risk;

namespace Zhijian.Rules.Exposure.Consistency;

/// <summary>Holds declaration, reports and staff against each other. Factors are the same when their codes are.</summary>
public static class ConsistencyCheck
{
    /// <summary>Both directions between declaration and reports, in the order of the codes.</summary>
    public static IEnumerable<ConsistencyFinding> Factors(IReadOnlyCollection<DeclaredFactor> declared, IReadOnlyCollection<MeasuredFactor> measured)
    {
        var declaredCodes = declared.Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        // Measured and never detected shows that it is absent, and is no omission of the declaration.
        foreach (var factor in measured.Where(f => f.Detected > 0 && !declaredCodes.Contains(f.Code)).OrderBy(f => f.Code, StringComparer.Ordinal))
        {
            yield return new(ConsistencyCode.MeasuredNotDeclared, factor.Code,
                $"{factor.Name}在检测报告中有{factor.Results}个结果、检出{factor.Detected}个（最近采样{factor.LastSampled:yyyy-MM-dd}），但未申报",
                [new("检测结果", factor.Results), new("检出", factor.Detected), new("申报", 0)]);
        }

        var measuredCodes = measured.Where(f => f.Results > 0).Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var factor in declared.Where(f => f.Measurable && !measuredCodes.Contains(f.Code)).DistinctBy(f => f.Code).OrderBy(f => f.Code, StringComparer.Ordinal))
            yield return new(ConsistencyCode.DeclaredNotMeasured, factor.Code, $"{factor.Name}已申报，但从未检测", [new("申报", 1), new("检测结果", 0)]);
    }

    /// <summary>接触总人数 ≤ 劳动者总人数 + 劳务派遣人数.</summary>
    public static ConsistencyFinding? Persons(StaffFacts facts)
    {
        var most = facts.Staff + facts.Dispatched;
        return facts.Exposed <= most
            ? null
            : new(ConsistencyCode.ExposedAboveStaff, "",
                $"接触职业病危害{facts.Exposed}人，多于从业人员{facts.Staff}人与劳务派遣{facts.Dispatched}人之和{most}人，多出{facts.Exposed - most}人",
                [new("接触人数", facts.Exposed), new("从业人员", facts.Staff), new("劳务派遣", facts.Dispatched), new("多出", facts.Exposed - most)]);
    }

    /// <summary>
    /// A class that fell needs a reason: another catalogue, another industry, a severe factor removed, or for each severe
    /// factor that stays a report after the earlier version that shows compliance.
    /// </summary>
    public static ConsistencyFinding? Class(ClassVersion before, ClassVersion after, IReadOnlyCollection<CompliantEvidence> evidence)
    {
        if (after.Version <= before.Version) throw new ArgumentException("The versions are in the wrong order.", nameof(after));
        if (after.Class >= before.Class || after.CatalogueYear != before.CatalogueYear || after.IndustryCode != before.IndustryCode) return null;

        var kept = after.SevereFactors.Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        if (before.SevereFactors.Any(f => !kept.Contains(f.Code))) return null;
        var shown = evidence.Where(e => e.SampledOn >= before.On && e.SampledOn <= after.On).Select(e => e.FactorCode).ToHashSet(StringComparer.Ordinal);
        var unproved = after.SevereFactors.Where(f => !shown.Contains(f.Code)).ToArray();
        if (after.SevereFactors.Count > 0 && unproved.Length == 0) return null;

        var why = unproved.Length == 0 ? "行业和职业病危害因素均未改变" : $"严重职业病危害因素{string.Join('、', unproved.Select(f => f.Name))}未消除，也没有{before.On:yyyy-MM-dd}以后的达标检测";
        return new(ConsistencyCode.ClassFell, "",
            $"职业病危害风险类别由第{before.Version}版的{before.Class.Text()}降为第{after.Version}版的{after.Class.Text()}，{why}",
            [new("原版本", before.Version), new("现版本", after.Version), new("严重因素", after.SevereFactors.Count), new("无达标证据", unproved.Length)]);
    }
}
