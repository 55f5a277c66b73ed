using System.Buffers.Binary;
using Zhijian.Modules.Registry.Trades;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Registry.Demonstration;

/// <summary>Makes the employer of a number: the same number, seed and day give the same file, and none depends on another.</summary>
sealed class FileMaker(int seed, DateOnly today, CityPlan plan, CountyShapes shapes, DivisionDirectory divisions)
{
    public const string Source = "register:演示名录", Declared = "declaration:演示", Surveyed = "census:演示普查";
    static readonly double[] Statuses = Bounds(84, 5, 3, 5, 2, 1);
    static readonly double[] Ownerships = Bounds(93.7, 0.6, 1.2, 2, 2.5);
    static readonly double[] Types = Bounds(0, 2, 2, 1, 0.5, 30, 3, 55, 1.5, 1.5, 3.5);
    static readonly string[] MoreSites = ["第二厂区", "第三厂区", "第四厂区"];

    public FictionalFile Make(int number, HandMade? given = null)
    {
        var dice = new Dice(seed, number);
        var (place, trade) = given is null ? plan.Lot(dice) : (given.Place, given.Trade);
        var ownership = given is null ? (OwnershipLevel)dice.Weighted(Ownerships) : OwnershipLevel.Other;
        var type = ownership is OwnershipLevel.Other ? (RegistrationType)dice.Weighted(Types) : RegistrationType.StateOwned;
        var workers = given?.Workers ?? Workers(trade, ownership, dice);
        var dispatched = workers >= 50 && dice.Chance(0.12) ? Math.Max(1, workers * dice.Between(3, 20) / 100) : 0;
        var status = given is null ? (EmployerStatus)dice.Weighted(Statuses) : EmployerStatus.Operating;
        var established = today.AddDays(-dice.Between(120, 9000));
        var county = divisions.Find(Supervision.Jurisdiction.CountyOf(place))!;
        var code = given?.CreditCode ?? Code(county.Code, number, dice);
        var standing = Standing(trade, status, given is not null, established, dice);
        var name = given?.Name ?? Name(county, trade, type, workers, number, dice);
        var sites = Sites(given?.Id, place, trade, workers, dispatched, standing.ExposureSource is not null, dice).ToList();
        var person = FictionalNames.Person(dice);
        var draft = new EmployerDraft(name, code, place, sites[0].Address, dice.Of(trade.Industries), Source)
        {
            RegistrationNumber = code is null || (established.Year < 2015 && dice.Chance(0.5)) ? FictionalNames.RegistrationNumber(county.Code, number) : null,
            RegisteredAddress = dice.Chance(0.8) ? sites[0].Address : FictionalNames.Address(county.Name, plan.Township(county.Code, dice).Name, dice),
            RegistrationType = type, OwnershipLevel = ownership, LegalRepresentative = person, Principal = dice.Chance(0.7) ? person : FictionalNames.Person(dice),
            Phone = FictionalNames.Phone(dice), EstablishedOn = established, Status = status, Workers = workers, DispatchedWorkers = dispatched,
            Revenue = workers * dice.Between(20, 110),
        };
        var former = given is null && dice.Chance(0.06) ? Name(county, trade, type, workers, number + 1_300_000, dice) : null;
        var closed = status is EmployerStatus.Operating ? (DateOnly?)null : today.AddDays(-dice.Between(20, 700));
        return new(number, given?.Id ?? IdOf(Kinds.Employer, number, 0), draft, trade, closed > established ? closed : status is EmployerStatus.Operating ? null : today, former, standing, sites)
        {
            SelfCheck = standing.ExposureSource == Declared && dice.Chance(0.42) ? (dice.Between(550, 1000) / 10m, today.AddDays(-dice.Between(5, 360))) : null,
        };
    }

    static int Workers(Trade trade, OwnershipLevel ownership, Dice dice)
    {
        var middle = trade.TypicalWorkers * (ownership is OwnershipLevel.Central or OwnershipLevel.Provincial ? 3 : 0.5);
        return Math.Clamp((int)Math.Round(dice.Skewed(middle, 1.1)), 1, Math.Min(60_000, trade.TypicalWorkers * 30));
    }

    static string? Code(string county, int number, Dice dice)
    {
        var code = FictionalNames.CreditCode(county, number);
        return dice.Chance(0.01) ? null : dice.Chance(0.01) ? FictionalNames.WrongCode(code) : code;
    }

    static string Name(DivisionDirectory.DivisionEntry county, Trade trade, RegistrationType type, int workers, int number, Dice dice)
    {
        var place = county.FunctionalZone || county.Name.EndsWith('区') ? "郑州" : county.Name;
        var form = type is RegistrationType.JointStock ? "股份有限公司" : workers < 8 && dice.Chance(0.5) ? string.CompareOrdinal(trade.Industries[0], "50") < 0 ? "厂" : "服务部" : "有限公司";
        return $"{place}示例{FictionalNames.BrandOf(number)}{dice.Of(trade.Words)}{form}";
    }

