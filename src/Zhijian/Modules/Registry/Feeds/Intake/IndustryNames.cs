using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>The industries in force today by code and by name, in memory.</summary>
sealed class IndustryNames(ReferenceDirectory reference, IServiceScopeFactory scopes, TimeProvider clock)
{
    volatile Known? known;

    public sealed record Known(Guid Version, FrozenSet<string> Codes, FrozenDictionary<string, string> ByName)
    {
        /// <summary>The code, as given or by the name. Null: none was told, or the name is not in the catalogue.</summary>
        public string? Find(string? code, string? name) =>
            code ?? (name is null ? null : ByName.GetValueOrDefault(name.Trim()) ?? (Codes.Contains(name.Trim()) ? name.Trim() : null));
    }

    public async ValueTask<Known> LoadAsync(CancellationToken ct)
    {
        var version = (await reference.TimelineAsync(ct)).Current(ReferenceTables.Industries.Key, ChinaTime.DateOf(clock.GetUtcNow()))
            ?? throw new InvalidOperationException("The industries have not been loaded.");
        if (known is { } held && held.Version == version.Id) return held;
        await using var scope = scopes.CreatePlatformScope();
        var rows = await ReferenceTables.Industries.Rows(scope.Db(), version.Id).Where(r => r.Level > 1).OrderByDescending(r => r.Level).Select(r => new { r.Code, r.Name }).ToListAsync(ct);
        // Groups with one class carry its name: the finer code is the better answer.
        return known = new(version.Id, rows.Select(r => r.Code!).ToFrozenSet(), rows.GroupBy(r => r.Name!).ToFrozenDictionary(g => g.Key, g => g.First().Code!));
    }
}
