using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Risk;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Rules.Dues;
using Zhijian.Rules.Jurisdiction;
using static Zhijian.Modules.Registry.Demonstration.FileMaker;

namespace Zhijian.Modules.Registry.Demonstration;

/// <summary>The rows of one fictional file, table by table. Parts are numbered in the order in which they are made.</summary>
sealed class CityRows(FileMaker maker, EmployerMaker employers, RiskBook book, IReadOnlyList<JurisdictionRule> rules, IReadOnlyList<LadderStep> ladder, DateTime at, DateOnly today)
{
    const string By = "演示数据";

    public Employer Employer(FictionalFile file)
    {
        var (employer, _) = employers.Make(file.Draft, rules, at, today, file.Id, maker.IdOf(Kinds.Workplace, file.Number, 0), book);
        employer.ClosedOn = file.ClosedOn;
        if (file.FormerName is not null) employer.SearchText = employers.Search(employer.Name, employer.CreditCode, employer.RegistrationNumber, file.FormerName);
        (employer.DeclarationStanding, employer.DeclaredOn, employer.DeclarationDue) = (file.Standing.Standing, file.Standing.DeclaredOn, file.Standing.Due);
        if (file.Standing.ExposureSource is null) return employer;
        employer.ExposedWorkers = file.Exposed;
        // The letter of a catalogue code is its class.
        (employer.HasDust, employer.HasChemical, employer.HasPhysical) = (file.Has('D'), file.Has('C'), file.Has('P'));
        (employer.HasRadiation, employer.HasBiological, employer.HasOther) = (file.Has('R'), file.Has('B'), file.Has('O'));
        (employer.SelfCheckPercent, employer.SelfCheckedOn) = (file.SelfCheck?.Percent, file.SelfCheck?.On);
        book.Judge(new(employer.IndustryCode, file.Exposed, file.Known(), employer.SelfCheckPercent)).Columns.WriteTo(employer);
        return employer;
    }

    public IEnumerable<Workplace> Workplaces(FictionalFile file) => file.Sites.Select((site, i) => new Workplace
    {
        Id = maker.IdOf(Kinds.Workplace, file.Number, i), EmployerId = file.Id, Name = site.Name, Address = site.Address, DivisionCode = site.Place.Code, ScopePath = site.Place.Path,
        CountyCode = Jurisdiction.CountyOf(site.Place), SupervisorCode = Jurisdiction.SupervisorOf(rules, Matters.Supervision, file.Draft.OwnershipLevel, site.Place, today),
        IsMain = i == 0, Longitude = site.Longitude, Latitude = site.Latitude, Workers = site.Workers, DispatchedWorkers = site.Dispatched,
        Contact = site.Contact, ContactPhone = site.Phone, Status = file.Draft.Status,
        ExposedWorkers = file.Standing.ExposureSource is null ? null : site.Exposed,
        RiskGrade = (int?)book.Judge(new(file.Draft.IndustryCode, site.Exposed, site.Known(), null)).Hazard.Grade,
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

    /// <summary>What a declaration left to be done. The ladder has not been climbed yet.</summary>
    public IEnumerable<Due> Dues(FictionalFile file)
    {
        if (file.Standing is not { Standing: DeclarationStanding.Valid or DeclarationStanding.Overdue or DeclarationStanding.ChangeDue, Due: { } yearly, DeclaredOn: { } on } || file.Draft.Status is not EmployerStatus.Operating) yield break;
        yield return Due(file, 0, "declaration.yearly", "职业病危害项目年度更新", "用人单位职业病危害项目申报年度更新（待核实）", on, yearly);
        if (file.Standing.Standing is DeclarationStanding.ChangeDue)
            yield return Due(file, 1, "declaration.change-fact", "职业病危害项目变更申报：登记事项变更", "职业病危害项目申报办法（安监总局令第48号）第八条第三项",
                today.AddDays(-file.Number % 25), today.AddDays(15 - file.Number % 25));
    }

    Due Due(FictionalFile file, int part, string kind, string title, string basis, DateOnly on, DateOnly dueOn) => new()
    {
        Id = maker.IdOf(Kinds.Due, file.Number, part), EmployerId = file.Id, WorkplaceId = maker.IdOf(Kinds.Workplace, file.Number, 0), EmployerName = file.Draft.Name, DivisionCode = file.Draft.Place.Code,
        ScopePath = file.Draft.Place.Path, CountyCode = Jurisdiction.CountyOf(file.Draft.Place), Kind = kind, Title = title, Basis = basis, TriggeredOn = on, DueOn = dueOn,
        SupervisorCode = Jurisdiction.SupervisorOf(rules, Matters.Supervision, file.Draft.OwnershipLevel, file.Draft.Place, today), Link = "/my/declarations",
        NextStepOn = DueLadder.NextOn(DueLadder.StepsOf(ladder, kind, today), 0, dueOn),
    };

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
