using System.Globalization;

namespace Zhijian.Platform.Ui;

/// <summary>How values are written on screen.</summary>
public static class Display
{
    public const string Nothing = "—";

    /// <summary>China keeps one time and no summer time.</summary>
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static string LongDate(DateOnly date) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
    public static string Moment(DateTimeOffset moment) => moment.ToOffset(China).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime);
    public static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MB"),
    };

    public static string Text(object? value) => value switch
    {
        null or "" => Nothing,
        DateOnly date => Date(date),
        DateTimeOffset moment => Moment(moment),
        DateTime moment => Moment(new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc))),
        bool yes => yes ? "是" : "否",
        decimal number => Number(number),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? Nothing,
    };
}
