namespace Zhijian.Rules.Exposure;

/// <summary>One result to judge. The factor was looked up beforehand, so that judging allocates nothing.</summary>
public readonly record struct Sample
{
    /// <summary>From <see cref="LimitBook.FactorOf"/> or <see cref="FactorNames"/>.</summary>
    public required int Factor { get; init; }

    /// <summary>The day of sampling, which decides the edition.</summary>
    public required DateOnly Day { get; init; }

    public required ExposureIndex Index { get; init; }

    /// <summary>Never rounded. With <see cref="BelowDetection"/> the limit of detection, which counts half.</summary>
    public required decimal Value { get; init; }

    public Unit Unit { get; init; }
    public bool BelowDetection { get; init; }

    /// <summary>A dust without it is judged as total dust.</summary>
    public DustFraction Fraction { get; init; }

    public decimal? FreeSilicaPercent { get; init; }

    /// <summary>8 h where it is not given.</summary>
    public decimal? HoursPerDay { get; init; }

    /// <summary>5 d where it is not given.</summary>
    public decimal? DaysPerWeek { get; init; }

    public WorkIntensity Intensity { get; init; }

    /// <summary>Time in the heat / 8 h, in percent.</summary>
    public decimal? ExposureRatePercent { get; init; }

    public int? ImpulsesPerDay { get; init; }
    public PeakFacts Peaks { get; init; }

    /// <summary>The local outdoor ventilation design temperature is 30 ℃ or more.</summary>
    public bool HotRegion { get; init; }
}

/// <summary>What judging came to.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why it is undetermined.</param>
/// <param name="Band">Exposure level; none for physical agents.</param>
/// <param name="LimitId">Where clause, edition and source stand, <see cref="LimitBook.Limit"/>; -1 when no limit was found.</param>
/// <param name="Limit">The limit that applied, after reduction, in the unit of the limit.</param>
/// <param name="Value">The value that was compared, in the unit of the limit.</param>
public readonly record struct Judgement(Verdict Verdict, Reason Reason, ExposureBand Band, int LimitId, decimal Limit, decimal Value)
{
    /// <summary>Value / limit.</summary>
    public double Ratio => Limit == 0 ? double.PositiveInfinity : (double)Value / (double)Limit;

    internal static Judgement Undetermined(Reason reason, int limit = -1) => new(Verdict.Undetermined, reason, ExposureBand.None, limit, 0, 0);
}
