namespace Zhijian.Rules.Inspections;

/// <summary>When something was done, as a phone without network tells it. All times are UTC.</summary>
/// <param name="Made">What the phone's clock showed.</param>
/// <param name="ContactAt">When the server last spoke to the phone before, by the server's clock.</param>
/// <param name="Offset">Server's clock less phone's clock at that contact.</param>
/// <param name="SentOffset">The same when the record was sent; it differs where somebody set the phone's clock in between.</param>
/// <param name="Before">When the phone's record before this one was made, as judged; null: this is the first.</param>
/// <param name="ReceivedAt">When it came in.</param>
public sealed record FieldClock(DateTime Made, DateTime ContactAt, TimeSpan Offset, TimeSpan SentOffset, DateTime? Before, DateTime ReceivedAt);

/// <param name="At">Nearest moment that is possible: never before what came before it, never after it was received.</param>
/// <param name="Doubt">Why the phone's time is not believed, in Chinese; null: it is.</param>
public sealed record FieldMoment(DateTime At, string? Doubt);

/// <summary>
/// 电子数据 made on the spot has to be true (《行政处罚法》第四十六条: evidence counts once it is verified): the phone's time is corrected
/// by the server's and has to lie between the record before it and its arrival.
/// </summary>
public static class FieldTime
{
    /// <summary>Clocks drift and requests take a while.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);
    public const string Article = "《行政处罚法》第四十六条：证据必须经查证属实";

    public static FieldMoment Judge(FieldClock clock)
    {
        var earliest = clock.Before is { } before && before > clock.ContactAt ? before : clock.ContactAt;
        var (moment, drift) = (clock.Made + clock.Offset, (clock.SentOffset - clock.Offset).Duration());
        var at = moment < earliest ? earliest : moment > clock.ReceivedAt ? clock.ReceivedAt : moment;
        // Before the contact and behind the arrival cannot both hold; the arrival is the server's own.
        if (at > clock.ReceivedAt) at = clock.ReceivedAt;
        if (moment < earliest - Tolerance) return new(at, $"手机时间比上一条记录早 {Length(earliest - moment)}，手机时钟被回拨（{Article}）");
        if (moment > clock.ReceivedAt + Tolerance) return new(at, $"手机时间比服务器时间晚 {Length(moment - clock.ReceivedAt)}（{Article}）");
        if (drift > Tolerance) return new(at, $"联网之后手机时钟被调整了 {Length(drift)}（{Article}）");
        return new(at, null);
    }

    static string Length(TimeSpan span) =>
        span.TotalDays >= 1 ? $"{(int)span.TotalDays} 天" : span.TotalHours >= 1 ? $"{(int)span.TotalHours} 小时 {span.Minutes} 分" : $"{(int)Math.Ceiling(span.TotalMinutes)} 分钟";
}
