using System.Globalization;

namespace Zhijian.Rules.Risk;

/// <summary>Whether a factor keeps its limits at the employer.</summary>
public enum FactorExposure
{
    /// <summary>Never or not validly measured.</summary>
    Unknown,
    Complies,
    Exceeds,
}

/// <summary>A hazard factor as the employer's workers meet it.</summary>
public sealed record FactorFact
{
    public required string Name { get; init; }
    public FactorExposure Exposure { get; init; }

    /// <summary>高毒物品目录.</summary>
    public bool HighlyToxic { get; init; }
    public bool Asbestos { get; init; }

    /// <summary>矽尘: by its name in the catalogue the content of free silica is 10 % or more.</summary>
    public bool SilicaDust { get; init; }

    /// <summary>Of a dust; null when it is none or was not analysed.</summary>
    public decimal? FreeSilicaPercent { get; init; }

    /// <summary>GBZ 2.1 marks it G1, carcinogenic to humans.</summary>
    public bool CarcinogenG1 { get; init; }
    public bool IonisingRadiation { get; init; }

    /// <summary>The source of radiation is exempted.</summary>
    public bool RadiationExempt { get; init; }

    /// <summary>Named by the authority as severe.</summary>
    public bool NamedSevere { get; init; }
}

/// <summary>严重职业病危害因素, annex 1 of 用人单位职业病危害风险分级方法.</summary>
public static class SevereFactors
{
    /// <summary>From this content on dust is severe.</summary>
    public const decimal FreeSilicaPercent = 10;

    /// <summary>Why the factor is severe, one reason each; none: it is general.</summary>
    public static IEnumerable<string> Reasons(FactorFact factor)
    {
        if (factor.HighlyToxic) yield return $"{factor.Name}列入高毒物品目录";
        if (factor.Asbestos) yield return $"{factor.Name}为石棉纤维粉尘";
        if (factor.SilicaDust) yield return $"{factor.Name}按目录定义游离二氧化硅含量不低于{FreeSilicaPercent}%";
        else if (factor.FreeSilicaPercent >= FreeSilicaPercent)
            yield return string.Create(CultureInfo.InvariantCulture, $"{factor.Name}游离二氧化硅含量{factor.FreeSilicaPercent:0.##}%，不低于{FreeSilicaPercent}%");
        if (factor.CarcinogenG1) yield return $"{factor.Name}为确认人类致癌物（G1）";
        if (factor is { IonisingRadiation: true, RadiationExempt: false }) yield return $"{factor.Name}为电离辐射";
        if (factor.NamedSevere) yield return $"{factor.Name}由主管部门列为严重职业病危害因素";
    }
}
