namespace Zhijian.Platform;

/// <summary>The one time zone of the platform; no summer time since 1991.</summary>
public static class ChinaTime
{
    /// <summary>Ahead of UTC; for queries, where the day is found by the database.</summary>
    public const int OffsetHours = 8;
    static readonly TimeSpan Offset = TimeSpan.FromHours(OffsetHours);

    public static DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Offset).DateTime);
    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(utc + Offset);
    /// <summary>What a clock in Zhengzhou shows.</summary>
    public static DateTime Local(DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);
}
