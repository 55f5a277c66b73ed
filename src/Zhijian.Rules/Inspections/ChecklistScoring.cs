namespace Zhijian.Rules.Inspections;

/// <summary>An item as judged.</summary>
/// <param name="Verdict">Null: not answered.</param>
/// <param name="Points">Of a scored item that concerns the employer.</param>
public sealed record JudgedItem(ChecklistItem Item, ItemVerdict? Verdict, decimal? Points)
{
    public bool Fails => Verdict == ItemVerdict.Unqualified;
}

/// <summary>A checklist as judged.</summary>
/// <param name="Rate">合格率 in percent, one decimal: qualified items of those that concern the employer; of a scored sheet points of points. Null while nothing is answered.</param>
/// <param name="Points">Of a scored sheet.</param>
/// <param name="MostPoints">Of the items that concern the employer.</param>
public sealed record ChecklistScore(IReadOnlyList<JudgedItem> Items, int Qualified, int Basic, int Unqualified, int NotConcerned, decimal? Rate, decimal? Points, decimal? MostPoints)
{
    public int Unanswered => Items.Count - Qualified - Basic - Unqualified - NotConcerned;

    public IEnumerable<JudgedItem> Failing => Items.Where(i => i.Fails);

    /// <summary>关键项不合格.</summary>
    public IEnumerable<JudgedItem> KeyFailing => Failing.Where(i => i.Item.IsKey);
}

/// <summary>
/// 检查表的判定与计分: an item of parts is qualified with all of them and basically qualified from its threshold (aspect 1 of
/// 职业卫生基础建设: five of seven; aspect 2: six of twelve); a scored item loses its step for each fault and never falls below zero.
/// </summary>
public static class ChecklistScoring
{
    /// <summary>Why an answer cannot be taken, in Chinese; null: it can.</summary>
    public static string? Refusal(Checklist checklist, ItemAnswer answer)
    {
        if (checklist.Find(answer.Number) is not { } item) return $"检查表没有第 {answer.Number} 项";
        if (answer.Verdict is { } verdict && !Enum.IsDefined(verdict)) return $"第 {item.Number} 项的结果不在可选范围";
        if (answer.Verdict == ItemVerdict.Basic && checklist.Kind != ChecklistKind.Judged) return $"第 {item.Number} 项只有是、否和不涉及";
        if (answer.Met is { } met && (item.Parts is not { } parts || met < 0 || met > parts)) return item.Parts is null ? $"第 {item.Number} 项没有分项" : $"第 {item.Number} 项有 {item.Parts} 个分项，符合数应在 0 至 {item.Parts} 之间";
        if (answer.Faults is { } faults && (item.Step is null || faults is < 0 or > 10_000)) return item.Step is null ? $"第 {item.Number} 项不按处数扣分" : $"第 {item.Number} 项的扣分处数应在 0 至 10000 之间";
        if (answer.Given is { } given && (item.Points is not { } most || item.Step is not null || given < 0 || given > most)) return item.Points is null || item.Step is not null ? $"第 {item.Number} 项不直接给分" : $"第 {item.Number} 项的得分应在 0 至 {item.Points:0.#} 之间";
        return null;
    }

    /// <exception cref="ArgumentException">An answer that <see cref="Refusal"/> refuses, or two to one item.</exception>
    public static ChecklistScore Score(Checklist checklist, IEnumerable<ItemAnswer> answers)
    {
        var given = new Dictionary<string, ItemAnswer>(StringComparer.Ordinal);
        foreach (var answer in answers)
        {
            if (Refusal(checklist, answer) is { } refusal) throw new ArgumentException(refusal, nameof(answers));
            if (!given.TryAdd(answer.Number, answer)) throw new ArgumentException($"第 {answer.Number} 项有两个答案", nameof(answers));
        }
        var items = checklist.Items.Select(i => Judge(i, given.GetValueOrDefault(i.Number))).ToList();
        int Count(ItemVerdict verdict) => items.Count(i => i.Verdict == verdict);
        var (qualified, basic, unqualified, notConcerned) = (Count(ItemVerdict.Qualified), Count(ItemVerdict.Basic), Count(ItemVerdict.Unqualified), Count(ItemVerdict.NotConcerned));
        if (checklist.Kind != ChecklistKind.Scored)
            return new(items, qualified, basic, unqualified, notConcerned, Percent(qualified + (checklist.BasicCounts ? basic : 0), qualified + basic + unqualified), null, null);
        var scored = items.Where(i => i.Points is not null).ToList();
        var (points, most) = (scored.Sum(i => i.Points!.Value), scored.Sum(i => i.Item.Points!.Value));
        return new(items, qualified, basic, unqualified, notConcerned, Percent(points, most), points, most);
    }

    private static JudgedItem Judge(ChecklistItem item, ItemAnswer? answer)
    {
        if (answer is null) return new(item, null, null);
        if (answer.Verdict == ItemVerdict.NotConcerned) return new(item, ItemVerdict.NotConcerned, null);
        if (answer.Met is { } met) return new(item, met == item.Parts ? ItemVerdict.Qualified : met >= item.BasicParts ? ItemVerdict.Basic : ItemVerdict.Unqualified, null);
        if (item.Points is not { } most) return new(item, answer.Verdict, null);
        var points = answer.Faults is { } faults ? Math.Max(0, most - faults * item.Step!.Value) : answer.Given ?? (answer.Verdict is { } whole ? whole == ItemVerdict.Qualified ? most : 0 : null);
        return new(item, points is null ? null : points == most ? ItemVerdict.Qualified : ItemVerdict.Unqualified, points);
    }

    private static decimal? Percent(decimal part, decimal whole) => whole == 0 ? null : Math.Round(part / whole * 100, 1, MidpointRounding.AwayFromZero);
}
