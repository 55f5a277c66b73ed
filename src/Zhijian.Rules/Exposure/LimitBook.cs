using System.Collections.Frozen;

namespace Zhijian.Rules.Exposure;

/// <summary>
/// The limits of all editions, laid out so that a result is judged in a few comparisons and without allocation. Built once
/// from rows (<see cref="LimitBookBuilder"/>), then read by any number of threads.
/// </summary>
public sealed partial class LimitBook
{
    internal struct FactorSlots
    {
        public int First, Count;
        public bool IsDust;
        public DustFraction DefaultFraction;
        public decimal SilicaBelow, MolarMass;
    }

    /// <summary>One limit of a factor through time: index, fraction and condition stay, the figure changes.</summary>
    internal struct Slot
    {
        public ExposureIndex Index;
        public DustFraction Fraction;
        public ConditionKind Condition;
        public WorkIntensity Intensity;
        public bool FromInclusive;
        public decimal Above, UpTo;
        public int First, Count;
    }

    /// <summary>From which day a limit holds; <see cref="Limit"/> -1: from then on there is none.</summary>
    internal struct DatedLimit
    {
        public int Earliest, Latest, Limit;
    }

    /// <summary>A limit as numbers only: exact ones, and binary ones near them for speed.</summary>
    internal struct Cut
    {
        public decimal Limit, Ceiling, Action, Band0, Band1, Band2;
        public decimal ActionRatio, Ratio0, Ratio1, Ratio2, HotAllowance;
        public double NearLimit, NearAction, NearBand0, NearBand1, NearBand2;
        public Unit Unit;
        public bool HasBands, IsUnknown, IsReducible, TakesPeakLevels, CanBeGas;

        public void SetLimit(decimal limit, decimal action)
        {
            (Limit, Action, Band0, Band1, Band2) = (limit, action, limit * Ratio0, limit * Ratio1, limit * Ratio2);
            (NearLimit, NearAction, NearBand0, NearBand1, NearBand2) = ((double)Limit, (double)Action, (double)Band0, (double)Band1, (double)Band2);
        }
    }

    private readonly FactorSlots[] _factors;
    private readonly Slot[] _slots;
    private readonly DatedLimit[] _dated;
    private readonly Cut[] _cuts;
    private readonly Limit[] _limits;
    private readonly LimitFactor[] _names;
    private readonly int[] _silica;
    private readonly FrozenDictionary<string, int> _byKey;
    private readonly IReadOnlyList<StandardEdition> _editions;

    internal LimitBook(
        IReadOnlyList<StandardEdition> editions, LimitFactor[] names, FactorSlots[] factors, Slot[] slots, DatedLimit[] dated, Cut[] cuts, Limit[] limits)
    {
        (_editions, _names, _factors, _slots, _dated, _cuts, _limits) = (editions, names, factors, slots, dated, cuts, limits);
        _byKey = names.Select((factor, id) => (factor.Key, id)).ToFrozenDictionary(f => f.Key, f => f.id, StringComparer.OrdinalIgnoreCase);
        _silica = [.. Enumerable.Range(0, factors.Length).Where(id => Slots(id).ToArray().Any(s => s.Condition == ConditionKind.FreeSilica))];
    }

    public IReadOnlyList<LimitFactor> Factors => _names;
    public IReadOnlyList<StandardEdition> Editions => _editions;
    public IReadOnlyList<Limit> Limits => _limits;

    /// <summary>The factor with this key, T1-12 for benzene; -1 when there is none.</summary>
    public int FactorOf(string key) => _byKey.GetValueOrDefault(key, -1);

    public Limit Limit(int id) => _limits[id];

    /// <summary>To judge under a named edition, judge as on the first day on which it certainly held.</summary>
    /// <exception cref="ArgumentException">No such edition.</exception>
    public DateOnly DayOf(string edition) =>
        _editions.FirstOrDefault(e => e.Key == edition)?.Latest ?? throw new ArgumentException($"There is no edition '{edition}'.", nameof(edition));

    /// <summary>All limits of a factor on a day, for pages and for choosing one by hand.</summary>
    public IEnumerable<(int Id, Limit Limit)> LimitsOf(int factor, DateOnly day)
    {
        var slots = _factors[factor];
        for (var s = slots.First; s < slots.First + slots.Count; s++)
        {
            var at = FindDated(_slots[s], day.DayNumber);
            if (at >= 0 && _dated[at].Limit >= 0) yield return (_dated[at].Limit, _limits[_dated[at].Limit]);
        }
    }

    private ReadOnlySpan<Slot> Slots(int factor) => _slots.AsSpan(_factors[factor].First, _factors[factor].Count);

    /// <summary>The last figure that may hold on the day; -1 before the first.</summary>
    private int FindDated(in Slot slot, int day)
    {
        for (var i = slot.First + slot.Count - 1; i >= slot.First; i--)
        {
            if (day >= _dated[i].Earliest) return i;
        }
        return -1;
    }
}
