using Zhijian.Rules.Cases;

namespace Zhijian.Rules.Service;

/// <summary>What was done to serve a paper, as the return of service (送达回证) holds it.</summary>
/// <param name="Failed">Nobody took it; only of a direct attempt, the others tell it later or never.</param>
public sealed record ServiceTry(DateOnly On, ServiceMethod Method, bool Failed = false)
{
    public CasePerson? First { get; init; }
    public CasePerson? Second { get; init; }

    /// <summary>Who took it.</summary>
    public string? Receiver { get; init; }

    /// <summary>法定代表人, 负责收件的人…</summary>
    public string? ReceiverRole { get; init; }

    /// <summary>Name and unit of whoever saw that it was left behind.</summary>
    public string? Witness { get; init; }

    /// <summary>Why it was refused, not delivered or has to be announced.</summary>
    public string? Reason { get; init; }

    /// <summary>Number of the registered letter.</summary>
    public string? Tracking { get; init; }

    /// <summary>Where it was sent to, announced or taken.</summary>
    public string? Place { get; init; }

    /// <summary>A photo, a film or the signed return is kept.</summary>
    public bool HasRecord { get; init; }

    /// <summary>The party agreed in writing to electronic service.</summary>
    public bool Consent { get; init; }
}

/// <param name="ServedOn">The day that terms begin with; null: not served.</param>
public sealed record ServiceAttempt(DateOnly On, ServiceMethod Method, ServiceResult Result, DateOnly? ServedOn = null);

/// <summary>
/// 文书送达. Order, conditions and days of 民事诉讼法, to which 行政处罚法 Art 61 refers; the terms and articles are rows of
/// reference/service-rules.csv. Who signs has it on that day; a letter on the day of its receipt; an announcement when its term is over.
/// </summary>
public sealed record PaperService(DateOnly IssuedOn, IReadOnlyList<ServiceAttempt> Attempts)
{
    public DateOnly? ServedOn => Attempts.FirstOrDefault(a => a.Result == ServiceResult.Served)?.ServedOn;
    public ServiceAttempt? UnderWay => Attempts.FirstOrDefault(a => a.Result == ServiceResult.UnderWay);

    /// <summary>What stands against the attempt, with the article; null: it may be put on record.</summary>
    public CaseRefusal? Refusal(ServiceTry attempt, CaseLaw law)
    {
        var on = attempt.On;
        if (ServedOn is { } served) return law.Refuse($"文书已于{served:yyyy-MM-dd}送达", "receipt", on);
        if (UnderWay is { } open) return law.Refuse($"{open.On:yyyy-MM-dd}的{open.Method.Text()}还没有结果，请先登记结果", "receipt", on);
        if (on < IssuedOn) return law.Refuse($"送达日期早于文书的签发日期{IssuedOn:yyyy-MM-dd}", "receipt", on);
        if (Attempts.LastOrDefault() is { } last && on < last.On) return law.Refuse($"送达日期早于上一次送达的日期{last.On:yyyy-MM-dd}", "receipt", on);
        if (attempt.Failed && attempt.Method != ServiceMethod.Direct) return law.Refuse("只有直接送达可以当时登记为未送达", "receipt", on);
        return attempt.Method switch
        {
            ServiceMethod.OnSpot when on != IssuedOn => law.Refuse("当场交付须在文书签发的当日，以后交付的是直接送达", "direct", on),
            ServiceMethod.OnSpot or ServiceMethod.Direct => Servers(attempt, law) ?? (attempt.Failed ? Said(attempt.Reason, "未能送达的原因", "receipt", on, law) : Received(attempt, law)),
            ServiceMethod.LeftBehind => Servers(attempt, law) ?? Said(attempt.Reason, "拒收的事由", "left-behind", on, law) ?? Said(attempt.Place, "留置的地点", "left-behind", on, law) ?? Seen(attempt, law),
            ServiceMethod.Mail => Said(attempt.Tracking, "挂号信或者邮政快递的单号", "mail", on, law) ?? Said(attempt.Place, "寄往的地址", "mail", on, law),
            ServiceMethod.Electronic => Electronic(attempt, law),
            _ => Announced(attempt, law),
        };
    }

