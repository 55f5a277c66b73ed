using Zhijian.Platform.Access;
using Zhijian.Platform.Judging;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Rules.Exposure.Grading;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Monitoring;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>What judging and checking need: the limits as the library has approved them, and shipped tables, each built once.</summary>
public sealed class IntakeBook(ReferenceFiles files, ReferenceDirectory reference, IServiceScopeFactory roots)
{
    volatile Compiled? compiled;
    readonly Lazy<SamplingRules> sampling = new(() =>
    {
        var rows = files.Rows("sampling-rules.csv").ToDictionary(r => r["rule"]!);
        int Of(string rule) => rows[rule].Int("value");
        return new(Of("short-term-minutes"), Of("ceiling-minutes"), Of("evaluation-days"), rows["short-term-minutes"]["clause"]!);
    });
    readonly Lazy<IReadOnlyList<ScopeRow>> scopes = new(() => [.. files.Rows("institution-scopes.csv").Select(r => new ScopeRow(r["scope"]!, r["gbt4754_prefix"] ?? ""))]);

    sealed record Compiled(string Stamp, ReferenceBook Book);

    /// <summary>
    /// The limits of all days by the approved versions of the library: a sample is judged by what holds on its day. Compiled
    /// anew only when something was approved, so that judging itself asks no database.
    /// </summary>
    internal async Task<ReferenceBook> BookAsync(CancellationToken ct)
    {
        var timeline = await reference.TimelineAsync(ct);
        var stamp = $"{timeline.Stamp(ReferenceTables.Limits.Key)}/{timeline.Stamp(ReferenceTables.PhysicalLimits.Key)}";
        if (compiled is { } known && known.Stamp == stamp) return known.Book;
        await using var scope = roots.CreatePlatformScope();
        var book = await scope.ServiceProvider.GetRequiredService<LibraryBook>().LoadAsync(null, ct);
        compiled = new(stamp, book);
        return book;
    }

    readonly Lazy<ILookup<string, string>> effects = new(() => files.Rows("same-effects.csv").ToLookup(r => r["factor_code"]!, r => r["effect"]!));
    readonly Lazy<IReadOnlyDictionary<string, ToxicityGrade>> toxicity = new(() => files.Rows("toxicity-grades.csv").ToDictionary(r => r["factor_code"]!, r => (ToxicityGrade)r.Int("grade")));
    readonly Lazy<decimal> actionLevel = new(() => files.Rows("exposure-rules.csv").Single(r => r["standard"] == "GBZ 2.1-2019" && r["rule"] == "action-level").Decimal("value")!.Value);

    /// <summary>What factors do alike, beside the critical effects of the library.</summary>
    public IEnumerable<string> EffectsOf(string factorCode) => effects.Value[factorCode];
    public ToxicityGrade? ToxicityOf(string factorCode) => toxicity.Value.TryGetValue(factorCode, out var grade) ? grade : null;
    /// <summary>Part of the limit from which mixtures call for controls.</summary>
    public decimal ActionLevel => actionLevel.Value;
    public SamplingRules Sampling => sampling.Value;
    public IReadOnlyList<ScopeRow> Scopes => scopes.Value;
    /// <summary>Business scopes of certificates, each once.</summary>
    public IReadOnlyList<string> ScopeNames => [.. Scopes.Select(s => s.Scope).Distinct()];

    /// <summary>The class of an industry by the catalogue in force; null where it is not listed.</summary>
    public async Task<HazardRiskClass?> RiskOfAsync(string industry, DateOnly day, CancellationToken ct) =>
        IndustryCode.TryParse(industry, out var code) ? (await reference.RiskCatalogueAsync(ct)).Classify(code, day).Class : null;

    public async Task<CompiledFactors> CatalogueAsync(CancellationToken ct) =>
        (await reference.TimelineAsync(ct)).Newest(ReferenceTables.Factors.Key) is { } version ? await reference.FactorsAsync(version, ct) : new([]);

    internal async Task<RowReader> ReaderAsync(CancellationToken ct) => new(await BookAsync(ct), await CatalogueAsync(ct));
}
