using Zhijian.Platform.Judging;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Monitoring;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>What judging and checking need of the shipped tables, built once.</summary>
public sealed class IntakeBook(ReferenceFiles files, ReferenceDirectory reference)
{
    readonly Lazy<ReferenceBook> book = new(() => ReferenceBook.Load(files));
    readonly Lazy<SamplingRules> sampling = new(() =>
    {
        var rows = files.Rows("sampling-rules.csv").ToDictionary(r => r["rule"]!);
        int Of(string rule) => rows[rule].Int("value");
        return new(Of("short-term-minutes"), Of("ceiling-minutes"), Of("evaluation-days"), rows["short-term-minutes"]["clause"]!);
    });
    readonly Lazy<IReadOnlyList<ScopeRow>> scopes = new(() => [.. files.Rows("institution-scopes.csv").Select(r => new ScopeRow(r["scope"]!, r["gbt4754_prefix"] ?? ""))]);

    internal ReferenceBook Book => book.Value;
    public SamplingRules Sampling => sampling.Value;
    public IReadOnlyList<ScopeRow> Scopes => scopes.Value;
    /// <summary>Business scopes of certificates, each once.</summary>
    public IReadOnlyList<string> ScopeNames => [.. Scopes.Select(s => s.Scope).Distinct()];

    /// <summary>The class of an industry by the catalogue in force; null where it is not listed.</summary>
    public async Task<HazardRiskClass?> RiskOfAsync(string industry, DateOnly day, CancellationToken ct) =>
        IndustryCode.TryParse(industry, out var code) ? (await reference.RiskCatalogueAsync(ct)).Classify(code, day).Class : null;

    public async Task<CompiledFactors> CatalogueAsync(CancellationToken ct) =>
        (await reference.TimelineAsync(ct)).Newest(ReferenceTables.Factors.Key) is { } version ? await reference.FactorsAsync(version, ct) : new([]);

    internal async Task<RowReader> ReaderAsync(CancellationToken ct) => new(Book, await CatalogueAsync(ct));
}
