namespace Zhijian.Platform.Access;

/// <summary>Marks a public page whose forms one address may send so many times an hour.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ThrottledAttribute(int perHour) : Attribute
{
    public int PerHour { get; } = perHour;
}
