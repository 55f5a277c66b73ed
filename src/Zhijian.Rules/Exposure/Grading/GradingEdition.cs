namespace Zhijian.Rules.Exposure.Grading;

/// <summary>What GBZ/T 229 grades, part by part.</summary>
public enum GradingSubject
{
    Dust = 1,
    Chemical = 2,
    Heat = 3,
    Noise = 4,
}

/// <summary>How far a row can be trusted.</summary>
public enum GradingTrust
{
    Recalled,
    PublicCode,
    SecondaryPage,
}

/// <summary>One edition of one part of GBZ/T 229.</summary>
/// <param name="Subject">Which part.</param>
/// <param name="Standard">GBZ/T 229.2-2025.</param>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day in force; null while it is.</param>
/// <param name="Sourced">Its tables are known here; false: grades under it are undetermined rather than guessed.</param>
/// <param name="Trust">Of its tables, or of its dates where it has none.</param>
public sealed record GradingEdition(GradingSubject Subject, string Standard, DateOnly From, DateOnly? Until, bool Sourced, GradingTrust Trust);

/// <summary>The editions by date. The days on which the editions of 2010 and 2012 came into force are recalled and weak.</summary>
public static class GradingEditions
{
    public static IReadOnlyList<GradingEdition> All { get; } =
    [
        new(GradingSubject.Dust, "GBZ/T 229.1-2010", new(2010, 10, 1), new(2026, 1, 31), true, GradingTrust.Recalled),
        new(GradingSubject.Dust, "GBZ/T 229.1-2025", new(2026, 2, 1), null, false, GradingTrust.PublicCode),
        new(GradingSubject.Chemical, "GBZ/T 229.2-2010", new(2010, 11, 1), new(2026, 1, 31), true, GradingTrust.Recalled),
        new(GradingSubject.Chemical, "GBZ/T 229.2-2025", new(2026, 2, 1), null, true, GradingTrust.PublicCode),
        new(GradingSubject.Heat, "GBZ/T 229.3-2010", new(2010, 10, 1), new(2026, 1, 31), false, GradingTrust.Recalled),
        new(GradingSubject.Heat, "GBZ/T 229.3-2025", new(2026, 2, 1), null, true, GradingTrust.PublicCode),
        new(GradingSubject.Noise, "GBZ/T 229.4-2012", new(2012, 12, 1), null, true, GradingTrust.Recalled),
    ];

    /// <summary>The edition in force on the day of sampling; null before the first.</summary>
    public static GradingEdition? InForce(GradingSubject subject, DateOnly day) =>
        All.LastOrDefault(e => e.Subject == subject && e.From <= day && (e.Until is null || day <= e.Until));

    /// <summary>By name, for a report graded under a named edition.</summary>
    public static GradingEdition? Named(string standard) => All.FirstOrDefault(e => e.Standard == standard);
}
