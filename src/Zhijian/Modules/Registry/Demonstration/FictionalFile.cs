using Zhijian.Modules.Registry.Risk;
using Zhijian.Modules.Registry.Trades;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry.Demonstration;

/// <summary>An employer of the demonstration city before it is written into tables.</summary>
sealed record FictionalFile(int Number, Guid Id, EmployerDraft Draft, Trade Trade, DateOnly? ClosedOn, string? FormerName, FictionalStanding Standing, IReadOnlyList<FictionalSite> Sites)
{
    public int Exposed => Sites.Sum(s => s.Exposed);
    public (decimal Percent, DateOnly On)? SelfCheck { get; init; }

    /// <summary>The factors of all sites. What exceeds is known from reports, which are made when the files are there.</summary>
    public IReadOnlyCollection<KnownFactor> Known() => [.. Sites.SelectMany(s => s.Known()).DistinctBy(k => k.Code)];

    public bool Has(char letter) => Sites.SelectMany(s => s.Workshops).SelectMany(w => w.Posts).SelectMany(p => p.Factors).Any(f => f[0] == letter);
}

/// <param name="ExposureSource">Where the exposures are known from; null where nobody knows them yet.</param>
sealed record FictionalStanding(DeclarationStanding Standing, DateOnly? DeclaredOn, DateOnly? Due, string? ExposureSource);

sealed record FictionalSite(
    string Name, DivisionDirectory.DivisionEntry Place, string Address, double Longitude, double Latitude, int Workers, int Dispatched, string Contact, string Phone,
    IReadOnlyList<FictionalWorkshop> Workshops)
{
    public int Exposed => Workshops.Sum(w => w.Posts.Sum(p => p.Persons));
    public IEnumerable<string> Factors => Workshops.SelectMany(w => w.Posts).SelectMany(p => p.Factors).Distinct();

    public IReadOnlyCollection<KnownFactor> Known() => [.. Factors.Select(f => new KnownFactor(f, FactorExposure.Unknown))];
}

sealed record FictionalWorkshop(string Name, IReadOnlyList<FictionalPost> Posts);

sealed record FictionalPost(string Name, int Persons, decimal HoursPerDay, decimal DaysPerWeek, IReadOnlyList<string> Factors, string? Facilities, string? ProtectiveEquipment);

/// <summary>
/// What is settled by hand for the employers that have accounts; chance settles the rest. Their organisation has the same
/// id, name, code and place.
/// </summary>
sealed record HandMade(Guid Id, string Name, string CreditCode, DivisionDirectory.DivisionEntry Place, Trade Trade, int Workers);
