using System.Collections.Frozen;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Risk;

/// <summary>建设项目职业病危害风险分类管理目录, by year; the documents' dates are recalled.</summary>
/// <param name="Year">2012 or 2021.</param>
/// <param name="Document">Name and number.</param>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day in force; null while it is.</param>
public sealed record RiskCatalogueEdition(int Year, string Document, DateOnly From, DateOnly? Until)
{
    public static IReadOnlyList<RiskCatalogueEdition> All { get; } =
    [
        new(2012, "安监总安健〔2012〕73号", new(2012, 5, 31), new(2021, 3, 11)),
        new(2021, "国卫办职健发〔2021〕5号", new(2021, 3, 12), null),
    ];

    /// <summary>Null before the first.</summary>
    public static RiskCatalogueEdition? InForce(DateOnly day) => All.LastOrDefault(e => e.From <= day && (e.Until is null || day <= e.Until));

    /// <summary>较重 ended with the catalogue of 2012.</summary>
    public bool Knows(HazardRiskClass hazard) => Year == 2012 || hazard != HazardRiskClass.Serious;
}

/// <summary>
/// 职业病危害评价 found the class of an employer whose industry no catalogue lists. Of another industry, or of one that a later catalogue
/// lists, it says nothing.
/// </summary>
/// <param name="Class">As decided.</param>
/// <param name="Industry">For which it was decided.</param>
/// <param name="Document">Number of the evaluation report or of the review of it.</param>
/// <param name="On">Day of the decision.</param>
public sealed record EvaluatedClass(HazardRiskClass Class, IndustryCode Industry, string Document, DateOnly On);

/// <summary>One row of the catalogues: an industry with all below it.</summary>
/// <param name="Prefix">Code of GB/T 4754.</param>
/// <param name="Name">In Chinese.</param>
/// <param name="Class2012">Null: not listed in that year.</param>
/// <param name="Class2021">Null: not listed in that year.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Confidence">How far to trust it.</param>
public sealed record IndustryRiskRow(IndustryCode Prefix, string Name, HazardRiskClass? Class2012, HazardRiskClass? Class2021, string Source, string Confidence)
{
    public HazardRiskClass? ClassIn(RiskCatalogueEdition edition) => edition.Year == 2012 ? Class2012 : Class2021;

    /// <exception cref="FormatException">Naming the field.</exception>
    public static IndustryRiskRow FromRow(string prefix, string name, string class2012, string class2021, string source, string confidence)
    {
        return new(IndustryCode.Parse(prefix), name, Read(class2012), Read(class2021), source, confidence);

        HazardRiskClass? Read(string text) => text.Length == 0 ? null : HazardRiskClasses.Parse(text) ?? throw new FormatException($"行业“{prefix}”的风险类别应为严重、较重或一般，现为“{text}”");
    }
}

/// <summary>The class of an industry with what led to it; null where the catalogue does not list the industry.</summary>
public sealed record IndustryRisk(HazardRiskClass? Class, RiskCatalogueEdition? Edition, IndustryRiskRow? Row, IReadOnlyList<string> Reasons);

/// <summary>Looks industries up in the catalogue rows: the longest prefix wins.</summary>
public sealed class RiskCatalogue
{
    private readonly FrozenDictionary<string, IndustryRiskRow> _rows;

    /// <exception cref="ArgumentException">A prefix stands twice.</exception>
    public RiskCatalogue(IEnumerable<IndustryRiskRow> rows)
    {
        var byPrefix = new Dictionary<string, IndustryRiskRow>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!byPrefix.TryAdd(row.Prefix.Value, row)) throw new ArgumentException($"风险分类目录中行业“{row.Prefix}”重复", nameof(rows));
        }
        _rows = byPrefix.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>By the catalogue of the day; an evaluation counts only where it is silent.</summary>
    public IndustryRisk Classify(IndustryCode industry, DateOnly day, EvaluatedClass? evaluated = null)
    {
        if (RiskCatalogueEdition.InForce(day) is not { } edition) return new(null, null, null, [$"{day:yyyy-MM-dd}没有施行中的风险分类管理目录"]);
        for (IndustryCode? code = industry; code is { } at; code = at.Parent)
        {
            if (!_rows.TryGetValue(at.Value, out var row) || row.ClassIn(edition) is not { } hazard) continue;
            return new(hazard, edition, row, [$"行业{industry}属于{edition.Year}年目录所列“{row.Prefix} {row.Name}”，职业病危害风险{hazard.Text()}"]);
        }
        var silent = $"{edition.Year}年目录未列行业{industry}，须按职业病危害因素确定类别";
        return evaluated is { } found && found.Industry.Value == industry.Value && found.On <= day && edition.Knows(found.Class)
            ? new(found.Class, edition, null, [silent, $"职业病危害评价（{found.Document}，{found.On:yyyy-MM-dd}）确定为{found.Class.Text()}"])
            : new(null, edition, null, [silent]);
    }
}