    FictionalStanding Standing(Trade trade, EmployerStatus status, bool handMade, DateOnly established, Dice dice)
    {
        if (!trade.HasHazards) return new(DeclarationStanding.None, null, null, null);
        // Those with accounts have declared nothing yet, so that everybody can try it out; the census knows their hazards.
        if (handMade) return new(DeclarationStanding.None, null, null, Surveyed);
        var fate = dice.Fraction();
        if (fate >= 0.82) return new(DeclarationStanding.None, null, null, dice.Chance(0.4) ? Surveyed : null);
        // Whoever filed in the last thirteen months stands well; the update is open from the eleventh to the thirteenth month.
        var overdue = fate is >= 0.72 and < 0.80;
        var on = today.AddDays(overdue ? -dice.Between(400, 900) : -dice.Between(2, 385));
        var due = on.AddMonths(13);
        if (on < established) return new(DeclarationStanding.None, null, null, null);
        if (status is EmployerStatus.Closed or EmployerStatus.Cancelled or EmployerStatus.Revoked) return new(DeclarationStanding.Cancelled, on, null, Declared);
        var standing = due < today ? DeclarationStanding.Overdue : fate >= 0.80 ? DeclarationStanding.FoundFalse : fate >= 0.67 ? DeclarationStanding.ChangeDue : DeclarationStanding.Valid;
        return new(standing, on, due, Declared);
    }

    IEnumerable<FictionalSite> Sites(Guid? handMade, DivisionDirectory.DivisionEntry place, Trade trade, int workers, int dispatched, bool known, Dice dice)
    {
        var more = handMade is null && workers >= 10 && dice.Chance(0.07) ? dice.Between(1, MoreSites.Length) : 0;
        var each = more == 0 ? 0 : workers * 3 / 10 / more;
        for (var i = 0; i <= more; i++)
        {
            var here = i == 0 ? place : plan.Township(dice.Chance(0.5) ? plan.CountyPlace(dice).Code : Supervision.Jurisdiction.CountyOf(place), dice);
            var county = divisions.Find(Supervision.Jurisdiction.CountyOf(here))!;
            var (longitude, latitude) = shapes.Point(county.Code, here.Code, dice);
            var here_workers = i == 0 ? workers - each * more : Math.Max(1, each);
            yield return new(i == 0 ? EmployerMaker.MainName : MoreSites[i - 1], here,
                FictionalNames.Address(county.Name, here.Level == 4 ? here.Name : "", dice), longitude, latitude, here_workers, i == 0 ? dispatched : 0,
                FictionalNames.Person(dice), FictionalNames.Phone(dice), known ? [.. Workshops(trade, here_workers, dice)] : []);
        }
    }

    static IEnumerable<FictionalWorkshop> Workshops(Trade trade, int workers, Dice dice)
    {
        var left = workers;
        // A small works does not have every post of its trade.
        var posts = workers < 8 ? trade.Posts.Take(2) : workers < 20 ? trade.Posts.Take(3) : trade.Posts;
        foreach (var workshop in posts.GroupBy(p => p.Workshop))
        {
            List<FictionalPost> made = [];
            foreach (var post in workshop)
            {
                var persons = Math.Min(left, Math.Max(1, (int)Math.Round(workers * post.Share * (0.6 + 0.8 * dice.Fraction()) / 100)));
                if (persons == 0) continue;
                left -= persons;
                made.Add(new(post.Post, persons, dice.Chance(0.1) ? Math.Max(post.HoursPerDay, dice.Chance(0.4) ? 12 : 10) : post.HoursPerDay,
                    dice.Chance(0.5) ? 6 : dice.Chance(0.2) ? 5.5m : 5, [.. post.Factors.Where(f => f.Certain || dice.Chance(0.35)).Select(f => f.Code)],
                    dice.Chance(0.85) ? post.Facilities : null, dice.Chance(0.95) ? post.ProtectiveEquipment : null));
            }
            if (made.Count > 0) yield return new(workshop.Key, made);
        }
    }

    public enum Kinds { Employer = 1, Workplace, Workshop, Post, Exposure, FormerName, Event, Due }

    /// <summary>In the form of a UUIDv7 of the year 2000 that names the seed, so that the keys grow with the numbers and meet no real one.</summary>
    public Guid IdOf(Kinds kind, int number, int part)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (946_684_800_000L + (seed & 0x3FFFFFFF)) << 16 | 0x7000 | (long)kind);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], unchecked((long)0x8000_0000_0000_0000UL) | (long)number << 16 | (uint)part);
        return new(bytes, bigEndian: true);
    }

    static double[] Bounds(params double[] weights)
    {
        var sum = 0.0;
        return [.. weights.Select(w => sum += w)];
    }
}
