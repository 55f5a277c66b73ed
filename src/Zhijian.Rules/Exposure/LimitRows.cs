namespace Zhijian.Rules.Exposure;

/// <summary>How far a figure may be trusted.</summary>
public enum Trust : byte
{
    /// <summary>Checked against the printed text.</summary>
    Checked,

    /// <summary>Two or more documents agree.</summary>
    Double,

    /// <summary>One document.</summary>
    Single,

    /// <summary>Recalled, thought to be right.</summary>
    Recalled,

    /// <summary>Recalled, may well be wrong.</summary>
    Doubtful,
}

/// <summary>An edition or amendment of a standard.</summary>
/// <param name="Key">GBZ2.1-2019-A1.</param>
/// <param name="Document">What an edition replaces an edition of: GBZ 2.1.</param>
/// <param name="Standard">The number printed on it: GBZ 2.1-2019.</param>
/// <param name="Amendment">第1号修改单, or null.</param>
/// <param name="Earliest">First day on which it may have been in force.</param>
/// <param name="Latest">First day on which it was certainly in force; the same day where a source names it.</param>
/// <param name="Trust">How far the days may be trusted.</param>
public sealed record StandardEdition(string Key, string Document, string Standard, string? Amendment, DateOnly Earliest, DateOnly Latest, Trust Trust);

public enum FactorClass : byte { Chemical, Dust, Biological, Physical }

/// <summary>Something that has limits.</summary>
/// <param name="Key">T1-12, T1-224b, T2-40, PHY:噪声.</param>
/// <param name="Name">As the standard prints it.</param>
/// <param name="Class">Its table.</param>
/// <param name="SilicaBelow">The entry holds only below this content of free silica; above it the dust is silica dust.</param>
/// <param name="MolarMass">g/mol; null where a volume fraction cannot be converted.</param>
public sealed record LimitFactor(string Key, string Name, FactorClass Class, decimal? SilicaBelow = null, decimal? MolarMass = null);

/// <summary>On what beside the index a limit depends.</summary>
public enum ConditionKind : byte { None, FreeSilica, Impulses, Heat }

/// <summary>The range in which a limit holds: above (or from) one bound up to and including the other.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Above">Lower bound.</param>
/// <param name="FromInclusive">The lower bound itself belongs to it.</param>
/// <param name="UpTo">Upper bound, which belongs to it; null: none. For heat the exposure rate of the row.</param>
/// <param name="Intensity">Work intensity of the row, for heat.</param>
public sealed record LimitCondition(ConditionKind Kind, decimal Above, bool FromInclusive, decimal? UpTo, WorkIntensity Intensity = WorkIntensity.Unstated)
{
    public static LimitCondition Always { get; } = new(ConditionKind.None, 0, false, null);
}

/// <summary>One limit of one edition, as a table of the standard gives it.</summary>
/// <param name="Edition">Key of the edition.</param>
/// <param name="Factor">Key of the factor.</param>
/// <param name="Index">What it is compared with.</param>
/// <param name="Fraction">Of a dust.</param>
/// <param name="Condition">When it holds.</param>
/// <param name="Value">Null where the standard has the limit and the data do not have its figure.</param>
/// <param name="Unit">Of the value.</param>
/// <param name="Clause">Table and entry.</param>
/// <param name="Trust">How far the figure may be trusted.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Note">The condition in words, for limits that are chosen by hand.</param>
public sealed record LimitRow(
    string Edition, string Factor, ExposureIndex Index, DustFraction Fraction, LimitCondition Condition, decimal? Value, Unit Unit,
    string Clause, Trust Trust, string? Source, string? Note = null);

/// <summary>A rule of judging that is a number: action level, multiples of peaks and excursions, allowances.</summary>
/// <param name="Standard">GBZ 2.1-2019.</param>
/// <param name="Rule">action-level, peak-free, peak-ceiling, excursion, clause …</param>
/// <param name="AppliesTo">air, dust, an index; empty: everything.</param>
/// <param name="From">The rule holds for PC-TWA from here …</param>
/// <param name="Below">… to below here.</param>
/// <param name="Value">The number.</param>
/// <param name="Clause">Where it stands.</param>
public sealed record RuleRow(string Standard, string Rule, string? AppliesTo, decimal? From, decimal? Below, decimal? Value, string? Clause);

/// <summary>A limit as it is shown beside a verdict.</summary>
/// <param name="Edition">Edition and amendment.</param>
/// <param name="Factor">What it limits.</param>
/// <param name="Index">What it is compared with.</param>
/// <param name="Fraction">Of a dust.</param>
/// <param name="Value">The limit itself, before any reduction; for peaks the height that needs no further facts.</param>
/// <param name="Ceiling">For peaks what is never allowed; 0 otherwise.</param>
/// <param name="ActionLevel">From here on the controls of an action level are due.</param>
/// <param name="Unit">Of all three.</param>
/// <param name="Clause">Table, entry and paragraph.</param>
/// <param name="Trust">How far the figure may be trusted.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Note">Condition in words.</param>
public sealed record Limit(
    StandardEdition Edition, LimitFactor Factor, ExposureIndex Index, DustFraction Fraction, decimal Value, decimal Ceiling, decimal ActionLevel, Unit Unit,
    string Clause, Trust Trust, string? Source, string? Note)
{
    public string Standard => Edition.Standard;
}
