using System.Diagnostics.CodeAnalysis;

namespace Zhijian.Rules.Identifiers;

/// <summary>What reading an identifier came to.</summary>
public enum CheckStatus
{
    /// <summary>Not an identifier of this kind: refuse it.</summary>
    Malformed,

    /// <summary>The form is right, the check character is not: a typing error, or one of the registered codes that are so.</summary>
    CheckFailed,

    Valid,
}

/// <summary>An identifier that was read, or the reason why not in words for the person who typed it.</summary>
/// <param name="Status">What reading came to.</param>
/// <param name="Value">The identifier in normal form; the empty one when malformed.</param>
/// <param name="Message">Chinese, to stand beside the field; null when valid.</param>
public readonly record struct Checked<T>(CheckStatus Status, T Value, string? Message)
    where T : struct
{
    [MemberNotNullWhen(false, nameof(Message))]
    public bool IsValid => Status == CheckStatus.Valid;

    /// <summary>Well-formed, whether or not the check character holds.</summary>
    public bool IsWellFormed => Status != CheckStatus.Malformed;
}

internal static class Checked
{
    public static Checked<T> Valid<T>(T value) where T : struct => new(CheckStatus.Valid, value, null);

    public static Checked<T> Failed<T>(T value, string message) where T : struct => new(CheckStatus.CheckFailed, value, message);

    public static Checked<T> Malformed<T>(string message) where T : struct => new(CheckStatus.Malformed, default, message);

    /// <summary>The value, or an exception with the message that a person would have seen.</summary>
    public static T OrThrow<T>(this Checked<T> read) where T : struct => read.IsValid ? read.Value : throw new FormatException(read.Message);
}
