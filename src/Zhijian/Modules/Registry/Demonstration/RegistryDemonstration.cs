using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Risk;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Modules.Registry.Trades;
using Zhijian.Modules.Registry.Undeclared;
using Zhijian.Platform;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Modules.Registry.Demonstration;

/// <summary>
/// The files of the demonstration city: those of the employers with accounts, and as many more as were asked for. Some
/// thousand files in memory at a time, whatever the size of the city.
/// </summary>
sealed class RegistryDemonstration(ReferenceFiles files, TradeProfiles trades, DivisionDirectory divisions, Jurisdiction jurisdiction, EmployerMaker employers, RiskBooks risks) : ISeed
{
    const int AtOnce = 2000;
    static readonly Type[] Tables =
        [typeof(Employer), typeof(Workplace), typeof(Workshop), typeof(JobPost), typeof(Exposure), typeof(FormerName), typeof(EmployerEvent), typeof(Due)];

    /// <summary>The employers with accounts: place in the credit code, trade and workers.</summary>
    static readonly (string Name, string Trade, int Workers)[] WithAccounts =
        [("巩义市示例耐火材料有限公司", "refractory", 86), ("登封市示例煤矿机械有限公司", "coal-machinery", 142), ("郑州示例汽车涂装有限公司", "auto-body", 35)];

    public async Task SeedDemonstrationAsync(IServiceProvider services, Zhijian.Platform.Hosting.Demonstration demonstration, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        await divisions.LoadAsync(db, ct);
        var rules = await jurisdiction.RulesAsync(ct);
        var ladder = (await db.Set<LadderRow>().AsNoTracking().ToListAsync(ct)).ConvertAll(r => r.ToStep());
        var handMade = await HandMadeAsync(db, ct);
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.employers", "生成演示用人单位"), async change =>
        {
            var today = ChinaTime.DateOf(change.At);
            var maker = Maker(demonstration.Seed, today);
            var rows = new CityRows(maker, employers, await risks.OfAsync(today, ct), rules, ladder, change.At, today);
            var written = new SortedDictionary<string, long>(StringComparer.Ordinal);
            if (demonstration.Employers < IndexesAside.WorthwhileFrom) await LoadAsync();
            else await IndexesAside.WhileAsync(db, Tables, LoadAsync, ct);
            change.Note(nameof(Employer), "demonstration", "bulk", written);
            await services.GetRequiredService<UndeclaredFinder>().FindAllAsync(ct);

            async Task LoadAsync()
            {
                foreach (var files in Files(maker, handMade, demonstration.Employers).Chunk(AtOnce))
                {
                    await Write<Employer>(f => [rows.Employer(f)]);
                    await Write(rows.Workplaces);
                    await Write(rows.Workshops);
                    await Write(rows.Posts);
                    await Write(rows.Exposures);
                    await Write(rows.FormerNames);
                    await Write(rows.Events);
                    await Write(rows.Dues);

                    async Task Write<T>(Func<FictionalFile, IEnumerable<T>> of) where T : class =>
                        written[typeof(T).Name] = written.GetValueOrDefault(typeof(T).Name) + await Bulk.CopyAsync(db, files.SelectMany(of), ct);
                }
            }
        }, ct);
    }

    internal FileMaker Maker(int seed, DateOnly today) => new(seed, today, new CityPlan(files, trades, divisions), new CountyShapes(files), divisions);

    internal static IEnumerable<FictionalFile> Files(FileMaker maker, IReadOnlyList<HandMade> handMade, int employers) =>
        handMade.Select((h, i) => maker.Make(i + 1, h)).Concat(Enumerable.Range(FictionalNames.First, employers).Select(n => maker.Make(n)));

    async Task<List<HandMade>> HandMadeAsync(ZhijianDb db, CancellationToken ct)
    {
        var organisations = await db.Set<Organisation>().AsNoTracking().Where(o => o.Kind == OrganisationKind.Employer).ToDictionaryAsync(o => o.Name, ct);
        return [.. WithAccounts.Select(a => (Of: organisations[a.Name], a.Trade, a.Workers))
            .Select(a => new HandMade(a.Of.Id, a.Of.Name, a.Of.CreditCode, divisions.Find(a.Of.DivisionCode)!, trades.Find(a.Trade)!, a.Workers))];
    }
}
