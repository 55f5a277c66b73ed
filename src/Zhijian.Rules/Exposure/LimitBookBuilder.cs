using static Zhijian.Rules.Exposure.LimitBook;

namespace Zhijian.Rules.Exposure;

/// <summary>
/// Lays out rows as a <see cref="LimitBook"/>: adds the limits that follow from others (peaks, excursions), sorts every limit
/// through time and computes what each comparison needs.
/// </summary>
public sealed class LimitBookBuilder(IReadOnlyCollection<StandardEdition> editions, IReadOnlyCollection<LimitFactor> factors, IReadOnlyCollection<LimitRow> rows, IReadOnlyCollection<RuleRow> rules)
{
    private readonly List<Slot> _slots = [];
    private readonly List<DatedLimit> _dated = [];
    private readonly List<Cut> _cuts = [];
    private readonly List<Limit> _limits = [];
    private readonly StandardEdition[] _editions = [.. editions.OrderBy(e => e.Document, StringComparer.Ordinal).ThenBy(e => e.Earliest)];

    public LimitBook Build()
    {
        var names = factors.ToArray();
        var byFactor = rows.ToLookup(r => r.Factor);
        var slots = new FactorSlots[names.Length];
        for (var id = 0; id < names.Length; id++) slots[id] = AddFactor(names[id], [.. byFactor[names[id].Key]]);
        return new(_editions, names, slots, [.. _slots], [.. _dated], [.. _cuts], [.. _limits]);
    }

    private FactorSlots AddFactor(LimitFactor factor, List<LimitRow> own)
    {
        own.AddRange(own.Where(r => r.Index == ExposureIndex.TimeWeighted && r.Value is not null && !HasShortTerm(own, r)).Select(r => PeakRow(factor, r)).OfType<LimitRow>().ToList());
        var first = _slots.Count;
        var groups = own.GroupBy(r => (r.Index, r.Fraction, r.Condition, Note: r.Index == ExposureIndex.Other ? r.Note : null))
            .OrderBy(g => g.Key.Index).ThenBy(g => g.Key.Fraction).ThenBy(g => g.Key.Condition.Intensity).ThenBy(g => g.Key.Condition.UpTo ?? decimal.MaxValue);
        foreach (var group in groups) AddSlot(factor, group.Key.Index, group.Key.Fraction, group.Key.Condition, [.. group]);
        var fractions = own.Select(r => r.Fraction).Distinct().ToList();
        return new()
        {
            First = first, Count = _slots.Count - first, IsDust = factor.Class == FactorClass.Dust, MolarMass = factor.MolarMass ?? 0, SilicaBelow = factor.SilicaBelow ?? 0,
            DefaultFraction = fractions.Contains(DustFraction.Total) ? DustFraction.Total : fractions.FirstOrDefault(),
        };
    }

    private static bool HasShortTerm(List<LimitRow> own, LimitRow twa) =>
        own.Any(r => r.Edition == twa.Edition && r.Index is ExposureIndex.ShortTerm or ExposureIndex.Ceiling && r.Fraction == twa.Fraction);

    /// <summary>Peaks (2019: 3 × and 5 ×) or the excursion limit (2007) of what has only a PC-TWA; null where the standard has no such rule.</summary>
    private LimitRow? PeakRow(LimitFactor factor, LimitRow twa)
    {
        var standard = EditionOf(twa).Standard;
        var multiple = Rule(standard, "peak-free")?.Value ?? Excursion(standard, factor, twa.Value!.Value);
        return multiple is null ? null : twa with { Index = ExposureIndex.Peak, Value = twa.Value * multiple };
    }

    private decimal? Excursion(string standard, LimitFactor factor, decimal twa)
    {
        var kind = factor.Class == FactorClass.Dust ? "dust" : "air";
        return rules.FirstOrDefault(r => r.Standard == standard && r.Rule == "excursion" && r.AppliesTo == kind && (r.From is null || twa >= r.From) && (r.Below is null || twa < r.Below))?.Value;
    }

