using System.Runtime.CompilerServices;

namespace Zhijian.Rules.Exposure;

public sealed partial class LimitBook
{
    /// <summary>More of anything than a cubic metre can hold; whatever is above it was not measured.</summary>
    private const double Absurd = 1e12;

    /// <summary>Judges many results. Same length; nothing is allocated.</summary>
    public void Judge(ReadOnlySpan<Sample> samples, Span<Judgement> judgements)
    {
        if (judgements.Length < samples.Length) throw new ArgumentException("There is not room for every judgement.", nameof(judgements));
        for (var i = 0; i < samples.Length; i++) judgements[i] = Judge(samples[i]);
    }

    /// <summary>
    /// Judges a result whose name stands for several factors: the one that has such a limit. Where several have and they
    /// differ, the result stays undetermined.
    /// </summary>
    public Judgement JudgeAny(ReadOnlySpan<int> factors, in Sample sample)
    {
        if (factors.Length == 1) return Judge(sample with { Factor = factors[0] });
        var found = Judgement.Undetermined(factors.IsEmpty ? Reason.NoLimitForFactor : Reason.NoLimitForIndex);
        foreach (var factor in factors)
        {
            var judged = Judge(sample with { Factor = factor });
            if (judged.Reason is Reason.NoLimitForIndex or Reason.NoLimitForFactor) continue;
            if (judged.Reason is Reason.NoLimitForFraction or Reason.NoStandardInForce or Reason.WrongUnit or Reason.MolarMassUnknown)
            {
                if (found.LimitId < 0) found = judged with { LimitId = -1 };
                continue;
            }
            if (found.LimitId >= 0 && !Same(found, judged)) return Judgement.Undetermined(Reason.AmbiguousFactor);
            if (found.LimitId < 0) found = judged;
        }
        return found;
    }

    private bool Same(in Judgement a, in Judgement b) =>
        a.Verdict == b.Verdict && a.Reason == b.Reason && a.Limit == b.Limit && (a.LimitId < 0 || b.LimitId < 0 || _limits[a.LimitId].Unit == _limits[b.LimitId].Unit);

    /// <summary>Judges one result under the edition of its day.</summary>
    public Judgement Judge(in Sample sample)
    {
        if ((uint)sample.Factor >= (uint)_factors.Length) return Judgement.Undetermined(Reason.UnknownFactor);
        if ((decimal.IsNegative(sample.Value) && sample.Value < 0 && sample.Index != ExposureIndex.Heat) || (double)sample.Value > Absurd) return Judgement.Undetermined(Reason.ValueUnreadable);

        ref readonly var factor = ref _factors[sample.Factor];
        if (factor.SilicaBelow > 0 && sample.FreeSilicaPercent >= factor.SilicaBelow && _silica.Length == 1) factor = ref _factors[_silica[0]];

        var reason = FindSlot(factor, sample, out var at);
        if (reason != Reason.None) return Judgement.Undetermined(reason);

        ref readonly var slot = ref _slots[at];
        var dated = FindDated(slot, sample.Day.DayNumber);
        if (dated < 0) return Judgement.Undetermined(Reason.NoStandardInForce);
        var id = _dated[dated].Limit;
        if (sample.Day.DayNumber < _dated[dated].Latest) return JudgeBetween(dated > slot.First ? _dated[dated - 1].Limit : -1, id, factor, sample);
        return id < 0 ? Judgement.Undetermined(Reason.NoLimitForIndex) : Compare(id, factor.MolarMass, sample);
    }

    /// <summary>Judges a value against one limit chosen by hand, as for fields and radiation.</summary>
    public Judgement JudgeAgainst(int limit, decimal value, Unit unit = Unit.Unstated) =>
        Compare(limit, 0, new Sample { Factor = -1, Day = default, Index = _limits[limit].Index, Value = value, Unit = unit });

    /// <summary>The day of the change is not known: only where old and new limit say the same is it a verdict.</summary>
    private Judgement JudgeBetween(int before, int after, in FactorSlots factor, in Sample sample)
    {
        if (before < 0 || after < 0) return Judgement.Undetermined(Reason.EditionUncertain, Math.Max(before, after));
        var old = Compare(before, factor.MolarMass, sample);
        var now = Compare(after, factor.MolarMass, sample);
        if (old.Verdict != now.Verdict || old.Reason != now.Reason) return Judgement.Undetermined(Reason.EditionUncertain, after);
        return old.Limit < now.Limit ? old : now;
    }

    private Reason FindSlot(in FactorSlots factor, in Sample sample, out int at)
    {
        var fraction = factor.IsDust ? FractionOf(factor, sample) : DustFraction.Unstated;
        var reason = factor.Count == 0 ? Reason.NoLimitForFactor : Reason.NoLimitForIndex;
        for (at = factor.First; at < factor.First + factor.Count; at++)
        {
            ref readonly var slot = ref _slots[at];
            if (slot.Index != sample.Index) continue;
            if (slot.Fraction != fraction)
            {
                if (reason == Reason.NoLimitForIndex) reason = Reason.NoLimitForFraction;
                continue;
            }
            if (slot.Condition == ConditionKind.None) return Reason.None;
            if (slot.Condition == ConditionKind.Heat && slot.Intensity != sample.Intensity && sample.Intensity != WorkIntensity.Unstated) continue;
            reason = Check(slot, sample);
            if (reason == Reason.None) return Reason.None;
        }
        return reason;
    }

    private static DustFraction FractionOf(in FactorSlots factor, in Sample sample)
    {
        if (sample.Fraction != DustFraction.Unstated) return sample.Fraction;
        return sample.Unit.Kind() == UnitKind.Fibre ? DustFraction.Fibre : factor.DefaultFraction;
    }

