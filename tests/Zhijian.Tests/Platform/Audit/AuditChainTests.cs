using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Audit;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Audit;

public sealed class AuditChainTests(Platforms platforms)
{
    const int Attacks = 200;

    [Theory, BothDatabases]
    public async Task Every_attack_on_the_audit_is_found(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        Assert.True((await VerifyAsync(platform)).Sound);
        var random = new Random(20181229);
        for (var attack = 0; attack < Attacks; attack++)
        {
            var name = "";
            var found = await platform.AsPlatformAsync(async s =>
            {
                var db = s.GetRequiredService<ZhijianDb>();
                await using var transaction = await db.Database.BeginTransactionAsync();
                name = await AttackAsync(db, random, attack);
                var report = await s.GetRequiredService<AuditVerifier>().VerifyAsync();
                await transaction.RollbackAsync();
                return !report.Sound;
            });
            Assert.True(found, $"attack {attack} ({name}) went unseen");
        }
        Assert.True((await VerifyAsync(platform)).Sound);
    }

    /// <summary>A scope that commits, waits while another commits, and commits again goes on where the other stopped.</summary>
    [Theory, BothDatabases]
    public async Task Scopes_that_commit_by_turns_make_one_chain(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await platform.AsPlatformAsync(async one =>
        {
            await one.GetRequiredService<WritePath>().CommitAsync(new("test.one"), _ => Task.CompletedTask);
            await platform.AsPlatformAsync(other => other.GetRequiredService<WritePath>().CommitAsync(new("test.other"), _ => Task.CompletedTask));
            await one.GetRequiredService<WritePath>().CommitAsync(new("test.one"), _ => Task.CompletedTask);
        });
        Assert.True((await VerifyAsync(platform)).Sound);
    }

    [Theory, BothDatabases]
    public async Task Anchors_that_were_taken_away_or_spoiled_are_missed(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var tip = Path.Combine(platform.Settings.AnchorFolder, "tip");
        var content = await File.ReadAllBytesAsync(tip, TestContext.Current.CancellationToken);
        foreach (var spoil in (Action[])[() => File.Delete(tip), () => File.WriteAllText(tip, ""), () => File.WriteAllText(tip, "not an anchor\n")])
        {
            spoil();
            Assert.Contains("锚点", Assert.Single((await VerifyAsync(platform)).Problems), StringComparison.Ordinal);
            await File.WriteAllBytesAsync(tip, content, TestContext.Current.CancellationToken);
        }
        Assert.True((await VerifyAsync(platform)).Sound);
        // Everything gone at once, as if the platform had never been used.
        Directory.Delete(platform.Settings.AnchorFolder, recursive: true);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await CutAsync(db, 0);
            Assert.Contains("空的", Assert.Single((await s.GetRequiredService<AuditVerifier>().VerifyAsync()).Problems), StringComparison.Ordinal);
            await transaction.RollbackAsync();
        });
    }

    static async Task<string> AttackAsync(ZhijianDb db, Random random, int number)
    {
        var last = await db.Set<AuditEntry>().MaxAsync(a => a.Seq);
        var seq = random.NextInt64(1, last);
        switch (number % 8)
        {
            case 0:
                string[] columns = ["actor_name", "act", "entity", "entity_id", "kind", "after", "reason", "address", "scope_path"];
                var column = columns[random.Next(columns.Length)];
                await db.Database.ExecuteSqlRawAsync($"UPDATE audit_entries SET {column} = coalesce({column}, '') || 'x' WHERE seq = {seq}");
                return $"edit {column} of {seq}";
            case 1:
                await db.Database.ExecuteSqlAsync($"DELETE FROM audit_entries WHERE seq = {seq}");
                return $"delete {seq}";
            case 2:
                await db.Database.ExecuteSqlAsync($"INSERT INTO audit_entries (seq, at, actor_name, act, entity, entity_id, kind, mac) SELECT {last + 1}, at, actor_name, act, entity, entity_id, kind, mac FROM audit_entries WHERE seq = {seq}");
                return $"insert a copy of {seq} behind the end";
            case 3:
                await db.Database.ExecuteSqlAsync($"UPDATE audit_entries SET seq = -1 WHERE seq = {seq}");
                await db.Database.ExecuteSqlAsync($"UPDATE audit_entries SET seq = {seq} WHERE seq = {seq + 1}");
                await db.Database.ExecuteSqlAsync($"UPDATE audit_entries SET seq = {seq + 1} WHERE seq = -1");
                return $"swap {seq} and {seq + 1}";
            case 4:
                await CutAsync(db, seq);
                return $"cut the tail behind {seq}, head put back too";
            case 5:
                await db.Database.ExecuteSqlAsync($"UPDATE audit_entries SET at = {DateTime.UnixEpoch} WHERE seq = {seq}");
                return $"backdate {seq}";
            case 6:
                await db.Database.ExecuteSqlAsync($"DELETE FROM audit_entries WHERE seq = {seq}");
                await db.Database.ExecuteSqlAsync($"UPDATE audit_entries SET seq = -seq WHERE seq > {seq}");
                await db.Database.ExecuteSqlAsync($"UPDATE audit_entries SET seq = -seq - 1 WHERE seq < 0");
                await db.Database.ExecuteSqlAsync($"UPDATE audit_head SET seq = seq - 1");
                return $"delete {seq} and close the gap";
            default:
                await CutAsync(db, 0);
                return "empty the audit";
        }
    }

    static async Task CutAsync(ZhijianDb db, long seq)
    {
        await db.Database.ExecuteSqlAsync($"DELETE FROM audit_entries WHERE seq > {seq}");
        await db.Database.ExecuteSqlAsync($"UPDATE audit_head SET seq = {seq}, mac = coalesce((SELECT mac FROM audit_entries WHERE seq = {seq}), {AuditChain.Genesis})");
    }

    static Task<AuditVerifier.Report> VerifyAsync(TestPlatform platform) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<AuditVerifier>().VerifyAsync());
}
