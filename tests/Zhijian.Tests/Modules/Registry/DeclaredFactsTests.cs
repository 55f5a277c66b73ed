using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Registry;

/// <summary>What a declaration does to the file.</summary>
public sealed class DeclaredFactsTests(Platforms platforms)
{
    static Task RaiseAsync(TestPlatform platform, object happened) =>
        platform.AsAsync("gongyi", s => s.GetRequiredService<WritePath>().CommitAsync(new("test.declare"), change => { change.Raise(happened); return Task.CompletedTask; }));

    static async Task<(Guid Employer, Guid Place)> MakeAsync(TestPlatform platform, string name)
    {
        var id = await Files.MakeAsync(platform, name);
        return (id, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Workplace>().Where(w => w.EmployerId == id).Select(w => w.Id).SingleAsync()));
    }

    static Task<List<(string Shop, string? Post, string Factor, int? Persons, string Source, string? Facilities)>> RowsAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var shops = await db.Set<Workshop>().Where(w => w.EmployerId == id).ToDictionaryAsync(w => w.Id, w => w.Name);
        var posts = await db.Set<JobPost>().Where(w => w.EmployerId == id).ToDictionaryAsync(w => w.Id, w => w.Name);
        var rows = await db.Set<Exposure>().Where(x => x.EmployerId == id).ToListAsync();
        return rows.Select(x => (shops[x.WorkshopId], x.JobPostId is { } post ? posts[post] : null, x.FactorCode, x.Persons, x.Source, x.Facilities)).OrderBy(r => r.Item1).ThenBy(r => r.FactorCode).ToList();
    });

    [Theory, BothDatabases]
    public async Task A_later_declaration_replaces_an_earlier_one_and_leaves_what_others_know(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (id, place) = await MakeAsync(platform, "申报入档示例厂");
        await RaiseAsync(platform, new ExposuresDeclared(id, place, 80, 5, 30,
            [new("破碎", 12, [new("D01", 12), new("P01", 8, "破碎工")]), new("喷漆", 6, [new("C028", 6)])], "declaration:A1"));
        var employer = await Files.ReadAsync(platform, id);
        Assert.Equal((80, 5, 30), (employer.Workers, employer.DispatchedWorkers, employer.ExposedWorkers));
        Assert.Equal((true, true, true, false), (employer.HasDust, employer.HasChemical, employer.HasPhysical, employer.HasRadiation));

        // Somebody on the spot adds what was not declared, and a facility to what was.
        await platform.AsAsync("gongyi", async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var shop = await db.Set<Workshop>().AsNoTracking().SingleAsync(w => w.EmployerId == id && w.Name == "破碎");
            var desk = s.GetRequiredService<ExposureDesk>();
            await desk.AddExposureAsync(shop.Id, new("C001", Persons: 2), null, default);
            var dust = await db.Set<Exposure>().AsNoTracking().SingleAsync(x => x.EmployerId == id && x.FactorCode == "D01");
            await desk.EditExposureAsync(dust.Id, dust.Version, new("D01", Persons: 12, Facilities: "布袋除尘"), default);
        });
        await RaiseAsync(platform, new ExposuresDeclared(id, place, 90, 0, 20, [new("破碎", 15, [new("D01", 15)])], "declaration:A2"));

        Assert.Equal([("破碎", null, "C001", 2, "user", null), ("破碎", null, "D01", 15, "declaration:A2", "布袋除尘")], await RowsAsync(platform, id));
        employer = await Files.ReadAsync(platform, id);
        Assert.Equal((90, 20, true, true, false), (employer.Workers, employer.ExposedWorkers, employer.HasDust, employer.HasChemical, employer.HasPhysical));
        Assert.Contains(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FieldChange>().Where(c => c.EmployerId == id && c.WorkplaceId == null && c.Field == nameof(Employer.Workers)).ToListAsync()),
            c => c is { Before: "80", After: "90", Source: "declaration:A2" });
    }

    [Theory, BothDatabases]
    public async Task Figures_of_several_workplaces_are_added_up_also_across_counties(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (id, place) = await MakeAsync(platform, "合计示例公司");
        var other = await platform.AsAsync("shijianguan", s => s.GetRequiredService<WorkplaceDesk>().AddAsync(id, new("登封厂", "登封", Files.Dengfeng), null, default));
        await RaiseAsync(platform, new ExposuresDeclared(id, place, 40, 2, 10, [new("一", 10, [new("D01", 10)])], "declaration:B1"));
        await platform.AsAsync("dengfeng", s => s.GetRequiredService<WritePath>().CommitAsync(new("test.declare"), change =>
        {
            change.Raise(new ExposuresDeclared(id, other, 60, 0, 20, [new("二", 20, [new("P01", 20)])], "declaration:B2"));
            return Task.CompletedTask;
        }));
        var employer = await Files.ReadAsync(platform, id);
        Assert.Equal((100, 2, 30, true, true), (employer.Workers, employer.DispatchedWorkers, employer.ExposedWorkers, employer.HasDust, employer.HasPhysical));
    }

    [Theory, BothDatabases]
    public async Task The_standing_of_the_declaration_is_kept_with_its_history(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (id, _) = await MakeAsync(platform, "申报状态示例");
        await RaiseAsync(platform, new DeclarationStood(id, DeclarationStanding.Valid, new(2026, 6, 1), new(2027, 6, 1)));
        var employer = await Files.ReadAsync(platform, id);
        Assert.Equal((DeclarationStanding.Valid, new DateOnly(2026, 6, 1), new DateOnly(2027, 6, 1)), (employer.DeclarationStanding, employer.DeclaredOn, employer.DeclarationDue));
        Assert.Contains("已申报", (await (await platform.SignInAsync("gongyi")).PageAsync($"/registry/{id}?tab=history")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_unknown_factor_leaves_nothing_behind(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (id, place) = await MakeAsync(platform, "未知因素示例");
        await Assert.ThrowsAsync<Refusal>(() => RaiseAsync(platform, new ExposuresDeclared(id, place, 10, 0, 5, [new("一", 5, [new("D01", 5), new("X99", 1)])], "declaration:C1")));
        Assert.Empty(await RowsAsync(platform, id));
        Assert.Equal(50, (await Files.ReadAsync(platform, id)).Workers);
    }
}
