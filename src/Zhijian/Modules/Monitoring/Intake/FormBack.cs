using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>A sealed report as the form that says the same, to correct it or to know it again.</summary>
static class FormBack
{
    public static async Task<ReportForm> OfAsync(ZhijianDb db, MonitoringReport report, CancellationToken ct)
    {
        var code = await db.Set<Employer>().Where(e => e.Id == report.EmployerId).Select(e => e.CreditCode).SingleAsync(ct);
        var rows = await (from result in db.Set<MonitoringResult>().AsNoTracking()
                          join point in db.Set<SamplingPoint>() on result.PointId equals point.Id
                          where result.ReportId == report.Id
                          orderby result.Ordinal
                          select new { result, point.Workshop, point.Post, point.Name }).ToListAsync(ct);
        return new()
        {
            Number = report.Number, Kind = report.Kind, Employer = code ?? "", Workplace = report.WorkplaceName, IssuedOn = report.IssuedOn, Samplers = report.Samplers, Instruments = report.Instruments,
            Rows = [.. rows.Select(r => Row(r.result, r.Workshop, r.Post, r.Name))],
        };
    }

    /// <summary>The rows of the workbook that say the same, to be corrected there.</summary>
    public static IEnumerable<ReportSheetRow> Sheet(ReportForm form, string employer) => form.Rows.Select(r => new ReportSheetRow
    {
        Number = form.Number, Kind = form.Kind, Employer = form.Employer, EmployerName = employer, Workplace = form.Workplace, IssuedOn = form.IssuedOn, Samplers = form.Samplers, Instruments = form.Instruments,
        Workshop = r.Workshop, Post = r.Post, Point = r.Point!, Persons = r.Persons, Factor = r.Factor!, Index = r.Index!, Fraction = r.Fraction, Value = r.Value!, Unit = r.Unit, BelowDetection = r.BelowDetection is null ? null : true,
        SampledOn = DateOnly.ParseExact(r.SampledOn!, "yyyy-MM-dd", CultureInfo.InvariantCulture), StartedAt = r.StartedAt?.ToString("HH:mm", CultureInfo.InvariantCulture), Minutes = r.Minutes,
        HoursPerDay = Decimal(r.HoursPerDay), DaysPerWeek = Decimal(r.DaysPerWeek), FreeSilica = r.FreeSilicaPercent, Intensity = r.Intensity, Rate = r.ExposureRatePercent,
        Impulses = r.ImpulsesPerDay is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : null,
    });

    static decimal? Decimal(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    static ReportRow Row(MonitoringResult r, string workshop, string post, string point) => new()
    {
        Workshop = Filled(workshop), Post = Filled(post), Point = point, Persons = r.Persons, Factor = r.FactorCode, Index = r.Index.Symbol(), Fraction = Filled(r.Fraction.Word()), Value = Number(r.Value), Unit = Filled(r.Unit),
        BelowDetection = r.BelowDetection ? "1" : null, SampledOn = r.SampledOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StartedAt = r.StartedAt, Minutes = r.Minutes, HoursPerDay = Number(r.HoursPerDay),
        DaysPerWeek = Number(r.DaysPerWeek), FreeSilicaPercent = Number(r.FreeSilicaPercent), Intensity = Filled(r.Intensity.Roman()), ExposureRatePercent = Number(r.ExposureRatePercent),
        ImpulsesPerDay = r.ImpulsesPerDay?.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The same days, points and values in the same order; spelling aside.</summary>
    public static bool SaysTheSame(ReportForm stored, ReportForm sent) =>
        stored.Kind == sent.Kind && string.Equals(stored.Employer, Width.Clean(sent.Employer), StringComparison.OrdinalIgnoreCase) && stored.IssuedOn == sent.IssuedOn && stored.Rows.Count == sent.Rows.Count
        && stored.Rows.Zip(sent.Rows).All(pair => Essence(pair.First) == Essence(pair.Second));

    static (string?, string?, string, bool, string, string, TimeOnly?, int?) Essence(ReportRow row)
    {
        var value = Width.Clean(row.Value);
        var below = value.StartsWith('<') || Width.Clean(row.BelowDetection).ToLowerInvariant() is "1" or "true" or "t" or "yes" or "y" or "是" or "√";
        var number = LenientDecimal.TryParse(value.TrimStart('<').Trim(), out var parsed) ? Number(parsed)! : value;
        var day = LenientDate.TryParse(row.SampledOn ?? "", spreadsheetNumbers: true, out var on, out _) ? on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : row.SampledOn ?? "";
        var index = ExposureIndexes.TryParse(row.Index ?? "", out var known) ? known.Symbol() : row.Index ?? "";
        return (Filled(row.Workshop), Filled(row.Post), row.Point?.Trim() ?? "", below, $"{index} {number}", day, row.StartedAt, row.Minutes);
    }

    static string? Filled(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;
    static string? Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture);
}
