namespace Zhijian.Rules.Exposure.Consistency;

public enum ConsistencyCode
{
    /// <summary>检测出的因素未申报.</summary>
    MeasuredNotDeclared,

    /// <summary>已申报的因素从未检测.</summary>
    DeclaredNotMeasured,

    /// <summary>接触人数多于从业人数.</summary>
    ExposedAboveStaff,

    /// <summary>风险类别下降而没有依据.</summary>
    ClassFell,
}

/// <summary>A number of the working: what it counts, in Chinese, and how many.</summary>
public readonly record struct FindingNumber(string Name, int Value);

/// <summary>What does not agree, in Chinese, with the numbers that show it.</summary>
/// <param name="Code">Kind of finding.</param>
/// <param name="Subject">Factor code, or empty where the employer as a whole is meant.</param>
/// <param name="Message">For the person who has to clear it up.</param>
/// <param name="Numbers">The working.</param>
public sealed record ConsistencyFinding(ConsistencyCode Code, string Subject, string Message, IReadOnlyList<FindingNumber> Numbers);
