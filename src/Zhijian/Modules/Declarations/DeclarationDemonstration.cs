using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Numbering;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>
/// Declarations of the demonstration city: what each file says of its standing, from the exposures it has. Employers with accounts
/// have none, so that everybody can try it out. A few hundred files in memory at a time; the same city on every database.
/// </summary>
sealed class DeclarationDemonstration(DeclarationBook book, FactorCatalogue catalogue) : ISeed
{
    const int Batch = 400;
    const byte VersionKind = 0xD1, RowKind = 0xD2, ChangeKind = 0xD3, ChangeRowKind = 0xD4, EventKind = 0xD5;
    static readonly DeclarationStanding[] Declared = [DeclarationStanding.Valid, DeclarationStanding.ChangeDue, DeclarationStanding.Overdue, DeclarationStanding.FoundFalse];

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        if (demonstration.Employers == 0) return;
        var db = services.GetRequiredService<ZhijianDb>();
        var factorOf = await catalogue.LoadAsync(ct);
        var numbers = new Dictionary<(string Authority, int Year), int>();
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.declarations", "生成演示申报"), async change =>
        {
            var today = ChinaTime.DateOf(change.At);
            var (versions, hazards) = (0L, 0L);
            if (demonstration.Employers < IndexesAside.WorthwhileFrom) await LoadAsync();
            else await IndexesAside.WhileAsync(db, [typeof(HazardDeclaration), typeof(DeclaredHazard)], LoadAsync, ct);
            change.Note(nameof(HazardDeclaration), "demonstration", "bulk", new { HazardDeclaration = versions, DeclaredHazard = hazards });
            db.AddRange(numbers.Select(n => new NumberSeries { Series = $"{n.Key.Authority}/{DeclarationReceipt.Form.Code}", Year = n.Key.Year, Last = n.Value }));

            async Task LoadAsync()
            {
                for (var after = Guid.Empty; ;)
                {
                    var employers = await db.Set<Employer>().AsNoTracking()
                        .Where(e => e.Id > after && Declared.Contains(e.DeclarationStanding) && e.DeclaredOn != null && !db.Set<Organisation>().Any(o => o.Id == e.Id))
                        .OrderBy(e => e.Id).Take(Batch).ToListAsync(ct);
                    if (employers.Count == 0) break;
                    var made = await MakeAsync(db, employers, numbers, factorOf, today, ct);
                    versions += await Bulk.CopyAsync(db, made.Select(m => m.Version), ct);
                    hazards += await Bulk.CopyAsync(db, made.SelectMany(m => m.Rows), ct);
                    await Bulk.CopyAsync(db, made.SelectMany(m => Happenings(m.Version)), ct);
                    after = employers[^1].Id;
                }
            }
        }, ct);
    }

    async Task<List<(HazardDeclaration Version, IReadOnlyList<DeclaredHazard> Rows)>> MakeAsync(
        ZhijianDb db, List<Employer> employers, Dictionary<(string, int), int> numbers, Func<string, FactorFact?> factorOf, DateOnly today, CancellationToken ct)
    {
        var ids = employers.Select(e => e.Id).ToList();
        var places = (await db.Set<Workplace>().AsNoTracking().Where(w => ids.Contains(w.EmployerId)).OrderBy(w => w.Id).ToListAsync(ct)).ToLookup(w => w.EmployerId);
        var workshops = (await db.Set<Workshop>().AsNoTracking().Where(w => ids.Contains(w.EmployerId)).OrderBy(w => w.Id).ToListAsync(ct)).ToLookup(w => w.WorkplaceId);
        var exposures = (await db.Set<Exposure>().AsNoTracking().Where(e => ids.Contains(e.EmployerId)).OrderBy(e => e.Id).ToListAsync(ct)).ToLookup(e => e.WorkshopId);
        var made = new List<(HazardDeclaration, IReadOnlyList<DeclaredHazard>)>();
        foreach (var employer in employers)
            foreach (var place in places[employer.Id])
            {
                var form = Form(employer, place, workshops[place.Id], exposures);
                if (form.Workshops.Count == 0) continue;
                var (first, rows) = First(employer, place, form, numbers, factorOf);
                made.Add((first, rows));
                // Every third change that is due has been filed, with fewer persons than before: something to review.
                if (employer.DeclarationStanding == DeclarationStanding.ChangeDue && Lot(place.Id, 3) == 0) made.Add(Change(employer, place, form, first, factorOf, today));
            }
        return made;
    }

    (HazardDeclaration, IReadOnlyList<DeclaredHazard>) First(Employer employer, Workplace place, DeclarationForm form, Dictionary<(string, int), int> numbers, Func<string, FactorFact?> factorOf)
    {
        var receipt = employer.DeclaredOn!.Value;
        var filed = receipt.AddDays(-3 - Lot(place.Id, 8));
        var serial = numbers[(place.SupervisorCode, receipt.Year)] = numbers.GetValueOrDefault((place.SupervisorCode, receipt.Year)) + 1;
        var due = filed.AddDays(Lot(place.Id, 24) - 4);
        var made = Version(employer, place, VersionKind, DeclarationKind.Initial, book.EditionOn(receipt).Code, 1, null, filed, (DeclarationTrigger.HazardFound, due.AddDays(-30), due));
        var rows = Take(made, form, factorOf, RowKind, place.Id);
        made.MoveTo(employer.DeclarationStanding == DeclarationStanding.FoundFalse ? DeclarationState.FoundFalse : DeclarationState.Effective);
        (made.FiledOn, made.PaperReceivedOn, made.ReceiptOn, made.CycleFrom) = (filed, receipt.AddDays(-1), receipt, receipt);
        made.ReceiptNumber = book.ReceiptNumber(receipt).Write(place.SupervisorCode, receipt.Year, serial);
        (made.ApprovedAt, made.ApprovedBy) = (At(receipt.AddDays(-2)), "示例审核人");
        return (made, rows);
    }

    (HazardDeclaration, IReadOnlyList<DeclaredHazard>) Change(Employer employer, Workplace place, DeclarationForm form, HazardDeclaration first, Func<string, FactorFact?> factorOf, DateOnly today)
    {
        var filed = today.AddDays(-Lot(place.Id, 9));
        var made = Version(employer, place, ChangeKind, DeclarationKind.Change, book.EditionOn(filed).Code, 2, first, filed, (DeclarationTrigger.ProcessChanged, filed.AddDays(-10), filed.AddDays(5)));
        var fewer = form with
        {
            ChangeReason = DeclarationTrigger.ProcessChanged, ChangedOn = filed.AddDays(-10), ChangeNote = "示例：工艺改造后接触人数减少", TotalExposed = Half(form.TotalExposed),
            Workshops = [.. form.Workshops.Select(w => w with { Distinct = Half(w.Distinct), Hazards = [.. w.Hazards.Select(h => h with { Persons = Half(h.Persons) })] })],
        };
        var rows = Take(made, fewer, factorOf, ChangeRowKind, place.Id);
        made.MoveTo(DeclarationState.Submitted);
        (made.FiledOn, made.DeadlineOn, made.CycleFrom) = (filed, filed.AddDays(7), first.CycleFrom);
        made.FlagCount = form.TotalExposed - fewer.TotalExposed >= ReviewThresholds.Usual.DropPersons ? 1 : 0;
        return (made, rows);
    }

    /// <summary>What its steps left in the time line.</summary>
    static IEnumerable<EmployerEvent> Happenings(HazardDeclaration d)
    {
        EmployerEvent Of(int part, DateOnly on, string kind, string title) => new()
        {
            Id = Derive(d.WorkplaceId, EventKind, d.Number << 2 | part), EmployerId = d.EmployerId, On = on, RecordedAt = At(on), Kind = kind, Title = title, Link = $"/declarations/{d.Id}", By = "演示数据",
        };
        yield return Of(0, d.FiledOn!.Value, "declaration.submitted", $"提交{d.Kind.ChineseName()}");
        if (d.ReceiptOn is { } receipt) yield return Of(1, receipt, "declaration.effective", $"{d.Kind.ChineseName()}生效，回执 {d.ReceiptNumber}");
    }

    static HazardDeclaration Version(Employer employer, Workplace place, byte kind, DeclarationKind declared, string edition, int number, HazardDeclaration? previous, DateOnly filed,
        (DeclarationTrigger Trigger, DateOnly On, DateOnly Due) cause) => new()
    {
        Id = Derive(place.Id, kind, 0), EmployerId = employer.Id, WorkplaceId = place.Id, DivisionCode = place.DivisionCode, ScopePath = place.ScopePath, CountyCode = place.CountyCode,
        AuthorityCode = place.SupervisorCode, Kind = declared, Edition = edition, Number = number, PreviousId = previous?.Id, EmployerName = employer.Name, CreditCode = employer.CreditCode,
        IndustryCode = employer.IndustryCode, StartedAt = At(filed.AddDays(-1)), SavedAt = At(filed), SubmittedAt = At(filed), FieldsAsked = 40, FieldsPrefilled = 28,
        Trigger = cause.Trigger, TriggeredOn = cause.On, DueOn = cause.Due,
    };

    static IReadOnlyList<DeclaredHazard> Take(HazardDeclaration version, DeclarationForm form, Func<string, FactorFact?> factorOf, byte kind, Guid place) =>
        [.. version.Take(form, factorOf).Select(r => new DeclaredHazard
        {
            Id = Derive(place, kind, r.Ordinal), DeclarationId = r.DeclarationId, EmployerId = r.EmployerId, DivisionCode = r.DivisionCode, ScopePath = r.ScopePath, Ordinal = r.Ordinal,
            Workshop = r.Workshop, WorkshopDistinct = r.WorkshopDistinct, FactorCode = r.FactorCode, Class = r.Class, Persons = r.Persons,
        })];

    static DeclarationForm Form(Employer e, Workplace w, IEnumerable<Workshop> workshops, ILookup<Guid, Exposure> exposures)
    {
        var rows = workshops.Select(s => new FormWorkshop
        {
            Name = s.Name, Distinct = s.ExposedDistinct,
            Hazards = [.. exposures[s.Id].GroupBy(x => x.FactorCode).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new FormHazard { FactorCode = g.Key, Persons = g.Sum(x => x.Persons ?? 0) })],
        }).Where(s => s.Hazards.Count > 0).ToList();
        return new()
        {
            EmployerName = e.Name, CreditCode = e.CreditCode, RegisteredAddress = e.RegisteredAddress, WorkplaceAddress = w.Address, Size = e.Size?.ToString(), IndustryCode = e.IndustryCode,
            RegistrationType = e.RegistrationType.ToString(), LegalRepresentative = e.LegalRepresentative, Phone = e.Phone, PrincipalPerson = e.Principal ?? e.LegalRepresentative,
            Reporter = w.Contact, ReporterPhone = w.ContactPhone, HasManagementUnit = e.Workers >= 100, FullTimeManagers = e.Workers >= 100 ? 1 : 0, PartTimeManagers = 1,
            TotalWorkers = w.Workers ?? e.Workers, DispatchedWorkers = w.DispatchedWorkers ?? 0, CumulativeCases = 0, TotalExposed = rows.Sum(r => r.Distinct ?? 0), Workshops = rows,
        };
    }

    static int? Half(int? persons) => persons is { } n ? (n + 1) / 2 : null;
    static DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc);

    /// <summary>The same number for the same workplace, below the bound.</summary>
    static int Lot(Guid id, int below)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (int)((System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) * 2654435761UL >> 16) % (ulong)below);
    }

    /// <summary>A key that follows from the workplace's: its kind in the eighth byte, the part in the last bytes beside the site's.</summary>
    static Guid Derive(Guid place, byte kind, int part)
    {
        Span<byte> bytes = stackalloc byte[16];
        place.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[7] = kind;
        var site = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(bytes[14..], (ushort)(site << 12 | part));
        return new(bytes, bigEndian: true);
    }
}
