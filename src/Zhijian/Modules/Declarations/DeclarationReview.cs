using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>Exposed workers of every hundred at others of the trade; null when there are none.</summary>
record struct PeerShare(decimal? Percent, int Count);

/// <summary>Gathers what is known besides a declaration and looks for odd values.</summary>
public sealed class DeclarationReview(ZhijianDb db, Viewer viewer, DeclarationAccess access, WorkplaceFacts facts, KnownHazards hazards, FactorCatalogue catalogue, TradeHazards trades)
{
    const int PeersRead = 2000;
    readonly Dictionary<string, (IReadOnlyList<UsualFactor> Usual, string? Name)> known = [];

    public async Task<IReadOnlyList<ReviewFlag>> FlagsAsync(HazardDeclaration declaration, DeclarationForm form, CancellationToken ct) =>
        declaration.Kind == DeclarationKind.Cancellation ? [] : ReviewFlags.Of(form, await FactsAsync(declaration, form, ct), await catalogue.LoadAsync(ct));

    public async Task<ReviewFacts> FactsAsync(HazardDeclaration declaration, DeclarationForm form, CancellationToken ct)
    {
        var factorOf = await catalogue.LoadAsync(ct);
        var file = await facts.FindAsync(declaration.WorkplaceId, ct);
        var previous = declaration.PreviousId is { } id ? await db.Set<HazardDeclaration>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) : null;
        return Compose(file, previous is { Kind: not DeclarationKind.Cancellation } ? await access.FormAsync(previous, ct) : null,
            await hazards.OfAsync(declaration.WorkplaceId, ct), form.IndustryCode ?? declaration.IndustryCode, await PeersAsync(declaration.IndustryCode, declaration.EmployerId, ct), factorOf);
    }

    /// <summary>What is known, put together; of one declaration or of each of many.</summary>
    internal ReviewFacts Compose(WorkplaceFile? file, DeclarationForm? previous, IEnumerable<KnownExposure> known, string industryCode, PeerShare peers, Func<string, FactorFact?> factorOf) => new()
    {
        Previous = previous,
        RegistryWorkers = file?.Workers,
        KnownFactors = [.. known.Where(k => !k.Source.StartsWith("declaration:", StringComparison.Ordinal))
            .Select(k => (Factor: factorOf(k.FactorCode), k.Source)).Where(k => k.Factor is not null).Select(k => (k.Factor!, SourceName(k.Source)))],
        Trade = TradeOf(industryCode, factorOf).Usual,
        TradeName = TradeOf(industryCode, factorOf).Name,
        PeerExposedPercent = peers.Percent, Peers = peers.Count,
    };

    /// <summary>Worked out once for each industry of a batch.</summary>
    (IReadOnlyList<UsualFactor> Usual, string? Name) TradeOf(string industryCode, Func<string, FactorFact?> factorOf)
    {
        if (!known.TryGetValue(industryCode, out var trade))
            known[industryCode] = trade = (trades.Usual(industryCode, factorOf), trades.Of(industryCode) is [var first, ..] ? first.Name : null);
        return trade;
    }

    /// <summary>Exposed share of the trade (first three digits of the industry) among what counts now, in the whole city: no name is shown.</summary>
    /// <param name="but">Not compared with itself.</param>
    internal async Task<PeerShare> PeersAsync(string industryCode, Guid? but, CancellationToken ct)
    {
        var group = PeerGroup(industryCode);
        using var _ = viewer.ActAsPlatform();
        var figures = await db.Set<HazardDeclaration>().AsNoTracking()
            .Where(d => d.IsInForce && d.IndustryCode.StartsWith(group) && d.EmployerId != but && d.TotalWorkers > 0 && d.TotalExposed != null)
            .OrderBy(d => d.Id).Take(PeersRead).Select(d => new { Staff = d.TotalWorkers!.Value + (d.DispatchedWorkers ?? 0), Exposed = d.TotalExposed!.Value }).ToListAsync(ct);
        return figures.Count == 0 ? new(null, 0) : new(Math.Round(figures.Average(f => 100m * f.Exposed / f.Staff), 1), figures.Count);
    }

    internal static string PeerGroup(string industryCode) => industryCode.Length >= 3 ? industryCode[..3] : industryCode;

    internal static string SourceName(string source) => source.Split(':')[0] switch
    {
        "census" => "普查", "report" or "monitoring" => "检测报告", "user" => "档案", "project" => "建设项目", "declaration" => "申报", var other => other,
    } + (source.Contains(':') ? $" {source[(source.IndexOf(':') + 1)..]}" : "");
}
