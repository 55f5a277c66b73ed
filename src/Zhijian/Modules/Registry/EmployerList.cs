using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Search;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Credit;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry;

/// <summary>What a request asks of the index.</summary>
/// <param name="IsWhole">The index knows every condition of the request, so its count is that of the list.</param>
public sealed record Question(IReadOnlyList<string> Terms, IReadOnlyList<string> Properties, bool HasCounty, bool HasIndustry, bool IsWhole)
{
    public bool IsEmpty => Terms.Count == 0 && Properties.Count == 0;
}

/// <summary>The list of employers: columns and filters in one place.</summary>
public sealed class EmployerList
{
    const int County = 3;
    /// <summary>No catalogue lists the industry and no evaluation decided; the index has no word for it.</summary>
    const string Undecided = "none";
    public const int CountLimit = 5_000;
    readonly DivisionDirectory divisions;
    readonly ReferenceDirectory reference;
    volatile IReadOnlyDictionary<string, string> industries = new Dictionary<string, string>();

    /// <summary>Filters that are one property of the row, with the word of the index for it.</summary>
    readonly Dictionary<string, Func<string, string?>> words;

    public ListDefinition<Employer> Definition { get; }

    public EmployerList(DivisionDirectory divisions, ReferenceDirectory reference)
    {
        (this.divisions, this.reference) = (divisions, reference);
        words = new()
        {
            ["hazard"] = v => Words.Hazard + v, ["risk"] = v => v == Undecided ? null : Words.Risk + v, ["grade"] = v => Words.Grade + v, ["overall"] = v => Words.Overall + v, ["scale"] = v => Words.Size + v,
            ["status"] = v => Words.Status + v, ["standing"] = v => Words.Standing + v, ["ownership"] = v => Words.Ownership + v, ["supervisor"] = v => Words.Supervisor + v,
        };
        Definition = new ListDefinition<Employer>("employers", "用人单位")
            .Key(e => e.Id)
            .Column("name", "单位名称", e => e.Name, c => c.Sortable().Wide().Link(e => $"/registry/{e.Id}"))
            .Column("creditCode", "统一社会信用代码", e => e.CreditCode, c => c.NoWrap())
            .Computed("place", "所在区划", e => divisions.Name(e.DivisionCode))
            .Computed("industry", "行业", e => industries.GetValueOrDefault(e.IndustryCode, e.IndustryCode))
            .Computed("hazards", "危害类别", e => string.Join("、", HazardClasses.Of(e)))
            .Computed("risk", "风险分类", e => e.RiskClass?.Text(), c => c.Cell(e => e.RiskClass is { } risk ? Badges.Status(risk.Text(), RegistryTones.Of(risk)) : Markup.Text("—")))
            .Computed("grade", "风险分级", e => Grade(e.RiskGrade), c => c.Cell(e => e.RiskGrade is { } grade ? Badges.Status(Grade(grade)!, RegistryTones.Of((HazardRiskGrade)grade)) : Markup.Text("—")))
            .Computed("credit", "信用", e => e.Credit?.Text(), c => c.Hidden())
            .Computed("overall", "综合风险", e => Overall(e), c => c.Hidden())
            .Computed("standing", "申报情况", e => e.DeclarationStanding.ChineseName(), c => c.Cell(e => Badges.Status(e.DeclarationStanding.ChineseName(), RegistryTones.Of(e.DeclarationStanding))))
            .Column("due", "年度更新期限", e => e.DeclarationDue, c => c.NoWrap().Hidden())
            .Column("workers", "劳动者", e => e.Workers, c => c.AlignEnd().Hidden())
            .Column("exposed", "接触人数", e => e.ExposedWorkers, c => c.AlignEnd())
            .Computed("size", "规模", e => e.Size?.ChineseName(), c => c.Hidden())
            .Computed("ownership", "隶属关系", e => e.OwnershipLevel.ChineseName(), c => c.Hidden())
            .Computed("supervisor", "监管机关", e => divisions.Name(e.SupervisorCode), c => c.Hidden())
            .Computed("status", "经营状态", e => e.Status.ChineseName(), c => c.Hidden())
            .Computed("codeStanding", "代码校验", e => e.CodeStanding.ChineseName(), c => c.Hidden())
            .Computed("registrationType", "注册类型", e => e.RegistrationType.ChineseName(), c => c.Hidden())
            .Column("legal", "法定代表人", e => e.LegalRepresentative, c => c.Hidden())
            .Search("名称、信用代码、拼音首字母", (rows, q) => Containing(rows, EmployerSearch.Terms(q)))
            .Pick("region", "区域", OwnDivisionPicker.Kind, In)
            .Pick("industry", "行业", "industry", InIndustry)
            // The condition itself is put into the query by WithFactor, which can see the exposures.
            .Pick("factor", "危害因素", "factor", (rows, _) => rows)
            .Select("hazard", "危害类别", Hazards, WithHazard)
            .Select("risk", "风险分类", [.. Options<HazardRiskClass>(v => v.Text()), new(Undecided, "未确定")], (rows, v) => v == Undecided ? rows.Where(e => e.RiskClass == null) : Enum.Parse<HazardRiskClass>(v) is var risk ? rows.Where(e => e.RiskClass == risk) : rows)
            .Select("grade", "风险分级", [new("1", "Ⅰ级"), new("2", "Ⅱ级"), new("3", "Ⅲ级")], (rows, v) => int.Parse(v) is var grade ? rows.Where(e => e.RiskGrade == grade) : rows)
            .Select("overall", "综合风险", Options<RiskMark>(v => v.Text()), (rows, v) => Enum.Parse<RiskMark>(v) is var mark ? rows.Where(e => e.ComprehensiveClass == mark) : rows)
            .Pick("supervisor", "监管机关", OwnDivisionPicker.Kind, (rows, v) => rows.Where(e => e.SupervisorCode == v))
            .Select("scale", "规模", Options<EmployerSize>(v => v.ChineseName()), (rows, v) => Enum.Parse<EmployerSize>(v) is var size ? rows.Where(e => e.Size == size) : rows)
            .Select("status", "经营状态", Options<EmployerStatus>(v => v.ChineseName()), (rows, v) => Enum.Parse<EmployerStatus>(v) is var status ? rows.Where(e => e.Status == status) : rows)
            .Select("standing", "申报情况", Options<DeclarationStanding>(v => v.ChineseName()), (rows, v) => Enum.Parse<DeclarationStanding>(v) is var standing ? rows.Where(e => e.DeclarationStanding == standing) : rows)
            .Select("ownership", "隶属关系", Options<OwnershipLevel>(v => v.ChineseName()), (rows, v) => Enum.Parse<OwnershipLevel>(v) is var level ? rows.Where(e => e.OwnershipLevel == level) : rows)
            .OrderBy("name")
            .CountUpTo(CountLimit);
    }

