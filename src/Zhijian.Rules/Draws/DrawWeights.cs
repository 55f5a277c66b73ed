namespace Zhijian.Rules.Draws;

/// <summary>A row of reference/draw-weights.csv: what a risk class or a mark of credit does to the weight.</summary>
/// <param name="Percent">100: nothing.</param>
public sealed record DrawWeightRow(string Axis, string Value, string Title, int Percent, DateOnly From, DateOnly? To, string Source, string Confidence);

/// <summary>按风险、信用分类抽查: more lots for higher risk and worse credit. The factors are multiplied, and the working is shown.</summary>
public sealed class DrawWeights(IEnumerable<DrawWeightRow> rows)
{
    /// <summary>Lots of an employer of which nothing is known.</summary>
    public const int Common = 100;
    private readonly IReadOnlyList<DrawWeightRow> _rows = [.. rows];

    /// <param name="marks">Axis and value: ("risk", "甲"); what has no row counts as common.</param>
    public (int Weight, string Why) Of(IEnumerable<(string Axis, string Value)> marks, DateOnly day)
    {
        var fitting = marks.Select(m => _rows.LastOrDefault(r => r.Axis == m.Axis && r.Value == m.Value && r.From <= day && (r.To is null || day <= r.To))).OfType<DrawWeightRow>().ToList();
        var weight = fitting.Aggregate((decimal)Common, (sum, row) => sum * row.Percent / 100);
        return (Math.Clamp((int)Math.Round(weight), 1, DrawPool.MostWeight), fitting.Count == 0 ? "基准" : string.Join("，", fitting.Select(r => $"{r.Title}×{r.Percent}%")));
    }
}