    private void AddSlot(LimitFactor factor, ExposureIndex index, DustFraction fraction, LimitCondition condition, List<LimitRow> versions)
    {
        var first = _dated.Count;
        Limit? last = null;
        foreach (var edition in _editions.Where(e => e.Document == EditionOf(versions[0]).Document))
        {
            var row = versions.FirstOrDefault(v => v.Edition == edition.Key);
            if (row is null)
            {
                if (last is not null) _dated.Add(new() { Earliest = edition.Earliest.DayNumber, Latest = edition.Latest.DayNumber, Limit = -1 });
                last = null;
                continue;
            }
            // An amendment that leaves a limit as it was does not touch it.
            if (last is not null && last.Standard == edition.Standard && _cuts[^1].Limit == (row.Value ?? 0) && last.Unit == row.Unit) continue;
            last = AddLimit(edition, factor, row);
            _dated.Add(new() { Earliest = edition.Earliest.DayNumber, Latest = edition.Latest.DayNumber, Limit = _limits.Count - 1 });
        }
        _slots.Add(new()
        {
            Index = index, Fraction = fraction, Condition = condition.Kind, Intensity = condition.Intensity, FromInclusive = condition.FromInclusive,
            Above = condition.Above, UpTo = condition.UpTo ?? decimal.MaxValue, First = first, Count = _dated.Count - first,
        });
    }

    private Limit AddLimit(StandardEdition edition, LimitFactor factor, LimitRow row)
    {
        var standard = edition.Standard;
        var value = row.Value ?? 0;
        var ratio = Rule(standard, "action-level")?.Value ?? throw new InvalidOperationException($"No action level for {standard}.");
        var isNoise = row.Index is ExposureIndex.NoiseDay or ExposureIndex.NoiseWeek;
        var action = isNoise && Rule(standard, "noise-action-level")?.Value is { } fixedLevel ? fixedLevel : value * ratio;
        var ceiling = row.Index == ExposureIndex.Peak && Rule(standard, "peak-ceiling")?.Value is { } five ? value / Rule(standard, "peak-free")!.Value!.Value * five : 0;
        var (zero, one, two) = (Band(standard, "0"), Band(standard, "Ⅰ"), Band(standard, "Ⅱ"));
        var paragraph = Rule(standard, "clause", row.Index.Symbol())?.Clause;
        var clause = string.Join("；", new[] { row.Clause + (edition.Amendment is { } amendment ? $"（{amendment}）" : ""), paragraph }.Where(c => !string.IsNullOrEmpty(c)));
        var limit = new Limit(edition, factor, row.Index, row.Fraction, value, ceiling, action, row.Unit, clause, row.Trust, row.Source, row.Note);
        _limits.Add(limit);
        var cut = new Cut
        {
            Ceiling = ceiling, ActionRatio = ratio, Unit = row.Unit, IsUnknown = row.Value is null,
            HasBands = two is not null, Ratio0 = zero ?? 0, Ratio1 = one ?? 0, Ratio2 = two ?? 0,
            CanBeGas = factor.Class == FactorClass.Chemical, IsReducible = row.Index == ExposureIndex.TimeWeighted, TakesPeakLevels = row.Index == ExposureIndex.NoisePeak,
            HotAllowance = row.Index == ExposureIndex.Heat ? Rule(standard, "outdoor-allowance")?.Value ?? 0 : 0,
        };
        cut.SetLimit(value, action);
        _cuts.Add(cut);
        return limit;
    }

    private decimal? Band(string standard, string band) => Rule(standard, "band", band)?.Value;

    private RuleRow? Rule(string standard, string rule, string? appliesTo = null) =>
        rules.FirstOrDefault(r => r.Standard == standard && r.Rule == rule && (appliesTo is null || r.AppliesTo == appliesTo));

    private StandardEdition EditionOf(LimitRow row) => _editions.First(e => e.Key == row.Edition);
}
