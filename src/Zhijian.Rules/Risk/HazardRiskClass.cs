namespace Zhijian.Rules.Risk;

/// <summary>职业病危害风险分类 of employers and construction projects.</summary>
public enum HazardRiskClass
{
    /// <summary>一般.</summary>
    General = 1,

    /// <summary>较重: the catalogue of 2012 only.</summary>
    Serious = 2,

    /// <summary>严重.</summary>
    Severe = 3,
}

public static class HazardRiskClasses
{
    public static string Text(this HazardRiskClass hazard) => hazard switch
    {
        HazardRiskClass.General => "一般",
        HazardRiskClass.Serious => "较重",
        _ => "严重",
    };

    /// <summary>The class by its Chinese word, null when it is none.</summary>
    public static HazardRiskClass? Parse(string? text) => text?.Trim() switch
    {
        "一般" => HazardRiskClass.General,
        "较重" => HazardRiskClass.Serious,
        "严重" => HazardRiskClass.Severe,
        _ => null,
    };
}
