using System.Security.Cryptography;
using System.Text;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Judging;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>All rows of one sealed report.</summary>
public sealed record MadeReport(
    PreparedReport From, MonitoringReport Report, IReadOnlyList<MonitoringResult> Results, IReadOnlyList<SamplingPoint> Points, IReadOnlyList<SamplingVisit> Visits, IReadOnlyList<ResultCurve> Curves);

/// <summary>Makes the rows of a report that was checked.</summary>
public sealed class ReportMaker(Dictionary<(Guid, string, string, string), SamplingPoint> points)
{
    const int CurveLeast = 5, CurveDistinct = 3, FingerprintLength = 32;

    /// <summary>Points that no report had before.</summary>
    public List<SamplingPoint> NewPoints { get; } = [];

    /// <param name="report">The head; a draft or a new one. Filled in and sealed here.</param>
    public MadeReport Make(PreparedReport prepared, MonitoringReport report, DateTime at, string by)
    {
        Head(prepared, report);
        var used = prepared.Rows.Select(r => Point(prepared, r.Row)).ToList();
        var results = prepared.Rows.Select((r, i) => Result(report, r, i + 1, used[i], prepared.Limits)).ToList();
        var byId = used.DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        Count(report, results);
        var digests = ReportSeal.Of(report, results, id => byId[id]);
        (report.State, report.InForce, report.Draft, report.SealedAt, report.SealedBy) = (ReportState.Sealed, true, null, at, by);
        (report.Sm3, report.Sha256, report.RowsDigest, report.PublicCode) = (digests.Sm3, digests.Sha256, digests.Rows, VerificationCode.New().Value);
        return new(prepared, report, results, [.. byId.Values], [.. Visits(prepared, report)], [.. Curves(report, results)]);
    }

    public static void Head(PreparedReport prepared, MonitoringReport report)
    {
        var (form, employer, place) = (prepared.Form, prepared.Employer!, prepared.Place!);
        (report.Number, report.Kind, report.IssuedOn, report.Samplers, report.Instruments) = (form.Number, form.Kind, form.IssuedOn, form.Samplers, form.Instruments);
        (report.EmployerId, report.EmployerName, report.WorkplaceId, report.WorkplaceName) = (employer.Id, employer.Name, place.Id, place.Name);
        (report.DivisionCode, report.ScopePath, report.CountyCode) = (place.DivisionCode, place.ScopePath, place.CountyCode);
        if (prepared.Facts is not { } facts) return;
        (report.SampledFrom, report.SampledTo) = (facts.SampledFrom, facts.SampledTo);
        report.Qualified = report.ByInstitution && !prepared.Findings.Any(f => f.Code.Disqualifies());
    }

    SamplingPoint Point(PreparedReport prepared, ReportRow row)
    {
        var (place, employer) = (prepared.Place!, prepared.Employer!);
        var (workshop, post, name) = (row.Workshop?.Trim() ?? "", row.Post?.Trim() ?? "", row.Point!.Trim());
        if (points.TryGetValue((place.Id, workshop, post, name), out var known)) return known;
        var made = new SamplingPoint
        {
            EmployerId = employer.Id, WorkplaceId = place.Id, DivisionCode = place.DivisionCode, ScopePath = place.ScopePath, CountyCode = place.CountyCode, EmployerName = employer.Name,
            Workshop = workshop, Post = post, Name = name,
        };
        NewPoints.Add(made);
        return points[(place.Id, workshop, post, name)] = made;
    }

