using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
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
/// about one result in twelve exceeds. Results are judged by the same reader as real ones. Raises no events: other
/// modules seed what follows from the results themselves.
/// </summary>
sealed class MonitoringDemonstration(IntakeBook book) : ISeed
{
    const int Batch = 400;
    int sequence;
    const string Known = "河南示例职业卫生检测有限公司";
    static readonly string[] More = ["郑州示例职业健康技术服务有限公司", "中原示例检测评价有限公司"];
    static readonly string[] Samplers = ["张采样", "李采样", "王采样", "赵采样"];

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.monitoring", "生成演示检测报告"), async change =>
        {
            var today = ChinaTime.DateOf(change.At);
            var institutions = await InstitutionsAsync(db, demonstration.Employers > 0, today, ct);
            await db.SaveChangesAsync(ct);
            if (demonstration.Employers == 0) return;
            var ladder = (await db.Set<LadderRow>().AsNoTracking().ToListAsync(ct)).ConvertAll(r => r.ToStep());
            var maker = new FictionalResults(book, await book.ReaderAsync(ct));
            for (var after = Guid.Empty; ;)
            {
                var employers = await db.Set<Employer>().AsNoTracking().Where(e => e.Id > after && e.CreditCode != null && db.Set<Exposure>().Any(x => x.EmployerId == e.Id)).OrderBy(e => e.Id).Take(Batch).ToListAsync(ct);
                if (employers.Count == 0) break;
                await WriteAsync(db, change, employers, institutions, maker, ladder, today, ct);
                after = employers[^1].Id;
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
        foreach (var (institution, n) in institutions.Select((o, i) => (o, i)))
        {
            var division = institution.DivisionCode;
            db.Add(new InstitutionCertificate
            {
                InstitutionId = institution.Id, DivisionCode = division, Grade = n == 0 ? "甲级" : "乙级", Number = $"（豫）职卫技字（2023）第{n + 1:D3}号（示例）", Area = n == 0 ? "" : "41",
                Scopes = string.Join('；', n == 2 ? book.ScopeNames.Skip(1) : book.ScopeNames), ValidFrom = new(2023, 1, 1), ValidTo = new DateOnly(Math.Max(2027, today.Year + 1), 12, 31),
            });
            foreach (var (name, k) in Samplers.Select((s, k) => (s, k)))
                db.Add(new InstitutionMember { InstitutionId = institution.Id, DivisionCode = division, Name = name, Title = k == 0 ? "工程师" : "助理工程师", TrainingNumber = $"示例培{n}{k:D3}", ValidTo = new(today.Year + 2, 6, 30) });
            for (var k = 1; k <= 3; k++)
                db.Add(new InstitutionInstrument { InstitutionId = institution.Id, DivisionCode = division, Number = $"YQ-{k:D3}", Name = k == 1 ? "粉尘采样器" : k == 2 ? "空气采样器" : "个体噪声剂量计", CalibratedOn = new(2020, 1, 1), CalibrationDue = new(today.Year + 1, 12, 31) });
        }
        return institutions;
    }

    async Task WriteAsync(ZhijianDb db, Change change, List<Employer> employers, List<Organisation> institutions, FictionalResults fiction, List<LadderStep> ladder, DateOnly today, CancellationToken ct)
    {
        Guid[] ids = [.. employers.Select(e => e.Id)];
        var places = (await db.Set<Workplace>().AsNoTracking().Where(w => ids.Contains(w.EmployerId) && w.IsMain).ToListAsync(ct)).ToDictionary(w => w.EmployerId);
        var exposures = (await (from exposure in db.Set<Exposure>().AsNoTracking()
                                join workshop in db.Set<Workshop>() on exposure.WorkshopId equals workshop.Id
                                join post in db.Set<JobPost>() on exposure.JobPostId equals post.Id
                                where ids.Contains(exposure.EmployerId)
                                orderby exposure.Id
                                select new FictionalPost(exposure.EmployerId, exposure.WorkplaceId, workshop.Name, post.Name, exposure.FactorCode, exposure.Persons, exposure.HoursPerDay)).ToListAsync(ct)).ToLookup(x => x.EmployerId);
        var maker = new ReportMaker(book.Book.Limits, []);
        var (made, dues) = (new List<MadeReport>(), new List<Due>());
        foreach (var employer in employers)
        {
            if (!places.TryGetValue(employer.Id, out var place)) continue;
            var posts = exposures[employer.Id].Where(x => x.WorkplaceId == place.Id).ToList();
            var lot = FictionalResults.Lot(employer.Id, 20);
            DateOnly? last = null;
            // Eleven of twenty tested lately, four before and again, five never.
            for (var back = lot < 11 ? 0 : lot < 15 ? 1 : 2; back < 2 && posts.Count > 0; back++)
            {
                if (back == 1 && lot < 11 && lot % 2 == 0) break;
                var day = today.AddDays(-20 - FictionalResults.Lot(place.Id, 330) - back * 400);
                var institution = institutions[FictionalResults.Lot(employer.Id, institutions.Count * 3) % institutions.Count];
                var prepared = fiction.Report(employer, place, posts, day, $"示检{day.Year}-{++sequence:D6}", Samplers[lot % Samplers.Length]);
                if (prepared.Rows.Count == 0) break;
                var report = new MonitoringReport
                {
                    Id = Guid.CreateVersion7(change.At), FilerId = institution.Id, FilerName = institution.Name, ByInstitution = true, Number = prepared.Form.Number, Door = ReportDoor.Workbook, CreatedAt = At(day.AddDays(9)),
                    EmployerId = employer.Id, EmployerName = employer.Name, WorkplaceId = place.Id, WorkplaceName = place.Name, DivisionCode = place.DivisionCode, CountyCode = place.CountyCode,
                };
                made.Add(maker.Make(prepared, report, At(day.AddDays(9)), "演示数据"));
                last = last > day ? last : day;
            }
            if (employer.Status == EmployerStatus.Operating && Next(employer, place, last, ladder, today) is { } due) dues.Add(due);
        }
        await Bulk.InsertAsync(db, change, "demonstration", made.Select(m => m.Report), ct);
        await Bulk.InsertAsync(db, change, "demonstration", maker.NewPoints, ct);
        await Bulk.InsertAsync(db, change, "demonstration", made.SelectMany(m => m.Results), ct);
        await Bulk.InsertAsync(db, change, "demonstration", made.SelectMany(m => m.Curves), ct);
        await Bulk.InsertAsync(db, change, "demonstration", dues, ct);
    }

    static Due? Next(Employer employer, Workplace place, DateOnly? last, List<LadderStep> ladder, DateOnly today)
    {
        var cycles = new CycleFacts { Class = employer.RiskClass, LastTest = last };
        if (Rules.Exposure.Cycles.Dues.Of(cycles, today).Dues.FirstOrDefault(d => d.Duty == CycleDuty.PeriodicTest) is not { } due) return null;
        const string kind = MonitoringDues.Prefix + "test";
        return new()
        {
            Id = KeyOf(place.Id), EmployerId = employer.Id, WorkplaceId = place.Id, EmployerName = employer.Name, DivisionCode = place.DivisionCode, ScopePath = place.ScopePath, CountyCode = place.CountyCode, SupervisorCode = place.SupervisorCode,
            Kind = kind, Title = due.Duty.Text(), Cause = due.Working, Basis = due.Article, TriggeredOn = last ?? today, DueOn = due.On, Link = "/monitoring", NextStepOn = DueLadder.NextOn(DueLadder.StepsOf(ladder, kind, today), 0, due.On),
        };
    }

    /// <summary>Follows from the workplace's key, so that it is the same on every database.</summary>
    static Guid KeyOf(Guid workplace)
    {
        Span<byte> bytes = stackalloc byte[16];
        workplace.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[7] = 0xE5;
        return new(bytes, bigEndian: true);
    }

    static DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc);
}

