using Zhijian.Data;
using Zhijian.Platform.Judging;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>A row that was read and judged.</summary>
public sealed record JudgedResult(ReportRow Row, Sample Sample, Judgement Judgement, string FactorCode, string FactorName, string Working);

/// <summary>Reads and judges rows, one after another. Not safe for several threads; the book behind it is.</summary>
sealed class RowReader(ReferenceBook book, CompiledFactors catalogue)
{
    const int MostPersons = 1_000_000, MostMinutes = 24 * 60;

    public LimitBook Limits => book.Limits;

    readonly RowJudge judge = new(book, ResultSheet.Whole);
    readonly string[] cells = new string[ResultSheet.Whole.Header.Length];
    readonly Dictionary<string, (string Code, string Name)> factors = [];
    readonly Lazy<ILookup<string, FactorFace>> byEntry = new(() => catalogue.All.SelectMany(f => f.Entries.Select(e => (Entry: e, Face: f))).ToLookup(e => e.Entry, e => e.Face));

    /// <summary>Reads the row; what cannot be read goes to the problems and null comes back.</summary>
    public JudgedResult? Read(ReportRow row, int at, List<FormProblem> problems)
    {
        var before = problems.Count;
        if (string.IsNullOrWhiteSpace(row.Point)) problems.Add(new(at, nameof(ReportRow.Point), "不能为空"));
        foreach (var (field, text) in ((string, string?)[])[(nameof(row.Workshop), row.Workshop), (nameof(row.Post), row.Post), (nameof(row.Point), row.Point)])
            if (text?.Trim().Length > ReportTables.PlaceLength) problems.Add(new(at, field, $"超过 {ReportTables.PlaceLength} 个字"));
        if (row.Persons is < 0 or > MostPersons) problems.Add(new(at, nameof(row.Persons), $"应在 0 至 {MostPersons} 之间"));
        if (row.Minutes is < 1 or > MostMinutes) problems.Add(new(at, nameof(row.Minutes), $"应在 1 至 {MostMinutes} 之间"));

        // Judging reads the intensity for heat only; grades of work ask for it everywhere.
        var intensity = WorkIntensity.Unstated;
        if (!string.IsNullOrWhiteSpace(row.Intensity) && !Facts.TryParse(row.Intensity, out intensity)) problems.Add(new(at, nameof(row.Intensity), $"无法识别的体力劳动强度，应为Ⅰ至Ⅳ：{row.Intensity}"));

        Fill(row);
        var judged = judge.Judge(cells);
        foreach (var problem in judged.Problems.Where(p => p.Column != ResultColumn.WorkIntensity)) problems.Add(new(at, FieldOf(problem.Column), problem.Message));
        // A concentration in ppm of a dust, or more of something than a cubic metre can hold, was not measured so.
        if (judged.Judgement.Reason == Reason.WrongUnit) problems.Add(new(at, nameof(row.Unit), $"{RowJudge.Chinese(Reason.WrongUnit.Text())}：{row.Unit}"));
        if (judged is { Problems.Count: 0, Judgement.Reason: Reason.ValueUnreadable }) problems.Add(new(at, nameof(row.Value), $"数值超出可能的范围：{row.Value}"));
        if (problems.Count > before) return null;

        var (code, name) = Factor(row.Factor!, judged);
        var working = judged.Judgement.Verdict == Verdict.Undetermined ? book.Limits.Working(judged.Sample, judged.Judgement) : judged.Message;
        return new(row, judged.Sample with { Intensity = intensity }, judged.Judgement, code, name, Texts.Cut(working, ReportTables.WorkingLength));
    }

    void Fill(ReportRow row)
    {
        Array.Fill(cells, "");
        Set(ResultColumn.Factor, row.Factor);
        Set(ResultColumn.SampledOn, row.SampledOn);
        Set(ResultColumn.Index, row.Index);
        Set(ResultColumn.Value, row.Value);
        Set(ResultColumn.Unit, row.Unit);
        Set(ResultColumn.Fraction, row.Fraction);
        Set(ResultColumn.FreeSilicaPct, row.FreeSilicaPercent);
        Set(ResultColumn.HoursPerDay, row.HoursPerDay);
        Set(ResultColumn.DaysPerWeek, row.DaysPerWeek);
        Set(ResultColumn.WorkIntensity, row.Intensity);
        Set(ResultColumn.ExposureRatePct, row.ExposureRatePercent);
        Set(ResultColumn.ImpulsesPerDay, row.ImpulsesPerDay);
        Set(ResultColumn.BelowLod, row.BelowDetection);
        void Set(ResultColumn column, string? text) => cells[(int)column] = text ?? "";
    }

    static string FieldOf(ResultColumn column) => column switch
    {
        ResultColumn.FreeSilicaPct => nameof(ReportRow.FreeSilicaPercent), ResultColumn.WorkIntensity => nameof(ReportRow.Intensity),
        ResultColumn.ExposureRatePct => nameof(ReportRow.ExposureRatePercent), ResultColumn.BelowLod => nameof(ReportRow.BelowDetection), _ => column.ToString(),
    };

    /// <summary>The catalogue's code and name of what was written, so that the same factor is one in all reports.</summary>
    (string Code, string Name) Factor(string text, in JudgedRow judged)
    {
        if (factors.TryGetValue(text, out var known)) return known;
        var limit = judged.Judgement.LimitId >= 0 ? book.Limits.Limit(judged.Judgement.LimitId).Factor : judged.Factors.Count > 0 ? book.Limits.Factors[judged.Factors[0]] : null;
        var face = catalogue.Find(text) ?? (limit is null ? null : byEntry.Value[limit.Key].FirstOrDefault() ?? byEntry.Value[limit.Key.TrimEnd('a', 'b', 'c', 'd')].FirstOrDefault());
        var found = face is not null ? (face.Code, face.Name) : limit is not null ? (limit.Key, limit.Name) : (text.Trim()[..Math.Min(20, text.Trim().Length)], text.Trim());
        return factors[text] = found;
    }
}
