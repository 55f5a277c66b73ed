namespace Zhijian.Platform.Imports;

/// <summary>A value, or the Chinese sentence why there is none.</summary>
public readonly record struct Parsed<T>(T? Value, string? Problem);

public static class Parsed
{
    public static Parsed<T> Of<T>(T value) => new(value, null);

    /// <param name="problem">Chinese, without the heading: "校验位不正确，应为 X".</param>
    public static Parsed<T> Bad<T>(string problem) => new(default, problem);
}