/// <summary>A post with a factor, as the registry knows it.</summary>
sealed record FictionalPost(Guid EmployerId, Guid WorkplaceId, string Workshop, string Post, string FactorCode, int? Persons, decimal? HoursPerDay);

/// <summary>Results as a laboratory might find them, the same for the same employer whenever they are made.</summary>
sealed class FictionalResults(IntakeBook book, RowReader reader)
{
    readonly Dictionary<(string, int), (ExposureIndex Index, decimal Limit, DustFraction Fraction)?> usual = [];

    public PreparedReport Report(Employer employer, Workplace place, IReadOnlyList<FictionalPost> posts, DateOnly day, string number, string sampler)
    {
        // Some employers keep house better than others.
        var care = -1.6 + Lot(employer.Id, 100) / 100.0;
        var rows = posts.Select((post, i) => Row(post, i, day, care)).OfType<ReportRow>().ToList();
        var prepared = new PreparedReport
        {
            Form = new() { Number = number, Kind = ReportKind.Periodic, Employer = employer.CreditCode!, IssuedOn = day.AddDays(8), Samplers = sampler, Instruments = "YQ-001、YQ-002", Rows = rows },
            Employer = new(employer.Id, employer.Name, employer.CreditCode, employer.IndustryCode, employer.EstablishedOn, []),
            Place = new(place.Id, employer.Id, place.Name, place.IsMain, place.DivisionCode, place.ScopePath, place.CountyCode, place.Longitude, place.Latitude),
        };
        prepared.Rows = [.. rows.Select((row, i) => reader.Read(row, i, prepared.Problems)).OfType<JudgedResult>()];
        prepared.Facts = new() { Kind = ReportKind.Periodic, SampledFrom = day, SampledTo = day, IssuedOn = prepared.Form.IssuedOn, IndustryCode = employer.IndustryCode, DivisionCode = place.DivisionCode, Samplers = [sampler], Rows = [] };
        return prepared;
    }

