namespace Zhijian.Rules.Risk;

/// <summary>职业病危害风险等级, Ⅲ the highest.</summary>
public enum HazardRiskGrade
{
    One = 1,
    Two = 2,
    Three = 3,
}

public static class HazardRiskGrades
{
    public static string Text(this HazardRiskGrade grade) => grade switch
    {
        HazardRiskGrade.One => "Ⅰ级",
        HazardRiskGrade.Two => "Ⅱ级",
        _ => "Ⅲ级",
    };
}

/// <summary>One cell of the matrix.</summary>
/// <param name="Severe">Nature of the factors.</param>
/// <param name="Complies">Exposure within the limits.</param>
/// <param name="FewestPersons">Exposed persons from.</param>
/// <param name="Grade">What the cell says.</param>
/// <param name="Note">Chinese; null where the cell stands in the source.</param>
public sealed record HazardRiskCell(bool Severe, bool Complies, int FewestPersons, HazardRiskGrade Grade, string? Note = null);

/// <summary>A grade with the facts that led to it. Null: undetermined, the reasons say what is missing.</summary>
public sealed record HazardRiskResult(HazardRiskGrade? Grade, bool? Severe, IReadOnlyList<string> Reasons);

/// <summary>Hazard risk grade by nature of the factors × compliance × exposed persons, annex 1 of the employers' method.</summary>
public static class HazardRiskGrading
{
    private const string ByMonotony = "来源中此格缺失，按不低于同行左格取值";

    /// <summary>Seen on a secondary page.</summary>
    public static IReadOnlyList<HazardRiskCell> Matrix { get; } =
    [
        new(false, true, 0, HazardRiskGrade.One), new(false, true, 10, HazardRiskGrade.One), new(false, true, 50, HazardRiskGrade.One),
        new(false, false, 0, HazardRiskGrade.Two), new(false, false, 10, HazardRiskGrade.Two), new(false, false, 50, HazardRiskGrade.Three),
        new(true, true, 0, HazardRiskGrade.Two), new(true, true, 10, HazardRiskGrade.Two), new(true, true, 50, HazardRiskGrade.Three),
        new(true, false, 0, HazardRiskGrade.Three), new(true, false, 10, HazardRiskGrade.Three, ByMonotony), new(true, false, 50, HazardRiskGrade.Three, ByMonotony),
    ];

    /// <summary>More persons than any bound of the matrix.</summary>
    private const int Many = int.MaxValue;

    /// <summary>Where exposure or persons are not known, every cell that is possible must say the same, else the grade stays open.</summary>
    /// <param name="factors">Every factor of the employer.</param>
    /// <param name="exposedPersons">接触职业病危害总人数; null when not known.</param>
    /// <param name="matrix">Another matrix; every nature and compliance needs a cell from 0 persons.</param>
    public static HazardRiskResult Grade(IReadOnlyCollection<FactorFact> factors, int? exposedPersons, IReadOnlyList<HazardRiskCell>? matrix = null)
    {
        if (exposedPersons < 0) throw new ArgumentOutOfRangeException(nameof(exposedPersons));
        if (factors.Count == 0) return new(null, null, ["没有职业病危害因素，不作风险分级"]);

        var reasons = factors.SelectMany(SevereFactors.Reasons).ToList();
        var severe = reasons.Count > 0;
        if (!severe) reasons.Add("职业病危害因素均为一般职业病危害因素");
        reasons.Add(exposedPersons is { } persons ? $"接触职业病危害{persons}人" : "接触职业病危害人数未登记");

        var (complies, exposure) = Compliance(factors);
        if (exposure is not null) reasons.Add(exposure);
        var cells = PossibleCells(severe, complies, exposedPersons, matrix ?? Matrix);
        var (lowest, highest) = (cells.Min(c => c.Grade), cells.Max(c => c.Grade));
        if (lowest == highest)
        {
            var note = cells.Select(c => c.Note).FirstOrDefault(n => n is not null);
            var conclusion = cells.Count == 1 || complies is not null && exposedPersons is not null ? $"风险等级{highest.Text()}" : $"不论{Missing()}，均为{highest.Text()}";
            reasons.Add(note is null ? conclusion : $"{conclusion}（{note}）");
            return new(highest, severe, reasons);
        }
        reasons.Add($"风险等级为{lowest.Text()}至{highest.Text()}，{(complies is null ? "须检测" : "须登记接触人数")}后确定");
        return new(null, severe, reasons);

        string Missing() => string.Join("、", new[] { complies is null ? "接触水平是否符合" : null, exposedPersons is null ? "接触人数多少" : null }.OfType<string>());
    }

    private static (bool? Complies, string? Reason) Compliance(IReadOnlyCollection<FactorFact> factors)
    {
        var exceeding = factors.Where(f => f.Exposure == FactorExposure.Exceeds).Select(f => f.Name).ToArray();
        if (exceeding.Length > 0) return (false, $"接触水平不符合：{string.Join('、', exceeding)}超过职业接触限值");
        var unknown = factors.Where(f => f.Exposure == FactorExposure.Unknown).Select(f => f.Name).ToArray();
        return unknown.Length == 0 ? (true, "接触水平符合：各因素均未超过职业接触限值") : (null, $"{string.Join('、', unknown)}没有有效检测结果，接触水平未知");
    }

    private static List<HazardRiskCell> PossibleCells(bool severe, bool? complies, int? persons, IReadOnlyList<HazardRiskCell> matrix)
    {
        var cells = new List<HazardRiskCell>();
        foreach (var keeps in complies is { } known ? [known] : new[] { true, false })
        {
            var ofNature = matrix.Where(c => c.Severe == severe && c.Complies == keeps && c.FewestPersons <= (persons ?? Many)).ToArray();
            if (ofNature.Length == 0) throw new ArgumentException("The matrix lacks a cell.", nameof(matrix));
            if (persons is null) cells.AddRange(ofNature);
            else cells.Add(ofNature.MaxBy(c => c.FewestPersons)!);
        }
        return cells;
    }
}
