using System.Globalization;
using System.Text;

namespace Zhijian.Rules.Exposure;

public sealed partial class LimitBook
{
    /// <summary>How the verdict came about, in Chinese, for people. Made only when asked for.</summary>
    public string Working(in Sample sample, in Judgement judged)
    {
        var text = new StringBuilder();
        if (sample.BelowDetection) text.Append($"未检出，按检出限的一半计。");
        if (judged.LimitId < 0) return text.Append(Chinese(judged.Reason)).Append('。').ToString();

        var limit = _limits[judged.LimitId];
        text.Append($"{limit.Factor.Name}，{limit.Standard} {limit.Clause}");
        if (limit.Fraction != DustFraction.Unstated) text.Append($"，{limit.Fraction.Word()}");
        text.Append($"：限值 {Number(limit.Value)} {limit.Unit.Text()}");
        if (limit.Ceiling > 0) text.Append($"（3 倍 PC-TWA），不得超过 {Number(limit.Ceiling)}（5 倍）");
        Reductions(text, sample, judged, limit);
        if (sample.Unit != Unit.Unstated && judged.Value != (sample.BelowDetection ? sample.Value / 2 : sample.Value) && judged.Verdict != Verdict.Undetermined) text.Append($"；{Number(sample.Value)} {sample.Unit.Text()} 折合 {Number(judged.Value)} {limit.Unit.Text()}");
        if (judged.Verdict == Verdict.Undetermined) return text.Append($"；{Chinese(judged.Reason)}。").ToString();

        text.Append(limit.Index.IsLevel()
            ? $"；{Number(judged.Value)} {limit.Unit.Text()}，{Apart(judged.Value - judged.Limit)}，"
            : $"；{Number(judged.Value)} ÷ {Number(judged.Limit)} = {judged.Ratio.ToString("0.####", CultureInfo.InvariantCulture)}，");
        text.Append(judged.Verdict switch
        {
            Verdict.Exceeds => "超过限值",
            Verdict.Action => "达到行动水平，未超过限值",
            _ => "低于行动水平",
        });
        if (judged.Band != ExposureBand.None) text.Append($"，接触水平 {judged.Band.Text()} 级");
        return text.Append('。').ToString();
    }

    private static void Reductions(StringBuilder text, in Sample sample, in Judgement judged, Limit limit)
    {
        if (judged.Limit == limit.Value || judged.Limit == limit.Ceiling || judged.Limit == 0) return;
        if (limit.Index != ExposureIndex.TimeWeighted)
        {
            text.Append($"，室外通风设计温度 ≥30 ℃，限值加到 {Number(judged.Limit)}");
            return;
        }
        var (hours, days) = (sample.HoursPerDay ?? LongShift.NormalHours, sample.DaysPerWeek ?? LongShift.NormalDays);
        text.Append($"；每天 {Number(hours)} h、每周 {Number(days)} d，折减因子 {Number(LongShift.Factor(hours, days))}，折减后限值 {Number(judged.Limit)}");
    }

    private static string Apart(decimal difference) => difference == 0 ? "等于限值" : $"比限值{(difference > 0 ? "高" : "低")} {Number(Math.Abs(difference))}";

    private static string Chinese(Reason reason) => reason.Text().Split(" · ")[0];

    internal static string Number(decimal value) => Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture);
}