    static MonitoringResult Result(MonitoringReport report, JudgedResult row, int ordinal, SamplingPoint point, LimitBook limits)
    {
        var (sample, judged) = (row.Sample, row.Judgement);
        var limit = judged.LimitId < 0 ? null : limits.Limit(judged.LimitId);
        var isCompared = limit is not null && judged.Verdict != Verdict.Undetermined && judged.Limit > 0;
        return new()
        {
            ReportId = report.Id, Ordinal = ordinal, PointId = point.Id, EmployerId = report.EmployerId, WorkplaceId = report.WorkplaceId, DivisionCode = report.DivisionCode, ScopePath = report.ScopePath,
            CountyCode = report.CountyCode, InForce = true, FactorCode = row.FactorCode, FactorName = row.FactorName, Index = sample.Index, Fraction = sample.Fraction, Value = sample.Value,
            BelowDetection = sample.BelowDetection, Unit = sample.Unit == Unit.Unstated ? limit?.Unit.Text() ?? "" : sample.Unit.Text(), SampledOn = sample.Day, StartedAt = row.Row.StartedAt, Minutes = row.Row.Minutes,
            HoursPerDay = sample.HoursPerDay, DaysPerWeek = sample.DaysPerWeek, FreeSilicaPercent = sample.FreeSilicaPercent, Intensity = sample.Intensity, ExposureRatePercent = sample.ExposureRatePercent,
            ImpulsesPerDay = sample.ImpulsesPerDay, Persons = row.Row.Persons, Verdict = judged.Verdict, Reason = judged.Reason, Band = judged.Band, Limit = judged.Limit > 0 ? judged.Limit : null,
            Compared = isCompared ? judged.Value : null, ActionLevel = isCompared && limit!.Value > 0 ? limit.ActionLevel / limit.Value * judged.Limit : null, LimitUnit = limit?.Unit.Text(),
            Ratio = isCompared && !sample.Index.IsLevel() ? judged.Ratio : null, Edition = limit?.Edition.Key, Clause = limit?.Clause, Working = row.Working,
        };
    }

    static void Count(MonitoringReport report, List<MonitoringResult> results)
    {
        int Of(Verdict verdict) => results.Count(r => r.Verdict == verdict);
        (report.RowCount, report.CompliantCount, report.ActionCount, report.ExceedsCount, report.UndeterminedCount) =
            (results.Count, Of(Verdict.Compliant), Of(Verdict.Action), Of(Verdict.Exceeds), Of(Verdict.Undetermined));
        report.JustUnderCount = results.Count(r => r.Ratio is >= JustUnderLimit.From and <= 1);
        report.JustOverCount = results.Count(r => r.Ratio is > 1 and <= JustUnderLimit.To);
    }

    static IEnumerable<SamplingVisit> Visits(PreparedReport prepared, MonitoringReport report)
    {
        if (!report.ByInstitution) yield break;
        foreach (var day in prepared.Rows.Where(r => r.Row.StartedAt is not null).GroupBy(r => r.Sample.Day))
        {
            var from = day.Min(r => r.Row.StartedAt!.Value);
            // What runs over midnight ends with the day.
            var to = day.Max(r => r.Row.StartedAt!.Value.ToTimeSpan() + TimeSpan.FromMinutes(r.Row.Minutes ?? 0));
            var end = to >= TimeSpan.FromDays(1) ? TimeOnly.MaxValue : TimeOnly.FromTimeSpan(to);
            foreach (var sampler in prepared.Facts!.Samplers)
                yield return new() { ReportId = report.Id, FilerId = report.FilerId, Sampler = sampler.Length <= 60 ? sampler : sampler[..60], Day = day.Key, From = from, To = end, WorkplaceId = report.WorkplaceId };
        }
    }

    static IEnumerable<ResultCurve> Curves(MonitoringReport report, List<MonitoringResult> results) =>
        from curve in results.Where(r => !r.BelowDetection).GroupBy(r => (r.FactorCode, r.Index))
        let values = curve.Select(r => (r.Compared ?? r.Value).ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture)).ToList()
        where values.Count >= CurveLeast && values.Distinct().Count() >= CurveDistinct
        let text = $"{curve.Key.FactorCode}\n{curve.Key.Index}\n{string.Join('\n', values)}"
        select new ResultCurve
        {
            ReportId = report.Id, WorkplaceId = report.WorkplaceId, FactorCode = curve.Key.FactorCode, Index = curve.Key.Index, Count = values.Count,
            Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..FingerprintLength],
        };
}
