using System.Collections.Concurrent;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Declarations.Intake;

/// <summary>The exposed share of each trade, kept for some minutes: thousands of declarations are compared with the same figures.</summary>
sealed class PeerFigures(IServiceScopeFactory scopes, TimeProvider clock)
{
    static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);
    readonly ConcurrentDictionary<string, (PeerShare Share, DateTimeOffset Until)> known = [];

    public async ValueTask<PeerShare> OfAsync(string industryCode, CancellationToken ct)
    {
        var group = DeclarationReview.PeerGroup(industryCode);
        var now = clock.GetUtcNow();
        if (known.TryGetValue(group, out var held) && now < held.Until) return held.Share;
        await using var scope = scopes.CreatePlatformScope();
        var share = await scope.ServiceProvider.GetRequiredService<DeclarationReview>().PeersAsync(group, null, ct);
        known[group] = (share, now + Keep);
        return share;
    }
}
