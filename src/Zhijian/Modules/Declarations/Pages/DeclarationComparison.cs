using Zhijian.Modules.Registry;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>This version | the other | the register, field by field; and factor by factor with what else is known.</summary>
public sealed record DeclarationComparison(IReadOnlyList<DeclarationComparison.FieldLine> Fields, IReadOnlyList<DeclarationComparison.FactorLine> Factors)
{
    public sealed record FieldLine(string Group, string Title, string This, string? Other, string? Register)
    {
        /// <summary>A field that nobody fills is not compared.</summary>
        public bool HasSomething => new[] { This, Other, Register }.Any(v => v is not null && v != Display.Nothing);
        public bool DiffersFromOther => Other is not null && Other != This;
        public bool DiffersFromRegister => Register is not null && Register != This;
    }

    /// <summary>Persons are the rows of all workshops added up; null: not there.</summary>
    public sealed record FactorLine(string Code, string Name, HazardClass Class, int? This, int? Other, string? Known, string? Trade)
    {
        public bool Differs => This != Other;
        public bool IsMissing => This is null;
    }

    public static DeclarationComparison Of(
        FormEdition edition, DeclarationKind kind, DeclarationForm form, DeclarationForm? other, WorkplaceFile? file, IReadOnlyList<KnownExposure> known,
        IReadOnlyList<UsualFactor> trade, Func<string, FactorFact?> factorOf)
    {
        var fields = edition.Fields.Where(f => !f.Key.Contains('.') && f.Source != FieldSource.Computed && FormFields.IsShown(f, kind, false, form))
            .Select(f => new FieldLine(f.Group, f.Title, FiledForm.Words(form, f.Key), other is null ? null : FiledForm.Words(other, f.Key), file is null ? null : Register(file, f.Key)))
            .Where(l => l.HasSomething).ToList();
        if (kind == DeclarationKind.Cancellation) return new(fields, []);
        var here = Persons(form, factorOf);
        var there = other is null ? [] : Persons(other, factorOf);
        var sources = known.Where(k => factorOf(k.FactorCode) is not null).GroupBy(k => factorOf(k.FactorCode)!.Code)
            .ToDictionary(g => g.Key, g => string.Join("；", g.Select(k => DeclarationReview.SourceName(k.Source) + (k.Persons is { } n ? $" {n} 人" : "")).Distinct().Take(3)));
        var usual = trade.ToDictionary(t => t.FactorCode, t => (t.Certain ? "常见" : "视材料而定") + (t.Where.Length > 0 ? $"（{t.Where}）" : ""));
        var codes = here.Keys.Union(there.Keys).Union(sources.Keys).Union(usual.Keys);
        return new(fields,
        [
            .. codes.Select(c => (Fact: factorOf(c)!, Code: c)).OrderBy(c => !here.ContainsKey(c.Code)).ThenBy(c => c.Fact.Class).ThenBy(c => c.Code, StringComparer.Ordinal)
                .Select(c => new FactorLine(c.Code, c.Fact.Name, c.Fact.Class, Of(here, c.Code), Of(there, c.Code), sources.GetValueOrDefault(c.Code), usual.GetValueOrDefault(c.Code))),
        ]);
    }

    static int? Of(Dictionary<string, int> persons, string code) => persons.TryGetValue(code, out var n) ? n : null;

    static Dictionary<string, int> Persons(DeclarationForm form, Func<string, FactorFact?> factorOf) =>
        form.Hazards.Where(h => h.FactorCode is not null && factorOf(h.FactorCode) is not null).GroupBy(h => factorOf(h.FactorCode!)!.Code).ToDictionary(g => g.Key, g => g.Sum(h => h.Persons ?? 0));

    static string? Register(WorkplaceFile file, string key) => key switch
    {
        nameof(DeclarationForm.EmployerName) => file.EmployerName,
        nameof(DeclarationForm.CreditCode) => Display.Text(file.CreditCode),
        nameof(DeclarationForm.RegisteredAddress) => Display.Text(file.RegisteredAddress),
        nameof(DeclarationForm.WorkplaceAddress) => file.WorkplaceAddress,
        nameof(DeclarationForm.Size) => file.Size?.ChineseName() ?? Display.Nothing,
        nameof(DeclarationForm.IndustryCode) => file.IndustryCode,
        nameof(DeclarationForm.RegistrationType) => file.RegistrationType == RegistrationType.Unknown ? Display.Nothing : file.RegistrationType.ChineseName(),
        nameof(DeclarationForm.LegalRepresentative) => Display.Text(file.LegalRepresentative),
        nameof(DeclarationForm.PrincipalPerson) => Display.Text(file.Principal),
        nameof(DeclarationForm.TotalWorkers) => Display.Text(file.Workers),
        nameof(DeclarationForm.DispatchedWorkers) => Display.Text(file.DispatchedWorkers),
        _ => null,
    };
}
