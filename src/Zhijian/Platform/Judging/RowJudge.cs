using System.Globalization;
using System.Text.RegularExpressions;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Text;

namespace Zhijian.Platform.Judging;

/// <summary>A cell that cannot be read, with why in Chinese.</summary>
readonly record struct RowProblem(ResultColumn Column, string Message);

/// <summary>What one row came to.</summary>
readonly record struct JudgedRow(Judgement Judgement, string Message)
{
    /// <summary>As it was read.</summary>
    public Sample Sample { get; init; }

    /// <summary>What the name of the factor stands for.</summary>
    public IReadOnlyList<int> Factors { get; init; } = [];

    /// <summary>Cells that cannot be read; empty when the row was judged.</summary>
    public IReadOnlyList<RowProblem> Problems { get; init; } = [];
}

/// <summary>Reads one row of results and judges it. Whatever is wrong with the row is in its message; nothing is thrown.</summary>
sealed partial class RowJudge(ReferenceBook book, ResultSheet sheet)
{
    readonly List<string> problems = [];
    readonly List<RowProblem> columns = [];
    Reason reason;

    public JudgedRow Judge(string[] cells)
    {
        problems.Clear();
        columns.Clear();
        reason = Reason.None;
        if (cells.Length > sheet.Header.Length) Refuse(ResultColumn.RowId, Reason.RowMalformed, $"该行有 {cells.Length} 列，表头只有 {sheet.Header.Length} 列 · more cells than the header");
        var factors = Factors(Cell(cells, ResultColumn.Factor));
        var day = Day(Cell(cells, ResultColumn.SampledOn));
        var index = Index(Cell(cells, ResultColumn.Index));
        var (value, below) = Value(Cell(cells, ResultColumn.Value), index);
        if (!Units.TryParse(Cell(cells, ResultColumn.Unit), out var unit)) Refuse(ResultColumn.Unit, Reason.UnknownUnit, $"{Reason.UnknownUnit.Text()}: {Shown(Cell(cells, ResultColumn.Unit))}");
        below |= Flag(cells, ResultColumn.BelowLod);
        var sample = WithCircumstances(cells, factors, new Sample { Factor = -1, Day = day, Index = index, Value = value, Unit = unit, BelowDetection = below });
        if (reason != Reason.None) return new(new(Verdict.Undetermined, reason, ExposureBand.None, -1, 0, 0), string.Join("；", problems)) { Sample = sample, Factors = factors, Problems = [.. columns] };

        var judged = book.Limits.JudgeAny(factors, sample);
        return new(judged, Message(factors, sample, judged)) { Sample = sample, Factors = factors };
    }

    Sample WithCircumstances(string[] cells, int[] factors, Sample sample)
    {
        if (sample.Index == ExposureIndex.Heat)
            return sample with { Intensity = Intensity(cells), ExposureRatePercent = Number(cells, ResultColumn.ExposureRatePct, 1, 100, isPercent: true) };
        if (sample.Index == ExposureIndex.NoisePeak)
            return sample with { ImpulsesPerDay = Number(cells, ResultColumn.ImpulsesPerDay, 0, int.MaxValue) is { } impulses ? (int)Math.Ceiling(impulses) : null };
        if (sample.Index == ExposureIndex.TimeWeighted)
            sample = sample with { HoursPerDay = Number(cells, ResultColumn.HoursPerDay, 0, 24, fromInclusive: false), DaysPerWeek = Number(cells, ResultColumn.DaysPerWeek, 0, 7, fromInclusive: false) };
        if (!factors.Any(f => book.Limits.Factors[f].Class == FactorClass.Dust)) return sample;
        return sample with { Fraction = Fraction(cells), FreeSilicaPercent = Number(cells, ResultColumn.FreeSilicaPct, 0, 100, isPercent: true) };
    }

    string Message(int[] factors, in Sample sample, in Judgement judged)
    {
        if (judged.Reason == Reason.AmbiguousFactor) return $"{judged.Reason.Text()}: {string.Join("、", factors.Take(6).Select(f => book.Limits.Factors[f].Name))}";
        if (judged.LimitId < 0) return judged.Reason.Text() + Hint(factors, sample, judged.Reason);
        var text = book.Limits.Working(sample, judged);
        if (judged.Verdict == Verdict.Undetermined) return text.TrimEnd('。') + judged.Reason.Text()[judged.Reason.Text().IndexOf(" · ", StringComparison.Ordinal)..];
        var limit = book.Limits.Limit(judged.LimitId);
        if (limit.Fraction == DustFraction.Total && sample.Fraction == DustFraction.Unstated) text += "未注明粒径，按总尘判定。";
        if (sample.BelowDetection && judged.Verdict == Verdict.Exceeds) text += "检出限的一半已高于限值，方法灵敏度不足，应换方法复测。";
        if (limit.Index == ExposureIndex.NoiseDay && sample.DaysPerWeek is { } days && days != 5) text += "每周工作不是 5 天，应另以 LEX40H 判定。";
        if (limit.Trust >= Trust.Recalled) text += "限值凭回忆录入，使用前请核对标准原文。";
        return text;
    }

