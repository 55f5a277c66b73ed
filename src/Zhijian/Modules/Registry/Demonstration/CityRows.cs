using Zhijian.Rules.Jurisdiction;
using Zhijian.Modules.Registry.Supervision;
using static Zhijian.Modules.Registry.Demonstration.FileMaker;

namespace Zhijian.Modules.Registry.Demonstration;

/// <summary>The rows of one fictional file, table by table. Parts are numbered in the order in which they are made.</summary>
sealed class CityRows(FileMaker maker, EmployerMaker employers, IReadOnlyList<JurisdictionRule> rules, DateTime at, DateOnly today)
{
    const string By = "演示数据";

    public Employer Employer(FictionalFile file)
    {
        var (employer, _) = employers.Make(file.Draft, rules, at, today, file.Id, maker.IdOf(Kinds.Workplace, file.Number, 0));
        employer.ClosedOn = file.ClosedOn;
        if (file.FormerName is not null) employer.SearchText = employers.Search(employer.Name, employer.CreditCode, employer.RegistrationNumber, file.FormerName);
        (employer.DeclarationStanding, employer.DeclaredOn, employer.DeclarationDue) = (file.Standing.Standing, file.Standing.DeclaredOn, file.Standing.Due);
        if (file.Standing.ExposureSource is null) return employer;
        employer.ExposedWorkers = file.Exposed;
        // The letter of a catalogue code is its class.
        (employer.HasDust, employer.HasChemical, employer.HasPhysical) = (file.Has('D'), file.Has('C'), file.Has('P'));
        (employer.HasRadiation, employer.HasBiological, employer.HasOther) = (file.Has('R'), file.Has('B'), file.Has('O'));
        return employer;
    }

    public IEnumerable<Workplace> Workplaces(FictionalFile file) => file.Sites.Select((site, i) => new Workplace
    {
        Id = maker.IdOf(Kinds.Workplace, file.Number, i), EmployerId = file.Id, Name = site.Name, Address = site.Address, DivisionCode = site.Place.Code, ScopePath = site.Place.Path,
        CountyCode = Jurisdiction.CountyOf(site.Place), SupervisorCode = Jurisdiction.SupervisorOf(rules, Matters.Supervision, file.Draft.OwnershipLevel, site.Place, today),
        IsMain = i == 0, Longitude = site.Longitude, Latitude = site.Latitude, Workers = site.Workers, DispatchedWorkers = site.Dispatched,
        Contact = site.Contact, ContactPhone = site.Phone, Status = file.Draft.Status,
    });

    public IEnumerable<Workshop> Workshops(FictionalFile file) => Placed(file).Select(w => new Workshop
    {
        Id = w.Id, EmployerId = file.Id, WorkplaceId = w.WorkplaceId, DivisionCode = w.Site.Place.Code, ScopePath = w.Site.Place.Path,
        Name = w.Workshop.Name, ExposedDistinct = w.Workshop.Posts.Sum(p => p.Persons),
    });

    public IEnumerable<JobPost> Posts(FictionalFile file) => PlacedPosts(file).Select(p => new JobPost
    {
        Id = p.Id, EmployerId = file.Id, WorkplaceId = p.In.WorkplaceId, WorkshopId = p.In.Id, DivisionCode = p.In.Site.Place.Code, ScopePath = p.In.Site.Place.Path,
        Name = p.Post.Name, Persons = p.Post.Persons,
    });

    public IEnumerable<Exposure> Exposures(FictionalFile file) => PlacedPosts(file).SelectMany(p => p.Post.Factors.Select(f => (p.Id, p.In, p.Post, Factor: f)))
        .Select((e, i) => new Exposure
        {
            Id = maker.IdOf(Kinds.Exposure, file.Number, i), EmployerId = file.Id, WorkplaceId = e.In.WorkplaceId, WorkshopId = e.In.Id, JobPostId = e.Id,
            DivisionCode = e.In.Site.Place.Code, ScopePath = e.In.Site.Place.Path, CountyCode = Jurisdiction.CountyOf(e.In.Site.Place), FactorCode = e.Factor,
            Persons = e.Post.Persons, HoursPerDay = e.Post.HoursPerDay, DaysPerWeek = e.Post.DaysPerWeek, Facilities = e.Post.Facilities,
            ProtectiveEquipment = e.Post.ProtectiveEquipment, Source = file.Standing.ExposureSource!,
        });

    public IEnumerable<FormerName> FormerNames(FictionalFile file)
    {
        if (file.FormerName is not null)
            yield return new() { Id = maker.IdOf(Kinds.FormerName, file.Number, 0), EmployerId = file.Id, Name = file.FormerName, Until = Renamed(file), Source = Source };
    }

    public IEnumerable<EmployerEvent> Events(FictionalFile file) => Happenings(file).Select((h, i) => new EmployerEvent
    {
        Id = maker.IdOf(Kinds.Event, file.Number, i), EmployerId = file.Id, On = h.On, RecordedAt = at, Kind = h.Kind, Title = h.Title, Detail = h.Detail, By = By,
    });

    IEnumerable<(DateOnly On, string Kind, string Title, string? Detail)> Happenings(FictionalFile file)
    {
        var established = file.Draft.EstablishedOn!.Value;
        yield return (established, "registry.established", "设立登记", null);
        if (file.FormerName is not null) yield return (Renamed(file), "registry.renamed", "名称变更登记", $"原名称：{file.FormerName}");
        if (file.Standing.ExposureSource == Surveyed) yield return (today.AddDays(-(400 + file.Number % 300)), "census.recorded", "列入职业病危害普查名单", "普查发现存在职业病危害因素");
        if (file.ClosedOn is { } closed) yield return (closed, "registry.status", $"经营状态变为“{file.Draft.Status.ChineseName()}”", null);
    }

    /// <summary>Half-way between the founding and today.</summary>
    DateOnly Renamed(FictionalFile file) => file.Draft.EstablishedOn!.Value.AddDays((today.DayNumber - file.Draft.EstablishedOn.Value.DayNumber) / 2);

    IEnumerable<(Guid Id, Guid WorkplaceId, FictionalSite Site, FictionalWorkshop Workshop)> Placed(FictionalFile file)
    {
        var part = 0;
        for (var i = 0; i < file.Sites.Count; i++)
            foreach (var workshop in file.Sites[i].Workshops)
                yield return (maker.IdOf(Kinds.Workshop, file.Number, part++), maker.IdOf(Kinds.Workplace, file.Number, i), file.Sites[i], workshop);
    }

    IEnumerable<(Guid Id, (Guid Id, Guid WorkplaceId, FictionalSite Site, FictionalWorkshop Workshop) In, FictionalPost Post)> PlacedPosts(FictionalFile file)
    {
        var part = 0;
        foreach (var placed in Placed(file))
            foreach (var post in placed.Workshop.Posts)
                yield return (maker.IdOf(Kinds.Post, file.Number, part++), placed, post);
    }
}
