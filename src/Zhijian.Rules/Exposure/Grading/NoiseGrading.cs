namespace Zhijian.Rules.Exposure.Grading;

/// <summary>Work in noise; what does not occur is null.</summary>
/// <param name="Level">L_EX,8h or L_EX,40h, dB(A).</param>
/// <param name="Peak">Peak level of impulses, dB(C).</param>
/// <param name="ImpulsesPerDay">How many.</param>
public sealed record NoiseWork(decimal? Level, decimal? Peak = null, int? ImpulsesPerDay = null);

/// <summary>噪声作业分级, GBZ/T 229.4-2012. Of steady and impulse noise the higher grade counts.</summary>
public static class NoiseGrading
{
    private static readonly WeightRow<WorkGrade>[] Levels =
        [new(85, false, WorkGrade.Zero), new(90, false, WorkGrade.One), new(95, false, WorkGrade.Two), new(100, false, WorkGrade.Three), new(null, false, WorkGrade.Four)];

    /// <summary>Up to so many impulses a day grade Ⅰ starts at the peak; 2.5 dB more raise by one.</summary>
    private static readonly (int Impulses, decimal Peak)[] Impulses = [(100, 140), (1_000, 130), (10_000, 120)];

    private const decimal PeakStep = 2.5m;

    public static GradingOutcome Grade(GradingEdition? edition, NoiseWork work)
    {
        if (GradingOutcome.Refuse(GradingSubject.Noise, edition) is { } refused) return refused;
        if (work.Level is null && work.Peak is null) return GradingOutcome.Undetermined(edition, "没有噪声测量结果，不能判级");

        var grade = WorkGrade.Zero;
        var working = new List<string>();
        if (work.Level is { } level)
        {
            grade = WeightRows.Find(Levels, level);
            working.Add($"等效声级{GradingOutcome.Format(level)} dB(A)，{Words(grade)}");
        }
        if (work.Peak is not { } peak) return GradingOutcome.Graded(edition!, grade, null, working[0]);

        if (work.ImpulsesPerDay is not > 0) return GradingOutcome.Undetermined(edition, "缺少每日脉冲次数，不能判级");
        var row = Array.FindIndex(Impulses, r => work.ImpulsesPerDay <= r.Impulses);
        if (row < 0) return GradingOutcome.Undetermined(edition, $"每日脉冲次数超过{Impulses[^1].Impulses}次，标准未作规定");
        var impulse = (WorkGrade)(int)Math.Clamp(Math.Floor((peak - Impulses[row].Peak) / PeakStep) + 1, 0, (int)WorkGrade.Four);
        working.Add($"脉冲{work.ImpulsesPerDay}次/日，声压级峰值{GradingOutcome.Format(peak)} dB(C)，{Words(impulse)}");
        return GradingOutcome.Graded(edition!, grade > impulse ? grade : impulse, null, string.Join("；", working));
    }

    private static string Words(WorkGrade grade) => grade == WorkGrade.Zero ? "未达Ⅰ级" : grade.Text();
}