    /// <summary>What has no short-term limit is held by its peaks, and the other way round.</summary>
    string Hint(int[] factors, in Sample sample, Reason why)
    {
        if (why != Reason.NoLimitForIndex || sample.Index is not (ExposureIndex.ShortTerm or ExposureIndex.Peak)) return "";
        var other = sample.Index == ExposureIndex.Peak ? ExposureIndex.ShortTerm : ExposureIndex.Peak;
        return book.Limits.JudgeAny(factors, sample with { Index = other }).LimitId < 0 ? "" : $"；可按 {other.Symbol()} 判定 · it has one for {other.Symbol()}";
    }

    string Cell(string[] cells, ResultColumn column) => sheet.Cell(cells, column);

    int[] Factors(string text)
    {
        if (!string.IsNullOrWhiteSpace(text) && text.Length <= 200 && book.Names.TryFind(text, out var factors)) return factors;
        Refuse(ResultColumn.Factor, Reason.UnknownFactor, $"{Reason.UnknownFactor.Text()}: {Shown(text)}");
        return [];
    }

    DateOnly Day(string text)
    {
        if (!LenientDate.TryParse(text, spreadsheetNumbers: true, out var day, out var why)) Refuse(ResultColumn.SampledOn, Reason.DateUnreadable, $"{Reason.DateUnreadable.Text()}（{why}）: {Shown(text)}");
        return day;
    }

    ExposureIndex Index(string text)
    {
        if (ExposureIndexes.TryParse(text, out var index)) return index;
        Refuse(ResultColumn.Index, Reason.IndexUnknown, $"{Reason.IndexUnknown.Text()}: {Shown(text)}");
        return ExposureIndex.Other;
    }

    /// <summary>A number, or &lt; and a limit of detection.</summary>
    (decimal Value, bool Below) Value(string text, ExposureIndex index)
    {
        var half = Width.Clean(text);
        var below = half.StartsWith('<');
        if (below) half = half[1..].Trim();
        if (TryNumber(half, out var value) && (value >= 0 || (index == ExposureIndex.Heat && !below))) return (value, below);
        var why = half.ToUpperInvariant() is "ND" or "N.D." or "未检出" ? "未检出须写明检出限，如 <0.05 · write the limit of detection, like <0.05" : value < 0 ? "不能为负 · negative" : "应为数字 · not a number";
        Refuse(ResultColumn.Value, Reason.ValueUnreadable, $"{Reason.ValueUnreadable.Text()}（{why}）: {Shown(text)}");
        return (0, below);
    }

    /// <summary>Spreadsheets write small numbers as 1E-05.</summary>
    static bool TryNumber(string text, out decimal value) =>
        LenientDecimal.TryParse(text, out value)
        || (text.Length <= 40 && text.AsSpan().IndexOfAny('e', 'E') > 0
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value));

    decimal? Number(string[] cells, ResultColumn column, decimal min, decimal max, bool fromInclusive = true, bool isPercent = false)
    {
        var text = Width.Clean(Cell(cells, column));
        if (text.Length == 0) return null;
        if (isPercent) text = text.TrimEnd('%').TrimEnd();
        if (LenientDecimal.TryParse(text, out var number) && number <= max && (number > min || (fromInclusive && number == min))) return number;
        RefuseField(column, Cell(cells, column));
        return null;
    }

    WorkIntensity Intensity(string[] cells)
    {
        var text = Cell(cells, ResultColumn.WorkIntensity);
        if (!string.IsNullOrWhiteSpace(text) && !Facts.TryParse(text, out WorkIntensity _)) RefuseField(ResultColumn.WorkIntensity, text);
        return Facts.TryParse(text, out WorkIntensity intensity) ? intensity : WorkIntensity.Unstated;
    }

    DustFraction Fraction(string[] cells)
    {
        var text = Cell(cells, ResultColumn.Fraction);
        if (!string.IsNullOrWhiteSpace(text) && !Facts.TryParse(text, out DustFraction _)) RefuseField(ResultColumn.Fraction, text);
        return Facts.TryParse(text, out DustFraction fraction) ? fraction : DustFraction.Unstated;
    }

    bool Flag(string[] cells, ResultColumn column)
    {
        var text = Cell(cells, column);
        switch (Width.Clean(text).ToLowerInvariant())
        {
            case "1" or "true" or "t" or "yes" or "y" or "是" or "√":
                return true;
            case "" or "0" or "false" or "f" or "no" or "n" or "否":
                return false;
            default:
                RefuseField(column, text);
                return false;
        }
    }

    void RefuseField(ResultColumn column, string text) => Refuse(column, Reason.FieldUnreadable, $"{Reason.FieldUnreadable.Text()} {ResultSheet.NameOf(column)}: {Shown(text)}");

    void Refuse(ResultColumn column, Reason why, string message)
    {
        if (reason == Reason.None) reason = why;
        problems.Add(message);
        columns.Add(new(column, Chinese(message)));
    }

    /// <summary>A message of both languages without its English.</summary>
    public static string Chinese(string message) => English().Replace(message, "");

    [GeneratedRegex(@" · [^（）：:；]*")] private static partial Regex English();

    static string Shown(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length switch { 0 => "（空）", > 60 => line[..60] + "…", _ => line };
    }
}
