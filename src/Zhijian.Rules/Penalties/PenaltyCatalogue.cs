namespace Zhijian.Rules.Penalties;

/// <summary>The text that applies to an act, and why.</summary>
/// <param name="Milder">The later text was taken because it is milder.</param>
public sealed record ApplicableText(PenaltyAct Act, bool Milder, string Working);

/// <summary>
/// The acts and their sanctions by the law of the day. The law at the time of the act applies unless the text in force at the
/// decision is milder or knows the act no longer (行政处罚法 2021 Art 37; before that the principle 从旧兼从轻, recalled).
/// </summary>
public sealed class PenaltyCatalogue
{
    private readonly ILookup<string, PenaltyAct> _acts;

    /// <exception cref="ArgumentException">Two texts of one act overlap, or a range is empty.</exception>
    public PenaltyCatalogue(IEnumerable<PenaltyAct> acts)
    {
        _acts = acts.OrderBy(a => a.From).ToLookup(a => a.Code);
        foreach (var texts in _acts)
        {
            foreach (var (before, after) in texts.Zip(texts.Skip(1)))
                if (before.To is not { } to || to >= after.From) throw new ArgumentException($"处罚事项{texts.Key}的两个文本期间重叠", nameof(acts));
            if (texts.Any(a => a.Fine.Min < 0 || a.Fine.Max <= 0 || a.Fine.Min > a.Fine.Max)) throw new ArgumentException($"处罚事项{texts.Key}的罚款幅度有误", nameof(acts));
        }
    }

    public IEnumerable<string> Codes => _acts.Select(a => a.Key);

    public PenaltyAct? On(string code, DateOnly day) => _acts[code].LastOrDefault(a => a.HoldsOn(day));

    /// <summary>What can be punished on a day, for lists to choose from.</summary>
    public IEnumerable<PenaltyAct> On(DateOnly day) => _acts.Select(texts => texts.LastOrDefault(a => a.HoldsOn(day))).OfType<PenaltyAct>();

    /// <param name="actedOn">When the act ended; for one that goes on, the day of the decision.</param>
    /// <returns>Null: the law of neither day, or no longer the law of the decision, punishes it.</returns>
    public ApplicableText? Applicable(string code, DateOnly actedOn, DateOnly decidedOn)
    {
        if (On(code, actedOn) is not { } then) return null;
        if (On(code, decidedOn) is not { } now) return null;
        if (then == now) return new(then, false, $"适用{then.Law}（{then.Text}）{Item(then)}");
        return IsMilder(now, then)
            ? new(now, true, $"行为时适用{then.Article}（{then.Text}），现行文本（{now.Text}）处罚较轻，依照从旧兼从轻适用{now.Article}")
            : new(then, false, $"适用违法行为发生时的{then.Article}（{then.Text}）");
    }

    /// <summary>同一个违法行为违反多个法律规范应当给予罚款处罚的，按照罚款数额高的规定处罚 (行政处罚法 2021 Art 29).</summary>
    /// <exception cref="InvalidOperationException">No act is given.</exception>
    public static PenaltyAct Heaviest(IEnumerable<PenaltyAct> acts) => acts.OrderByDescending(a => a.Fine.Max).ThenByDescending(a => a.Fine.Min).ThenBy(a => a.Code, StringComparer.Ordinal).First();

    private static bool IsMilder(PenaltyAct now, PenaltyAct then)
    {
        if (now.Fine.Max != then.Fine.Max) return now.Fine.Max < then.Fine.Max;
        if (now.Fine.Min != then.Fine.Min) return now.Fine.Min < then.Fine.Min;
        if (now.Mode != then.Mode) return now.Mode < then.Mode;
        return now.SevereAction is null && then.SevereAction is not null;
    }

    private static string Item(PenaltyAct act) => act.Article.StartsWith(act.Law, StringComparison.Ordinal) ? act.Article[act.Law.Length..] : act.Article;
}
