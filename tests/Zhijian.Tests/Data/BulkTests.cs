using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Data;

public sealed class BulkTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>Both writers must leave the same: SQLite compares and sorts what it stores as text.</summary>
    [Theory, BothDatabases]
    public async Task A_row_written_in_bulk_is_stored_as_one_written_alone(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var at = new DateTime(2026, 6, 10, 1, 0, 0, DateTimeKind.Utc);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var divisions = s.GetRequiredService<DivisionDirectory>();
            await divisions.LoadAsync(db, Cancel);
            var rules = await s.GetRequiredService<Jurisdiction>().RulesAsync(Cancel);
            (Employer, Workplace) Make(DateTime when) => s.GetRequiredService<EmployerMaker>().Make(new("示例", null, divisions.Find("410181")!, "路1号", "3089", "test")
                { Revenue = 12m, EstablishedOn = new(2001, 2, 3), Phone = "0371-61234567", Workers = 5 }, rules, when, new(2026, 6, 10));
            foreach (var when in new[] { at, at.AddTicks(1_234_567), at.AddMilliseconds(120) })
            {
                var (tracked, bulk) = (Make(when), Make(when));
                (tracked.Item2.Longitude, bulk.Item2.Longitude) = (113.5, 113.5);
                await s.GetRequiredService<WritePath>().CommitAsync(new("test.bulk"), async change =>
                {
                    db.AddRange(tracked.Item1, tracked.Item2);
                    await Bulk.InsertAsync(db, change, "test", [bulk.Item1], Cancel);
                    await Bulk.InsertAsync(db, change, "test", [bulk.Item2], Cancel);
                });
                Assert.Equal(await RawAsync(db, "employers", tracked.Item1.Id), await RawAsync(db, "employers", bulk.Item1.Id));
                Assert.Equal(await RawAsync(db, "workplaces", tracked.Item2.Id), await RawAsync(db, "workplaces", bulk.Item2.Id));
                db.ChangeTracker.Clear();
                Assert.Equal("0371-61234567", (await db.Set<Employer>().AsNoTracking().SingleAsync(e => e.Id == bulk.Item1.Id)).Phone);
                Assert.Equal(when, (await db.Set<Employer>().AsNoTracking().SingleAsync(e => e.Id == bulk.Item1.Id)).CreatedAt, TimeSpan.FromMicroseconds(1));
            }
        });
    }

    /// <summary>Every column as the database has it, but for keys and what is encrypted anew each time.</summary>
    static async Task<List<string>> RawAsync(ZhijianDb db, string table, Guid id)
    {
        string[] own = ["id", "employer_id", "organisation_id", "phone", "contact_phone"];
        await db.Database.OpenConnectionAsync();
        using var command = db.Database.GetDbConnection().CreateCommand();
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("id", db.IsPostgres ? id : id.ToString().ToUpperInvariant());
        command.Parameters.Add(parameter);
        command.CommandText = $"SELECT * FROM {table} WHERE id = @id";
        using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return [.. Enumerable.Range(0, reader.FieldCount).Where(i => !own.Contains(reader.GetName(i))).Select(i => $"{reader.GetName(i)}: {reader.GetValue(i).GetType().Name} {(reader.GetValue(i) is DateTime d ? d.Ticks : reader.GetValue(i))}")];
    }
}
