using System.Diagnostics.CodeAnalysis;

namespace Zhijian.Rules.Exposure.Statistics;

public enum GroupRefusalCode
{
    TooFew,
    ValueNotPositive,
    AllBelowDetection,
    TooFewDetected,
    TooManyBelowDetection,
    NoVariation,

    /// <summary>The likelihood was not brought to its maximum: no figure is better than a wrong one.</summary>
    NotConverged,
}

/// <summary>Why a group has no statistics, in Chinese.</summary>
public sealed record GroupRefusal(GroupRefusalCode Code, string Message);

/// <summary>What was asked for, or the reason why it cannot be had.</summary>
public readonly record struct GroupOutcome<T> where T : class
{
    private GroupOutcome(T? value, GroupRefusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    public GroupRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value)), MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Value is not null;

    public static implicit operator GroupOutcome<T>(T value) => new(value, null);

    public static implicit operator GroupOutcome<T>(GroupRefusal refusal) => new(null, refusal);
}
