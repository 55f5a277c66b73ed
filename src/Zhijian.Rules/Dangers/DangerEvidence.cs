namespace Zhijian.Rules.Dangers;

/// <summary>What was measured over its limit: the same has to be measured again.</summary>
/// <param name="PointId">Sampling point.</param>
/// <param name="FactorCode">Of the hazard catalogue.</param>
public sealed record MeasuredSubject(string PointId, string FactorCode);

/// <summary>An enforcement officer at the danger.</summary>
/// <param name="Id">Of the person.</param>
/// <param name="Name">For messages.</param>
/// <param name="RecusalReason">Why the officer has to recuse (回避) from this employer; null: nothing stands against it.</param>
public sealed record Officer(string Id, string Name, string? RecusalReason = null, string? Certificate = null);

/// <summary>执法人员不得少于两人.</summary>
public sealed record OfficerPair(Officer First, Officer Second)
{
    internal string? Refusal()
    {
        if (First.Id == Second.Id) return "须由两名不同的执法人员共同进行";
        var recused = First.RecusalReason is null ? Second : First;
        return recused.RecusalReason is { } reason ? $"{recused.Name}应当回避：{reason}" : null;
    }
}

public enum RetestVerdict
{
    Undetermined,
    Complies,
    Exceeds,
}

/// <summary>How long an institution is qualified, and whether for this factor.</summary>
public sealed record RetestQualification(string Institution, DateOnly From, DateOnly Until, bool CoversFactor);

/// <summary>A measurement after rectification.</summary>
/// <param name="ReportNumber">Of the institution.</param>
/// <param name="Subject">Where and what.</param>
/// <param name="SampledOn">Day of sampling.</param>
/// <param name="Verdict">As judged by the limit of that day.</param>
/// <param name="Qualification">Of the institution; null: the employer measured itself.</param>
public sealed record Retest(string ReportNumber, MeasuredSubject Subject, DateOnly SampledOn, RetestVerdict Verdict, RetestQualification? Qualification)
{
    /// <summary>Why it does not close the danger; null when it does.</summary>
    internal string? Refusal(MeasuredSubject danger, DateOnly openedOn)
    {
        if (Subject.PointId != danger.PointId) return "复测的检测点与隐患的检测点不同，不能销号";
        if (Subject.FactorCode != danger.FactorCode) return "复测的因素与隐患的因素不同，不能销号";
        if (SampledOn <= openedOn) return $"复测采样日期{SampledOn:yyyy-MM-dd}不晚于隐患发现日期{openedOn:yyyy-MM-dd}，不能销号";
        if (Qualification is not { } held) return "复测不是由具备资质的职业卫生技术服务机构进行，不能销号";
        if (SampledOn < held.From || SampledOn > held.Until) return $"{held.Institution}在采样日{SampledOn:yyyy-MM-dd}没有有效资质，不能销号";
        if (!held.CoversFactor) return $"复测因素不在{held.Institution}的资质范围内，不能销号";
        return Verdict switch
        {
            RetestVerdict.Complies => null,
            RetestVerdict.Exceeds => "复测仍超过限值，不能销号",
            _ => "复测结果不能判定，不能销号",
        };
    }
}

/// <summary>What two officers found on the spot.</summary>
/// <param name="On">Day of the recheck.</param>
/// <param name="Officers">Who rechecked.</param>
/// <param name="Removed">The danger is removed, as far as can be seen.</param>
/// <param name="Retest">Required where the danger was measured.</param>
public sealed record RecheckResult(DateOnly On, OfficerPair Officers, bool Removed, Retest? Retest);
