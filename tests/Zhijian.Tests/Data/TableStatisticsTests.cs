using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Data;

public sealed class TableStatisticsTests(Platforms platforms)
{
    /// <summary>By a scan of a million rows through an index that leaves none out, a search took six seconds instead of half of one.</summary>
    [Fact]
    public async Task A_search_through_all_employers_reads_the_table_itself()
    {
        await using var platform = await platforms.FreshAsync(Database.Sqlite);
        var statistics = platform.Services.GetRequiredService<TableStatistics>();
        // Twice does no harm, nor does it while somebody reads.
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            await db.Database.OpenConnectionAsync();
            await statistics.RefreshAsync(default);
            await statistics.RefreshAsync(default);
        });
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.NotEqual(0, await db.Database.SqlQueryRaw<long>("SELECT count(*) AS \"Value\" FROM sqlite_stat1 WHERE tbl = 'employers'").SingleAsync());
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN SELECT id FROM employers WHERE merged_into_id IS NULL AND instr(search_text, '家具') > 0";
            await db.Database.OpenConnectionAsync();
            await using var plan = await command.ExecuteReaderAsync();
            Assert.True(await plan.ReadAsync());
            Assert.Equal("SCAN employers", plan.GetString(3));
        });
    }
}
