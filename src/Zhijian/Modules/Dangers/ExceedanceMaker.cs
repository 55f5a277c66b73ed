using Zhijian.Data;
using System.Globalization;
using Zhijian.Modules.Monitoring;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Dangers;

/// <summary>Makes the danger of a measured exceedance: what is wrong, by how much, how heavy.</summary>
public sealed class ExceedanceMaker(DangerBook book)
{
    /// <param name="highlyToxic">The factor stands in the list of highly toxic substances.</param>
    /// <param name="id">Of the danger; null: a new one.</param>
    public HiddenDanger Make(DangerPlace place, string reportNumber, PointResult result, bool highlyToxic, bool isRepeat, DateOnly on, Guid? id = null)
    {
        var ratio = Ratio(result);
        var grade = DangerGrading.Of(book.Grades, Facts(result, ratio, highlyToxic), on);
        return new()
        {
            Id = id ?? Guid.CreateVersion7(), EmployerId = place.EmployerId, EmployerName = place.EmployerName, IndustryCode = place.IndustryCode[..Math.Min(2, place.IndustryCode.Length)], WorkplaceId = place.WorkplaceId,
            DivisionCode = place.DivisionCode, ScopePath = place.ScopePath, CountyCode = place.CountyCode, AuthorityCode = place.AuthorityCode,
            Source = DangerSource.Report, SourceKey = Texts.Cut(reportNumber, DangerTables.Key), FoundOn = on, IsRepeat = isRepeat,
            Finding = Texts.Cut($"{result.PointName}{result.FactorName}检测值 {result.Value}，超过限值 {result.Limit}（检测报告 {reportNumber}，{result.SampledOn:yyyy-MM-dd} 采样）", DangerTables.Text),
            Article = book.Article(highlyToxic ? DangerBook.Toxic : DangerBook.Exceedance, on).Article,
            Grade = grade.Grade, GradeReason = grade.Reason,
            PointId = result.PointId, PointName = Texts.Cut(result.PointName, DangerTables.Name), FactorCode = result.FactorCode, FactorName = Texts.Cut(result.FactorName, DangerTables.Name),
            Index = result.Index, Value = Texts.Cut(result.Value, DangerTables.Short), Limit = Texts.Cut(result.Limit, DangerTables.Short), Ratio = ratio,
            Edition = Texts.Cut(result.Edition, DangerTables.Short), Clause = Texts.Cut(result.Clause, DangerTables.Clause), Working = Texts.Cut(result.Working, DangerTables.Text), Persons = result.Persons,
        };
    }

    public static DangerResult Record(Guid dangerId, ReportJudged report, PointResult result, DateTime at) => new()
    {
        DangerId = dangerId, ReportId = report.ReportId, ReportNumber = Texts.Cut(report.ReportNumber, DangerTables.Key), SampledOn = result.SampledOn, Verdict = result.Verdict,
        Index = result.Index, Value = Texts.Cut(result.Value, DangerTables.Short), Limit = Texts.Cut(result.Limit, DangerTables.Short), Ratio = Ratio(result),
        Edition = Texts.Cut(result.Edition, DangerTables.Short), Institution = report.InstitutionName is { } name ? Texts.Cut(name, DangerTables.Name) : null, Qualified = report.Qualified, At = at,
    };

    static GradedFacts Facts(PointResult result, decimal? ratio, bool highlyToxic)
    {
        var (value, unit) = Number(result.Value);
        var (limit, limitUnit) = Number(result.Limit);
        return new(ratio, value - limit, unit == limitUnit ? unit : null, highlyToxic);
    }

    /// <summary>A ratio that no sensible measurement has is kept out of the column.</summary>
    static decimal? Ratio(PointResult result) => result.Ratio is >= 0 and < 1e9 ? Math.Round((decimal)result.Ratio.Value, 4) : null;

    /// <summary>"92.3 dB(A)" → 92.3 and its unit; what does not begin with a number has none.</summary>
    static (decimal? Number, string Unit) Number(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '-')) end++;
        return (decimal.TryParse(text.AsSpan(0, end), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null, text[end..].Trim());
    }
}
