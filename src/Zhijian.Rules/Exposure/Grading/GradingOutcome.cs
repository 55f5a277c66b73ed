using System.Globalization;

namespace Zhijian.Rules.Exposure.Grading;

/// <summary>职业病危害作业分级.</summary>
public enum WorkGrade
{
    /// <summary>相对无害, or below grade Ⅰ.</summary>
    Zero = 0,
    One = 1,
    Two = 2,
    Three = 3,
    Four = 4,

    /// <summary>专项热应激评估: beyond what the table of the heat standard grades.</summary>
    SpecialAssessment = 5,
}

/// <summary>体力劳动强度分级 Ⅰ to Ⅳ.</summary>
public enum IntensityGrade
{
    One = 1,
    Two = 2,
    Three = 3,
    Four = 4,
}

public static class WorkGrades
{
    public static string Text(this WorkGrade grade) => grade switch
    {
        WorkGrade.Zero => "0级",
        WorkGrade.One => "Ⅰ级",
        WorkGrade.Two => "Ⅱ级",
        WorkGrade.Three => "Ⅲ级",
        WorkGrade.Four => "Ⅳ级",
        _ => "须作专项热应激评估",
    };

    public static string Text(this IntensityGrade intensity) => intensity switch
    {
        IntensityGrade.One => "Ⅰ",
        IntensityGrade.Two => "Ⅱ",
        IntensityGrade.Three => "Ⅲ",
        _ => "Ⅳ",
    };
}

/// <summary>A grade with its working, or the reason why there is none.</summary>
public sealed record GradingOutcome
{
    private GradingOutcome(GradingEdition? edition, WorkGrade? grade, decimal? index, string working) =>
        (Edition, Grade, Index, Working) = (edition, grade, index, working);

    public GradingEdition? Edition { get; }

    /// <summary>Null: undetermined, <see cref="Working"/> says why.</summary>
    public WorkGrade? Grade { get; }

    /// <summary>分级指数 G, where the standard has one.</summary>
    public decimal? Index { get; }

    /// <summary>In Chinese.</summary>
    public string Working { get; }

    internal static GradingOutcome Graded(GradingEdition edition, WorkGrade grade, decimal? index, string working) => new(edition, grade, index, working);

    internal static GradingOutcome Undetermined(GradingEdition? edition, string reason) => new(edition, null, null, reason);

    /// <summary>The refusal that every subject shares, null when the edition can be applied.</summary>
    internal static GradingOutcome? Refuse(GradingSubject subject, GradingEdition? edition)
    {
        if (edition is null) return Undetermined(null, "采样日没有施行中的作业分级标准");
        if (edition.Subject != subject) throw new ArgumentException($"{edition.Standard} does not grade {subject}.", nameof(edition));
        return edition.Sourced ? null : Undetermined(edition, $"{edition.Standard}的分级表尚未取得原文，不能判级");
    }

    internal static string Format(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