    /// <summary>As it is stored; <see cref="Refusal"/> was asked before.</summary>
    public static ServiceAttempt Begin(ServiceTry attempt) => attempt switch
    {
        { Failed: true } => new(attempt.On, attempt.Method, ServiceResult.Failed),
        { Method: ServiceMethod.Mail or ServiceMethod.Announcement } => new(attempt.On, attempt.Method, ServiceResult.UnderWay),
        _ => new(attempt.On, attempt.Method, ServiceResult.Served, attempt.On),
    };

    /// <summary>What stands against the end of a letter or an announcement.</summary>
    /// <param name="on">Of a letter the day on its receipt, or the day it came back.</param>
    public static CaseRefusal? EndRefusal(ServiceAttempt attempt, DateOnly on, bool served, string? reason, CaseLaw law)
    {
        if (attempt.Result != ServiceResult.UnderWay) return law.Refuse("这次送达已有结果", "receipt", on);
        if (on < attempt.On) return law.Refuse($"日期早于{(attempt.Method == ServiceMethod.Mail ? "寄出" : "公告")}的日期{attempt.On:yyyy-MM-dd}", "receipt", on);
        if (!served) return Said(reason, "未能送达的原因", "receipt", on, law);
        return attempt.Method == ServiceMethod.Announcement && Deemed(attempt, law) is { } deemed && on < deemed
            ? new($"公告期{deemed:yyyy-MM-dd}届满，之前不能视为送达", law.Article("announcement", attempt.On)) : null;
    }

    /// <summary>An announcement counts as service from the day its term is over, whenever that is put on record.</summary>
    public static ServiceAttempt End(ServiceAttempt attempt, DateOnly on, bool served, CaseLaw law) => served
        ? attempt with { Result = ServiceResult.Served, ServedOn = attempt.Method == ServiceMethod.Announcement ? Deemed(attempt, law) : on }
        : attempt with { Result = ServiceResult.Failed };

    /// <returns>Null: no announcement.</returns>
    public static DateOnly? Deemed(ServiceAttempt attempt, CaseLaw law) => attempt.Method == ServiceMethod.Announcement ? law.Due("announcement", attempt.On) : null;

    private static CaseRefusal? Servers(ServiceTry t, CaseLaw law)
    {
        if (t.First is not { } first || t.Second is not { } second || first.Id == second.Id) return law.Refuse("送达人不少于两名执法人员", "servers", t.On);
        var unfit = new[] { first, second }.FirstOrDefault(p => string.IsNullOrWhiteSpace(p.Certificate));
        if (unfit is not null) return law.Refuse($"{unfit.Name}没有执法证件", "servers", t.On);
        return new[] { first, second }.FirstOrDefault(p => p.RecusalReason is not null) is { } recused ? law.Refuse($"{recused.Name}应当回避：{recused.RecusalReason}", "servers", t.On) : null;
    }

    private static CaseRefusal? Received(ServiceTry t, CaseLaw law) => Said(t.Receiver, "签收人", "direct", t.On, law) ?? Said(t.ReceiverRole, "签收人的身份（法定代表人、主要负责人、负责收件的人或者代理人）", "direct", t.On, law);

    private static CaseRefusal? Seen(ServiceTry t, CaseLaw law) =>
        t.HasRecord || !string.IsNullOrWhiteSpace(t.Witness) ? null : law.Refuse("留置送达须有见证人签名，或者以拍照、录像记录送达过程", "left-behind", t.On);

    private static CaseRefusal? Electronic(ServiceTry t, CaseLaw law)
    {
        if (!law.Has("electronic", t.On)) return law.Refuse("当时的法律没有规定行政处罚文书的电子送达", "receipt", t.On);
        return t.Consent ? null : law.Refuse("当事人没有签订确认书，不能电子送达", "electronic", t.On);
    }

    private CaseRefusal? Announced(ServiceTry t, CaseLaw law)
    {
        if (Said(t.Reason, "公告送达的原因和经过", "announcement", t.On, law) is { } unsaid) return unsaid;
        if (Said(t.Place, "公告的刊登处", "announcement", t.On, law) is { } nowhere) return nowhere;
        return Attempts.Any(a => a.Result == ServiceResult.Failed) ? null : law.Refuse("其他方式无法送达的才能公告送达，请先登记没有送达的经过", "announcement", t.On);
    }

    private static CaseRefusal? Said(string? text, string what, string key, DateOnly on, CaseLaw law) => string.IsNullOrWhiteSpace(text) ? law.Refuse($"请填写{what}", key, on) : null;
}
