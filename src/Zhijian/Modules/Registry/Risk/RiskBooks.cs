using System.Collections.Frozen;
using System.Globalization;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>Keeps the book of the day, made anew when a table of the library or the catalogue in force changes.</summary>
public sealed class RiskBooks(ReferenceDirectory reference, ReferenceFiles files)
{
    volatile RiskBook? kept;
    readonly Lazy<ComprehensiveMatrix> matrix = new(() => Matrix(files));
    readonly Lazy<FrozenDictionary<string, SevereGround>> grounds = new(() => files.Rows("severe-factors.csv").ToFrozenDictionary(
        r => r["factor_code"]!, r => new SevereGround(Enum.Parse<Ground>(r["ground"]!), bool.Parse(r["exempt"]!)), StringComparer.Ordinal));

    enum Ground { SilicaDust, Asbestos, IonisingRadiation, Named }

    sealed record SevereGround(Ground Ground, bool Exempt);

    public async ValueTask<RiskBook> OfAsync(DateOnly day, CancellationToken ct)
    {
        var timeline = await reference.TimelineAsync(ct);
        var stamp = string.Create(CultureInfo.InvariantCulture,
            $"{RiskCatalogueEdition.InForce(day)?.Year}/{timeline.Stamp(ReferenceTables.Risks.Key)}/{timeline.Stamp(ReferenceTables.Factors.Key)}/{timeline.Current(ReferenceTables.Limits.Key, day)?.Id:N}/{matrix.Value.Id}");
        if (kept is { } book && book.Stamp == stamp) return book;
        return kept = new(await reference.RiskCatalogueAsync(ct), await FactorsAsync(timeline, day, ct), matrix.Value, day, stamp);
    }

    async Task<FrozenDictionary<string, FactorFact>> FactorsAsync(ReferenceTimeline timeline, DateOnly day, CancellationToken ct)
    {
        if (timeline.Newest(ReferenceTables.Factors.Key) is not { } version) return FrozenDictionary<string, FactorFact>.Empty;
        var limits = timeline.Current(ReferenceTables.Limits.Key, day) is { } held ? await reference.LimitsOfAsync(held, ct) : null;
        return (await reference.FactorsAsync(version, ct)).All.ToFrozenDictionary(f => f.Code, f =>
        {
            var ground = grounds.Value.GetValueOrDefault(f.Code);
            return new FactorFact
            {
                Name = f.Name, HighlyToxic = f.HighlyToxic == true, SilicaDust = ground?.Ground == Ground.SilicaDust, Asbestos = ground?.Ground == Ground.Asbestos,
                IonisingRadiation = ground?.Ground == Ground.IonisingRadiation, RadiationExempt = ground?.Exempt == true, NamedSevere = ground?.Ground == Ground.Named,
                CarcinogenG1 = limits?.Of(f.Entries).Any(l => l.Notation?.Contains("G1", StringComparison.Ordinal) == true) == true,
            };
        }, StringComparer.Ordinal);
    }

    static ComprehensiveMatrix Matrix(ReferenceFiles files)
    {
        var cells = files.Rows("risk-comprehensive.csv");
        return new(cells[0]["scheme"]!,
            [.. cells.Select(r => new ComprehensiveCell((HazardRiskGrade)r.Int("hazard_grade"), Enum.Parse<ManagementGrade>(r["management_grade"]!), RiskMarks.Parse(r["mark"]!)))],
            [.. files.Rows("risk-management-grades.csv").Select(r => new ManagementGradeRow(r.Decimal("from_percent")!.Value, Enum.Parse<ManagementGrade>(r["grade"]!)))]);
    }
}
