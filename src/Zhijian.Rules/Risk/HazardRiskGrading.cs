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

    /// <param name="factors">Every factor of the employer.</param>
    /// <param name="exposedPersons">接触职业病危害总人数.</param>
    /// <param name="matrix">Another matrix; every nature and compliance needs a cell from 0 persons.</param>
    public static HazardRiskResult Grade(IReadOnlyCollection<FactorFact> factors, int exposedPersons, IReadOnlyList<HazardRiskCell>? matrix = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exposedPersons);
        if (factors.Count == 0) return new(null, null, ["没有职业病危害因素，不作风险分级"]);

        var severeReasons = factors.SelectMany(SevereFactors.Reasons).ToArray();
        var severe = severeReasons.Length > 0;
        var reasons = new List<string>();
        if (severe) reasons.AddRange(severeReasons);
        else reasons.Add("职业病危害因素均为一般职业病危害因素");
        reasons.Add($"接触职业病危害{exposedPersons}人");

        var exceeding = factors.Where(f => f.Exposure == FactorExposure.Exceeds).Select(f => f.Name).ToArray();
        if (exceeding.Length > 0) return Graded(false, $"接触水平不符合：{string.Join('、', exceeding)}超过职业接触限值");
        var unknown = factors.Where(f => f.Exposure == FactorExposure.Unknown).Select(f => f.Name).ToArray();
        if (unknown.Length == 0) return Graded(true, "接触水平符合：各因素均未超过职业接触限值");

        reasons.Add($"{string.Join('、', unknown)}没有有效检测结果，接触水平未知");
        var (best, worst) = (Cell(true).Grade, Cell(false).Grade);
        if (best == worst) return Finish(Cell(false), $"不论接触水平是否符合，均为{worst.Text()}");
        reasons.Add($"接触水平未知，风险等级为{best.Text()}或{worst.Text()}，须检测后确定");
        return new(null, severe, reasons);

        HazardRiskCell Cell(bool complies) =>
            (matrix ?? Matrix).Where(c => c.Severe == severe && c.Complies == complies && c.FewestPersons <= exposedPersons).MaxBy(c => c.FewestPersons)
            ?? throw new ArgumentException("The matrix lacks a cell.", nameof(matrix));

        HazardRiskResult Graded(bool complies, string fact)
        {
            reasons.Add(fact);
            var cell = Cell(complies);
            return Finish(cell, $"风险等级{cell.Grade.Text()}");
        }

        HazardRiskResult Finish(HazardRiskCell cell, string conclusion)
        {
            reasons.Add(cell.Note is null ? conclusion : $"{conclusion}（{cell.Note}）");
            return new(cell.Grade, severe, reasons);
        }
    }
}
