using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Merging;

namespace Zhijian.Modules.Dangers;

/// <summary>When two files become one, an officer keeps away from it once.</summary>
sealed class RecusalRows : IMoveWithEmployer
{
    public IReadOnlyList<Type> Types { get; } = [typeof(OfficerRecusal)];

    public async Task MoveAsync(EmployerMove move, CancellationToken ct)
    {
        var to = move.To;
        var held = (await move.Db.Set<OfficerRecusal>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(r => r.EmployerId == to).Select(r => r.UserId).ToListAsync(ct)).ToHashSet();
        foreach (var recusal in await move.RowsAsync<OfficerRecusal>(ct))
            if (held.Add(recusal.UserId)) move.Set(recusal, EmployerMove.EmployerId, to);
    }
}
