using Zhijian.Data;

namespace Zhijian.Platform.Reference.Rows;

/// <summary>
/// A row of one version of a reference table. Versions hold all their rows, so that an old one stays as it was and two
/// can be laid side by side. Who changed a row and why stands in <see cref="ReferenceEdit"/>.
/// </summary>
[NotAudited]
public abstract class ReferenceRow
{
    public Guid VersionId { get; set; }
    /// <summary>What the row is about; the same in every version, so that versions can be compared.</summary>
    public string RowKey { get; set; } = "";
    /// <summary>Place in the official table.</summary>
    public int Ordinal { get; set; }
    /// <summary>Everything by which the row can be found, in lower case.</summary>
    public string SearchText { get; set; } = "";
    public string? Source { get; set; }
    public Confidence? Confidence { get; set; }
    public string? Remarks { get; set; }
}

/// <summary>One exposure limit: entry × kind of limit × fraction or condition.</summary>
public sealed class ExposureLimit : ReferenceRow
{
    /// <summary>化学因素, 粉尘, 生物因素, 物理因素.</summary>
    public string? Category { get; set; }
    /// <summary>Identifies the entry across editions and links factors to it: T1-12, T2-40, T3-1, PHY:噪声.</summary>
    public string? EntryCode { get; set; }
    /// <summary>Number in the official table; null where the edition's own number is not known.</summary>
    public string? EntryNo { get; set; }
    public string? Sub { get; set; }
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public string? Cas { get; set; }
    /// <summary>MAC, PC-TWA, PC-STEL, or the quantity of a physical agent.</summary>
    public string? LimitType { get; set; }
    /// <summary>总尘, 呼尘, 纤维.</summary>
    public string? Fraction { get; set; }
    public string? Condition { get; set; }
    public decimal? Value { get; set; }
    /// <summary>As printed, where it is not a plain number.</summary>
    public string? ValueText { get; set; }
    public string? Unit { get; set; }
    public string? Notation { get; set; }
    public string? CriticalEffect { get; set; }
    public string? Standard { get; set; }
    public string? Clause { get; set; }
    public string? Amendment { get; set; }
    /// <summary>Editions of the documents in which the figure was read.</summary>
    public string? Evidence { get; set; }

    public bool HasValue => Value is not null || ValueText is not null;
}

public sealed class BiologicalLimit : ReferenceRow
{
    public string? EntryNo { get; set; }
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public string? Indicator { get; set; }
    public string? IndicatorEn { get; set; }
    public string? Limit { get; set; }
    public string? SamplingTime { get; set; }
    public string? Amendment { get; set; }
}

public sealed class HazardFactor : ReferenceRow
{
    public string? Code { get; set; }
    public string? ClassName { get; set; }
    public int? No { get; set; }
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public string? Cas { get; set; }
    public string? Aliases { get; set; }
    /// <summary>高毒物品目录 (2003); null where the question does not arise.</summary>
    public bool? HighlyToxic { get; set; }
    /// <summary>Entry codes of limits, separated by semicolons.</summary>
    public string? LinkedLimits { get; set; }
    /// <summary>First letters of the pinyin of the name.</summary>
    public string Initials { get; set; } = "";
}

public sealed class OccupationalDisease : ReferenceRow
{
    public int? ClassNo { get; set; }
    public string? ClassName { get; set; }
    public string? Subclass { get; set; }
    public int? No { get; set; }
    public string? Name { get; set; }
}

/// <summary>A tie between a factor and a disease or a biological limit, by name; drawn by the compilers, not by law.</summary>
public sealed class FactorLink : ReferenceRow
{
    public const string Disease = "职业病", Biological = "生物接触限值";

    public string? FactorCode { get; set; }
    public string? Kind { get; set; }
    public string? Target { get; set; }
    public string? Basis { get; set; }
}

public sealed class IndustryRow : ReferenceRow
{
    public string? Code { get; set; }
    public int? Level { get; set; }
    public string? ParentCode { get; set; }
    public string? Section { get; set; }
    public string? Name { get; set; }
}

public sealed class DivisionRow : ReferenceRow
{
    public string? Code { get; set; }
    public int? Level { get; set; }
    public string? ParentCode { get; set; }
    public string? Name { get; set; }
    public bool? FunctionalZone { get; set; }
}

public sealed class CalendarRow : ReferenceRow
{
    public const string Holiday = "放假", WorkingDay = "调休上班";

    public DateOnly? Date { get; set; }
    public string? Kind { get; set; }
    public string? Name { get; set; }
}

public sealed class KeyIndustry : ReferenceRow
{
    public string? Programme { get; set; }
    public string? Industry { get; set; }
    public string? IndustryCode { get; set; }
    public string? IndustryName { get; set; }
    public string? Rationale { get; set; }
}

public sealed class ProjectRisk : ReferenceRow
{
    public string? IndustryCode { get; set; }
    public string? Name { get; set; }
    public string? Class2012 { get; set; }
    public string? Class2021 { get; set; }
}
