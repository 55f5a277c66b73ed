using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>
/// Writes the words of employers that are new or changed since, whoever wrote them. Words are only added: an old name still
/// finds its firm, and what does not fit is sorted out by the comparison.
/// </summary>
sealed class MatchKeyKeeper(IServiceScopeFactory scopes, MatchKeys keys)
{
    const int Step = 2_000;

    /// <param name="found">Told of the employers whose words were written.</param>
    /// <param name="report">Told how many are done.</param>
    public async Task CatchUpAsync(Func<IServiceProvider, IReadOnlyList<KeyedEmployer>, CancellationToken, Task>? found, Func<long, Task>? report, CancellationToken ct)
    {
        var done = 0L;
        while (true)
        {
            await using var scope = scopes.CreatePlatformScope();
            var step = await StepAsync(scope.ServiceProvider, ct);
            if (step.Count == 0) return;
            if (found is not null) await found(scope.ServiceProvider, step, ct);
            if (report is not null) await report(done += step.Count);
        }
    }

    async Task<IReadOnlyList<KeyedEmployer>> StepAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        await services.GetRequiredService<DivisionDirectory>().LoadAsync(db, ct);
        return await services.GetRequiredService<WritePath>().CommitAsync(new("registry.match-keys", Quiet: true), async change =>
        {
            await AloneAsync(db, ct);
            var behind = await (
                from e in db.Set<Employer>()
                join m in db.Set<MatchMark>() on e.Id equals m.EmployerId into marks
                from m in marks.DefaultIfEmpty()
                where m == null || m.Version != e.Version
                orderby e.Id
                select new { e.Id, e.Name, e.CreditCode, e.CountyCode, e.DivisionCode, e.RegisteredAddress, e.Phone, e.Version, IsNew = m == null }).Take(Step).ToListAsync(ct);
            if (behind.Count == 0) return [];
            Guid[] ids = [.. behind.Select(e => e.Id)];
            var addresses = await db.Set<Workplace>().Where(w => w.IsMain && EF.Parameter(ids).Contains(w.EmployerId)).ToDictionaryAsync(w => w.EmployerId, w => w.Address, ct);
            List<KeyedEmployer> employers = [.. behind.Select(e => new KeyedEmployer(e.Id, e.Name, e.CreditCode, e.CountyCode, e.DivisionCode, addresses.GetValueOrDefault(e.Id) ?? e.RegisteredAddress, e.Phone))];
            var held = (await db.Set<MatchKey>().Where(k => EF.Parameter(ids).Contains(k.EmployerId)).Select(k => new { k.Key, k.EmployerId }).ToListAsync(ct)).Select(k => (k.Key, k.EmployerId)).ToHashSet();
            await Bulk.InsertAsync(db, change, "match-keys", employers.SelectMany(e => Rows(e)).Where(k => !held.Contains((k.Key, k.EmployerId))), ct);
            await Bulk.InsertAsync(db, change, "match-marks", behind.Where(e => e.IsNew).Select(e => new MatchMark { EmployerId = e.Id, Version = e.Version }), ct);
            Guid[] again = [.. behind.Where(e => !e.IsNew).Select(e => e.Id)];
            var versions = behind.ToDictionary(e => e.Id, e => e.Version);
            foreach (var mark in await db.Set<MatchMark>().Where(m => EF.Parameter(again).Contains(m.EmployerId)).ToListAsync(ct)) mark.Version = versions[mark.EmployerId];
            return employers;
        }, ct);
    }

    /// <summary>One writer of words and pairs at a time; SQLite has but one anyway.</summary>
    internal static async Task AloneAsync(ZhijianDb db, CancellationToken ct)
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('registry.match-keys', 0))", ct);
    }

    public IEnumerable<MatchKey> Rows(KeyedEmployer employer) => keys.Of(employer).Distinct(StringComparer.Ordinal).Select(k => new MatchKey { Key = k, EmployerId = employer.Id });
}
