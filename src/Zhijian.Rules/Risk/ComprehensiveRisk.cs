using System.Globalization;

namespace Zhijian.Rules.Risk;

/// <summary>职业卫生管理状况等级 by self-check, A the best.</summary>
public enum ManagementGrade
{
    A = 1,
    B = 2,
    C = 3,
}

/// <summary>From this share of the points on a self-check has this grade.</summary>
public readonly record struct ManagementGradeRow(decimal FromPercent, ManagementGrade Grade);

/// <summary>One cell of the matrix.</summary>
public readonly record struct ComprehensiveCell(HazardRiskGrade Hazard, ManagementGrade Management, RiskMark Mark);

/// <summary>The editable matrix; its id is stored with every class that came from it.</summary>
public sealed record ComprehensiveMatrix
{
    private readonly Dictionary<(HazardRiskGrade, ManagementGrade), RiskMark> _cells;

    /// <exception cref="ArgumentException">A cell is missing or stands twice, or a worse grade would give a lower risk.</exception>
    public ComprehensiveMatrix(string id, IReadOnlyCollection<ComprehensiveCell> cells, IReadOnlyCollection<ManagementGradeRow> managementGrades)
    {
        _cells = [];
        foreach (var cell in cells)
        {
            if (!_cells.TryAdd((cell.Hazard, cell.Management), cell.Mark))
                throw new ArgumentException($"矩阵中{cell.Hazard.Text()}与{cell.Management}的组合重复", nameof(cells));
        }
        foreach (var hazard in Enum.GetValues<HazardRiskGrade>())
        {
            foreach (var management in Enum.GetValues<ManagementGrade>())
            {
                if (!_cells.TryGetValue((hazard, management), out var mark)) throw new ArgumentException($"矩阵缺少{hazard.Text()}与{management}的组合", nameof(cells));
                if (_cells.TryGetValue((hazard - 1, management), out var above) && above > mark || _cells.TryGetValue((hazard, management - 1), out var left) && left > mark)
                    throw new ArgumentException($"矩阵中{hazard.Text()}与{management}的组合低于较轻组合的风险", nameof(cells));
            }
        }
        if (!managementGrades.Any(row => row.FromPercent <= 0)) throw new ArgumentException("管理状况等级缺少从0分起的一行", nameof(managementGrades));
        (Id, ManagementGrades) = (id, [.. managementGrades.OrderByDescending(row => row.FromPercent)]);
    }

    public string Id { get; }

    /// <summary>Highest first.</summary>
    public IReadOnlyList<ManagementGradeRow> ManagementGrades { get; }

    /// <summary>Recalled and weak, thresholds and cells alike.</summary>
    public static ComprehensiveMatrix Default { get; } = new("comprehensive-default",
        [
            new(HazardRiskGrade.One, ManagementGrade.A, RiskMark.Jia), new(HazardRiskGrade.One, ManagementGrade.B, RiskMark.Jia), new(HazardRiskGrade.One, ManagementGrade.C, RiskMark.Yi),
            new(HazardRiskGrade.Two, ManagementGrade.A, RiskMark.Jia), new(HazardRiskGrade.Two, ManagementGrade.B, RiskMark.Yi), new(HazardRiskGrade.Two, ManagementGrade.C, RiskMark.Bing),
            new(HazardRiskGrade.Three, ManagementGrade.A, RiskMark.Yi), new(HazardRiskGrade.Three, ManagementGrade.B, RiskMark.Bing), new(HazardRiskGrade.Three, ManagementGrade.C, RiskMark.Bing),
        ],
        [new(90, ManagementGrade.A), new(70, ManagementGrade.B), new(0, ManagementGrade.C)]);

    /// <param name="scorePercent">Points reached over points possible, 0 … 100.</param>
    public ManagementGrade ManagementOf(decimal scorePercent)
    {
        if (scorePercent is < 0 or > 100) throw new ArgumentOutOfRangeException(nameof(scorePercent));
        return ManagementGrades.First(row => scorePercent >= row.FromPercent).Grade;
    }

    public ComprehensiveRisk Classify(HazardRiskGrade hazard, ManagementGrade management)
    {
        var letter = new RiskLetter<ComprehensiveScheme>(_cells[(hazard, management)]);
        return new(letter, Id, [$"职业病危害风险{hazard.Text()}", $"职业卫生管理状况{management}级", $"综合风险{letter}"]);
    }

    public ComprehensiveRisk Classify(HazardRiskGrade hazard, decimal scorePercent)
    {
        var management = ManagementOf(scorePercent);
        var risk = Classify(hazard, management);
        return risk with { Reasons = [risk.Reasons[0], string.Create(CultureInfo.InvariantCulture, $"管理状况自查得分率{scorePercent:0.#}%"), .. risk.Reasons.Skip(1)] };
    }
}

/// <summary>甲, 乙 or 丙 with the matrix it came from and what led to it.</summary>
public sealed record ComprehensiveRisk(RiskLetter<ComprehensiveScheme> Letter, string MatrixId, IReadOnlyList<string> Reasons);
