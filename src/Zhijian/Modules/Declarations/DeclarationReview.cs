using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>Gathers what is known besides a declaration and looks for odd values.</summary>
public sealed class DeclarationReview(ZhijianDb db, Viewer viewer, DeclarationAccess access, WorkplaceFacts facts, FactorCatalogue catalogue, TradeHazards trades)
{
    const int PeersRead = 2000;

    public async Task<IReadOnlyList<ReviewFlag>> FlagsAsync(HazardDeclaration declaration, DeclarationForm form, CancellationToken ct) =>
        declaration.Kind == DeclarationKind.Cancellation ? [] : ReviewFlags.Of(form, await FactsAsync(declaration, form, ct), await catalogue.LoadAsync(ct));

    public async Task<ReviewFacts> FactsAsync(HazardDeclaration declaration, DeclarationForm form, CancellationToken ct)
    {
        var factorOf = await catalogue.LoadAsync(ct);
        var file = await facts.FindAsync(declaration.WorkplaceId, ct);
        var previous = declaration.PreviousId is { } id ? await db.Set<HazardDeclaration>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) : null;
        var (share, peers) = await PeersAsync(declaration, ct);
        return new()
        {
            Previous = previous is { Kind: not DeclarationKind.Cancellation } ? await access.FormAsync(previous, ct) : null,
            RegistryWorkers = file?.Workers,
            KnownFactors = [.. (await facts.ExposuresAsync(declaration.WorkplaceId, ct)).Where(k => !k.Source.StartsWith("declaration:", StringComparison.Ordinal))
                .Select(k => (Factor: factorOf(k.FactorCode), k.Source)).Where(k => k.Factor is not null).Select(k => (k.Factor!, SourceName(k.Source)))],
            Trade = trades.Usual(form.IndustryCode ?? declaration.IndustryCode, factorOf),
            TradeName = trades.Of(form.IndustryCode ?? declaration.IndustryCode) is [var trade, ..] ? trade.Name : null,
            PeerExposedPercent = share, Peers = peers,
        };
    }

    /// <summary>Exposed share of the trade (first three digits of the industry) among what counts now, in the whole city: no name is shown.</summary>
    async Task<(decimal? Share, int Peers)> PeersAsync(HazardDeclaration declaration, CancellationToken ct)
    {
        var group = declaration.IndustryCode.Length >= 3 ? declaration.IndustryCode[..3] : declaration.IndustryCode;
        using var _ = viewer.ActAsPlatform();
        var figures = await db.Set<HazardDeclaration>().AsNoTracking()
            .Where(d => d.IsInForce && d.IndustryCode.StartsWith(group) && d.EmployerId != declaration.EmployerId && d.TotalWorkers > 0 && d.TotalExposed != null)
            .OrderBy(d => d.Id).Take(PeersRead).Select(d => new { Staff = d.TotalWorkers!.Value + (d.DispatchedWorkers ?? 0), Exposed = d.TotalExposed!.Value }).ToListAsync(ct);
        return figures.Count == 0 ? (null, 0) : (Math.Round(figures.Average(f => 100m * f.Exposed / f.Staff), 1), figures.Count);
    }

    internal static string SourceName(string source) => source.Split(':')[0] switch
    {
        "census" => "普查", "report" or "monitoring" => "检测报告", "user" => "档案", "project" => "建设项目", "declaration" => "申报", var other => other,
    } + (source.Contains(':') ? $" {source[(source.IndexOf(':') + 1)..]}" : "");
}