    ReportRow? Row(FictionalPost post, int at, DateOnly day, double care)
    {
        if (Usual(post.FactorCode, day) is not { } how) return null;
        var chance = Normal(post.WorkplaceId, at * 7 + day.Year);
        var value = how.Index switch
        {
            ExposureIndex.NoiseDay => Math.Round((decimal)(79.5 + 3.2 * chance + 2 * (care + 1)), 1),
            ExposureIndex.Heat => Math.Round(how.Limit + (decimal)(-2 + 1.3 * chance), 1),
            _ => Significant(how.Limit * (decimal)Math.Exp(care + 0.75 * chance)),
        };
        return new()
        {
            Workshop = post.Workshop, Post = post.Post, Point = "作业位", Persons = post.Persons, Factor = post.FactorCode, Index = how.Index.Symbol(), Fraction = how.Fraction == DustFraction.Unstated ? null : how.Fraction.Word(),
            Value = value.ToString(CultureInfo.InvariantCulture), SampledOn = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Minutes = how.Index == ExposureIndex.Ceiling ? 15 : 120,
            FreeSilicaPercent = post.FactorCode == "D01" ? "24" : null, Intensity = how.Index == ExposureIndex.Heat ? "Ⅱ" : null, ExposureRatePercent = how.Index == ExposureIndex.Heat ? "75" : null,
        };
    }

    /// <summary>By which index a factor is usually measured, with a limit to scale by.</summary>
    (ExposureIndex Index, decimal Limit, DustFraction Fraction)? Usual(string code, DateOnly day)
    {
        if (usual.TryGetValue((code, day.Year), out var known)) return known;
        (ExposureIndex, decimal, DustFraction)? found = null;
        if (book.Book.Names.TryFind(code, out var factors))
            foreach (var index in (ExposureIndex[])[ExposureIndex.TimeWeighted, ExposureIndex.Ceiling, ExposureIndex.NoiseDay, ExposureIndex.Heat])
                if (factors.SelectMany(f => book.Book.Limits.LimitsOf(f, day)).Select(l => l.Limit).Where(l => l.Index == index && l.Value > 0).OrderBy(l => l.Fraction).FirstOrDefault() is { } limit)
                {
                    found = (index, index == ExposureIndex.Heat ? 29 : limit.Value, limit.Fraction);
                    break;
                }
        return usual[(code, day.Year)] = found;
    }

    static decimal Significant(decimal value)
    {
        if (value <= 0) return 0.001m;
        var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10((double)value)), 0, 8);
        return Math.Round(value, digits);
    }

    static double Normal(Guid id, int salt)
    {
        var (a, b) = ((Lot(id, 9973, salt) + 1) / 9975.0, Lot(id, 9967, salt + 1) / 9967.0);
        return Math.Sqrt(-2 * Math.Log(a)) * Math.Cos(2 * Math.PI * b);
    }

    /// <summary>The same number for the same key, below the bound.</summary>
    public static int Lot(Guid id, int below, int salt = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var z = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) ^ ((ulong)(uint)salt * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)below);
    }
}
