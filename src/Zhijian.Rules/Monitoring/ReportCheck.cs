using Zhijian.Rules.Exposure;

namespace Zhijian.Rules.Monitoring;

public enum FindingCode
{
    NoQualification, QualificationExpired, OutOfScope, OutOfArea, SamplerUnknown, SamplerExpired, NoSamplers, InstrumentUnknown, CalibrationExpired,
    ShortTermDuration, CeilingDuration, TooFewDays, OutsideHours,

    /// <summary>Found by comparing with other reports.</summary>
    SamplerElsewhere, CopiedCurve, SameContent,
}

public static class FindingCodes
{
    public static string Text(this FindingCode code) => code switch
    {
        FindingCode.NoQualification => "没有登记资质",
        FindingCode.QualificationExpired => "资质不在有效期内",
        FindingCode.OutOfScope => "超出资质业务范围",
        FindingCode.OutOfArea => "超出资质服务区域",
        FindingCode.SamplerUnknown => "采样人员未登记",
        FindingCode.SamplerExpired => "采样人员证书过期",
        FindingCode.NoSamplers => "未写明采样人员",
        FindingCode.InstrumentUnknown => "仪器未登记",
        FindingCode.CalibrationExpired => "仪器不在检定有效期内",
        FindingCode.ShortTermDuration => "短时间采样时长不符",
        FindingCode.CeilingDuration => "最高浓度采样时长不符",
        FindingCode.TooFewDays => "评价采样天数不足",
        FindingCode.OutsideHours => "采样时间反常",
        FindingCode.SamplerElsewhere => "同一人员同时在两地采样",
        FindingCode.CopiedCurve => "结果与其他单位完全相同",
        _ => "与另一份报告内容相同",
    };

    /// <summary>Such a report does not count as a test by a qualified institution.</summary>
    public static bool Disqualifies(this FindingCode code) =>
        code is FindingCode.NoQualification or FindingCode.QualificationExpired or FindingCode.OutOfScope or FindingCode.OutOfArea;
}

/// <summary>Something about a report that somebody has to look at, with its working in Chinese.</summary>
public sealed record ReportFinding(FindingCode Code, string Message);

/// <summary>Why a report cannot be taken at all.</summary>
public sealed record ReportRefusal(string Field, string Message);

/// <summary>Head and sampling of a report against the records of institution and employer.</summary>
public static class ReportCheck
{
    private const string Order = "《职业卫生技术服务机构管理办法》";
    private static readonly TimeOnly Night = new(4, 0);

    /// <summary>What makes a report impossible, whoever filed it.</summary>
    public static ReportRefusal? Refuse(ReportFacts facts, DateOnly today)
    {
        if (facts.Rows.Count == 0) return new("Rows", "报告没有检测结果");
        if (facts.SampledTo > today) return new("SampledOn", $"采样日期{facts.SampledTo:yyyy-MM-dd}晚于今天");
        if (facts.EstablishedOn is { } established && facts.SampledFrom < established) return new("SampledOn", $"采样日期{facts.SampledFrom:yyyy-MM-dd}早于用人单位成立日期{established:yyyy-MM-dd}");
        if (facts.IssuedOn > today) return new("IssuedOn", $"报告日期{facts.IssuedOn:yyyy-MM-dd}晚于今天");
        if (facts.IssuedOn < facts.SampledTo) return new("IssuedOn", $"报告日期{facts.IssuedOn:yyyy-MM-dd}早于采样日期{facts.SampledTo:yyyy-MM-dd}");
        return null;
    }

    /// <summary>What is odd about a report of an institution.</summary>
    public static IEnumerable<ReportFinding> OfInstitution(ReportFacts facts, InstitutionFacts institution, IReadOnlyList<ScopeRow> scopes)
    {
        foreach (var finding in OfQualification(facts, institution.Qualifications, scopes)) yield return finding;
        if (facts.Samplers.Count == 0) yield return new(FindingCode.NoSamplers, "报告没有写明采样人员");
        foreach (var name in facts.Samplers)
        {
            if (institution.Staff.FirstOrDefault(s => s.Name == name) is not { } known) yield return new(FindingCode.SamplerUnknown, $"采样人员{name}不在机构登记的专业技术人员中");
            else if (known.ValidUntil < facts.SampledTo) yield return new(FindingCode.SamplerExpired, $"采样人员{name}的证书{known.ValidUntil:yyyy-MM-dd}到期，采样在{facts.SampledTo:yyyy-MM-dd}");
        }
        foreach (var number in facts.Instruments)
        {
            if (institution.Instruments.FirstOrDefault(i => i.Number == number) is not { } known) yield return new(FindingCode.InstrumentUnknown, $"仪器{number}不在机构登记的仪器中");
            else if (known.CalibrationDue < facts.SampledTo || known.CalibratedOn > facts.SampledFrom)
                yield return new(FindingCode.CalibrationExpired, $"仪器{number}检定有效期{known.CalibratedOn:yyyy-MM-dd}至{known.CalibrationDue:yyyy-MM-dd}，采样在{Days(facts)}");
        }
    }

