namespace Zhijian.Rules.Exposure;

/// <summary>
/// Reduction of PC-TWA for long shifts, GBZ 2.1-2019 annex A. Over 8 h a day RF = 8/h · (24−h)/16; over 5 days and 40 h a
/// week RF = 40/H · (168−H)/128; both: the stricter. MAC and PC-STEL are not reduced.
/// </summary>
public static class LongShift
{
    public const decimal NormalHours = 8, NormalDays = 5;

    public static bool IsLong(decimal hoursPerDay, decimal daysPerWeek) =>
        hoursPerDay > NormalHours || (daysPerWeek > NormalDays && hoursPerDay * daysPerWeek > 40);

    /// <summary>The reduction factor itself, for showing; judging uses <see cref="Reduce"/>.</summary>
    public static decimal Factor(decimal hoursPerDay, decimal daysPerWeek = NormalDays) => Reduce(1, hoursPerDay, daysPerWeek);

    /// <summary>The limit after reduction, by one division so that nothing is lost on the way.</summary>
    public static decimal Reduce(decimal limit, decimal hoursPerDay, decimal daysPerWeek)
    {
        var reduced = limit;
        if (hoursPerDay > NormalHours) reduced = limit * 8 * (24 - hoursPerDay) / (16 * hoursPerDay);
        var week = hoursPerDay * daysPerWeek;
        if (daysPerWeek > NormalDays && week > 40) reduced = Math.Min(reduced, limit * 40 * (168 - week) / (128 * week));
        return reduced;
    }
}