    public static IReadOnlyList<Option> Options<T>(Func<T, string> name) where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => new Option(v.ToString(), name(v)))];

    static readonly IReadOnlyList<Option> Hazards =
        [new("dust", "粉尘"), new("chemical", "化学因素"), new("physical", "物理因素"), new("radiation", "放射性因素"), new("biological", "生物因素"), new("other", "其他因素")];

    public static string? Grade(int? grade) => grade switch { 1 => "Ⅰ级", 2 => "Ⅱ级", 3 => "Ⅲ级", _ => null };

    /// <summary>The letter with the id of its scheme, without which it says nothing.</summary>
    static string? Overall(Employer e) => e.ComprehensiveClass is { } mark ? $"{mark.Text()}（{RegistryTerms.SchemeName(e.RiskScheme)}）" : null;

    /// <summary>Names of industries for the rows, kept in memory.</summary>
    public async ValueTask PrepareAsync(CancellationToken ct) => industries = await reference.IndustryNamesAsync(ct);

    public static IQueryable<Employer> Containing(IQueryable<Employer> rows, IReadOnlyList<string> terms) =>
        terms.Aggregate(rows, (found, term) => found.Where(e => e.SearchText.Contains(term)));

    IQueryable<Employer> In(IQueryable<Employer> rows, string code) => divisions.Find(code) switch
    {
        null => rows.Where(_ => false),
        { Level: County } => rows.Where(e => e.CountyCode == code),
        var place => rows.Under(place.Path),
    };

    static IQueryable<Employer> InIndustry(IQueryable<Employer> rows, string code)
    {
        if (!IndustryCode.TryParse(code, out var industry)) return rows.Where(_ => false);
        var (from, to) = Range(industry);
        return industry.Level == IndustryLevel.Class ? rows.Where(e => e.IndustryCode == from)
            : rows.Where(e => string.Compare(e.IndustryCode, from) >= 0 && string.Compare(e.IndustryCode, to) < 0);
    }

    /// <summary>A section is a range of divisions; anything else the codes that begin with it.</summary>
    static (string From, string To) Range(IndustryCode industry)
    {
        if (industry.Level != IndustryLevel.Section) return (industry.Value, industry.Value + ":");
        var members = Enumerable.Range(1, 97).Select(n => IndustryCode.Parse($"{n:D2}")).Where(industry.Covers).Select(i => i.Value).ToList();
        return (members[0], members[^1] + ":");
    }

    static IQueryable<Employer> WithHazard(IQueryable<Employer> rows, string hazard) => hazard switch
    {
        "dust" => rows.Where(e => e.HasDust), "chemical" => rows.Where(e => e.HasChemical), "physical" => rows.Where(e => e.HasPhysical),
        "radiation" => rows.Where(e => e.HasRadiation), "biological" => rows.Where(e => e.HasBiological), _ => rows.Where(e => e.HasOther),
    };

    /// <summary>Employers with somebody exposed to the factor, in workplaces that the viewer sees.</summary>
    public IQueryable<Employer> WithFactor(IQueryable<Employer> rows, ZhijianDb db, Viewer viewer, ListRequest request)
    {
        if (request["factor"] is not { } factor) return rows;
        var exposures = db.Set<Exposure>().InScopeOf(viewer.Scope).Where(x => x.FactorCode == factor);
        return rows.Where(e => exposures.Any(x => x.EmployerId == e.Id));
    }

    public Question Ask(ListRequest request)
    {
        var properties = words.Where(w => request[w.Key] is { } value && value.All(char.IsAsciiLetterOrDigit)).Select(w => w.Value(request[w.Key]!)).OfType<string>().ToList();
        var place = request["region"] is { } code ? divisions.Find(code) : null;
        if (place is not null && place.Level >= County) properties.Add((place.Level == County ? Words.County : Words.Division) + place.Code);
        var industry = request["industry"] is { } text && IndustryCode.TryParse(text, out var read) ? read : default;
        var hasIndustry = industry.Value.Length >= 2;
        if (hasIndustry) properties.Add(Words.Industry + industry.Value);
        var asked = Definition.Filters.SelectMany(f => f.Keys).Count(key => key != "q" && request[key] is not null);
        return new(EmployerSearch.Terms(request["q"]), properties, place?.Level >= County, hasIndustry, properties.Count == asked);
    }
}

