using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Data;

public sealed class IndexesAsideTests(Platforms platforms)
{
    static async Task<List<string>> IndexesAsync(ZhijianDb db) => [.. (await db.Database.SqlQueryRaw<string>(db.IsPostgres
        ? "SELECT indexdef AS \"Value\" FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'employers'"
        : "SELECT sql AS \"Value\" FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'employers'").ToListAsync()).Order(StringComparer.Ordinal)];

    /// <summary>How many employers the database lists by an index on their industry.</summary>
    static Task<int> CountedAsync(ZhijianDb db) => db.Set<Employer>().CountAsync(e => e.IndustryCode.CompareTo("0") >= 0);

    [Theory, BothDatabases]
    public async Task Indexes_are_away_during_the_load_and_the_same_afterwards(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await platform.AsPlatformAsync(async s =>
        {
            var (db, write) = (s.GetRequiredService<ZhijianDb>(), s.GetRequiredService<WritePath>());
            var before = await IndexesAsync(db);
            Assert.True(before.Count > 5);
            var employers = await CountedAsync(db);
            await write.CommitAsync(new("test.aside"), async change =>
                await IndexesAside.WhileAsync(db, [typeof(Employer)], async () =>
                {
                    // What a key or a constraint stands on stays: it guards the rows that come in.
                    Assert.True((await IndexesAsync(db)).Count <= 1);
                    var known = await db.Set<Employer>().AsNoTracking().FirstAsync();
                    db.Add(new Employer
                    {
                        Name = "旁置索引示例有限公司", IndustryCode = "3089", DivisionCode = known.DivisionCode, CountyCode = known.CountyCode, SupervisorCode = known.SupervisorCode, Source = "test",
                        SearchText = "旁置索引示例有限公司", CreatedAt = change.At,
                    });
                    await db.SaveChangesAsync();
                }, default));
            Assert.Equal(before, await IndexesAsync(db));
            Assert.Equal(employers + 1, await CountedAsync(db));
        });
    }

    [Theory, BothDatabases]
    public async Task A_load_that_fails_leaves_the_indexes_where_they_were(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await platform.AsPlatformAsync(async s =>
        {
            var (db, write) = (s.GetRequiredService<ZhijianDb>(), s.GetRequiredService<WritePath>());
            var before = await IndexesAsync(db);
            await Assert.ThrowsAsync<Refusal>(() => write.CommitAsync(new("test.aside"), _ => IndexesAside.WhileAsync(db, [typeof(Employer)], () => throw new Refusal("坏行"), default)));
            Assert.Equal(before, await IndexesAsync(db));
        });
    }
}
