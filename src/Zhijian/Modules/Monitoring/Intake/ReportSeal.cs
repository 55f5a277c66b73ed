using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zhijian.Platform.Crypto;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>Digests over the canonical text of a report: the head, then each row with its verdict, fields separated by US and lines by LF.</summary>
static class ReportSeal
{
    const char Field = '\u001F';

    public sealed record Digests(string Sm3, string Sha256, string Rows);

    /// <param name="points">The point of each row.</param>
    public static Digests Of(MonitoringReport report, IEnumerable<MonitoringResult> results, Func<Guid, SamplingPoint> points)
    {
        var rows = new StringBuilder();
        foreach (var r in results.OrderBy(r => r.Ordinal)) Row(rows, r, points(r.PointId));
        var rowText = rows.ToString();
        var whole = Encoding.UTF8.GetBytes(Head(report) + "\n" + rowText);
        return new(ChineseCrypto.Sm3Hex(whole), Convert.ToHexStringLower(SHA256.HashData(whole)), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rowText))));
    }

    static string Head(MonitoringReport r) => string.Join(Field, "1", r.FilerId, r.Number, r.Revision, r.Kind, r.WorkplaceId, Day(r.SampledFrom), Day(r.SampledTo), Day(r.IssuedOn), r.Samplers, r.Instruments);

    static void Row(StringBuilder text, MonitoringResult r, SamplingPoint point) => text.AppendJoin(Field,
        r.Ordinal.ToString(CultureInfo.InvariantCulture), point.Workshop, point.Post, point.Name, r.FactorCode, r.Index, r.Fraction, Number(r.Value), r.BelowDetection ? "<" : "", r.Unit, Day(r.SampledOn),
        r.StartedAt?.ToString("HH:mm", CultureInfo.InvariantCulture), r.Minutes?.ToString(CultureInfo.InvariantCulture), Number(r.HoursPerDay), Number(r.DaysPerWeek), Number(r.FreeSilicaPercent), r.Intensity,
        Number(r.ExposureRatePercent), r.ImpulsesPerDay?.ToString(CultureInfo.InvariantCulture), r.Persons?.ToString(CultureInfo.InvariantCulture), r.Verdict, Number(r.Limit), r.Edition).Append('\n');

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    static string? Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture);
}
