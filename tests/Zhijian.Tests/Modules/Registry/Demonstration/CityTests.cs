using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry.Demonstration;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Risk;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Identifiers;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Hosting;

namespace Zhijian.Tests.Modules.Registry.Demonstration;

public sealed class CityTests
{
    const int Employers = 400;
    static readonly string[] Seals = [nameof(MonitoringReport.PublicCode), nameof(MonitoringReport.Sm3), nameof(MonitoringReport.Sha256)];
    static readonly JsonSerializerOptions Plain = new() { Converters = { new PlainDecimals() } };

    /// <summary>3.0 and 3.00 are one number, however many places a column keeps.</summary>
    sealed class PlainDecimals : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDecimal();
        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
    }

    [Fact]
    public async Task The_same_number_gives_the_same_city_on_every_database_and_another_number_another()
    {
        var first = await DigestAsync(Database.Sqlite, 410100);
        foreach (var database in BothDatabasesAttribute.Databases)
        {
            var again = await DigestAsync(database, 410100);
            string[] different = [.. first.Keys.Where(table => first[table] != again[table])];
            Assert.Empty(different);
        }
        Assert.NotEqual(first, await DigestAsync(Database.Sqlite, 7));
    }

    [Theory, BothDatabases]
    public async Task A_seeded_city_is_sound(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using var app = await SeedAsync(place, 410100);
        await using var scope = app.Services.CreatePlatformScope();
        var db = scope.Db();
        var employers = await db.Set<Employer>().AsNoTracking().ToListAsync();
        var workplaces = await db.Set<Workplace>().AsNoTracking().ToListAsync();
        Assert.Equal(Employers + 3, employers.Count);
        Assert.All(employers, e =>
        {
            Assert.Contains("示例", e.Name, StringComparison.Ordinal);
            Assert.StartsWith("410000/410100/", e.ScopePath, StringComparison.Ordinal);
            Assert.True((e.ExposedWorkers ?? 0) <= e.Workers + (e.DispatchedWorkers ?? 0), e.Name);
            Assert.Equal(e.CodeStanding, e.CreditCode is null ? CodeStanding.Missing : UnifiedSocialCreditCode.Check(e.CreditCode).IsValid ? CodeStanding.Valid : CodeStanding.CheckFailed);
            Assert.Equal(e.DeclarationStanding is not (DeclarationStanding.None or DeclarationStanding.Cancelled), e.DeclarationDue is not null);
            Assert.Equal(e.Status is EmployerStatus.Operating, e.ClosedOn is null);
            Assert.True(e.ClosedOn is null || e.ClosedOn >= e.EstablishedOn);
        });
        Assert.Equal(employers.Count, employers.Select(e => e.Name).Distinct().Count());
        Assert.Equal(employers.Count, workplaces.Count(w => w.IsMain));
        Assert.InRange(workplaces.Count - employers.Count, 10, 60);
        Assert.True(employers.Count(e => e.DeclarationStanding is DeclarationStanding.Valid) > Employers / 3);
        Assert.True(employers.Select(e => e.Status).Distinct().Count() > 4);
        // Order 48 Art 4: central and provincial firms belong to the city, others to their county.
        Assert.All(employers, e => Assert.Equal(e.OwnershipLevel is OwnershipLevel.Central or OwnershipLevel.Provincial ? "410100" : e.CountyCode, e.SupervisorCode));

        var shapes = CountyShapes.Read(app.Services.GetRequiredService<ReferenceFiles>().PathOf("zhengzhou-counties.geo.json"));
        Assert.All(workplaces.Where(w => shapes.ContainsKey(w.CountyCode)), w => Assert.True(CountyShapes.Inside(shapes[w.CountyCode], w.Longitude!.Value, w.Latitude!.Value), w.Address));

        var exposures = await db.Set<Exposure>().AsNoTracking().GroupBy(e => e.EmployerId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        Assert.Equal(employers.Where(e => e.ExposedWorkers is not null).Select(e => e.Id).Order(), exposures.Select(e => e.Key).Order());
        Assert.All(employers.Where(e => e.HasRadiation), e => Assert.True(db.Set<Exposure>().Any(x => x.EmployerId == e.Id && EF.Functions.Like(x.FactorCode, "R%"))));
        // What the generator wrote of the risk is what the rules say of the rows it wrote.
        Assert.Equal(0, await scope.ServiceProvider.GetRequiredService<RiskRecount>().AllAsync(default));
        Assert.Equal([1, 2, 3], employers.Select(e => e.RiskGrade).OfType<int>().Distinct().Order());
        Assert.Equal(3, employers.Select(e => e.ComprehensiveClass).OfType<Zhijian.Rules.Risk.RiskMark>().Distinct().Count());
        Assert.Equal(employers.Count, await db.Set<EmployerEvent>().CountAsync(e => e.Kind == "registry.established"));
    }

    [Theory, BothDatabases]
    public async Task Employers_with_accounts_have_a_whole_file_under_the_id_of_their_organisation(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using var app = await SeedAsync(place, 410100, employers: 0);
        await using var scope = app.Services.CreatePlatformScope();
        var db = scope.Db();
        foreach (var organisation in await db.Set<Organisation>().Where(o => o.Kind == OrganisationKind.Employer).ToListAsync())
        {
            var employer = await db.Set<Employer>().SingleAsync(e => e.Id == organisation.Id);
            Assert.Equal((organisation.Name, organisation.CreditCode, organisation.DivisionCode, organisation.ScopePath), (employer.Name, employer.CreditCode, employer.DivisionCode, employer.ScopePath));
            Assert.True(await db.Set<Exposure>().CountAsync(e => e.EmployerId == employer.Id && e.Persons > 0) > 5);
            Assert.True(employer is { HasDust: true, HasPhysical: true, Status: EmployerStatus.Operating });
        }
        Assert.Equal(3, await db.Set<Employer>().CountAsync());
    }

    static async Task<WebApplication> SeedAsync(Place place, int seed, int employers = Employers)
    {
        var app = place.Build(b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(TestPlatform.Today))));
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(new Zhijian.Platform.Hosting.Demonstration(employers, seed), default);
        return app;
    }

    /// <summary>Of each table.</summary>
    static async Task<SortedDictionary<string, string>> DigestAsync(Database database, int seed)
    {
        await using var place = await Place.MakeAsync(database);
        await using var app = await SeedAsync(place, seed);
        await using var scope = app.Services.CreatePlatformScope();
        var db = scope.Db();
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await AddAsync(db.Set<Employer>(), e => e.Id);
        await AddAsync(db.Set<Workplace>(), e => e.Id);
        await AddAsync(db.Set<Workshop>(), e => e.Id);
        await AddAsync(db.Set<JobPost>(), e => e.Id);
        await AddAsync(db.Set<Exposure>(), e => e.Id);
        await AddAsync(db.Set<ExposureFinding>(), e => e.Id);
        await AddAsync(db.Set<FormerName>(), e => e.Id);
        await AddAsync(db.Set<EmployerEvent>(), e => e.Id);
        await AddAsync(db.Set<Due>(), e => e.Id);
        await AddAsync(db.Set<HazardDeclaration>(), e => e.Id);
        await AddAsync(db.Set<DeclaredHazard>(), e => e.Id);
        await AddContentAsync(db.Set<MonitoringReport>());
        await AddContentAsync(db.Set<SamplingPoint>());
        await AddContentAsync(db.Set<MonitoringResult>());
        await AddContentAsync(db.Set<Finding>());
        await AddContentAsync(db.Set<HiddenDanger>());
        return digests;

        // Keys and seals of what is filed and found are new each time; what it says is not.
        async Task AddContentAsync<T>(IQueryable<T> rows) where T : class
        {
            var all = await rows.AsNoTracking().ToListAsync();
            Assert.NotEmpty(all);
            var lines = all.Select(r => string.Join('|', db.Entry(r).Properties.Where(p => Nullable.GetUnderlyingType(p.Metadata.ClrType) != typeof(Guid) && p.Metadata.ClrType != typeof(Guid) && !Seals.Contains(p.Metadata.Name))
                .OrderBy(p => p.Metadata.Name, StringComparer.Ordinal).Select(p => $"{p.Metadata.Name}={JsonSerializer.Serialize(p.CurrentValue, Plain)}"))).Order(StringComparer.Ordinal);
            digests[typeof(T).Name] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        }

        async Task AddAsync<T>(IQueryable<T> rows, Func<T, Guid> id) where T : class
        {
            var all = await rows.AsNoTracking().ToListAsync();
            Assert.NotEmpty(all);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var row in all.OrderBy(r => id(r).ToString(), StringComparer.Ordinal)) hash.AppendData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(row, Plain)));
            digests[typeof(T).Name] = Convert.ToHexString(hash.GetHashAndReset());
        }
    }
}