    private static string Days(ReportFacts facts) => facts.SampledFrom == facts.SampledTo ? $"{facts.SampledFrom:yyyy-MM-dd}" : $"{facts.SampledFrom:yyyy-MM-dd}至{facts.SampledTo:yyyy-MM-dd}";

    private static IEnumerable<ReportFinding> OfQualification(ReportFacts facts, IReadOnlyList<Qualification> qualifications, IReadOnlyList<ScopeRow> scopes)
    {
        if (qualifications.Count == 0)
        {
            yield return new(FindingCode.NoQualification, $"机构没有登记职业卫生技术服务资质（{Order}）");
            yield break;
        }
        if (qualifications.FirstOrDefault(q => q.Covers(facts.SampledFrom, facts.SampledTo)) is not { } valid)
        {
            var newest = qualifications.MaxBy(q => q.Until)!;
            yield return new(FindingCode.QualificationExpired, $"资质{newest.CertificateNumber}有效期{newest.From:yyyy-MM-dd}至{newest.Until:yyyy-MM-dd}，采样在{Days(facts)}（{Order}）");
            yield break;
        }
        var needed = ScopeOf(facts.IndustryCode, scopes);
        if (needed is not null && !valid.Scopes.Contains(needed))
            yield return new(FindingCode.OutOfScope, $"用人单位行业{facts.IndustryCode}属于“{needed}”，资质{valid.CertificateNumber}的业务范围是“{string.Join("、", valid.Scopes)}”");
        if (!facts.DivisionCode.StartsWith(valid.Area, StringComparison.Ordinal))
            yield return new(FindingCode.OutOfArea, $"工作场所区划{facts.DivisionCode}不在资质{valid.CertificateNumber}的服务区域{valid.Area}内");
    }

    /// <summary>The business scope of an industry: the longest prefix wins; null where the table is empty.</summary>
    public static string? ScopeOf(string industry, IReadOnlyList<ScopeRow> scopes) =>
        scopes.Where(s => industry.StartsWith(s.Prefix, StringComparison.Ordinal)).MaxBy(s => s.Prefix.Length)?.Scope;

    /// <summary>Counts and durations of samples against GBZ 159.</summary>
    public static IEnumerable<ReportFinding> OfSampling(ReportFacts facts, SamplingRules rules)
    {
        var days = facts.Rows.Select(r => r.Day).Distinct().Count();
        if (facts.Kind.IsEvaluation() && days < rules.EvaluationDays)
            yield return new(FindingCode.TooFewDays, $"{facts.Kind.Text()}应在连续{rules.EvaluationDays}个工作日采样，报告只有{days}天（{rules.Clause}）");
        if (Wrong(ExposureIndex.ShortTerm, m => m != rules.ShortTermMinutes) is { } shortTerm)
            yield return new(FindingCode.ShortTermDuration, $"C_STE应为{rules.ShortTermMinutes} min的采样结果，{shortTerm}（{rules.Clause}）");
        if (Wrong(ExposureIndex.Ceiling, m => m > rules.CeilingMinutes) is { } ceiling)
            yield return new(FindingCode.CeilingDuration, $"C_ME的采样时长一般不超过{rules.CeilingMinutes} min，{ceiling}（{rules.Clause}）");
        var night = facts.Rows.Where(r => r.StartsAt is { } at && at < Night).Select(r => r.Number).ToList();
        if (night.Count > 0) yield return new(FindingCode.OutsideHours, $"{Rows(night)}在凌晨{Night:HH\\:mm}以前采样，请核对");

        string? Wrong(ExposureIndex index, Func<int, bool> isWrong)
        {
            var rows = facts.Rows.Where(r => r.Index == index && r.Minutes is { } m && isWrong(m)).ToList();
            return rows.Count == 0 ? null : $"{Rows([.. rows.Select(r => r.Number)])}为{string.Join("、", rows.Select(r => r.Minutes).Distinct().Order().Take(5))} min";
        }
    }

    private static string Rows(List<int> numbers) => $"第{string.Join("、", numbers.Take(5))}行{(numbers.Count > 5 ? $"等{numbers.Count}行" : "")}";
}
