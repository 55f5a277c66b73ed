using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>What the risk of an employer or of one workplace is judged by.</summary>
/// <param name="ExposedPersons">Each person once; null while not known.</param>
/// <param name="Factors">Each factor once, by its worst finding.</param>
/// <param name="SelfCheckPercent">Of the whole employer; null for a workplace, which has no management grade of its own.</param>
/// <param name="Evaluated">What an evaluation decided where the catalogue is silent.</param>
public sealed record RiskFacts(string IndustryCode, int? ExposedPersons, IReadOnlyCollection<KnownFactor> Factors, decimal? SelfCheckPercent, EvaluatedClass? Evaluated = null);

public readonly record struct KnownFactor(string Code, FactorExposure Exposure);

/// <summary>The three answers with what led to each.</summary>
/// <param name="Comprehensive">Null while the grade or the self-check is missing.</param>
public sealed record RiskAnswer(IndustryRisk Industry, HazardRiskResult Hazard, ComprehensiveRisk? Comprehensive)
{
    public RiskColumns Columns => new(
        Industry.Class, Industry.Row is null ? null : Industry.Edition?.Year, (int?)Hazard.Grade, Comprehensive?.Letter.Mark, Comprehensive?.MatrixId);
}

/// <summary>What is kept of an answer.</summary>
public sealed record RiskColumns(HazardRiskClass? Class, int? CatalogueYear, int? Grade, RiskMark? Comprehensive, string? Scheme)
{
    public static RiskColumns Of(Employer e) => new(e.RiskClass, e.RiskCatalogueYear, e.RiskGrade, e.ComprehensiveClass, e.RiskScheme);

    public void WriteTo(Employer e) =>
        (e.RiskClass, e.RiskCatalogueYear, e.RiskGrade, e.ComprehensiveClass, e.RiskScheme) = (Class, CatalogueYear, Grade, Comprehensive, Scheme);
}

/// <summary>Catalogue, factors and matrix of a day, ready to judge any number of employers.</summary>
/// <param name="stamp">Changes whenever anything changed that an answer depends on.</param>
public sealed class RiskBook(RiskCatalogue catalogue, IReadOnlyDictionary<string, FactorFact> factors, ComprehensiveMatrix matrix, DateOnly day, string stamp)
{
    public ComprehensiveMatrix Matrix => matrix;
    public string Stamp => stamp;

    public RiskAnswer Judge(RiskFacts facts)
    {
        var hazard = HazardRiskGrading.Grade([.. facts.Factors.Select(Fact)], facts.ExposedPersons);
        var comprehensive = hazard.Grade is { } grade && facts.SelfCheckPercent is { } percent ? matrix.Classify(grade, percent) : null;
        return new(ClassOf(facts.IndustryCode, day, facts.Evaluated), hazard, comprehensive);
    }

    /// <summary>By the catalogue in force today.</summary>
    public IndustryRisk ClassOf(string industry) => ClassOf(industry, day);

    public IndustryRisk ClassOf(string industry, DateOnly on, EvaluatedClass? evaluated = null) =>
        IndustryCode.TryParse(industry, out var code) ? catalogue.Classify(code, on, evaluated) : new(null, null, null, [$"行业代码{industry}无法识别"]);

    /// <summary>A factor that left the catalogue keeps its code for a name and is not known to be severe.</summary>
    public FactorFact Fact(KnownFactor known) =>
        (factors.GetValueOrDefault(known.Code) ?? new FactorFact { Name = known.Code }) with { Exposure = known.Exposure };
}