    /// <summary>None when the condition holds, else what keeps it from holding.</summary>
    private static Reason Check(in Slot slot, in Sample sample)
    {
        switch (slot.Condition)
        {
            case ConditionKind.FreeSilica:
                if (sample.FreeSilicaPercent is not { } silica) return Reason.SilicaMissing;
                return Within(slot, silica) ? Reason.None : Reason.SilicaBelowBands;
            case ConditionKind.Impulses:
                if (sample.ImpulsesPerDay is not { } impulses) return Reason.ImpulsesMissing;
                return Within(slot, impulses) ? Reason.None : Reason.ImpulsesBeyondTable;
            default:
                if (sample.Intensity == WorkIntensity.Unstated) return Reason.IntensityMissing;
                if (sample.ExposureRatePercent is not { } rate) return Reason.RateMissing;
                // Rows come by rising rate: between two rows the higher one holds.
                return rate <= slot.UpTo && rate > 0 ? Reason.None : Reason.FieldUnreadable;
        }
    }

    private static bool Within(in Slot slot, decimal value) =>
        (value > slot.Above || (slot.FromInclusive && value == slot.Above)) && value <= slot.UpTo;

    private Judgement Compare(int id, decimal molarMass, in Sample sample)
    {
        ref readonly var cut = ref _cuts[id];
        if (cut.IsUnknown) return Judgement.Undetermined(Reason.LimitUnknown, id);
        var value = sample.Value;
        if (sample.Unit != Unit.Unstated && sample.Unit != cut.Unit)
        {
            var reason = Convert(sample.Unit, cut, molarMass, ref value);
            if (reason != Reason.None) return Judgement.Undetermined(reason, -1);
        }
        if (sample.BelowDetection) value *= 0.5m;

        if (cut.IsReducible && (sample.HoursPerDay.HasValue || sample.DaysPerWeek.HasValue))
        {
            var (hours, days) = (sample.HoursPerDay ?? LongShift.NormalHours, sample.DaysPerWeek ?? LongShift.NormalDays);
            if (LongShift.IsLong(hours, days)) return CompareChanged(cut, id, LongShift.Reduce(cut.Limit, hours, days), value);
        }
        if (sample.HotRegion && cut.HotAllowance != 0) return CompareChanged(cut, id, cut.Limit + cut.HotAllowance, value);
        return Compare(cut, id, value, sample.Peaks);
    }

    private static Judgement Compare(in Cut cut, int id, decimal value, PeakFacts peaks)
    {
        var near = (double)value;
        if (!Above(value, near, cut.Limit, cut.NearLimit))
        {
            var verdict = AtLeast(value, near, cut.Action, cut.NearAction) ? Verdict.Action : Verdict.Compliant;
            if (!cut.HasBands) return new(verdict, Reason.None, ExposureBand.None, id, cut.Limit, value);
            var band = Above(value, near, cut.Band2, cut.NearBand2) ? ExposureBand.Three
                : Above(value, near, cut.Band1, cut.NearBand1) ? ExposureBand.Two
                : Above(value, near, cut.Band0, cut.NearBand0) ? ExposureBand.One : ExposureBand.Zero;
            return new(verdict, Reason.None, band, id, cut.Limit, value);
        }
        var over = cut.HasBands ? ExposureBand.Four : ExposureBand.None;
        if (cut.Ceiling == 0) return new(Verdict.Exceeds, Reason.None, over, id, cut.Limit, value);
        if (value > cut.Ceiling) return new(Verdict.Exceeds, Reason.None, over, id, cut.Ceiling, value);
        return peaks switch
        {
            PeakFacts.WithinRule => new(Verdict.Action, Reason.None, ExposureBand.Three, id, cut.Ceiling, value),
            PeakFacts.BreaksRule => new(Verdict.Exceeds, Reason.None, over, id, cut.Limit, value),
            _ => new(Verdict.Undetermined, Reason.PeakFactsMissing, ExposureBand.None, id, cut.Limit, value),
        };
    }

    /// <summary>Relative distance from which binary numbers decide alone; nearer than that the decimals do.</summary>
    private const double Near = 1e-12;

    /// <summary>Exactly value &gt; mark. Binary numbers decide nearly always, at a tenth of the price.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Above(decimal value, double near, decimal mark, double nearMark)
    {
        var slack = nearMark * Near;
        return near > nearMark + slack || (near >= nearMark - slack && value > mark);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AtLeast(decimal value, double near, decimal mark, double nearMark)
    {
        var slack = nearMark * Near;
        return near > nearMark + slack || (near >= nearMark - slack && value >= mark);
    }

    private static Judgement CompareChanged(Cut cut, int id, decimal limit, decimal value)
    {
        cut.SetLimit(limit, limit * cut.ActionRatio);
        return Compare(cut, id, value, PeakFacts.Unknown);
    }

    private static Reason Convert(Unit from, in Cut cut, decimal molarMass, ref decimal value)
    {
        var (kind, wanted) = (from.Kind(), cut.Unit.Kind());
        if (kind == wanted) value = value * from.Size() / cut.Unit.Size();
        else if (kind == UnitKind.SoundPeak && cut.TakesPeakLevels) return Reason.None;
        else if (kind != UnitKind.Volume || wanted != UnitKind.Mass || !cut.CanBeGas) return Reason.WrongUnit;
        else if (molarMass == 0) return Reason.MolarMassUnknown;
        else value = Concentrations.MgPerM3(value * from.Size(), molarMass) / cut.Unit.Size();
        return Reason.None;
    }
}
