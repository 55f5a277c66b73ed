using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Risk;
using Zhijian.Platform;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Dues;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Exposure.Cycles;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Monitoring;
using Due = Zhijian.Modules.Registry.Dues.Due;

namespace Zhijian.Modules.Monitoring;

/// <summary>
/// Institutions with their records, and reports of the demonstration city in proportion to its employers: most points comply,
/// about one result in twelve exceeds, and most of what exceeded was tested again. Results are judged by the same reader as real
/// ones, samplers and instruments checked by the same rules: some were not what they should have been. Raises no events: other
/// modules seed what follows from the reports themselves, see <see cref="ReportDirectory"/>.
/// </summary>
sealed class MonitoringDemonstration(IntakeBook book) : ISeed
{
    const int Batch = 400, TillSealed = 9, TillRetest = 12, Lately = 40, YearBefore = 400;
    int sequence, years = Demonstration.UsualYears;
    /// <summary>Employers that somebody can sign in as: their newest report is a few days old, so that there is something to do.</summary>
    HashSet<Guid> accounts = [];
    const string Known = "河南示例职业卫生检测有限公司";
    static readonly string[] More = ["郑州示例职业健康技术服务有限公司", "中原示例检测评价有限公司"];
    static readonly string[] Samplers = ["张采样", "李采样", "王采样", "赵采样"];
    const string Stranger = "周临聘";
    readonly Dictionary<Guid, InstitutionFacts> records = [];

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.monitoring", "生成演示检测报告"), async change =>
        {
            var today = ChinaTime.DateOf(change.At);
            years = demonstration.Years;
            var institutions = await InstitutionsAsync(db, demonstration.Employers > 0, today, ct);
            await db.SaveChangesAsync(ct);
            if (demonstration.Employers == 0) return;
            var ladder = (await db.Set<LadderRow>().AsNoTracking().ToListAsync(ct)).ConvertAll(r => r.ToStep());
            accounts = [.. await db.Users.Where(u => u.OrganisationId != null).Select(u => u.OrganisationId!.Value).ToListAsync(ct)];
            var maker = new FictionalResults(await book.BookAsync(ct), await book.ReaderAsync(ct));
            if (demonstration.Employers < IndexesAside.WorthwhileFrom) await LoadAsync();
            else await IndexesAside.WhileAsync(db, [typeof(MonitoringReport), typeof(SamplingPoint), typeof(MonitoringResult), typeof(ResultCurve), typeof(Finding)], LoadAsync, ct);

            async Task LoadAsync()
            {
                for (var after = Guid.Empty; ;)
                {
                    var employers = await db.Set<Employer>().AsNoTracking().Where(e => e.Id > after && e.CreditCode != null && e.Status == EmployerStatus.Operating && db.Set<Exposure>().Any(x => x.EmployerId == e.Id)).OrderBy(e => e.Id).Take(Batch).ToListAsync(ct);
                    if (employers.Count == 0) break;
                    await WriteAsync(db, services.GetRequiredService<FindingLoad>(), change, employers, institutions, maker, ladder, today, ct);
                    after = employers[^1].Id;
                }
            }
        }, ct);
    }

    async Task<List<Organisation>> InstitutionsAsync(ZhijianDb db, bool more, DateOnly today, CancellationToken ct)
    {
        var institutions = new List<Organisation> { await db.Set<Organisation>().SingleAsync(o => o.Name == Known, ct) };
        for (var i = 0; more && i < More.Length; i++)
            institutions.Add(new()
            {
                Id = new($"00dc6acf-ac00-7000-8001-{i + 1:D12}"), Kind = OrganisationKind.ServiceInstitution, Name = More[i], DivisionCode = "410105",
                CreditCode = UnifiedSocialCreditCode.Create('9', '1', "410105", OrganisationCode.Create($"MA9000{i + 1:D2}")).Value,
            });
        db.AddRange(institutions.Skip(1));
        // Old enough for the oldest report.
        var since = years <= Demonstration.UsualYears ? 2023 : Math.Min(2023, today.Year - years - 2);
        foreach (var (institution, n) in institutions.Select((o, i) => (o, i)))
        {
            var division = institution.DivisionCode;
            var certificate = new InstitutionCertificate
            {
                InstitutionId = institution.Id, DivisionCode = division, Grade = n == 0 ? "甲级" : "乙级", Number = $"（豫）职卫技字（{since}）第{n + 1:D3}号（示例）", Area = n == 0 ? "" : "41",
                Scopes = string.Join('；', n == 2 ? book.ScopeNames.Skip(1) : book.ScopeNames), ValidFrom = new(since, 1, 1), ValidTo = new DateOnly(Math.Max(2027, today.Year + 1), 12, 31),
            };
            // Of the others one forgot to calibrate an instrument, one to renew a training.
            var staff = Samplers.Select((name, k) => new InstitutionMember { InstitutionId = institution.Id, DivisionCode = division, Name = name, Title = k == 0 ? "工程师" : "助理工程师", TrainingNumber = $"示例培{n}{k:D3}", ValidTo = n == 2 && k == 3 ? today.AddDays(-100) : new(today.Year + 2, 6, 30) }).ToList();
            var instruments = Enumerable.Range(1, 3).Select(k => new InstitutionInstrument { InstitutionId = institution.Id, DivisionCode = division, Number = $"YQ-{k:D3}", Name = k == 1 ? "粉尘采样器" : k == 2 ? "空气采样器" : "个体噪声剂量计", CalibratedOn = new(2020, 1, 1), CalibrationDue = n == 1 && k == 2 ? today.AddDays(-20) : new(today.Year + 1, 12, 31) }).ToList();
            db.Add(certificate);
            db.AddRange(staff);
            db.AddRange(instruments);
            records[institution.Id] = IntakeFacts.Records([certificate], staff, instruments);
        }
        return institutions;
    }

    async Task WriteAsync(ZhijianDb db, FindingLoad findings, Change change, List<Employer> employers, List<Organisation> institutions, FictionalResults fiction, List<LadderStep> ladder, DateOnly today, CancellationToken ct)
    {
        Guid[] ids = [.. employers.Select(e => e.Id)];
        var places = (await db.Set<Workplace>().AsNoTracking().Where(w => ids.Contains(w.EmployerId) && w.IsMain).ToListAsync(ct)).ToDictionary(w => w.EmployerId);
        var exposures = (await (from exposure in db.Set<Exposure>().AsNoTracking()
                                join workshop in db.Set<Workshop>() on exposure.WorkshopId equals workshop.Id
                                join post in db.Set<JobPost>() on exposure.JobPostId equals post.Id
                                where ids.Contains(exposure.EmployerId)
                                orderby exposure.Id
                                select new FictionalPost(exposure.EmployerId, exposure.WorkplaceId, workshop.Name, post.Name, exposure.FactorCode, exposure.Persons, exposure.HoursPerDay)).ToListAsync(ct)).ToLookup(x => x.EmployerId);
        var maker = new ReportMaker([]);
        var (made, dues) = (new List<MadeReport>(), new List<Due>());
        foreach (var employer in employers)
        {
            if (!places.TryGetValue(employer.Id, out var place)) continue;
            var posts = exposures[employer.Id].Where(x => x.WorkplaceId == place.Id).ToList();
            var reports = posts.Count == 0 ? [] : Reports(employer, place, posts, institutions, fiction, maker, today).ToList();
            made.AddRange(reports);
            if (Next(employer, place, reports.Max(r => r.Report.SampledTo), ladder, today) is { } due) dues.Add(due);
        }
        await Bulk.InsertAsync(db, change, "demonstration", made.Select(m => m.Report), ct);
        await Bulk.InsertAsync(db, change, "demonstration", maker.NewPoints, ct);
        await Bulk.InsertAsync(db, change, "demonstration", made.SelectMany(m => m.Results), ct);
        await Bulk.InsertAsync(db, change, "demonstration", made.SelectMany(m => m.Curves), ct);
        await Bulk.InsertAsync(db, change, "demonstration", made.SelectMany(m => m.From.Findings.Select(f => Indicators.Findings.Of(m.Report, f, ChinaTime.DateOf(m.Report.SealedAt!.Value)))), ct);
        await Bulk.InsertAsync(db, change, "demonstration", dues, ct);
        await findings.LoadAsync(change, "demonstration", [.. made.GroupBy(m => m.Report.WorkplaceId).SelectMany(Findings)], ct);
    }

    /// <summary>
    /// Eleven of twenty were tested lately, every second of them also the year before; four only then, five never; the years before that
    /// are as the year before. A third of the newest reports is of the last weeks, so that dangers stand at every step.
    /// </summary>
    IEnumerable<MadeReport> Reports(Employer employer, Workplace place, List<FictionalPost> posts, List<Organisation> institutions, FictionalResults fiction, ReportMaker maker, DateOnly today)
    {
        var lot = FictionalResults.Lot(employer.Id, 20);
        var institution = institutions[FictionalResults.Lot(employer.Id, institutions.Count * 3) % institutions.Count];
        var told = accounts.Contains(employer.Id) ? 8 : FictionalResults.Lot(place.Id, 3, 31) == 0 ? FictionalResults.Lot(place.Id, Lately, 32) : Lately + FictionalResults.Lot(place.Id, 290, 32);
        for (var back = lot < 11 ? 0 : lot < 15 ? 1 : years; back < years; back++)
        {
            if (back > 0 && lot < 11 && lot % 2 == 0) yield break;
            var sealedOn = today.AddDays(-told - back * YearBefore);
            var day = sealedOn.AddDays(-TillSealed);
            if (day < employer.EstablishedOn) yield break;
            MadeReport Made(PreparedReport prepared, int part, DateOnly on)
            {
                // Without the table of scopes: a test outside the scope closes no danger, and the retests here do.
                prepared.Findings.AddRange(ReportCheck.OfInstitution(prepared.Facts!, records[institution.Id], []));
                var made = maker.Make(prepared, Head(prepared, employer, place, institution, part, on), At(on), "演示数据");
                made.Report.FindingCount = prepared.Findings.Count;
                return made;
            }
            var first = Made(fiction.Report(employer, place, posts, day, sealedOn, $"示检{day.Year}-{++sequence:D6}", FictionalResults.Lot(employer.Id, 40, 35) == 0 ? Stranger : Samplers[lot % Samplers.Length]), PartOf(back), sealedOn);
            if (first.Results.Count == 0) yield break;
            yield return first;
            // Nearly everything was put right: lately eleven of twelve, the year before still more.
            var again = sealedOn.AddDays(TillRetest);
            if (first.Report.ExceedsCount == 0 || again > today || FictionalResults.Lot(place.Id, 100, 33 + back) >= 92 + Math.Min(back, 1) * 4) continue;
            yield return Made(fiction.Retest(first, again.AddDays(-1 - FictionalResults.Lot(place.Id, 3, 34)), again), PartOf(back) + 2, again);
        }
    }

    /// <summary>Keys 0 to 3 are the tests and retests of the last two years.</summary>
    static int PartOf(int back) => back < 2 ? back : back * 4;

    static MonitoringReport Head(PreparedReport prepared, Employer employer, Workplace place, Organisation institution, int part, DateOnly sealedOn) => new()
    {
        Id = KeyOf(place.Id, 0xE0, part), FilerId = institution.Id, FilerName = institution.Name, ByInstitution = true, Number = prepared.Form.Number, Door = ReportDoor.Workbook, CreatedAt = At(sealedOn),
        EmployerId = employer.Id, EmployerName = employer.Name, WorkplaceId = place.Id, WorkplaceName = place.Name, DivisionCode = place.DivisionCode, CountyCode = place.CountyCode,
    };

    /// <summary>The newest finding on each factor of a workplace, as the reports tell it.</summary>
    static IEnumerable<ExposureFinding> Findings(IGrouping<Guid, MadeReport> reports) => reports.SelectMany(m => m.Results.Where(r => r.Verdict != Verdict.Undetermined).Select(r => (m.Report, Result: r)))
        .GroupBy(r => r.Result.FactorCode).Select((factor, n) =>
        {
            var (report, result) = factor.OrderByDescending(r => r.Result.SampledOn).ThenBy(r => r.Result.Verdict.Weight()).First();
            return new ExposureFinding
            {
                Id = KeyOf(reports.Key, 0xE6, n), EmployerId = result.EmployerId, WorkplaceId = reports.Key, DivisionCode = result.DivisionCode, ScopePath = result.ScopePath, FactorCode = factor.Key,
                Exceeds = result.Verdict == Verdict.Exceeds, On = result.SampledOn, Source = $"report:{report.Number}", Link = $"/monitoring/{report.Id}",
            };
        });

    static Due? Next(Employer employer, Workplace place, DateOnly? last, List<LadderStep> ladder, DateOnly today)
    {
        var cycles = new CycleFacts { Class = employer.RiskClass, LastTest = last };
        if (Rules.Exposure.Cycles.Dues.Of(cycles, today).Dues.FirstOrDefault(d => d.Duty == CycleDuty.PeriodicTest) is not { } due) return null;
        const string kind = MonitoringDues.Prefix + "test";
        return new()
        {
            Id = KeyOf(place.Id, 0xE5, 0), EmployerId = employer.Id, WorkplaceId = place.Id, EmployerName = employer.Name, DivisionCode = place.DivisionCode, ScopePath = place.ScopePath, CountyCode = place.CountyCode, SupervisorCode = place.SupervisorCode,
            Kind = kind, Title = due.Duty.Text(), Cause = due.Working, Basis = due.Article, TriggeredOn = last ?? today, DueOn = due.On, Link = "/monitoring", NextStepOn = DueLadder.NextOn(DueLadder.StepsOf(ladder, kind, today), 0, due.On),
        };
    }

    /// <summary>Follows from the workplace's key, so that it is the same on every database.</summary>
    static Guid KeyOf(Guid workplace, byte kind, int part)
    {
        Span<byte> bytes = stackalloc byte[16];
        workplace.TryWriteBytes(bytes, bigEndian: true, out _);
        (bytes[7], bytes[8]) = (kind, (byte)(0x80 | part & 0x3F));
        return new(bytes, bigEndian: true);
    }

    static DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc);
}