/// <summary>The colours of what a file says.</summary>
public static class RegistryTones
{
    public static Tone Of(HazardRiskClass risk) => risk switch { HazardRiskClass.Severe => Tone.Danger, HazardRiskClass.Serious => Tone.Warning, _ => Tone.Info };

    public static Tone Of(HazardRiskGrade grade) => grade switch { HazardRiskGrade.Three => Tone.Danger, HazardRiskGrade.Two => Tone.Warning, _ => Tone.Info };

    /// <summary>Of the comprehensive scheme, in which 丙 is the highest risk.</summary>
    public static Tone Of(RiskMark mark) => mark switch { RiskMark.Bing => Tone.Danger, RiskMark.Yi => Tone.Warning, _ => Tone.Info };

    public static Tone Of(DeclarationStanding standing) => standing switch
    {
        DeclarationStanding.Valid => Tone.Success, DeclarationStanding.ChangeDue => Tone.Warning,
        DeclarationStanding.Overdue or DeclarationStanding.FoundFalse => Tone.Danger, _ => Tone.Neutral,
    };

    public static Tone Of(EmployerStatus status) => status switch { EmployerStatus.Operating => Tone.Success, EmployerStatus.Suspended => Tone.Warning, _ => Tone.Neutral };

    public static Tone Of(CodeStanding standing) => standing switch { CodeStanding.Valid => Tone.Success, CodeStanding.CheckFailed => Tone.Danger, _ => Tone.Neutral };
}
