using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Zhijian.Data;
using Zhijian.Platform.Files;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Files;

public sealed class OrphanSweepTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    static readonly FilePurpose Purpose = new("test", FilePolicy.Sheets);

    static MemoryStream Table(string name) => new MemoryStream(HostileFiles.Utf8($"单位名称\n{name}\n"));

    [Theory, BothDatabases]
    public async Task Content_without_a_row_goes_after_its_time_and_nothing_else(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var store = platform.Services.GetRequiredService<FileStore>();
        var kept = await platform.AsAsync("gongyi", s => s.GetRequiredService<FileDesk>().SaveAsync(Table("有行"), "../../有行\u202E.csv", Purpose, null, Cancel));
        var file = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<StoredFile>().SingleAsync(f => f.Id == kept));
        Assert.Equal(("有行.csv", "410000/410100/410181/"), (file.Name, file.ScopePath));
        var orphan = await store.SaveAsync(Table("无行"), "b.csv", FilePolicy.Sheets, Cancel);
        var sweep = new OrphanSweep(platform.Services.GetRequiredService<IServiceScopeFactory>(), store, platform.Clock, NullLogger<OrphanSweep>.Instance);

        var now = DateTime.UtcNow;
        Assert.Equal(0, await sweep.SweepAsync(now.AddHours(-1), Cancel));
        Assert.Equal(1, await sweep.SweepAsync(now.AddHours(1), Cancel));
        Assert.Equal([file.Hash], store.Hashes());
        Assert.False(store.Exists(orphan.Hash));
    }

    [Fact]
    public async Task Content_that_is_received_again_counts_as_new()
    {
        var platform = await platforms.FreshAsync(Database.Sqlite);
        var store = platform.Services.GetRequiredService<FileStore>();
        var receipt = await store.SaveAsync(Table("再来"), "a.csv", FilePolicy.Sheets, Cancel);
        var path = Path.Combine(platform.Settings.FileFolder, receipt.Hash[..2], receipt.Hash[2..4], receipt.Hash);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
        var before = DateTime.UtcNow.AddHours(-24);
        await store.SaveAsync(Table("再来"), "a.csv", FilePolicy.Sheets, Cancel);
        Assert.False(store.Drop(receipt.Hash, before));
        Assert.True(store.Exists(receipt.Hash));
    }

    /// <summary>A column that names a file and does not say so would lose its file.</summary>
    [Fact]
    public async Task Every_column_that_looks_like_a_file_says_that_it_is_one()
    {
        var platform = await platforms.SharedAsync(Database.Sqlite);
        var columns = await platform.AsPlatformAsync(s => Task.FromResult(s.GetRequiredService<ZhijianDb>().Model.GetEntityTypes()
            .SelectMany(t => t.GetProperties()).Where(p => p.Name.EndsWith("Hash", StringComparison.Ordinal) && p.GetMaxLength() == 64).ToList()));
        string[] others = ["ImportRun.FileHash", "EmployerRegistration.QueryHash", "ComplaintRecord.CodeHash", "RandomDraw.PoolHash", "FieldPhoto.Hash"];
        Assert.All(columns.Where(c => !others.Contains($"{c.DeclaringType.ClrType.Name}.{c.Name}")), c =>
            Assert.True(Attribute.IsDefined(c.PropertyInfo!, typeof(FileHashAttribute)), $"{c.DeclaringType.ClrType.Name}.{c.Name}"));
    }
}
